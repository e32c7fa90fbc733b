"""政府信息公开年报 over the years: published in time, one for each year, and kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from generator.kinds.annual import AnnualReport
from generator.kinds.base import Document
from generator.kinds.registry import KINDS
from generator.model.diagnostics import Severity, Span
from generator.model.site import LockEntry, Page, Site, Withheld
from generator.rules.clock import report_due
from generator.rules.engine import Findings, Judged, Scope, flaw, rule
from generator.rules.sources import PLATFORM
from generator.text.dates import chinese_date

ACT = "《中华人民共和国政府信息公开条例》第四十九条"
DUE_SINCE = date(2020, 1, 31)
"""The first day by which a report was due under the act of 2019; before, it was 31 March."""
KEPT = "国办公开办函〔2019〕61号：政府信息公开年报栏目集中展示历年年报"
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def reports(site: Site) -> Mapping[int, Page[AnnualReport]]:
    """The published reports by year; of two for one year the first that was out."""
    return site.once(_first)


def every_report(site: Site) -> Mapping[int, tuple[Page[AnnualReport], ...]]:
    """All published reports by year, in the order of publication; other organs' (来源) only where there is no own."""
    return site.once(_by_year)


def _first(site: Site) -> dict[int, Page[AnnualReport]]:
    return {year: pages[0] for year, pages in every_report(site).items()}


def _by_year(site: Site) -> dict[int, tuple[Page[AnnualReport], ...]]:
    found: defaultdict[int, list[Page[AnnualReport]]] = defaultdict(list)
    for page in sorted(site.having(AnnualReport), key=_out):
        found[int(page.meta.year)].append(page)
    return {
        year: tuple(one for one in pages if not elsewhere(one.meta.source, site)) or tuple(pages)
        for year, pages in found.items()
    }


def _out(page: Page[Document]) -> tuple[date, str]:
    return page.meta.published_on or date.min, page.id


def elsewhere(source: str, site: Site) -> str:
    """The other organ from which a page comes (来源); empty for the site's own."""
    return "" if site.config.site.organ in source else source


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


@rule("ann-once", Severity.ERROR, scope=Scope.SITE, basis="逻辑：一个年度只有一份年度报告", judged=Judged.TODAY)
def reported_twice(site: Site) -> Findings:
    """同一年度的年报（或者政府网站工作年度报表）公开了两份。

    两份的数字、日期不会处处相同，公众不知道以哪一份为准。年报有更正的，改在原来的页面上，写明“更新日期”，网址不变；报告年度写错的
    改正。按发布日期，先发布的一份算原件，其余的在此报告；转载别的机关的，写明“来源”，不算重复。
    """
    for model in KINDS.values():
        first: dict[tuple[str, str], Page[Document]] = {}
        for page in sorted(site.having(model), key=_out) if model.yearly else ():
            year = str(getattr(page.meta, "year", ""))
            before = first.setdefault((elsewhere(page.meta.source, site), year), page)
            if before is not page:
                message = f"{year}年的{model.kind_label}已有一份：{before.path}"
                yield flaw(page.at("year"), message, "只留一份，更正改在原来的页面上；年度写错的改正")


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
    """The year that a remembered report was about: it is in its id, unless that year was not over when it was out.

    An id may have been numbered by the year in which it was made; then it is the year before it was out.
    """
    found = [year for year in _digits(entry.id) if year < entry.published.year]
    yield from found or [entry.published.year - 1]


def _digits(name: str) -> Iterator[int]:
    yield from (int(one) for one in _YEAR.findall(name))
