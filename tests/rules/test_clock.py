"""Working-day limits around the moved holidays of 2020, counted by hand (国办发明电〔2020〕1号 included)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from generator.model.config import SiteConfig
from generator.model.diagnostics import Span
from generator.rules.clock import due, excess, skew, standing
from generator.rules.engine import Finding
from generator.text.calendar import NoCalendar

BASE = Path(__file__).parent.parent / "specs" / "base" / "site_config.toml"
HERE = Span("content/a.md", 5)


@pytest.fixture(scope="module")
def config() -> SiteConfig:
    """The configuration under the specs, with the announced holidays."""
    return SiteConfig.model_validate(tomllib.loads(BASE.read_text("utf-8")))


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        # 19 January, a Sunday, is worked; the Spring Festival lasts until 2 February; 1 February is no longer made up.
        (date(2020, 1, 17), date(2020, 1, 19), 1),
        (date(2020, 1, 17), date(2020, 1, 23), 5),
        (date(2020, 1, 23), date(2020, 2, 2), 0),
        (date(2020, 1, 23), date(2020, 2, 3), 1),
        (date(2020, 1, 10), date(2020, 2, 14), 20),
        # Qingming is off until 6 April, a Monday; 26 April, a Sunday, is worked.
        (date(2020, 4, 3), date(2020, 4, 7), 1),
        (date(2020, 4, 24), date(2020, 4, 27), 2),
        # Labour Day is off until 5 May, a Tuesday; 9 May, a Saturday, is worked.
        (date(2020, 4, 30), date(2020, 5, 6), 1),
        (date(2020, 5, 6), date(2020, 5, 11), 4),
        # The Dragon Boat Festival is off from 25 to 27 June; 28 June, a Sunday, is worked.
        (date(2020, 6, 23), date(2020, 6, 29), 3),
        (date(2020, 6, 24), date(2020, 6, 28), 1),
        # National Day is off until 8 October; 27 September and 10 October are worked.
        (date(2020, 9, 25), date(2020, 9, 28), 2),
        (date(2020, 9, 30), date(2020, 10, 9), 1),
        (date(2020, 9, 30), date(2020, 10, 12), 3),
        # Across the year: 1 January 2021 is off, 4 January is a Monday.
        (date(2020, 12, 30), date(2021, 1, 4), 2),
    ],
)
def test_exactly_the_limit_is_within(config: SiteConfig, start: date, end: date, days: int) -> None:
    """The last day of a limit is still within it; of a limit shorter by a day it is the first day beyond."""
    assert excess(config, HERE, start, end, days) == 0
    if days:
        assert excess(config, HERE, start, end, days - 1) == 1


def test_backwards_is_never_late(config: SiteConfig) -> None:
    """What comes first is within every limit."""
    assert excess(config, HERE, date(2020, 6, 23), date(2020, 6, 1), 0) == 0


def test_skew_looks_both_ways(config: SiteConfig) -> None:
    """It does not matter which of two days comes first."""
    first, last = date(2020, 6, 23), date(2020, 6, 30)
    assert skew(config, HERE, first, last, 3) == 1
    assert skew(config, HERE, last, first, 3) == 1


def test_a_year_without_data_cannot_be_told(config: SiteConfig) -> None:
    """Where a calendar is needed and there is none, the answer is 无法判定, with the year."""
    answer = excess(config, HERE, date(2031, 6, 2), date(2031, 6, 6), 3)
    assert isinstance(answer, Finding)
    assert not answer.assessable
    assert answer.span == HERE
    assert answer.message == "没有2031年的工作日安排，无法计算2031年6月2日至2031年6月6日有多少个工作日"
    assert isinstance(due(config, date(2031, 6, 2), 3), NoCalendar)


def test_no_calendar_is_needed_within_the_calendar_days(config: SiteConfig) -> None:
    """Three calendar days hold three working days at most, in any year."""
    assert excess(config, HERE, date(2031, 6, 2), date(2031, 6, 5), 3) == 0


def test_the_site_can_enter_a_year(config: SiteConfig) -> None:
    """The holidays of a year, entered in the configuration from New Year's Day on, make it known."""
    known = config.model_copy(update={"calendar": {date(2031, 1, 1): False, date(2031, 6, 4): False}})
    assert excess(known, HERE, date(2031, 6, 2), date(2031, 6, 6), 3) == 0
    assert excess(known, HERE, date(2031, 6, 2), date(2031, 6, 9), 3) == 1


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (date(2020, 6, 23), "应于2020年6月29日前发布，还剩3个工作日"),
        (date(2020, 6, 29), "应于2020年6月29日前发布，还剩0个工作日"),
        (date(2020, 6, 30), "应于2020年6月29日前发布，已逾期1个工作日"),
        (date(2020, 7, 4), "应于2020年6月29日前发布，已逾期4个工作日"),
    ],
)
def test_how_a_limit_stands(config: SiteConfig, as_of: date, said: str) -> None:
    """Editors read how many working days are left or overdue."""
    assert standing(config, date(2020, 6, 23), 3, as_of) == said


def test_overdue_by_a_weekend_is_overdue(config: SiteConfig) -> None:
    """A limit that ended on Friday is over on Saturday, though no working day has passed."""
    assert standing(config, date(2020, 6, 2), 3, date(2020, 6, 6)) == "应于2020年6月5日前发布，已逾期"


def test_a_limit_in_a_year_without_data_says_so(config: SiteConfig) -> None:
    """Neither left nor overdue is guessed."""
    assert standing(config, date(2031, 6, 2), 3, date(2031, 6, 3)) == "没有2031年的工作日安排，无法计算3个工作日的时限"
    said = standing(config, date(2020, 6, 23), 3, date(2031, 6, 3))
    assert said.startswith("应于2020年6月29日前发布，没有")
