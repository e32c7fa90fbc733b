"""The flanking rule: which runs of markers can open, and which can close."""

from __future__ import annotations

import pytest

from generator.reading.emphasis import ability


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲[**]乙", (True, True)),
        ("：[**]正", (True, True)),
        ("[**]《条", (True, False)),
        ("”[**]2", (True, True)),
        (")[**]正", (True, True)),
        (")[**]2", (True, False)),
        ("a[**](", (False, True)),
        ("甲[**](", (True, True)),
        ("甲 [*] 乙", (False, False)),
        ("3[*]4", (False, False)),
        ("3[**]4", (True, True)),
        ("甲[_]乙", (False, False)),
        ("，[_]乙", (True, False)),
        ("\U000e0100[**](", (True, True)),
        ("甲\ufe00[**](", (True, True)),
        ("[*]", (False, False)),
    ],
)
def test_ability(text: str, expected: tuple[bool, bool]) -> None:
    """The run between brackets can open and close as given."""
    start, end = text.index("["), text.index("]") - 1
    bare = text.replace("[", "").replace("]", "")
    assert ability(bare, start, end, len(bare)) == expected


def test_the_text_ends_at_the_limit() -> None:
    """What stands beyond the limit does not count: within a link's words, the closing bracket is not a neighbour."""
    assert ability("甲*乙", 1, 2, 2) == (False, True)
