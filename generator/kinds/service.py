"""办事指南: how one thing is done at an office, told to those who need it (国办秘函〔2019〕19号)."""

from collections.abc import Iterable
from typing import Any, ClassVar, Literal

from generator.kinds.base import Document
from generator.kinds.fields import Switch, WebAddress, Words, listed
from generator.model.phase import Phase
from generator.model.schema import Annotated, BeforeValidator, Field, Record, offence

Audience = Literal["个人", "企业", "个体工商户", "社会组织", "事业单位", "其他组织"]
"""服务对象: for whom a thing is done, in the order in which lists show them."""
Sort = Literal["", "行政许可", "行政确认", "行政给付", "行政奖励", "行政裁决", "行政备案", "其他行政权力", "公共服务"]
"""事项类型 of what is done on application, in the order in which lists show them."""

FREE = "不收费"
Elements = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
"""Elements of a guide by name, the fields and the headings that tell each."""


class Material(Record):
    """申请材料: one thing that an applicant hands in."""

    name: str = Field(title="名称", min_length=1)
    form: str = Field(default="", title="形式")
    """原件, 复印件, 电子件 …"""
    copies: int | None = Field(default=None, title="份数", ge=1, le=99)
    blank: str = Field(default="", title="空表")
    """File beside the page: the form to be filled in."""
    sample: str = Field(default="", title="样表")
    """File beside the page: the form as filled in by way of example."""
    note: str = Field(default="", title="说明")


class Step(Record):
    """环节: one step of the procedure."""

    name: str = Field(title="环节", min_length=1)
    actor: str = Field(default="", title="办理人")
    """Who acts: 申请人, 窗口, 承办处室 …"""
    limit: str = Field(default="", title="时限")
    note: str = Field(default="", title="说明")


class Fee(Record):
    """收费: what is charged, by what right, and how much (条例 art. 20 (8))."""

    name: str = Field(default="", title="项目")
    basis: str = Field(title="依据", min_length=1)
    standard: str = Field(title="标准", min_length=1)


class Question(Record):
    """常见问题: a question and its answer."""

    question: str = Field(title="问题", min_length=1)
    answer: str = Field(title="答复", min_length=1)


