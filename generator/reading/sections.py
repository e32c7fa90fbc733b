"""The sections of a body: which of its headings have something under them."""

from __future__ import annotations

from bisect import bisect_right

from generator.reading.body import Body
from generator.text import chinese


def bare(body: Body) -> tuple[str, ...]:
    """The anchors of the headings under which nothing stands: no text, no picture, no section that has any."""
    titles = [one for one in body.headings if one.level]
    if not titles:
        return ()
    starts, written = [one.line for one in titles], sorted(body.lines)
    nexts = (*starts[1:], max(starts[-1], *written[-1:], *(link.span.line for link in body.links)) + 1)
    empty: list[str] = []
    below: list[tuple[int, bool]] = []
    # From the last to the first, so that what stands below a heading is known when its turn comes.
    for place in range(len(titles) - 1, -1, -1):
        level, start, stop = titles[place].level, starts[place], nexts[place]
        spot = bisect_right(written, start)
        speaks = spot < len(written) and written[spot] < stop
        while below and below[-1][0] > level:
            speaks |= below.pop()[1]
        speaks = speaks or any(start < link.span.line < stop for link in body.links)
        below.append((level, speaks))
        if not speaks:
            empty.append(titles[place].anchor)
    return tuple(reversed(empty))


def says(body: Body) -> bool:
    """Tell whether a body shows at least a word that is no heading."""
    titles = {one.line for one in body.headings if one.level}
    if not titles:
        return chinese.worded(body.text)
    # A few lines tell it nearly always.
    return _says(body, titles, FEW) or _says(body, titles, -1)


FEW = 4
"""Lines that are looked at first."""


def _says(body: Body, titles: set[int], some: int) -> bool:
    rows = zip(body.text.split("\n", some), body.lines, strict=False)
    return any(line not in titles and chinese.worded(text) for text, line in rows)
