"""公开属性登记表: every published document with its 公开属性, by column, and all changes; for the rest, numbers.

The page itself shows the figures, the changes and the first documents; what follows stands on sheets of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.kinds.attributes import Change, changes, figures, review, unseen_changes
from generator.kinds.base import Document
from generator.kinds.compiled import AttributeRegister
from generator.model.site import Job, Page
from generator.rendering.frame import Frame, Place, column_metas
from generator.rendering.lists import pagination
from generator.rendering.lookup import Lookup, Plain
from generator.text import urls

LAYOUT = "attribute-sheet.html"
ROWS = 200
"""Documents on a sheet: few enough to load at once, enough that most columns need no second one."""


def attribute_register(page: Page[AttributeRegister], lookup: Lookup) -> Plain:
    """What the page shows: figures, every change, and the first sheet of documents."""
    site = lookup.site
    return {
        "months": site.config.limits.review_months,
        "figures": [
            {
                "attribute": one.attribute,
                "count": one.count,
                "reviewed": one.reviewed,
                "grounds": [{"article": article, "count": count} for article, count in one.grounds.items()],
            }
            for one in figures(site)
        ],
        "changes": [change(one, lookup) for one in site.once(changes)],
        "unseen": [
            {"before": before, "after": after, "count": count}
            for (before, after), count in unseen_changes(site).items()
        ],
        **_sheet(page, 0, lookup),
    }


def numbers(frame: Frame) -> Iterator[tuple[str, int]]:
    """The sheets of each register that are files of their own."""
    for page in frame.lookup.site.having(AttributeRegister):
        yield from ((page.id, at) for at in range(1, len(_addresses(page, frame.lookup))))


def job(name: str, at: int, frame: Frame) -> Job:
    """The job of a sheet that follows the page."""
    lookup = frame.lookup
    page = next(one for one in lookup.site.having(AttributeRegister) if one.id == name)
    addresses, column = _addresses(page, lookup), lookup.column(page)
    heading = f"{page.meta.title}（第{at + 1}页）"
    place = Place(
        here=addresses[at],
        title=f"{heading} - {column.config.name}",
        column=column,
        trail=((page.meta.title, page.url), (f"第{at + 1}页", "")),
        metas=column_metas(column.config),
        previous=addresses[at - 1],
        next=addresses[at + 1] if at + 1 < len(addresses) else "",
    )
    return Job(place.here, LAYOUT, {**frame.around(place), "heading": heading, "special": _sheet(page, at, lookup)})


def _addresses(page: Page[AttributeRegister], lookup: Lookup) -> Sequence[str]:
    count = max(1, -(-len(lookup.pages) // ROWS))
    return [page.url, *(urls.following(page.url, number) for number in range(2, count + 1))]


def _sheet(page: Page[AttributeRegister], at: int, lookup: Lookup) -> Plain:
    """The documents of a sheet, by column in the order of the configuration, each column's newest first."""
    shown = list(_listed(lookup))[at * ROWS : (at + 1) * ROWS]
    return {
        "columns": [
            {
                "name": lookup.site.columns[folder].config.name,
                "url": lookup.site.columns[folder].url,
                "rows": [_row(lookup.pages[name], lookup) for _, name in some],
            }
            for folder, some in groupby(shown, lambda one: one[0])
        ],
        "pagination": pagination(_addresses(page, lookup), at),
    }


def _listed(lookup: Lookup) -> Iterator[tuple[str, str]]:
    """Folder and id of every published document; a column's opening page comes first."""
    for folder, names in lookup.listed.items():
        opening = lookup.site.columns[folder].index or ""
        yield from ((folder, name) for name in (opening, *names) if name in lookup.pages)


def _row(page: Page[Document], lookup: Lookup) -> Plain:
    one = review(page, lookup.site)
    return {
        "entry": lookup.entries[page.id],
        "attribute": page.meta.attribute,
        "published": lookup.entries[page.id]["date"],
        "reviewed": one.last.isoformat() if one.reviewed and one.last else "",
        "due": one.due.isoformat() if one.due else "",
    }


def change(one: Change, lookup: Lookup) -> Plain:
    """A recorded change as tables show it."""
    return {
        "entry": lookup.entries[one.page],
        "day": one.day.isoformat(),
        "before": one.before,
        "after": one.after,
        "basis": one.basis,
    }
