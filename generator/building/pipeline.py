"""Inputs to checked files: every stage once, in order; no stage stops the next from reporting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from itertools import chain
from typing import Any

from generator.building.cache import Cache, cache, key
from generator.building.facts import header
from generator.building.gathering import Gathered, gather
from generator.building.inputs import Inputs, looks_salt, settings_key
from generator.building.ledger import Copied, Entry, Ledger, Waiting
from generator.building.lock import updated, write_lock
from generator.building.manifest import ordinary
from generator.building.options import Options
from generator.building.parallel import BREAK_EVEN, working
from generator.building.press import Made, Press
from generator.building.publishing import Edition
from generator.building.register import register
from generator.building.result import Result
from generator.building.run import Run
from generator.building.shelf import Shelf
from generator.building.version import generator_version
from generator.building.wording import wording
from generator.kinds.base import Document
from generator.model.config import SiteConfig
from generator.model.diagnostics import Diagnostic, Severity, Span, ordered
from generator.model.output import Output, Sheet, Trace
from generator.model.site import Artifact, Page, Site
from generator.model.values import reader
from generator.reading.decode import decode
from generator.rendering.frame import Frame
from generator.rendering.lookup import Lookup
from generator.rendering.plan import layouts, units
from generator.rendering.templates import Templates
from generator.rules.engine import check_output, check_sets, check_site
from generator.rules.leaks import Secrets, files_of
from generator.rules.settling import Circumstances, settle


def examine(inputs: Inputs, options: Options, used: Cache | None = None, edition: Edition | None = None) -> Result:
    """Read, assemble, check and render; report everything that is wrong.

    Sheets that differ from the published ones are laid into the edition, if there is one.

    Raises:
        WorkerDied: a worker ended in the midst of its work.
    """
    if used is None:
        with cache(None, generator_version()) as passing:
            return examine(inputs, options, passing, edition)
    return examine_run(Run(inputs, options, Templates(inputs.layouts), used, edition))


def examine_run(run: Run) -> Result:
    """Go the long way: every stage, whatever the cache may spare of each."""
    said = partial(wording, run.inputs.layouts)
    gathered = gather(run.inputs, run.options, run.cache, lambda site: Secrets(site, said))
    site, bodies, secrets = gathered.site, gathered.shelf, gathered.secrets
    if site is None or bodies is None or secrets is None:
        return Result(usable=False, findings=ordered(gathered.findings))
    with _pressing(gathered, site, bodies, secrets, run) as outcomes:
        # The sheets are made by other processes: meanwhile this one judges what needs none of them.
        of_site = check_site(site)
        asked = frozenset(bodies.asked)
        of_sets = check_sets(site)
        documents = gathered.documents
        named = register(documents, site).pack()
        lock = updated(site)
        entries = _entries(gathered, site)
        made, failed = _told(outcomes)
    traces, clashes = _traces(site, made, secrets, run.inputs)
    broken = (*failed, *clashes)
    stages = {
        "intake": gathered.findings,
        "site": of_site,
        "sets": of_sets,
        "output": broken or check_output(Output(site, traces, secrets, _written(run.inputs))),
    }
    around = Circumstances(
        site.config,
        run.options.as_of,
        documents,
        frozenset(page.path for page in site.withheld.values()),
        frozenset(page.path for page in site.pages.values()),
    )
    findings = settle((*gathered.of_documents, *chain.from_iterable(stages.values())), around)
    searched = key("secrets", secrets.search.digest)
    names = key("names", named)
    run.cache.put({searched: secrets.search.pack(), names: named})

    written = {one.path for one in made}
    ledger = Ledger(
        settings=settings_key(run.inputs, run.options),
        whole=not broken,
        due=lock is not site.lock,
        held=tuple(name for name, one in site.sets.items() if one.held),
        documents=entries,
        assets=run.inputs.assets,
        marks=run.inputs.marks,
        layouts=_layouts(made, run),
        layout_files=run.inputs.layout_files,
        asked=asked,
        sheets={one.path: one.line for one in made},
        copied={path: Copied(one.digest, one.source or "") for path, one in traces.items() if path not in written},
        findings=stages,
        settled=findings,
        waiting={page.url: _waiting(page, site) for page in site.having(Document, withheld=True) if page.withheld},
        secrets=searched.hex(),
        names=names.hex(),
    )
    rendered = tuple(sorted(one.path for one in made if one.fresh))
    return Result(
        usable=True,
        findings=findings,
        ledger=ledger,
        rendered=rendered,
        tally=ledger.tally,
        lock=None if lock is site.lock else write_lock(lock),
    )


def _entries(gathered: Gathered, site: Site) -> dict[str, Entry]:
    """The documents as the next run will want to know them."""
    states = {page.path: "published" for page in site.pages.values()}
    states |= {page.path: "withheld" for page in site.withheld.values()}
    states |= {one.path: "record" for one in site.requests}
    found = {}
    for one, taken in zip(gathered.studied, gathered.taken, strict=True):
        path = one.parsed.path
        outward, prose, stale = header(taken.facts)
        state = states.get(path, "broken")
        found[path] = Entry(taken.digest, taken.name.hex(), outward, prose, stale, state, [])
    for page in (*site.pages.values(), *site.withheld.values()):
        others = (*page.interprets, *page.interpreted_by, *page.implements, *page.implemented_by)
        tied = (site.find(name) for name in others)
        found[page.path].ties.extend(sorted({one.path for one in tied if one is not None}))
    return found


def _waiting(page: Page[Document], site: Site) -> Waiting:
    """What a preview says of a document that is kept back."""
    title, day = page.meta.title, page.meta.published_on
    why = str(page.withheld or "")
    return Waiting(page.path, why, title or page.path, day.isoformat() if day else "", sorted(files_of(page, site)))


def _layouts(made: Sequence[Made], run: Run) -> dict[str, str]:
    return {name: run.layouts.digest(name) for name in sorted({one.layout for one in made})}


@contextmanager
def _pressing(
    gathered: Gathered, site: Site, bodies: Shelf, secrets: Secrets, run: Run
) -> Iterator[Iterator[Made | Diagnostic]]:
    """Plan and make every sheet."""
    frame = Frame(Lookup.on_its_day(site))
    frame.prepare()
    work = units(frame)
    if len(work) >= BREAK_EVEN:
        run.layouts.prepare(layouts(frame))
    names = {one.parsed.path: taken.name for one, taken in zip(gathered.studied, gathered.taken, strict=True)}
    press = Press(
        run.layouts,
        site.config,
        secrets.search,
        looks_salt(site.config),
        run.cache,
        run.cache.names(),
        run.edition,
        bodies,
        frame,
        {page.url: (page, names[page.path]) for page in site.pages.values()},
    )
    run.cache.rest()
    with working(press, work, run.options.jobs) as outcomes:
        yield _counted(outcomes, len(work), run.options)


def _counted(outcomes: Iterable[Made | Diagnostic], count: int, options: Options) -> Iterator[Made | Diagnostic]:
    for number, outcome in enumerate(outcomes, 1):
        options.progress("生成", number, count)
        yield outcome


def _told(outcomes: Iterable[Made | Diagnostic]) -> tuple[list[Made], tuple[Diagnostic, ...]]:
    """The sheets that were made, and what stood in the way of the others."""
    made: list[Made] = []
    failed: list[Diagnostic] = []
    for outcome in outcomes:
        if isinstance(outcome, Diagnostic):
            failed.append(outcome)
        else:
            made.append(outcome)
    return made, ordered(failed)


def _traces(
    site: Site, made: Sequence[Made], secrets: Secrets, inputs: Inputs
) -> tuple[dict[str, Trace], tuple[Diagnostic, ...]]:
    """Every file of the output by path, and those that cannot stand where they should."""
    found = {one.path: _copied(one, site.config, secrets) for one in inputs.static}
    clashes = []
    for one in made:
        if one.path in found or not ordinary(one.path):
            clashes.append(_clash(one.path, "layouts/"))
        else:
            found[one.path] = _traced(one)
    urls = site.asset_urls.items()
    clashes.extend(_clash(url, path) for path, url in urls if url in found or not ordinary(url))
    for path, url in urls:
        attached = site.attached.get(path)
        told = attached.told if attached else None
        found[url] = Trace(url, site.assets[path].digest, source=path, told=told)
    return dict(sorted(found.items())), ordered(clashes)


def _written(inputs: Inputs) -> Callable[[str], str]:
    """What gives the text of a source; nothing where it cannot be read any more."""
    sources = {one.path: one for one in inputs.sources}

    def written(path: str) -> str:
        try:
            return decode(sources[path].read().data, path)[0] or ""
        except (KeyError, OSError):
            return ""

    return written


def _traced(one: Made) -> Trace:
    """What is left of a sheet."""
    looks = _READ(one.looks_data) if one.looks_data else {}
    told = _READ(one.told_data) if one.told_data else {}
    return Trace(one.path, one.digest, one.path.endswith(".html"), looks=looks, told=told)


_READ: Callable[[bytes], Any] = reader(object)


def _copied(one: Artifact, config: SiteConfig, secrets: Secrets) -> Trace:
    """What is left of a file of the layouts."""
    told = secrets.search.told(Sheet(one.path, one.content, None, None, config))
    return Trace(one.path, sha256(one.content).hexdigest(), told=told)


def _clash(url: str, path: str) -> Diagnostic:
    message = f"网址 {url} 已由网页占用，或不能用作文件名"
    return Diagnostic("url-collision", Severity.ERROR, Span(path), message, "给文件改名")
