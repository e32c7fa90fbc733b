"""回应关切 and 公众参与: concerns answered in time, opinions fed back, messages answered, open days told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.kinds.participation import (
    Asking,
    Consultation,
    Hearing,
    Message,
    OpenDay,
    Opening,
    answered_on,
    asking,
    feedback_due,
    hearing,
    opening,
)
from generator.kinds.response import Response, unanswered
from generator.kinds.sections import matters
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Severity
from generator.model.schema import labels
from generator.model.site import Page, Site
from generator.rules.engine import Finding, Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.sources import INSPECTION
from generator.text.dates import chinese_date, months_after

OPINION = "国务院办公厅关于在政务公开工作中进一步做好政务舆情回应的通知（国办发〔2016〕61号）"
PLAN = "《2020年上海市商务委员会政务公开工作要点》"
WEBSITES = "政府网站发展指引（国办发〔2017〕47号）"
UNANSWERED_MONTHS = 3
"""国办秘函〔2019〕19号 单项否决 5."""


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


def answer_due(meta: Message) -> date | None:
    """The last day on which an answer keeps the message from failing the whole site."""
    return months_after(meta.asked, UNANSWERED_MONTHS) if meta.asked else None


def recap_due(meta: OpenDay, config: SiteConfig) -> date | None:
    """The last day on which looking back at an open day is in time."""
    return meta.held.date() + timedelta(config.limits.recap_days) if meta.held else None


@rule(
    "part-consult",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=f"{WEBSITES}征集调查（反馈期限没有统一规定）；{PLAN}四（四）",
    since=date(2017, 6, 8),
    judged=Judged.TODAY,
    local=True,
)
def consultation_unanswered(site: Site) -> Findings:
    """意见征集没有写明起止日期、方式，没有公布草案和说明，截止以后没有反馈结果，或者条数对不上。

    不写期限和方式，公众不知道什么时候提、向谁提；看不到草案和说明，就谈不上提意见；截止以后没有下文，公众下次就不提了。
    只写反馈日期、没有结果的不算反馈。反馈期限没有统一规定，本程序默认截止后三十日，可在 site_config.toml 的
    limits.feedback_days 中修改。还没有开始征集的预告，不要求方式、草案和说明。

    填写“征集开始”“征集截止”“提出意见的方式”；草案和说明放在本页旁边（“草案文件”“起草说明”），或者写在正文中，草案的
    标题含“草案”“稿”“内容”，说明的标题含“说明”“背景”；反馈结果的，填写收到、采纳、部分采纳、未采纳的条数和“反馈日期”
    （没有收到意见的，收到条数写 0），也可以写在正文中，标题含“采纳”或者“反馈结果”“反馈情况”，或者在“反馈页面”填写公布
    结果的页面编号。标题下面没有内容的不算；“草案说明”是说明，不是草案。
    """
    for page in site.having(Consultation):
        yield from _unasked(page, site)
        yield from _unanswered(page, site)
        yield from _miscounted(page)


WRITTEN = {"drafts": ("草案", "稿", "内容"), "explanation": ("说明", "背景")}
"""What may stand in the body, under a heading with one of these words."""


def _unasked(page: Page[Consultation], site: Site) -> Iterator[Finding]:
    """What the public must know to say something, and is not told."""
    meta = page.meta
    written = matters(page.parsed, WRITTEN)
    for label, field, present in (("征集开始", "begins", meta.begins), ("征集截止", "ends", meta.ends)):
        if not present:
            yield flaw(page.at(field), f"意见征集没有写明{label}的日期", f"填写“{label}”")
    if meta.begins and meta.begins > site.as_of:
        return
    if not meta.method:
        yield flaw(page.at("method"), "意见征集没有写明提出意见的方式", "填写“提出意见的方式”", day=meta.begins)
    for label, field in (("草案", "drafts"), ("说明", "explanation")):
        if not getattr(meta, field) and field not in written:
            words = "、".join(f"“{one}”" for one in WRITTEN[field])
            cure = f"填写“{labels(Consultation)[field]}”，或者写在正文中，标题含{words}"
            yield flaw(page.at(field), f"意见征集没有公布{label}", cure, day=meta.begins)


def _unanswered(page: Page[Consultation], site: Site) -> Iterator[Finding]:
    """A result that is due, or of which there is only the day."""
    meta, due = page.meta, feedback_due(page.meta.ends, site.config.limits)
    told = answered_on(page, site)
    if meta.answered and meta.answered <= site.as_of and told is None:
        cure = "填写采纳、部分采纳、未采纳的条数；没有收到意见的，写“收到条数: 0”"
        yield flaw(page.at("answered"), "写了反馈日期，没有反馈结果", cure)
    elif meta.ends and due and site.as_of > due and hearing(page, site) is not Hearing.ANSWERED:
        offence = f"意见征集{chinese_date(meta.ends)}截止，应于{chinese_date(due)}前反馈结果"
        yield flaw(page.at("ends"), offence, "填写收到和采纳的条数、“反馈日期”，或者“反馈页面”")
    if meta.ends and told and told < meta.ends and told != meta.answered:
        offence = f"反馈页面{chinese_date(told)}发布，早于征集截止{chinese_date(meta.ends)}"
        yield flaw(page.at("result"), offence, "核对“反馈页面”和“征集截止”")


def _miscounted(page: Page[Consultation]) -> Iterator[Finding]:
    """Counts of which the parts are more than the whole, or less where all of them are told."""
    meta = page.meta
    if meta.received is None or meta.handled is None:
        return
    whole = None not in {meta.adopted, meta.partly, meta.rejected}
    if meta.handled > meta.received or (whole and meta.handled < meta.received):
        offence = f"收到{meta.received}条，采纳、部分采纳、未采纳合计{meta.handled}条"
        yield flaw(page.at("received"), offence, "核对各项条数")


@rule(
    "part-message",
    Severity.ERROR,
    scope=Scope.SITE,
    basis="政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）单项否决 互动回应差",
    since=INSPECTION,
    judged=Judged.TODAY,
    local=True,
)
def message_unanswered(site: Site) -> Findings:
    """公布的留言超过三个月没有答复。

    有效留言超过三个月不答复，是检查时一票否决的情形。有“答复日期”、又有“答复内容”（或者写在正文中）的，才算已经答复。

    答复留言，填写“答复日期”“答复单位”和“答复内容”。没有写“留言日期”的，没有答复的无法判定答复多久；答复了没有写
    “答复单位”的，无法判定由谁答复。
    """
    for page in site.having(Message):
        if asking(page, site) is Asking.ANSWERED:
            if not page.meta.unit:
                yield unknown(page.at("unit"), "没有填写答复单位，无法判定由谁答复", "填写“答复单位”")
            continue
        due = answer_due(page.meta)
        if page.meta.asked is None or due is None:
            yield unknown(page.at("asked"), "没有填写留言日期，无法判定留言多久没有答复", "填写“留言日期”")
        elif site.as_of > due:
            offence = f"{chinese_date(page.meta.asked)}的留言超过{UNANSWERED_MONTHS}个月没有答复"
            yield flaw(page.at("asked"), offence, "答复留言，填写“答复日期”“答复单位”和“答复内容”")


@rule(
    "part-openday",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=f"{PLAN}四（四）（回顾期限没有统一规定）",
    since=date(2020, 4, 19),
    judged=Judged.TODAY,
    local=True,
)
def open_day_incomplete(site: Site) -> Findings:
    """政府开放日的公告缺少要素，或者活动已经举办，没有回顾。

    公告要让人知道做什么、什么时候、在哪里、谁能来、来多少人、怎样报名、报到哪一天、问谁。办完以后把情况公布出来，
    没有来的人也能看到。回顾期限没有统一规定，本程序默认活动后二十日，可在
    site_config.toml 的 limits.recap_days 中修改。

    补齐公告的要素；举办以后在“回顾页面”填写页面编号，或者在正文中加一节标题含“回顾”的内容，并填写“回顾日期”。
    """
    for page in site.having(OpenDay):
        yield from _untold(page)
        held = page.meta.held.date() if page.meta.held else None
        due = recap_due(page.meta, site.config)
        if held and due and site.as_of > due and opening(page, site) is not Opening.REVIEWED:
            offence = f"开放日{chinese_date(held)}举办，应于{chinese_date(due)}前公布回顾"
            yield flaw(page.at("held"), offence, "填写“回顾页面”，或者在正文中写“回顾”一节和“回顾日期”")


NOTICE = (
    ("theme", "活动主题"),
    ("held", "活动时间"),
    ("place", "活动地点"),
    ("form", "活动形式"),
    ("people", "拟参与人数"),
    ("audience", "活动对象"),
    ("signing", "报名方式"),
    ("closes", "报名截止"),
    ("phone", "联系电话"),
)
"""What the notice of an open day tells."""


def _untold(page: Page[OpenDay]) -> Iterator[Finding]:
    for field, label in NOTICE:
        if getattr(page.meta, field) in ("", None):
            yield flaw(page.at(field), f"开放日公告没有写明{label}", f"填写“{label}”")
