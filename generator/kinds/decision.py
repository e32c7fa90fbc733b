"""重大行政决策 and 会议公开: what is to be decided, how the public is heard, and what comes of it (国令第713号)."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, Literal, NamedTuple

from generator.kinds.base import Document
from generator.kinds.fields import Day, Switch, Words, listed
from generator.kinds.sections import TAKEN_UP, under
from generator.kinds.steps import appeared, taken
from generator.model.phase import Phase
from generator.model.schema import Annotated, BeforeValidator, Field, Record
from generator.model.site import Page, Site

Procedure = Literal["公众参与", "专家论证", "风险评估", "合法性审查", "集体讨论"]
"""法定程序 of a decision (国令第713号 chapter 2)."""

SHORTEST = 30
"""Days that the public is normally given (国令第713号 art. 15)."""


class DecisionItem(Record):
    """目录事项: one row of a year's catalogue."""

    name: str = Field(title="决策事项", min_length=2)
    unit: str = Field(title="承办单位", min_length=2)
    planned: str = Field(default="", title="计划完成时间")
    procedures: Annotated[tuple[Procedure, ...], BeforeValidator(listed)] = Field(default=(), title="履行程序")
    decision: str = Field(default="", title="事项页面")
    """Id of its dossier."""
    note: str = Field(default="", title="调整说明")
    """Why it was added, changed or taken off in the course of the year."""
    added: Day | None = Field(default=None, title="列入日期")
    """For what was added in the course of the year; the catalogue's publication when left out."""
    removed: Day | None = Field(default=None, title="移出日期")
    """From this day on it is no longer to be decided."""


class DecisionCatalogue(Document):
    """重大行政决策事项目录: what an organ is going to decide within a year (国令第713号 art. 3)."""

    kind_id: ClassVar[str] = "decision-catalogue"
    kind_label: ClassVar[str] = "重大行政决策事项目录"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.DECISION,)
    folder: ClassVar[str] = "statutory/decisions"
    column_type: ClassVar[str] = "信息公开目录"
    accepts_title_only: ClassVar[bool] = True
    shown: ClassVar[tuple[str, ...]] = ("year", "published", "updated", "source", "owner")

    year: str = Field(title="年度", pattern=r"^(19|20)\d{2}$")
    rows: tuple[DecisionItem, ...] = Field(default=(), title="目录事项")
    """None where nothing is to be decided that year; then the body says so."""

    def on(self, day: date) -> tuple[DecisionItem, ...]:
        """The items that the catalogue had on a day, those that were taken off included."""
        return tuple(one for one in self.rows if one.added is None or one.added <= day)


class Opinion(Record):
    """收集的意见: what several said alike, and what became of it."""

    text: str = Field(title="意见", min_length=2)
    count: int = Field(default=1, title="条数", ge=1)
    concentrated: Switch = Field(default=False, title="较为集中")
    adopted: Literal["采纳", "部分采纳", "未采纳"] = Field(title="采纳情况")
    reason: str = Field(default="", title="理由")


class Stage(StrEnum):
    """阶段 of a decision, in their order."""

    UNLISTED = "未列入目录"
    LISTED = "列入目录"
    OPEN = "征求意见中"
    CLOSED = "征求意见已截止"
    ANSWERED = "已公布采纳情况"
    DECIDED = "已公布决策"
    EVALUATED = "已后评估"
    REMOVED = "已移出目录"


