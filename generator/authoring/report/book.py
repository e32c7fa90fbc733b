"""The report as a workbook: each of its tables on a sheet of its own, numbers as numbers and days as days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.building.assessment.summary import (
    agenda,
    counts_by_office,
    days,
    numbers,
    office_by_indicator,
    overview,
    rates_by_office,
    trend,
    trend_by_indicator,
)
from generator.building.assessment.values import Cell, Field, Report, Table
from generator.rendering import workbook
from generator.rendering.grid import cell, figure, grid, head
from generator.rendering.lookup import Plain
from generator.text.chinese import length

LONGEST, SHORTEST = 24, 6
"""Chinese characters in the width of a column, at most and at least."""
NAMES = {
    "overview": "各项指标",
    "numbers": "各项数目",
    "agenda": "没有达到的事项",
    "offices-rates": "各处室指标",
    "offices-counts": "各处室数目",
    "offices-indicators": "处室和指标",
    "trend-indicators": "走势和指标",
    "trend-days": "走势依据",
}
"""Names of the sheets whose tables belong to no section."""


def book(report: Report) -> bytes:
    """Write the workbook."""
    period = f"{report.period.first}至{report.period.last}"
    return workbook.write(
        {
            "title": f"{report.organ}政务公开考核报告（{period}）",
            "author": report.organ,
            "day": report.as_of.isoformat(),
            "sheets": [{"name": name, "grid": _grid(one)} for name, one in _sheets(report)],
        }
    )


def _sheets(report: Report) -> Iterator[tuple[str, Table]]:
    """Every table with the name of its sheet; names are different, and short enough."""
    first = (overview, numbers, agenda, rates_by_office, counts_by_office, office_by_indicator)
    yield from ((NAMES[one.id], one) for make in first for one in (make(report),))
    for section in report.sections:
        for number, one in enumerate(section.tables, 1):
            yield (section.title if len(section.tables) == 1 else f"{section.title}{number}"), one
    if report.trend:
        parts = trend(report)
        for number, one in enumerate(parts, 1):
            yield ("走势" if len(parts) == 1 else f"走势{number}"), one
        yield from ((NAMES[one.id], one) for one in (trend_by_indicator(report), days(report)))


def _grid(one: Table) -> Plain:
    heads = [head(_title(field)) for field in one.fields]
    rows = [[_named(row[0]), *(_cell(each) for each in row[1:])] for row in one.rows]
    none = [] if rows else [[cell(one.none), *(cell() for _ in one.fields[1:])]]
    return grid(one.caption, [heads, *rows, *none], widths=[_width(one, place) for place in range(len(one.fields))])


def _title(field: Field) -> str:
    return f"{field.title}（{field.unit}）" if field.unit else field.title


def _named(one: Cell) -> Plain:
    return head(_text(one), across=True) | {"day": _text(one) if isinstance(one, date) else ""}


def _cell(one: Cell) -> Plain:
    if isinstance(one, int | float):
        return figure(_text(one), one)
    return cell(_text(one)) | {"day": _text(one) if isinstance(one, date) else ""}


def _text(one: Cell) -> str:
    if one is None:
        return ""
    return one.isoformat() if isinstance(one, date) else str(one)


def _width(one: Table, place: int) -> int:
    words = [_text(row[place]) for row in one.rows]
    longest = max((max(length(text), len(text) // 2) for text in words), default=0)
    return max(SHORTEST, min(LONGEST, longest + 1), min(length(_title(one.fields[place])), 2 * SHORTEST))
