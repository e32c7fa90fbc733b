"""A project's course: what was reached, what comes next, how it ended."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.project import Course, Progress, Project, ProjectUpdate, Target
from generator.model.content import Parsed
from generator.model.limits import Limits
from generator.model.site import Page

LIMITS = Limits()
DEADLINE = date(2020, 12, 31)


def course(*updates: tuple[date, str, str], targets: tuple[tuple[str, str], ...] = (("甲", "4"),)) -> Course:
    """A project of some targets, published on 5 March 2020, with updates (day, target, total)."""
    meta = Project(
        title="项目",
        published="2020-03-05",
        year="2020",
        targets=tuple(Target(name=name, value=Decimal(value), unit="万人") for name, value in targets),
        lead="示例市商务委员会",
        deadline=DEADLINE,
    )
    told = [
        ProjectUpdate(title="进展", project="p", until=day, progress=(Progress(target=name, total=Decimal(total)),))
        for day, name, total in updates
    ]
    parsed = Parsed("content/a.md", "", "", None)
    pages = tuple(Page(f"u{n}", f"u{n}.html", "", one, parsed) for n, one in enumerate(told))
    return Course(Page("p", "p.html", "", meta, parsed), pages)


@pytest.mark.parametrize(
    ("total", "share"), [("0.52", 13), ("0.9", 23), ("0.46", 12), ("2.15", 54), ("4", 100), ("4.9", 123), ("0", 0)]
)
def test_a_share_is_rounded_half_up(total: str, share: int) -> None:
    """2.15 of 4 is 53.75 %, 0.46 of 4 is 11.5 %."""
    assert Target(name="甲", value=Decimal(4), unit="万人").share(Decimal(total)) == share


@given(st.decimals(0, 10_000, places=2), st.decimals(Decimal("0.01"), 10_000, places=2))
def test_a_share_is_the_nearest_whole_number(total: Decimal, goal: Decimal) -> None:
    share = Target(name="甲", value=goal, unit="个").share(total)
    assert share == int(share)
    assert abs(share - total / goal * 100) <= Decimal("0.5")


def test_a_project_without_updates_is_due_a_hundred_days_after_it_was_announced() -> None:
    assert course().due(LIMITS) == date(2020, 6, 13)
    assert course().state(date(2020, 5, 1)) == "尚未公布进展"


def test_the_next_update_is_due_a_hundred_days_after_the_last() -> None:
    found = course((date(2020, 3, 31), "甲", "0.52"), (date(2020, 9, 30), "甲", "3.4"))
    assert found.due(LIMITS) == date(2021, 1, 8)
    assert found.state(date(2020, 10, 30)) == "已完成85%"


def test_the_last_update_is_due_a_month_after_the_deadline_at_the_latest() -> None:
    found = course((date(2020, 12, 20), "甲", "3.9"))
    assert found.due(LIMITS) == date(2021, 1, 31)


def test_a_project_is_closed_by_figures_as_of_its_deadline() -> None:
    done = course((DEADLINE, "甲", "4.1"))
    assert (done.closed, done.due(LIMITS), done.state(date(2021, 1, 10))) == (True, None, "已完成")
    missed = course((DEADLINE, "甲", "3.68"))
    assert missed.state(date(2021, 1, 10)) == "未完成（92%）"


def test_a_project_is_closed_when_every_target_is() -> None:
    """The end of one target says nothing of another; what is still to be told is due."""
    targets = (("甲", "4"), ("乙", "100"))
    half = course((date(2020, 11, 30), "乙", "46"), (DEADLINE, "甲", "4"), targets=targets)
    assert (half.closed, half.due(LIMITS)) == (False, date(2021, 1, 31))
    whole = course((DEADLINE, "甲", "4"), (date(2021, 1, 15), "乙", "100"), targets=targets)
    assert (whole.closed, whole.due(LIMITS)) == (True, None)


def test_each_target_has_its_own_next_date() -> None:
    targets = (("甲", "4"), ("乙", "100"))
    found = course((date(2020, 5, 31), "乙", "46"), (date(2020, 9, 30), "甲", "3"), targets=targets)
    assert [found.due_of(one, LIMITS) for one in found.project.meta.targets] == [date(2021, 1, 8), date(2020, 9, 8)]
    assert found.due(LIMITS) == date(2020, 9, 8)


def test_a_later_update_of_the_same_day_corrects_the_earlier() -> None:
    found = course((date(2020, 9, 30), "甲", "3.4"), (date(2020, 9, 30), "甲", "3.1"))
    (told,) = found.told(found.project.meta.targets[0])
    assert (told.progress.total, told.page.id, told.first.id) == (Decimal("3.1"), "u1", "u0")
    assert [(row.until, row.page.id, [one and one.total for one in row.cells]) for row in found.rows] == [
        (date(2020, 9, 30), "u1", [Decimal("3.1")])
    ]


def test_a_project_is_as_far_as_its_slowest_target() -> None:
    """And says that there are several; of a target of which nothing was told nothing is said."""
    targets = (("甲", "4"), ("乙", "100"))
    assert course((date(2020, 9, 30), "甲", "4"), targets=targets).state(date(2020, 10, 1)) == (
        "2个目标，1个尚未公布进展"
    )
    both = course((date(2020, 9, 30), "甲", "4"), (date(2020, 9, 30), "乙", "60"), targets=targets)
    assert both.state(date(2020, 10, 1)) == "2个目标，最慢的完成60%"
    assert both.reached == (Decimal(100), Decimal(60))
    ended = course((DEADLINE, "甲", "4"), (DEADLINE, "乙", "92"), targets=targets)
    assert ended.state(date(2021, 1, 10)) == "未完成（2个目标，最慢的92%）"
    done = course((DEADLINE, "甲", "4"), (DEADLINE, "乙", "100"), targets=targets)
    assert done.state(date(2021, 1, 10)) == "已完成"


@given(st.integers(1, 300))
def test_what_is_due_never_lies_behind_what_was_told(days: int) -> None:
    until = date(2020, 1, 1) + timedelta(days)
    due = course((until, "甲", "1")).due(LIMITS)
    assert due
    assert until < due <= date(2021, 1, 31)
