"""What the rules ask of papers: days counted in months, which end in 9999."""

from __future__ import annotations

from datetime import date

import pytest

from generator.text.dates import months_after


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2020, 6, 30), 12, date(2021, 6, 30)),
        (date(2020, 8, 31), 6, date(2021, 2, 28)),
        (date(2019, 8, 31), 6, date(2020, 2, 29)),
        (date(9999, 6, 30), 6, date(9999, 12, 30)),
        (date(9999, 12, 31), 1, date.max),
        (date(2020, 6, 30), 10_000_000, date.max),
    ],
)
def test_the_same_day_months_later(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after