def _step(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _fees(value: object) -> object:
    """不收费 is a list of no fees."""
    if not isinstance(value, str):
        return value
    if value.strip() == FREE:
        return ()
    raise offence("field-value", f"写着“{value}”；不收取费用的写“{FREE}”，收取的逐项写 依据、标准")


def _or_free(said: dict[str, Any]) -> None:
    said["anyOf"].append({"const": FREE})


class ServiceGuide(Document):
    """办事指南: what, for whom, on what conditions, with what, where, when, how long, how much."""

    kind_id: ClassVar[str] = "service-guide"
    kind_label: ClassVar[str] = "办事指南"
    usual_phases: ClassVar[tuple[Phase, ...]] = (Phase.SERVICE,)
    folder: ClassVar[str] = "statutory/services"
    column_type: ClassVar[str] = "办事服务"
    accepts_title_only: ClassVar[bool] = True
    mandatory: ClassVar[tuple[str, ...]] = ("title", "published", "attribute", "type", "authority", "audience")
    shown: ClassVar[tuple[str, ...]] = ("code", "type", "authority", "audience", "published", "updated", "owner")

    code: str = Field(default="", title="事项编码")
    type: Sort = Field(default="", title="事项类型")
    authority: str = Field(default="", title="实施主体")
    basis: Words = Field(default=(), title="设定依据")
    """Laws and documents with article, one each."""
    audience: Annotated[tuple[Audience, ...], BeforeValidator(listed)] = Field(default=(), title="服务对象")
    conditions: Words = Field(default=(), title="申请条件")
    """One each; none may leave open what else is asked for."""
    materials: tuple[Material, ...] = Field(default=(), title="申请材料")
    no_materials: Switch = Field(default=False, title="无需材料")
    """Nothing is to be handed in."""
    steps: tuple[Annotated[Step, BeforeValidator(_step)], ...] = Field(default=(), title="办理流程")
    """In order."""
    places: Words = Field(default=(), title="办理地点")
    hours: str = Field(default="", title="办理时间")
    statutory_limit: str = Field(default="", title="法定时限")
    """As the law says: 20个工作日; 无 where it sets none."""
    promised_limit: str = Field(default="", title="承诺时限")
    """As the organ promises: 5个工作日; 当场办结."""
    fees: Annotated[tuple[Fee, ...] | None, BeforeValidator(_fees)] = Field(
        default=None, title="收费", json_schema_extra=_or_free
    )
    """不收费, or each fee with its basis and standard; ``None`` when the page does not say."""
    result: str = Field(default="", title="结果名称")
    delivery: Words = Field(default=(), title="送达方式")
    phone: str = Field(default="", title="咨询电话")
    complaint: str = Field(default="", title="监督投诉")
    remedy: str = Field(default="", title="救济途径")
    portal: WebAddress = Field(default="", title="网办入口")
    """Address of the thing on the city's portal (一网通办)."""
    offline: str = Field(default="", title="不能网办理由")
    """Why it cannot be done on the net; shown instead of the address."""
    questions: tuple[Question, ...] = Field(default=(), title="常见问题")

    @property
    def audiences(self) -> tuple[str, ...]:
        """Its 服务对象."""
        return self.audience

    @property
    def service_type(self) -> str:
        """Its 事项类型."""
        return self.type

    @property
    def forms(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """The 空表 and 样表 beside the page: where each is named, and the name."""
        return tuple(
            (("materials", n, part), name)
            for n, one in enumerate(self.materials)
            for part in ("blank", "sample")
            if (name := getattr(one, part))
        )

    def files(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Attachments, and the forms of its materials."""
        return (*super().files(), *self.forms)

    def lacking(self, headings: Iterable[str], elements: Elements | None = None) -> tuple[str, ...]:
        """The elements, unless others are named the key ones, that neither a field nor one of the headings tells."""
        titles = tuple(headings)
        return tuple(
            name
            for name, fields, words in elements or KEY_ELEMENTS
            if not any(self._tells(field) for field in fields)
            and not any(word in title for title in titles for word in words)
        )

    def _tells(self, field: str) -> bool:
        """Tell whether a field says something; 不收费 is a list of no fees, and says it."""
        value = getattr(self, field)
        return bool(value) or (field == "fees" and value is not None)


KEY_ELEMENTS: Elements = (
    ("事项名称", ("title",), ()),
    ("设定依据", ("basis",), ("依据",)),
    ("申请条件", ("conditions",), ("条件",)),
    ("办理材料", ("materials", "no_materials"), ("材料",)),
    ("办理地点", ("places",), ("地点", "地址")),
    ("办理时间", ("hours",), ("办理时间", "办公时间", "受理时间", "接待时间")),
    ("联系电话", ("phone",), ("电话", "咨询")),
    ("办理流程", ("steps",), ("流程", "程序")),
)
"""The eight element classes of a guide (国办秘函〔2019〕19号 单项否决 6), the fields and headings that tell each."""
FURTHER_ELEMENTS: Elements = (
    ("法定时限", ("statutory_limit",), ("时限", "期限")),
    ("承诺时限", ("promised_limit",), ("时限", "期限")),
    ("收费", ("fees",), ("收费", "费用")),
    ("结果名称", ("result",), ("结果",)),
    ("送达方式", ("delivery",), ("送达", "领取", "取件")),
    ("监督投诉", ("complaint",), ("监督", "投诉")),
    ("救济途径", ("remedy",), ("救济", "复议", "诉讼")),
    ("网办入口", ("portal", "offline"), ("网办", "网上办", "在线办")),
)
"""What else a guide tells, in the same form: how long, at what cost, with what result, on the net, and what remedy."""
