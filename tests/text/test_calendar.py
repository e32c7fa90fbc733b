"""The working-day calendar, held against the announcements for 2020 and 2021."""

from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.calendar import Calendar, NoCalendar, calendar

PLAIN = calendar({})
KNOWN = st.dates(min_value=date(2012, 1, 1), max_value=date(2018, 12, 31))


def days(first: date, last: date) -> set[date]:
    """List a range of days, both ends included."""
    return {first + timedelta(n) for n in range((last - first).days + 1)}


OFF = (
    {date(2020, 1, 1)}
    | days(date(2020, 1, 24), date(2020, 2, 2))
    | days(date(2020, 4, 4), date(2020, 4, 6))
    | days(date(2020, 5, 1), date(2020, 5, 5))
    | days(date(2020, 6, 25), date(2020, 6, 27))
    | days(date(2020, 10, 1), date(2020, 10, 8))
    | days(date(2021, 1, 1), date(2021, 1, 3))
    | days(date(2021, 2, 11), date(2021, 2, 17))
    | days(date(2021, 4, 3), date(2021, 4, 5))
    | days(date(2021, 5, 1), date(2021, 5, 5))
    | days(date(2021, 6, 12), date(2021, 6, 14))
    | days(date(2021, 9, 19), date(2021, 9, 21))
    | days(date(2021, 10, 1), date(2021, 10, 7))
)
WORK = {
    *(date(2020, 1, 19), date(2020, 4, 26), date(2020, 5, 9), date(2020, 6, 28), date(2020, 9, 27), date(2020, 10, 10)),
    *(date(2021, 2, 7), date(2021, 2, 20), date(2021, 4, 25), date(2021, 5, 8), date(2021, 9, 18), date(2021, 9, 26)),
    date(2021, 10, 9),
}


@pytest.mark.parametrize("year", [2020, 2021])
def test_every_day_is_as_announced(year: int) -> None:
    """Each day of the year agrees with the announcement, the prolonged Spring Festival of 2020 included."""
    for day in sorted(days(date(year, 1, 1), date(year, 12, 31))):
        expected = day in WORK or (day.weekday() < 5 and day not in OFF)
        assert PLAIN.is_working(day) is expected, day


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (date(2020, 7, 6), 0, date(2020, 7, 6)),
        (date(2020, 7, 6), 1, date(2020, 7, 7)),
        (date(2020, 7, 4), 0, date(2020, 7, 4)),
        (date(2020, 7, 4), 1, date(2020, 7, 6)),
        (date(2020, 7, 6), 20, date(2020, 8, 3)),
        (date(2020, 1, 17), 1, date(2020, 1, 19)),
        (date(2020, 1, 23), 1, date(2020, 2, 3)),
        (date(2020, 1, 20), 5, date(2020, 2, 4)),
        (date(2020, 1, 2), 20, date(2020, 2, 6)),
        (date(2020, 4, 3), 1, date(2020, 4, 7)),
        (date(2020, 4, 24), 1, date(2020, 4, 26)),
        (date(2020, 4, 24), 7, date(2020, 5, 7)),
        (date(2020, 4, 30), 3, date(2020, 5, 8)),
        (date(2020, 4, 30), 4, date(2020, 5, 9)),
        (date(2020, 6, 24), 1, date(2020, 6, 28)),
        (date(2020, 9, 25), 1, date(2020, 9, 27)),
        (date(2020, 9, 30), 2, date(2020, 10, 10)),
        (date(2020, 9, 30), 3, date(2020, 10, 12)),
        (date(2020, 12, 31), 1, date(2021, 1, 4)),
        (date(2020, 10, 10), -1, date(2020, 10, 9)),
        (date(2020, 10, 9), -1, date(2020, 9, 30)),
        (date(2020, 2, 1), -1, date(2020, 1, 23)),
        (date(2021, 1, 1), -1, date(2020, 12, 31)),
    ],
)
def test_add(start: date, n: int, expected: date) -> None:
    """Day 1 is the next working day; holidays are stepped over, make-up days are counted."""
    assert PLAIN.add(start, n) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2020, 7, 6), date(2020, 7, 6), 0),
        (date(2020, 7, 6), date(2020, 7, 7), 1),
        (date(2020, 7, 3), date(2020, 7, 5), 0),
        (date(2020, 7, 5), date(2020, 7, 6), 1),
        (date(2020, 1, 23), date(2020, 2, 2), 0),
        (date(2020, 1, 23), date(2020, 2, 3), 1),
        (date(2020, 4, 24), date(2020, 4, 26), 1),
        (date(2020, 4, 30), date(2020, 5, 9), 4),
        (date(2020, 9, 30), date(2020, 10, 10), 2),
        (date(2020, 7, 6), date(2020, 8, 3), 20),
        (date(2019, 12, 31), date(2020, 1, 31), 17),
        (date(2020, 12, 31), date(2021, 1, 4), 1),
    ],
)
def test_between(start: date, end: date, expected: int) -> None:
    """Counts the working days after the start up to the end, and the reverse with a minus sign."""
    assert PLAIN.between(start, end) == expected
    assert PLAIN.between(end, start) == -expected


@given(KNOWN, st.integers(min_value=0, max_value=1500))
def test_between_undoes_add(day: date, n: int) -> None:
    """After n working days, n working days have passed; and the day reached is one of them."""
    reached = PLAIN.add(day, n)
    assert PLAIN.between(day, reached) == n
    assert n == 0 or PLAIN.is_working(reached)


