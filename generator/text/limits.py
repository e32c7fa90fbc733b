"""Limits of working days (工作日) that stand still at times: what is counted, what is left, and which day is the last.

Day 1 is the first working day after the start.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.model.values import Struct
from generator.text.calendar import Calendar, NoCalendar

Pause = tuple[date, date]
"""A stretch that is not counted: the days after the first, up to and including the second."""


class Term(Struct, frozen=True):
    """One limit of working days, and how much of it is used."""

    what: str
    start: date
    """Day 0."""
    limit: int
    end: date | None
    """When what was to be done was done."""
    due: date | None
    """The last day; ``None`` when it cannot be told for lack of a calendar."""
    used: int | None
    """Working days counted until the end, or until the day of asking."""
    late: bool | None
    """It was done, or is still not done, after the last day; ``None`` when nobody can tell."""
    gap: str = ""
    """Why something cannot be told."""

    @property
    def left(self) -> int | None:
        """Working days that are left, negative when it is overdue."""
        return None if self.used is None else self.limit - self.used


class Clock(Struct, frozen=True):
    """A limit of working days whose length is still open."""

    calendar: Calendar
    what: str
    start: date
    end: date | None
    as_of: date
    pauses: tuple[Pause, ...] = ()
    """Apart from each other, in order, none before the start."""
    gap: str = ""
    """Why it is not known when it stood still."""

    def counted(self, until: date) -> int:
        """Working days after the start up to and including a day, pauses left out.

        Raises:
            NoCalendar: a counted day lies in a year whose holidays are not known.
        """
        if until <= self.start:
            return 0
        still = ((first, min(last, until)) for first, last in self.pauses if first < until)
        return self.calendar.between(self.start, until) - sum(self.calendar.between(*each) for each in still)

    def last(self, limit: int) -> date:
        """The last day of a limit.

        Raises:
            NoCalendar: as above.
        """
        day = self.calendar.add(self.start, limit)
        while lacking := limit - self.counted(day):
            day = self.calendar.add(day, lacking)
        return day

    def term(self, limit: int) -> Term:
        """How a limit stands."""
        until = self.end or self.as_of
        due, used, gap = None, None, self.gap
        try:
            due = None if gap else self.last(limit)
            used = None if gap else self.counted(until)
        except NoCalendar as unknown:
            gap = str(unknown)
        if due is not None:
            late: bool | None = until > due
        else:  # so few days are within the limit whatever the calendar says, for pauses only make it longer
            late = False if (until - self.start).days <= limit else None
        return Term(self.what, self.start, limit, self.end, due, used, late, gap)


def apart(pauses: Iterable[Pause], start: date) -> tuple[Pause, ...]:
    """Stretches joined where they touch, and cut where they begin before the start."""
    found: list[Pause] = []
    for first, last in sorted((max(first, start), last) for first, last in pauses):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        elif first < last:
            found.append((first, last))
    return tuple(found)
