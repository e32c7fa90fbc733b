"""公众参与: opinions fed back, messages answered, open days told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from generator.kinds.participation import (
    Asking,
    Consultation,
    Hearing,
    Message,
    OpenDay,
    Opening,
    answered_on,
    answers,
    asking,
    feedback_due,
    hearing,
    opening,
)
from generator.kinds.sections import LOOKED_BACK, matters, under
from generator.kinds.steps import appeared
from generator.model.config import SiteConfig
from generator.model.diagnostics import Severity
from generator.model.schema import labels
from generator.model.site import Page, Site
from generator.rules.engine import Finding, Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.sources import INSPECTION
from generator.text.dates import chinese_date, months_after

PLAN = "《2020年上海市商务委员会政务公开工作要点》"
WEBSITES = "政府网站发展指引（国办发〔2017〕47号）"
UNANSWERED_MONTHS = 3
"""国办秘函〔2019〕19号 单项否决 5."""


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
    只写反馈日期、没有结果的不算反馈，截止以前就有的页面也不是反馈；截止以后才发布的公告，公众无从参加。反馈期限没有
    统一规定，本程序默认截止后三十日，可在 site_config.toml 的 limits.feedback_days 中修改。还没有开始征集的预告，
    不要求方式、草案和说明。

    填写“征集开始”“征集截止”“提出意见的方式”；草案和说明放在本页旁边（“草案文件”“起草说明”），或者写在正文中，草案的
    标题含“草案”“稿”“内容”，说明的标题含“说明”“背景”；反馈结果的，填写收到、采纳、部分采纳、未采纳的条数和“反馈日期”
    （没有收到意见的，收到条数写 0），也可以写在正文中，标题含“采纳”或者“反馈结果”“反馈情况”，或者在“反馈页面”填写公布
    结果的页面编号。标题下面没有内容的不算；“草案说明”是说明，不是草案。
    """
    for page in site.having(Consultation):
        yield from _unasked(page, site)
        if not answers(page):
            yield from _belated(page, ("ends",))
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
    early = appeared(meta.result, site)
    if meta.ends and early and early < meta.ends:
        offence = f"反馈页面{chinese_date(early)}发布，早于征集截止{chinese_date(meta.ends)}"
        yield flaw(page.at("result"), offence, "核对“反馈页面”和“征集截止”")


def _belated(page: Page[Consultation] | Page[OpenDay], fields: tuple[str, ...]) -> Iterator[Finding]:
    """A notice that was published after what it asks to; a page that tells how that went is none."""
    published, label = page.meta.published_on, labels(type(page.meta))
    for field in fields:
        found = getattr(page.meta, field)
        day = found.date() if isinstance(found, datetime) else found
        if published and day and day < published:
            offence = f"{label[field]}{chinese_date(day)}早于发布日期{chinese_date(published)}"
            yield flaw(page.at(field), offence, f"核对“{label[field]}”和“发布日期”；公告应当事先发布")
            return


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
    没有来的人也能看到；活动以前就有的页面不是回顾，报名截止或者活动以后才发布的公告也没有用。回顾期限没有统一规定，
    本程序默认活动后二十日，可在 site_config.toml 的 limits.recap_days 中修改。

    补齐公告的要素；举办以后在“回顾页面”填写页面编号，或者在正文中加一节标题含“回顾”的内容，并填写“回顾日期”。
    """
    for page in site.having(OpenDay):
        yield from _untold(page)
        if not under(page.parsed, LOOKED_BACK):
            yield from _belated(page, ("held", "closes"))
        held = page.meta.held.date() if page.meta.held else None
        due = recap_due(page.meta, site.config)
        if held and due and site.as_of > due and opening(page, site) is not Opening.REVIEWED:
            offence = f"开放日{chinese_date(held)}举办，应于{chinese_date(due)}前公布回顾"
            yield flaw(page.at("held"), offence, "填写“回顾页面”，或者在正文中写“回顾”一节和“回顾日期”")
        early = appeared(page.meta.recap, site)
        if held and early and early < held:
            offence = f"回顾页面{chinese_date(early)}发布，早于活动时间{chinese_date(held)}"
            yield flaw(page.at("recap"), offence, "核对“回顾页面”和“活动时间”")


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
