"""政府信息公开申请: one record of the request ledger (依申请公开台账): checked and counted, never published.

A record is a Markdown file in ``requests/``, beside ``content/`` and not in it: nothing that renders ever sees it.
"""

from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath
from typing import ClassVar, Literal

from generator.kinds.base import Filed, SuppressedRule
from generator.kinds.fees import payable
from generator.kinds.fields import Day, Switch
from generator.kinds.procedure import EXTENSION
from generator.model.content import Parsed
from generator.model.schema import Field, Record
from generator.model.site import Site
from generator.text.calendar import Calendar, NoCalendar, calendar

Applicant = Literal["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
"""Classes of applicants: a natural person, and five sorts of 法人或其他组织 (国办公开办函〔2021〕30号)."""

Channel = Literal["当面", "邮寄", "平信", "网络", "传真"]
"""How a request came: that decides from which day its clock runs (条例 art. 31)."""

Outcome = Literal[
    "予以公开",
    "部分公开",
    "属于国家秘密",
    "其他法律行政法规禁止公开",
    "危及三安全一稳定",
    "保护第三方合法权益",
    "属于三类内部事务信息",
    "属于四类过程性信息",
    "属于行政执法案卷",
    "属于行政查询事项",
    "本机关不掌握相关政府信息",
    "没有现成信息需要另行制作",
    "补正后申请内容仍不明确",
    "信访举报投诉类申请",
    "重复申请",
    "要求提供公开出版物",
    "无正当理由大量反复申请",
    "要求行政机关确认或重新出具已获取信息",
    "申请人逾期不补正",
    "申请人逾期不缴费",
    "其他处理",
]
"""What a request came to: the rows of 办理结果 in the annual report's third table (条例 art. 36-39)."""

DISCLOSED = frozenset({"予以公开", "部分公开"})
"""Outcomes after which the applicant has the information, or a part of it."""
ABANDONED = frozenset({"申请人逾期不补正", "申请人逾期不缴费"})
"""Outcomes of requests that the applicant gave up (视为放弃), so that there is no reply."""


class Correction(Record):
    """补正: the applicant is asked once, within seven working days, to say what is meant (条例 art. 30)."""

    notified: Day | None = Field(default=None, title="通知日期")
    until: Day | None = Field(default=None, title="补正期限")
    """By when the applicant is to answer: a reasonable time that the notice states."""
    answered: Day | None = Field(default=None, title="补正日期")
    """The day on which the correction came: the clock starts anew."""
    lapsed: Switch = Field(default=False, title="逾期未补正")
    """The applicant let the term pass without a reason, which counts as giving up."""


class Consultation(Record):
    """征求意见: a third party or a joint author is asked; the time is not counted (条例 art. 32-34)."""

    party: Literal["第三方", "联合制作机关"] = Field(title="征求对象")
    asked: Day | None = Field(default=None, title="发函日期")
    received: Day | None = Field(default=None, title="收函日期")
    """When the letter reached the party, whose fifteen working days begin then; when it was sent, if left out."""
    answered: Day | None = Field(default=None, title="回复日期")
    consents: Switch | None = Field(default=None, title="同意公开")


class Extension(Record):
    """延期: at most twenty working days more, approved and told to the applicant in time (条例 art. 33)."""

    told: Day | None = Field(default=None, title="告知日期")
    days: int = Field(default=EXTENSION.days, title="延长工作日", ge=1, le=EXTENSION.days)
    """Working days."""
    reason: str = Field(default="", title="理由")


class Deferral(Record):
    """延迟答复: a reasonable time, told to an applicant who has reason to ask for very much (条例 art. 35)."""

    told: Day | None = Field(default=None, title="告知日期")
    until: Day = Field(title="延迟至")
    reason: str = Field(default="", title="理由")


class Conversion(Record):
    """依申请转主动公开: whether what was asked for is made public for everybody (条例 art. 44)."""

    decided: Day | None = Field(default=None, title="决定日期")
    decision: Literal["转为主动公开", "不转"] = Field(title="决定")
    page: str = Field(default="", title="公开页面")
    """Id of the page on which everybody finds it now."""
    reason: str = Field(default="", title="理由")


class Request(Filed):
    """政府信息公开申请, from its receipt to the archive (条例 art. 45: 登记、审核、办理、答复、归档)."""

    kind_id: ClassVar[str] = "request"
    kind_label: ClassVar[str] = "政府信息公开申请"
    mandatory: ClassVar[tuple[str, ...]] = ("applicant",)

    number: str = Field(default="", title="登记编号")
    """The file's name when left out."""
    applicant: str = Field(default="", title="申请人")
    """Name, or the code that the organ uses for it: tells whether two requests come from one applicant."""
    applicant_class: Applicant = Field(title="申请人类别")
    named: Switch = Field(default=False, title="名称另有公开")
    """The applicant's name stands in published pages for another reason, as a licence holder's does."""
    identity: str = Field(default="", title="身份证明")
    """Which paper was shown; its number need not be kept."""
    contact: str = Field(default="", title="联系方式")
    address: str = Field(default="", title="通信地址")
    channel: Channel = Field(title="收到方式")
    submitted: Day | None = Field(default=None, title="提交日期")
    """When it was handed in, sent or posted, where that is not the day of receipt."""
    received: Day = Field(title="收到日期")
    """当面: submission; 邮寄: signing for it; 平信: confirmation; 网络, 传真: confirmation by both (条例 art. 31)."""
    content: str = Field(title="申请内容", min_length=1)
    """Name, 文号 or description of what is asked for (条例 art. 29)."""
    item: str = Field(default="", title="信息事项")
    """What it is about, in the same words for all requests about the same."""
    wanted: str = Field(default="", title="获取方式")
    owner: str = Field(default="", title="承办处室")
    registered: Day | None = Field(default=None, title="登记日期")
    reviewed: Day | None = Field(default=None, title="审核日期")
    handled: Day | None = Field(default=None, title="办理日期")
    replied: Day | None = Field(default=None, title="答复日期")
    archived: Day | None = Field(default=None, title="归档日期")
    corrections: tuple[Correction, ...] = Field(default=(), title="补正")
    consultations: tuple[Consultation, ...] = Field(default=(), title="征求意见")
    extension: Extension | None = Field(default=None, title="延期")
    deferral: Deferral | None = Field(default=None, title="延迟答复")
    outcome: Outcome | None = Field(default=None, title="办理结果")
    public: Switch = Field(default=False, title="已主动公开")
    """It was public for everybody already: the reply told where and how to get it (条例 art. 36(1))."""
    reply_number: str = Field(default="", title="答复文号")
    fee: Decimal | None = Field(default=None, title="信息处理费", ge=0)
    """Yuan."""
    charged: Day | None = Field(default=None, title="收费通知日期")
    payable: Day | None = Field(default=None, title="缴费期限")
    """The last day for paying; counted from the day of the notice if left out (国办函〔2020〕109号)."""
    paid: Day | None = Field(default=None, title="缴费日期")
    """The clock starts anew (国办函〔2020〕109号)."""
    conversion: Conversion | None = Field(default=None, title="转主动公开")
    suppress: tuple[SuppressedRule, ...] = Field(default=(), title="忽略规则")

    @property
    def silenced(self) -> tuple[SuppressedRule, ...]:
        """See ``Filed``."""
        return self.suppress

    @property
    def first_day(self) -> date:
        """The day of receipt in law (条例 art. 31): submission, where it was handed in; else as it was recorded."""
        handed_in = self.submitted if self.channel == "当面" else None
        return min(self.received, handed_in or self.received)

    @property
    def abandoned(self) -> bool:
        """Tell whether the applicant gave it up by not answering, or not paying, in time (视为放弃)."""
        return self.outcome in ABANDONED or any(one.lapsed for one in self.corrections[:1])

    @property
    def closed_on(self) -> date | None:
        """The day on which it came to an end; one that was given up ends when that was found, or its term ran out."""
        if self.replied or not self.abandoned:
            return self.replied
        if self.outcome == "申请人逾期不缴费":
            return self.handled or self.payable or self.archived
        terms = [one.until for one in self.corrections[:1]]
        return self.handled or next(filter(None, terms), None) or self.archived


def requests(site: Site) -> tuple[tuple[Parsed, Request], ...]:
    """The ledger of a site: each record with its file, in the order of paths."""
    return site.once(_requests)


def _requests(site: Site) -> tuple[tuple[Parsed, Request], ...]:
    return tuple((one, _with_term(one.meta, site)) for one in site.requests if isinstance(one.meta, Request))


def _with_term(one: Request, site: Site) -> Request:
    """The record with the last day for paying, where that is not written and can be told."""
    if one.charged is None or one.payable is not None:
        return one
    return one.model_copy(update={"payable": payable_by(one, calendar(site.config.calendar))})


def payable_by(one: Request, working: Calendar) -> date | None:
    """The last day for paying what was charged; ``None`` when nothing was, or when it cannot be told."""
    if one.charged is None or one.payable is not None:
        return one.payable if one.charged else None
    try:
        return payable(one.charged, working)
    except NoCalendar:
        return None


def number(parsed: Parsed, record: Request) -> str:
    """The 登记编号 of a record: as it is written, or the file's name."""
    return record.number or PurePosixPath(parsed.path).stem
