"""Terms: counted in years of the calendar, which ends in 9999."""

from __future__ import annotations

from datetime import date

import pytest

from generator.kinds.term import years_after


@pytest.mark.parametrize(
    ("day", "years", "after"),
    [
        (date(2020, 6, 30), 5, date(2025, 6, 30)),
        (date(2020, 2, 29), 5, date(2025, 2, 28)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(9994, 12, 31), 5, date(9999, 12, 31)),
        (date(9994, 12, 31), 6, date.max),
        (date(9999, 1, 1), 5, date.max),
        (date(2020, 2, 29), 99999, date.max),
    ],
)
def test_the_same_day_years_later(day: date, years: int, after: date) -> None:
    assert years_after(day, years) == after
