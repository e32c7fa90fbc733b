"""Steps are taken one after the other, and one that is still to come keeps back the rest."""

from __future__ import annotations

from datetime import date

import pytest

from generator.kinds.steps import taken

FIRST, SECOND, THIRD = date(2020, 1, 1), date(2020, 2, 1), date(2020, 3, 1)


@pytest.mark.parametrize(
    ("days", "day", "found"),
    [
        ((FIRST, SECOND, THIRD), date(2019, 12, 31), ""),
        ((FIRST, SECOND, THIRD), FIRST, "a"),
        ((FIRST, SECOND, THIRD), THIRD, "abc"),
        ((FIRST, None, THIRD), THIRD, "ac"),
        ((THIRD, FIRST, SECOND), SECOND, ""),
        ((FIRST, THIRD, SECOND), SECOND, "a"),
    ],
)
def test_steps_are_taken_in_order(days: tuple[date | None, ...], day: date, found: str) -> None:
    assert "".join(taken(zip("abc", days, strict=True), day)) == found
