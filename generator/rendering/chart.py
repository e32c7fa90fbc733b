"""Charts (图表) as geometry: lines over the days of a year, drawn as SVG by the layout, each beside its table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.model.values import Struct
from generator.rendering.lookup import Plain

WIDTH, HEIGHT = 640, 232
LEFT, RIGHT, TOP, BOTTOM = 44, 572, 12, 204
"""The frame within; on its right there is room for the last values."""
STEP = 25
"""Per cent between two lines of the frame."""
TONES = ("one", "two", "three", "four")
"""Names of looks; a fifth line begins anew."""
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
    most = max(100, *(value for one in drawn for _, value in one.points))
    ceiling = -(-int(most) // STEP) * STEP

    def x(day: date) -> int:
        return LEFT + round((RIGHT - LEFT) * max((day - first).days, 0) / (last - first).days)

    def y(value: float) -> int:
        return BOTTOM - round((BOTTOM - TOP) * value / ceiling)

    def end(day: date, value: float) -> Plain:
        return {"x": x(day) + 8, "y": y(value) + 5, "text": f"{value:g}%"}

    return {
        "title": title,
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": RIGHT,
        "bottom": BOTTOM,
        "levels": [{"y": y(level), "text": f"{level}%"} for level in range(0, ceiling + 1, STEP)],
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
                    "y": y(one.points[-1][1]) + 5,
                    "text": f"{one.points[-1][1]:g}%",
                },
            }
            for number, one in enumerate(drawn)
        ],
    }
