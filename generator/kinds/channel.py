"""Where the public meets an organ besides its website: 政务新媒体, and 线下公开场所 (条例 art. 23, 25)."""

from datetime import date
from typing import ClassVar, Literal

from generator.kinds.base import Document
from generator.kinds.fields import Day, Switch, WebAddress, Words
from generator.model.phase import Phase
from generator.model.schema import Field, Record

CLOSED = "注销"
"""The status of an account that is no more."""


class Account(Record):
    """账号: one account of the organ on a platform."""

    platform: str = Field(title="平台", min_length=2)
    name: str = Field(title="账号名称", min_length=2)
    host: str = Field(default="", title="主办单位")
    """Who answers for it."""
    link: WebAddress = Field(default="", title="链接")
    """Where it is found; the QR code (二维码) is made of it."""
    code: str = Field(default="", title="二维码图片")
    """An image beside the page in place of the QR code that is made of the link."""
    updated: Day | None = Field(default=None, title="最近更新日期")
    status: Literal["正常", "停更", "注销"] = Field(default="正常", title="状态")
    note: str = Field(default="", title="说明")
    """What it publishes; for an account that has ended, since when and where its readers go."""

    @property
    def closed(self) -> bool:
        """Whether it has been given up for good (注销)."""
        return self.status == CLOSED

    def silent(self, as_of: date) -> int | None:
        """Days since the last update; ``None`` where no day is told, or one that is still to come."""
        return (as_of - self.updated).days if self.updated and self.updated <= as_of else None


class MediaAccounts(Document):
    """政务新媒体: all accounts of an organ, with their state (国办发〔2018〕123号)."""

    kind_id: ClassVar[str] = "media-account"
    kind_label: ClassVar[str] = "政务新媒体"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.SERVICE,)
    folder: ClassVar[str] = "guide"
    column_type: ClassVar[str] = "信息公开指南"
    accepts_title_only: ClassVar[bool] = True

    accounts: tuple[Account, ...] = Field(title="账号", min_length=1)

    def files(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Attachments, and the images of QR codes."""
        own = ((("accounts", number, "code"), one.code) for number, one in enumerate(self.accounts) if one.code)
        return (*super().files(), *own)


class ReadingPlace(Record):
    """查阅场所: one place where published information can be read (条例 art. 25)."""

    name: str = Field(title="名称", min_length=2)
    sort: Literal["国家档案馆", "公共图书馆", "政务服务场所", "本机关场所", "其他"] = Field(title="类别")
    address: str = Field(default="", title="地址")
    hours: str = Field(default="", title="开放时间")
    phone: str = Field(default="", title="电话")
    equipment: Words = Field(default=(), title="设施设备")
    services: Words = Field(default=(), title="可以办理")
    """What can be done there: read, copy, hand in requests."""
    barrier_free: Words = Field(default=(), title="无障碍设施")
    booking: Switch = Field(default=False, title="需要预约")


class Places(Document):
    """线下公开场所: the places where published information can be read, and how they are equipped."""

    kind_id: ClassVar[str] = "place"
    kind_label: ClassVar[str] = "线下公开场所"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.SERVICE,)
    folder: ClassVar[str] = "guide"
    column_type: ClassVar[str] = "信息公开指南"
    accepts_title_only: ClassVar[bool] = True

    places: tuple[ReadingPlace, ...] = Field(title="场所", min_length=1)
