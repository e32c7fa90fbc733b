"""政府网站工作年度报表: what the website did in a year, in eight parts (国办函〔2018〕12号)."""

from typing import ClassVar, Literal, get_args

from generator.kinds.base import Document
from generator.model.phase import Phase
from generator.model.schema import Field, Record

Part = Literal["信息发布", "专栏专题", "解读回应", "办事服务", "互动交流", "安全防护", "移动新媒体", "创新发展"]
PARTS: tuple[str, ...] = get_args(Part)
"""The parts of the form, in its order."""


class Indicator(Record):
    """One line of the form (指标)."""

    part: Part = Field(title="部分")
    name: str = Field(title="指标", min_length=1)
    value: str = Field(default="", title="数值")
    """A number, 是 or 否, or words; 0 where there was none, never left empty."""
    unit: str = Field(default="", title="单位")


class SiteReport(Document):
    """政府网站工作年度报表: due on the home page by 31 January of the following year."""

    kind_id: ClassVar[str] = "site-report"
    kind_label: ClassVar[str] = "政府网站工作年度报表"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.RESULT,)
    folder: ClassVar[str] = "statutory/items"
    column_type: ClassVar[str] = "概况信息"
    accepts_title_only: ClassVar[bool] = True
    years_behind: ClassVar[int] = 1
    yearly: ClassVar[str] = "政府网站工作年度报表"
    shown: ClassVar[tuple[str, ...]] = ("year", "published", "updated", "source", "owner")

    year: str = Field(title="报告年度", pattern=r"^(19|20)\d{2}$")
    indicators: tuple[Indicator, ...] = Field(default=(), title="报表指标")

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts without a single value."""
        told = {one.part for one in self.indicators if one.value}
        return tuple(part for part in PARTS if part not in told)
