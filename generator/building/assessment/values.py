"""What an assessment says: observations, the rates that they add up to, counts, tables, and the report of them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from statistics import median

from generator.model.diagnostics import Diagnostic
from generator.model.site import Site
from generator.model.values import Struct, field

Cell = str | int | float | date | None
"""What a table may hold; ``None``: nothing to say."""


class Outcome(StrEnum):
    """What one thing that is judged came to."""

    MET = "met"
    """达到."""
    MISSED = "missed"
    """未达到."""
    UNKNOWN = "unknown"
    """无法判定: what is needed to judge is missing; counts neither as met nor as missed."""
    EXCUSED = "excused"
    """A recorded waiver or reason stands; counted apart."""
    PENDING = "pending"
    """The limit has not run out yet; counted apart."""

    @property
    def label(self) -> str:
        """The word that the officer reads."""
        return _LABELS[self]


_LABELS = {
    Outcome.MET: "达到",
    Outcome.MISSED: "未达到",
    Outcome.UNKNOWN: "无法判定",
    Outcome.EXCUSED: "豁免",
    Outcome.PENDING: "未到期",
}


class Observation(Struct, frozen=True):
    """One thing that an indicator judges: a document, a release set, a column, an item."""

    office: str
    """The 处室 that answers for it."""
    outcome: Outcome
    name: str
    path: str = ""
    """The source that it is about; empty where it is about none."""
    detail: str = ""
    """The data behind the outcome, in words."""
    days: int | None = None
    """What was measured, in the indicator's unit, where something was."""


class Rate(Struct, frozen=True):
    """How many were met of those that could be judged; everything else stands beside, never within."""

    met: int = 0
    missed: int = 0
    unknown: int = 0
    excused: int = 0
    pending: int = 0

    @property
    def judged(self) -> int:
        """The denominator."""
        return self.met + self.missed

    @property
    def share(self) -> float | None:
        """0 to 1; ``None`` where nothing could be judged."""
        return self.met / self.judged if self.judged else None

    @property
    def apart(self) -> tuple[tuple[str, int], ...]:
        """What is counted apart, by its label, without zeros."""
        beside = ((Outcome.UNKNOWN, self.unknown), (Outcome.EXCUSED, self.excused), (Outcome.PENDING, self.pending))
        return tuple((outcome.label, number) for outcome, number in beside if number)

    @property
    def empty(self) -> bool:
        """Nothing was observed at all."""
        return not (self.judged or self.apart)


def rate(observed: Iterable[Observation]) -> Rate:
    """Add observations up."""
    counts = Counter(one.outcome for one in observed)
    return Rate(**{outcome.value: counts[outcome] for outcome in Outcome})


class Indicator(Struct, frozen=True):
    """One measure of the assessment, with everything that it was taken from."""

    id: str
    title: str
    basis: str
    counted: str
    """What is counted, in words: the denominator."""
    met: str
    """When it counts as met, in words: the numerator."""
    observations: tuple[Observation, ...] = ()

    @property
    def rate(self) -> Rate:
        """Over the whole column."""
        return rate(self.observations)

    def of(self, office: str) -> Rate:
        """That of one 处室."""
        return rate(one for one in self.observations if one.office == office)


class Count(Struct, frozen=True):
    """A number that has no denominator: open errors, pages published, clocks overdue."""

    id: str
    title: str
    unit: str
    counted: str
    """What is counted, in words."""
    by_office: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Over the whole column."""
        return sum(self.by_office.values())


class Field(Struct, frozen=True):
    """One column of a table."""

    id: str
    title: str
    unit: str = ""
    """个, 天, 工作日 …; empty for texts and days."""


class Table(Struct, frozen=True):
    """Rows under fields; every row has as many cells as there are fields, the first of which names the row."""

    id: str
    caption: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]
    none: str = "没有。"
    """What is said where there is no row."""


class Section(Struct, frozen=True):
    """One subject of the report."""

    id: str
    title: str
    notes: tuple[str, ...] = ()
    """How it was counted, and what cannot be told from here."""
    indicators: tuple[Indicator, ...] = ()
    counts: tuple[Count, ...] = ()
    tables: tuple[Table, ...] = ()


class Period(Struct, frozen=True):
    """The days that are assessed, both included."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        """Tell whether a day lies within."""
        return isinstance(day, date) and self.first <= day <= self.last


class Case(Struct, frozen=True):
    """What is assessed: the column on its day, what the checks found in it, and the period."""

    site: Site
    findings: tuple[Diagnostic, ...] | None
    """``None`` where a layout failed: then nobody knows what the finished pages would have shown."""
    period: Period

    @property
    def as_of(self) -> date:
        """The day on which everything is judged."""
        return self.site.as_of


class Reading(Struct, frozen=True):
    """What the indicators and counts of one day came to, by their ids."""

    rates: Mapping[str, Rate] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


class Point(Struct, frozen=True):
    """One day of the trend."""

    day: date
    reading: Reading | None
    """``None``: 无法判定."""
    commit: str = ""
    """The commit that was then the newest; empty for the column as it lies on disk."""
    reason: str = ""
    """Why nothing can be told."""


class Report(Struct, frozen=True):
    """The whole assessment."""

    organ: str
    as_of: date
    period: Period
    offices: tuple[str, ...]
    """Every 处室 that answers for something, in the order of the report."""
    pages: Mapping[str, int]
    """By 处室, the published pages for which it answers."""
    sections: tuple[Section, ...]
    trend: tuple[Point, ...] = ()

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Those of all sections."""
        return tuple(one for section in self.sections for one in section.indicators)

    @property
    def counts(self) -> tuple[Count, ...]:
        """Those of all sections."""
        return tuple(one for section in self.sections for one in section.counts)

    @property
    def reading(self) -> Reading:
        """What it came to, in short."""
        return Reading({one.id: one.rate for one in self.indicators}, {one.id: one.total for one in self.counts})


def middle(numbers: Sequence[int]) -> float | None:
    """The median; a whole number where it is one."""
    if not numbers:
        return None
    found = median(numbers)
    return int(found) if found == int(found) else found
