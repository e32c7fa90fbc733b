"""What every page has in common, and the capabilities that kinds combine."""

from datetime import date
from typing import Any, ClassVar, Literal, NamedTuple

from generator.kinds.fields import Day, Moment, Phases, Switch, WebAddress, Words
from generator.model.phase import Phase
from generator.model.schema import Annotated, BeforeValidator, Field, Record

OPEN = "主动公开"
ON_REQUEST = "依申请公开"
CLOSED = "不予公开"
ATTRIBUTES = (OPEN, ON_REQUEST, CLOSED)
"""公开属性 (国办发〔2016〕80号)."""


class Attachment(Record):
    """附件: a file beside the page."""

    file: str = Field(title="文件", min_length=1)
    """The file's name, relative to the page's folder."""
    title: str = Field(default="", title="名称")
    """What readers see; the file's name when empty."""


def _attachment(value: object) -> object:
    return {"file": value} if isinstance(value, str) else value


class AttributeChange(Record):
    """One change of 公开属性 (条例 art. 17-18). A part left out is a finding, not a broken page."""

    date: Day | None = Field(default=None, title="日期")
    before: str = Field(default="", title="原属性")
    after: str = Field(default="", title="现属性")
    basis: str = Field(default="", title="依据")
    approver: str = Field(default="", title="批准人")


class SuppressedRule(Record):
    """A rule silenced on this page, with the reason."""

    rule: str = Field(title="规则", min_length=1)
    reason: str = Field(title="理由", min_length=4)


class TableFile(NamedTuple):
    """数据文件: a CSV file beside a page that holds rows of data, one record each."""

    where: tuple[str | int, ...]
    """The field of the front matter that names it."""
    name: str
    """Relative to the page's folder."""
    field: str
    """The field of the front matter in which the same rows may stand instead."""
    record: type[Record]


class Filed(Record):
    """What one file says of itself in its front matter: a page, or a record that is never published."""

    kind_id: ClassVar[str]
    """English id, as in ``kind:``."""
    kind_label: ClassVar[str]
    """What editors call it."""
    unfilled: ClassVar[str] = "field-missing"
    """The rule that is broken when a required field of its own is left out."""
    mandatory: ClassVar[tuple[str, ...]] = ()
    """Fields that must not be empty."""

    @property
    def silenced(self) -> tuple[SuppressedRule, ...]:
        """The rules that it asks to be silent."""
        return ()


