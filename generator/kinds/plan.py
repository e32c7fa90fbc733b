"""规划编制: how a plan comes about in the open, stage by stage, and what each stage owes to the public."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar

from generator.kinds.base import Document
from generator.kinds.fields import Day, Words
from generator.model.phase import Phase
from generator.model.schema import Field, Record
from generator.model.values import Struct


class Progress(StrEnum):
    """Where a stage stands, in the order of its course."""

    AHEAD = "未开始"
    UNDER_WAY = "进行中"
    DONE = "已完成"


TONES: Mapping[Progress, str] = {
    Progress.AHEAD: "pending",
    Progress.UNDER_WAY: "amended",
    Progress.DONE: "in-force",
}
"""Tones of a stage's states."""


class Element(Struct, frozen=True):
    """One of the elements that the making of every plan is told by (2020 work plan, 三（三）)."""

    tells: str
    """What is published of it."""
    counted: bool = False
    """Its end is an answer to the public: how many opinions came, and what became of them."""


ELEMENTS: Mapping[str, Element] = {
    "基本情况": Element("编制的依据、范围、组织和时间安排"),
    "重大课题": Element("课题的题目、承担单位和主要结论"),
    "征求建议": Element("征求建议的公告，收到和采纳的情况", counted=True),
    "规划草案": Element("规划草案、起草说明和征求意见的公告"),
    "意见采纳": Element("意见的收集和采纳情况，未采纳的理由", counted=True),
    "正式文本": Element("批准后的全文和解读"),
}
"""The elements by the names of their stages, in order; a plan may have further stages of its own between them."""


class PlanStage(Record):
    """规划编制的一个阶段: from a day to a day, with the pages that show it."""

    name: str = Field(title="阶段", min_length=2)
    begins: Day | None = Field(default=None, title="开始日期")
    ends: Day | None = Field(default=None, title="完成日期")
    note: str = Field(default="", title="说明")
    """What is done in it; told from its beginning."""
    result: str = Field(default="", title="结果")
    """What came of it; told from its end."""
    pages: Words = Field(default=(), title="相关页面")
    """Ids or 发文字号 of the pages that belong to it."""

    def state(self, as_of: date) -> Progress:
        """Where it stands as of a day."""
        if self.ends and self.ends <= as_of:
            return Progress.DONE
        return Progress.UNDER_WAY if self.begins and self.begins <= as_of else Progress.AHEAD

    def told(self, as_of: date) -> tuple[str, ...]:
        """What it says of itself as of a day: of what is dated, nothing before its day."""
        note = self.note if self.begins is None or self.begins <= as_of else ""
        result = self.result if self.state(as_of) is Progress.DONE else ""
        return tuple(filter(None, (note, result)))


class Staged(Document):
    """What comes about in stages that are told one by one."""

    stages: tuple[PlanStage, ...] = Field(default=(), title="编制阶段")


class PlanDossier(Staged):
    """规划编制: how a plan comes about in the open: basics, studies, suggestions, draft, adoption, final text."""

    kind_id: ClassVar[str] = "plan"
    kind_label: ClassVar[str] = "规划编制"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.DECISION,)
    folder: ClassVar[str] = "statutory/plans"
    column_type: ClassVar[str] = "信息公开目录"
    shown: ClassVar[tuple[str, ...]] = ("period", "published", "updated", "source", "owner")

    period: str = Field(default="", title="规划期")
    stages: tuple[PlanStage, ...] = Field(title="编制阶段", min_length=1)

    def state(self, as_of: date) -> str:
        """Where it stands as of a day: the stage that is under way, else the last that is done."""
        states = [(one.name, one.state(as_of)) for one in self.stages]
        under_way = [name for name, state in states if state is Progress.UNDER_WAY]
        done = [name for name, state in states if state is Progress.DONE]
        if under_way:
            return f"{under_way[-1]}中"
        return f"{done[-1]}已完成" if done else "尚未开始"
