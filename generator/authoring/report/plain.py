"""The report for programs: JSON, described in ``docs/formats.md``."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from generator.building.assessment.summary import agenda
from generator.building.assessment.values import (
    Cell,
    Count,
    Indicator,
    Observation,
    Point,
    Rate,
    Report,
    Section,
    Table,
)

VERSION = 1
"""Raised when a field changes its meaning or goes."""

Plain = dict[str, Any]


def document(report: Report) -> str:
    """Write the report as JSON."""
    return json.dumps(plain(report), ensure_ascii=False, indent=2) + "\n"


def plain(report: Report) -> Plain:
    """The report as values that JSON has."""
    return {
        "version": VERSION,
        "organ": report.organ,
        "as_of": report.as_of.isoformat(),
        "period": {"from": report.period.first.isoformat(), "to": report.period.last.isoformat()},
        "offices": [{"office": office, "pages": report.pages.get(office, 0)} for office in report.offices],
        "indicators": [_indicator(one, report) for one in report.indicators],
        "counts": [_count(one) for one in report.counts],
        "agenda": _table(agenda(report)),
        "sections": [_section(one) for one in report.sections],
        "trend": [_point(one) for one in report.trend],
    }


def _rate(one: Rate) -> Plain:
    return {
        "met": one.met,
        "judged": one.judged,
        "share": one.share,
        "unknown": one.unknown,
        "excused": one.excused,
        "pending": one.pending,
    }


def _indicator(one: Indicator, report: Report) -> Plain:
    return {
        "id": one.id,
        "title": one.title,
        "basis": one.basis,
        "counted": one.counted,
        "standard": one.met,
        "rate": _rate(one.rate),
        "offices": {office: _rate(rate) for office in report.offices if not (rate := one.of(office)).empty},
        "observations": [_observation(each) for each in one.observations],
    }


def _observation(one: Observation) -> Plain:
    return {
        "name": one.name,
        "office": one.office,
        "outcome": one.outcome.value,
        "days": one.days,
        "detail": one.detail,
        "path": one.path,
    }


def _count(one: Count) -> Plain:
    return {
        "id": one.id,
        "title": one.title,
        "unit": one.unit,
        "counted": one.counted,
        "total": one.total,
        "offices": {office: number for office, number in one.by_office.items() if number},
    }


def _section(one: Section) -> Plain:
    return {
        "id": one.id,
        "title": one.title,
        "notes": list(one.notes),
        "indicators": [each.id for each in one.indicators],
        "counts": [each.id for each in one.counts],
        "tables": [_table(each) for each in one.tables],
    }


def _table(one: Table) -> Plain:
    return {
        "id": one.id,
        "caption": one.caption,
        "fields": [{"id": field.id, "title": field.title, "unit": field.unit} for field in one.fields],
        "rows": [[_cell(cell) for cell in row] for row in one.rows],
    }


def _cell(cell: Cell) -> str | int | float | None:
    return cell.isoformat() if isinstance(cell, date) else cell


def _point(one: Point) -> Plain:
    reading = one.reading
    return {
        "day": one.day.isoformat(),
        "assessable": reading is not None,
        "commit": one.commit,
        "reason": one.reason,
        "rates": {name: _rate(rate) for name, rate in reading.rates.items()} if reading else {},
        "counts": dict(reading.counts) if reading else {},
    }
