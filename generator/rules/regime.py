"""政府信息公开制度: the texts that must be there, what they rest on, and their history."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from generator.kinds.base import Document
from generator.kinds.decision import Decision
from generator.kinds.guide import LEVELS, Guide, Regulation, RequestGuide
from generator.kinds.procedure import SINCE
from generator.kinds.service import ServiceGuide
from generator.kinds.service_list import ServiceList
from generator.model.config import FIXED_COLUMNS, SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Severity, Span
from generator.model.site import Page, Site, Validity
from generator.rules.engine import Findings, Judged, Scope, flaw, rule
from generator.rules.limits import stated
from generator.rules.papers import called, own
from generator.rules.sources import DISCLOSURE, PLATFORM
from generator.rules.successions import SUCCESSIONS, Succession, outdated
from generator.text.dates import chinese_date

PLAN = "《2020年上海市商务委员会政务公开工作要点》一（一）"
PLAN_SINCE = date(2020, 4, 19)
ENDED = frozenset({Validity.EXPIRED, Validity.REPEALED})
LOCAL = frozenset({"地方性法规", "规章"})
DISCLOSING = re.compile("信息公开|政务公开")
OWN_RULES = re.compile(
    "(?:信息公开|政务公开)(?:[》〉的、和与及]|以及|政府信息|信息公开|政务|公开|工作|条例|管理|实施|暂行|试行|若干|具体|日常)*"
    "(?:细则|办法|规定|制度|规范|规程|规则)"
)
"""The title of a text for the whole duty: no other word says that it is for a part (申请办理, 专栏运维, 保密审查)."""
PASSED = frozenset(LEVELS) - {"规范性文件"}
"""Ranks of the texts that carry a 题注."""


@rule(
    "regime-core",
    Severity.ERROR,
    scope=Scope.SITE,
    basis=f"{PLAN}；国办公开办函〔2019〕61号",
    since=PLAN_SINCE,
    judged=Judged.TODAY,
)
def core_text_missing(site: Site) -> Findings:
    """政府信息公开制度栏目没有条例、本地的政府信息公开规定，或者本机关的实施细则。

    公众要能在一处看到公开工作依据什么、本机关怎样落实：国家的条例、本地的规定、本机关自己的实施细则，三样缺一不可。
    已经失效、废止的不算。

    在制度栏目发布所缺的一项：`gongkai new 政府信息公开制度`。条例和规定可以写提要并链接全文。
    本机关的细则凭标题认出：“信息公开”或“政务公开”后面接“实施细则”“实施办法”“工作制度”“管理办法”等字样。只管一个环节的
    制度（如申请办理规程、专栏考核办法、保密审查办法）不能代替。
    """
    texts = [page.meta for page in site.having(Regulation) if in_force(page)]
    there = {
        "《中华人民共和国政府信息公开条例》": any("政府信息公开条例" in one.title for one in texts),
        "本地的政府信息公开规定（规章或者地方性法规）": any(
            one.level in LOCAL and DISCLOSING.search(one.title) for one in texts
        ),
        "本机关的政府信息公开实施细则": any(
            of_the_organ(one, site.config) and OWN_RULES.search(one.title) for one in texts
        ),
    }
    names = [column.name for column in site.config.columns]
    place = ("columns", names.index(FIXED_COLUMNS[1]), "name") if FIXED_COLUMNS[1] in names else ("columns",)
    for name, is_there in there.items():
        if not is_there:
            yield flaw(site.setting(*place), f"制度栏目没有{name}", "用“政府信息公开制度”页面发布，写明文号和题注")


@rule(
    "regime-outdated",
    Severity.WARNING,
    basis="《中华人民共和国政府信息公开条例》（国务院令第711号）第五十六条；《上海市政府信息公开规定》（沪府令32号）",
    since=DISCLOSURE,
    judged=Judged.TODAY,
)
def repealed_text_cited(parsed: Parsed, meta: Document, _config: SiteConfig) -> Findings:
    """页面引用的依据已经被新的文件替代，或者照写了旧条例已经取消的规定。

    依据失效，据此说的期限、条件、程序就可能都错了：例如国务院令第492号规定15个工作日答复，现行条例是20个工作日。
    已知的替代关系有：国务院令第492号（2019年5月15日起为第711号），沪府令2号、52号（2020年6月1日起为沪府令32号），
    《上海市行政规范性文件制定和备案规定》（2019年8月1日起为沪府令17号），《上海市重大行政决策程序暂行规定》
    （2020年9月1日起为沪府令35号）。旧条例的两条规定也在此列：年度报告3月31日前公布（现在本机关的是1月31日，
    3月31日是主管部门公布本级政府年度报告的期限），申请须出于“自身生产、生活、科研等特殊需要”（现在不问用途）。

    改引新的文件，并核对所引的条款。只写文号、不写名称的，在说政府信息公开的句子里，或者在指南、申请说明、制度的页面上，
    才认作引用，因为各届政府的令号会重复。讲沿革的句子（写了“废止”“修订前”“首次公布”等，或者同时写了新的文号）不算；
    公文按成文日期，其他页面按最后更新的日期，早于替代之日的不查。
    """
    day = told_on(meta)
    known = [one for one in SUCCESSIONS if day and day >= one.since]
    for one, span in citations(parsed, meta, known):
        yield flaw(span, f"引用了{one.former}，它自{chinese_date(one.since)}起已被替代", f"改引{one.successor}")


@rule(
    "regime-unrevised",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=PLAN,
    since=PLAN_SINCE,
    judged=Judged.TODAY,
    local=True,
)
def own_text_unrevised(site: Site) -> Findings:
    """本机关的制度仍然有效，所依据的文件却已经被替代，或者还写着旧条例的期限。

    上位文件修订以后，配套制度应当及时修订、完善；照旧制度办事，期限和程序都会出错。

    修订这项制度，在“修订沿革”中记一笔；不再需要的，写明废止依据和废止日期。替代关系见 regime-outdated，
    期限见 appl-terms；成文在替代之后的制度由那两条规则检查。
    """
    for page in site.having(Regulation):
        day = told_on(page.meta)
        if not in_force(page) or not day or not of_the_organ(page.meta, site.config):
            continue
        dated = f"{called(page.meta)}成文于{chinese_date(day)}"
        for one, span in citations(
            page.parsed, page.meta, [one for one in SUCCESSIONS if day < one.since <= site.as_of]
        ):
            yield flaw(
                span,
                f"{dated}，依据的{one.former}自{chinese_date(one.since)}起已被替代",
                f"按照{one.successor}修订，或者废止",
            )
        if day < SINCE <= site.as_of:
            for limit, line in stated(page.parsed.text, about=False):
                if limit.wrong:
                    yield flaw(
                        page.parsed.line(line),
                        f"{dated}，写的是{limit.words}，{limit.term.name}的期限现在是{limit.term.days}个工作日",
                        f"按照现行条例{limit.term.article}修订，或者废止",
                    )


@rule(
    "regime-history",
    Severity.WARNING,
    on=Regulation,
    basis="国办公开办函〔2019〕61号；国家规章库的题注格式",
    since=PLATFORM,
    judged=Judged.TODAY,
)
def history_inconsistent(parsed: Parsed, meta: Regulation, _config: SiteConfig) -> Findings:
    """法规、规章没有题注，或者制度的修订沿革前后不一。

    题注写明谁在哪一天以哪个文号公布、修订，读者据此知道看的是哪一个版本。修订沿革应当按时间先后写，最后一次就是页面上
    这个版本，日期与成文日期相同。

    在“修订沿革”中逐次写明日期、文号和方式（公布、修正、修订等）。
    """
    days = [one.date for one in meta.revisions]
    versions = [one.date for one in meta.revisions if one.action != "废止"]
    if meta.level in PASSED and not any(one.number and one.action for one in meta.revisions):
        yield flaw(parsed.at("revisions"), f"{called(meta)}没有题注", "在“修订沿革”中写明公布的日期、文号和方式")
    for at, (before, after) in enumerate(pairwise(days), 1):
        if after < before:
            yield flaw(
                parsed.at("revisions", at, "date"),
                f"修订沿革中{chinese_date(after)}排在{chinese_date(before)}之后",
                "按时间先后排列",
            )
    if versions and meta.written and max(versions) != meta.written:
        yield flaw(
            parsed.at("written"),
            f"成文日期{chinese_date(meta.written)}与最后一次修订的日期{chinese_date(max(versions))}不同",
            "页面应当是最后一次修订的版本，两个日期相同",
        )


def told_on(meta: Document) -> date | None:
    """The day by which a page must be judged: that of its signature, else of its last change."""
    days = [one for one in (meta.published_on, meta.updated and meta.updated.date()) if one]
    return meta.written_on or max(days, default=None)


def citations(parsed: Parsed, meta: Document, among: Sequence[Succession]) -> Iterator[tuple[Succession, Span]]:
    """Which of some replaced texts a page rests on, by its fields or in its text, each where it is first cited."""
    about = isinstance(meta, (Guide, RequestGuide, Regulation)) or bool(DISCLOSING.search(meta.title))
    found: dict[Succession, Span] = {}
    for where, name in _bases(meta):
        for one, _ in outdated(name, among, about=about):
            found.setdefault(one, parsed.at(*where))
    for one, line in outdated(parsed.text, among, about=about) if among else ():
        found.setdefault(one, parsed.line(line))
    yield from found.items()


def _bases(meta: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What a page names as its basis (制定依据, 设定依据, 决策依据), and in which field."""
    named = meta.basis if isinstance(meta, (ServiceGuide, Decision)) else meta.relies_on
    yield from ((("basis", number), name) for number, name in enumerate(named))
    if isinstance(meta, ServiceList):
        yield from ((("rows", number, "basis"), one.basis) for number, one in enumerate(meta.rows) if one.basis)


def of_the_organ(meta: Regulation, config: SiteConfig) -> bool:
    """Tell whether a text is the organ's own, not a law, regulation or rule that it passes on."""
    return meta.level not in PASSED and own(meta, config)


def in_force(page: Page[Regulation]) -> bool:
    """Tell whether a text has not ended."""
    return page.validity not in ENDED
