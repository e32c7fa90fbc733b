"""Inputs to checked artifacts: every stage once, in order, in memory; no stage stops the next from reporting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from generator.assembling.assemble import assemble
from generator.building.lock import read_lock
from generator.building.manifest import ordinary
from generator.building.parallel import each
from generator.model.config import SiteConfig
from generator.model.content import Asset, Parsed, Source
from generator.model.diagnostics import Diagnostic, Severity, Span, ordered
from generator.model.site import Artifact, Job, Output, Site, Terms
from generator.reading.settings import read_settings, settings_places
from generator.reading.study import study
from generator.rendering.plan import plan
from generator.rendering.templates import LayoutError, templates
from generator.rules.engine import Circumstances, check_document, check_output, check_site, settle
from generator.rules.families import RULES
from generator.text.chinese import suggest

CONFIG = "site_config.toml"


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a build reads."""

    config: bytes
    sources: tuple[Source, ...]
    assets: tuple[Asset, ...] = ()
    lock: bytes | None = None
    layouts: tuple[str, ...] = ()
    """Folders of layouts; the first that has a file wins."""
    static: tuple[Artifact, ...] = ()
    """Styles and icons of the layouts."""
    findings: tuple[Diagnostic, ...] = ()
    """What scanning the files found."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller chose."""

    as_of: date
    base_url: str = ""
    """Replaces the configured address when not empty."""
    drafts: bool = False
    future: bool = False
    hold: bool = False
    jobs: int = 1
    progress: Callable[[str, int, int], None] = field(default=lambda *_: None)
    """Told stage, done and total as the work goes on."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run came to."""

    site: Site | None
    """``None`` when the configuration cannot be used."""
    findings: tuple[Diagnostic, ...]
    """Settled and sorted."""
    artifacts: Mapping[str, Artifact] = field(default_factory=dict)
    """By path, sorted; incomplete when a layout failed."""

    def worst(self) -> Severity | None:
        """The weight of the heaviest finding."""
        return max((one.severity for one in self.findings), default=None)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The column read and assembled, and what was found on the way; nothing is settled yet."""

    site: Site | None
    """``None`` when the configuration cannot be used."""
    documents: tuple[Parsed, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def gather(inputs: Inputs, options: Options) -> Gathered:
    """Read and assemble the column, and check each document by itself."""
    config, misconfigured = _configured(inputs, options)
    if config is None:
        return Gathered(None, findings=(*misconfigured, *inputs.findings))
    lock, unlocked = read_lock(inputs.lock)
    studied = list(_studied(inputs, config, options))
    documents = tuple(parsed for parsed, _ in studied)
    assembly = assemble(
        documents,
        config,
        options.as_of,
        assets=inputs.assets,
        lock=lock,
        terms=Terms(options.drafts, options.future, options.hold),
        settings=settings_places(inputs.config, CONFIG),
    )
    of_documents = (finding for parsed, findings in studied for finding in (*parsed.findings, *findings))
    found = (*misconfigured, *inputs.findings, *unlocked, *of_documents, *assembly.findings)
    return Gathered(assembly.site, documents, found)


def _configured(inputs: Inputs, options: Options) -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    """Read the configuration and put the caller's choices in."""
    config, findings = read_settings(inputs.config, CONFIG)
    if config is None:
        return None, findings
    if options.base_url:
        config = config.model_copy(update={"site": config.site.model_copy(update={"base_url": options.base_url})})
    places = settings_places(inputs.config, CONFIG)
    unknown = [
        Diagnostic(
            "config-rule-unknown",
            Severity.ERROR,
            places.get(("rules", name), Span(CONFIG)),
            f"rules 中的“{name}”不是规则",
            _nearest(name),
        )
        for name in config.rules
        if name not in RULES
    ]
    fixed = [
        Diagnostic(
            "suppress-fixed",
            Severity.ERROR,
            places.get(("rules", name), Span(CONFIG)),
            f"规则 {name} 不允许关闭或调低",
            "改正问题；三同步的豁免登记在 sync.waivers",
        )
        for name in config.rules
        if name in RULES and RULES[name].fixed
    ]
    return config, (*findings, *unknown, *fixed)


def _nearest(name: str) -> str:
    near = suggest(name, RULES)
    return f"是否应为 {near}？" if near else "gongkai rule 列出全部规则"


def examine(inputs: Inputs, options: Options) -> Result:
    """Read, assemble, check and render; report everything that is wrong."""
    gathered = gather(inputs, options)
    site = gathered.site
    if site is None:
        return Result(None, ordered(gathered.findings))
    artifacts, misrendered = _render(site, inputs, options)
    output = () if misrendered else check_output(Output(site, artifacts))
    kept_back = frozenset(page.path for page in site.withheld.values())
    around = Circumstances(site.config, options.as_of, gathered.documents, kept_back)
    found = (*gathered.findings, *check_site(site), *misrendered, *output)
    return Result(site, settle(found, around), artifacts)


def _study(source: Source, config: SiteConfig) -> tuple[Parsed, tuple[Diagnostic, ...]]:
    parsed = study(source, config)
    return parsed, check_document(parsed, config)


def _render(site: Site, inputs: Inputs, options: Options) -> tuple[dict[str, Artifact], tuple[Diagnostic, ...]]:
    jobs = list(plan(site))
    rendered: dict[str, Artifact] = {one.path: one for one in inputs.static}
    failed: list[Diagnostic] = []
    done = each(partial(_artifact, layouts=inputs.layouts), jobs, options.jobs)
    for number, outcome in enumerate(done, 1):
        options.progress("生成", number, len(jobs))
        if isinstance(outcome, Diagnostic):
            failed.append(outcome)
        elif outcome.path in rendered or not ordinary(outcome.path):
            failed.append(_clash(outcome.path, "layouts/"))
        else:
            rendered[outcome.path] = outcome
    failed.extend(_clash(url, path) for path, url in site.asset_urls.items() if url in rendered or not ordinary(url))
    rendered |= {url: Artifact(url, b"", source=path) for path, url in site.asset_urls.items()}
    return dict(sorted(rendered.items())), ordered(failed)


def _clash(url: str, path: str) -> Diagnostic:
    message = f"网址 {url} 已由网页占用，或不能用作文件名"
    return Diagnostic("url-collision", Severity.ERROR, Span(path), message, "给文件改名")


def _artifact(job: Job, layouts: tuple[str, ...]) -> Artifact | Diagnostic:
    try:
        return templates(layouts).render(job)
    except LayoutError as error:
        span = Span(f"layouts/{error.file}", error.line)
        hint = "改正版式，或删去它以用默认版式"
        return Diagnostic("layout-error", Severity.ERROR, span, f"版式出错：{error.message}", hint)


def _studied(inputs: Inputs, config: SiteConfig, options: Options) -> Iterator[tuple[Parsed, tuple[Diagnostic, ...]]]:
    done = each(partial(_study, config=config), inputs.sources, options.jobs)
    for number, one in enumerate(done, 1):
        options.progress("读取", number, len(inputs.sources))
        yield one
