"""重大行政决策事项目录 against the dossiers of its items: what is decided is listed, and what is listed is decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.kinds.decision import Decision, DecisionCatalogue, DecisionItem, Stage, decisions, listings, reached
from generator.model.diagnostics import Severity
from generator.model.site import Page, Site
from generator.rules.decisions import ACT, PLAN
from generator.rules.engine import Finding, Findings, Scope, flaw, rule, unknown
from generator.text.dates import chinese_date
from generator.text.periods import last_day

HEARD = "公众参与"
TAKEN_OFF = re.compile("移出|移除|撤出目录|不再列入")
POSTPONED = re.compile("延|推迟|暂缓|暂停|中止|转入|结转|调整[为至到]|改为|改在|顺延|移[出除]|不再")


@rule("dec-listed", Severity.WARNING, scope=Scope.SITE, basis=f"{ACT}第三条；{PLAN}", since=date(2020, 4, 19))
def catalogue_and_dossiers_differ(site: Site) -> Findings:
    """决策事项目录和事项页面对不上：事项没有列入目录、列了两次、年度不同，或者目录的一行缺项、过期。

    目录是决策的起点：先列入，再征求意见、作出决策；目录随工作动态调整，调整要说明理由。事项页面上“列入目录”一步的日期取自
    目录：目录的发布日期，年度内增列的取“列入日期”。逐行检查：履行程序要写明，征求公众意见的要有“公众参与”；计划完成时间
    过了还没有作出决策的，要说明推迟到什么时候；增列、移出的要写“调整说明”。计划完成时间读不出是哪一天以前的，无法判定。

    在目录中增列事项，“事项页面”写事项的页面编号；上一年没有完成的，可以再列入下一年的目录。不再决策的，不要删去这一行，
    填写“移出日期”和“调整说明”，事项的状态随之改为“已移出目录”。
    """
    catalogues = list(site.having(DecisionCatalogue))
    years = {one.meta.year for one in catalogues}
    for dossier in site.having(Decision):
        # Where there is no catalogue of the current year at all, that is what dec-catalog reports.
        if years and (dossier.meta.year in years or dossier.meta.year != str(site.as_of.year)):
            yield from _unlisted(dossier, site)
    for page in catalogues:
        yield from _repeated(page, site)
        for number, row in enumerate(page.meta.rows):
            yield from _row(page, number, row, site)


def _unlisted(page: Page[Decision], site: Site) -> Iterator[Finding]:
    """A dossier that no catalogue names, or only those of other years."""
    years = dict.fromkeys(one.catalogue.meta.year for one in site.once(listings).get(page.id, ()))
    if not years:
        cure = f"在目录中增列这一事项，“事项页面”写 {page.id}，并写“列入日期”和“调整说明”"
        yield flaw(page.at("title"), f"“{page.meta.title}”没有列入重大行政决策事项目录", cure)
    elif page.meta.year not in years:
        offence = f"事项的年度是{page.meta.year}，列在{'、'.join(years)}年度的目录中"
        yield flaw(page.at("year"), offence, "核对“年度”和目录")


def _repeated(page: Page[DecisionCatalogue], site: Site) -> Iterator[Finding]:
    """Two rows that name one dossier; what was taken off may be listed again."""
    seen: dict[str, int] = {}
    for number, row in enumerate(page.meta.rows):
        name = site.names.get(row.decision, row.decision)
        if not name or row.removed:
            continue
        if name in seen:
            offence = f"“{row.name}”和第{seen[name] + 1}行“{page.meta.rows[seen[name]].name}”是同一个事项页面 {name}"
            yield flaw(page.at("rows", number, "decision"), offence, "核对“事项页面”")
        seen.setdefault(name, number)


def _row(page: Page[DecisionCatalogue], number: int, row: DecisionItem, site: Site) -> Iterator[Finding]:
    """What a row lacks, and what is over."""
    if row.added and row.added > site.as_of:
        return
    if not row.procedures:
        yield flaw(page.at("rows", number), f"“{row.name}”没有写履行程序", "填写“履行程序”")
    yield from _adjusted(page, number, row)
    dossier = decisions(site).get(site.names.get(row.decision, row.decision))
    stages = reached(dossier, site) if dossier else (Stage.LISTED,)
    if row.procedures and HEARD not in row.procedures and Stage.OPEN in stages:
        offence = f"“{row.name}”的履行程序没有公众参与，事项页面征求公众意见"
        yield flaw(page.at("rows", number, "procedures"), offence, f"在“履行程序”中加上“{HEARD}”")
    decided = dossier is not None and dossier.meta.decided is not None and dossier.meta.decided <= site.as_of
    if decided or row.removed or not row.planned:
        return
    last, span = last_day(row.planned, int(page.meta.year)), page.at("rows", number, "planned")
    if last is None:
        offence = f"读不出“{row.name}”计划在哪一天以前完成：{row.planned}"
        yield unknown(span, offence, "写成 2020年12月 或者 2020年三季度")
    elif last < site.as_of and not POSTPONED.search(row.note):
        offence = f"“{row.name}”计划{row.planned}完成，已经过了，没有作出决策"
        yield flaw(span, offence, "在“调整说明”中写明推迟到什么时候、为什么；作出决策的，填写事项页面")


def _adjusted(page: Page[DecisionCatalogue], number: int, row: DecisionItem) -> Iterator[Finding]:
    """A change of the catalogue without its reason or its day."""
    begun = row.added or page.meta.published_on
    later = row.added is not None and page.meta.published_on is not None and row.added > page.meta.published_on
    if (later or row.removed) and not row.note:
        what, field = ("移出目录", "removed") if row.removed else ("年度内增列", "added")
        yield flaw(page.at("rows", number, field), f"“{row.name}”{what}，没有写调整说明", "填写“调整说明”")
    if row.removed and begun and row.removed < begun:
        offence = f"“{row.name}”{chinese_date(row.removed)}移出，早于列入的{chinese_date(begun)}"
        yield flaw(page.at("rows", number, "removed"), offence, "核对“列入日期”和“移出日期”")
    if not row.removed and TAKEN_OFF.search(row.note):
        offence = f"“{row.name}”的调整说明写了移出，没有填写移出日期"
        yield flaw(page.at("rows", number, "note"), offence, "填写“移出日期”，事项的状态才会改变")
