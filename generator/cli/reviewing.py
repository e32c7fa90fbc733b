"""status --reviews: how the 公开属性 of every page stands, for the officer; it names what is kept back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from generator import reporting
from generator.kinds.attributes import Review, demanded, reviews
from generator.model.site import Site

NOTHING = "—"
TITLE = 28
"""Columns of the terminal that a title may take in the table."""
GROUND = 20
"""And a ground."""
HEADINGS = ("状态", "编号", "标题", "公开属性", "不公开依据", "最近审查", "下次审查", "未公开原因")


def told(site: Site, form: str, *, every: bool) -> str:
    """The standings as text or JSON; the text leaves out what was published and never reviewed again, unless asked."""
    found = reviews(site)
    return _json(found, site) if form == "json" else _text(found, site.as_of, every=every)


def _text(found: Sequence[Review], as_of: date, *, every: bool) -> str:
    shown = [one for one in found if every or one.reviewed or demanded(one.page.meta)]
    rows = [HEADINGS, *(_row(one, as_of) for one in shown)]
    columns = [column for column in zip(*rows, strict=True) if set(column[1:]) != {NOTHING}]
    first, *rest = zip(*columns, strict=True) if shown else (HEADINGS,)
    late = sum(one.overdue for one in found)
    unclear = sum(one.undatable for one in found)
    closed = sum(demanded(one.page.meta) for one in found)
    said = f"截至 {as_of}：共 {len(found)} 页，非主动公开 {closed} 页，逾期没有审查 {late} 页"
    said += f"，无法判定 {unclear} 页" if unclear else ""
    left = len(found) - len(shown)
    said += f"；另有主动公开的 {left} 页发布后没有复查记录，加 -v 列出" if left else ""
    return f"{reporting.table(first, rest)}\n{said}\n" if shown else f"{said}\n"


def _row(one: Review, as_of: date) -> tuple[str, ...]:
    meta = one.page.meta
    return (
        _state(one, as_of),
        one.page.id,
        reporting.shortened(meta.title, TITLE),
        meta.attribute or "未写明",
        reporting.shortened(meta.ground, GROUND) if meta.ground else NOTHING,
        f"{one.last}" if one.reviewed else f"无（{one.last}起算）" if one.last and one.due else NOTHING,
        one.due.isoformat() if one.due else NOTHING,
        str(one.page.withheld) if one.page.withheld else NOTHING,
    )


def _state(one: Review, as_of: date) -> str:
    """In a word; what is 主动公开 is never overdue, but the day for which its next review was meant may have passed."""
    if one.overdue:
        return "逾期"
    if one.undatable:
        return "无法判定"
    if one.due is None:
        return NOTHING
    return "按期" if as_of <= one.due else "到期"


def _json(found: Sequence[Review], site: Site) -> str:
    report: dict[str, Any] = {
        "version": reporting.VERSION,
        "as_of": site.as_of.isoformat(),
        "months": site.config.limits.review_months,
        "reviews": [_plain(one) for one in found],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _plain(one: Review) -> dict[str, Any]:
    meta = one.page.meta
    return {
        "id": one.page.id,
        "path": one.page.path,
        "title": meta.title,
        "attribute": meta.attribute,
        "ground": meta.ground,
        "reason": meta.ground_reason,
        "withheld": str(one.page.withheld) if one.page.withheld else "",
        "reviewed": one.last.isoformat() if one.reviewed and one.last else None,
        "since": one.last.isoformat() if one.last else None,
        "due": one.due.isoformat() if one.due else None,
        "overdue": one.overdue,
        "changes": [
            {
                "date": change.date.isoformat() if change.date else None,
                "before": change.before,
                "after": change.after,
                "basis": change.basis,
                "approver": change.approver,
            }
            for change in meta.attribute_log
        ],
    }
