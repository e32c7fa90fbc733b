"""What may be shown of a text in messages, reports and quoted lines: all of it but personal data."""

from __future__ import annotations

import re

from generator.text.personal import KEPT, PARTING, SHORT, Found, Sort, find


def veiled(text: str) -> str:
    """A text of the same length in which all personal data is hidden but for what may be shown of it.

    Numbers in addresses and names of files are hidden as well: where a rule names a file for what is wrong with it,
    its name may be the fault.
    """
    pieces, end = [], 0
    for one in find(text, wary=True):
        pieces += [text[end : one.start], _veil(one, text[one.start : one.end])]
        end = one.end
    return "".join([*pieces, text[end:]]) if pieces else text


def _veil(one: Found, stretch: str) -> str:
    """Hide the inside of a stretch, each character by a star of its width."""
    if one.sort is Sort.ADDRESS:
        return stretch[:KEPT] + "＊" * (len(stretch) - KEPT)
    first, last = (3, 4) if len(one.plain) <= SHORT else (2, 3)
    places = [at for at, char in enumerate(stretch) if not re.fullmatch(PARTING, char) and char not in "+＋"]
    hidden = set(places[len(places) - len(one.plain) + first : -last])
    return "".join(("＊" if char > "\u2e80" else "*") if at in hidden else char for at, char in enumerate(stretch))
