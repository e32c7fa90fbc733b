"""法定公开: the items of 条例 art. 20, and how soon what was formed or changed was made public (art. 26)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.building.assessment.offices import of_item, of_page
from generator.building.assessment.tables import apart, per_cent
from generator.building.assessment.values import (
    Case,
    Cell,
    Field,
    Indicator,
    Observation,
    Outcome,
    Section,
    Table,
    middle,
    rate,
)
from generator.kinds.base import Document, Titled
from generator.kinds.disclosed import Disclosed, absent, disclosed
from generator.kinds.statutory import ITEMS, StatutoryItem
from generator.model.site import Page, Site
from generator.rules.clock import elapsed
from generator.rules.dates import formed
from generator.rules.papers import own
from generator.rules.sources import DISCLOSURE

ACT = "《中华人民共和国政府信息公开条例》"
MOST = 3
"""Pages that are named for one item; more are counted."""
PARTS = 4
"""Into how many parts the limit is cut in the distribution."""
NOT_YET = "条例（国令第711号）2019年5月15日起施行，此前不按它核对"


def coverage(case: Case) -> Section:
    """The fifteen items: each has a page, a link, or a stated 无此项."""
    every = tuple(_covered(case))
    rows = tuple(
        (code, name, one.outcome.label, one.detail, one.office)
        for (code, name), one in zip(ITEMS.items(), every, strict=True)
    )
    indicator = Indicator(
        "coverage",
        "法定事项覆盖率",
        f"{ACT}第二十条",
        "条例第二十条列举的十五项",
        "有已公开的页面、链接或者栏目内容，或者写明“无此项理由”",
        every,
    )
    fields = (
        Field("code", "代码"),
        Field("name", "事项"),
        Field("outcome", "结果"),
        Field("where", "在哪里"),
        Field("office", "责任处室"),
    )
    return Section(
        "coverage",
        "法定主动公开事项",
        ("只看每一项有没有交代；内容是否齐全由规则核对，见“未解决的问题”。",),
        (indicator,),
        tables=(Table("coverage", "条例第二十条各项的公开情况", fields, rows),),
    )


def _covered(case: Case) -> Iterator[Observation]:
    site = case.site
    found = site.once(disclosed)
    for code, name in ITEMS.items():
        one = found.get(code, Disclosed())
        office = of_item(code, site)
        if case.as_of < DISCLOSURE:
            yield Observation(office, Outcome.UNKNOWN, name, detail=NOT_YET)
        elif one.columns or one.pages:
            yield Observation(office, Outcome.MET, name, detail=_manner(one, site))
        elif one.unclear:
            told = f"栏目 {_names(one.unclear, site)} 有内容，没有一页写明属于这一项"
            yield Observation(office, Outcome.UNKNOWN, name, detail=told)
        else:
            yield Observation(office, Outcome.MISSED, name, detail="没有页面、链接，也没有说明“无此项”")


def _standing(page: Page[Document]) -> tuple[bool, date, str]:
    """A page that is there for the item stands before one that touches it, and the newer before the older."""
    return isinstance(page.meta, StatutoryItem), page.meta.published_on or date.min, page.id


def _manner(one: Disclosed, site: Site) -> str:
    """Where an item is published, in words."""
    pages = sorted(one.present, key=_standing, reverse=True)
    told = [f"栏目 {_names(one.columns, site)}"] if one.columns else []
    if pages:
        more = f"等 {len(pages)} 页" if len(pages) > MOST else ""
        told.append("页面 " + "、".join(page.meta.title for page in pages[:MOST]) + more)
    told += [f"无此项：{absent(page)}" for page in sorted(one.absent, key=_standing, reverse=True)[:1]]
    return "；".join(told)


def _names(folders: Sequence[str], site: Site) -> str:
    return "、".join(site.columns[folder].config.name for folder in folders)


def timeliness(case: Case) -> Section:
    """How many working days passed between forming or change and publication."""
    limit = case.site.config.limits.disclosure_days
    published = Indicator(
        "timely",
        "按时公开率",
        f"{ACT}第二十六条",
        f"期内发布的本机关文件（政策文件、细则、制度等，{DISCLOSURE:%Y年%-m月%-d日}以后发布的）",
        f"从形成（成文，或者转为主动公开）到发布不超过{limit}个工作日",
        tuple(_published(case, limit)),
    )
    changed = Indicator(
        "updated",
        "变更后按时更新率",
        f"{ACT}第二十六条",
        "期内登记了“信息变更日期”的页面",
        f"变更后{limit}个工作日内更新",
        tuple(_changed(case, limit)),
    )
    return Section(
        "timeliness",
        "公开时限",
        (
            f"工作日按国务院公布的放假调休安排计算，次日起算；本栏目的时限是{limit}个工作日。",
            "没有成文日期、没有当年放假安排的，列为无法判定，不算按时。",
        ),
        (published, changed),
        tables=(
            _used(published),
            _spread(published, limit),
            apart("timeliness-apart", "没有按时、无法判定和另计的", published, changed, unit="工作日"),
        ),
    )


def _published(case: Case, limit: int) -> Iterator[Observation]:
    for page in case.site.having(Titled):
        meta, day = page.meta, page.meta.published_on
        if day is None or day not in case.period or not own(meta, case.site.config):
            continue
        start = formed(meta)
        days = elapsed(case.site.config, start, day) if start else None
        told = f"形成 {start or '未填'}，发布 {day}"
        excused = [one.reason for one in page.parsed.suppressions if one.rule == "date-20wd"]
        outcome = Outcome.UNKNOWN
        if day < DISCLOSURE:
            told += f"；{NOT_YET}"
        elif start is None:
            told += "；没有成文日期"
        elif start > day:
            told += "；发布早于成文，日期有误"
        elif (days is not None and days <= limit) or (day - start).days <= limit:
            outcome = Outcome.MET
        elif days is None:
            told += "；没有当年的放假安排"
        elif excused:
            outcome, told = Outcome.EXCUSED, f"{told}；{excused[0]}"
        else:
            outcome = Outcome.MISSED
        measured = days if outcome in {Outcome.MET, Outcome.MISSED} else None
        yield Observation(of_page(page, case.site), outcome, meta.title, page.path, told, measured)


def _changed(case: Case, limit: int) -> Iterator[Observation]:
    for page in case.site.having(Document):
        changed = page.meta.changed
        if changed is None or changed not in case.period:
            continue
        moments = (page.meta.published, page.meta.updated)
        done = max((moment.date() for moment in moments if moment and moment.date() >= changed), default=None)
        end = done or case.as_of
        days = elapsed(case.site.config, changed, end)
        outcome = Outcome.MISSED
        if (days is not None and days <= limit) or (end - changed).days <= limit:
            outcome = Outcome.MET if done else Outcome.PENDING
        elif days is None:
            outcome = Outcome.UNKNOWN
        told = f"变更 {changed}，{f'更新 {done}' if done else f'到 {case.as_of} 还没有更新'}"
        measured = days if outcome in {Outcome.MET, Outcome.MISSED} else None
        yield Observation(of_page(page, case.site), outcome, page.meta.title, page.path, told, measured)


def _used(indicator: Indicator) -> Table:
    """The days taken, by 处室 and as a whole."""
    offices = dict.fromkeys(one.office for one in indicator.observations)
    groups = [(office, [one for one in indicator.observations if one.office == office]) for office in offices]
    if groups:
        groups.append(("合计", list(indicator.observations)))
    fields = (
        Field("office", "责任处室"),
        Field("judged", "可判定", "件"),
        Field("met", "按时", "件"),
        Field("share", "按时率", "%"),
        Field("median", "用时中位数", "工作日"),
        Field("worst", "最长用时", "工作日"),
        Field("unknown", "无法判定", "件"),
        Field("excused", "说明理由", "件"),
    )
    rows = []
    for office, some in groups:
        days = [one.days for one in some if one.days is not None]
        came = rate(some)
        rows.append(
            (
                office,
                came.judged,
                came.met,
                per_cent(came.share),
                middle(days),
                max(days, default=None),
                came.unknown,
                came.excused,
            )
        )
    return Table("timeliness", "从形成到公开的用时", fields, tuple(rows), "期内没有发布本机关文件。")


def _spread(indicator: Indicator, limit: int) -> Table:
    """How many papers took how long: quarters of the limit, and what went beyond."""
    days = [one.days for one in indicator.observations if one.days is not None]
    edges = [round(limit * part / PARTS) for part in range(1, PARTS + 1)]
    starts = [0, *(edge + 1 for edge in edges)]
    rows: list[tuple[Cell, ...]] = [
        (f"{first}—{last}" if first < last else f"{last}", sum(first <= day <= last for day in days))
        for first, last in zip(starts, edges, strict=False)
        if first <= last
    ]
    rows.append((f"超过{limit}", sum(day > limit for day in days)))
    fields = (Field("days", "用时（工作日）"), Field("count", "文件", "件"))
    return Table("timeliness-spread", "用时的分布", fields, tuple(rows) if days else (), "没有可以计算用时的文件。")
