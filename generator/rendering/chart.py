"""Charts (图表) as geometry: lines over the days of a year, drawn as SVG by the layout, each beside its table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count
from math import ceil
from statistics import fmean

from generator.model.values import Struct
from generator.rendering.lookup import Plain

WIDTH, HEIGHT = 640, 232
LEFT, RIGHT, TOP, BOTTOM = 66, 566, 12, 204
"""The frame within; at its sides there is room for values in letters that can be read on a narrow screen too."""
STEPS = (25, 50, 100)
"""Per cent between two lines of the frame: the first of these, or of ten, a hundred … times these, that gives few."""
FEW = 8
"""Lines of the frame above its ground at most."""
APART = 24
"""Between the feet of two values that stand one above the other: the height of the largest letters."""
TONES = ("one", "two", "three", "four", "five", "six")
"""Names of looks; a seventh line begins anew."""
MONTHS = (1, 4, 7, 10)


class Line(Struct, frozen=True):
    """What was reached, day by day, in per cent."""

    name: str
    points: Sequence[tuple[date, float]]


def lines(title: str, year: int, deadline: date, series: Sequence[Line]) -> Plain | None:
    """The chart of one year's progress, with the course that time takes; ``None`` when nothing was told twice."""
    drawn = [one for one in series if one.points]
    if max((len(one.points) for one in drawn), default=0) < 2:  # noqa: PLR2004  # one point is no line
        return None
    first, last = date(year, 1, 1), max(date(year, 12, 31), deadline, *(one.points[-1][0] for one in drawn))
    most = max(100, *(ceil(value) for one in drawn for _, value in one.points))
    step: int = next(one * 10**power for power in count() for one in STEPS if most <= one * 10**power * FEW)
    ceiling = -(-most // step) * step

    def x(day: date) -> int:
        return LEFT + round((RIGHT - LEFT) * max((day - first).days, 0) / (last - first).days)

    def y(value: float) -> int:
        return BOTTOM - round((BOTTOM - TOP) * value / ceiling)

    feet = apart([y(one.points[-1][1]) + 5 for one in drawn], TOP + 7, BOTTOM + 5)
    return {
        "title": title,
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": RIGHT,
        "bottom": BOTTOM,
        "levels": [{"y": y(level), "text": f"{level}%"} for level in range(0, ceiling + 1, step)],
        "months": [{"x": x(date(year, month, 1)), "text": f"{month}月"} for month in MONTHS],
        "plan": {"x1": x(first), "y1": y(0), "x2": x(deadline), "y2": y(100)},
        "lines": [
            {
                "name": one.name,
                "tone": TONES[number % len(TONES)],
                "points": " ".join(f"{x(day)},{y(value)}" for day, value in one.points),
                "dots": [{"x": x(day), "y": y(value)} for day, value in one.points],
                "end": {
                    "x": x(one.points[-1][0]) + 8,
                    "y": feet[number],
                    "text": f"{one.points[-1][1]:g}%",
                },
            }
            for number, one in enumerate(drawn)
        ],
    }


def apart(wanted: Sequence[int], highest: int, lowest: int) -> list[int]:
    """Heights for values, as near as can be to those wanted and in their order, that do not cover each other."""
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    pools: list[list[int]] = []
    for rank, at in enumerate(order):
        pools.append([wanted[at] - rank * APART])
        while len(pools) > 1 and fmean(pools[-2]) >= fmean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    shared = [fmean(pool) for pool in pools for _ in pool]
    room = max(highest, lowest - APART * (len(order) - 1))
    placed = [round(min(max(one, highest), room)) + rank * APART for rank, one in enumerate(shared)]
    return [height for _, height in sorted(zip(order, placed, strict=True))]
