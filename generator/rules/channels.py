"""平台渠道: accounts that fell silent, and places that nobody finds (2020 work plan, 五（二）、五（三）)."""

from __future__ import annotations

from datetime import date

from generator.kinds.channel import MediaAccounts, Places
from generator.model.content import Parsed
from generator.model.diagnostics import Severity
from generator.model.site import Site
from generator.rules.engine import Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.sources import INSPECTION
from generator.text.patterns import lazily

REVISED = date(2019, 5, 15)
"""国令第711号 in force."""
UNSAID = lazily("[待未]定|待(?:公布|通知|补充|确定)|暂无|无|略|不详|另行(?:通知|公布|公告)|[^一-龥A-Za-z0-9]*")
"""What is written where nothing is told."""


@rule(
    "media-stale",
    Severity.WARNING,
    scope=Scope.SITE,
    basis="国办秘函〔2019〕19号 政务新媒体检查指标 单项否决",
    since=INSPECTION,
    judged=Judged.TODAY,
    local=True,
)
def account_silent(site: Site) -> Findings:
    """政务新媒体账号超过两周没有更新，没有写明最近更新日期而无法判定，或者页面改了却没有写更新日期。

    监测时间点前两周内没有更新的账号，检查时单项否决。不再维护的账号要注销，不能一停了之；停更而没有注销的，
    照样检查。已经注销的不作要求。没有写日期，或者日期晚于生成当天的，无法判定。账号的日期晚于本页的发布日期和更新日期，说明
    页面在那以后改过，公众看到的却是旧日期。

    更新账号后，改写“最近更新日期”，同时填写页面的“更新日期”；不再维护的，注销后把“状态”改为“注销”。期限可以在
    site_config.toml 的 freshness.media_days 中缩短，不能超过14天。
    """
    limit = site.config.freshness.media_days
    for page in site.having(MediaAccounts):
        last = max((day.date() for day in (page.meta.published, page.meta.updated) if day), default=date.max)
        for number, one in enumerate(page.meta.accounts):
            if one.closed:
                continue
            named, passed = f"{one.platform}账号“{one.name}”", one.silent(site.as_of)
            if passed is None:
                told = f"的最近更新日期 {one.updated} 还没有到" if one.updated else "没有写明最近更新日期"
                span = page.at("accounts", number, "updated" if one.updated else "name")
                yield unknown(span, f"{named}{told}，无法判定是否按时更新", "填写实际的“最近更新日期”")
            elif passed > limit:
                offence = f"{named}最近更新于 {one.updated}，到 {site.as_of} 已有 {passed} 天，超过 {limit} 天"
                yield flaw(page.at("accounts", number, "updated"), offence, "更新账号；不再维护的予以注销")
            elif one.updated and one.updated > last:
                offence = f"{named}最近更新于 {one.updated}，本页的发布日期和更新日期却最晚只到 {last}"
                yield flaw(page.at("accounts", number, "updated"), offence, "填写本页的“更新日期”")


@rule("offline-fields", Severity.WARNING, basis="条例第二十五条", on=Places, since=REVISED, published=True)
def place_incomplete(parsed: Parsed, meta: Places, _config: object) -> Findings:
    """线下公开场所没有写明地址、开放时间或者电话，或者只写了“待定”“暂无”。

    各级政府在国家档案馆、公共图书馆、政务服务场所设置政府信息查阅场所，为公众获取政府信息提供便利。不写地址、
    时间和电话，公众找不到，去了也可能不开门。

    逐个场所填写“地址”“开放时间”“电话”。
    """
    for number, one in enumerate(meta.places):
        for label, told in (("地址", one.address), ("开放时间", one.hours), ("电话", one.phone)):
            if not told.strip() or UNSAID.fullmatch(told.strip()):
                yield flaw(parsed.at("places", number, "name"), f"场所“{one.name}”没有写明{label}", f"填写“{label}”")
