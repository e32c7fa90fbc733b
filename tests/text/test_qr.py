"""QR codes are drawn as they are made."""

from __future__ import annotations

import re

import segno
from hypothesis import given
from hypothesis import strategies as st

from generator.text.qr import QUIET, code

RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")
FINDER = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
"""What stands in three corners of every code (ISO/IEC 18004)."""


def dark(path: str) -> set[tuple[int, int]]:
    """The modules that a path covers."""
    runs = [tuple(map(int, one.groups())) for one in RUN.finditer(path)]
    assert RUN.sub("", path) == ""
    assert all(forth == back for *_, forth, back in runs)
    return {(x + step, y) for x, y, length, _ in runs for step in range(length)}


@given(st.text(min_size=1, max_size=60))
def test_the_path_covers_exactly_the_dark_modules_inside_a_quiet_border(text: str) -> None:
    made, rows = code(text), segno.make(text, error="m", micro=False, boost_error=False).matrix
    wanted = {(x + QUIET, y + QUIET) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    assert dark(made.path) == wanted
    assert made.size == len(rows) + 2 * QUIET


def test_three_corners_have_a_finder_and_the_fourth_has_none() -> None:
    made = code("https://weixin.example.com/shili-shangwu")
    modules, far = dark(made.path), made.size - QUIET - len(FINDER)

    def corner(left: int, top: int) -> list[str]:
        span = range(len(FINDER))
        return ["".join("1" if (left + x, top + y) in modules else "0" for x in span) for y in span]

    corners = [corner(QUIET, QUIET), corner(far, QUIET), corner(QUIET, far)]
    assert corners == [FINDER] * 3
    assert corner(far, far) != FINDER


def test_equal_texts_give_equal_codes() -> None:
    assert code("https://example.com/") == code("https://example.com/")
    assert code("https://example.com/") != code("https://example.com/1")
