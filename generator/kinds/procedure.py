"""依申请公开 as the 条例 (国令第711号) orders it: limits, days of receipt, stages, and what an application says.

They are law, not settings: pages print them, rules compare with them, and both read them here.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from generator.model.values import Struct
from generator.text.patterns import lazily

ACT = "《中华人民共和国政府信息公开条例》"
SINCE = date(2019, 5, 15)
"""The 条例 in its present form is in force."""

Way = Literal["当面", "邮寄", "网络", "传真"]
"""How an application can be handed in (条例 art. 29, 31)."""


class Term(Struct, frozen=True):
    """A limit in working days (工作日)."""

    name: str
    days: int
    start: str
    """From when it is counted."""
    note: str
    article: str


CORRECTION = Term(
    "告知补正",
    7,
    "收到申请之日",
    "申请内容不明确的，一次性告知补正事项和期限；补正后重新起算答复期限。",
    "第三十条",
)
OPINION = Term(
    "第三方提出意见", 15, "第三方收到征求意见书之日", "逾期没有提出意见的，由本机关依照条例决定是否公开。", "第三十二条"
)
ANSWER = Term(
    "答复", 20, "收到申请之日", "能当场答复的当场答复；征求第三方和其他机关意见的时间不计算在内。", "第三十三条"
)
EXTENSION = Term(
    "延长答复", 20, "答复期限届满之日", "这是最长的期限；须经工作机构负责人同意，并告知申请人。", "第三十三条"
)
TERMS = (CORRECTION, OPINION, ANSWER, EXTENSION)
"""Every limit of an application, in the order of its course."""

RECEIPT: dict[Way, str] = {
    "当面": "提交之日",
    "邮寄": "本机关签收之日；平信为工作机构当日与申请人确认之日",
    "网络": "与申请人双方确认之日",
    "传真": "与申请人双方确认之日",
}
"""Which day counts as that of receipt (条例 art. 31)."""


class Stage(Struct, frozen=True):
    """One of the five stages of an application (条例 art. 45)."""

    name: str
    what: str
    limits: tuple[Term, ...] = ()
    """Limits that run in it."""


STAGES = (
    Stage("登记", "收到申请当日编号，告知登记编号和收到日期。"),
    Stage("审核", "核对申请内容是否明确，不明确的请申请人补正。", (CORRECTION,)),
    Stage("办理", "检索信息，确定能否公开；涉及第三方合法权益的，书面征求意见。", (OPINION,)),
    Stage("答复", "书面答复，说明结果、依据和救济途径。", (ANSWER, EXTENSION)),
    Stage("归档", "整理全过程记录；多人申请并且可以公开的，转为主动公开。"),
)
"""登记, 审核, 办理, 答复, 归档."""


class Entry(Struct, frozen=True):
    """One thing that an application must say (条例 art. 29)."""

    name: str
    persons: tuple[str, ...]
    """What a citizen (公民) fills in."""
    bodies: tuple[str, ...]
    """What a legal person or another organisation (法人或者其他组织) fills in; the same when empty."""
    told: re.Pattern[str]
    """How texts and other forms name it."""


FORM = (
    Entry("姓名或者名称", ("姓名",), ("名称", "经办人姓名"), lazily("姓名|名称")),
    Entry(
        "身份证明",
        ("证件名称", "证件号码"),
        ("统一社会信用代码",),
        lazily("身份证|证件|营业执照|信用代码|身份证明"),
    ),
    Entry("联系方式", ("联系电话", "通信地址", "电子邮箱"), (), lazily("联系方式|电话|地址|邮箱")),
    Entry("所需信息", ("名称", "文号", "其他特征描述"), (), lazily("文号|特征|(?:信息|文件)的?(?:名称|标题|内容)")),
    Entry(
        "形式要求",
        ("提供方式", "获取途径"),
        (),
        lazily("形式要求|(?:获取|提供|接收|答复)(?:信息)?的?(?:具体)?(?:方式|形式|途径)|载体"),
    ),
)
"""What the application form asks, and all that it may ask: the purpose (用途) is not among it."""

MANNERS = ("纸质", "电子邮件", "光盘", "当场查阅、抄录")
"""提供方式: in which form the information is wanted."""
PURPOSE = "用途"
"""What an application need not say since 2019, and nobody may ask."""
_PURPOSE = lazily("用途|特殊需要")
DENIED = lazily(
    "(?:不|没有?|未|无|毋|勿)(?:会|再|曾|应当?|能|可以?|该|权|予|强制)?(?:[向对][^，。；]{1,8})?(?:需|须|必|用|要求)"
    "|不得?再|不得[^，。；]{0,12}(?:要求|询问|说明|提供|填)|可以?不|[免勿不]填|取消"
)
"""Words that say of something asked that it is not."""
WAYS_BACK = ("邮寄", "电子邮箱", "传真", "当面领取")
"""获取途径: how it is to reach the applicant."""


def asked(text: str) -> tuple[str, ...]:
    """What a form asks, by the names of ``FORM``; and ``PURPOSE`` where it asks for what it must not."""
    found = [one.name for one in FORM if one.told.search(text)]
    purpose = any(_PURPOSE.search(line) and not DENIED.search(line) for line in text.split("\n"))
    return (*found, PURPOSE) if purpose else tuple(found)
