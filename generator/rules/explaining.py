"""What an interpretation states as data agrees with its documents: the clauses that it cites, the measures."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.base import Enacted, Titled
from generator.kinds.citations import begins, citations
from generator.kinds.lasting import outlasting
from generator.kinds.policy import Interpretation
from generator.model.content import Loc
from generator.model.diagnostics import Severity
from generator.model.schema import Record
from generator.model.site import Page, Site
from generator.rules.engine import Finding, Findings, Scope, flaw, rule
from generator.rules.mentions import Called, mentions, titles
from generator.rules.papers import called
from generator.rules.sources import LOGIC
from generator.rules.sync import PLAN, PLAN_SINCE
from generator.text.clauses import article, cited, has
from generator.text.dates import chinese_date
from generator.text.patterns import lazily

_PAPERS = "(?:本|该|有关|相关)?(?:文件|通知|办法|细则|实施细则|意见|政策|原文|正文|全文|附件|规定|要求)"
_SENT_AWAY = lazily(
    r"(?:无|没有|暂无|不详|不明|待定|略|(?:将|待|具体)?(?:另行|后续|以后|近期)(?:通知|公布|发布|规定|明确|制定)"
    rf"|(?:具体)?(?:详见|见|参见|参照|按照?|依照?|根据|以|详情见|请见){_PAPERS}(?:规定|要求|内容|为准)?(?:执行|办理|申请|申报)?)"
    r"[。.]?"
)
"""A way to apply that tells none."""


@rule("sync-clause", Severity.ERROR, scope=Scope.SET, basis=f"{LOGIC}：解读须与文件一致")
def clause_not_there(site: Site) -> Findings:
    """解读引用了文件没有的条款，或者本页没有的标题。

    “条款解读”把解读和文件逐条连起来，两边的页面互相链接；条款号抄错，公众就被带到别处去了。条、款、项都与文件正文核对：
    一条中每个自然段是一款，（一）（二）是项；几条可以写在一起，如“第三条、第五条至第七条”。不分条的文件，写标题或者段落开头的几个字。“文件”应当是本篇的解读对象之一，
    “标题”应当是本页的一个标题。文件不在本站或者没有公开的，由 sync-dangling 报告；正文中链接的条款不存在的，由
    link-broken 报告；正文中没有链接、只提到的，由 sync-mention 报告。
    """
    for page in site.having(Interpretation):
        for one in citations(site)[page.id]:
            if one.where and one.document:
                yield from _missing(site.pages[one.document], one.clause, page, one.where)
        titles = {heading.text for heading in page.parsed.headings}
        for number, note in enumerate(page.meta.clauses):
            yield from _unclear(note.document, page, ("clauses", number), site)
            if note.heading and note.heading not in titles:
                message = f"本页没有标题“{note.heading}”，条款解读连不过去"
                yield flaw(page.at("clauses", number, "heading"), message, "照本页的标题写，或删去“标题”")


def _missing(document: Page[Record], clause: str, page: Page[Interpretation], where: Loc) -> Iterator[Finding]:
    """What is wrong with a clause that is said to be in a document."""
    wanted, text = cited(clause), document.parsed.text
    if wanted is None:
        if not begins(document.parsed, clause):
            message = f"{called(document.meta)}没有以“{clause}”开头的标题或者段落"
            yield flaw(page.at(*where), message, "条款写作“第三条”“第十二条第二款”，不分条的写标题或段落开头的几个字")
        return
    found = article(text, wanted)
    if found is None:
        articles = [heading.text for heading in document.parsed.headings if cited(heading.text)]
        extent = f"有{articles[0]}至{articles[-1]}" if articles else "不分条，写标题或段落开头的几个字"
        yield flaw(page.at(*where), f"{called(document.meta)}没有{wanted.article}", f"对照文件改正；文件{extent}")
    elif not has(text, wanted):
        count = len(found.paragraphs)
        message = f"{called(document.meta)}的{wanted.article}没有{clause.removeprefix(wanted.article)}"
        yield flaw(page.at(*where), message, f"对照文件改正；{wanted.article}共{count}款")


def _unclear(name: str, page: Page[Interpretation], where: Loc, site: Site) -> Iterator[Finding]:
    """What is wrong with the document whose clauses are said to be explained."""
    if not name and len(page.interprets) > 1:
        yield flaw(page.at(*where), f"本篇解读{len(page.interprets)}份文件，没有写明是哪一份的条款", "补填“文件”")
    elif name and site.names.get(name, "") not in page.interprets:
        message = f"条款解读中的文件“{name}”不是本篇的解读对象"
        yield flaw(page.at(*where, "document"), message, "写解读对象之一的发文字号或者页面编号")


@rule("sync-mention", Severity.WARNING, scope=Scope.SET, basis=f"{LOGIC}：解读须与文件一致")
def mentioned_clause_not_there(site: Site) -> Findings:
    """解读的文字提到文件的某一条、某一款，文件中没有。

    公众会照着条款号去查原文，查不到，就不知道该信哪一个。正文、文字替代、演示步骤中写的“《文件名》第九条”“文号第九条”都与
    解读对象核对；只解读一份文件的，“本办法第九条”“《办法》第九条”也核对。说的也可能是旧文件、草案、别的文件的，不作判断；
    文件不分条的，或者已被修改的，也不作判断。请对照文件改正条款号，或者写明是哪一份文件。
    """
    for page in site.having(Interpretation):
        known = [site.pages[name] for name in page.interprets if name in site.pages]
        if len(known) < len(page.meta.interprets):
            continue
        papers = [(one, one.meta) for one in known if isinstance(one.meta, Enacted)]
        names = [Called(meta.doc_number, titles(meta), _former(meta, site)) for _, meta in papers]
        for where, text in _said(page):
            for one in mentions(text, names):
                paper, _ = papers[one.document]
                if not paper.amended_by and _lacks(paper, one.clause) and not _linked(page, one.clause):
                    span = page.at(where) if where else page.parsed.line(text.count("\n", 0, one.place))
                    message = f"解读提到{called(paper.meta)}{one.clause}，文件没有"
                    yield flaw(span, message, "对照文件改正；说的是别的文件的，写明它的全称或者文号")


def _said(page: Page[Interpretation]) -> tuple[tuple[str, str], ...]:
    """What an interpretation says, each with the field that says it; "" for its body."""
    return (("", page.parsed.text), *page.meta.spoken)


def _former(meta: Enacted, site: Site) -> frozenset[str]:
    """The titles of the documents that one replaces or amends; "" for one that this site does not have."""
    some = (site.find(site.names.get(name, "")) for name in (*meta.replaces, *meta.amends))
    return frozenset(
        title for one in some for title in (titles(one.meta) if one and isinstance(one.meta, Titled) else ("",))
    )


def _lacks(paper: Page[Record], clause: str) -> bool:
    """Tell whether a document that consists of articles lacks a clause."""
    articles = any(heading.anchor.startswith("art-") for heading in paper.parsed.headings)
    wanted = cited(clause)
    return articles and wanted is not None and not has(paper.parsed.text, wanted)


def _linked(page: Page[Interpretation], clause: str) -> bool:
    """Tell whether a mention is a link: whether that leads anywhere is link-broken's matter."""
    return any(clause in link.text and "#" in link.target for link in page.parsed.links)


