"""Where the links of a body lead, and which files beside the pages are published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, cached_property, partial
from posixpath import basename
from typing import NamedTuple

from generator.assembling.placing import ROOT, Placed
from generator.model.config import SiteConfig
from generator.model.content import Link, Parsed
from generator.model.diagnostics import Diagnostic, Severity
from generator.model.sources import Asset
from generator.model.values import Struct, replace
from generator.text import urls
from generator.text.chinese import suggest
from generator.text.clauses import cited, has
from generator.text.dates import chinese_date


class Atlas(Struct, frozen=True, dict=True):
    """Everything that a link can lead to."""

    by_path: Mapping[str, Placed]
    by_id: Mapping[str, Placed]
    names: Mapping[str, str]
    assets: Mapping[str, Asset]
    columns: frozenset[str]
    open: frozenset[str]
    """Ids of the pages that will be published."""
    held: frozenset[str]
    """Ids of the pages that wait for their release set; a link to one is shown as text until then."""
    due: Mapping[str, date]
    """Ids of the pages whose day is still to come, and that day; a link to one is shown as text until then."""
    unread: frozenset[str]
    """Paths of the pages that could not be understood: what is wrong with them is reported there, and once."""

    @cached_property
    def unread_names(self) -> frozenset[str]:
        """Ids of the pages that could not be understood, as far as the names of their files tell."""
        return frozenset(basename(path).removesuffix(".md") for path in self.unread)

    @cached_property
    def files(self) -> Mapping[str, str]:
        """Every name of a file in ``content/``, with the first path that ends so."""
        return {basename(path): path for path in sorted((*self.by_path, *self.assets), reverse=True)}

    @cached_property
    def nearest(self) -> Callable[[str], str | None]:
        """Find the file name that was meant; the same slip often stands on many pages."""
        return cache(partial(suggest, candidates=self.files))


class Ends(NamedTuple):
    """Where the links of one page lead."""

    targets: tuple[str, ...]
    pages: tuple[str, ...]
    """Ids of the pages that the body leads to."""
    assets: tuple[str, ...]
    """Paths of the assets that the body shows or links."""
    findings: tuple[Diagnostic, ...]


NOWHERE = Ends((), (), (), ())
UNREAD = "?"
"""The end of a link to a page that is there, but could not be understood."""


def atlas(  # noqa: PLR0913  # everything that a link can lead to
    placed: Mapping[str, Placed],
    names: Mapping[str, str],
    assets: Mapping[str, Asset],
    config: SiteConfig,
    *,
    published: frozenset[str],
    held: frozenset[str],
    due: Mapping[str, date],
    unread: frozenset[str],
) -> Atlas:
    """Index what links can lead to."""
    by_path = {one.parsed.path: one for one in placed.values()}
    columns = frozenset(column.folder for column in config.columns)
    return Atlas(by_path, placed, names, assets, columns, published, held, due, unread)


def follow(parsed: Parsed, where: Atlas, *, published: bool) -> Ends:
    """Resolve every link of a body; a published page must not lead to one that is kept back."""
    if not parsed.links:
        return NOWHERE
    targets: list[str] = []
    pages: dict[str, None] = {}
    assets: dict[str, None] = {}
    findings: list[Diagnostic] = []
    for link in parsed.links:
        end = _end(link, parsed, where)
        if isinstance(end, Placed) and published and end.id in where.held:
            offence = f"指向暂缓发布的页面 {end.parsed.path}，发布之前只显示文字"
            findings.append(replace(_broken(link, offence, "不必改动，对方齐套发布后恢复"), severity=Severity.WARNING))
            targets.append("")
        elif isinstance(end, Placed) and published and end.id in where.due:
            offence = f"指向{chinese_date(where.due[end.id])}才发布的页面 {end.parsed.path}，在那一天之前只显示文字"
            findings.append(replace(_broken(link, offence, "不必改动，到那一天自动成为链接"), severity=Severity.NOTE))
            targets.append("")
        elif isinstance(end, Placed) and published and end.id not in where.open:
            end = f"指向未公开的页面 {end.parsed.path}"
            findings.append(_broken(link, end, "删去链接，或先公开对方页面"))
            targets.append("")
        elif isinstance(end, Placed):
            fragment, finding = _place(link, link.target.partition("#")[2], end.parsed)
            findings.extend(finding)
            targets.append(end.url + (f"#{fragment}" if fragment else ""))
            pages[end.id] = None
        elif isinstance(end, Asset):
            targets.append(urls.asset(end.path))
            assets[end.path] = None
        elif end is UNREAD:
            targets.append("")
        elif end is None:
            findings.append(_broken(link, f"指向不存在的{_what(link)} {link.target}", _near(link, parsed, where)))
            targets.append("")
        else:
            fragment, finding = _place(link, end[1:] if end.startswith("#") else "", parsed)
            findings.extend(finding)
            targets.append(f"#{fragment}" if fragment else end)
    return Ends(tuple(targets), tuple(pages), tuple(assets), tuple(findings))


def _end(link: Link, parsed: Parsed, where: Atlas) -> Placed | Asset | str | None:
    name, _, fragment = link.target.partition("#")
    if link.form == "reference":
        found = where.by_id.get(where.names.get(name, ""))
        return UNREAD if found is None and name in where.unread_names else found
    if urls.is_absolute(link.target):
        return link.target
    if not name:
        return f"#{fragment}"
    path = urls.source(link.target, parsed.path)
    if path in where.by_path:
        return where.by_path[path]
    folder = path.removeprefix(ROOT).removesuffix("/index.md")
    if folder in where.columns:
        return f"{folder}/index.html"
    return UNREAD if path in where.unread else where.assets.get(path)


def _place(link: Link, fragment: str, target: Parsed) -> tuple[str, tuple[Diagnostic, ...]]:
    """The anchor that is meant, and what is wrong with it: a 款 or a 项 is within its article, and must be there."""
    if not fragment or fragment.startswith("fn"):
        return fragment, ()
    anchors = {heading.anchor for heading in target.headings}
    if fragment in anchors:
        return fragment, ()
    clause = cited(fragment)
    there = clause is not None and clause.anchor in anchors
    if clause and there and has(target.text, clause):
        return clause.anchor, ()
    cure = f"对照文件改正；那里有{clause.article}" if clause and there else _closest(fragment, anchors)
    broken = _broken(link, f"指向的 {target.path} 中没有 #{fragment} 这一处", cure)
    return clause.anchor if clause else fragment, (broken,)


def _closest(fragment: str, anchors: set[str]) -> str:
    near = suggest(fragment, sorted(anchors))
    return f"是否应为 #{near}？" if near else "核对条款号或标题"


def _what(link: Link) -> str:
    return {"reference": "文件", "image": "图片"}.get(link.form, "页面或附件")


def _near(link: Link, parsed: Parsed, where: Atlas) -> str:
    if link.form == "reference":
        near = suggest(link.target.partition("#")[0], where.names)
        return f"是否应为 [[{near}]]？" if near else "写对方的发文字号或页面编号"
    wanted = basename(urls.source(link.target, parsed.path))
    if wanted in where.files:
        return f"同名文件在 {where.files[wanted]}"
    near = where.nearest(wanted)
    return f"是否应为 {near}？" if near else "核对路径；路径从本文件所在目录算起"


def _broken(link: Link, offence: str, hint: str) -> Diagnostic:
    return Diagnostic("link-broken", Severity.ERROR, link.span, f"链接{offence}", hint)
