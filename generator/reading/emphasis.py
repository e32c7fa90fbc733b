"""Where ``*`` and ``_`` may open or close emphasis (强调) in Chinese text.

Stock CommonMark asks for a space or punctuation on the outer side of ``**`` whenever punctuation stands on its inner
side; Chinese puts neither there, so ``**注意：**正文`` stays raw. Here full-width characters and punctuation never
stand in the way, as the CJK-friendly amendments to CommonMark propose; everything else is CommonMark's own rule.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from generator.text.chinese import is_cjk

SPACES = frozenset("\t\n\v\f\r")


@cache
def is_wide(char: str) -> bool:
    """Tell whether a character, or the selector of a character's variant, is set full-width."""
    return is_cjk(char) or "\U000e0100" <= char <= "\U000e01ef"


@cache
def is_punctuation(char: str) -> bool:
    """Tell whether CommonMark counts a character as punctuation: Unicode's categories P and S."""
    return unicodedata.category(char)[0] in "PS"


@cache
def is_space(char: str) -> bool:
    """Tell whether CommonMark counts a character as white space."""
    return char in SPACES or unicodedata.category(char) == "Zs"


def ability(text: str, start: int, end: int, limit: int) -> tuple[bool, bool]:
    """Say whether the run of markers ``text[start:end]`` can open, and whether it can close, emphasis.

    The text counts as ending at ``limit``. A single ``*`` between two digits is a sign of multiplication
    (``600*400*200``) and can do neither: a measure in an official text must not lose its signs.
    """
    marker = text[start]
    before, after = _before(text, start), text[end] if end < limit else " "
    if marker == "*" and end - start == 1 and _is_digit(before) and _is_digit(after):
        return False, False
    blank_before, blank_after = is_space(before), is_space(after)
    wide_before, wide_after = is_wide(before), is_wide(after)
    stop_before = is_punctuation(before) and not wide_before
    stop_after = is_punctuation(after) and not wide_after
    left = not blank_after and (not stop_after or blank_before or stop_before or wide_before)
    right = not blank_before and (not stop_before or blank_after or stop_after or wide_after)
    if marker == "*":
        return left, right
    return left and (not right or is_punctuation(before)), right and (not left or is_punctuation(after))


def _before(text: str, start: int) -> str:
    """Find the character before a run, looking through a variation selector that belongs to it."""
    if start and "\ufe00" <= text[start - 1] <= "\ufe0e":
        start -= 1
    return text[start - 1] if start else " "


def _is_digit(char: str) -> bool:
    return char.isascii() and char.isdigit()
