"""专题: topics that gather something, and go on gathering until they are archived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.kinds.base import Document
from generator.kinds.topic import Topic, belated, gathered
from generator.model.diagnostics import Severity
from generator.model.site import Page, Site
from generator.rules.engine import Finding, Findings, Judged, Scope, flaw, rule
from generator.rules.sources import INSPECTION
from generator.text.chinese import suggest

SHORT = 2
"""Characters of a tag that is too short to tell a slip from another subject: 外资 and 外贸."""
BASIS = "国办秘函〔2019〕19号 空白栏目；《2020年上海市商务委员会政务公开工作要点》三（一）、三（二）"


@rule("topic-nonempty", Severity.WARNING, scope=Scope.SITE, basis=BASIS, since=INSPECTION, judged=Judged.TODAY)
def topic_empty(site: Site) -> Findings:
    """专题没有设置收录什么，或者按设置一条内容也收不到；设置没有专题页面，或者标签写错了。

    专题按 site_config.toml 中 [[topics]] 的设置，把各栏目中带有某些标签、类型、处室或者年度的内容集中到一页。
    空的专题同空白栏目一样，让公众白跑一趟；多半是标签写错了，或者内容还没有发布。没有一个页面使用、又与别的标签只差
    一点的标签（三个字以上），按写错报告。

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
    yield from _unused(site)


def _unused(site: Site) -> Iterator[Finding]:
    """Settings that no page of a topic takes up, and tags that no page has but one of another spelling."""
    pages = {page.meta.topic or page.id for page in site.having(Topic, withheld=True)}
    tags = (
        {tag for page in site.having(Document, withheld=True) for tag in page.meta.tags} if site.config.topics else ()
    )
    for number, topic in enumerate(site.config.topics):
        if topic.id not in pages:
            near = suggest(topic.id, pages)
            cure = f"是否应为 {near}？" if near else "写专题页面，编号与 id 相同，或者删去这一节"
            yield flaw(site.setting("topics", number, "id"), f"收录设置“{topic.id}”没有专题页面", cure)
        for place, section in enumerate(topic.sections):
            for nth, tag in enumerate(section.tags):
                near = suggest(tag, tags) if len(tag) > SHORT and tag not in tags else None
                if near:
                    span = site.setting("topics", number, "sections", place, "tags", nth)
                    yield flaw(span, f"分组“{section.name}”的标签“{tag}”没有一个页面使用", f"是否应为 {near}？")


@rule("topic-section", Severity.NOTE, scope=Scope.SITE, basis=BASIS, since=INSPECTION, judged=Judged.TODAY)
def section_empty(site: Site) -> Findings:
    """专题收到了内容，其中一个分组却是空的。

    空的分组在页面上写明“目前没有这方面的内容”。内容还没有发布的，可以等；多半是几项条件合在一起没有页面符合，或者符合的
    都已归入前面的分组。一条内容都没有的专题由 topic-nonempty 报告，已经归档的不查。

    核对这个分组的条件，调整分组的先后，或者删去分组。
    """
    places = {one.id: number for number, one in enumerate(site.config.topics)}
    for page in site.having(Topic):
        number, found = places.get(page.meta.topic or page.id), gathered(page, site)
        over = page.meta.archived is not None and page.meta.archived <= site.as_of
        if number is None or over or not any(pages for _, pages in found):
            continue
        for place, (name, pages) in enumerate(found):
            if not pages:
                offence = f"专题“{page.meta.title}”的分组“{name}”没有收录到内容"
                cure = "核对这个分组的条件，看符合的内容是否已归入前面的分组"
                yield flaw(site.setting("topics", number, "sections", place), offence, cure)


@rule(
    "topic-stale",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=f"{BASIS}（期限没有统一规定）",
    since=INSPECTION,
    judged=Judged.TODAY,
)
def topic_stale(site: Site) -> Findings:
    """专题长期没有新内容，也没有归档；或者已经归档，还有符合收录条件的新内容。

    专题是为一段时间的重点工作开设的，工作结束后不注明，公众会以为还在更新。期限没有统一规定，本程序默认一百八十天，可在
    site_config.toml 的 limits.topic_days 中修改。写了“归档日期”的专题从那一天起不再收录，此后的内容
    带着它的标签，公众在专题里却看不到。

    发布新内容；工作已经结束的，在专题页面写“归档日期”。归档以后又有新内容的，改写“归档日期”恢复收录，或者去掉新内容的标签。
    """
    days = site.config.limits.topic_days
    for page in site.having(Topic):
        if page.meta.archived and page.meta.archived <= site.as_of:
            for one in belated(page, site):
                offence = f"专题“{page.meta.title}”自 {page.meta.archived} 起归档，不再收录 {_day(one)} 发布的本页"
                yield flaw(one.at("tags"), offence, "去掉本页的标签，或者改写专题的“归档日期”")
            continue
        newest = max((_day(one) for _, pages in gathered(page, site) for one in pages), default=None)
        if newest and site.as_of > newest + timedelta(days):
            passed = (site.as_of - newest).days
            offence = f"专题“{page.meta.title}”最新的内容发布于 {newest}，到 {site.as_of} 已有 {passed} 天"
            yield flaw(page.at("title"), offence, "发布新内容，或者写“归档日期”")


def _day(page: Page[Document]) -> date:
    return page.meta.published_on or date.min
