"""QR codes (二维码) as geometry.

The only module that knows segno. Equal texts give equal codes.
"""

from __future__ import annotations

from typing import NamedTuple

QUIET = 4
"""Modules of white around a code (ISO/IEC 18004)."""


class Code(NamedTuple):
    """A code, to be drawn as one SVG path."""

    size: int
    """Modules from edge to edge, white border included."""
    path: str
    """One run of dark modules after the other, a module being one unit."""


def code(text: str) -> Code:
    """The code of a text, with error correction of level M (15 %).

    Raises:
        ValueError: the text is longer than a code can hold.
    """
    import segno  # noqa: PLC0415  # few columns have any, and it brings half of the network library

    made = segno.make(text, error="m", micro=False, boost_error=False)
    runs = []
    for y, row in enumerate(made.matrix, QUIET):
        x = 0
        while x < len(row):
            length = 0
            while x + length < len(row) and row[x + length]:
                length += 1
            if length:
                runs.append(f"M{x + QUIET} {y}h{length}v1h-{length}z")
            x += length + 1
    return Code(len(made.matrix) + 2 * QUIET, "".join(runs))
