"""回应关切: concerns that are answered in time, and answers that say whose, when and what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.kinds.response import Response, unanswered
from generator.model.content import Parsed
from generator.model.diagnostics import Severity
from generator.model.site import Page, Site
from generator.rules.engine import Finding, Findings, Scope, flaw, rule, unknown
from generator.text.dates import chinese_date

OPINION = "国务院办公厅关于在政务公开工作中进一步做好政务舆情回应的通知（国办发〔2016〕61号）"
PLAN = "《2020年上海市商务委员会政务公开工作要点》"


@rule(
    "resp-fields",
    Severity.WARNING,
    basis=f"{OPINION}；{PLAN}四（二）",
    on=Response,
    since=date(2016, 7, 30),
    published=True,
)
def response_incomplete(parsed: Parsed, meta: Response, _config: object) -> Findings:
    """回应关切没有写明关切来源、回应时间、回应单位或者回应内容。

    公众要看得出问题是从哪里来的、谁在什么时候作的回应、回应了什么；缺了其中一项，就只是一篇新闻。来源只写渠道，
    不写提出问题的人。

    填写“关切来源”“回应时间”“回应单位”，回应内容写在正文中。
    """
    told = (
        ("关切来源", "channel", meta.channel),
        ("回应时间", "answered", meta.answered),
        ("回应单位", "unit", meta.unit),
        ("回应内容", "", parsed.worded),
    )
    for label, field, present in told:
        if not present:
            span = parsed.at(field) if field else parsed.body
            yield flaw(span, f"回应关切没有写明{label}", f"填写“{label}”" if field else "在正文中写明回应内容")


@rule("resp-48h", Severity.WARNING, scope=Scope.SITE, basis=OPINION, since=date(2016, 7, 30), local=True)
def response_late(site: Site) -> Findings:
    """从发现到回应超过四十八小时；特别重大、重大突发事件超过二十四小时；或者到时候还没有回应。

    回应晚了，猜测和传言就占了先。时间从“首次发现时间”算到“回应时间”，没有回应的，算到生成日期；有回应内容、没有写“回应
    时间”的，列为无法判定。只写日期、没有写几时几分的，按当天的任何时刻计算，有可能超过也有可能没有超过的，列为
    无法判定。“回应时间”不能写成将来的时间，到那时以前算没有回应；用 --as-of 回看过去某一天的不在此列。

    填写准确到分钟的“首次发现时间”和“回应时间”；确实晚了的，如实填写，并检查以后怎样加快。
    """
    for page in site.having(Response):
        if page.meta.answered and not page.meta.answered_by(site.as_of) and not site.looks_back:
            answered, day = chinese_date(page.meta.answered.date()), chinese_date(site.as_of)
            cure = "回应以后再填写“回应时间”"
            yield flaw(page.at("answered"), f"回应时间{answered}晚于生成日期{day}", cure)
        if unanswered(page, site):
            yield from _awaited(page, site)
        else:
            yield from _compared(page)


def _awaited(page: Page[Response], site: Site) -> Iterator[Finding]:
    """A concern that nobody has answered."""
    meta = page.meta
    if meta.found is None or meta.last is None:
        yield unknown(page.at("found"), "没有填写首次发现时间，无法判定回应是否及时", "填写“首次发现时间”")
    elif site.as_of > meta.last:
        offence = f"{chinese_date(meta.found.date())}发现的关切超过{meta.limit}小时没有回应"
        yield flaw(page.at("found"), offence, "尽快回应，填写“回应时间”和回应内容")


def _compared(page: Page[Response]) -> Iterator[Finding]:
    """How long an answer took."""
    meta = page.meta
    if meta.taken is None:
        label, field = ("首次发现时间", "found") if meta.found is None else ("回应时间", "answered")
        yield unknown(page.at(field), f"没有填写{label}，无法判定回应是否及时", f"填写“{label}”")
        return
    (least, most), limit = meta.taken, timedelta(hours=meta.limit)
    span = page.at("answered")
    if most < timedelta(0):
        yield flaw(span, "回应时间早于首次发现时间", "核对“首次发现时间”和“回应时间”")
    elif least > limit:
        what = "重大突发事件" if meta.major else "关切"
        hours = _hours(least)
        yield flaw(span, f"{what}发现后{hours}小时才回应，超过{meta.limit}小时", "核对时间；确实超过的，以后加快")
    elif most > limit:
        offence = f"只有日期，无法判定是否在{meta.limit}小时内回应"
        yield unknown(span, offence, "“首次发现时间”和“回应时间”写到几时几分")


def _hours(span: timedelta) -> int:
    """Whole hours, a begun one counted."""
    return -(-span // timedelta(hours=1))
