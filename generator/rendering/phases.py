"""五公开: the lists that lie across all columns, each with the owning column of every row."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.phase import Phase
from generator.model.site import Job
from generator.rendering.cuts import ACROSS
from generator.rendering.frame import Frame
from generator.rendering.lists import pagination, standing

LAYOUT = "phase.html"

ABOUT: Mapping[str, str] = {
    Phase.DECISION.label: "重大决策的草案、依据、征求意见和采纳情况，作出的决定，以及对决定的解读。",
    Phase.EXECUTION.label: "重要政策、重点任务和实事项目的执行措施、实施步骤、责任分工和进展。",
    Phase.MANAGEMENT.label: "机构职能、权力和责任、行政执法和监督检查，以及政府信息公开的制度和分工。",
    Phase.SERVICE.label: "办事指南和办事清单，可以享受的举措，咨询、投诉、申请和查阅的渠道。",
    Phase.RESULT.label: "决策和任务的落实结果，决算、统计、评估和年度报告，以及对关切的回应。",
}
"""What belongs to each (中办发〔2016〕8号 二（三）至（七）), as readers are told."""

TYPE = "信息公开目录"
"""Their ColumnType (国办发〔2017〕47号)."""


def sheet(number: int, frame: Frame) -> Job:
    """The job of one of the list pages."""
    lookup, one = frame.lookup, frame.sheets[""][number]
    name = one.run.cut.label if one.run.cut else ""
    metas = (
        ("ColumnName", name),
        ("ColumnDescription", ABOUT[name]),
        ("ColumnKeywords", f"{ACROSS.label},{name}"),
        ("ColumnType", TYPE),
    )
    place = standing(one, name, metas)._replace(phase=one.run.addresses[0])
    context = {
        **frame.around(place),
        "heading": name,
        "description": ABOUT[name],
        "entries": [
            {**lookup.entries[each], "column": lookup.column(lookup.pages[each]).config.name}
            for each in one.run.sheets[one.at]
        ],
        "pagination": pagination(one.run.addresses, one.at),
    }
    return Job(place.here, LAYOUT, context)
