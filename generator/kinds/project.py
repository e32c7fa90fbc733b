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


class Told(Struct, frozen=True):
    """What was told of one target as of one day."""

    until: date
    progress: Progress
    page: Page[ProjectUpdate]
    """The update that counts: the one published last, as a later one of the same day corrects the others."""
    first: Page[ProjectUpdate]
    """The update that told it first."""


class Row(Struct, frozen=True):
    """What was told as of one day, by one update or by several."""

    until: date
    page: Page[ProjectUpdate]
    """The update published last."""
    cells: tuple[Progress | None, ...]
    """For each target what counts; ``None`` where nothing was said."""


class Course(Struct, frozen=True):
    """A project with its published updates, oldest first; of the same day the last published stands last."""

    project: Page[Project]
    updates: tuple[Page[ProjectUpdate], ...]

    def told(self, target: Target) -> tuple[Told, ...]:
        """What was told of a target, day by day."""
        found: dict[date, Told] = {}
        for page in self.updates:
            if one := page.meta.of(target):
                until = page.meta.until
                found[until] = Told(until, one, page, found[until].first if until in found else page)
        return tuple(found.values())

    @property
    def rows(self) -> tuple[Row, ...]:
        """What was told, day by day."""
        known = [{one.until: one.progress for one in self.told(target)} for target in self.project.meta.targets]
        last = {page.meta.until: page for page in self.updates}
        return tuple(Row(day, page, tuple(one.get(day) for one in known)) for day, page in last.items())

    @property
    def closed(self) -> bool:
        """Tell whether the updates say how it ended: every target as of the deadline, or later."""
        return all(map(self._ended, self.project.meta.targets))

    def _ended(self, target: Target) -> bool:
        told = self.told(target)
        return bool(told) and told[-1].until >= self.project.meta.deadline

    @property
    def reached(self) -> tuple[Decimal | None, ...]:
        """For each target the newest share in per cent; ``None`` where nothing was said yet."""
        newest = ((target, self.told(target)[-1:]) for target in self.project.meta.targets)
        return tuple(target.share(told[0].progress.total) if told else None for target, told in newest)

    @property
    def begun(self) -> date | None:
        """The day from which progress is to be told: when it was announced, but not before its year began."""
        announced = self.project.meta.published_on
        return max(announced, date(int(self.project.meta.year), 1, 1)) if announced else None

    def due(self, limits: Limits) -> date | None:
        """By when the next update is due; ``None`` once it is closed, or when nobody knows when it began."""
        days = (self.due_of(target, limits) for target in self.project.meta.targets)
        return min((day for day in days if day), default=None)

    def due_of(self, target: Target, limits: Limits) -> date | None:
        """By when the next figures of one target are due; ``None`` as with ``due``."""
        told = self.told(target)
        start = told[-1].until if told else self.begun
        if start is None or self._ended(target):
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
    updates = sorted(site.having(ProjectUpdate), key=_order)
    return {page.id: Course(page, tuple(_of(page, updates))) for page in site.having(Project)}


def _order(page: Page[ProjectUpdate]) -> tuple[date, str, str]:
    published = page.meta.published
    return page.meta.until, published.isoformat() if published else "", page.id


def _of(project: Page[Project], updates: Sequence[Page[ProjectUpdate]]) -> Iterator[Page[ProjectUpdate]]:
    return (one for one in updates if project.id in one.parents)
