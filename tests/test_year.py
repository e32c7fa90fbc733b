"""The sample column walks through 2020: every state moves by itself, on its day, and none goes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest

from generator.building.cache import cache as caching
from generator.building.gathering import gather
from generator.building.options import Options
from generator.building.project import load
from generator.building.version import generator_version
from generator.kinds.project import courses
from generator.model.site import Site, Validity
from generator.rendering.states import state

PROJECT = Path(__file__).parents[1]


On: TypeAlias = Callable[[date], Site]


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[On]:
    """The column as of a day; it is read once."""
    inputs = load(PROJECT)
    with caching(tmp_path_factory.mktemp("year"), generator_version()) as used:

        @cache
        def site(day: date) -> Site:
            found = gather(inputs, Options(day, jobs=1), used).site
            assert found
            return found

        yield site


def said(name: str, day: str, on: On) -> str:
    """What lists say of a page on a day: its state, or 有效 where it is plainly in force; 未发布 before it is there."""
    site = on(date.fromisoformat(day))
    page = site.pages.get(name)
    if page is None:
        return "未发布"
    stands = state(page, site)
    return stands.word if stands else "有效" if page.validity is Validity.IN_FORCE else ""


@pytest.mark.parametrize(
    ("name", "days"),
    [
        # A policy that takes effect later than it is published.
        (
            "2020-005",
            {"2020-07-23": "未发布", "2020-07-24": "尚未施行", "2020-08-31": "尚未施行", "2020-09-01": "有效"},
        ),
        # A decision whose consultation opens, closes, and waits for its answer.
        (
            "decision-2020-community",
            {
                "2020-04-26": "未发布",
                "2020-04-27": "列入目录",
                "2020-08-30": "列入目录",
                "2020-08-31": "征求意见中",
                "2020-10-15": "征求意见中",
                "2020-10-16": "征求意见已截止",
                "2020-12-31": "征求意见已截止",
            },
        ),
        # One that went all the way: what was decided on 22 July is public with its paper.
        (
            "decision-2020-foreign-investment",
            {
                "2020-05-17": "列入目录",
                "2020-05-18": "征求意见中",
                "2020-06-18": "征求意见已截止",
                "2020-07-06": "已公布采纳情况",
                "2020-07-23": "已公布采纳情况",
                "2020-07-24": "已公布决策",
            },
        ),
        # A project with its figures.
        (
            "2020-housekeeping",
            {
                "2020-03-05": "尚未公布进展",
                "2020-04-10": "已完成13%",
                "2020-09-09": "已完成72%",
                "2020-10-14": "已完成85%",
            },
        ),
        # A plan from stage to stage.
        (
            "plan-2021",
            {"2020-06-22": "征求建议中", "2020-09-10": "征求建议已完成", "2020-09-11": "规划草案中"},
        ),
        # A topic that was archived.
        ("epidemic", {"2020-09-29": "", "2020-09-30": "已归档"}),
    ],
)
def test_a_state_moves_on_its_day(name: str, days: dict[str, str], on: On) -> None:
    assert {day: said(name, day, on) for day in days} == days


def test_an_update_of_each_project_falls_due_after_a_hundred_days(on: On) -> None:
    course = courses(on(date(2020, 10, 30)))["2020-housekeeping"]
    assert course.due(on(date(2020, 10, 30)).config.limits) == date(2021, 1, 8)


def test_what_was_published_stays_published_through_the_year(on: On) -> None:
    """Every second week: no page that was there is gone, and no validity goes back."""
    order = {Validity.PENDING: 0, Validity.IN_FORCE: 1, Validity.AMENDED: 2, Validity.EXPIRED: 3, Validity.REPEALED: 3}
    before: dict[str, int] = {}
    day = date(2020, 1, 1)
    while day.year == 2020:  # reads as the year does
        now = {name: order.get(page.validity, 0) for name, page in on(day).pages.items() if page.validity}
        assert before.keys() <= now.keys(), day
        assert [name for name in before if now[name] < before[name]] == [], day
        before, day = now, day + timedelta(14)
