"""The report as one page: self-contained, readable without scripts, made to be printed on A4."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator.authoring.report.charts import bars, panels, share
from generator.building.assessment.inspection import TRIGGERED, UNTOLD
from generator.building.assessment.offices import EVERYBODY, NOBODY
from generator.building.assessment.summary import agenda, counts_by_office, days, rates_by_office, shown, trend
from generator.building.assessment.values import Cell, Field, Indicator, Outcome, Report, Section, Table
from generator.model.site import Job
from generator.rendering.templates import templates
from generator.text.dates import chinese_date

FOLDER = Path(__file__).parent
LAYOUT = "report.html"
NUMERALS = (*"一二三四五六七八九十", *(f"十{one}" for one in "一二三四五六七八九"), "二十")
BENEATH: Mapping[str, str] = {"path": "", "basis": "offence", "description": "title"}
"""Fields that are written small beneath another one of the row; empty: beneath the first."""
TONES: Mapping[str, str] = {
    Outcome.MISSED.label: "bad",
    Outcome.UNKNOWN.label: "untold",
    Outcome.EXCUSED.label: "beside",
    Outcome.PENDING.label: "beside",
    TRIGGERED: "bad",
    UNTOLD: "untold",
    "超期": "bad",
    "空白": "bad",
    "错误": "bad",
}
"""Words that stand out; each says in itself what its colour says."""
NOTHING = "—"

Plain = dict[str, Any]


def page(report: Report) -> bytes:
    """Write the report as HTML, in UTF-8."""
    return templates((str(FOLDER),)).render(Job("report.html", LAYOUT, _context(report))).content


def _context(report: Report) -> Plain:
    whole = [_section(one) for one in report.sections]
    return {
        "organ": report.organ,
        "first": chinese_date(report.period.first),
        "last": chinese_date(report.period.last),
        "as_of": chinese_date(report.as_of),
        "pages": sum(report.pages.values()),
        "offices": len(set(report.offices) - {NOBODY, EVERYBODY}),
        "lead": _lead(report),
        "tiles": [
            {"title": one.title, "total": one.total, "unit": one.unit} for one in report.counts if one.id in TILES
        ],
        "indicators": [_indicator(one) for one in report.indicators],
        "agenda": _table(agenda(report)),
        "rates": _table(rates_by_office(report)),
        "counts": _table(counts_by_office(report)),
        "sections": whole,
        "trend": [_table(one) for one in (*trend(report), days(report))] if report.trend else [],
        "panels": panels(report),
        "numerals": NUMERALS,
    }


TILES = ("error", "warning", "clocks-overdue", "published")
"""Counts that stand at the top."""


def _lead(report: Report) -> list[str]:
    """The assessment in sentences."""
    rates = [(one.title, one.rate) for one in report.indicators]
    judged = [(title, rate) for title, rate in rates if rate.judged]
    full = [title for title, rate in judged if not rate.missed]
    less = [f"{title} {rate.met}/{rate.judged}" for title, rate in judged if rate.missed]
    none = [title for title, rate in rates if not rate.judged]
    said = [f"{len(rates)} 项指标中，{len(judged)} 项有可以判定的对象：{len(full)} 项全部达到"]
    said[0] += f"，{len(less)} 项没有全部达到（{'、'.join(less)}）。" if less else "。"
    if none:
        said.append(f"没有可以判定的对象，不作评价：{'、'.join(none)}。")
    rows = [row for one in report.sections for table in one.tables if table.id == "inspection" for row in table.rows]
    met = [str(row[0]) for row in rows if TRIGGERED in row]
    untold = sum(UNTOLD in row for row in rows)
    if rows:
        told = f"触发 {len(met)} 项（{'、'.join(met)}）" if met else "没有触发"
        said.append(f"检查指标已知的 {len(rows)} 项中，{told}；{untold} 项从栏目文件无法判定，须另行核对。")
    return said


def _section(one: Section) -> Plain:
    return {
        "id": one.id,
        "title": one.title,
        "notes": one.notes,
        "indicators": [_indicator(each) for each in one.indicators],
        "counts": [
            {"title": each.title, "total": each.total, "unit": each.unit, "counted": each.counted}
            for each in one.counts
        ],
        "tables": [{**_table(each), "chart": bars(each)} for each in one.tables],
    }


def _indicator(one: Indicator) -> Plain:
    rate = one.rate
    return {
        "title": one.title,
        "basis": one.basis,
        "counted": one.counted,
        "standard": one.met,
        "rate": f"{rate.met}/{rate.judged}" if rate.judged else NOTHING,
        "share": "" if rate.share is None else _number(round(100 * rate.share, 1)) + "%",
        "bar": share(rate.share),
        "apart": [{"label": label, "number": number} for label, number in rate.apart],
        "shown": shown(rate),
    }


def _table(one: Table) -> Plain:
    """A table for the layout: its heads, and its rows of cells with what is written small beneath them."""
    ids = [field.id for field in one.fields]
    under = {
        ids.index(name): ids.index(host) if host else 0
        for name, host in BENEATH.items()
        if name in ids and host in {"", *ids}
    }
    shown_at = [place for place in range(len(ids)) if place not in under]
    numeric = [_counts(field, [row[place] for row in one.rows]) for place, field in enumerate(one.fields)]
    rows = []
    for row in one.rows[:MOST]:
        cells = []
        for place in shown_at:
            text, _, aside = _text(row[place]).partition("（") if numeric[place] else (_text(row[place]), "", "")
            beneath = [str(row[at]) for at, host in under.items() if host == place and row[at]]
            beneath += [aside.removesuffix("）")] if aside else []
            cells.append(
                {
                    "text": text,
                    "day": cell.isoformat() if isinstance(cell := row[place], date) else "",
                    "number": numeric[place],
                    "kept": len(text) <= KEPT,
                    "tone": TONES.get(text, ""),
                    "beneath": beneath,
                }
            )
        rows.append({"cells": cells, "total": row[0] == "合计"})
    heads = [
        {"title": title, "unit": unit, "number": numeric[place], "kept": len(title) <= SHORT}
        for place in shown_at
        for title, unit in (_head(one.fields[place]),)
    ]
    return {
        "id": one.id,
        "caption": one.caption,
        "heads": heads,
        "rows": rows,
        "none": one.none,
        "more": max(len(one.rows) - MOST, 0),
        "whole": len(rows) <= WHOLE,
        "size": "wide" if len(heads) > WIDE else "narrow" if len(heads) <= NARROW else "",
    }


MOST = 200
"""Rows that are written; the workbook and the JSON have them all."""
WHOLE = 6
"""Rows of a table that is not torn over two pages."""
KEPT = 10
"""Characters that stay on one line: names of offices, days, words such as 无法判定."""
SHORT = 4
"""Characters of a head that stay on one line."""
WIDE, NARROW = 9, 3
"""Columns beyond which a table is set smaller, and up to which it stays as small as it is."""


def _head(field: Field) -> tuple[str, str]:
    """The head of a column, and what stands small beneath it: the unit, or the year of a day."""
    if field.id.startswith("day-"):
        year, _, day = field.title.partition("-")
        return day, year
    return field.title, field.unit


def _counts(field: Field, cells: list[Cell]) -> bool:
    """Tell whether a column holds numbers, or rates such as 5/6."""
    return bool(field.unit) or (any(cells) and all(cell is None or _figure(cell) for cell in cells))


def _figure(cell: Cell) -> bool:
    return isinstance(cell, int | float) or (
        isinstance(cell, str) and (cell.startswith(NOTHING) or (cell[:1].isdigit() and "/" in cell))
    )


def _text(cell: Cell) -> str:
    if cell is None:
        return NOTHING
    if isinstance(cell, date):
        return cell.isoformat()
    return _number(cell) if isinstance(cell, int | float) else cell


def _number(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)
