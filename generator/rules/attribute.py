"""公开属性: stated, grounded, reviewed, its changes recorded, and what is not public kept out of every file."""

from __future__ import annotations

from datetime import date

from generator.kinds.attributes import accounted, articles, demanded, former, latest, review
from generator.kinds.base import ATTRIBUTES, CLOSED, OPEN, Document
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Severity
from generator.model.output import Output
from generator.model.site import Page, Site, Withheld
from generator.rules.engine import Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.leaks import leaks
from generator.rules.private import DUTY
from generator.rules.sources import ATTRIBUTES as SINCE_ATTRIBUTES
from generator.rules.sources import DISCLOSURE, SECRECY
from generator.rules.spills import spills
from generator.text.dates import months_after
from generator.text.patterns import lazily

EMPTY = lazily(
    "[无略—/-]+|没有|暂无|同上|见依据|(?:依法|按规定|经审查)?(?:不公开|不予公开|不宜公开|不能公开)|[^一-龥A-Za-z0-9]*"
)
"""Reasons that are none."""


@rule("attr-present", Severity.ERROR, basis="国办发〔2016〕80号 一（一）", since=SINCE_ATTRIBUTES, judged=Judged.TODAY)
def attribute_not_stated(parsed: Parsed, meta: Document, _config: SiteConfig) -> Findings:
    """公开属性没有写明，或者不是“主动公开”“依申请公开”“不予公开”三者之一。

    公文的公开属性在起草时就要确定。没有写明属性的页面，本程序一律不公开，以免误发；也就是说，漏写会使应当公开的内容不见。

    在页首写明 公开属性: 主动公开（或者依申请公开、不予公开）。
    """
    if meta.attribute not in ATTRIBUTES:
        offence = f"公开属性“{meta.attribute}”不是{'、'.join(ATTRIBUTES)}之一" if meta.attribute else "没有写明公开属性"
        yield flaw(parsed.at("attribute"), offence, "写作 公开属性: 主动公开；没有写明的页面不会公开")


@rule(
    "attr-leak",
    Severity.ERROR,
    scope=Scope.OUTPUT,
    basis="《中华人民共和国政府信息公开条例》第十四条、第十五条、第十六条",
    fixed=True,
    since=SECRECY,
    judged=Judged.TODAY,
)
def withheld_leaks(output: Output) -> Findings:
    """没有公开的内容，其标题、正文、附件或者网址出现在将要发布的文件中；责任分工中的联络电话也一样。

    公开属性不是“主动公开”的、草稿、未到发布日期的、三同步不齐套而暂缓的页面，一个字也不应出现在任何输出文件里：
    网页、检索数据、站点地图、订阅、导出和附件的文字都查，读不出的附件由 priv-unscanned 报告。没有归入栏目的文件，公开
    属性不是“主动公开”的，同样查。
    本规则不能关闭、降级或者忽略。

    判断的办法：网址，凡指向未公开页面即是；附件，凡与之路径相同或者字节相同即是；正文，以二十个字以上的句子为准，
    出处不是已公开页面自身的，一句即是；公开属性不是“主动公开”而句子又恰好写在某一个已公开页面里的，满两句（原文不足两句的，一句）即是，
    在两个以上已公开页面里都有的是套话，不算。标题，出现即是，但与已公开的标题、栏目名称相同，或者只是其中一部分的，不算，
    因为分不清说的是哪一个；不足六个字的标题（如“会议通知”）是普通词语，不单独作为证据，其正文、附件和网址照查。
    草稿和未到日期的内容，若已公开页面自己写了同样的标题或句子（例如修订稿与现行文本），不算泄露。附件算它所在页面自己
    写的；附件里恰好只有一句相同的，分不清是套话还是抄录，报告为“无法判定”。软件和默认版式自己的标题、栏目用语（如解读页面上的
    “惠企利民举措一览”），以及自有版式写的草稿标题，不算泄露。

    site_config.toml 责任分工中的联络电话，出现即是；不带区号的，同联络员的姓名在一处才是；只有姓名的不算。机关自己公布
    的、登记在 privacy.office_numbers 中的号码不查。

    从已公开的页面中删去这些内容，或者先依法改变公开属性；不必公开的原文，可以不放在 content/ 中。
    """
    for leak in leaks(output):
        file = f"附件 {leak.source}" if leak.source else f"输出文件 {leak.path}"
        said = f"{file} 含有未公开页面 {leak.page.path}（{_reason(leak.page)}）的{leak.what}"
        if leak.sure:
            yield flaw(leak.span, said, "从公开的页面、附件或版式中删去它；确可公开的，先改公开属性并记录变更")
        else:
            yield unknown(leak.span, f"{said}，只有一句，也可能是套话", "由人核对：是抄录的，从附件中删去")
    for one in spills(output, DUTY):
        yield flaw(
            one.span,
            output.secrets.private.masked(f"{one.file} 含有 {one.record}的{one.said}，只供内部使用"),
            "从公开的内容中删去；确是对外公布的公务号码，登记在 privacy.office_numbers 中",
        )


