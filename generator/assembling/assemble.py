"""Parsed files, configuration, day and memory to the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from generator.assembling.columns import columns
from generator.assembling.linking import Ends, atlas, follow
from generator.assembling.placing import ROOT, Placed, place
from generator.assembling.relations import Ties, names, relate
from generator.assembling.sets import incomplete, release_sets
from generator.kinds.base import OPEN, Document
from generator.kinds.request import Request
from generator.kinds.validity import validity
from generator.model.config import SiteConfig
from generator.model.content import Loc, Parsed
from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.model.schema import Record
from generator.model.site import Assembly, Lock, Page, Site, Withheld
from generator.model.sources import Asset
from generator.model.tables import Table
from generator.model.terms import Terms
from generator.model.values import replace
from generator.text import urls

Owned = tuple[tuple[Loc, str], ...]
NONE: Mapping[str, tuple[str, ...]] = {}


def assemble(  # noqa: PLR0913  # the stage's inputs, each of another source
    parsed: Sequence[Parsed],
    config: SiteConfig,
    as_of: date,
    *,
    assets: Sequence[Asset] = (),
    lock: Lock | None = None,
    terms: Terms | None = None,
    settings: Mapping[Loc, Span] | None = None,
    tables: Mapping[str, Table] | None = None,
) -> Assembly:
    """Build the site of one day; what is wrong in it is reported, never raised."""
    terms = terms or Terms()
    placed, misplaced = place(parsed, config)
    by_id = {one.id: one for one in placed}
    known = names(placed)
    broken = _broken(parsed, placed)
    unread = frozenset(one.path for one in broken if one.path.startswith(ROOT))
    ties, mistied = relate(placed, known, unread)
    reasons = {one.id: withheld(one.meta, as_of, terms) for one in placed}
    sets = release_sets(by_id, ties, reasons, config.sync, as_of)
    if terms.hold:
        held = incomplete(sets)
        sets = {name: replace(one, held=name in held) for name, one in sets.items()}
        reasons |= {member: Withheld.INCOMPLETE for name in held for member in sets[name].members}
    reasons |= {one.id: None for one in placed if one.parsed.path in terms.shown}
    published = frozenset(name for name, reason in reasons.items() if reason is None)
    files = {asset.path: asset for asset in assets}
    waiting = frozenset(name for name, reason in reasons.items() if reason is Withheld.INCOMPLETE)
    later = {name: by_id[name].meta.published_on for name, reason in reasons.items() if reason is Withheld.FUTURE}
    due = {name: day for name, day in later.items() if day}
    where = atlas(by_id, known, files, config, published=published, held=waiting, due=due, unread=unread)
    ends = {one.id: follow(one.parsed, where, published=one.id in published) for one in placed}
    own = {one.id: owned for one in placed if (owned := _owned(one))}
    pages = [_page(one, ties, ends[one.id], reasons, by_id=by_id, own=own, files=files, as_of=as_of) for one in placed]
    open_pages = {page.id: page for page in pages if page.withheld is None}
    kept = {page.id: page for page in pages if page.withheld is not None}
    asset_urls, clashes = _asset_urls(open_pages, own, ends, files)
    site = Site(
        config=config,
        as_of=as_of,
        pages=open_pages,
        withheld=kept,
        broken=broken,
        requests=tuple(one for one in parsed if isinstance(one.meta, Request)),
        columns=columns(config, open_pages.values()),
        sets=sets,
        assets=files,
        asset_urls=asset_urls,
        names=known,
        lock=lock or Lock(),
        tables=tables or {},
        settings=settings or {},
    )
    links = [finding for one in placed for finding in ends[one.id].findings]
    return Assembly(site, (*misplaced, *mistied, *links, *clashes))


def withheld(meta: Document, as_of: date, terms: Terms) -> Withheld | None:
    """Say why a page is kept back by itself; ``None`` when it is due. Only 主动公开 is ever published."""
    if meta.attribute != OPEN:
        return Withheld.ATTRIBUTE
    if meta.draft and not terms.drafts:
        return Withheld.DRAFT
    published = meta.published_on
    if published and published > as_of and not terms.future:
        return Withheld.FUTURE
    return None


def _page(  # noqa: PLR0913  # gathers what the stages above found for one page
    one: Placed,
    ties: Ties,
    ends: Ends,
    reasons: Mapping[str, Withheld | None],
    *,
    by_id: Mapping[str, Placed],
    own: Mapping[str, Owned],
    files: Mapping[str, Asset],
    as_of: date,
) -> Page[Record]:
    mine, tied = reasons[one.id], ties.get(one.id, NONE)
    if mine is None:
        tied = {name: tuple([other for other in ids if reasons[other] is None]) for name, ids in tied.items()}
    near = {one.id}.union(*tied.values()) if ends.pages else ()
    successors = [by_id[other].meta for other in tied.get("replaced_by", ()) if reasons[other] is None]
    amenders = [by_id[other].meta for other in tied.get("amended_by", ()) if reasons[other] is None]
    return Page(
        id=one.id,
        url=one.url,
        column=one.column,
        meta=one.meta,
        parsed=one.parsed,
        withheld=mine,
        validity=validity(one.meta, as_of, successors, amenders),
        mentions=tuple([other for other in ends.pages if other not in near]),
        attachments=tuple([path for where, path in own.get(one.id, ()) if where[0] == "attachments" and path in files]),
        targets=ends.targets,
        **tied,
    )


def _owned(one: Placed) -> Owned:
    """The files that a page's front matter names, whether they exist or not: where it does, and their paths."""
    return tuple([(where, urls.source(name, one.parsed.path)) for where, name in one.meta.files()])


def _asset_urls(
    pages: Mapping[str, Page[Record]],
    own: Mapping[str, Owned],
    ends: Mapping[str, Ends],
    files: Mapping[str, Asset],
) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """The files that published pages own or show, and where they go; nothing else is copied."""
    owners: dict[str, Page[Record]] = {}
    for name, page in pages.items():
        for path in (*(path for _, path in own.get(name, ())), *ends[name].assets):
            if path in files:
                owners.setdefault(path, page)
    found = {path: urls.asset(path) for path in sorted(owners)}
    return found, tuple(_clashes(found, owners))


def _clashes(found: Mapping[str, str], owners: Mapping[str, Page[Record]]) -> Iterator[Diagnostic]:
    taken: dict[str, str] = {page.url: page.path for page in owners.values()}
    for path, url in found.items():
        if url in taken:
            message = f"附件 {path} 的网址 {url} 与 {taken[url]} 相同"
            span = owners[path].at("attachments")
            yield Diagnostic("url-collision", Severity.ERROR, span, message, "给其中一个文件改名")
        taken[url] = path


def _broken(parsed: Sequence[Parsed], placed: Sequence[Placed]) -> tuple[Parsed, ...]:
    found = {one.parsed.path for one in placed}
    return tuple(one for one in parsed if one.path not in found and not isinstance(one.meta, Request))
