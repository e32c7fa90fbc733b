"""机构概况 and the items of 条例 art. 20."""

from typing import ClassVar, Literal

from generator.kinds.base import Document
from generator.kinds.fields import WebAddress
from generator.model.phase import Phase
from generator.model.schema import Field, Record

ITEMS = {
    "a20-01": "行政法规、规章和规范性文件",
    "a20-02": "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名",
    "a20-03": "国民经济和社会发展规划、专项规划、区域规划及相关政策",
    "a20-04": "国民经济和社会发展统计信息",
    "a20-05": "行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果",
    "a20-06": "行政处罚、行政强制的依据、条件、程序以及有一定社会影响的行政处罚决定",
    "a20-07": "财政预算、决算信息",
    "a20-08": "行政事业性收费项目及其依据、标准",
    "a20-09": "政府集中采购项目的目录、标准及实施情况",
    "a20-10": "重大建设项目的批准和实施情况",
    "a20-11": "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况",
    "a20-12": "突发公共事件的应急预案、预警信息及应对情况",
    "a20-13": "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况",
    "a20-14": "公务员招考的职位、名额、报考条件等事项以及录用结果",
    "a20-15": "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息",
}
"""法定主动公开内容 (条例 art. 20), code to name."""


class Leader(Record):
    """负责人 of the organ or of a part of it; the name is published by law (条例 art. 20 (2))."""

    name: str = Field(title="姓名", min_length=2)
    post: str = Field(title="职务", min_length=1)
    duties: str = Field(default="", title="分工")


class Organisation(Document):
    """机构概况: functions, structure, address, hours, contact, leaders (条例 art. 20 (2))."""

    kind_id: ClassVar[str] = "organisation"
    kind_label: ClassVar[str] = "机构概况"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.MANAGEMENT,)
    folder: ClassVar[str] = "statutory/organisation"
    column_type: ClassVar[str] = "概况信息"
    accepts_title_only: ClassVar[bool] = True
    shown: ClassVar[tuple[str, ...]] = ("organ", "address", "hours", "phone", "published", "updated")

    organ: str = Field(default="", title="机构名称")
    functions: str = Field(default="", title="机关职能")
    """May stand in the body under a heading that contains 职能."""
    departments: tuple[str, ...] = Field(default=(), title="内设机构")
    address: str = Field(default="", title="办公地址")
    hours: str = Field(default="", title="办公时间")
    phone: str = Field(default="", title="联系方式")
    leaders: tuple[Leader, ...] = Field(default=(), title="负责人")


class StatutoryItem(Document):
    """法定主动公开事项: one art. 20 item as a page, a link, or a stated 无此项."""

    kind_id: ClassVar[str] = "statutory-item"
    kind_label: ClassVar[str] = "法定主动公开事项"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.MANAGEMENT,)  # figures and outcomes say otherwise themselves
    folder: ClassVar[str] = "statutory/items"
    column_type: ClassVar[str] = "信息公开目录"
    accepts_title_only: ClassVar[bool] = True
    mandatory: ClassVar[tuple[str, ...]] = ("title", "published", "attribute", "items")
    shown: ClassVar[tuple[str, ...]] = ("published", "updated", "year", "stage", "source", "owner")

    link: WebAddress = Field(default="", title="链接")
    """Address where the item is published, on this site or another government site."""
    absent: str = Field(default="", title="无此项理由")
    """Why the organ has nothing under this item."""
    year: str = Field(default="", title="年度", pattern=r"^((19|20)\d{2})?$")
    stage: Literal["", "预算", "决算"] = Field(default="", title="预决算")
