"""The sample column walks through 2020: every state moves by itself, on its day, and none goes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest

from generator.building.build import build
from generator.building.cache import cache as caching
from generator.building.gathering import gather
from generator.building.options import Options
from generator.building.project import load
from generator.building.version import generator_version
from generator.kinds.project import courses
from generator.model.diagnostics import Severity
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


CONSULTATION = "statutory/participation/consultations/2019-12-first-store-guide"
MESSAGE = "statutory/participation/messages/2020-06-breakfast-support"
OPEN_DAY = "statutory/participation/open-days/2020-09-market"
DECISION = "statutory/decisions/decision-2020-foreign-investment"
BREAKFAST = "statutory/projects/2020-breakfast"
LATER = "statutory/policies/2020-005"
LAPSING = "statutory/policies/2020-outdoor-trading"
PLAN = "statutory/plans/plan-2021"
TOPIC = "statutory/topics/epidemic"
THE_YEAR: Mapping[str, Mapping[str, str]] = {
    "2020-01-10": {CONSULTATION: "征集中", PLAN: "基本情况中"},
    "2020-01-11": {CONSULTATION: "已截止待反馈"},
    "2020-02-10": {CONSULTATION: "已截止待反馈", "part-consult": CONSULTATION, PLAN: "重大课题中"},
    "2020-02-14": {CONSULTATION: "已反馈"},
    "2020-05-20": {LAPSING: "尚未施行", DECISION: "征求意见中", BREAKFAST: "尚未公布进展"},
    "2020-06-09": {LAPSING: "", MESSAGE: "待答复", PLAN: "重大课题已完成", TOPIC: ""},
    "2020-06-15": {MESSAGE: "已答复", "pp-cadence": BREAKFAST},
    "2020-06-18": {BREAKFAST: "2个目标，最慢的完成5%", DECISION: "征求意见已截止", PLAN: "重大课题已完成"},
    "2020-07-24": {LATER: "尚未施行", DECISION: "已公布决策", PLAN: "征求建议中"},
    "2020-09-03": {LATER: "", OPEN_DAY: "报名中", LAPSING: ""},
    "2020-09-15": {OPEN_DAY: "报名截止", PLAN: "规划草案中"},
    "2020-09-20": {OPEN_DAY: "已举办待回顾"},
    "2020-10-01": {OPEN_DAY: "已回顾", LAPSING: "失效", TOPIC: "已归档"},
}
"""For each day what the lists say of some pages, 有效 being nothing; and the findings that only this day has."""
WITH_TIME = frozenset({"col-blank", "col-stale", "svc-conflict", "svc-unlisted", "topic-stale"})
"""Warnings about a column that has yet to grow, or that today's page differs from a list of then."""


def test_the_sample_can_be_built_on_every_day_and_tells_what_is_so(
    tmp_path: Path, copy_column: Callable[[Path], Path]
) -> None:
    """Each day is published whole, without an error; lists and pages tell the state of that day, and no more."""
    root, output = copy_column(tmp_path / "column"), tmp_path / "output"
    for day, expected in THE_YEAR.items():
        built = build(root, output, Options(date.fromisoformat(day), jobs=2))
        weighty = [one for one in built.result.findings if one.severity > Severity.NOTE]
        assert built.changes, f"{day}: {weighty}"
        told = {one.rule: one.span.path.removeprefix("content/").removesuffix(".md") for one in weighty}
        due = {rule: path for rule, path in told.items() if rule not in WITH_TIME}
        shown = {path: listed(output, path) for path in expected if "/" in path}
        assert {**shown, **due} == expected, day
        assert ("收到136条" in page(output, PLAN)) == (day >= "2020-09-10"), day
        assert ("四个课题通过专家评审" in page(output, PLAN)) == (day >= "2020-05-29"), day
        if day >= MESSAGE_CAME:
            assert ("可以。取得食品经营许可" in page(output, MESSAGE)) == (day >= "2020-06-12"), day
        assert "更新日期" not in page(output, "guide/index")
    assert "更新日期" in page(output, CONSULTATION)


MESSAGE_CAME = "2020-06-08"


def page(output: Path, path: str) -> str:
    """The text of a page as it was published."""
    return (output / f"{path}.html").read_text("utf-8")


def listed(output: Path, path: str) -> str:
    """The state that the list of its column tells of a page."""
    folder, name = (output / path).parent, path.rpartition("/")[2]
    lists = "".join(one.read_text("utf-8") for one in sorted(folder.glob("index*.html")))
    entry = re.search(rf'<li class="entry[^>]*>.*<a href="{name}\.html">.*', lists)
    assert entry, f"{path} is in no list"
    badge = re.search(r'<span class="badge [^"]*">([^<]*)</span>', entry[0])
    return badge[1] if badge else ""
