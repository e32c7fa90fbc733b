"""Working days (工作日) for rules: what lies within a limit, what lies beyond it, and what cannot be told."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from generator.model.config import SiteConfig
from generator.model.diagnostics import Span
from generator.rules.engine import Finding, unknown
from generator.text.calendar import Calendar, NoCalendar, calendar
from generator.text.dates import chinese_date

CURE = "在 site_config.toml 的 calendar 中从元旦起录入该年全年的放假和调休安排"


def working_days(config: SiteConfig) -> Calendar:
    """The calendar by which the site counts: the announced holidays with the site's own corrections."""
    return _calendar(tuple(sorted(config.calendar.items())))


@lru_cache(maxsize=8)
def _calendar(corrections: tuple[tuple[date, bool], ...]) -> Calendar:
    return calendar(dict(corrections))


def excess(config: SiteConfig, span: Span, start: date, end: date, limit: int) -> int | Finding:
    """Count the working days by which ``end`` exceeds a limit of working days after ``start``; 0 when it does not.

    The day after ``start`` that is a working day counts as day 1. A span of calendar days that is itself within the
    limit needs no calendar; where one is needed and its year has no data, the answer is a finding: 无法判定.
    """
    if (end - start).days <= limit:
        return 0
    try:
        return max(working_days(config).between(start, end) - limit, 0)
    except NoCalendar as gap:
        return unknown(span, f"{gap}，无法计算{chinese_date(start)}至{chinese_date(end)}有多少个工作日", CURE)


def skew(config: SiteConfig, span: Span, one: date, other: date, limit: int) -> int | Finding:
    """Count the working days that lie between two days, in whichever order, beyond a limit."""
    first, last = sorted((one, other))
    return excess(config, span, first, last, limit)


def elapsed(config: SiteConfig, start: date, end: date) -> int | None:
    """Count the working days after ``start`` up to and including ``end``; ``None`` where a year has no data."""
    try:
        return working_days(config).between(start, end)
    except NoCalendar:
        return None


def due(config: SiteConfig, start: date, limit: int) -> date | NoCalendar:
    """The last day of a limit of working days, or the gap in the calendar that keeps it unknown."""
    try:
        return working_days(config).add(start, limit)
    except NoCalendar as gap:
        return gap


def report_due(year: int) -> date:
    """The last day on which the annual report of a year is in time (条例 art. 49: 每年1月31日前)."""
    return date(year + 1, 1, 31)


def standing(config: SiteConfig, start: date, limit: int, as_of: date) -> str:
    """Say how a limit of working days stands on a day: how many are left, or by how many it is overdue."""
    last = due(config, start, limit)
    if isinstance(last, NoCalendar):
        return f"{last}，无法计算{limit}个工作日的时限"
    until = f"应于{chinese_date(last)}前发布"
    try:
        left = working_days(config).between(as_of, last)
    except NoCalendar as gap:
        return f"{until}，{gap}，无法计算已经逾期多少个工作日"
    if as_of <= last:
        return f"{until}，还剩{left}个工作日"
    return f"{until}，已逾期{-left}个工作日" if left else f"{until}，已逾期"
