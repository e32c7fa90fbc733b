"""主动公开标准目录: what the organ publishes, on what basis, when, where and for whom (国办发〔2019〕54号)."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from generator.kinds.base import Document, TableFile
from generator.kinds.fields import Day, Words
from generator.model.phase import Phase
from generator.model.schema import Annotated, BeforeValidator, Field, Record
from generator.text.patterns import lazily

WHOLE, SPECIAL = "全社会", "特定群体"
"""公开对象: for everybody, or for some; exactly one of them."""
ACTIVE, ON_REQUEST = "主动", "依申请"
"""公开方式: published unasked, or given on request; exactly one of them."""
WEB_PAGES = "公开网页"
"""The column of files to take away that says where 公开位置 lead; the rows are read back without it."""

CHOSEN, OPEN_BOX = "■☑√✔", "□☐"
_BOXED = lazily(rf"([{CHOSEN}{OPEN_BOX}])([^{CHOSEN}{OPEN_BOX}]*)")


def chosen(value: object) -> object:
    """Read 公开渠道和载体: of ■政府网站 □政府公报 the channels that are marked; a list without boxes is as it is."""
    if not isinstance(value, (str, list, tuple)):
        return value
    several = (value,) if isinstance(value, str) else tuple(value)
    if not any(isinstance(one, str) and one[:1] in CHOSEN + OPEN_BOX for one in several if one):
        return several
    boxes = (found for one in several for found in _BOXED.findall(one if one[:1] in CHOSEN + OPEN_BOX else f"■{one}"))
    return tuple(said.strip(" 、；;，,") for box, said in boxes if box in CHOSEN and said.strip(" 、；;，,"))


class CatalogueRow(Record):
    """条目: one thing that is published."""

    number: str = Field(title="序号", min_length=1)
    """Stays with the row from version to version, so that versions can be compared; a new row gets a new one."""
    item: str = Field(default="", title="一级事项")
    part: str = Field(default="", title="二级事项")
    content: str = Field(default="", title="公开内容")
    """公开内容（要素）."""
    basis: str = Field(default="", title="公开依据")
    """Titles with 文号 and article; several are parted by semicolons or line breaks."""
    limit: str = Field(default="", title="公开时限")
    body: str = Field(default="", title="公开主体")
    channels: Annotated[Words, BeforeValidator(chosen)] = Field(default=(), title="公开渠道和载体")
    audience: str = Field(default="", title="公开对象")
    """全社会 or 特定群体; the latter may say which: 特定群体：办展单位."""
    way: str = Field(default="", title="公开方式")
    """主动 or 依申请."""
    level: str = Field(default="", title="公开层级")
    owner: str = Field(default="", title="责任处室")
    districts: Words = Field(default=(), title="区级确认")
    """The paired districts (结对区) whose counterparts confirmed the row."""
    area: str = Field(default="", title="领域")
    """One of the national pilot areas (试点领域); empty where none corresponds."""
    places: Words = Field(default=(), title="公开位置")
    """Where it is published: name or folder of a column, id or 发文字号 of a page, or an address on the web."""
    absent: str = Field(default="", title="无公开内容理由")
    """Why nothing is published under it at present."""

    @property
    def name(self) -> str:
        """What it is called: 一级事项·二级事项."""
        return "·".join(filter(None, (self.item, self.part)))

    @property
    def audiences(self) -> tuple[str, ...]:
        """Those of the two audiences that it names."""
        return tuple(one for one in (WHOLE, SPECIAL) if one in self.audience)

    @property
    def ways(self) -> tuple[str, ...]:
        """Those of the two ways that it names."""
        return tuple(one for one in (ACTIVE, ON_REQUEST) if one in self.way)


SAME_CHANNELS = {
    "政务新媒体": "两微一端",
    "政府门户网站": "政府网站",
    "门户网站": "政府网站",
    "行政服务中心": "政务服务中心",
    "发布会听证会": "发布会/听证会",
}
"""Other names of channels, and the usual one."""
FREE = "其他"


def channel(name: str, listed: Sequence[str]) -> str:
    """The listed channel that a name means (其他：… is 其他); empty when it is none."""
    plain = name.replace("(", "（").replace(")", "）").replace(" ", "")
    plain = SAME_CHANNELS.get(plain, plain)
    if plain not in listed and plain.startswith(FREE) and FREE in listed:
        return FREE
    return plain if plain in listed else ""


class RowChange(Record):
    """One entry of 变更记录: what became of some rows since the version before, and why."""

    change: Literal["新增", "修改", "删除"] = Field(title="类别")
    numbers: Words = Field(title="序号", min_length=1)
    reason: str = Field(title="理由", min_length=2)


class Catalogue(Document):
    """主动公开标准目录: one version of it, with its rows."""

    kind_id: ClassVar[str] = "catalogue"
    kind_label: ClassVar[str] = "主动公开标准目录"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.MANAGEMENT,)  # it lists what the organ must publish
    folder: ClassVar[str] = "statutory/catalogue"
    column_type: ClassVar[str] = "信息公开目录"
    accepts_title_only: ClassVar[bool] = True
    mandatory: ClassVar[tuple[str, ...]] = ("title", "published", "attribute", "edition", "version")
    shown: ClassVar[tuple[str, ...]] = ("edition", "version", "published", "updated", "source", "owner")

    edition: str = Field(default="", title="版本")
    """As people call it: 2020年版."""
    version: Day | None = Field(default=None, title="版本日期")
    """The day on which this version was fixed."""
    previous: str = Field(default="", title="上一版本")
    """Id of the page of the version before."""
    data: str = Field(default="", title="数据文件")
    """CSV file beside the page that holds the rows."""
    rows: tuple[CatalogueRow, ...] = Field(default=(), title="条目")
    """The rows themselves, where there are so few that no file is needed."""
    changes: tuple[RowChange, ...] = Field(default=(), title="变更记录")
    """What changed since the version before, each with its reason."""

    def tables(self) -> tuple[TableFile, ...]:
        """The file of the rows."""
        return (TableFile(("data",), self.data, "rows", CatalogueRow),) if self.data else ()
