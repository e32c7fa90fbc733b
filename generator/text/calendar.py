"""Working days (工作日): the calendar by which every statutory time limit is counted.

The days off and the make-up days are those that the State Council announces each year. For 2020 that includes the
Spring Festival prolonged to 2 February by 国办发明电〔2020〕1号, which also cancelled the make-up day of 1 February.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property

from chinese_calendar import constants

from generator.model.values import Struct

_SATURDAY = 5


class NoCalendar(LookupError):
    """The holidays of a year are not known, so nothing that touches it can be judged."""

    def __init__(self, year: int) -> None:
        """Name the unknown year."""
        super().__init__(f"没有{year}年的工作日安排")
        self.year = year

    def __reduce__(self) -> tuple[type[NoCalendar], tuple[int]]:
        """Travel between processes by the year alone."""
        return NoCalendar, (self.year,)


class Calendar(Struct, frozen=True, dict=True):
    """Which days are working days, in the years that are known.

    Monday to Friday are, but for ``off``; Saturday and Sunday are not, but for ``work``. Every method raises
    ``NoCalendar`` when the days it would have to count include days of an unknown year.
    """

    off: frozenset[date]
    """Holidays, weekend days among them or not."""
    work: frozenset[date]
    """Weekend days made up for (调休上班)."""
    years: frozenset[int]
    """The years whose holidays are known."""

    @cached_property
    def _days(self) -> tuple[int, ...]:
        """The ordinals of all working days of the known years, ascending: every question is a binary search."""
        return _working(self.off, self.work, self.years)

    def is_working(self, day: date) -> bool:
        """Tell whether a day is a working day.

        Raises:
            NoCalendar: the holidays of its year are not known.
        """
        self._require(day.year)
        place = bisect_left(self._days, day.toordinal())
        return place < len(self._days) and self._days[place] == day.toordinal()

    def add(self, day: date, n: int) -> date:
        """Find the ``n``-th working day after a day: day 1 is the next working day, day 0 is the day itself.

        A negative ``n`` counts back: −1 is the working day before.

        Raises:
            NoCalendar: the count reaches a year whose holidays are not known.
        """
        if n == 0:
            return day
        forward = n > 0
        here = day.toordinal()
        place = bisect_right(self._days, here) + n - 1 if forward else bisect_left(self._days, here) + n
        reached = date.fromordinal(self._days[place]) if 0 <= place < len(self._days) else None
        step = 1 if forward else -1
        if day == (date.max if forward else date.min):
            raise NoCalendar(day.year + step)
        year = date.fromordinal(here + step).year
        while True:
            self._require(year)
            if reached is not None and reached.year == year:
                return reached
            year += step

    def between(self, start: date, end: date) -> int:
        """Count the working days after ``start`` up to and including ``end``; negative when ``end`` comes first.

        Raises:
            NoCalendar: a counted day lies in a year whose holidays are not known.
        """
        low, high = sorted((start.toordinal(), end.toordinal()))
        if low == high:
            return 0
        for year in range(date.fromordinal(low + 1).year, date.fromordinal(high).year + 1):
            self._require(year)
        count = bisect_right(self._days, high) - bisect_right(self._days, low)
        return count if start.toordinal() == low else -count

    def _require(self, year: int) -> None:
        if year not in self.years:
            raise NoCalendar(year)


def calendar(corrections: Mapping[date, bool]) -> Calendar:
    """Make the calendar: the announced holidays, as corrected by the site (``True`` working, ``False`` off).

    A correction overrides the announced state of its day. A year without announced data becomes known when the
    corrections list its New Year's Day: whoever lists that is taken to have listed all days that differ from plain
    Monday to Friday weeks. Other days of such a year are adjustments of what nobody knows yet, and leave it unknown.
    """
    working = {day for day, works in corrections.items() if works}
    resting = {day for day, works in corrections.items() if not works}
    off, work, years = _announced()
    return Calendar(
        (off - working) | resting,
        (work - resting) | working,
        years | _announcing(corrections),
    )


@cache
def _announced() -> tuple[frozenset[date], frozenset[date], frozenset[int]]:
    off, work = frozenset(constants.holidays), frozenset(constants.workdays)
    return off, work, _announcing(off)


def _announcing(days: Iterable[date]) -> frozenset[int]:
    """The years of whose own announcement some days are: only that lists New Year's Day."""
    return frozenset(day.year for day in days if (day.month, day.day) == (1, 1))


@cache
def _working(off: frozenset[date], work: frozenset[date], years: frozenset[int]) -> tuple[int, ...]:
    return tuple(
        ordinal
        for year in sorted(years)
        for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
        if (day := date.fromordinal(ordinal)) in work or (day.weekday() < _SATURDAY and day not in off)
    )
