"""办事清单: which things are done, as a list that is kept up to date (2020 work plan, 二（三）)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar, Literal, NamedTuple

from generator.kinds.base import Document, TableFile
from generator.kinds.comparing import Alteration, Differences, Keys, differences
from generator.kinds.fields import Day, WebAddress
from generator.kinds.rows import rows
from generator.model.phase import Phase
from generator.model.schema import Field, Record
from generator.model.site import Page, Site
from generator.model.tables import Row

BASIC, CITYWIDE, LICENCES, OTHER = "基本公共服务项目清单", "全市通办事项清单", "行政许可事项清单", "其他清单"
ListType = Literal["基本公共服务项目清单", "全市通办事项清单", "行政许可事项清单", "其他清单"]

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

NEEDED: Mapping[str, tuple[str, ...]] = {
    BASIC: ("audience", "content", "standard", "spending", "unit"),
    CITYWIDE: ("scope",),
    LICENCES: ("basis", "unit"),
}
"""What each item of a type of list must say besides its name: what that type is kept for."""

LABELS: Mapping[tuple[str, str], str] = {
    (BASIC, "name"): "项目",
    (CITYWIDE, "name"): "事项名称",
    (LICENCES, "name"): "事项名称",
    (CITYWIDE, "unit"): "实施单位",
    (LICENCES, "unit"): "实施机关",
}
"""What a column is called in one type of list, where that is not the field's own label."""


class ItemChange(Record):
    """变更说明: why an item was added, changed or removed."""

    subject: str = Field(title="事项", min_length=1)
    """Name or code of the item."""
    sort: Literal["", "新增", "修改", "删除"] = Field(default="", title="变更类型")
    reason: str = Field(title="理由", min_length=2)


class ServiceList(Document):
    """办事清单: 基本公共服务项目, 全市通办事项 or 行政许可事项, each with its guide; older versions stay."""

    kind_id: ClassVar[str] = "service-list"
    kind_label: ClassVar[str] = "办事清单"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.SERVICE,)
    folder: ClassVar[str] = "statutory/services/lists"
    column_type: ClassVar[str] = "办事服务"
    accepts_title_only: ClassVar[bool] = True
    series: ClassVar[tuple[str, ...]] = ("list_type",)
    mandatory: ClassVar[tuple[str, ...]] = ("title", "published", "attribute", "list_type", "owner")
    shown: ClassVar[tuple[str, ...]] = ("list_type", "version", "published", "updated", "owner", "source")

    list_type: ListType | None = Field(default=None, title="清单类型")
    version: Day | None = Field(default=None, title="版本日期")
    """The day as of which the list holds."""
    previous: str = Field(default="", title="上一版本")
    """Id of the page with the version before; empty for the first."""
    data: str = Field(default="", title="数据文件")
    """CSV file beside the page that holds the items."""
    rows: tuple[ListItem, ...] = Field(default=(), title="清单事项")
    """The items themselves, where there are so few that no file is needed."""
    changes: tuple[ItemChange, ...] = Field(default=(), title="变更说明")
    """Reasons for what is different from the version before."""

    def tables(self) -> tuple[TableFile, ...]:
        """The file of the items."""
        return (TableFile(("data",), self.data, "rows", ListItem),) if self.data else ()

    def reason(self, item: ListItem) -> str:
        """Why an item changed, as 变更说明 says under its name or code; empty when it does not."""
        told = {one.subject: one.reason for one in self.changes}
        return told.get(item.name) or told.get(item.code) or ""

    def label(self, name: str) -> str:
        """What a column is called."""
        return LABELS.get((self.list_type or "", name)) or ListItem.model_fields[name].title or name


def list_items(page: Page[ServiceList], site: Site) -> tuple[Row[ListItem], ...]:
    """The items of one version, wherever they are written."""
    return rows(page, site, "rows", ListItem)


def current(site: Site) -> tuple[Page[ServiceList], ...]:
    """The published lists that no later version follows."""
    return tuple(page for page in site.having(ServiceList) if not any(name in site.pages for name in page.later))


def standing(list_type: str, day: date, site: Site) -> tuple[Page[ServiceList], ...]:
    """The published lists of a type as they stood on a day: of each the newest version up to then."""
    found = [
        page
        for page in site.having(ServiceList)
        if page.meta.list_type == list_type and page.meta.version and page.meta.version <= day
    ]
    known = {page.id for page in found}
    return tuple(page for page in found if known.isdisjoint(page.later))


def before(page: Page[ServiceList], site: Site) -> Page[ServiceList] | None:
    """The version before, if it is published."""
    return next((one for one in site.having(ServiceList) if one.id in page.earlier), None)


KEYS: Keys[ListItem] = (lambda item: item.code, lambda item: item.name)
"""An item is known again by its code, else by its name."""


def list_changes(page: Page[ServiceList], old: Page[ServiceList], site: Site) -> Differences[ListItem]:
    """What distinguishes a version from another."""
    return differences(list_items(old, site), list_items(page, site), KEYS, ELSEWHERE)


class Happened(NamedTuple):
    """What became of one item from one version to the next."""

    name: str
    names: tuple[str, ...]
    """The names and codes under which its reason may be told."""
    sort: str
    renamed: tuple[str, str] | None = None
    """Its name before and now, where that changed: one may say that the one was removed and the other added."""
    notable: bool = True
    """It must be accounted for: more changed than where the item is described."""

    def sorts(self, subject: str) -> tuple[str, ...]:
        """The 变更类型 under which a reason may tell of it by some name; none if that is not its name."""
        if subject not in self.names:
            return ()
        old, new = self.renamed or ("", "")
        return (self.sort, *(["删除"] if subject == old else []), *(["新增"] if subject == new else []))


def happened(page: Page[ServiceList], old: Page[ServiceList], site: Site) -> tuple[Happened, ...]:
    """What became of each item since the version before, in the order 新增, 修改, 删除."""
    found = differences(list_items(old, site), list_items(page, site), KEYS)
    return (
        *(Happened(row.record.name, _known_as(row.record), "新增") for row in found.added),
        *map(_altered, found.altered),
        *(Happened(row.record.name, _known_as(row.record), "删除") for row in found.removed),
    )


def _altered(one: Alteration[ListItem]) -> Happened:
    old, new = one.old.record, one.new.record
    renamed = (old.name, new.name) if old.name != new.name else None
    notable = not ELSEWHERE.issuperset(one.fields)
    return Happened(new.name, (*_known_as(new), *_known_as(old)), "修改", renamed, notable)


def _known_as(item: ListItem) -> tuple[str, ...]:
    return tuple(filter(None, (item.name, item.code)))


def list_columns(meta: ServiceList, items: Iterable[ListItem]) -> tuple[str, ...]:
    """Names of the fields that the items fill or that the list's type demands, in the order of the table."""
    filled = {name for one in items for name in ListItem.model_fields if getattr(one, name)}
    more = (name for name in ListItem.model_fields if name in filled)
    always = COLUMNS.get(meta.list_type or "", ("name",))
    return tuple(name for name in dict.fromkeys((*always, *more)) if name not in ELSEWHERE)
