"""Columns: their lists, twenty a page and newest first, and the same lists by year, topic and validity."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.model.site import Column, Job, Validity
from generator.rendering.frame import Frame, Place, column_metas
from generator.rendering.lookup import TONES, Lookup, Plain
from generator.rendering.matrix import matrix
from generator.text import urls

CHILD_ENTRIES = 4
"""Newest entries shown of each child column."""

LIST, FACET, STATUTORY = "list.html", "facet.html", "statutory.html"


@dataclass(frozen=True, slots=True)
class Axis:
    """One way to cut a column's list."""

    name: str
    """ASCII; part of the addresses."""
    label: str
    of: Callable[[str, Lookup], tuple[str, str] | None]
    """For a page's id: the value's ASCII or Chinese key for its address, and what it is called."""
    newest_first: bool = False


def _year(name: str, lookup: Lookup) -> tuple[str, str] | None:
    day = str(lookup.entries[name]["date"])[:4]
    return (day, f"{day}年") if day else None


def _topic(name: str, lookup: Lookup) -> tuple[str, str] | None:
    topic = lookup.pages[name].meta.subject
    return (topic, topic) if topic else None


def _status(name: str, lookup: Lookup) -> tuple[str, str] | None:
    validity = lookup.pages[name].validity
    if validity is None:
        return None
    return TONES[validity], "现行有效" if validity is Validity.IN_FORCE else validity.value


AXES = (
    Axis("status", "有效性", _status),
    Axis("year", "发布年度", _year, newest_first=True),
    Axis("topic", "主题分类", _topic),
)


@dataclass(frozen=True, slots=True)
class Cut:
    """The pages of a column that share a value on an axis."""

    axis: Axis
    key: str
    label: str
    names: tuple[str, ...]


def columns(frame: Frame) -> Iterator[Job]:
    """The jobs of every column: its list, page by page, and its cuts; an opening page stands for the first page."""
    for column in frame.lookup.site.columns.values():
        cuts = _cuts(column, frame.lookup)
        yield from _list(column, cuts, frame)
        for cut in cuts:
            yield from _facet(column, cut, cuts, frame)


def opening(column: Column, frame: Frame) -> Plain:
    """What a column's opening page shows of the column: child columns, and the list's first page."""
    pages = _sheets(frame.lookup.listed(column), frame)
    addresses = [urls.listing(column.folder, number) for number in range(1, len(pages) + 1)]
    return _column(column, pages[0], _pagination(addresses, 0), _choices(column, _cuts(column, frame.lookup)), frame)


def _list(column: Column, cuts: Sequence[Cut], frame: Frame) -> Iterator[Job]:
    pages = _sheets(frame.lookup.listed(column), frame)
    addresses = [urls.listing(column.folder, number) for number in range(1, len(pages) + 1)]
    choices = _choices(column, cuts)
    opened = column.index in frame.lookup.pages
    for at, names in enumerate(pages):
        if at == 0 and opened:
            continue
        shown = _column(column, names, _pagination(addresses, at), choices, frame)
        name = column.config.name
        place = Place(
            here=addresses[at],
            title=name if at == 0 else f"{name}（第{at + 1}页）",
            column=column,
            trail=() if at == 0 else ((f"第{at + 1}页", ""),),
            metas=column_metas(column.config),
            previous=addresses[at - 1] if at else "",
            next=addresses[at + 1] if at + 1 < len(addresses) else "",
        )
        layout = STATUTORY if shown["matrix"] else LIST
        yield Job(addresses[at], layout, {**frame.around(place), "heading": name, "column": shown})


