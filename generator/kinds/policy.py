"""A policy, its implementing rules and its interpretations: what 三同步 ties together."""

from typing import ClassVar, Literal

from generator.kinds.base import Enacted, Staged
from generator.kinds.fields import Switch, Words, listed
from generator.kinds.measure import ClauseNote, Measure, Outlet
from generator.kinds.telling import Briefing, Speaker, Step
from generator.model.phase import Phase
from generator.model.schema import Annotated, BeforeValidator, Field, Record

OFFICIAL_FACTS = (
    "index_number",
    "topic",
    "issuer",
    "written",
    "doc_number",
    "published",
    "effective",
    "expires",
    "source",
)
OFFICIAL_MANDATORY = (
    "title",
    "issuer",
    "written",
    "published",
    "type",
    "attribute",
    "index_number",
    "topic",
)

Form = Literal["文字", "图解", "视频", "流程演示", "新闻发布会", "媒体通气会", "专家解读", "负责人解读", "问答", "案例"]


class Policy(Enacted, Staged):
    """政策文件: a normative document (行政规范性文件) or another policy paper of the organ."""

    kind_id: ClassVar[str] = "policy"
    kind_label: ClassVar[str] = "政策文件"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.DECISION,)
    folder: ClassVar[str] = "statutory/policies"
    id_prefix: ClassVar[str | None] = ""
    column_type: ClassVar[str] = "政策文件"
    mandatory: ClassVar[tuple[str, ...]] = OFFICIAL_MANDATORY
    shown: ClassVar[tuple[str, ...]] = OFFICIAL_FACTS

    must_interpret: Switch | None = Field(default=None, title="须解读")
    """Overrides the profile: other important policies may ask for interpretation, a forwarded text need none."""
    exemption: str = Field(default="", title="不解读理由")
    """Recorded reason when 须解读 is 否."""
    promises_rules: Switch = Field(default=False, title="须制定细则")
    """The text promises implementing rules."""

    @property
    def exempted(self) -> str:
        """Why it needs no interpretation, where it says so."""
        return self.exemption if self.must_interpret is False else ""


class ImplementingRules(Enacted, Staged):
    """实施细则: how a policy is carried out; belongs to the policy's release set."""

    kind_id: ClassVar[str] = "implementing-rules"
    kind_label: ClassVar[str] = "实施细则"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.EXECUTION,)  # measures that carry a decision out
    folder: ClassVar[str] = "statutory/policies"
    column_type: ClassVar[str] = "政策文件"
    mandatory: ClassVar[tuple[str, ...]] = (*OFFICIAL_MANDATORY, "implements")
    shown: ClassVar[tuple[str, ...]] = OFFICIAL_FACTS

    implements: Words = Field(default=(), title="上位文件")
    """Ids or 发文字号 of the policies that it carries out."""


class Plan(Record):
    """解读方案: outline, form, channels and time, decided together with the document (国办发〔2016〕80号)."""

    outline: str = Field(default="", title="提纲")
    forms: Words = Field(default=(), title="形式")
    channels: Words = Field(default=(), title="渠道")
    time: str = Field(default="", title="时间")


class Interpretation(Staged):
    """政策解读: says what a document means, for whom, from when, and what is new."""

    kind_id: ClassVar[str] = "interpretation"
    kind_label: ClassVar[str] = "政策解读"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.DECISION,)  # it stands with the document that it explains
    folder: ClassVar[str] = "statutory/interpretations"
    column_type: ClassVar[str] = "政策解读"
    told_by_elements: ClassVar[bool] = True
    mandatory: ClassVar[tuple[str, ...]] = ("title", "published", "attribute", "interprets")
    shown: ClassVar[tuple[str, ...]] = ("published", "unit", "author", "forms", "source")

    interprets: Words = Field(default=(), title="解读对象")
    """Ids or 发文字号 of the documents that it interprets."""
    unit: str = Field(default="", title="解读单位")
    speakers: tuple[Speaker, ...] = Field(default=(), title="解读人")
    """Who speaks in a 专家解读 or a 负责人解读."""
    forms: Annotated[tuple[Form, ...], BeforeValidator(listed)] = Field(default=("文字",), title="解读形式")
    plan: Plan | None = Field(default=None, title="解读方案")
    elements: Words = Field(default=(), title="解读要素")
    """Elements covered without a heading of that name."""
    clauses: tuple[ClauseNote, ...] = Field(default=(), title="条款解读")
    """Clauses of the documents, and where the page explains them; links to clauses in the body count as well."""
    measures: tuple[Measure, ...] = Field(default=(), title="举措")
    """惠企利民举措 as data; they are gathered on a page of their own as well."""
    no_benefit: Switch = Field(default=False, title="无惠企利民举措")
    """Declares that the document has none."""
    outlets: tuple[Outlet, ...] = Field(default=(), title="解读渠道")
    """Where else it was made public."""
    briefing: Briefing | None = Field(default=None, title="发布会")
    steps: tuple[Step, ...] = Field(default=(), title="演示步骤")
    """What a 流程演示 shows, step by step."""
    media: str = Field(default="", title="视频或图解文件")
    """File beside the page."""
    poster: str = Field(default="", title="视频封面")
    """Picture beside the page that stands in the video's place until it is started."""
    transcript: str = Field(default="", title="文字替代")
    """The text alternative of a video or an infographic; may stand in the body under a heading of that name."""

    @property
    def issued_by(self) -> str:
        """Its 解读单位."""
        return self.unit

    @property
    def spoken(self) -> tuple[tuple[str, str], ...]:
        """What it says outside its body, each with the field: the text alternative, the steps."""
        own = (("transcript", self.transcript), ("steps", "\n".join(f"{one.name}\n{one.text}" for one in self.steps)))
        return tuple((field, text) for field, text in own if text)

    def files(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Attachments, the video or infographic with its poster, the pictures of the steps."""
        own: tuple[tuple[tuple[str | int, ...], str], ...] = (
            (("media",), self.media),
            (("poster",), self.poster),
            *((("steps", number, "picture"), one.picture) for number, one in enumerate(self.steps)),
        )
        return (*super().files(), *((where, name) for where, name in own if name))
