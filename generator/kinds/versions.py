"""Tables that appear in versions: each has its day, its predecessor, and reasons for what changed."""

from __future__ import annotations

from typing import ClassVar, Literal

from generator.kinds.base import Document
from generator.kinds.fields import Day
from generator.model.schema import Field, Record


class TableChange(Record):
    """Why one row of a table was added, changed or removed."""

    subject: str = Field(title="事项", min_length=1)
    """Name or code of the row."""
    sort: Literal["", "新增", "修改", "删除"] = Field(default="", title="变更类型")
    reason: str = Field(title="理由", min_length=2)


class Versioned(Document):
    """A table that is kept up to date version by version; older versions stay, and each links to its neighbours."""

    accepts_title_only: ClassVar[bool] = True

    version: Day | None = Field(default=None, title="版本日期")
    """The day as of which the table holds."""
    previous: str = Field(default="", title="上一版本")
    """Id of the page with the version before; empty for the first."""
    changes: tuple[TableChange, ...] = Field(default=(), title="变更说明")
    """Reasons for what is different from the version before."""