class Document(Filed):
    """What every page has: title, dates, 公开属性, source, attachments."""

    folder: ClassVar[str] = ""
    """Its usual folder under ``content/``."""
    usual_phases: ClassVar[tuple[Phase, ...]]
    """To which of 五公开 its pages belong unless they say otherwise (see ``kinds.phases``)."""
    column_type: ClassVar[str] = "工作动态"
    """ColumnType of a content page of this kind (国办发〔2017〕47号)."""
    mandatory: ClassVar[tuple[str, ...]] = ("title", "published", "attribute")
    """Fields that must not be empty (rule doc-required)."""
    accepts_title_only: ClassVar[bool] = False
    """A page whose substance is in its fields, not its body (rule body-thin stays silent)."""
    id_prefix: ClassVar[str | None] = None
    """What stands before year and number in a new page's id; the kind's id and a hyphen when ``None``."""
    years_behind: ClassVar[int] = 0
    """Years from the year that a page reports on to that in which it is written."""
    yearly: ClassVar[str] = ""
    """What its title says after organ and year, where there is one page of each year."""
    body_elsewhere: ClassVar[bool] = False
    """Its body stands in other files than its page as well: in a paper to take away."""
    series: ClassVar[tuple[str, ...]] = ()
    """Fields in which the versions of one thing agree, where a kind has several things in versions."""
    in_order: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Fields whose days follow each other, each list from the first to the last (rule date-order)."""
    foretold: ClassVar[tuple[str, ...]] = ()
    """Fields of ``shown`` that hold a day, and are not shown before it."""
    told_by_elements: ClassVar[bool] = False
    """Its body has a heading for each element of an interpretation (解读要素)."""

    title: str = Field(title="标题", min_length=1)
    kind: str = Field(default="", title="内容类型")
    """The kind's id or Chinese name; may be left out where the column admits one kind only."""
    id: str = Field(default="", title="页面编号", pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$")
    """Small letters, digits and hyphens; the file's name when left out."""
    published: Moment | None = Field(default=None, title="发布日期")
    """First publication on the web; never changed afterwards."""
    updated: Moment | None = Field(default=None, title="更新日期")
    changed: Day | None = Field(default=None, title="信息变更日期")
    """The day on which the facts changed; the page must follow within the disclosure limit (条例 art. 26)."""
    attribute: str = Field(default="", title="公开属性")
    ground: str = Field(default="", title="不公开依据")
    """条例 art. 14, 15 or 16, with what it protects."""
    ground_reason: str = Field(default="", title="不公开理由")
    reviewed: Day | None = Field(default=None, title="属性审查日期")
    attribute_log: tuple[AttributeChange, ...] = Field(default=(), title="属性变更记录")
    source: str = Field(default="", title="来源")
    origin: WebAddress = Field(default="", title="转载自")
    """Where a reprint comes from: name or address."""
    author: str = Field(default="", title="作者")
    keywords: Words = Field(default=(), title="关键词")
    description: str = Field(default="", title="摘要")
    owner: str = Field(default="", title="责任处室")
    items: Words = Field(default=(), title="条例事项")
    """Codes of art. 20 items (``a20-01`` … ``a20-15``) that the page carries, besides its column's."""
    tags: Words = Field(default=(), title="标签")
    phases: Phases = Field(default=(), title="五公开")
    """决策, 执行, 管理, 服务, 结果: one or several; left out, what is usual for the kind."""
    draft: Switch = Field(default=False, title="草稿")
    attachments: tuple[Annotated[Attachment, BeforeValidator(_attachment)], ...] = Field(default=(), title="附件")
    suppress: tuple[SuppressedRule, ...] = Field(default=(), title="忽略规则")

    @property
    def silenced(self) -> tuple[SuppressedRule, ...]:
        """See ``Filed``."""
        return self.suppress

    def files(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """The files beside the page that it owns: where each is named, and the name."""
        return tuple((("attachments", n, "file"), one.file) for n, one in enumerate(self.attachments))

    def tables(self) -> tuple[TableFile, ...]:
        """The table files that hold its rows; they are read, not published."""
        return ()

    def facts(self) -> tuple[tuple[str, Any], ...]:
        """Label and value of what the metadata block shows, empty values left out."""
        return tuple(
            (type(self).model_fields[name].title or name, value)
            for name in self.shown
            if (value := getattr(self, name)) not in ("", (), None)
        )

    shown: ClassVar[tuple[str, ...]] = ("published", "updated", "source", "owner")
    """Fields of the metadata block, in order."""

    # What only some kinds have a field for can be asked of every page.

    @property
    def number(self) -> str:
        """Its 发文字号; empty for what is not an official paper."""
        return ""

    @property
    def index(self) -> str:
        """Its 索引号; empty for what is not an official paper."""
        return ""

    @property
    def issued_by(self) -> str:
        """Who answers for it by name: the issuer of a paper (发布机构), the unit of an interpretation (解读单位)."""
        return ""

    @property
    def subject(self) -> str:
        """The first level of its 主题分类."""
        return ""

    @property
    def audiences(self) -> tuple[str, ...]:
        """Its 服务对象; none for what is not a service."""
        return ()

    @property
    def service_type(self) -> str:
        """Its 事项类型; empty for what is not a service."""
        return ""

    @property
    def relies_on(self) -> tuple[str, ...]:
        """What it names as its 制定依据."""
        return ()

    @property
    def written_on(self) -> date | None:
        """Its 成文日期; ``None`` for what is not an official paper."""
        return None

    @property
    def published_on(self) -> date | None:
        """The day of its publication (发布日期), without the time."""
        return self.published.date() if self.published else None


class Staged(Document):
    """A member of a release set, with the dates of the stages 起草 and 审签 (发布 is ``published``)."""

    drafted: Day | None = Field(default=None, title="起草日期")
    signed_off: Day | None = Field(default=None, title="审签日期")

    @property
    def stages(self) -> tuple[tuple[str, date | None], ...]:
        """The three stages that must keep step (三同步), and the day of each."""
        return (("起草", self.drafted), ("审签", self.signed_off), ("发布", self.published_on))


class Titled(Document):
    """A document with the marks of an official paper: number, index, issuer, subject, signature date."""

    doc_number: str = Field(default="", title="发文字号")
    index_number: str = Field(default="", title="索引号")
    issuer: str = Field(default="", title="发布机构")
    written: Day | None = Field(default=None, title="成文日期")
    type: str = Field(default="", title="文件类型")
    """规范性文件, 通知, 工作要点, 意见, 公告 …"""
    topic: str = Field(default="", title="主题分类")
    """One of the 22 subjects, or subject\\second level (国务院公文主题分类)."""

    @property
    def number(self) -> str:
        """Its 发文字号."""
        return self.doc_number

    @property
    def index(self) -> str:
        """Its 索引号."""
        return self.index_number

    @property
    def issued_by(self) -> str:
        """Its 发布机构."""
        return self.issuer

    @property
    def subject(self) -> str:
        """The first level of its 主题分类."""
        return self.topic.partition("\\")[0]

    @property
    def written_on(self) -> date | None:
        """Its 成文日期."""
        return self.written


class Enacted(Titled):
    """A paper with force: it takes effect, lapses, is amended, repealed or replaced."""

    effective: Day | None = Field(default=None, title="施行日期")
    expires: Day | None = Field(default=None, title="有效期至")
    status: Literal["", "有效", "尚未施行", "已修改", "失效", "废止"] = Field(default="", title="有效性")
    """As the editor states it; left out, it follows from the dates and ties."""
    replaces: Words = Field(default=(), title="替代文件")
    """Ids or 发文字号 of what it replaces."""
    amends: Words = Field(default=(), title="修改文件")
    """Ids or 发文字号 of what it amends."""
    repealed_by: str = Field(default="", title="废止依据")
    """Id or 发文字号 of the repealing document."""
    repealed_on: Day | None = Field(default=None, title="废止日期")
    validity_reason: str = Field(default="", title="有效期超限理由")
    evaluation: str = Field(default="", title="实施后评估")
    basis: Words = Field(default=(), title="制定依据")
    """发文字号 or titles of what it relies on."""

    @property
    def relies_on(self) -> tuple[str, ...]:
        """What it names as its 制定依据."""
        return self.basis

    def begun(self, as_of: date) -> bool:
        """Tell whether it has taken effect by a day; one without 施行日期 has."""
        return self.effective is None or self.effective <= as_of
