"""解读方案: what it holds, and whether it was carried out once its time is over."""

from __future__ import annotations

import re
from datetime import date

from generator.kinds.carrying import undone
from generator.kinds.policy import Interpretation
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Severity, Span
from generator.model.site import Page, Site
from generator.rules.clock import due, excess
from generator.rules.engine import Finding, Findings, Scope, flaw, rule
from generator.rules.interpretation import QUALITY
from generator.rules.sources import ATTRIBUTES
from generator.text.calendar import NoCalendar
from generator.text.dates import chinese_date, named_days

_WITHIN = re.compile(r"([0-9]{1,3})个?工作日")


@rule("sync-plan", Severity.WARNING, on=Interpretation, basis=QUALITY, since=ATTRIBUTES)
def plan_incomplete(parsed: Parsed, meta: Interpretation, _config: SiteConfig) -> Findings:
    """解读没有解读方案，或方案缺少提纲、形式、渠道、时间。

    解读方案与文件同步组织、同步审签，应写明解读提纲、形式、渠道和时间；没有方案的文件不予收文。请在页首“解读方案”中
    填写四项。
    """
    plan = meta.plan
    if plan is None:
        yield flaw(parsed.at("plan"), "没有解读方案", "填写 解读方案，写明提纲、形式、渠道、时间")
        return
    parts = (("提纲", plan.outline), ("形式", plan.forms), ("渠道", plan.channels), ("时间", plan.time))
    lacking = [name for name, value in parts if not value]
    if lacking:
        yield flaw(parsed.at("plan"), f"解读方案缺少{'、'.join(lacking)}", "在 解读方案 中补填")


@rule("sync-plan-unkept", Severity.WARNING, scope=Scope.SITE, basis=QUALITY, since=ATTRIBUTES, local=True)
def plan_not_carried_out(site: Site) -> Findings:
    """解读方案定的形式、渠道，过了方案的时间还没有做。

    方案随文件报批，批了就要做。方案的“形式”与同一文件各篇解读的“解读形式”对照，“渠道”与各篇的“解读渠道”（渠道和名称）、
    发布会对照；文字形式、政府网站不必登记。方案的“时间”写了日期的，以最后一个日期为准；写“发布后几个工作日内”的，从本篇发布
    之日起算；其他写法以本篇发布之日为准。宽限几个工作日在 site_config.toml 的 sync.profile.plan_days 中规定（缺省5）。
    “解读渠道”的日期还没有到的，到那一天才显示、才算做到；比宽限的日子还晚的，多半是日期抄错，也在这里报告。没有当年工作日
    数据的，报告“无法判定”。
    """
    for page in site.having(Interpretation):
        left = undone(page, site)
        for field, word, names, cure in (
            ("forms", "形式", left.forms, "做了的，写入 解读形式，或另发一篇解读"),
            ("channels", "渠道", left.channels, "用了的，在 解读渠道 中登记渠道、名称、日期"),
        ):
            if names:
                told = f"解读方案定的{word}{'、'.join(f'“{name}”' for name in names)}没有做到"
                yield from _late(page, page.at("plan", field), told, f"{cure}；不做了的，改方案并另行报批", site)
        if not site.looks_back:
            yield from _far(page, site)


def _far(page: Page[Interpretation], site: Site) -> Findings:
    """Outlets whose day is still to come, and lies beyond the plan's time and its grace."""
    plan, start, grace = page.meta.plan, page.meta.published_on, site.config.sync.profile.plan_days
    for number, one in enumerate(page.meta.outlets):
        if start and one.day and one.day > site.as_of:
            span, end = page.at("outlets", number, "day"), planned_day(plan.time if plan else "", start, site.config)
            beyond = excess(site.config, span, end, one.day, grace)
            if isinstance(beyond, Finding):
                yield beyond
            elif beyond:
                told = f"解读渠道“{one.name}”的日期{chinese_date(one.day)}还没有到，比方案的时间{chinese_date(end)}"
                yield flaw(span, f"{told}晚{beyond + grace}个工作日", "日期抄错的改正；还没有发布的，发布以后再登记")


def _late(page: Page[Interpretation], span: Span, told: str, cure: str, site: Site) -> Findings:
    """The finding, once the plan's time is over, or that this cannot be told."""
    grace, plan, start = site.config.sync.profile.plan_days, page.meta.plan, page.meta.published_on
    if plan is None or start is None:
        return
    end = planned_day(plan.time, start, site.config)
    beyond = excess(site.config, span, end, site.as_of, grace)
    if isinstance(beyond, Finding):
        yield beyond
    elif beyond:
        yield flaw(span, f"{told}：方案的时间是{chinese_date(end)}，已经过了{beyond + grace}个工作日", cure)


def planned_day(time: str, published: date, config: SiteConfig) -> date:
    """The day by which a plan is to be carried out; where its words name none, that of the publication."""
    if days := named_days(time):
        return max(days)
    found = _WITHIN.search(time)
    last = due(config, published, int(found[1])) if found else published
    return published if isinstance(last, NoCalendar) else last
