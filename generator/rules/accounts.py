"""The figures of a 政府信息公开年报 against the year before, against the site's documents and lists, and the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from generator.kinds.annual import AnnualReport
from generator.kinds.figures import number
from generator.kinds.formats import format_of
from generator.kinds.outline import CARRIED, FORWARDED, Count, Row
from generator.kinds.request import Request, requests
from generator.kinds.service_list import list_items
from generator.kinds.tally import closed_by, tabulate
from generator.model.diagnostics import Severity
from generator.model.site import Page, Site
from generator.rules.engine import Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.holdings import Holding, holding, lapsed, listing, slack
from generator.rules.ledger import unread
from generator.rules.reports import every_report, reports
from generator.text.dates import chinese_date

NAMED = 3


def _all(site: Site) -> Iterator[tuple[int, Page[AnnualReport]]]:
    """Every report that is compared, with its year."""
    return ((year, page) for year, pages in every_report(site).items() for page in pages)


@rule(
    "ann-carry", Severity.ERROR, scope=Scope.SITE, basis="逻辑：上年结转就是上一年年报的结转下年", judged=Judged.TODAY
)
def carried_differently(site: Site) -> Findings:
    """年报的“上年结转”与上一年度年报的“结转下年”不一致。

    上一年度没有办完、结转下来的申请，就是今年的上年结转，各类申请人和总计都要相同。请对照台账，查明是哪一年的年报有误；
    申请人类别认定有误的，在年报第六部分说明，并在本页忽略这条规则。

    网站上没有上一年度年报的，报告“无法判定”；2018年度及以前没有法定统计表，不核对。
    """
    for year, page in _all(site):
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


@rule(
    "ann-stock",
    Severity.NOTE,
    scope=Scope.SITE,
    basis="逻辑：去年有效的，加今年制发的，减今年废止的",
    judged=Judged.TODAY,
)
def stock_unexplained(site: Site) -> Findings:
    """年报的现行有效件数，不等于上一年年报的现行有效件数加本年制发件数减本年废止件数。

    三个数一年接一年，规章、规范性文件各自应当接得上。网站上当年到期失效的、年底尚未施行的、早已失效今年才废止的文件，已经考虑在内；
    还是接不上的，多半有一年数错了，也可能是清理时宣布失效的没有算作废止，或者机构改革划入、划出了文件，请在第六部分说明。

    2021年度起的格式才有这三个数。上一年的年报不在网站上的，由 ann-carry 报告；格子
    空着的，由 ann-vs-site、ann-number 报告。
    """
    for year, page in _all(site):
        before = reports(site).get(year - 1)
        form = page.meta.format
        kept = next((row for row in form.rows if Count.IN_FORCE in row.counted), None) if form else None
        if before is None or kept is None or before.meta.format is not form:
            continue
        for row in form.rows if form else ():
            if row.heads == kept.heads:
                yield from _continued(page, before, row, kept, site)


def _continued(page: Page[AnnualReport], before: Page[AnnualReport], row: Row, kept: Row, site: Site) -> Findings:
    """Compare what is in force with what there was, what came and what went."""
    now, then = (_counts(one, row, kept) for one in (page, before))
    if len(now) < len(kept.counted) or Count.IN_FORCE not in then:
        return
    has, expected = now[Count.IN_FORCE], then[Count.IN_FORCE] + now[Count.WRITTEN] - now[Count.REPEALED]
    year = int(page.meta.year)
    fewer, more = slack(site, year) if row.counted else (0, 0)
    if not expected - fewer <= has <= expected + more:
        message = (
            f"“{row.name}”的现行有效件数是{has}，{year - 1}年年报的{then[Count.IN_FORCE]}"
            f"加本年制发{now[Count.WRITTEN]}减本年废止{now[Count.REPEALED]}是{expected}"
        )
        cure = "逐件核对两年的数；差在到期失效、清理或者划转的文件，在第六部分说明"
        yield flaw(page.at(*row.where, kept.counted.index(Count.IN_FORCE)), message, cure)


def _counts(page: Page[AnnualReport], row: Row, kept: Row) -> dict[Count, Decimal]:
    """The figures of a row by what they count, without those that are blank."""
    cells = page.meta.rows.get(row.where, ())
    found = ((count, number(text)) for count, text in zip(kept.counted, cells, strict=False))
    return {count: figure for count, figure in found if figure is not None}


@rule("ann-vs-site", Severity.WARNING, scope=Scope.SITE, basis="逻辑：年报与网站公开的文件一致", judged=Judged.TODAY)
def documents_counted_differently(site: Site) -> Findings:
    """年报中规范性文件的件数、行政许可的项数，与网站上公开的文件、清单对不上。

    制发件数应当等于网站上成文日期在当年的本机关规范性文件数，现行有效件数应当等于到当年12月31日有效的件数；2019、2020年度的
    格式比的是新制作、新公开和对外公开的总数。本年废止件数不少于网站上当年废止的件数，不多于它与当年到期失效的件数之和（到期失效
    是否算废止，各机关不一）。对不上，不是文件没有公开，就是年报数错了，公众会问哪个对。

    2019、2020年度的格式还比行政许可：上一年项目数量加本年增减，应当等于行政许可事项清单在当年12月31日的项数；清单从次年
    1月才有的，按它的第一版核对。没有公布清单的不比；有几份互不接续的清单、分不清用哪一份的，报告“无法判定”。

    确有不同口径的（如清理时宣布失效的文件没有逐件上网），在年报第六部分说明，并忽略这条规则。文件没有写废止日期的，格子
    空着的，报告“无法判定”。
    """
    for year, page in _all(site):
        for row in page.meta.format.rows if page.meta.format else ():
            if row.listed:
                yield from _items(page, row, year, site)
            if row.counted:
                yield from _papers(page, row, year, site)


def _papers(page: Page[AnnualReport], row: Row, year: int, site: Site) -> Findings:
    """Compare the counts of documents with the site's."""
    cells = page.meta.rows.get(row.where, ())
    empty: list[int] = []
    untold: dict[int, Holding] = {}
    for column, (count, head, text) in enumerate(zip(row.counted, row.heads, cells, strict=False)):
        stated, found = number(text), holding(site, count, year)
        has = len(found.papers)
        # Whether what ran out counts as repealed, practice differs.
        most = has + (len(lapsed(site, year)) if count is Count.REPEALED else 0)
        if stated is None:
            empty.append(column)
        elif has <= stated <= most + len(found.doubtful) and found.doubtful:
            untold[column] = found
        elif not has <= stated <= most:
            listed = f"：{_some(found.papers)}" if found.papers else ""
            message = f"“{row.name}”的{head.label}是{text}，网站上{count.value}有{has}件{listed}"
            yield flaw(page.at(*row.where, column), message, "逐件核对；没有公开的文件补上，年报数错的改正")
    if untold:
        names = tuple(dict.fromkeys(name for found in untold.values() for name in found.doubtful))
        message = f"{_some(names)}没有写明何时废止或者失效，无法核对{_labels(row, untold)}"
        yield unknown(page.at(*row.where, min(untold)), message, "在这些文件的页首写 废止日期 或 有效期至")
    if empty:
        message = f"“{row.name}”的{_labels(row, empty)}没有数，无法与网站核对"
        yield unknown(page.at(*row.where, empty[0]), message, "填写数字，没有的填0")


def _labels(row: Row, columns: Iterable[int]) -> str:
    return "、".join(row.heads[column].label for column in columns)


def _items(page: Page[AnnualReport], row: Row, year: int, site: Site) -> Findings:
    """Compare the items at the end of a year with the list of them."""
    figures = [number(text) for text in page.meta.rows.get(row.where, ())[:2]]
    lists = listing(site, row.listed, year)
    if not lists or len(figures) < len(row.heads[:2]):
        return
    span, (items, change) = page.at(*row.where, 0), figures
    if empty := [column for column, figure in enumerate(figures) if figure is None]:
        message = f"“{row.name}”的{_labels(row, empty)}没有数，无法与{row.listed}核对"
        yield unknown(page.at(*row.where, empty[0]), message, "填写数字，没有的填0")
    elif len(lists) > 1:
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
    for year, page in _all(site):
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