class Decision(Document):
    """重大行政决策事项: the dossier of one decision, from the catalogue to the evaluation."""

    kind_id: ClassVar[str] = "decision"
    kind_label: ClassVar[str] = "重大行政决策事项"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.DECISION,)
    folder: ClassVar[str] = "statutory/decisions"
    column_type: ClassVar[str] = "征集调查"
    shown: ClassVar[tuple[str, ...]] = ("year", "unit", "published", "updated", "source", "owner")
    in_order: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("published", "begins", "ends", "decided", "evaluated"),
        ("ends", "answered"),
    )
    """What became of the opinions may be told with the decision (国令第713号 art. 32), so not always before it."""

    year: str = Field(title="年度", pattern=r"^(19|20)\d{2}$")
    unit: str = Field(default="", title="承办单位")
    proposal: str = Field(default="", title="决策草案")
    """The file beside the page; the draft may stand in the body under a heading with 草案."""
    explanation: str = Field(default="", title="起草说明")
    """The file beside the page; it may stand in the body under a heading with 说明."""
    basis: Words = Field(default=(), title="决策依据")
    begins: Day | None = Field(default=None, title="征求意见开始")
    ends: Day | None = Field(default=None, title="征求意见截止")
    method: str = Field(default="", title="提出意见的方式")
    short_reason: str = Field(default="", title="缩短期限的理由")
    received: int | None = Field(default=None, title="收到条数", ge=0)
    """0 says that nobody had an opinion; left out, nothing is said of it."""
    opinions: tuple[Opinion, ...] = Field(default=(), title="意见采纳情况")
    answered: Day | None = Field(default=None, title="采纳情况公布日期")
    decided: Day | None = Field(default=None, title="决策日期")
    result: Words = Field(default=(), title="决策文件")
    """Ids or 发文字号 of what was decided."""
    evaluated: Day | None = Field(default=None, title="后评估日期")
    evaluation: str = Field(default="", title="后评估情况")

    def files(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Attachments, proposal and explanation."""
        own = (((name,), value) for name in ("proposal", "explanation") if (value := getattr(self, name)))
        return (*super().files(), *own)

    def steps(self, *, accounted: bool, published: date | None) -> tuple[tuple[Stage, date | None], ...]:
        """Its stages after the catalogue, each with its day; a stage of which the page has only the day has none.

        ``accounted`` says that the page tells what became of the opinions; ``published`` is the day on which the paper
        that was decided appeared.
        """
        return (
            (Stage.OPEN, self.begins),
            (Stage.CLOSED, self.ends + timedelta(1) if self.ends else None),
            (Stage.ANSWERED, self.answered if accounted else None),
            (Stage.DECIDED, max(self.decided, published) if self.decided and published else None),
            (Stage.EVALUATED, self.evaluated if self.evaluation else None),
        )

    @property
    def length(self) -> int | None:
        """Days that the public is given, both ends counted; ``None`` where one is missing."""
        return (self.ends - self.begins).days + 1 if self.begins and self.ends else None


Attendance = Literal["利益相关方", "企业代表", "市民代表", "专家", "媒体", "人大代表和政协委员", "其他"]


class Attendee(Record):
    """列席人员: how many of a sort came; citizens are not named."""

    category: Attendance = Field(title="类别")
    count: int = Field(title="人数", ge=1)


class Meeting(Document):
    """会议公开: a meeting that outsiders were asked to, and what it came to (国办发〔2016〕80号 一（二）)."""

    kind_id: ClassVar[str] = "meeting"
    kind_label: ClassVar[str] = "会议公开"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.DECISION,)
    folder: ClassVar[str] = "statutory/meetings"
    column_type: ClassVar[str] = "信息公开目录"
    shown: ClassVar[tuple[str, ...]] = ("held", "place", "published", "source", "owner")

    held: Day | None = Field(default=None, title="会议日期")
    place: str = Field(default="", title="会议地点")
    topics: Words = Field(default=(), title="议题")
    attendees: tuple[Attendee, ...] = Field(default=(), title="列席人员")
    outcome: str = Field(default="", title="意见采纳情况")
    """How what the attendees said was taken up; it may stand in the body under a heading with 意见, 建议 or 采纳."""
    decisions: Words = Field(default=(), title="相关决策")
    """Ids or 发文字号 of the matters that it dealt with, and of what it decided: dossiers, papers."""


def decisions(site: Site) -> Mapping[str, Page[Decision]]:
    """The published dossiers of a site by id."""
    return {page.id: page for page in site.having(Decision)}


class Listing(NamedTuple):
    """A row of a catalogue that names a dossier."""

    catalogue: Page[DecisionCatalogue]
    number: int
    """The row's place, from 0."""
    row: DecisionItem

    @property
    def day(self) -> date | None:
        """The day on which the item was listed."""
        return self.row.added or self.catalogue.meta.published_on


def listings(site: Site) -> Mapping[str, tuple[Listing, ...]]:
    """The rows of published catalogues by the id of the dossier that they name; ask with ``site.once(listings)``."""
    found: dict[str, tuple[Listing, ...]] = {}
    for page in site.having(DecisionCatalogue):
        for number, row in enumerate(page.meta.rows):
            name = site.names.get(row.decision, row.decision)
            found[name] = (*found.get(name, ()), Listing(page, number, row))
    return found


def listed_on(page: Page[Decision], site: Site) -> date | None:
    """The day since which a catalogue names a dossier; ``None`` when none does."""
    rows = site.once(listings).get(page.id, ())
    return min((one.day for one in rows if one.day), default=None)


def removed_on(page: Page[Decision], site: Site) -> date | None:
    """The day on which a dossier was taken off the last catalogue that named it."""
    days = [one.row.removed for one in site.once(listings).get(page.id, ())]
    return max((day for day in days if day), default=None) if None not in days else None


def accounted(page: Page[Decision]) -> bool:
    """Tell whether a dossier says what became of the opinions: in its table or body, or that there were none."""
    meta = page.meta
    return bool(meta.opinions) or meta.received == 0 or under(page.parsed, TAKEN_UP)


def papers_of(page: Page[Decision], site: Site) -> date | None:
    """The day on which the first of the papers that were decided appeared."""
    return min((day for name in page.meta.result if (day := appeared(name, site))), default=None)


def steps(page: Page[Decision], site: Site) -> tuple[tuple[Stage, date | None], ...]:
    """The stages of a dossier, each with its day (see ``Decision.steps``)."""
    return page.meta.steps(accounted=accounted(page), published=papers_of(page, site))


def reached(page: Page[Decision], site: Site) -> tuple[Stage, ...]:
    """The stages that a decision has come to by the day of the build, in their order.

    Whether it is listed does not keep back the others: what the public is asked is asked, whatever the catalogue says.
    Nothing is taken off that was decided before.
    """
    listed, removed = listed_on(page, site), removed_on(page, site)
    first = Stage.LISTED if listed and listed <= site.as_of else Stage.UNLISTED
    stages = (first, *taken(steps(page, site), site.as_of))
    off = removed is not None and removed <= site.as_of and Stage.DECIDED not in stages
    return (*stages, Stage.REMOVED) if off else stages


def deciding(page: Page[Decision], site: Site) -> Stage:
    """How far a decision is on the day of the build."""
    return reached(page, site)[-1]


def waits(page: Page[Decision], site: Site) -> bool:
    """Tell whether the public was heard, and has not been told what becomes of what it said."""
    told = Stage.ANSWERED in reached(page, site)
    return page.meta.ends is not None and page.meta.ends < site.as_of and not told
