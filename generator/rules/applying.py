"""依申请公开 as pages tell it: the form, the limits, the fee."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.kinds.base import Document
from generator.kinds.fees import rates
from generator.kinds.guide import Guide, Regulation, RequestGuide
from generator.kinds.procedure import DENIED, FORM, PURPOSE, SINCE, asked
from generator.model.attached import Attached
from generator.model.config import FIXED_COLUMNS, REQUEST_COLUMN
from generator.model.diagnostics import Severity, Span
from generator.model.site import Column, Page, Site
from generator.model.values import Struct
from generator.rules.engine import Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.limits import COMMA, SENTENCE, stated
from generator.rules.regime import in_force, of_the_organ, told_on
from generator.rules.sources import DISCLOSURE
from generator.rules.tiers import misstated
from generator.text import urls
from generator.text.patterns import lazily

ACT = "《中华人民共和国政府信息公开条例》"
A_FORM = lazily("申请表|申请书")
DEMANDED = lazily(
    r"(?:应当|应|须|必须|需要?|请|要求)[^，。；不]{0,10}(?:说明|写明|填写|注明|提供|载明|证明)[^，。；不]{0,16}(?:(?<![单多])用途|特殊需要)"
)
OLD = lazily("修[订改]前|原[条规]|旧[条规]|曾|第?492号")
"""Words of what was before."""
UNDONE = lazily(
    "不再|不需|无[需须]|毋须|不必|不要求|没有要求|取消|废止|"
    "^[^，。；]{0,6}的(?:，|做法|行为)[^。；]{0,20}(?:拒绝|纠正|改正|责令|违反|违法|属于|投诉|举报)"
)
"""Words after a demand that say that it holds no more, or that it is wrong."""

_COST = "(?:检索|复制|复印|打印|邮寄|邮递|工本|成本)"
COSTS = lazily(f"{_COST}(?:费?[、和及]?{_COST})*等?(?:成本)?费")
CHARGED = lazily("收取|收费|缴纳|交纳|支付|承担|自理|计收")
GENERAL = lazily(r"(?:申请|提供|获取)[^。；]{0,20}(?:收取|缴纳|交纳|支付)[^，。；]{0,6}费")
NOT_CHARGED = lazily("不收|不得收|不缴|不再|免收|免费|免缴|免交|取消|停止|无需|不需|不必")
EXCESSIVE = lazily("信息处理费|明显超过|超过合理|超出|频次")


class Telling(Struct, frozen=True):
    """A page that tells how to apply."""

    page: Page[Any]
    about: bool
    """All of it is about applications."""


@rule(
    "appl-form",
    Severity.ERROR,
    scope=Scope.SITE,
    basis=f"{ACT}第二十九条",
    since=DISCLOSURE,
    judged=Judged.TODAY,
)
def form_incomplete(site: Site) -> Findings:
    """申请表或者申请须知缺少条例第二十九条要求的内容，或者要求条例没有规定的用途。

    申请应当包括申请人的姓名或者名称、身份证明、联系方式，所需信息的名称、文号或者特征描述，以及形式要求。少问一样，
    就会有一次本可避免的补正；2019年修订的条例已不要求说明用途，多问就是增设条件。

    用“依申请公开说明”页面，软件按第二十九条生成申请表。自备的申请表，软件读文件里的文字来核对；读不出的
    （扫描件、图片）报告为“无法判定”。没有申请表的，须知的正文应当写全上述内容。
    """
    guides = site.having(RequestGuide)
    for page in guides:
        if page.meta.form:
            yield from _judged(page.meta.form, page, page.at("form"), site)
    if not guides:
        yield from _without_form(site)
    for one in site.once(_telling):
        for number, sentence in _sentences(one.page.parsed.text, "用途", "特殊需要"):
            if (one.about or "申请" in sentence or "公开" in sentence) and _asks_purpose(sentence):
                yield flaw(
                    one.page.parsed.line(number), "要求申请人说明用途，条例没有这一条件", "删去关于用途、特殊需要的要求"
                )


@rule(
    "appl-terms",
    Severity.ERROR,
    scope=Scope.SITE,
    basis=f"{ACT}第三十条、第三十二条、第三十三条",
    since=DISCLOSURE,
    judged=Judged.TODAY,
    local=True,
)
def limits_misstated(site: Site) -> Findings:
    """页面写的办理期限与条例不同。

    条例规定：自收到申请之日起7个工作日内告知补正；第三方15个工作日内提出意见；20个工作日内答复，延长不超过20个工作日。
    旧条例是15个工作日答复、延长15个工作日，照抄旧文会误导申请人。

    改成现行的期限，或者删去：指南和依申请公开页面会自动列出期限表。讲沿革的句子（写了“修订前”“改为”等）不算；
    写明“承诺”“提前”而且更短的，是本机关自己的承诺，也不算；办公室和处室之间的期限（通知、答复、转交的对象是处室、办公室，或者
    提出的是答复意见）不算。查的是指南、依申请公开栏目和本机关有效的制度；
    制度只看说到申请的段落，讲许可、审批、查询等别的申请的不算；成文早于2019年5月15日的由 regime-unrevised 报告。
    """
    for one in site.once(_telling):
        for found, line in stated(one.page.parsed.text, about=one.about):
            if found.wrong:
                yield flaw(
                    one.page.parsed.line(line),
                    f"写的是{found.words}，{found.term.name}的期限是{found.term.days}个工作日（{found.term.article}）",
                    f"改为{found.term.days}个工作日",
                )


@rule(
    "appl-fee",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=f"{ACT}第四十二条；《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第四条、第五条",
    since=DISCLOSURE,
    judged=Judged.TODAY,
    local=True,
)
def fee_misstated(site: Site) -> Findings:
    """页面说申请要收检索、复制、邮寄等费用，或者写错了信息处理费的标准。

    依申请提供政府信息不收费，检索、复制、邮寄等成本费已经取消；只有数量、频次明显超过合理范围的，可以收信息处理费。
    标准自2021年1月1日起才有：按件的，每月10件以下不收，11—30件每件100元，31件起每10件一档、每档提高100元；按量的，
    30页以下不收，31—100页每页10元，101—200页每页20元，201页以上每页40元。在那以前写出标准，就是没有依据的收费。
    档和价要对得上：同一句、下一句、表格同一行或者下一行里的价，算作前面那一档的价。

    删去错误的说法；指南和依申请公开页面会按当天有效的规定自动列出收费标准。
    """
    today = rates(site.as_of)
    for one in site.once(_telling):
        told: set[int] = set()
        for number, sentence in _sentences(one.page.parsed.text, "费"):
            if _charges(sentence, about=one.about):
                told.add(number)
                yield flaw(
                    one.page.parsed.line(number), "说申请政府信息要收费，依申请提供信息不收取费用", "改为不收取费用"
                )
        for number, wrong in misstated(one.page.parsed.text, one.page.parsed.prose.lines, today):
            if number not in told:
                yield flaw(one.page.parsed.line(number), wrong, "删去，页面会自动列出当天有效的标准")


def _telling(site: Site) -> tuple[Telling, ...]:
    """The pages that tell how to apply: 指南, the columns 指南 and 依申请公开, and the organ's own rules in force."""
    told = {folder for folder in site.columns if _root(site, folder) in {REQUEST_COLUMN, FIXED_COLUMNS[0]}}
    found = [Telling(page, about=True) for page in site.having(Document) if page.column in told]
    found += [Telling(page, about=True) for page in site.having(Guide) if page.column not in told]
    for page in site.having(Regulation):
        day = told_on(page.meta)
        if of_the_organ(page.meta, site.config) and in_force(page) and day and day >= SINCE:
            found.append(Telling(page, about=False))
    return tuple(found)


