"""How much room text takes on paper: widths in Chinese characters, and the lines that a text fills in a column."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

NARROW = 0.5
"""The width of a Latin letter or a digit; a Chinese character is 1 wide."""
_FULL = frozenset("WFA")
"""Ambiguous ones, as “ and ①, are full in Chinese fonts."""
_PIECES = re.compile(r"[!-~]+|.", re.DOTALL)
"""What is not parted at the end of a line, if it fits in one: a word, a number, an address."""


def width(text: str) -> float:
    """How wide a text is that stands in one line."""
    return sum(1 if east_asian_width(char) in _FULL else NARROW for char in text)


def lines(text: str, room: float) -> int:
    """How many lines a text takes in a column of some width; an empty one takes one."""
    return sum(_filled(line, max(room, 1)) for line in text.split("\n"))


def _filled(text: str, room: float) -> int:
    count, used = 1, 0.0
    for piece in _PIECES.findall(text):
        wide = width(piece)
        if used and used + wide > room:
            count, used = count + 1, 0.0
        used += wide
        while used > room:  # longer than a line: parted where that ends
            count, used = count + 1, used - room
    return count
