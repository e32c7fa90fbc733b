"""实事项目 and their progress."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar

from generator.kinds.base import Document
from generator.kinds.fields import Day
from generator.model.limits import Limits
from generator.model.phase import Phase
from generator.model.schema import Field, Record
from generator.model.site import Page, Site
from generator.model.values import Struct

WHOLE = 100
"""Per cent."""


class Target(Record):
    """One measurable target of a project (子目标)."""

    name: str = Field(title="目标", min_length=1)
    value: Decimal = Field(title="目标值", gt=0)
    unit: str = Field(title="单位", min_length=1)

    def share(self, total: Decimal) -> Decimal:
        """How much of it a cumulative value is: per cent, a whole number, half up; it may exceed 100."""
        return (total / self.value * WHOLE).quantize(Decimal(1), ROUND_HALF_UP)


class Project(Document):
    """实事项目: what the government promised to do within the year, in numbers."""

    kind_id: ClassVar[str] = "project"
    kind_label: ClassVar[str] = "实事项目"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.EXECUTION,)
    folder: ClassVar[str] = "statutory/projects"
    column_type: ClassVar[str] = "工作动态"
    unfilled: ClassVar[str] = "pp-fields"
    shown: ClassVar[tuple[str, ...]] = ("year", "lead", "deadline", "published", "source")

    year: str = Field(title="年度", pattern=r"^(19|20)\d{2}$")
    targets: tuple[Target, ...] = Field(title="目标", min_length=1)
    lead: str = Field(title="责任单位", min_length=1)
    deadline: Day = Field(title="完成时限")
    evaluation: str = Field(default="", title="评议")
    """What the public and the reviewers said once it was done."""


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
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.EXECUTION,)
    folder: ClassVar[str] = "statutory/projects"
    column_type: ClassVar[str] = "工作动态"
    unfilled: ClassVar[str] = "pp-fields"
    shown: ClassVar[tuple[str, ...]] = ("until", "published", "source")
    in_order: ClassVar[tuple[tuple[str, ...], ...]] = (("until", "published"),)
    series: ClassVar[tuple[str, ...]] = ("project",)

    project: str = Field(title="所属项目", min_length=1)
    """Id of the project."""
    until: Day = Field(title="截至日期")
    progress: tuple[Progress, ...] = Field(title="进度", min_length=1)

    def of(self, target: Target) -> Progress | None:
        """What it says of a target."""
        return next((one for one in self.progress if one.target == target.name), None)


class Course(Struct, frozen=True):
    """A project with its published updates, oldest first."""

    project: Page[Project]
    updates: tuple[Page[ProjectUpdate], ...]

    @property
    def last(self) -> Page[ProjectUpdate] | None:
        """The newest update."""
        return self.updates[-1] if self.updates else None

    @property
    def closed(self) -> bool:
        """Tell whether an update says how it ended: one as of its deadline, or later."""
        return self.last is not None and self.last.meta.until >= self.project.meta.deadline

    @property
    def reached(self) -> tuple[Decimal | None, ...]:
        """For each target the newest share in per cent; ``None`` where nothing was said yet."""
        return tuple(map(self._reached, self.project.meta.targets))

    def _reached(self, target: Target) -> Decimal | None:
        told = (one.meta.of(target) for one in reversed(self.updates))
        return next((target.share(found.total) for found in told if found), None)

    def due(self, limits: Limits) -> date | None:
        """By when the next update is due; ``None`` once it is closed, or when nobody knows when it began."""
        start = self.last.meta.until if self.last else self.project.meta.published_on
        if self.closed or start is None:
            return None
        return min(start + timedelta(days=limits.project_gap_days), self.end(limits))

    def end(self, limits: Limits) -> date:
        """By when the final figures must be published."""
        return self.project.meta.deadline + timedelta(days=limits.project_closing_days)

    def state(self, as_of: date) -> str:
        """Where it stands, in a word or two: 尚未公布进展, 已完成, 已完成85%, 未完成（92%）.

        Of several targets the slowest counts, and the word says so.
        """
        known = [share for share in self.reached if share is not None]
        if not known:
            return "尚未公布进展"
        several, untold = len(self.reached) > 1, len(self.reached) - len(known)
        if untold:
            return f"{len(self.reached)}个目标，{untold}个尚未公布进展"
        least = min(known)
        if least >= WHOLE:
            return "已完成"
        slowest = f"{len(known)}个目标，最慢的" if several else ""
        if self.closed and as_of > self.project.meta.deadline:
            return f"未完成（{slowest}{least}%）"
        return f"{slowest}完成{least}%" if several else f"已完成{least}%"


def courses(site: Site) -> Mapping[str, Course]:
    """The projects of a site by id, each with its published updates."""
    return site.once(_courses)


def _courses(site: Site) -> Mapping[str, Course]:
    updates = sorted(site.having(ProjectUpdate), key=lambda page: (page.meta.until, page.id))
    return {page.id: Course(page, tuple(_of(page, updates))) for page in site.having(Project)}


def _of(project: Page[Project], updates: Sequence[Page[ProjectUpdate]]) -> Iterator[Page[ProjectUpdate]]:
    return (one for one in updates if project.id in one.parents)
