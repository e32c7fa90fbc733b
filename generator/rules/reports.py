"""政府信息公开年报 over the years: published in time, kept, in step with the year before and with the site itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.kinds.annual import AnnualReport
from generator.kinds.figures import number
from generator.kinds.formats import format_of
from generator.kinds.outline import CARRIED, FORWARDED, Count, Row
from generator.kinds.request import Request, requests
from generator.kinds.service_list import list_items
from generator.kinds.tally import closed_by, tabulate
from generator.model.diagnostics import Severity, Span
from generator.model.site import LockEntry, Page, Site, Withheld
from generator.rules.clock import report_due
from generator.rules.engine import Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.holdings import holding, listing
from generator.rules.ledger import unread
from generator.rules.sources import PLATFORM
from generator.text.dates import chinese_date

ACT = "《中华人民共和国政府信息公开条例》第四十九条"
DUE_SINCE = date(2020, 1, 31)
"""The first day by which a report was due under the act of 2019; before, it was 31 March."""
KEPT = "国办公开办函〔2019〕61号：政府信息公开年报栏目集中展示历年年报"
COMPARED = frozenset(Count) - {Count.REPEALED}
"""What the site is asked; whether what lapsed or was cleared away counts as 废止, practice differs."""
NAMED = 3
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def reports(site: Site) -> Mapping[int, Page[AnnualReport]]:
    """The published reports by year; of two for one year the first by id."""
    return site.once(_by_year)


def _by_year(site: Site) -> dict[int, Page[AnnualReport]]:
    found: dict[int, Page[AnnualReport]] = {}
    for page in site.having(AnnualReport):
        found.setdefault(int(page.meta.year), page)
    return found


@rule("ann-due", Severity.ERROR, scope=Scope.SITE, basis=ACT, since=DUE_SINCE, judged=Judged.TODAY)
def report_overdue(site: Site) -> Findings:
    """过了1月31日，上一年度的年报还没有公布。

    行政机关应当在每年1月31日前向本级主管部门提交上一年度的政府信息公开工作年度报告，并向社会公布。按生成网站的日期判断：
    2月1日起，栏目中没有上一年度的年报，或者它还没有公开，就是错误。

    gongkai annual 2020 从网站和台账起草年报。文件读不懂的，或者公布过又不见了的，另有报告，这里不再重复。
    """
    year = site.as_of.year - 1
    last = report_due(year)
    if site.as_of <= last or year in reports(site) or year in _reported_elsewhere(site):
        return
    waiting = next(
        (one for one in site.having(AnnualReport, withheld=True) if one.meta.year == f"{year}"),
        None,
    )
    message = f"{year}年的年报应于{chinese_date(last)}前公布，至{chinese_date(site.as_of)}还没有公布"
    if waiting:
        reason = waiting.withheld.value if waiting.withheld else ""
        yield flaw(waiting.at(_REASONS.get(waiting.withheld, "title")), f"{message}：{reason}", "写完公布")
    else:
        yield flaw(_place(site), message, f"用 gongkai annual {year} 起草，尽快公布")


_REASONS: Mapping[Withheld | None, str] = {
    Withheld.DRAFT: "draft",
    Withheld.ATTRIBUTE: "attribute",
    Withheld.FUTURE: "published",
}
"""The field that keeps a page back."""


def _place(site: Site) -> Span:
    """Where the column of annual reports is configured."""
    for number_, column in enumerate(site.config.columns):
        if AnnualReport.kind_id in column.kinds:
            return site.setting("columns", number_, "name")
    return site.setting("columns")


@rule(
    "ann-carry", Severity.ERROR, scope=Scope.SITE, basis="逻辑：上年结转就是上一年年报的结转下年", judged=Judged.TODAY
)
def carried_differently(site: Site) -> Findings:
    """年报的“上年结转”与上一年度年报的“结转下年”不一致。

    上一年度没有办完、结转下来的申请，就是今年的上年结转，各类申请人和总计都要相同。请对照台账，查明是哪一年的年报有误；
    申请人类别认定有误的，在年报第六部分说明，并在本页忽略这条规则。

    网站上没有上一年度年报的，报告“无法判定”；2018年度及以前没有法定统计表，不核对。
    """
    for year, page in reports(site).items():
        rows = page.meta.rows
        if page.meta.format is None or format_of(year - 1) is None or CARRIED not in rows:
            continue
        before = reports(site).get(year - 1)
        earlier = before.meta.rows.get(FORWARDED) if before else None
        if earlier is None:
            lacking = f"{year - 1}年年报没有结转下年的数" if before else f"网站上没有{year - 1}年的年报"
            yield unknown(page.at(*CARRIED), f"{lacking}，无法核对上年结转", "补上上一年度的年报")
            continue
        row = next(one for one in page.meta.format.rows if one.where == CARRIED)
        for column, (head, mine, theirs) in enumerate(zip(row.heads, rows[CARRIED], earlier, strict=False)):
            now, then = number(mine), number(theirs)
            if now is not None and then is not None and now != then:
                message = f"{head.label}的上年结转是{mine}，{year - 1}年年报的结转下年是{theirs}"
                yield flaw(page.at(*CARRIED, column), message, "对照台账改正；上一年度年报有误的，改正并说明")
        blank = [at for at, pair in enumerate(zip(rows[CARRIED], earlier, strict=False)) if None in map(number, pair)]
        if blank:
            message = f"{year}年的上年结转或者{year - 1}年的结转下年有{len(blank)}格没有数，无法核对"
            yield unknown(page.at(*CARRIED, blank[0]), message, "没有的填0")


@rule("ann-vs-site", Severity.WARNING, scope=Scope.SITE, basis="逻辑：年报与网站公开的文件一致", judged=Judged.TODAY)
def documents_counted_differently(site: Site) -> Findings:
    """年报中规范性文件的件数、行政许可的项数，与网站上公开的文件、清单对不上。

    制发件数应当等于网站上成文日期在当年的本机关规范性文件数，现行有效件数应当等于到当年12月31日有效的件数；2019、2020年度的
    格式比的是新制作、新公开和对外公开的总数。对不上，不是文件没有公开，就是年报数错了，公众会问哪个对。

    2019、2020年度的格式还比行政许可：上一年项目数量加本年增减，应当等于行政许可事项清单在当年12月31日的项数；清单从次年
    1月才有的，按它的第一版核对。没有公布清单的不比；有几份互不接续的清单、分不清用哪一份的，报告“无法判定”。

    确有不同口径的（如清理时宣布失效的文件没有逐件上网），在年报第六部分说明，并忽略这条规则。文件没有写废止日期的，报告
    “无法判定”。
    """
    for year, page in reports(site).items():
        for row in page.meta.format.rows if page.meta.format else ():
            cells = page.meta.rows.get(row.where, ())
            if row.listed:
                yield from _items(page, row, year, site)
            for column, (count, head, text) in enumerate(zip(row.counted, row.heads, cells, strict=False)):
                stated = number(text)
                if stated is None or count not in COMPARED:
                    continue
                found = holding(site, count, year)
                span, has = page.at(*row.where, column), len(found.papers)
                if has <= stated <= has + len(found.doubtful) and found.doubtful:
                    message = f"{_some(found.doubtful)}没有写明何时废止或者失效，无法核对{head.label}"
                    yield unknown(span, message, "在这些文件的页首写 废止日期 或 有效期至")
                elif stated != has:
                    listed = f"：{_some(found.papers)}" if found.papers else ""
                    message = f"“{row.name}”的{head.label}是{text}，网站上{count.value}有{has}件{listed}"
                    yield flaw(span, message, "逐件核对；没有公开的文件补上，年报数错的改正")


def _items(page: Page[AnnualReport], row: Row, year: int, site: Site) -> Findings:
    """Compare the items at the end of a year with the list of them."""
    figures = [number(text) for text in page.meta.rows.get(row.where, ())[:2]]
    lists = listing(site, row.listed, year)
    if not lists or len(figures) < len(row.heads[:2]):
        return
    span, (items, change) = page.at(*row.where, 0), figures
    if len(lists) > 1:
        message = f"有{len(lists)}份{row.listed}，无法核对“{row.name}”的项数"
        yield unknown(span, message, "同一清单的新版写“上一版本”；确是几份的，逐份相加核对")
    elif items is not None and change is not None and items + change != (has := len(list_items(lists[0], site))):
        day = chinese_date(lists[0].meta.version) if lists[0].meta.version else ""
        said = f"“{row.name}”的{row.heads[0].label}{items}加{row.heads[1].label}{change}是{items + change}"
        yield flaw(span, f"{said}，{day}的{row.listed}有{has}项", "逐项核对；清单有变动而没有更新的，发布新版")


def _some(names: tuple[str, ...]) -> str:
    return "、".join(names[:NAMED]) + (f"等{len(names)}件" if len(names) > NAMED else "")


@rule("ann-vs-ledger", Severity.ERROR, scope=Scope.SITE, basis="逻辑：年报与申请台账一致", judged=Judged.TODAY)
def requests_counted_differently(site: Site) -> Findings:
    """年报的申请办理情况表，与依申请公开台账合计的数不一致。

    项目中有台账（requests/）的，逐格核对：当年收到的、以前收到而上年年底没有办结的、当年办结的（按办理结果）、年底没有办结的。
    台账中没有当年年底以前办结的申请，视为那时还没有建立台账，不核对。

    gongkai annual 2020 按台账填好这张表。台账漏登的补登，年报数错的改正；台账是年中才建立的，在年报中写明，并忽略
    这条规则。台账中有读不懂的记录时，报告“无法判定”。
    """
    records = [record for _, record in requests(site)]
    lost = unread(site)
    for year, page in reports(site).items():
        if page.meta.applications is None or page.meta.format is None or not _kept(records, year):
            continue
        if lost:
            message = f"台账中有{len(lost)}件记录读不懂（如{lost[0]}），无法与年报核对"
            yield unknown(page.at("applications", "received"), message, "先改正台账")
            continue
        counted = tabulate(records, year)
        for row in page.meta.format.applied:
            cells = page.meta.rows.get(row.where, ())
            for column, (head, text, count) in enumerate(zip(row.heads, cells, counted[row.where], strict=False)):
                if (stated := number(text)) != count:
                    said = text if stated is not None else f"“{text}”"
                    message = f"“{row.name}”的{head.label}是{said}，台账中有{count}件"
                    yield flaw(page.at(*row.where, column), message, "逐件核对台账和年报，改正错的一个")


def _kept(records: Iterable[Request], year: int) -> bool:
    """Tell whether there was a ledger in a year: something came to an end by then."""
    return any(closed_by(one, date(year, 12, 31)) for one in records)


@rule("ann-history", Severity.WARNING, scope=Scope.HISTORY, basis=KEPT, judged=Judged.TODAY, since=PLATFORM)
def earlier_report_disappeared(site: Site) -> Findings:
    """以前年度的年报不见了。

    年报栏目集中展示历年的年报，公众要能逐年查阅、比较。已经公布的年报又改为不公开，或者前后年度都有、唯独中间一年没有，都在
    此报告。请恢复缺少的年报，原来的网址不变；从未公布过的，补上并写实际的发布日期。

    site.lock 中登记过的页面连文件也没有了的，由 page-gone 报告，这里不再重复。
    """
    every = site.having(AnnualReport, withheld=True)
    for page in every:
        if page.withheld is Withheld.ATTRIBUTE and page.id in site.lock.entries:
            message = f"{page.meta.year}年的年报公布过，现在改成了{page.meta.attribute}"
            yield flaw(page.at("attribute"), message, "历年年报应当一直公开，恢复为主动公开")
    shown = sorted(reports(site))
    known = {int(page.meta.year) for page in every} | set(_reported_elsewhere(site))
    for year in range(shown[0], shown[-1]) if shown else ():
        if year not in known:
            after = reports(site)[next(one for one in shown if one > year)]
            message = f"有{shown[0]}年和{after.meta.year}年的年报，没有{year}年的"
            yield flaw(after.at("year"), message, f"补上{year}年的年报；公布过的从 git 恢复")


def _reported_elsewhere(site: Site) -> Iterator[int]:
    """Years whose reports other rules miss: of pages that are gone, or that cannot be read."""
    folders = {one.folder for one in site.config.columns if AnnualReport.kind_id in one.kinds}
    gone = (one for one in site.lock.entries.values() if one.id not in site.names)
    for entry in gone:
        if entry.url.rpartition("/")[0] in folders:
            yield from _years(entry)
    for parsed in site.broken:
        folder, _, name = parsed.path.removeprefix("content/").rpartition("/")
        if folder in folders:
            yield from _digits(name)


def _years(entry: LockEntry) -> Iterator[int]:
    """The year that a remembered report may have been about: it is in its id, else it is the year before it was out."""
    found = list(_digits(entry.id))
    yield from found or [entry.published.year - 1]


def _digits(name: str) -> Iterator[int]:
    yield from (int(one) for one in _YEAR.findall(name))
