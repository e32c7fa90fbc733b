"""Room on paper: what fits in a line stays in it, what is too long goes on in the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.lines import lines, width


@pytest.mark.parametrize(
    ("text", "wide"), [("", 0), ("公开", 2), ("2020", 2), ("〔2020〕1号", 5.5), ("“三同步”", 5), ("①√■", 3)]
)
def test_a_letter_is_half_as_wide_as_a_character(text: str, wide: float) -> None:
    assert width(text) == wide


@pytest.mark.parametrize(
    ("text", "room", "count"),
    [
        ("", 4, 1),
        ("公开时限", 4, 1),
        ("公开时限内", 4, 2),
        ("公开\n时限", 4, 2),
        ("公开\n\n时限", 4, 3),
        ("见 https", 4, 1),
        ("公开时 https", 4, 2),
        ("https://example", 4, 2),
        ("公 https://example", 4, 3),
        ("公开", 0, 2),
    ],
)
def test_a_word_is_parted_only_where_no_line_can_hold_it(text: str, room: float, count: int) -> None:
    assert lines(text, room) == count


@given(st.text(max_size=60), st.integers(1, 20))
def test_lines_have_room_for_their_text(text: str, room: int) -> None:
    found = lines(text, room)
    assert found >= text.count("\n") + 1
    assert found * room >= width(text.replace("\n", ""))
