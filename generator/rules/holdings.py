"""What the column itself knows of the organ's 规范性文件, and of its items of service, at the end of a year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias, TypeGuard

from generator.kinds.base import Enacted
from generator.kinds.outline import Count
from generator.kinds.service_list import ServiceList, standing
from generator.kinds.term import normative
from generator.kinds.validity import stood
from generator.model.schema import Record
from generator.model.site import Page, Site, Validity
from generator.model.values import Struct
from generator.rules.clock import report_due
from generator.rules.papers import called, own

Replacing: TypeAlias = tuple[Enacted, ...]
Paper: TypeAlias = tuple[Enacted, Replacing]


class Holding(Struct, frozen=True):
    """What the site has of a count."""

    papers: tuple[str, ...]
    """What is counted, as findings call it."""
    doubtful: tuple[str, ...] = ()
    """What may or may not count: no date tells."""


def holding(site: Site, count: Count, year: int) -> Holding:
    """Count the organ's published 规范性文件 for a report year."""
    counts = [(meta, COUNTED[count](meta, year, replacing)) for meta, replacing in site.once(_papers)]
    return Holding(
        tuple(called(meta) for meta, counted in counts if counted),
        tuple(called(meta) for meta, counted in counts if counted is None),
    )


def lapsed(site: Site, year: int) -> tuple[str, ...]:
    """The organ's published 规范性文件 that ran out (有效期至) in a year."""
    return tuple(
        called(meta)
        for meta, replacing in site.once(_papers)
        if _ended(meta, year, replacing) is Validity.EXPIRED and _ended(meta, year - 1, replacing) in STANDING
    )


def slack(site: Site, year: int) -> tuple[int, int]:
    """By how many fewer, and more, 规范性文件 may be in force at a year's end than came and went since the last.

    Fewer: they ran out, or are not in force yet. More: they were not yet in force a year ago, or what was repealed had
    run out before. Both: no date tells.
    """
    fewer = more = 0
    for meta, replacing in site.once(_papers):
        before, after = (_ended(meta, one, replacing) for one in (year - 1, year))
        written = _written(meta)
        doubtful = before is None or after is None
        made = written is not None and written.year <= year
        fewer += made and (doubtful or after is Validity.PENDING or (after is Validity.EXPIRED and before in STANDING))
        more += made and (
            doubtful
            or (before is Validity.PENDING and written is not None and written.year < year)
            or (before is Validity.EXPIRED and after is Validity.REPEALED)
        )
    return fewer, more


def listing(site: Site, list_type: str, year: int) -> tuple[Page[ServiceList], ...]:
    """The 办事清单 of a type as it stood at the end of a year; more than one where nobody can tell which holds.

    A list that begins in January was made out of what there was at the end of the year before, and stands in for it.
    """
    ended = standing(list_type, date(year, 12, 31), site)
    return ended or standing(list_type, report_due(year), site)


def _papers(site: Site) -> tuple[Paper, ...]:
    """The organ's own 规范性文件, each with those that replace it."""
    return tuple(
        (page.meta, tuple(meta for meta in (site.pages[name].meta for name in page.replaced_by) if _enacted(meta)))
        for page in site.having(Enacted)
        if normative(page.meta) and own(page.meta, site.config)
    )


def _enacted(meta: Record) -> TypeGuard[Enacted]:
    return isinstance(meta, Enacted)


def _written(meta: Enacted) -> date | None:
    return meta.written_on or meta.published_on


def _made(meta: Enacted, year: int, _: Replacing) -> bool:
    day = _written(meta)
    return day is not None and day.year == year


def _published(meta: Enacted, year: int, _: Replacing) -> bool:
    day = meta.published_on
    return day is not None and day.year == year


def _public(meta: Enacted, year: int, _: Replacing) -> bool:
    day = meta.published_on
    return day is not None and day.year <= year


def _in_force(meta: Enacted, year: int, replacing: Replacing) -> bool | None:
    day = _written(meta)
    if day is None or day.year > year:
        return False
    standing = stood(meta, date(year, 12, 31), replacing)
    return None if standing is None else standing is Validity.IN_FORCE


def _repealed(meta: Enacted, year: int, replacing: Replacing) -> bool | None:
    before, after = (stood(meta, date(one, 12, 31), replacing) for one in (year - 1, year))
    return None if before is None or after is None else after is Validity.REPEALED and before is not Validity.REPEALED


def _ended(meta: Enacted, year: int, replacing: Replacing) -> Validity | None:
    """How a paper stood at the end of a year."""
    return stood(meta, date(year, 12, 31), replacing)


STANDING = frozenset({Validity.IN_FORCE, Validity.PENDING})
"""Not ended."""

COUNTED: Mapping[Count, Callable[[Enacted, int, Replacing], bool | None]] = {
    Count.WRITTEN: _made,
    Count.PUBLISHED: _published,
    Count.PUBLIC: _public,
    Count.REPEALED: _repealed,
    Count.IN_FORCE: _in_force,
}
"""Whether a paper counts; ``None`` where no date tells."""
