"""办事清单: which things are done, as a list that is kept up to date (2020 work plan, 二（三）)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from generator.kinds.fields import WebAddress
from generator.kinds.versions import Versioned
from generator.model.schema import Field, Record
from generator.text.differences import Change, differences

BASIC, CITYWIDE, LICENCES, OTHER = "基本公共服务项目清单", "全市通办事项清单", "行政许可事项清单", "其他清单"
ListType = Literal["基本公共服务项目清单", "全市通办事项清单", "行政许可事项清单", "其他清单"]

KEYS = ("code", "name")
"""The fields by which an item is known again in another version, the surest first."""
ELSEWHERE = frozenset({"guide", "link"})
"""Fields that say where an item is described, not what it is: they are no columns, and are not compared."""


class ListItem(Record):
    """清单事项: one row of a list."""

    name: str = Field(title="名称", min_length=1)
    """In a 基本公共服务项目清单 the 项目."""
    code: str = Field(default="", title="编码")
    guide: str = Field(default="", title="办事指南")
    """Id of the item's guide on this site."""
    link: WebAddress = Field(default="", title="链接")
    """Address of the item on the city's portal, where there is no guide here."""
    audience: str = Field(default="", title="对象")
    content: str = Field(default="", title="内容")
    standard: str = Field(default="", title="标准")
    spending: str = Field(default="", title="支出责任")
    """Who pays."""
    unit: str = Field(default="", title="负责单位")
    basis: str = Field(default="", title="设定依据")
    statutory_limit: str = Field(default="", title="法定时限")
    promised_limit: str = Field(default="", title="承诺时限")
    scope: str = Field(default="", title="通办范围")
    """Where it can be done: at every window of the city, at those of some districts."""
    place: str = Field(default="", title="办理地点")
    phone: str = Field(default="", title="咨询电话")
    note: str = Field(default="", title="备注")


COLUMNS: Mapping[str, tuple[str, ...]] = {
    BASIC: ("name", "audience", "content", "standard", "spending", "unit"),
    CITYWIDE: ("name", "code", "audience", "scope", "place", "promised_limit", "phone", "unit"),
    LICENCES: ("name", "code", "basis", "unit", "statutory_limit", "promised_limit"),
}
"""The columns that each type of list always has; others are shown where an item fills them."""

LABELS: Mapping[tuple[str, str], str] = {
    (BASIC, "name"): "项目",
    (CITYWIDE, "name"): "事项名称",
    (LICENCES, "name"): "事项名称",
    (CITYWIDE, "unit"): "实施单位",
    (LICENCES, "unit"): "实施机关",
}
"""What a column is called in one type of list, where that is not the field's own label."""


class ServiceList(Versioned):
    """办事清单: 基本公共服务项目, 全市通办事项 or 行政许可事项, each with its guide."""

    kind_id: ClassVar[str] = "service-list"
    kind_label: ClassVar[str] = "办事清单"
    folder: ClassVar[str] = "statutory/services/lists"
    column_type: ClassVar[str] = "办事服务"
    mandatory: ClassVar[tuple[str, ...]] = ("title", "published", "attribute", "list_type", "owner")
    shown: ClassVar[tuple[str, ...]] = ("list_type", "version", "published", "updated", "owner", "source")

    list_type: ListType | None = Field(default=None, title="清单类型")
    rows: tuple[ListItem, ...] = Field(default=(), title="清单事项")

    @property
    def told(self) -> tuple[str, ...]:
        """Names of the fields that its items fill or that its type demands, in the order of the table."""
        always = COLUMNS.get(self.list_type or "", ("name",))
        more = (name for name in ListItem.model_fields if any(getattr(one, name) for one in self.rows))
        return tuple(name for name in dict.fromkeys((*always, *more)) if name not in ELSEWHERE)

    def changes_since(self, before: ServiceList) -> tuple[Change, ...]:
        """What is different from another version, item by item, field by field."""
        fields = tuple(name for name in ListItem.model_fields if name not in ELSEWHERE)
        old, new = ([one.model_dump() for one in each.rows] for each in (before, self))
        return differences(old, new, KEYS, fields)

    def reason(self, change: Change) -> str:
        """Why an item changed, as 变更说明 says under its name or code; empty when it does not."""
        told = {one.subject: one.reason for one in self.changes}
        return told.get(change.row["name"]) or told.get(change.row.get("code") or "") or ""

    def label(self, name: str) -> str:
        """What a column is called."""
        return LABELS.get((self.list_type or "", name)) or ListItem.model_fields[name].title or name
