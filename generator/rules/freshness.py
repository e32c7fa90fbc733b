"""更新: what on the site has gone stale, what is blank, and what nobody can date (国办秘函〔2019〕19号)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from generator.kinds.base import Document
from generator.kinds.website import SiteReport
from generator.model.config import ColumnConfig, SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Severity
from generator.model.output import Output
from generator.model.site import Site
from generator.rules.ages import Pace, ages, blank
from generator.rules.engine import Finding, Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.outputs import HOME
from generator.rules.papers import opens_column
from generator.rules.sources import INSPECTION
from generator.rules.ways import reached

BASIS = "国办秘函〔2019〕19号 政府网站检查指标 单项否决"
YEARLY = date(2018, 2, 1)
"""Reports of 2017 were the first that 国办函〔2018〕12号 asks for."""
STALE, LONG_STALE, BLANK = 5, 10, 5
"""Columns that are enough to fail the whole site; fixed by 国办秘函〔2019〕19号."""


@rule(
    "col-home-stale",
    Severity.ERROR,
    scope=Scope.SITE,
    basis=f"{BASIS} 首页不更新",
    since=INSPECTION,
    judged=Judged.TODAY,
)
def home_stale(site: Site) -> Findings:
    """首页上最新的一条信息已经超过两周。

    首页栏目两周没有更新，检查时单项否决，整个网站不合格。首页显示全栏目最新发布的内容，所以任何栏目发布一条新的即可。
    以发布日期为准：改旧内容的更新日期不算更新，没有注明日期的视为没有更新。

    发布新的内容。期限可以在 site_config.toml 的 freshness.home_days 中缩短，不能超过14天。
    本专栏只是网站的一部分、首页另有系统维护的，可以调低本规则的级别并写明理由。
    """
    dated = [page for page in site.having(Document) if page.meta.published_on]
    if not dated:
        yield flaw(site.setting("site", "name"), "首页没有一条注明日期的信息", "发布内容，写明“发布日期”")
        return
    newest = max(dated, key=lambda page: (page.meta.published_on or date.min, page.id))
    day, limit = newest.meta.published_on or date.min, site.config.freshness.home_days
    if site.as_of > day + timedelta(limit):
        passed = (site.as_of - day).days
        yield flaw(
            newest.at("published"),
            f"首页最新的信息发布于 {day}，到 {site.as_of} 已有 {passed} 天，超过 {limit} 天",
            "发布新的内容",
        )


@rule(
    "col-stale",
    Severity.WARNING,
    scope=Scope.SITE,
    basis="国办秘函〔2019〕19号 政府网站检查指标",
    since=INSPECTION,
    judged=Judged.TODAY,
)
def column_stale(site: Site) -> Findings:
    """栏目超过期限没有更新，或者其中的内容都没有日期，无法判定。

    动态、要闻类两周，通知公告、政策文件类六个月，其他栏目按各自的期限。过期的栏目多了，整个网站不合格
    （col-stale-5、col-stale-10）。动态、要闻和政策文件按栏目类别认，通知公告按栏目名称认，其他栏目以
    site_config.toml 中该栏目的 fresh_days（日）为期限，没有写的不作要求；给前两类写的 fresh_days 只能缩短期限。
    政策文件、通知公告只看最上一级，下级栏目的内容算在内。

    前两类以发布日期为准，其他栏目也看更新日期。发布新的内容；确已不再更新的，并入其他栏目或者删去栏目。
    """
    for age in site.once(ages):
        name = age.column.config.name
        span = site.setting("columns", age.number, "name")
        if age.newest is None:
            yield unknown(span, f"栏目“{name}”中的内容都没有日期，无法判定是否按期更新", "写明“发布日期”")
        elif age.stale:
            passed = (site.as_of - age.newest).days
            yield flaw(
                span,
                f"栏目“{name}”最近更新于 {age.newest}，到 {site.as_of} 已有 {passed} 天；"
                f"{age.pace}栏目应在{age.limit}内更新",
                "发布新的内容；确已不再更新的，并入其他栏目或者删去",
            )


@rule(
    "col-stale-5", Severity.ERROR, scope=Scope.SITE, basis=f"{BASIS} 栏目不更新", since=INSPECTION, judged=Judged.TODAY
)
def too_many_stale(site: Site) -> Findings:
    """动态、要闻类和通知公告、政策文件类栏目中，过期没有更新的一共有五个以上。

    动态、要闻类超过两周，通知公告、政策文件类超过六个月没有更新，两类合计达到五个，检查时单项否决。

    更新其中的栏目，或者把内容不多的栏目合并。各栏目的情况见 col-stale。
    """
    yield from _too_many(site, (Pace.NEWS, Pace.PAPERS), STALE)


@rule(
    "col-stale-10", Severity.ERROR, scope=Scope.SITE, basis=f"{BASIS} 栏目不更新", since=INSPECTION, judged=Judged.TODAY
)
def too_many_long_stale(site: Site) -> Findings:
    """应更新的其他栏目中，过期没有更新的达到十个。

    动态、要闻、通知公告、政策文件以外，应当更新而长期没有更新的栏目达到十个，检查时单项否决。
    各栏目的期限写在 site_config.toml 中该栏目的 fresh_days。

    更新其中的栏目，或者把内容不多的栏目合并。各栏目的情况见 col-stale。
    """
    yield from _too_many(site, (Pace.OWN,), LONG_STALE)


@rule(
    "col-blank",
    Severity.WARNING,
    scope=Scope.SITE,
    basis="国办秘函〔2019〕19号 政府网站检查指标",
    since=INSPECTION,
    judged=Judged.TODAY,
)
def column_blank(site: Site) -> Findings:
    """栏目里什么也没有，也没有说明。

    空白栏目让公众白跑一趟，也是检查的扣分项；多了整个网站不合格（col-blank-5）。
    下级栏目有内容的不算空白；草稿、未到发布日期的、不公开的都不算内容。不进入导航的栏目不在此列。

    发布内容，或者在 site_config.toml 的该栏目中写 absent（暂无内容说明），说明会显示在栏目页上；用不着的栏目删去。
    """
    for number, config in site.once(blank):
        yield flaw(
            site.setting("columns", number, "name"),
            f"栏目“{config.name}”是空白的",
            f"在 content/{config.folder}/ 中发布内容，或写 absent 说明为什么没有",
        )


@rule(
    "col-blank-5", Severity.ERROR, scope=Scope.SITE, basis=f"{BASIS} 栏目不更新", since=INSPECTION, judged=Judged.TODAY
)
def too_many_blank(site: Site) -> Findings:
    """空白栏目达到五个。

    空白栏目达到五个，检查时单项否决，整个网站不合格。

    删去或者合并用不着的栏目；暂时没有内容的写明 absent（暂无内容说明）。空白的是哪些，见 col-blank。
    """
    found = site.once(blank)
    if len(found) >= BLANK:
        yield _veto(site, found[0][0], [config for _, config in found], f"空白栏目有 {len(found)} 个", BLANK)


@rule(
    "item-undated",
    Severity.WARNING,
    basis="国办秘函〔2019〕19号 政府网站检查指标",
    since=INSPECTION,
    judged=Judged.TODAY,
    published=True,
)
def item_undated(parsed: Parsed, meta: Document, _config: SiteConfig) -> Findings:
    """栏目列表中的内容没有日期。

    没有日期的内容，公众看不出新旧，检查时视为没有更新。栏目首页（index.md）不在列表中，不作要求。

    在页首写明“发布日期”。
    """
    if not meta.published and not opens_column(parsed):
        yield flaw(parsed.at("title"), f"《{meta.title}》没有发布日期，在列表中看不出新旧", "填写“发布日期”")


@rule("site-year-report", Severity.WARNING, scope=Scope.OUTPUT, basis="国办函〔2018〕12号", since=YEARLY)
def year_report_missing(output: Output) -> Findings:
    """1月31日过了，还没有公布上一年度的政府网站工作年度报表，报表不全，或者首页没有到它的链接。

    政府网站每年1月31日前公布上一年度的报表，放在首页显著位置，说明信息发布、专栏专题、解读回应、办事服务、互动交流、安全防护、
    移动新媒体、创新发展八个方面的情况，由公众监督。

    用“政府网站工作年度报表”页面，写明“报告年度”和八个部分的“报表指标”，没有的写 0 或者“否”。
    默认版式的首页自动列出最近一年的报表。报表由整个网站另行公布、本专栏没有栏目收这种内容的，本规则不作判断。
    """
    site = output.site
    taking = [n for n, one in enumerate(site.config.columns) if SiteReport.kind_id in one.kinds]
    if not taking or site.as_of <= date(site.as_of.year, 1, 31):
        return
    year = str(site.as_of.year - 1)
    reports = [page for page in site.having(SiteReport) if page.meta.year == year]
    if not reports:
        yield flaw(
            site.setting("columns", taking[0], "name"),
            f"没有公布{year}年政府网站工作年度报表，应于{site.as_of.year}年1月31日前公布",
            f"gongkai new 政府网站工作年度报表 --set 报告年度={year}",
        )
    ends = reached(output, HOME)
    for page in reports:
        if page.meta.missing:
            missing = "、".join(page.meta.missing)
            yield flaw(page.at("indicators"), f"{year}年政府网站工作年度报表没有填写：{missing}", "填写“报表指标”")
        if HOME in output.traces and page.url not in ends:
            yield flaw(page.at("title"), f"首页没有到{year}年政府网站工作年度报表的链接", "在首页版式中放回链接")


def _too_many(site: Site, paces: tuple[Pace, ...], most: int) -> Findings:
    known = [age for age in site.once(ages) if age.pace in paces]
    stale = [age for age in known if age.stale]
    undated = [age for age in known if age.newest is None]
    kind = "、".join(paces)
    if len(stale) >= most:
        columns = [age.column.config for age in stale]
        yield _veto(site, stale[0].number, columns, f"{kind}栏目中，过期没有更新的有 {len(stale)} 个", most)
    elif len(stale) + len(undated) >= most:
        names = "、".join(age.column.config.name for age in undated)
        yield unknown(
            site.setting("columns", undated[0].number, "name"),
            f"{kind}栏目中，过期没有更新的有 {len(stale)} 个，另有 {len(undated)} 个的内容都没有日期：{names}；"
            f"无法判定是否达到 {most} 个",
            "写明“发布日期”",
        )


def _veto(site: Site, first: int, columns: Iterable[ColumnConfig], said: str, most: int) -> Finding:
    names = "、".join(config.name for config in columns)
    span = site.setting("columns", first, "name")
    return flaw(span, f"{said}：{names}；达到 {most} 个即单项否决", "更新、合并或者删去其中的栏目")
