"""A chart can be read: few lines behind it, values that do not cover each other, a look for each line."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rendering.chart import APART, BOTTOM, FEW, RIGHT, TOP, Line, apart, lines
from generator.rendering.lookup import Plain

DEADLINE = date(2020, 12, 31)


def drawn(*ends: float) -> Plain:
    """The chart of lines that all begin at nothing, and end as given."""
    told = [Line(f"目标{at}", ((date(2020, 3, 31), 0.0), (date(2020, 9, 30), end))) for at, end in enumerate(ends)]
    found = lines("比例", 2020, DEADLINE, told)
    assert found
    return found


@pytest.mark.parametrize(
    ("most", "levels"),
    [
        (85, ["0%", "25%", "50%", "75%", "100%"]),
        (107, ["0%", "25%", "50%", "75%", "100%", "125%"]),
        (300, ["0%", "50%", "100%", "150%", "200%", "250%", "300%"]),
        (850_000, ["0%", "250000%", "500000%", "750000%", "1000000%"]),
    ],
)
def test_the_frame_has_few_lines(most: float, levels: list[str]) -> None:
    assert [one["text"] for one in drawn(most)["levels"]] == levels


@given(st.floats(0, 1e12))
def test_the_frame_holds_what_is_drawn(most: float) -> None:
    found = drawn(most)
    assert 4 <= len(found["levels"]) - 1 <= FEW
    assert all(TOP <= dot["y"] <= BOTTOM for dot in found["lines"][0]["dots"])


def test_values_at_nearly_the_same_height_are_pushed_apart() -> None:
    one, two = (line["end"] for line in drawn(73, 72)["lines"])
    assert (one["text"], two["text"]) == ("73%", "72%")
    assert two["y"] - one["y"] == APART


@given(st.lists(st.integers(TOP, BOTTOM), min_size=1, max_size=8))
def test_no_value_covers_another_or_leaves_the_chart(wanted: list[int]) -> None:
    found = apart(wanted, TOP, BOTTOM)
    heights = sorted(found)
    assert all(below - above >= APART for above, below in pairwise(heights))
    assert heights[0] >= TOP
    assert heights[-1] <= BOTTOM
    assert sorted(range(len(found)), key=found.__getitem__) == sorted(range(len(found)), key=lambda at: wanted[at])


def test_values_that_are_apart_stay_where_they_are() -> None:
    assert apart([150, 20, 90], TOP, BOTTOM) == [150, 20, 90]


def test_six_lines_have_looks_of_their_own() -> None:
    found = drawn(10, 25, 40, 55, 70, 85)
    assert len({one["tone"] for one in found["lines"]}) == 6
    assert {one["end"]["x"] < RIGHT for one in found["lines"]} == {True}