def _root(site: Site, folder: str) -> str:
    """The name of the first-level column above a folder."""
    column: Column | None = site.columns.get(folder)
    while column and column.parent:
        column = site.columns.get(column.parent)
    return column.config.name if column else ""


def _judged(file: str, page: Page[Document], where: Span, site: Site) -> Findings:
    """Judge a form of the organ's own by what was read in it."""
    read = site.attached.get(urls.source(file, page.path), Attached(file, unread="没有检查"))
    if not read.asks:
        why = read.unread or "读不出申请表的文字"
        yield unknown(
            where,
            f"申请表 {file} {why}，无法判定是否缺少条例第二十九条的内容",
            f"对照核对：{'、'.join(one.name for one in FORM)}；或者改用软件生成的申请表",
        )
        return
    lacking = [one.name for one in FORM if one.name not in read.asks]
    if lacking:
        yield flaw(where, f"申请表 {file} 没有{'、'.join(lacking)}", "补上，或者改用软件生成的申请表")
    if PURPOSE in read.asks:
        yield flaw(where, f"申请表 {file} 要求填写用途，条例没有这一条件", "删去用途一栏，或者改用软件生成的申请表")


def _without_form(site: Site) -> Findings:
    """Judge a column without 依申请公开说明 by what its pages say, and by the files that they offer."""
    pages = [page for page in site.having(Document) if _root(site, page.column) == REQUEST_COLUMN]
    if not pages:
        return
    offered = [
        (page, number)
        for page in pages
        for number, one in enumerate(page.meta.attachments)
        if A_FORM.search(one.title or one.file)
    ]
    if offered:
        for page, number in offered:
            yield from _judged(page.meta.attachments[number].file, page, page.at("attachments", number), site)
        return
    text = "\n".join(page.parsed.text for page in pages)
    lacking = [one.name for one in FORM if one.name not in asked(text)]
    if lacking:
        yield flaw(
            pages[0].parsed.body,
            f"没有申请表，须知也没有写明{'、'.join(lacking)}",
            "改用“依申请公开说明”页面，申请表由软件生成",
        )


def _sentences(text: str, *words: str) -> Iterator[tuple[int, str]]:
    """Each sentence that has one of some words, with its line, from 0."""
    for number, line in enumerate(text.split("\n") if any(word in text for word in words) else ()):
        if any(word in line for word in words):
            for sentence in SENTENCE.split(line):
                if any(word in sentence for word in words):
                    yield number, sentence


def _asks_purpose(sentence: str) -> bool:
    """Tell whether a sentence asks what the information is for: it says so, and does not say the opposite."""
    return any(
        not DENIED.search(COMMA.split(sentence[: found.end()])[-1])
        and not OLD.search(sentence[: found.start()])
        and not UNDONE.search(sentence[found.end() :])
        for found in DEMANDED.finditer(sentence)
    )


def _charges(sentence: str, *, about: bool) -> bool:
    """Tell whether a sentence says that whoever applies must pay."""
    if NOT_CHARGED.search(sentence) or EXCESSIVE.search(sentence):
        return False
    if COSTS.search(sentence) and CHARGED.search(sentence):
        return about or "申请" in sentence or "政府信息" in sentence
    return bool(GENERAL.search(sentence)) and (about or "政府信息" in sentence)
