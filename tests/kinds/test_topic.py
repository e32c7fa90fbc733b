"""What a topic gathers, and where a plan stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.general import News
from generator.kinds.plan import PlanDossier, PlanStage
from generator.kinds.topic import Topic, asked
from generator.model.config import ColumnConfig, Duty, Identity, SiteConfig, TopicQuery
from generator.model.content import Parsed
from generator.model.site import Column, Page, Site

DAY = date(2020, 10, 30)
IDENTITY = Identity(
    name="示例市商务委员会",
    organ="示例市商务委员会",
    domain="sww.example.gov.cn",
    id_code="3100000099",
    base_url="https://sww.example.gov.cn",
    address="示例市中山路1号",
    contact="021-00000000",
    icp="示例ICP备00000000号",
    police="示例公网安备00000000000000号",
    party_mark="https://bszs.conac.cn/",
    report_error="https://zfwzgl.www.gov.cn/",
)
COLUMN = ColumnConfig(folder="statutory/news", name="工作动态", type="工作动态", description="动态", owner="对外贸易处")
CONFIG = SiteConfig(site=IDENTITY, columns=(COLUMN,), duties=(Duty(department="办公室", columns=("工作动态",)),))
SITE = Site(CONFIG, DAY, {}, {}, (), {COLUMN.folder: Column(COLUMN, None, (), (), None)}, {}, {}, {})


def page(owner: str = "会展业处", **fields: object) -> Page[News]:
    meta = News(title="甲", published="2020-05-01", owner=owner, tags=("会展", "内贸"), **fields)
    return Page("a", "a.html", "statutory/news", meta, Parsed("content/a.md", "", "", None))


def query(**fields: object) -> TopicQuery:
    return TopicQuery(name="分组", **fields)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (query(), True),
        (query(tags=("会展",)), True),
        (query(tags=("外贸", "内贸")), True),
        (query(tags=("外贸",)), False),
        (query(tags=("会展",), kinds=("news",)), True),
        (query(tags=("会展",), kinds=("policy",)), False),
        (query(owners=("会展业处",), years=("2020",), columns=("statutory/news",)), True),
        (query(owners=("会展业处",), years=("2019",)), False),
        (query(columns=("statutory",)), False),
    ],
)
def test_a_page_is_asked_for_by_all_that_a_section_names(wanted: TopicQuery, *, expected: bool) -> None:
    assert asked(page(), wanted, SITE) is expected


@pytest.mark.parametrize(
    ("owner", "wanted", "expected"),
    [
        ("会展业处、对外贸易处", "对外贸易处", True),
        ("示例市商务委员会对外贸易处", "对外贸易处", True),
        ("会展业处", "对外贸易处", False),
        ("", "对外贸易处", True),
        ("", "示例市商务委员会对外贸易处", True),
        ("", "办公室", False),
        ("", "会展业处", False),
    ],
)
def test_a_page_without_an_office_is_its_columns(owner: str, wanted: str, *, expected: bool) -> None:
    assert asked(page(owner), query(owners=(wanted,)), SITE) is expected


def test_a_topic_gathers_no_topics() -> None:
    one = Page("t", "t.html", "statutory/topics", Topic(title="专题"), Parsed("content/t.md", "", "", None))
    assert not asked(one, query(), SITE)


@pytest.mark.parametrize(
    ("archived", "expected"), [(None, True), ("2020-05-02", True), ("2020-05-01", False), ("2020-04-30", False)]
)
def test_a_topic_takes_nothing_from_its_archiving_on(archived: str | None, *, expected: bool) -> None:
    assert Topic(title="专题", archived=archived).takes(page()) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2020-05-31", ()), ("2020-06-01", ("做法",)), ("2020-07-30", ("做法",)), ("2020-07-31", ("做法", "收到136条"))],
)
def test_a_stage_tells_nothing_before_its_day(day: str, expected: tuple[str, ...]) -> None:
    stage = PlanStage(name="征求建议", begins="2020-06-01", ends="2020-07-31", note="做法", result="收到136条")
    assert stage.told(date.fromisoformat(day)) == expected


def test_a_stage_without_dates_tells_what_is_planned() -> None:
    assert PlanStage(name="正式文本", note="计划明年上半年报批", result="已公布").told(DAY) == ("计划明年上半年报批",)


def dossier(*days: tuple[str | None, str | None]) -> PlanDossier:
    stages = tuple(PlanStage(name=f"阶段{n}", begins=begins, ends=ends) for n, (begins, ends) in enumerate(days, 1))
    return PlanDossier(title="规划", stages=stages)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (((None, None),), "尚未开始"),
        ((("2020-11-01", None),), "尚未开始"),
        ((("2020-10-30", None),), "阶段1中"),
        ((("2020-01-01", "2020-10-30"), (None, None)), "阶段1已完成"),
        ((("2020-01-01", "2020-05-01"), ("2020-06-01", None)), "阶段2中"),
        ((("2020-01-01", "2020-12-01"), ("2020-06-01", "2020-08-01")), "阶段1中"),
    ],
)
def test_a_plan_stands_where_its_days_say(days: tuple[tuple[str | None, str | None], ...], state: str) -> None:
    assert dossier(*days).state(DAY) == state


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400))
def test_a_stage_only_goes_forward(start: int, length: int, later: int) -> None:
    """未开始, then 进行中, then 已完成: never back."""
    begins = date(2020, 1, 1) + timedelta(start)
    stage = PlanStage(name="阶段", begins=begins, ends=begins + timedelta(length))
    order = ["未开始", "进行中", "已完成"]
    day = date(2020, 1, 1) + timedelta(later)
    assert order.index(stage.state(day)) <= order.index(stage.state(day + timedelta(1)))
