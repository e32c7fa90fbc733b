"""政府信息公开指南, 依申请公开说明 and 政府信息公开制度."""

from typing import ClassVar, Literal

from generator.kinds.base import Document, Enacted
from generator.kinds.fields import Day
from generator.kinds.procedure import Way
from generator.kinds.term import NORMATIVES
from generator.model.phase import Phase
from generator.model.schema import Field, Record
from generator.model.site import LockedContacts, Page, Site
from generator.text.dates import chinese_date

OWN = "本机关制度"
"""The rank of a paper that binds the organ itself."""
LEVELS: dict[str, frozenset[str]] = {
    "法律": frozenset({"法律"}),
    "行政法规": frozenset({"行政法规"}),
    "地方性法规": frozenset({"地方性法规"}),
    "规章": frozenset({"规章", "政府规章", "部门规章", "地方政府规章"}),
    "规范性文件": NORMATIVES,
}
"""Ranks (效力层级) and the 文件类型 that have them, the highest first; everything else is the organ's own."""


class Channel(Record):
    """申请渠道: one way to hand in an application. What is left out is the office's own (``Guide.channel``)."""

    way: Way = Field(title="方式")
    name: str = Field(default="", title="名称")
    """What the window or the platform is called."""
    address: str = Field(default="", title="地址")
    """A place, a web or mail address, or a fax number."""
    recipient: str = Field(default="", title="收件人")
    postcode: str = Field(default="", title="邮政编码", pattern=r"^(\d{6})?$")
    hours: str = Field(default="", title="时间")
    phone: str = Field(default="", title="电话")
    note: str = Field(default="", title="说明")
    """What the applicant must mind, such as the words on the envelope."""


class Guide(Document):
    """政府信息公开指南: how information is arranged and how to get it (条例 art. 12)."""

    kind_id: ClassVar[str] = "guide"
    kind_label: ClassVar[str] = "政府信息公开指南"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.MANAGEMENT,)
    folder: ClassVar[str] = "guide"
    column_type: ClassVar[str] = "信息公开指南"
    shown: ClassVar[tuple[str, ...]] = ("published", "updated", "office", "address", "hours", "phone", "fax", "email")

    office: str = Field(default="", title="工作机构")
    address: str = Field(default="", title="办公地址")
    hours: str = Field(default="", title="办公时间")
    phone: str = Field(default="", title="联系电话")
    fax: str = Field(default="", title="传真号码")
    email: str = Field(default="", title="互联网联系方式")
    classes: str = Field(default="", title="信息分类")
    """May stand in the body under a heading that contains 分类."""
    arrangement: str = Field(default="", title="编排体系")
    """May stand in the body under a heading that contains 编排."""
    access: str = Field(default="", title="获取方式")
    """May stand in the body under a heading that contains 获取 or 查阅."""
    channels: tuple[Channel, ...] = Field(default=(), title="申请渠道")

    def channel(self, one: Channel, portal: str) -> Channel:
        """A channel with all that it leaves out: the office's address, hours, phone; ``portal`` is the web address."""
        own = {"当面": self.address, "邮寄": self.address, "网络": portal, "传真": self.fax}
        return one.model_copy(
            update={
                "address": one.address or own[one.way],
                "hours": one.hours or self.hours,
                "phone": one.phone or self.phone,
            }
        )


class RequestGuide(Document):
    """依申请公开说明: how to apply for information (条例 art. 27-45).

    It has no contact data of its own: channels and office are those of the 指南, so that the two cannot differ.
    """

    kind_id: ClassVar[str] = "request-guide"
    kind_label: ClassVar[str] = "依申请公开说明"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.SERVICE,)  # it leads an applicant from the form to the answer
    folder: ClassVar[str] = "apply"
    column_type: ClassVar[str] = "依申请公开"
    accepts_title_only: ClassVar[bool] = True

    form: str = Field(default="", title="自备申请表")
    """A form of the organ's own, a file beside the page; left out, one is made that asks what 条例 art. 29 demands."""

    def files(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Attachments, and the organ's own form."""
        return (*super().files(), *([(("form",), self.form)] if self.form else []))


class Revision(Record):
    """One step of a text's history (修订沿革)."""

    date: Day = Field(title="日期")
    number: str = Field(default="", title="文号")
    """The order or paper by which it was done: 中华人民共和国国务院令第711号."""
    action: Literal["", "公布", "制定", "修正", "修订", "修改", "废止"] = Field(default="", title="方式")
    note: str = Field(title="说明", min_length=1)


class Regulation(Enacted):
    """政府信息公开制度: a law, regulation or rule on disclosure, or the organ's own 配套制度."""

    kind_id: ClassVar[str] = "regulation"
    kind_label: ClassVar[str] = "政府信息公开制度"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.MANAGEMENT,)
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

    @property
    def level(self) -> str:
        """Its rank (效力层级), which follows from its 文件类型."""
        return next((level for level, types in LEVELS.items() if self.type in types), OWN)

    def heading_note(self) -> tuple[str, ...]:
        """题注: who passed it when, each revision, and since when it is in force; nothing where no step is complete."""
        told = (one for one in self.revisions if one.number or one.action)
        steps = tuple(f"{chinese_date(one.date)}{one.number}{one.action}" for one in told)
        if steps and self.effective and self.effective >= self.revisions[-1].date:
            return (*steps, f"自{chinese_date(self.effective)}起施行")
        return steps


CONTACTS = ("office", "address", "hours", "phone", "fax", "email")
"""Fields by which the organ can be reached (条例 art. 12)."""
_REACHED = ("name", "address", "recipient", "postcode", "hours", "phone")


def contacts(meta: Guide) -> dict[str, str]:
    """By field, and by way for the channels, how the organ can be reached; nothing that is left out."""
    found = {name: value for name in CONTACTS if (value := getattr(meta, name))}
    for one in meta.channels:
        told = "，".join(value for name in _REACHED if (value := getattr(one, name)))
        if told:
            found[one.way] = f"{found[one.way]}；{told}" if one.way in found else told
    return found


def changed_in_silence(meta: Guide, before: LockedContacts) -> tuple[str, ...]:
    """What differs from what was published before, or is gone, although no later 信息变更日期 says so."""
    if meta.changed and (before.changed is None or meta.changed > before.changed):
        return ()
    now = contacts(meta)
    return tuple(name for name, told in before.parts.items() if now.get(name) != told)


def guide_of(site: Site) -> Page[Guide] | None:
    """The published 指南 from which every page takes the office and its channels: the first that lists channels."""
    guides = site.having(Guide)
    return next((page for page in guides if page.meta.channels), guides[0] if guides else None)
