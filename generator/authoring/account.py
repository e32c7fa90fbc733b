"""An account of a year (总体情况): what the column itself tells of it, in the sentences of an annual report.

Each of them is empty where the column tells nothing, so that the one who writes is asked instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from generator.kinds.attributes import converted
from generator.kinds.base import Document
from generator.kinds.catalogue import Catalogue
from generator.kinds.channel import MediaAccounts, Places
from generator.kinds.general import trainings
from generator.kinds.guide import Guide
from generator.kinds.outline import Count
from generator.kinds.participation import Asking, Consultation, Message, OpenDay, asking
from generator.kinds.policy import Interpretation
from generator.kinds.response import Response
from generator.kinds.service_list import LICENCES, list_changes, list_items
from generator.model.site import Site
from generator.rules.holdings import holding, listing
from generator.text.dates import chinese_date


def over(site: Site, year: int) -> bool:
    """Tell whether a year has ended."""
    return site.as_of > date(year, 12, 31)


def last(site: Site, year: int) -> str:
    """The last day of a year of which something can be told: its end, or today."""
    end = date(year, 12, 31) if over(site, year) else site.as_of
    return f"{end.month}月{end.day}日"


def published(site: Site, year: int, report: str) -> str:
    """How much was published, where; the report itself (its id), which tells of it, does not count."""
    dated = ((one, one.meta.published_on) for one in site.having(Document) if one.id != report)
    pages = [one for one, day in dated if _within(day, year, site)]
    by_column = Counter(one.column for one in pages)
    named = ((one.config.name, by_column[folder]) for folder, one in site.columns.items())
    listed = "、".join(f"{name}{count}条" for name, count in named if count)
    texts = sum(isinstance(one.meta, Interpretation) for one in pages)
    papers = len(holding(site, Count.PUBLISHED, year).papers)
    where = f"，其中{listed}" if listed else ""
    return f"全年通过网站主动公开信息{len(pages)}条{where}；公开规范性文件{papers}件，发布政策解读{texts}条。"


def heard(site: Site, year: int) -> str:
    """How often the public was answered and asked."""
    responses = (one.meta.answered for one in site.having(Response))
    open_days = (one.meta.held for one in site.having(OpenDay))
    messages = (one for one in site.having(Message) if asking(one, site) is Asking.ANSWERED)
    every: tuple[tuple[str, Iterable[date | None], str], ...] = (
        ("回应公众关切", (one.date() for one in responses if one), "次"),
        ("开展意见征集", (one.meta.begins for one in site.having(Consultation)), "次"),
        ("公开答复留言", (one.meta.answered for one in messages), "件"),
        ("举办政府开放日", (one.date() for one in open_days if one), "次"),
    )
    counts = ((what, sum(_within(day, year, site) for day in days), unit) for what, days, unit in every)
    return _sentence(f"{what}{count}{unit}" for what, count, unit in counts if count)


def cleaned_up(site: Site, year: int) -> str:
    """规范性文件: those in force at the end of the year, and those repealed in it (清理); empty before its end."""
    standing, ended = (holding(site, count, year) for count in (Count.IN_FORCE, Count.REPEALED))
    if standing.doubtful or ended.doubtful or not over(site, year):
        return ""
    named = f"：{'、'.join(ended.papers)}" if ended.papers else ""
    return f"截至年底，现行有效的规范性文件{len(standing.papers)}件，全年废止{len(ended.papers)}件{named}。"


def brought_up_to_date(site: Site, year: int) -> str:
    """What became of 指南 and 标准目录 in the year."""
    updates = (one.meta.updated or one.meta.published for one in site.having(Guide))
    days = [one.date() for one in updates if one and one.year == year]
    editions = sorted(
        (one.meta.version, one.meta.edition)
        for one in site.having(Catalogue)
        if one.meta.version and one.meta.version.year == year
    )
    return _sentence(
        (
            *([f"{chinese_date(max(days))}更新公开指南"] if days else []),
            *(f"{chinese_date(day)}编制主动公开标准目录{edition}" for day, edition in editions),
        )
    )


def reviewed(site: Site, year: int) -> str:
    """How many published pages had their 公开属性 reviewed or changed in the year."""
    counts = (
        ("复查已公开信息的公开属性", sum(_within(one.meta.reviewed, year, site) for one in site.having(Document))),
        ("由依申请公开转为主动公开", sum(_within(one.day, year, site) for one in site.once(converted))),
    )
    return _sentence(f"{what}{count}件" for what, count in counts if count)


def reached(site: Site) -> str:
    """政务新媒体 and 线下公开场所 as they are on the day."""
    accounts = [one for page in site.having(MediaAccounts) for one in page.meta.accounts if not one.closed]
    places = sum(len(page.meta.places) for page in site.having(Places))
    platforms = "、".join(dict.fromkeys(one.platform for one in accounts))
    return _sentence(
        (
            *([f"现有政务新媒体账号{len(accounts)}个（{platforms}）"] if accounts else []),
            *([f"线下公开场所{places}处"] if places else []),
        )
    )


def trained(site: Site, year: int) -> str:
    """培训 and 宣传 of the year, and how many took part where every page says so."""
    last = min(date(year, 12, 31), site.as_of)
    every = [page.meta.training for page in trainings(site, date(year, 1, 1), last)]
    held = [one for one in every if one and one.form == "培训"]
    people = [one.people for one in held if one.people is not None]
    told = f"，{sum(people)}人次参加" if len(people) == len(held) else ""
    campaigns = sum(one.form == "宣传" for one in every if one)
    return _sentence(
        (
            *([f"举办政务公开培训{len(held)}次{told}"] if held else []),
            *([f"开展宣传活动{campaigns}次"] if campaigns else []),
        )
    )


def licences(site: Site, year: int) -> str:
    """What became of the 行政许可事项清单 in the year; empty where nothing did, or nobody can tell."""
    before, after = (listing(site, LICENCES, one) for one in (year - 1, year))
    if len(before) != 1 or len(after) != 1:
        return ""
    (old,), (new,) = before, after
    found = list_changes(new, old, site)
    if not (found.added or found.removed):
        return ""
    moved = (
        f"{what}{'、'.join(row.record.name for row in rows)}"
        for what, rows in (("增加", found.added), ("减少", found.removed))
        if rows
    )
    counts = (len(list_items(one, site)) for one in (old, new))
    return _sentence((f"行政许可事项由{'项变为'.join(map(str, counts))}项", *moved))


def _within(day: date | None, year: int, site: Site) -> bool:
    """Tell whether a day of the year has come."""
    return day is not None and day.year == year and day <= site.as_of


def _sentence(parts: Iterable[str]) -> str:
    told = "，".join(parts)
    return f"{told}。" if told else ""
