"""政府信息公开指南 and 政府信息公开制度."""

from __future__ import annotations

from typing import ClassVar

from generator.kinds.base import Document, Enacted
from generator.kinds.fields import Day
from generator.model.schema import Field, Record


class Guide(Document):
    """政府信息公开指南: how information is arranged and how to get it (条例 art. 12)."""

    kind_id: ClassVar[str] = "guide"
    kind_label: ClassVar[str] = "政府信息公开指南"
    folder: ClassVar[str] = "guide"
    column_type: ClassVar[str] = "信息公开指南"
    shown: ClassVar[tuple[str, ...]] = ("published", "updated", "office", "address", "hours", "phone", "fax", "email")

    office: str = Field(default="", title="工作机构")
    address: str = Field(default="", title="办公地址")
    hours: str = Field(default="", title="办公时间")
    phone: str = Field(default="", title="联系电话")
    fax: str = Field(default="", title="传真号码")
    email: str = Field(default="", title="互联网联系方式")


class Revision(Record):
    """One step of a text's history (修订沿革)."""

    date: Day = Field(title="日期")
    note: str = Field(title="说明", min_length=1)


class Regulation(Enacted):
    """政府信息公开制度: a law, regulation or rule on disclosure, or the organ's own 配套制度."""

    kind_id: ClassVar[str] = "regulation"
    kind_label: ClassVar[str] = "政府信息公开制度"
    folder: ClassVar[str] = "regulations"
    column_type: ClassVar[str] = "信息公开目录"
    shown: ClassVar[tuple[str, ...]] = (
        "index_number",
        "issuer",
        "doc_number",
        "written",
        "published",
        "effective",
        "source",
    )

    revisions: tuple[Revision, ...] = Field(default=(), title="修订沿革")
