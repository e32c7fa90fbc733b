"""Charts as geometry: what the layout of the report draws as SVG, each beside the table that holds its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from generator.building.assessment.values import Cell, Count, Indicator, Point, Report, Table
from generator.model.values import Struct

Plain = dict[str, Any]

SIZE = 12
"""Height of letters, and width of a Chinese character, in the units of the drawing; the page shows one as a pixel."""
ROW, BAR, GAP = 24, 14, 10
WIDTH, BESIDE = 640, 400
"""Of a chart that has the page to itself, and of one beside its table."""
NUMBER = 48
"""Room for the number behind a bar."""
PANEL, HEIGHT, MARGIN = 204, 96, 8
"""A panel of the trend, and the room for its letters above and below."""


class Bars(Struct, frozen=True):
    """A chart of bars: which numbers of a table are drawn, stacked in the order of the fields."""

    title: str
    fields: tuple[str, ...]
    tones: tuple[str, ...] = ("one",)
    width: int = WIDTH


BARS: Mapping[str, Bars] = {
    "timeliness-spread": Bars("从形成到公开的用时分布（件）", ("count",), width=BESIDE),
    "forms": Bars("期内解读采用的形式（篇）", ("count",), width=BESIDE),
    "problems-office": Bars(
        "未解决的问题按责任处室（个）", ("error", "warning", "unknown", "note"), ("error", "warning", "unknown", "note")
    ),
    "published": Bars("期内公开的页面按内容类型（个）", ("total",)),
}
"""Tables that have a chart, by their ids."""
TOTAL = "合计"
"""Names a row that adds the others up; it is not drawn."""


def bars(table: Table) -> Plain | None:
    """The chart of a table; ``None`` for a table that has none, or nothing to draw."""
    wanted = BARS.get(table.id)
    if wanted is None:
        return None
    ids = [field.id for field in table.fields]
    places = [ids.index(one) for one in wanted.fields]
    rows = [(str(row[0]), [_whole(row[place]) for place in places]) for row in table.rows if row[0] != TOTAL]
    most = max((sum(numbers) for _, numbers in rows), default=0)
    if not most:
        return None
    left = max(_wide(name) for name, _ in rows) + GAP
    scale = (wanted.width - left - NUMBER) / most
    drawn = []
    for number, (name, numbers) in enumerate(rows):
        x: float = left
        parts = []
        for one, tone in zip(numbers, wanted.tones, strict=True):
            if one:
                parts.append({"x": _round(x), "width": _round(one * scale), "tone": tone})
            x += one * scale
        top = number * ROW + (ROW - BAR) // 2
        drawn.append(
            {
                "name": name,
                "y": top,
                "text": top + SIZE - 1,
                "parts": parts,
                "total": sum(numbers),
                "end": _round(x + 6),
            }
        )
    titles = [table.fields[place].title for place in places]
    named = zip(titles, wanted.tones, strict=True)
    return {
        "title": wanted.title,
        "width": wanted.width,
        "height": len(rows) * ROW,
        "left": left,
        "bar": BAR,
        "rows": drawn,
        "legend": [{"name": name, "tone": tone} for name, tone in named] if len(places) > 1 else [],
    }


def _whole(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def share(part: float | None, width: int = 120) -> Plain | None:
    """A bar in a cell: how much of the whole; ``None`` where nothing could be judged."""
    return None if part is None else {"width": width, "filled": _round(width * part)}


def panels(report: Report) -> list[Plain]:
    """A small line for each indicator and count that at least two days tell something of."""
    found = []
    for rated in report.indicators:
        shares = [_share(rated, point) for point in report.trend]
        panel = _panel(rated.title, [point.day for point in report.trend], shares, 1.0)
        if panel:
            panel["last"] = f"{100 * panel['value']:.1f}%".replace(".0%", "%")
            found.append({**panel, "top": "100%", "bottom": "0"})
    for counted in report.counts:
        numbers = [_number(counted, point) for point in report.trend]
        most = max((number for number in numbers if number is not None), default=0)
        panel = _panel(counted.title, [point.day for point in report.trend], numbers, max(most, 1))
        if panel and most:
            panel["last"] = f"{panel['value']:.0f} {counted.unit}"
            found.append({**panel, "top": str(most), "bottom": "0"})
    return found


def _share(indicator: Indicator, point: Point) -> float | None:
    rate = point.reading.rates.get(indicator.id) if point.reading else None
    return rate.share if rate else None


def _number(count: Count, point: Point) -> float | None:
    return point.reading.counts.get(count.id) if point.reading else None


def _panel(title: str, days: Sequence[date], values: Sequence[float | None], most: float) -> Plain | None:
    """A line over the days; a day of which nothing is known is a gap in it."""
    known = [(day, value) for day, value in zip(days, values, strict=True) if value is not None]
    if len(known) < 2:  # noqa: PLR2004  # one point is no line
        return None
    first, span = days[0].toordinal(), max((days[-1] - days[0]).days, 1)
    left, right = 34, PANEL - MARGIN
    top, bottom = MARGIN, HEIGHT - MARGIN - SIZE

    def place(day: date, value: float) -> tuple[float, float]:
        x = left + (right - left) * (day.toordinal() - first) / span
        return _round(x), _round(bottom - (bottom - top) * value / most)

    lines: list[list[tuple[float, float]]] = [[]]
    for day, value in zip(days, values, strict=True):
        if value is None:
            lines.append([])
        else:
            lines[-1].append(place(day, value))
    return {
        "title": title,
        "width": PANEL,
        "height": HEIGHT,
        "left": left,
        "right": right,
        "upper": top,
        "lower": bottom,
        "lines": [" ".join(f"{x},{y}" for x, y in line) for line in lines if len(line) > 1],
        "dots": [{"x": x, "y": y} for line in lines for x, y in line],
        "from": f"{days[0]:%Y-%m}",
        "until": f"{days[-1]:%Y-%m}",
        "value": known[-1][1],
    }


def _wide(words: str) -> int:
    """How wide a text is drawn: Latin letters take about six tenths of a Chinese character."""
    return round(sum(SIZE if ord(char) > 0x2E7F else 0.6 * SIZE for char in words))  # noqa: PLR2004  # CJK begins


def _round(number: float) -> float:
    return round(number, 1)