@rule("sync-measure", Severity.WARNING, scope=Scope.SET, basis=PLAN, since=PLAN_SINCE)
def measure_out_of_reach(site: Site) -> Findings:
    """惠企利民举措没有写怎样申请，或者与文件、与声明矛盾。

    知道有好处而不知道怎样得到，等于没有。每项举措写明“申请方式”，有办事指南的写“办事指南”；不用申请的写“无需申请”。只写
    “无”“另行通知”“详见文件”“按规定办理”的，等于没写。截止日期不能晚于文件的有效期；写了举措的，不能再声明“无惠企利民
    举措”。
    """
    for page in site.having(Interpretation):
        if page.meta.no_benefit and page.meta.measures:
            message = f"声明无惠企利民举措，又列了{len(page.meta.measures)}项举措"
            yield flaw(page.at("no_benefit"), message, "两者留一")
        for number, one in enumerate(page.meta.measures):
            if not one.how and not one.guide:
                message = f"举措“{one.name}”没有写怎样申请"
                yield flaw(page.at("measures", number), message, "填写 申请方式 或 办事指南；不用申请的写“无需申请”")
            elif not one.guide and _SENT_AWAY.fullmatch("".join(one.how.split())):
                message = f"举措“{one.name}”的申请方式只写了“{one.how}”"
                yield flaw(page.at("measures", number, "how"), message, "写明向谁、在哪里、怎样申请")
            late = outlasting(page, site) if one.until else None
            if one.until and late and late.meta.expires and late.meta.expires < one.until:
                yield flaw(
                    page.at("measures", number, "until"),
                    f"举措“{one.name}”截止于{chinese_date(one.until)}，晚于{called(late.meta)}的有效期"
                    f"{chinese_date(late.meta.expires)}",
                    "核对两处日期",
                )
