"""How long columns have stayed as they are, and which are blank: facts for the rules of 更新 and for reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from generator.kinds.base import Document
from generator.kinds.substance import filled
from generator.model.config import ColumnConfig, SiteConfig
from generator.model.site import Column, Page, Site
from generator.model.values import Struct
from generator.rules.papers import opens_column
from generator.text.dates import months_after


class Pace(StrEnum):
    """What sort of column it is, by how often it must have something new."""

    NEWS = "动态、要闻类"
    PAPERS = "通知公告、政策文件类"
    OWN = "应更新"


class Age(Struct, frozen=True):
    """How long a column that must be kept fresh has stayed as it is."""

    number: int
    """The column's place in the configuration."""
    column: Column
    pace: Pace
    limit: str
    """As people say it: 14天, 6个月."""
    newest: date | None
    """The day of the newest item in the column or below it; ``None`` when none has a date."""
    last: date | None
    """The last day on which that is recent enough."""
    stale: bool


def ages(site: Site) -> tuple[Age, ...]:
    """How fresh each column is that must be kept so, blank ones left out, in the configuration's order."""
    published, touched = site.once(_newest)
    found = []
    for number, column in enumerate(site.columns.values()):
        pace = _pace(column.config, site.config)
        if pace is None or not filled(column.folder, site) or _counted_above(column, pace, site):
            continue
        newest = (touched if pace is Pace.OWN else published).get(column.folder)
        last, limit = _limit(column.config, pace, newest, site.config)
        stale = last is not None and site.as_of > last
        found.append(Age(number, column, pace, limit, newest, last, stale))
    return tuple(found)


def blank(site: Site) -> tuple[tuple[int, ColumnConfig], ...]:
    """The columns in the navigation that neither show nor say anything (空白栏目), with their places."""
    return tuple(
        (number, config)
        for number, config in enumerate(site.config.columns)
        if config.navigation and not config.absent and not filled(config.folder, site)
    )


def _pace(config: ColumnConfig, site: SiteConfig) -> Pace | None:
    fresh = site.freshness
    if config.type in fresh.paper_types or config.name in fresh.paper_names:
        return Pace.PAPERS
    if config.type in fresh.news_types:
        return Pace.NEWS
    return Pace.OWN if config.fresh_days else None


def _counted_above(column: Column, pace: Pace, site: Site) -> bool:
    """Tell whether a column's items count with those above: of 通知公告 and 政策文件 the first level is meant."""
    above = site.columns.get(column.parent or "")
    while pace is Pace.PAPERS and above is not None:
        if _pace(above.config, site.config) is Pace.PAPERS:
            return True
        above = site.columns.get(above.parent or "")
    return False


def _limit(config: ColumnConfig, pace: Pace, newest: date | None, site: SiteConfig) -> tuple[date | None, str]:
    """Until when a column is fresh, and how people say its limit; its own limit can only be the shorter one."""
    fresh, own = site.freshness, config.fresh_days
    start = newest or date.min
    if pace is Pace.NEWS:
        last, said = start + timedelta(fresh.news_days), f"{fresh.news_days}天"
    elif pace is Pace.PAPERS:
        last, said = months_after(start, fresh.paper_months), f"{fresh.paper_months}个月"
    else:
        last, said = date.max, ""
    if own and start <= date.max - timedelta(own) and start + timedelta(own) < last:
        last, said = start + timedelta(own), f"{own}天"
    return (last if newest else None), said


def _newest(site: Site) -> tuple[dict[str, date], dict[str, date]]:
    """For each column the newest day of publication in it or below it; and the newest of any change."""
    published: dict[str, date] = {}
    touched: dict[str, date] = {}
    above = {folder: tuple(_line(column, site)) for folder, column in site.columns.items()}
    for page in site.having(Document):
        for days, day in ((published, _listed(page)), (touched, _changed(page))):
            for folder in above.get(page.column, ()) if day else ():
                if day and days.get(folder, date.min) < day:
                    days[folder] = day
    return published, touched


def _line(column: Column | None, site: Site) -> Iterable[str]:
    while column is not None:
        yield column.folder
        column = site.columns.get(column.parent or "")


def _listed(page: Page[Document]) -> date | None:
    """The day by which a page stands in a list; an opening page stands in none."""
    return None if opens_column(page.parsed) else page.meta.published_on


def _changed(page: Page[Document]) -> date | None:
    published, updated = page.meta.published_on, page.meta.updated
    if updated is None:
        return published
    return updated.date() if published is None else max(published, updated.date())
