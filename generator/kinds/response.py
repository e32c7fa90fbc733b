"""回应关切: what worried the public, and what the organ said to it, how soon (国办发〔2016〕61号)."""

from datetime import date, datetime, time, timedelta
from typing import ClassVar

from generator.kinds.base import Document
from generator.kinds.fields import Moment, Switch, Words
from generator.model.phase import Phase
from generator.model.schema import Field
from generator.model.site import Page, Site

USUAL = 48
"""Hours from the discovery to the answer (国办发〔2016〕61号)."""

MAJOR = 24
"""The same for 特别重大、重大突发事件."""


class Response(Document):
    """回应关切: one concern of the public, where it was voiced, and the answer."""

    kind_id: ClassVar[str] = "response"
    kind_label: ClassVar[str] = "回应关切"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.RESULT,)  # it says what was found out and done about a concern
    folder: ClassVar[str] = "statutory/participation/responses"
    column_type: ClassVar[str] = "回应关切"
    shown: ClassVar[tuple[str, ...]] = ("channel", "unit", "published", "updated", "source", "owner")
    in_order: ClassVar[tuple[tuple[str, ...], ...]] = (("found", "published"),)

    channel: str = Field(default="", title="关切来源")
    """Where it was voiced: 12345, a newspaper, the letter box; never who voiced it."""
    concern: str = Field(default="", title="关切的问题")
    found: Moment | None = Field(default=None, title="首次发现时间")
    answered: Moment | None = Field(default=None, title="回应时间")
    unit: str = Field(default="", title="回应单位")
    major: Switch = Field(default=False, title="重大突发事件")
    """特别重大、重大突发事件: to be answered within ``MAJOR`` hours instead of ``USUAL``."""
    policies: Words = Field(default=(), title="关联政策")
    """Ids or 发文字号 of the papers that the answer relies on."""
    followup: str = Field(default="", title="后续情况")
    """What was done after the answer."""

    @property
    def limit(self) -> int:
        """Hours within which it had to be answered."""
        return MAJOR if self.major else USUAL

    @property
    def taken(self) -> tuple[timedelta, timedelta] | None:
        """How long the answer took at least and at most; ``None`` where a moment is missing.

        A moment without a time of day may be any of its day.
        """
        if self.found is None or self.answered is None:
            return None
        return self.answered - _latest(self.found), _latest(self.answered) - self.found

    @property
    def last(self) -> date | None:
        """The last day on which an answer may be in time; ``None`` where nobody tells when it was found."""
        due = _latest(self.found) + timedelta(hours=self.limit) if self.found else None
        return due.date() - timedelta(days=dated_only(due)) if due else None

    def answered_by(self, as_of: date) -> bool:
        """Whether the moment of its answer had come on a day."""
        return self.answered is not None and self.answered.date() <= as_of


def unanswered(page: Page[Response], site: Site) -> bool:
    """Tell whether a concern is still to be answered on the day of the build.

    A published page that says something is an answer, also where it does not tell of when.
    """
    told = page.meta.answered is None and page.withheld is None and page.parsed.worded
    return not told and not page.meta.answered_by(site.as_of)


def dated_only(moment: datetime) -> bool:
    """Tell whether only the day is known."""
    return moment.time() == time()


def _latest(moment: datetime) -> datetime:
    return moment + timedelta(days=1) if dated_only(moment) else moment
