"""培训和宣传: what a news page tells of a training, to be shown and counted (2020 work plan, 一（一）, 六（二）)."""

from datetime import date
from typing import Literal

from generator.kinds.fields import Day
from generator.model.schema import Field, Record


class Training(Record):
    """培训情况: one training, or one campaign that makes the law on disclosure known (宣传)."""

    form: Literal["培训", "宣传"] = Field(default="培训", title="形式")
    begun: Day = Field(title="时间")
    """The first day."""
    ended: Day | None = Field(default=None, title="结束日期")
    """The last day of one that takes several."""
    place: str = Field(default="", title="地点")
    audience: str = Field(title="对象", min_length=1)
    content: str = Field(title="内容", min_length=1)
    people: int | None = Field(default=None, title="人数", ge=0)
    """Who took part, or was reached."""

    def held_in(self, first: date, last: date) -> bool:
        """Tell whether it began within a period, both days included."""
        return first <= self.begun <= last
