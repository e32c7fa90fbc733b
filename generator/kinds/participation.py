"""公众参与: 意见征集, 留言, 政府开放日, and the ways to be heard (2020 work plan, 四（四）)."""

from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from generator.kinds.base import Document
from generator.kinds.fields import Day, Moment, WebAddress, Words
from generator.kinds.sections import FED_BACK, LOOKED_BACK, under
from generator.kinds.steps import appeared, taken
from generator.model.limits import Limits
from generator.model.phase import Phase
from generator.model.schema import Field, Record
from generator.model.site import Page, Site


class Hearing(StrEnum):
    """Where a consultation stands, in the order of its course."""

    COMING = "即将开始"
    OPEN = "征集中"
    CLOSED = "已截止待反馈"
    ANSWERED = "已反馈"


class Consultation(Document):
    """意见征集: the public is asked, and told afterwards what became of what it said (国办发〔2017〕47号)."""

    kind_id: ClassVar[str] = "consultation"
    kind_label: ClassVar[str] = "意见征集"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.DECISION,)  # people are heard before it is decided
    folder: ClassVar[str] = "statutory/participation/consultations"
    column_type: ClassVar[str] = "征集调查"
    shown: ClassVar[tuple[str, ...]] = ("published", "updated", "source", "owner")
    in_order: ClassVar[tuple[tuple[str, ...], ...]] = (("begins", "ends", "answered"),)

    begins: Day | None = Field(default=None, title="征集开始")
    ends: Day | None = Field(default=None, title="征集截止")
    """The last day on which opinions are taken."""
    method: str = Field(default="", title="提出意见的方式")
    drafts: Words = Field(default=(), title="草案文件")
    """Files beside the page; the draft may stand in the body."""
    explanation: str = Field(default="", title="起草说明")
    """The file beside the page; it may stand in the body."""
    received: int | None = Field(default=None, title="收到条数", ge=0)
    adopted: int | None = Field(default=None, title="采纳条数", ge=0)
    partly: int | None = Field(default=None, title="部分采纳条数", ge=0)
    rejected: int | None = Field(default=None, title="未采纳条数", ge=0)
    reasons: str = Field(default="", title="未采纳的主要理由")
    answered: Day | None = Field(default=None, title="反馈日期")
    """When the result was published on this page."""
    result: str = Field(default="", title="反馈页面")
    """Id of the page that tells the result, where it is not this one."""

    def files(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Attachments, drafts and explanation."""
        drafts = ((("drafts", number), name) for number, name in enumerate(self.drafts))
        own = ((("explanation",), self.explanation),) if self.explanation else ()
        return (*super().files(), *drafts, *own)

    def stage(self, as_of: date, answered: date | None = None) -> Hearing:
        """Where it stands as of a day; ``answered`` is the day since which its result can be read."""
        steps = (
            (Hearing.OPEN, self.begins),
            (Hearing.CLOSED, self.ends + timedelta(1) if self.ends else None),
            (Hearing.ANSWERED, answered),
        )
        return (Hearing.COMING, *taken(steps, as_of))[-1]

    @property
    def handled(self) -> int | None:
        """How many of the opinions its counts account for; ``None`` where there is no count."""
        known = [one for one in (self.adopted, self.partly, self.rejected) if one is not None]
        return sum(known) if known else None


class Asking(StrEnum):
    """Where a message stands."""

    WAITING = "待答复"
    ANSWERED = "已答复"


class Message(Document):
    """留言: a question and its answer; who asked is never published (国办秘函〔2019〕19号)."""

    kind_id: ClassVar[str] = "message"
    kind_label: ClassVar[str] = "留言"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.SERVICE,)
    folder: ClassVar[str] = "statutory/participation/messages"
    column_type: ClassVar[str] = "咨询投诉"
    accepts_title_only: ClassVar[bool] = True
    shown: ClassVar[tuple[str, ...]] = ("asked", "subject_matter", "answered", "unit", "published", "source")
    foretold: ClassVar[tuple[str, ...]] = ("answered",)
    in_order: ClassVar[tuple[tuple[str, ...], ...]] = (("asked", "answered"), ("asked", "published"))

    asked: Day | None = Field(default=None, title="留言日期")
    subject_matter: str = Field(default="", title="留言主题")
    question: str = Field(default="", title="留言内容")
    answered: Day | None = Field(default=None, title="答复日期")
    unit: str = Field(default="", title="答复单位")
    answer: str = Field(default="", title="答复内容")
    """It may stand in the body instead, where it can hold links."""

    def stage(self, as_of: date, *, told: bool = False) -> Asking:
        """Where it stands as of a day; ``told`` says that the body holds the answer."""
        there = self.answered is not None and self.answered <= as_of and (told or bool(self.answer))
        return Asking.ANSWERED if there else Asking.WAITING


class Opening(StrEnum):
    """Where an open day stands, in the order of its course."""

    COMING = "报名中"
    FULL = "报名截止"
    HELD = "已举办待回顾"
    REVIEWED = "已回顾"


class OpenDay(Document):
    """政府开放日: the public is asked in, and shown afterwards what there was (2020 work plan, 四（四）)."""

    kind_id: ClassVar[str] = "open-day"
    kind_label: ClassVar[str] = "政府开放日"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.SERVICE,)  # it is open to whoever signs up
    folder: ClassVar[str] = "statutory/participation/open-days"
    column_type: ClassVar[str] = "信息公开目录"
    shown: ClassVar[tuple[str, ...]] = ("published", "updated", "source", "owner")
    in_order: ClassVar[tuple[tuple[str, ...], ...]] = (("closes", "held", "recalled"),)

    theme: str = Field(default="", title="活动主题")
    held: Moment | None = Field(default=None, title="活动时间")
    place: str = Field(default="", title="活动地点")
    form: str = Field(default="", title="活动形式")
    people: int | None = Field(default=None, title="拟参与人数", ge=1)
    audience: str = Field(default="", title="活动对象")
    signing: str = Field(default="", title="报名方式")
    closes: Day | None = Field(default=None, title="报名截止")
    """The last day on which one may sign up."""
    phone: str = Field(default="", title="联系电话")
    recalled: Day | None = Field(default=None, title="回顾日期")
    """When the body was given its part under a heading with 回顾."""
    recap: str = Field(default="", title="回顾页面")
    """Id of the page that looks back, where it is not this one."""

    def stage(self, as_of: date, recalled: date | None = None) -> Opening:
        """Where it stands as of a day; ``recalled`` is the day since which one can look back at it."""
        steps = (
            (Opening.FULL, self.closes + timedelta(1) if self.closes else None),
            (Opening.HELD, self.held.date() + timedelta(1) if self.held else None),
            (Opening.REVIEWED, recalled),
        )
        return (Opening.COMING, *taken(steps, as_of))[-1]


class Channel(Record):
    """渠道: one way to ask, complain or suggest; a page of files takes no messages itself."""

    name: str = Field(title="名称", min_length=2)
    use: str = Field(default="", title="用途")
    link: WebAddress = Field(default="", title="网址")
    phone: str = Field(default="", title="电话")
    mail: str = Field(default="", title="邮箱")
    address: str = Field(default="", title="地址")
    hours: str = Field(default="", title="时间")


class Interaction(Document):
    """互动渠道: every way to be heard, and what the public can take part in now."""

    kind_id: ClassVar[str] = "interaction"
    kind_label: ClassVar[str] = "互动渠道"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.SERVICE,)
    folder: ClassVar[str] = "statutory/participation"
    column_type: ClassVar[str] = "咨询投诉"
    accepts_title_only: ClassVar[bool] = True

    channels: tuple[Channel, ...] = Field(title="渠道", min_length=1)


def answers(page: Page[Consultation]) -> bool:
    """Tell whether a consultation's own page says what came of it: by its counts, or under a heading of its body."""
    meta = page.meta
    return meta.handled is not None or meta.received == 0 or under(page.parsed, FED_BACK)


def feedback_due(ends: date | None, limits: Limits) -> date | None:
    """The last day for telling what became of what the public said, of a consultation or of a decision."""
    return ends + timedelta(limits.feedback_days) if ends else None


def answered_on(page: Page[Consultation], site: Site) -> date | None:
    """The day since which the result of a consultation can be read: on its page, or on a page of its own.

    A page that was there before the last day for opinions tells no result.
    """
    own = page.meta.answered if answers(page) else None
    days = (own, _after(page.meta.ends, appeared(page.meta.result, site)))
    return min((day for day in days if day), default=None)


def _after(event: date | None, told: date | None) -> date | None:
    """The day on which something was told of an event, unless it was before that."""
    return None if event and told and told < event else told


def hearing(page: Page[Consultation], site: Site) -> Hearing:
    """Where a consultation stands on the day of the build."""
    return page.meta.stage(site.as_of, answered_on(page, site))


def asking(page: Page[Message], site: Site) -> Asking:
    """Where a message stands on the day of the build."""
    return page.meta.stage(site.as_of, told=page.parsed.worded)


def recalled_on(page: Page[OpenDay], site: Site) -> date | None:
    """The day since which one can look back at an open day: on a page of its own, or in its body.

    A page that was there before the event does not look back at it.
    """
    days = [_after(page.meta.held.date() if page.meta.held else None, appeared(page.meta.recap, site))]
    if under(page.parsed, LOOKED_BACK):
        days.append(page.meta.recalled)
    return min((day for day in days if day), default=None)


def opening(page: Page[OpenDay], site: Site) -> Opening:
    """Where an open day stands on the day of the build."""
    return page.meta.stage(site.as_of, recalled_on(page, site))
