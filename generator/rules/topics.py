"""专题: topics that gather something, and go on gathering until they are archived."""

from __future__ import annotations

from datetime import date, timedelta

from generator.kinds.base import Document
from generator.kinds.topic import Topic, gathered
from generator.model.diagnostics import Severity
from generator.model.site import Page, Site
from generator.rules.engine import Findings, Judged, Scope, flaw, rule
from generator.rules.sources import INSPECTION

BASIS = "国办秘函〔2019〕19号 空白栏目；《2020年上海市商务委员会政务公开工作要点》三（一）、三（二）"


@rule("topic-nonempty", Severity.WARNING, scope=Scope.SITE, basis=BASIS, since=INSPECTION, judged=Judged.TODAY)
def topic_empty(site: Site) -> Findings:
    """专题没有设置收录什么，或者按设置一条内容也收不到。

    专题按 site_config.toml 中 [[topics]] 的设置，把各栏目中带有某些标签、类型、处室或者年度的内容集中到一页。
    空的专题同空白栏目一样，让公众白跑一趟；多半是标签写错了，或者内容还没有发布。

    核对 [[topics]] 的设置和页面的“标签”；专题结束的，写“归档日期”；不再需要的，删去专题页面。
    """
    known = {one.id for one in site.config.topics}
    for page in site.having(Topic):
        name = page.meta.topic or page.id
        if name not in known:
            cure = f'在 site_config.toml 中加一节 [[topics]]，id = "{name}"'
            yield flaw(page.at("topic"), f"专题“{page.meta.title}”没有收录设置", cure)
        elif not any(pages for _, pages in gathered(page, site)):
            cure = "核对 [[topics]] 的设置和各页面的“标签”"
            yield flaw(page.at("title"), f"专题“{page.meta.title}”没有收录到任何内容", cure)


@rule(
    "topic-stale",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=f"{BASIS}（期限没有统一规定）",
    since=INSPECTION,
    judged=Judged.TODAY,
)
def topic_stale(site: Site) -> Findings:
    """专题长期没有新内容，也没有归档。

    专题是为一段时间的重点工作开设的，工作结束后不注明，公众会以为还在更新。期限没有统一规定，本程序默认一百八十天，可在
    site_config.toml 的 limits.topic_days 中修改。

    发布新内容；工作已经结束的，在专题页面写“归档日期”。
    """
    days = site.config.limits.topic_days
    for page in site.having(Topic):
        if page.meta.archived and page.meta.archived <= site.as_of:
            continue
        newest = max((_day(one) for _, pages in gathered(page, site) for one in pages), default=None)
        if newest and site.as_of > newest + timedelta(days):
            passed = (site.as_of - newest).days
            offence = f"专题“{page.meta.title}”最新的内容发布于 {newest}，到 {site.as_of} 已有 {passed} 天"
            yield flaw(page.at("title"), offence, "发布新内容，或者写“归档日期”")


def _day(page: Page[Document]) -> date:
    return page.meta.published_on or date.min
