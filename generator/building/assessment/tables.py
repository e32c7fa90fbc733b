"""What several subjects show alike: what did not reach an indicator, and figures that are written the same way."""

from __future__ import annotations

from generator.building.assessment.values import Cell, Field, Indicator, Observation, Outcome, Table

_ORDER = (Outcome.MISSED, Outcome.UNKNOWN, Outcome.PENDING, Outcome.EXCUSED)


def apart(id: str, caption: str, *indicators: Indicator, unit: str = "") -> Table:  # noqa: A002  # the field's word
    """What was not met, cannot be judged or is counted apart, the gravest first; ``unit`` is that of what was measured.

    A column in which nothing would stand is left out.
    """
    found = [
        (indicator.title, one)
        for indicator in indicators
        for one in indicator.observations
        if one.outcome is not Outcome.MET
    ]
    found.sort(key=lambda each: (_ORDER.index(each[1].outcome), -(each[1].days or 0), each[1].path, each[0]))
    fields = (
        Field("name", "名称"),
        *([Field("indicator", "指标")] if len(indicators) > 1 else ()),
        Field("outcome", "结果"),
        *([Field("days", "用时", unit)] if unit else ()),
        Field("detail", "情况"),
        Field("office", "责任处室"),
        Field("path", "文件"),
    )
    rows = tuple(tuple(_cell(field.id, title, one) for field in fields) for title, one in found)
    return Table(id, caption, fields, rows)


def _cell(field: str, title: str, one: Observation) -> Cell:
    if field == "indicator":
        return title
    found: Cell = one.outcome.label if field == "outcome" else getattr(one, field)
    return found


def per_cent(share: float | None) -> float | None:
    """A share as per cent, to one decimal."""
    return None if share is None else round(100 * share, 1)