def _facet(column: Column, cut: Cut, cuts: Sequence[Cut], frame: Frame) -> Iterator[Job]:
    pages = _sheets(cut.names, frame)
    addresses = [urls.facet(column.folder, cut.axis.name, cut.key, number) for number in range(1, len(pages) + 1)]
    choices = _choices(column, cuts, cut)
    heading = f"{column.config.name}：{cut.label}"
    for at, names in enumerate(pages):
        place = Place(
            here=addresses[at],
            title=heading if at == 0 else f"{heading}（第{at + 1}页）",
            column=column,
            trail=((cut.label, ""),) if at == 0 else ((cut.label, addresses[0]), (f"第{at + 1}页", "")),
            metas=column_metas(column.config),
            previous=addresses[at - 1] if at else "",
            next=addresses[at + 1] if at + 1 < len(addresses) else "",
        )
        shown = _column(column, names, _pagination(addresses, at), choices, frame, whole=False)
        yield Job(addresses[at], FACET, {**frame.around(place), "heading": heading, "column": shown})


def _column(  # noqa: PLR0913  # the parts of a list page
    column: Column,
    names: Sequence[str],
    pagination: Plain | None,
    choices: list[Plain],
    frame: Frame,
    *,
    whole: bool = True,
) -> Plain:
    """What a list page shows of its column; child columns and matrix only on the first page of the whole."""
    lookup = frame.lookup
    first = whole and (pagination is None or pagination["number"] == 1)
    return {
        "name": column.config.name,
        "url": column.url,
        "description": column.config.description,
        "children": [child(lookup.site.columns[one], lookup) for one in column.children] if first else [],
        "facets": choices,
        "entries": [lookup.entries[name] for name in names],
        "pagination": pagination,
        "matrix": matrix(column, lookup) if first else [],
        "feed": frame.feed(column),
    }


def child(column: Column, lookup: Lookup, count: int = CHILD_ENTRIES) -> Plain:
    """A column as its parent's page shows it, with its newest entries."""
    return {
        "name": column.config.name,
        "url": column.url,
        "description": column.config.description,
        "entries": lookup.latest(column, count),
    }


def _cuts(column: Column, lookup: Lookup) -> list[Cut]:
    """The cuts of a column's list, axis by axis; an axis with a single value cuts nothing."""
    found: list[Cut] = []
    for axis in AXES:
        groups: dict[tuple[str, str], list[str]] = {}
        for name in lookup.listed(column):
            if value := axis.of(name, lookup):
                groups.setdefault(value, []).append(name)
        if len(groups) > 1:
            order = {tone: at for at, tone in enumerate(TONES.values())}
            values = sorted(groups, key=lambda value: (order.get(value[0], 0), value), reverse=axis.newest_first)
            found.extend(Cut(axis, key, label, tuple(groups[key, label])) for key, label in values)
    return found


def _choices(column: Column, cuts: Sequence[Cut], current: Cut | None = None) -> list[Plain]:
    """The rows of links with which readers choose a cut."""
    found: list[Plain] = []
    for axis in AXES:
        values = [
            {
                "name": cut.label,
                "url": urls.facet(column.folder, axis.name, cut.key),
                "current": cut is current,
            }
            for cut in cuts
            if cut.axis is axis
        ]
        if values:
            everything = {"name": "全部", "url": column.url, "current": current is None}
            found.append({"label": axis.label, "values": [everything, *values]})
    return found


def _sheets(names: Sequence[str], frame: Frame) -> list[Sequence[str]]:
    """Cut a list into pages; an empty list has one empty page."""
    length = frame.lookup.site.config.listing.page_size
    return [names[at : at + length] for at in range(0, len(names), length)] or [()]


def _pagination(addresses: Sequence[str], at: int) -> Plain | None:
    """Links to the pages of a list: the first, the last and those around; ``None`` for a list of one page."""
    if len(addresses) == 1:
        return None
    last = len(addresses) - 1
    near = sorted({0, last, *range(max(at - 2, 0), min(at + 2, last) + 1)})
    gaps = {after for before, after in pairwise(near) if after - before > 1}
    return {
        "number": at + 1,
        "total": len(addresses),
        "previous": addresses[at - 1] if at else "",
        "next": addresses[at + 1] if at < last else "",
        "pages": [{"number": one + 1, "url": addresses[one], "current": one == at, "gap": one in gaps} for one in near],
    }
