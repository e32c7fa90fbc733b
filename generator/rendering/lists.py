"""Columns: their lists, twenty a page and newest first, and the same lists by year, topic and validity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from generator.model.site import Column, Job
from generator.rendering.cuts import Sheet
from generator.rendering.frame import Frame, Place, column_metas
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.matrix import matrix
from generator.rendering.progress import overview
from generator.rendering.register import register
from generator.rendering.services import directory

CHILD_ENTRIES = 4
"""Newest entries shown of each child column."""

LAYOUTS = LIST, FACET, STATUTORY = "list.html", "facet.html", "statutory.html"


def numbers(column: Column, frame: Frame) -> range:
    """The places among a column's sheets of those that are files; an opening page stands for the first sheet."""
    opened = column.index in frame.lookup.pages
    return range(1 if opened else 0, len(frame.sheets[column.folder]))


def sheet(column: Column, number: int, frame: Frame) -> Job:
    """The job of one of a column's sheets."""
    one = frame.sheets[column.folder][number]
    name = column.config.name
    heading = f"{name}：{one.run.cut.label}" if one.run.cut else name
    place = standing(one, heading, column_metas(column.config))._replace(column=column, phase="")
    shown = _column(column, one, frame)
    layout = FACET if one.run.cut else STATUTORY if shown["matrix"] else LIST
    return Job(place.here, layout, {**frame.around(place), "heading": heading, "column": shown})


def opening(column: Column, frame: Frame) -> Plain:
    """What a column's opening page shows of the column: child columns, and the list's first page."""
    return _column(column, frame.sheets[column.folder][0], frame)


def standing(one: Sheet, heading: str, metas: Iterable[tuple[str, str]]) -> Place:
    """Where a sheet stands in its run."""
    addresses, at = one.run.addresses, one.at
    return Place(
        here=addresses[at],
        title=f"{heading}（第{at + 1}页）" if at else heading,
        trail=tuple(_trail(one)),
        metas=metas,
        previous=addresses[at - 1] if at else "",
        next=addresses[at + 1] if at + 1 < len(addresses) else "",
    )


def _trail(one: Sheet) -> Iterator[tuple[str, str]]:
    """What stands after the column in a sheet's breadcrumb: its cut, and its number unless it is the first."""
    run, at = one.run, one.at
    if run.cut:
        yield run.cut.label, run.addresses[0] if at else ""
    if at:
        yield f"第{at + 1}页", ""


def _column(column: Column, one: Sheet, frame: Frame) -> Plain:
    """What a sheet shows of its column; child columns and matrix only on the first sheet of the whole list."""
    lookup = frame.lookup
    first = one.run.cut is None and one.at == 0
    names = one.run.sheets[one.at]
    whole = len(one.run.addresses) == 1
    groups = _directory(column, frame, whole=whole) if first else []
    grouped = {card["url"] for group in groups for card in group["entries"]} if whole else set()
    return {
        "name": column.config.name,
        "url": column.url,
        "description": column.config.description,
        "absent": column.config.absent,
        "children": [child(lookup.site.columns[name], lookup) for name in column.children] if first else [],
        "facets": one.run.choices,
        "entries": [lookup.entries[name] for name in names if lookup.entries[name]["url"] not in grouped],
        "register": register(names, one.at * lookup.site.config.listing.page_size + 1, lookup),
        "pagination": pagination(one.run.addresses, one.at),
        "matrix": matrix(column, lookup) if first else [],
        "directory": groups,
        "projects": overview(column, lookup) if first else None,
        "feed": frame.feeds[column.folder],
    }


def _directory(column: Column, frame: Frame, *, whole: bool) -> list[Plain]:
    """The column's services by whom they are for; ``whole`` says that they need not stand in the list as well."""
    runs = (sheet.run for sheet in frame.sheets[column.folder] if sheet.at == 0)
    groups = [run.cut for run in runs if run.cut and run.cut.axis.name == "audience"]
    return directory(column, groups, frame.lookup, whole=whole)


def child(column: Column, lookup: Lookup, count: int = CHILD_ENTRIES) -> Plain:
    """A column as its parent's page shows it, with its newest entries."""
    return {
        "name": column.config.name,
        "url": column.url,
        "description": column.config.description,
        "entries": lookup.latest(column, count),
    }


def pagination(addresses: Sequence[str], at: int) -> Plain | None:
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
