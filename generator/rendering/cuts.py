"""Columns as runs of list pages: the whole list, and the same list by validity, year, topic, audience and type.

五公开 cuts the whole site: its runs lie across the columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import get_args

from generator.kinds.base import Titled
from generator.kinds.phases import belonging
from generator.kinds.policy import Form, Interpretation
from generator.kinds.service import Audience, Sort
from generator.model.phase import Phase
from generator.model.site import Column, Validity
from generator.model.values import Struct
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.states import TONES
from generator.text import urls


class Axis(Struct, frozen=True):
    """One way to cut a column's list."""

    name: str
    """ASCII; part of the addresses."""
    label: str
    of: Callable[[str, Lookup], tuple[tuple[str, str], ...]]
    """For a page's id: each value's ASCII or Chinese key for its address, and what it is called."""
    newest_first: bool = False
    order: tuple[str, ...] = ()
    """Keys in the order in which they are shown; those that are not here come first."""


def _year(name: str, lookup: Lookup) -> tuple[tuple[str, str], ...]:
    if lookup.pages[name].meta.audiences:
        return ()  # nobody looks for a service by the year in which its guide was published
    day = str(lookup.entries[name]["date"])[:4]
    return ((day, f"{day}年"),) if day else ()


def _topic(name: str, lookup: Lookup) -> tuple[tuple[str, str], ...]:
    page = lookup.pages[name]
    if isinstance(page.meta, Interpretation):  # its documents' subjects, on the second level
        papers = (lookup.pages[one].meta for one in page.interprets if one in lookup.pages)
        topics = [paper.topic.rpartition("\\")[2] for paper in papers if isinstance(paper, Titled)]
    else:
        topics = [page.meta.subject]
    return tuple((topic, topic) for topic in dict.fromkeys(topics) if topic)


def _form(name: str, lookup: Lookup) -> tuple[tuple[str, str], ...]:
    meta = lookup.pages[name].meta
    return tuple((one, one) for one in dict.fromkeys(meta.forms)) if isinstance(meta, Interpretation) else ()


def _status(name: str, lookup: Lookup) -> tuple[tuple[str, str], ...]:
    validity = lookup.pages[name].validity
    if validity is None:
        return ()
    return ((TONES[validity], "现行有效" if validity is Validity.IN_FORCE else validity.value),)


def _audience(name: str, lookup: Lookup) -> tuple[tuple[str, str], ...]:
    return tuple((one, one) for one in dict.fromkeys(lookup.pages[name].meta.audiences))


def _type(name: str, lookup: Lookup) -> tuple[tuple[str, str], ...]:
    sort = lookup.pages[name].meta.service_type
    return ((sort, sort),) if sort else ()


def _phase(name: str, lookup: Lookup) -> tuple[tuple[str, str], ...]:
    return _values(belonging(lookup.pages[name], lookup.site))


@cache
def _values(some: tuple[Phase, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((phase.slug, phase.label) for phase in some)


AXES = (
    Axis("audience", "服务对象", _audience, order=get_args(Audience)),
    Axis("type", "事项类型", _type, order=get_args(Sort)),
    Axis("form", "解读形式", _form, order=get_args(Form)),
    Axis("status", "有效性", _status, order=tuple(TONES.values())),
    Axis("year", "发布年度", _year, newest_first=True),
    Axis("topic", "主题分类", _topic),
)
"""How columns are cut."""

ACROSS = Axis("phase", "五公开", _phase)
"""How the whole site is cut."""


class Cut(Struct, frozen=True):
    """The pages of a column, or of the whole site, that share a value on an axis."""

    axis: Axis
    key: str
    label: str
    names: tuple[str, ...]


class Run(Struct, frozen=True):
    """A list that is read sheet by sheet: a column's whole list, or a cut."""

    cut: Cut | None
    sheets: tuple[Sequence[str], ...]
    """Ids of the pages on each sheet; an empty list has one empty sheet."""
    addresses: tuple[str, ...]
    """Of each sheet."""
    choices: list[Plain]
    """The rows of links with which readers choose a cut."""


class Sheet(Struct, frozen=True):
    """One list page."""

    run: Run
    at: int
    """Its place in the run, from nought."""


def sheets(column: Column, lookup: Lookup) -> tuple[Sheet, ...]:
    """Every list page of a column: its whole list, then its cuts."""
    found = cuts(column, lookup)
    runs = (_run(column.folder, cut, list(_choices(column, found, cut)), lookup) for cut in (None, *found))
    return _turned(runs)


def across(lookup: Lookup) -> tuple[Sheet, ...]:
    """Every list page of 五公开, in their order; one to which no page belongs has a list, too."""
    newest = sorted(lookup.pages, key=lambda name: str(lookup.entries[name]["date"]), reverse=True)
    groups = _groups(ACROSS, newest, lookup)
    found = (Cut(ACROSS, one.slug, one.label, tuple(groups.get((one.slug, one.label), ()))) for one in Phase)
    return _turned(_run("", cut, [], lookup) for cut in found)


@cache
def ways(some: tuple[Phase, ...]) -> list[Plain]:
    """The links to the lists of some of 五公开; one object for equal ones, so that pages can share what shows them."""
    return [{"name": one.label, "url": urls.facet("", ACROSS.name, one.slug)} for one in some]


def _turned(runs: Iterable[Run]) -> tuple[Sheet, ...]:
    return tuple(Sheet(run, at) for run in runs for at in range(len(run.sheets)))


def cuts(column: Column, lookup: Lookup) -> list[Cut]:
    """The cuts of a column's list, axis by axis; an axis with a single value cuts nothing."""
    found: list[Cut] = []
    for axis in AXES:
        order = {key: at for at, key in enumerate(axis.order)}
        groups = _groups(axis, lookup.listed[column.folder], lookup)
        if len(groups) > 1:
            values = sorted(groups, key=lambda value: (order.get(value[0], 0), value), reverse=axis.newest_first)
            found.extend(Cut(axis, key, label, tuple(groups[key, label])) for key, label in values)
    return found


def _groups(axis: Axis, names: Iterable[str], lookup: Lookup) -> dict[tuple[str, str], list[str]]:
    """The pages that share a value (key and label), by it."""
    groups: dict[tuple[str, str], list[str]] = {}
    for name in names:
        for value in axis.of(name, lookup):
            groups.setdefault(value, []).append(name)
    return groups


def _run(folder: str, cut: Cut | None, choices: list[Plain], lookup: Lookup) -> Run:
    length = lookup.site.config.listing.page_size
    names = cut.names if cut else lookup.listed[folder]
    sheets = tuple(names[at : at + length] for at in range(0, len(names), length)) or ((),)
    numbers = range(1, len(sheets) + 1)
    if cut:
        addresses = tuple(urls.facet(folder, cut.axis.name, cut.key, number) for number in numbers)
    else:
        addresses = tuple(urls.listing(folder, number) for number in numbers)
    return Run(cut, sheets, addresses, choices)


def _choices(column: Column, among: Sequence[Cut], current: Cut | None) -> Iterator[Plain]:
    for axis in AXES:
        values = [
            {
                "name": cut.label,
                "url": urls.facet(column.folder, axis.name, cut.key),
                "current": cut is current,
            }
            for cut in among
            if cut.axis is axis
        ]
        if values:
            everything = {"name": "全部", "url": column.url, "current": current is None}
            yield {"label": axis.label, "values": [everything, *values]}
