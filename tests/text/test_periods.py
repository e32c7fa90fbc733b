"""By when something is planned can be read as people write it."""

from __future__ import annotations

from datetime import date

import pytest

from generator.text.periods import last_day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年12月", "2020-12-31"),
        ("2021年2月底前", "2021-02-28"),
        ("2020年7月至9月", "2020-09-30"),
        ("2020年7月—2021年3月", "2021-03-31"),
        ("2020年9月15日", "2020-09-15"),
        ("9月", "2020-09-30"),
        ("2020年三季度", "2020-09-30"),
        ("2020年第4季度", "2020-12-31"),
        ("一季度", "2020-03-31"),
        ("2021年上半年", "2021-06-30"),
        ("下半年", "2020-12-31"),
        ("2020年底", "2020-12-31"),
        ("2020 年", "2020-12-31"),
        ("2020年度", "2020-12-31"),
        ("年底前", "2020-12-31"),
        ("全年", "2020-12-31"),
        ("", None),
        ("待定", None),
        ("2020年适时", None),
        ("13月", None),
    ],
)
def test_a_period_ends_on_its_last_day(text: str, expected: str | None) -> None:
    """The year of the plan stands for the one that is left out."""
    assert last_day(text, 2020) == (date.fromisoformat(expected) if expected else None)
