"""实事项目 and their progress."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from generator.kinds.base import Document
from generator.kinds.fields import Day
from generator.model.schema import Field, Record


class Target(Record):
    """One measurable target of a project."""

    name: str = Field(title="目标", min_length=1)
    value: Decimal = Field(title="目标值", gt=0)
    unit: str = Field(title="单位", min_length=1)


class Project(Document):
    """实事项目: what the government promised to do within the year, in numbers."""

    kind_id: ClassVar[str] = "project"
    kind_label: ClassVar[str] = "实事项目"
    folder: ClassVar[str] = "statutory/projects"
    column_type: ClassVar[str] = "工作动态"
    shown: ClassVar[tuple[str, ...]] = ("year", "lead", "deadline", "published", "source")

    year: str = Field(title="年度", pattern=r"^(19|20)\d{2}$")
    targets: tuple[Target, ...] = Field(title="目标", min_length=1)
    lead: str = Field(title="责任单位", min_length=1)
    deadline: Day = Field(title="完成时限")


class Progress(Record):
    """How far one target is: cumulative, since the beginning of the year."""

    target: str = Field(title="目标", min_length=1)
    total: Decimal = Field(title="累计完成", ge=0)
    percent: Decimal | None = Field(default=None, title="占全年计划", ge=0)
    """Per cent, as published; computed when left out."""


class ProjectUpdate(Document):
    """项目进展: where a project stands on a day."""

    kind_id: ClassVar[str] = "project-update"
    kind_label: ClassVar[str] = "项目进展"
    folder: ClassVar[str] = "statutory/projects"
    column_type: ClassVar[str] = "工作动态"
    shown: ClassVar[tuple[str, ...]] = ("until", "published", "source")

    project: str = Field(title="所属项目", min_length=1)
    """Id of the project."""
    until: Day = Field(title="截至日期")
    progress: tuple[Progress, ...] = Field(title="进度", min_length=1)