@rule(
    "attr-ground",
    Severity.ERROR,
    basis="《中华人民共和国政府信息公开条例》第三十六条第（三）项；国办发〔2016〕80号 一（一）",
    since=DISCLOSURE,
    judged=Judged.TODAY,
)
def closed_without_ground(parsed: Parsed, meta: Document, _config: SiteConfig) -> Findings:
    """不予公开的内容没有写明依据（条例第十四条、第十五条、第十六条）和理由。

    公开是常态，不公开是例外。不予公开只能依据条例第十四条至第十六条，还要说明理由；日后复查、复议、诉讼都要看这条记录。

    在页首写“不公开依据”（如 条例第十六条第二款 过程性信息）和“不公开理由”。依据的是这一部条例，别的法律
    （如保守国家秘密法）的第十六条不算，写在理由里；理由写“无”“不公开”的，等于没有写。
    """
    if meta.attribute != CLOSED:
        return
    if not articles(meta.ground):
        offence = (
            f"不公开依据“{meta.ground}”不是条例第十四条、第十五条、第十六条" if meta.ground else "不予公开而没有写依据"
        )
        yield flaw(parsed.at("ground" if meta.ground else "attribute"), offence, "填写“不公开依据”，如 条例第十五条")
    if not meta.ground_reason:
        yield flaw(parsed.at("attribute"), "不予公开而没有写理由", "填写“不公开理由”")
    elif EMPTY.fullmatch(meta.ground_reason.strip()):
        offence = f"不公开理由“{meta.ground_reason}”没有说明为什么"
        yield flaw(parsed.at("ground_reason"), offence, "写明是什么信息、公开会有什么后果，如 含有企业没有公开的报价")


@rule(
    "attr-review-due",
    Severity.WARNING,
    scope=Scope.SITE,
    basis="《中华人民共和国政府信息公开条例》第十八条",
    local=True,
    since=DISCLOSURE,
    judged=Judged.TODAY,
)
def review_overdue(site: Site) -> Findings:
    """不公开的内容超过审查周期没有重新审查公开属性。

    对不予公开的信息须定期评估审查，情势变化可以公开的应当公开。条例没有规定周期，本程序默认十二个月，
    可在 site_config.toml 的 limits.review_months 中调整。依申请公开的内容一并审查。周期从“属性审查日期”算起；
    没有审查过的，从更新日期或者发布日期算起，两者都没有的，从成文日期算起。“属性审查日期”写成了以后的日期，或者比页面最早的
    日期还早一个周期以上的，多半是写错了，也报告；以后的日期不算审查过。用 --as-of 回看过去某一天，
    site.lock 表明此后还发布过内容的，那一天之后的审查日期不报告。

    重新审查后，更新页首的“属性审查日期”；审查结果是可以公开的，改公开属性并写“属性变更记录”。
    """
    months = site.config.limits.review_months
    for page in site.having(Document, withheld=True):
        if page.meta.reviewed and (doubt := _misdated(page.meta.reviewed, page.meta, site)):
            yield flaw(page.at("reviewed"), doubt, "改正“属性审查日期”")
        if not demanded(page.meta):
            continue
        one = review(page, site)
        if one.undatable:
            offence = f"{page.meta.attribute}的内容没有审查日期，也没有发布日期，无法计算审查周期"
            yield unknown(page.at("attribute"), offence, "填写“属性审查日期”")
        elif one.overdue:
            done = f"上次审查公开属性是 {one.last}" if one.reviewed else f"自 {one.last} 起没有审查过公开属性"
            yield flaw(
                page.at("reviewed" if one.reviewed else "attribute"),
                f"{done}，到 {site.as_of} 已超过 {months} 个月",
                "重新审查，更新“属性审查日期”",
            )


