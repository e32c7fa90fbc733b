"""重大行政决策 and 会议公开: the public is heard before a decision, and told what became of it (国令第713号)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.kinds.base import Document
from generator.kinds.decision import SHORTEST, Decision, DecisionCatalogue, Meeting, accounted
from generator.kinds.participation import feedback_due
from generator.kinds.policy import Policy
from generator.kinds.sections import HEARD, matters, under
from generator.model.content import Parsed
from generator.model.diagnostics import Severity
from generator.model.schema import labels
from generator.model.site import Page, Site
from generator.rules.engine import Finding, Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.papers import bare, subject
from generator.text.chinese import in_common
from generator.text.dates import chinese_date

ACT = "《重大行政决策程序暂行条例》（国令第713号）"
IN_FORCE = date(2019, 9, 1)
"""国令第713号 in force."""
ADVANCE = "上海市商务委员会重大决策预公开管理办法（沪商办〔2020〕168号）"
PLAN = "《2020年上海市商务委员会政务公开工作要点》四（三）"
NOTHING = re.compile(
    "(?:没有|无|未[列确安]|不[设列])[^。；！]{0,24}(?:决策|事项)|(?:决策|事项)[^。；！]{0,6}(?:没有|无)"
)
"""How a catalogue says that it has no items."""
SHARED = 4
"""Characters in a row that the titles of a matter and of its paper have in common."""
GENERAL = re.compile("(?:暂行|试行|管理|实施|工作)?(?:办法|规定|细则|方案|意见|通知|导则|规范|标准|规划)$")
"""How titles of any matter end."""


@rule(
    "dec-catalog",
    Severity.ERROR,
    scope=Scope.SITE,
    basis=f"{ACT}第三条；{PLAN}",
    since=date(2020, 4, 19),
    judged=Judged.TODAY,
)
def catalogue_missing(site: Site) -> Findings:
    """设了重大行政决策栏目，却没有公布本年度的决策事项目录，或者目录是空的，又没有说明。

    目录告诉公众这一年要决定哪些大事、什么时候可以提意见；没有目录，征求意见就成了碰运气。目录一年一份，动态调整。
    一月底以前可以沿用上一年的目录。没有设重大行政决策栏目的，不作要求。

    用 gongkai new decision-catalogue 建立本年度目录；本年没有重大行政决策事项的，不写“目录事项”，在正文开头说明。
    """
    kind = DecisionCatalogue.kind_id
    place = next((number for number, one in enumerate(site.config.columns) if kind in one.kinds), None)
    years = {page.meta.year for page in site.having(DecisionCatalogue)}
    wanted = {str(site.as_of.year)} | ({str(site.as_of.year - 1)} if site.as_of.month == 1 else set())
    if place is not None and not years & wanted:
        year = site.as_of.year
        span = site.setting("columns", place, "name")
        yield flaw(span, f"没有公布 {year} 年度重大行政决策事项目录", "gongkai new decision-catalogue")
    for page in site.having(DecisionCatalogue):
        if not page.meta.rows and not NOTHING.search(page.parsed.opening):
            cure = "填写“目录事项”；确实没有的，在正文开头写明“本年没有重大行政决策事项”"
            yield flaw(page.at("rows"), "目录没有列出事项，也没有说明本年没有重大行政决策事项", cure)


@rule("dec-30d", Severity.ERROR, basis=f"{ACT}第十五条", on=Decision, since=IN_FORCE, published=True)
def consultation_too_short(parsed: Parsed, meta: Decision, _config: object) -> Findings:
    """征求意见的期限不足三十日，又没有说明理由。

    公开征求意见的期限一般不少于三十日；因情况紧急等原因需要缩短的，公开征求意见时应当予以说明。首尾两日都计算在内。

    延长“征求意见截止”，或者填写“缩短期限的理由”。
    """
    if meta.length is not None and meta.length < SHORTEST and not meta.short_reason:
        offence = f"征求意见 {meta.length} 日，不足 {SHORTEST} 日"
        yield flaw(parsed.at("ends"), offence, "延长期限，或者填写“缩短期限的理由”")


WRITTEN = {"proposal": ("草案",), "explanation": ("说明",), "basis": ("依据",)}
"""What may stand in the body, under a heading with the word."""


@rule("dec-draft", Severity.ERROR, basis=f"{ACT}第十五条；{ADVANCE}第四条", on=Decision, since=IN_FORCE, published=True)
def consultation_incomplete(parsed: Parsed, meta: Decision, _config: object) -> Findings:
    """征求意见没有公布决策草案、起草说明或者依据，没有写明提意见的方式或者期限。

    公众要看到草案全文和说明（理由背景、法律政策依据、主要内容），知道向谁、用什么方式、到什么时候为止提意见，
    才谈得上参与。只列入目录、还没有开始征求意见的事项不作要求。

    草案和说明写成文件名（“决策草案”“起草说明”），或者写在正文中，标题含“草案”“说明”，下面要有内容；“草案说明”是说明，
    不是草案。依据填“决策依据”，方式填“提出意见的方式”，期限填“征求意见开始”和“征求意见截止”。
    """
    if not (meta.begins or meta.ends or meta.answered or meta.decided):
        return
    written = matters(parsed, WRITTEN)
    for field, words in WRITTEN.items():
        label = labels(Decision)[field]
        if not getattr(meta, field) and field not in written:
            cure = f"填写“{label}”，或者写在正文中，标题含“{words[0]}”"
            yield flaw(parsed.at(field), f"征求意见没有{label}", cure)
    for field in ("method", "begins", "ends"):
        label = labels(Decision)[field]
        if not getattr(meta, field):
            offence = f"征求意见没有{label}" if field == "method" else f"没有写明{label}的日期"
            yield flaw(parsed.at(field), offence, f"填写“{label}”")


@rule(
    "dec-feedback",
    Severity.ERROR,
    scope=Scope.SITE,
    basis=f"{ADVANCE}第四条（期限没有统一规定）",
    since=IN_FORCE,
    judged=Judged.TODAY,
    local=True,
)
def opinions_unanswered(site: Site) -> Findings:
    """征求意见截止后，没有公布意见的收集和采纳情况，或者只写了公布日期，没有写情况。

    意见提了没有下文，公众下次就不提了。公布期限没有统一规定，本程序默认截止后三十日，可在
    site_config.toml 的 limits.feedback_days 中修改。只有日期的不算公布：页面不会替你说“没有收到意见”。

    填写“意见采纳情况”和“采纳情况公布日期”，也可以写在正文中，标题含“采纳”，下面要有内容；没有收到意见的，
    写“收到条数: 0”和公布日期。
    """
    for page in site.having(Decision):
        meta = page.meta
        due = feedback_due(meta.ends, site.config.limits)
        answered = meta.answered is not None and meta.answered <= site.as_of
        listed = sum(one.count for one in meta.opinions)
        if answered and not accounted(page):
            cure = "填写“意见采纳情况”；没有收到意见的，写“收到条数: 0”"
            yield flaw(page.at("answered"), "写了采纳情况公布日期，没有写采纳情况", cure)
        elif meta.ends and due and site.as_of > due and not answered:
            offence = f"{chinese_date(meta.ends)}截止征求意见，应于{chinese_date(due)}前公布采纳情况"
            yield flaw(page.at("ends"), offence, "填写“意见采纳情况”和“采纳情况公布日期”")
        if meta.received is not None and meta.received < listed:
            offence = f"收到{meta.received}条，意见采纳情况列出{listed}条"
            yield flaw(page.at("received"), offence, "核对“收到条数”和各条意见的“条数”")


@rule("dec-reasons", Severity.WARNING, basis=f"{ADVANCE}第四条第（三）项", on=Decision, since=IN_FORCE, published=True)
def rejected_without_reason(parsed: Parsed, meta: Decision, _config: object) -> Findings:
    """较为集中的意见没有采纳，又没有写明理由。

    多数人提的同一条意见没有采纳，要说清为什么；只写“未采纳”，等于没有回应。

    在这一条意见下填写“理由”。
    """
    for number, one in enumerate(meta.opinions):
        if one.concentrated and one.adopted == "未采纳" and not one.reason:
            span = parsed.at("opinions", number, "adopted")
            yield flaw(span, f"较为集中的意见“{one.text}”未采纳，没有写明理由", "填写“理由”")


@rule(
    "dec-final",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=f"{ACT}第三十二条",
    since=IN_FORCE,
    judged=Judged.TODAY,
)
def decision_without_text(site: Site) -> Findings:
    """决策已经作出，没有链接决策文件，链接的不是这件事的文件，文件没有解读；或者后评估只写了日期。

    决策机关应当及时公布决策；社会公众普遍关心的，还要说明公众意见、专家论证意见的采纳情况。公众从征求意见看到结果，
    中间不能断。决策文件在决策以后成文、发布，采纳情况最迟与它同日公布；文件公布了，事项才显示“已公布决策”。文件的标题
    与事项没有共同的词语的，无法判定是不是同一件事。

    在“决策文件”中填写文件的页面编号或者发文字号，并填写“决策日期”；文件的解读按三同步的要求发布。
    """
    for page in site.having(Decision):
        meta = page.meta
        if meta.evaluated and meta.evaluated <= site.as_of and not meta.evaluation:
            yield flaw(page.at("evaluated"), "写了后评估日期，没有写后评估情况", "填写“后评估情况”")
        if meta.result and not meta.decided:
            yield flaw(page.at("result"), "写了决策文件，没有写决策日期", "填写“决策日期”")
        if not (meta.decided and meta.decided <= site.as_of):
            continue
        if not meta.result:
            yield flaw(page.at("decided"), "决策已经作出，没有链接决策文件", "填写“决策文件”")
        for number, name in enumerate(meta.result):
            yield from _paper(page, number, name, site)


def _paper(page: Page[Decision], number: int, name: str, site: Site) -> Iterator[Finding]:
    """What is wrong with a paper that a decision is said to have come to."""
    target, span = site.pages.get(site.names.get(name, "")), page.at("result", number)
    if target is None or not isinstance(target.meta, Document):
        yield unknown(span, f"决策文件 {name} 不在本站，无法判定是否公布和解读", "在本站发布，或者核对后写明")
        return
    days = (("成文", target.meta.written_on), ("发布", target.meta.published_on))
    early = next(((word, day) for word, day in days if day and page.meta.decided and day < page.meta.decided), None)
    published, answered = target.meta.published_on, page.meta.answered
    if early:
        offence = f"决策文件 {name} {chinese_date(early[1])}{early[0]}，早于决策日期，不会是这次决策的文件"
        yield flaw(span, offence, "核对“决策文件”和“决策日期”")
        return
    if not _of_one_matter(page.meta.title, target.meta.title, site.config.site.organ):
        offence = f"决策文件 {name} 的标题“{target.meta.title}”与本事项没有共同的词语，无法判定是不是同一件事"
        yield unknown(span, offence, "核对“决策文件”；确是这件事的，在事项标题中用文件的名称")
    if published and answered and answered > published:
        offence = f"采纳情况{chinese_date(answered)}公布，晚于决策文件的发布日期{chinese_date(published)}"
        yield flaw(page.at("answered"), offence, "核对日期；采纳情况最迟与决策文件同日公布")
    if isinstance(target.meta, Policy) and not target.interpreted_by and not target.meta.exempted:
        yield flaw(span, f"决策文件 {name} 没有解读", f"gongkai new interpretation --for {target.id}")


def _of_one_matter(one: str, other: str, organ: str) -> bool:
    """Tell whether two titles share a run of words that says what they are about."""
    first, second = (GENERAL.sub("", bare(subject(title)).replace(organ, "")) for title in (one, other))
    return in_common(first, second) >= min(SHARED, len(first), len(second))


@rule(
    "dec-meeting",
    Severity.WARNING,
    basis=f"国办发〔2016〕80号 一（二）；{PLAN}",
    on=Meeting,
    since=date(2016, 11, 10),
    published=True,
)
def meeting_incomplete(parsed: Parsed, meta: Meeting, _config: object) -> Findings:
    """会议公开没有写明会议日期、议题、列席人员的类别，或者意见采纳的情况；会议日期晚于页面的发布和更新。

    请利益相关方和公众代表列席会议，是为了让决定听得到不同的声音；只说开了会，看不出听了谁的、听进去多少。
    列席的市民只写类别和人数，不写姓名。

    填写“会议日期”“议题”“列席人员”“意见采纳情况”；情况也可以写在正文中，标题含“意见”“建议”或者“采纳”，下面要有内容。
    会上决定的文件公布了的，写在“相关决策”中。
    """
    told = (
        ("会议日期", "held", meta.held),
        ("议题", "topics", meta.topics),
        ("列席人员", "attendees", meta.attendees),
        ("意见采纳情况", "outcome", meta.outcome or under(parsed, HEARD)),
    )
    for label, field, present in told:
        if not present:
            yield flaw(parsed.at(field), f"会议公开没有写明{label}", f"填写“{label}”")
    last = max((one.date() for one in (meta.published, meta.updated) if one), default=None)
    if meta.held and last and meta.held > last:
        offence = f"会议日期{chinese_date(meta.held)}在页面最后一次发布（{chinese_date(last)}）以后"
        yield flaw(parsed.at("held"), offence, "核对“会议日期”；会后补写的，填写“更新日期”")
