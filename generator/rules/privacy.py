"""个人信息: what of a person must not stand on a published page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.base import Document
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Severity
from generator.rules.engine import Finding, Findings, Judged, flaw, rule
from generator.rules.sources import DISCLOSURE
from generator.text.personal import Sort

ACT = "《中华人民共和国政府信息公开条例》第十五条"
POINTS = "《2018年政务公开工作要点》"


@rule("priv-id", Severity.ERROR, basis=f"{ACT}；{POINTS}", since=DISCLOSURE, judged=Judged.TODAY, published=True)
def identity_number(parsed: Parsed, meta: Document, config: SiteConfig) -> Findings:  # noqa: ARG001  # called alike
    """公开的页面上有完整的身份证件号码。

    身份证件号码是个人隐私，除依法惩戒公示等情形外，公布前应当去标识化。号码按出生日期和校验码核对过，不是随便十八位数字；
    统一社会信用代码不算。写成全角、中间有空格或者短横的也认得出。

    隐去中间各位，只留前两位和后三位，如 35*************123；公示名单可以改用姓名加其他可识别的信息。
    报告中的号码已经隐去。草稿和不公开的页面不作检查。
    """
    yield from _found(parsed, Sort.IDENTITY, "隐去中间各位，如 35*************123")


@rule("priv-mobile", Severity.ERROR, basis=f"{ACT}；{POINTS}", since=DISCLOSURE, judged=Judged.TODAY, published=True)
def mobile_number(parsed: Parsed, meta: Document, config: SiteConfig) -> Findings:  # noqa: ARG001  # called alike
    """公开的页面上有没有隐去的手机号码。

    个人手机号码不应公布；检查中最常见的是附件名单和落款里的经办人手机。座机、分机、热线号码不算。

    隐去中间四位，如 138****1234；确是对外公布的公务手机，登记在 site_config.toml 的 privacy.office_numbers 中。
    """
    yield from _found(parsed, Sort.MOBILE, "隐去中间四位；公务号码登记在 privacy.office_numbers 中")


@rule("priv-card", Severity.ERROR, basis=f"{ACT}；{POINTS}", since=DISCLOSURE, judged=Judged.TODAY, published=True)
def card_number(parsed: Parsed, meta: Document, config: SiteConfig) -> Findings:  # noqa: ARG001  # called alike
    """公开的页面上有银行卡号。

    补贴公示、退款名单里的银行卡号可以直接用来冒名，属于应当隐去的个人信息。卡号按发卡机构代码和校验位核对过；
    文号、订单号等写明了名称的长号码不算。

    删去卡号，或者只留后三位。单位收款账户需要公布的，登记在 site_config.toml 的 privacy.office_numbers 中。
    """
    yield from _found(parsed, Sort.CARD, "删去卡号，或者只留后三位")


@rule(
    "priv-address",
    Severity.WARNING,
    basis=f"{ACT}；个人住址公开到街道、乡镇",
    since=DISCLOSURE,
    judged=Judged.TODAY,
    published=True,
)
def home_address(parsed: Parsed, meta: Document, config: SiteConfig) -> Findings:  # noqa: ARG001  # called alike
    """公开的页面上有个人住址，细到街道、乡镇以下。

    “家庭住址”“户籍地址”“住在”等字样后面写到路、弄、号、室的，是个人住址。机关和场所的办公地址不算。

    只写到街道、乡镇，如“示范区中山街道”。
    """
    yield from _found(parsed, Sort.ADDRESS, "只写到街道、乡镇")


@rule(
    "priv-partial",
    Severity.WARNING,
    basis=f"{ACT}（隐去的位数没有统一规定）",
    since=DISCLOSURE,
    judged=Judged.TODAY,
    published=True,
)
def number_half_hidden(parsed: Parsed, meta: Document, config: SiteConfig) -> Findings:  # noqa: ARG001  # called alike
    """号码虽然隐去了几位，仍看得出出生日期，或者隐去的不足四位。

    留着出生日期的身份证件号码，和只隐去两三位的手机号码，很容易还原。隐去多少位没有统一规定，本程序以四位为限。

    身份证件号码只留前两位和后三位，手机号码隐去中间四位。
    """
    yield from _found(parsed, Sort.PARTIAL, "身份证件号码只留前两位和后三位，手机号码隐去中间四位")


def _found(parsed: Parsed, sort: Sort, cure: str) -> Iterator[Finding]:
    for one in parsed.personal:
        if one.sort == sort.name:
            yield flaw(one.span, f"{sort}：{one.masked}", cure)
