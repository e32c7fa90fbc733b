"""Content pages: one file for each published page, its context complete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter
from posixpath import splitext

from generator.kinds.base import Document
from generator.kinds.duties import answering
from generator.kinds.phases import belonging
from generator.model.content import Heading
from generator.model.schema import labels
from generator.model.site import Column, Job, Page
from generator.rendering import lists
from generator.rendering.applying import CONTACT
from generator.rendering.cuts import ways
from generator.rendering.downloads import offered
from generator.rendering.explaining import notes
from generator.rendering.frame import Frame, Place, article_metas, column_metas, source
from generator.rendering.links import slot
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.parts import parts
from generator.rendering.services import grounded
from generator.rendering.status import status
from generator.rendering.triad import members, triads
from generator.rendering.words import machine, shown, size
from generator.text import urls

EMPTY = ("", (), None)
"""Values of fields that say nothing."""

FEW_HEADINGS = 3
"""A body with more headings and clauses than these gets a contents list."""

RELATIONS = (
    ("replaces", "本文件替代"),
    ("replaced_by", "本文件被替代"),
    ("amends", "本文件修改"),
    ("amended_by", "本文件被修改"),
    ("implements", "上位文件"),
    ("implemented_by", "实施细则"),
    ("interpreted_by", "政策解读"),
    ("parents", ""),
    ("children", ""),
    ("earlier", "上一版本"),
    ("later", "新版本"),
    ("part_of", ""),
    ("mentions", "文中提及"),
)
"""Ties of a page to others, as the list of related documents names them; without a name, by what the others are."""

TIED = attrgetter(*(tie for tie, _ in RELATIONS))

IN_BARS = frozenset({"implements", "implemented_by", "interpreted_by"})
"""Ties that the triad bars show already."""


def job(page: Page[Document], frame: Frame) -> Job:
    """The job of a published page; a column's opening page carries the column's list."""
    column = frame.lookup.column(page)
    opening = column if column.index == page.id else None
    return Job(
        page.url,
        f"{page.meta.kind_id}.html",
        _context(page, column, opening, frame),
        slot(page, frame.lookup.site.config.site, notes(page, frame.lookup)),
    )


def _context(page: Page[Document], column: Column, opening: Column | None, frame: Frame) -> Plain:
    lookup = frame.lookup
    special = parts(page, lookup)
    listing = lists.opening(opening, frame) if opening else None
    media = special.get("media")
    image = media["url"] if media and media["form"] == "image" else ""
    named = column_metas(opening.config) if opening else _belonging(page, column)
    place = Place(
        here=page.url,
        title=title(page, column, lookup),
        column=column,
        trail=() if opening else ((page.meta.title, ""),),
        metas=(*named, *article_metas(page, lookup, image)),
        next=listing["pagination"]["next"] if listing and listing["pagination"] else "",
        phase="" if opening else None,
    )
    return {**frame.around(place), "page": _page(page, special, lookup), "special": special, "column": listing}


def title(page: Page[Document], column: Column, lookup: Lookup) -> str:
    """A page's title in the browser, its column's name after it; unlike that of every other page."""
    own = page.meta.title
    if (page.column, own) in lookup.repeated:
        entry = lookup.entries[page.id]
        own = f"{own}（{entry['number'] or page.id}）"
    return own if own == column.config.name else f"{own} - {column.config.name}"


def _belonging(page: Page[Document], column: Column) -> list[tuple[str, str]]:
    return [("ColumnName", column.config.name), ("ColumnType", page.meta.column_type)]


def _page(page: Page[Document], special: Plain, lookup: Lookup) -> Plain:
    meta = page.meta
    return {
        "id": page.id,
        "kind": meta.kind_id,
        "kind_label": meta.kind_label,
        "title": meta.title,
        "published": lookup.entries[page.id]["date"],
        "facts": facts(page, lookup, without=CONTACT if "contact" in special else ()),
        "phases": ways(belonging(page, lookup.site)),
        "status": status(page, lookup),
        "triads": triads(page, lookup),
        "contents": contents(page.parsed.headings),
        "body": "",
        "attachments": _attachments(page, lookup),
        "downloads": offered(page, lookup),
        "basis": _basis(page, lookup),
        "relations": _relations(page, lookup),
    }


def facts(page: Page[Document], lookup: Lookup, without: Iterable[str] = ()) -> list[Plain]:
    """The metadata block: label, value as people read it, and the ISO form of days."""
    meta, as_of = page.meta, lookup.site.as_of
    ahead = [name for name in meta.foretold if (day := getattr(meta, name)) and day > as_of]
    without = (*without, *ahead)
    found = {
        label: (value, None) if type(value) is str else (shown(value), machine(value))
        for name, label in _shown(type(meta))
        if ((value := getattr(meta, name)) or value not in EMPTY) and name not in without
    }
    if "owner" in meta.shown and not meta.owner and "owner" not in without:
        names = "、".join(answering(page, lookup.site))
        found |= {labels(type(meta))["owner"]: (names, None)} if names else {}
    if page.validity is not None:
        found["有效性"] = (page.validity.value, None)
    if "source" in meta.shown:
        found["来源"] = (source(page, lookup), None)
    if meta.origin:
        found["转载自"] = (meta.origin, None)
    return [{"label": label, "value": value, "iso": iso} for label, (value, iso) in found.items()]


@cache
def _shown(kind: type[Document]) -> tuple[tuple[str, str], ...]:
    """Name and label of the fields that a kind shows."""
    label = labels(kind)
    return tuple((name, label[name]) for name in kind.shown)


def contents(headings: Sequence[Heading]) -> list[Plain]:
    """The contents list: headings, each with the clauses below it; empty for a body of few."""
    if len(headings) <= FEW_HEADINGS:
        return []
    found: list[Plain] = []
    for level, text, anchor, _ in headings:
        if level:
            found.append({"level": level, "text": text, "anchor": anchor, "clauses": []})
        else:
            if not found:
                found.append({"level": 2, "text": "", "anchor": "", "clauses": []})
            found[-1]["clauses"].append({"text": text, "anchor": anchor})
    return found


def _attachments(page: Page[Document], lookup: Lookup) -> list[Plain]:
    if not page.attachments:
        return []
    titles = {urls.source(one.file, page.path): one.title or one.file for one in page.meta.attachments}
    return [
        {
            "title": titles.get(path, path.rpartition("/")[2]),
            "url": lookup.site.asset_urls[path],
            "format": splitext(path)[1].removeprefix(".").upper(),
            "size": size(lookup.site.assets[path].size),
            "digest": lookup.site.assets[path].digest,
        }
        for path in dict.fromkeys(page.attachments)
        if path in lookup.site.asset_urls and path in lookup.site.assets
    ]


def _basis(page: Page[Document], lookup: Lookup) -> list[Plain]:
    """What the document relies on (制定依据), linked where it stands on this site."""
    found = ((name, lookup.named(name)) for name in page.meta.relies_on)
    return [
        {"text": f"{target.meta.title}（{name}）" if target else name, "url": target.url if target else ""}
        for name, target in found
    ]


def _relations(page: Page[Document], lookup: Lookup) -> list[Plain]:
    found = []
    for (tie, label), names in zip(RELATIONS, TIED(page), strict=True):
        if names:
            bars = members(page, lookup) if tie in IN_BARS else ()
            entries = lookup.related(name for name in names if name not in bars)
            for each in dict.fromkeys(label or str(one["kind"]) for one in entries):
                mine = [one for one in entries if each in {label, one["kind"]}]
                found.append({"label": each, "entries": mine})
    if guides := lookup.related(grounded(lookup).get(page.id, ())):
        found.append({"label": "办事指南", "entries": guides})
    return found