@rule(
    "attr-change-log",
    Severity.WARNING,
    scope=Scope.HISTORY,
    basis="《中华人民共和国政府信息公开条例》第十七条、第十八条；《2020年上海市商务委员会政务公开工作要点》一（四）",
    local=True,
    since=DISCLOSURE,
    judged=Judged.TODAY,
)
def change_unrecorded(site: Site) -> Findings:
    """公开属性变更了，却没有记录日期、依据和批准人。

    属性的动态调整要有审查、有据可查。已经公开过的页面撤下来，公众会问为什么；原来不公开的放出去，事后收不回来。没有记录，
    机关自己也答不出。

    在页首“属性变更记录”中加一条，写明日期、原属性、现属性、依据、批准人。原来的属性以 site.lock 的记录为准：公开过的
    页面登记在其中；不公开的，每次发布时只记页面编号和公开属性，不记标题，这个文件也不会发布。没有补上记录以前，
    登记的仍是原来的属性，每次检查都会报告。几条记录的先后看日期，不看书写的次序；日期不能晚于今天，尚未发布的页面除外。
    """
    for page in site.having(Document, withheld=True):
        log = page.meta.attribute_log
        for number, change in enumerate(log):
            if change.date and change.date < DISCLOSURE:
                continue
            parts = (
                ("日期", change.date),
                ("原属性", change.before),
                ("现属性", change.after),
                ("依据", change.basis),
                ("批准人", change.approver),
            )
            if missing := [label for label, value in parts if not value]:
                yield flaw(
                    page.at("attribute_log", number), f"属性变更记录没有写{'、'.join(missing)}", f"补写“{missing[0]}”"
                )
            ahead = change.date and change.date > site.as_of and not site.looks_back
            if ahead and page.withheld is not Withheld.FUTURE:
                offence = f"属性变更记录的日期 {change.date} 晚于今天（{site.as_of}）"
                yield flaw(page.at("attribute_log", number, "date"), offence, "改正日期；还没有变更的，变更以后再写")
        attribute = page.meta.attribute
        last = latest(page.meta)
        if last is not None and log[last].after != attribute:
            yield flaw(
                page.at("attribute_log", last, "after"),
                f"最后一条变更记录的现属性是“{log[last].after}”，页面的公开属性却是“{attribute}”",
                "补上最近一次变更的记录",
            )
        elif (before := former(page, site)) and not accounted(page.meta, before):
            was = f"曾于 {site.lock.entries[page.id].published} 公开" if before == OPEN else f"原来是“{before}”"
            lacks = f"变更记录中没有从“{before}”起的一条" if log else "没有变更记录"
            yield flaw(
                page.at("attribute"),
                f"这一页{was}，现在是“{attribute or '未写明'}”，{lacks}",
                "在“属性变更记录”中写明日期、依据和批准人",
            )


def _misdated(day: date, meta: Document, site: Site) -> str:
    """What makes a day of review impossible; empty where nothing does."""
    if day > site.as_of and not site.looks_back:
        return f"属性审查日期 {day} 晚于今天（{site.as_of}）"
    told = [one.date() for one in (meta.published, meta.updated) if one]
    told += [one for one in (meta.written_on, *(change.date for change in meta.attribute_log)) if one]
    first = min(told, default=None)
    if first and months_after(day, site.config.limits.review_months) < first:
        return f"属性审查日期 {day} 远早于页面最早的日期 {first}"
    return ""


def _reason(page: Page[Document]) -> str:
    return page.meta.attribute if page.meta.attribute not in {"", OPEN} else str(page.withheld or "未公开")
