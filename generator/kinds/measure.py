"""What an interpretation holds as data: 惠企利民举措, the clauses that it explains, the outlets that carried it."""

from datetime import date

from generator.kinds.fields import Day, WebAddress, Words, listed
from generator.kinds.service import Audience
from generator.model.schema import Annotated, BeforeValidator, Field, Record


class Measure(Record):
    """惠企利民举措: one thing that a document gives to somebody, and how to come by it."""

    name: str = Field(title="名称", min_length=1)
    audience: Annotated[tuple[Audience, ...], BeforeValidator(listed)] = Field(title="对象", min_length=1)
    """For whom it is."""
    condition: str = Field(default="", title="条件")
    """Which of them: 本市登记、有出口实绩的."""
    benefit: str = Field(title="内容", min_length=1)
    """What they get."""
    standard: str = Field(default="", title="标准")
    """How much, how soon: 设备投入的30%，最高3万元."""
    how: str = Field(default="", title="申请方式")
    """How to come by it; 无需申请 where nobody need do anything."""
    until: Day | None = Field(default=None, title="截止日期")
    """The last day on which it can be had; left out where it is its document's."""
    guide: str = Field(default="", title="办事指南")
    """Id of the 办事指南 that tells how to apply."""
    phone: str = Field(default="", title="联系电话")

    def ended(self, as_of: date) -> bool:
        """Tell whether its own last day is past."""
        return self.until is not None and self.until < as_of


class ClauseNote(Record):
    """条款解读: clauses of a document, and where the interpretation explains them."""

    clauses: Words = Field(title="条款", min_length=1)
    """第三条, 第十二条第二款; the words with which a heading or a paragraph begins where there are no articles."""
    document: str = Field(default="", title="文件")
    """Id or 发文字号 of the document; may be left out where the page interprets one document."""
    heading: str = Field(default="", title="标题")
    """The heading of this page under which they are explained; left out, the page as a whole."""


class Outlet(Record):
    """解读渠道: where else the interpretation was made public (多渠道解读)."""

    name: str = Field(title="渠道", min_length=1)
    """新闻发布会, 政务新媒体, the name of a newspaper …"""
    title: str = Field(default="", title="名称")
    """What stands there; the channel's name when empty."""
    link: WebAddress = Field(default="", title="链接")
    day: Day | None = Field(default=None, title="日期")