@given(KNOWN, st.integers(min_value=1, max_value=1500))
def test_adding_forth_and_back(day: date, n: int) -> None:
    """From a working day, n days forth and n days back is where one began."""
    start = PLAIN.add(day, 1)
    assert PLAIN.add(PLAIN.add(start, n), -n) == start
    assert PLAIN.between(start, PLAIN.add(start, -n)) == -n


@given(KNOWN, KNOWN)
def test_between_counts_each_working_day(start: date, end: date) -> None:
    """The count is what one gets by looking at every day."""
    low, high = sorted((start, end))
    counted = sum(PLAIN.is_working(day) for day in days(low + timedelta(1), high))
    assert PLAIN.between(low, high) == counted


def test_a_year_without_data_is_said() -> None:
    """Whatever would count days of an unknown year raises, naming the year."""
    last = max(PLAIN.years)
    unknown = last + 1
    for asked in (
        lambda: PLAIN.is_working(date(unknown, 3, 1)),
        lambda: PLAIN.add(date(last, 12, 20), 20),
        lambda: PLAIN.add(date(unknown, 3, 1), 1),
        lambda: PLAIN.add(date(unknown, 3, 1), -1),
        lambda: PLAIN.between(date(last, 12, 20), date(unknown, 1, 5)),
        lambda: PLAIN.between(date(unknown, 1, 5), date(last, 12, 20)),
    ):
        with pytest.raises(NoCalendar, match=f"没有{unknown}年的工作日安排") as caught:
            asked()
        assert caught.value.year == unknown


def test_years_before_the_data_are_unknown_too() -> None:
    """Counting back beyond the first year raises as well."""
    first = min(PLAIN.years)
    with pytest.raises(NoCalendar) as caught:
        PLAIN.add(date(first, 1, 5), -30)
    assert caught.value.year == first - 1


def test_nothing_counted_needs_no_data() -> None:
    """No days from a day to itself, whatever the year; and the last day of an unknown year is not counted after."""
    assert PLAIN.add(date(1950, 1, 1), 0) == date(1950, 1, 1)
    assert PLAIN.between(date(1950, 1, 1), date(1950, 1, 1)) == 0
    first = min(PLAIN.years)
    assert PLAIN.between(date(first - 1, 12, 31), date(first, 1, 1)) == 0


def test_a_gap_between_known_years_is_not_jumped() -> None:
    """A count never leaps over an unknown year to a known one."""
    last = max(PLAIN.years)
    gapped = calendar({date(last + 2, 1, 1): False})
    assert last + 2 in gapped.years
    with pytest.raises(NoCalendar) as caught:
        gapped.add(date(last, 12, 31), 1)
    assert caught.value.year == last + 1
    with pytest.raises(NoCalendar) as caught:
        gapped.between(date(last, 12, 31), date(last + 2, 3, 1))
    assert caught.value.year == last + 1
    with pytest.raises(NoCalendar) as caught:
        gapped.add(date(last + 2, 1, 1), -1)
    assert caught.value.year == last + 1


def test_corrections_override_both_ways() -> None:
    """A correction makes a holiday a working day, or a working day a holiday; other days stay as they are."""
    own = calendar({date(2020, 5, 4): True, date(2020, 5, 9): False, date(2020, 7, 6): False, date(2020, 7, 5): True})
    assert own.is_working(date(2020, 5, 4))
    assert not own.is_working(date(2020, 5, 9))
    assert not own.is_working(date(2020, 7, 6))
    assert own.is_working(date(2020, 7, 5))
    assert not own.is_working(date(2020, 5, 5))
    assert own.is_working(date(2020, 7, 7))
    assert not PLAIN.is_working(date(2020, 5, 4))
    assert own.years == PLAIN.years


def test_a_local_day_off_does_not_make_an_unknown_year_known() -> None:
    """Days that a place takes off say nothing of the holidays of the whole country."""
    own = calendar({date(2099, 8, 5): False, date(2099, 10, 10): True})
    assert own.years == PLAIN.years
    with pytest.raises(NoCalendar):
        own.is_working(date(2099, 8, 5))


def test_corrections_supply_a_year() -> None:
    """A year whose New Year's Day is listed is known whole: its other days follow the week."""
    own = calendar({date(2099, 1, 1): False, date(2099, 1, 4): True})
    assert own.years == PLAIN.years | {2099}
    assert not own.is_working(date(2099, 1, 1))
    assert own.is_working(date(2099, 1, 2))
    assert not own.is_working(date(2099, 1, 3))
    assert own.is_working(date(2099, 1, 4))
    assert own.add(date(2099, 1, 1), 2) == date(2099, 1, 4)


def test_calendars_are_values() -> None:
    """Equal corrections make equal calendars, which travel between processes whole, as do their errors."""
    assert calendar({date(2020, 5, 4): True}) == calendar({date(2020, 5, 4): True})
    assert calendar({date(2020, 5, 4): True}) != PLAIN
    assert hash(calendar({})) == hash(PLAIN)
    copied = pickle.loads(pickle.dumps(PLAIN))  # noqa: S301 - our own bytes, made on the same line
    assert isinstance(copied, Calendar)
    assert copied.add(date(2020, 1, 23), 1) == date(2020, 2, 3)
    assert pickle.loads(pickle.dumps(NoCalendar(2099))).year == 2099  # noqa: S301 - as above


@pytest.mark.parametrize(("day", "n"), [(date.max, 1), (date.max, 20), (date.min, -1)])
def test_counting_beyond_the_ends_of_time_is_not_known(day: date, n: int) -> None:
    with pytest.raises(NoCalendar):
        calendar({}).add(day, n)
