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
    starts = [one.line for one in titles]
    written = sorted({*body.lines, *(link.span.line for link in body.links)}.difference(starts))
    spots = [*(bisect_right(written, start) for start in starts), len(written)]
    empty: list[str] = []
    below: list[tuple[int, bool]] = []
    # From the last to the first, so that what stands below a heading is known when its turn comes.
    for place in range(len(titles) - 1, -1, -1):
        level, speaks = titles[place].level, spots[place] < spots[place + 1]
        while below and below[-1][0] > level:
            speaks |= below.pop()[1]
        below.append((level, speaks))
        if not speaks:
            empty.append(titles[place].anchor)
    return tuple(reversed(empty))


def says(body: Body) -> bool:
    """Tell whether a body shows at least a word that is no heading."""
    titles = {one.line for one in body.headings if one.level}
    if not titles:
        return chinese.worded(body.text)
    rows = zip(body.text.split("\n"), body.lines, strict=False)
    return any(line not in titles and chinese.worded(text) for text, line in rows)
