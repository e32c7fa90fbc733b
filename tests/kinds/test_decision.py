"""How far a decision is follows from its days, and never goes back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.decision import Decision, Stage
from generator.kinds.steps import taken

ORDER = list(Stage)
DAYS = ("begins", "ends", "answered", "decided", "evaluated")
PUBLISHED = date(2020, 7, 24)


def dossier(**days: date | str) -> Decision:
    return Decision(title="决策", year="2020", **days)


def stage(found: Decision, day: date, *, accounted: bool = True, published: date | None = PUBLISHED) -> Stage:
    return (Stage.LISTED, *taken(found.steps(accounted=accounted, published=published), day))[-1]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2020-05-17", Stage.LISTED),
        ("2020-05-18", Stage.OPEN),
        ("2020-06-17", Stage.OPEN),
        ("2020-06-18", Stage.CLOSED),
        ("2020-07-05", Stage.CLOSED),
        ("2020-07-06", Stage.ANSWERED),
        ("2020-07-23", Stage.ANSWERED),
        ("2020-07-24", Stage.DECIDED),
        ("2021-09-01", Stage.EVALUATED),
    ],
)
def test_a_decision_moves_with_the_days(day: str, expected: Stage) -> None:
    """The last day of a consultation still belongs to it; what was decided is public with its paper."""
    found = dossier(
        begins="2020-05-18",
        ends="2020-06-17",
        answered="2020-07-06",
        decided="2020-07-22",
        evaluated="2021-09-01",
        evaluation="执行一年，效果良好。",
    )
    assert stage(found, date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"accounted": False, "published": None}, Stage.CLOSED),
        ({"accounted": True, "published": None}, Stage.ANSWERED),
        ({"accounted": False, "published": PUBLISHED}, Stage.DECIDED),
    ],
)
def test_a_day_alone_moves_nothing(told: dict[str, Any], expected: Stage) -> None:
    """A stage of which the page has only the day is not reached."""
    found = dossier(
        begins="2020-05-18", ends="2020-06-17", answered="2020-07-06", decided="2020-07-22", evaluated="2020-09-01"
    )
    assert stage(found, date(2020, 12, 31), **told) is expected


def test_nothing_is_decided_while_the_public_is_asked() -> None:
    found = dossier(begins="2020-05-18", ends="2020-06-17", decided="2020-06-01")
    assert stage(found, date(2020, 6, 17), published=date(2020, 6, 2)) is Stage.OPEN
    assert stage(found, date(2020, 6, 18), published=date(2020, 6, 2)) is Stage.DECIDED


@given(st.dictionaries(st.sampled_from(DAYS), st.dates(date(2019, 9, 1), date(2022, 1, 1))), st.integers(0, 900))
def test_a_decision_never_goes_back(days: dict[str, date], later: int) -> None:
    """Whatever days are stated, in whatever order, and whichever are missing."""
    found, day = dossier(**days), date(2019, 9, 1) + timedelta(later)
    assert ORDER.index(stage(found, day)) <= ORDER.index(stage(found, day + timedelta(1)))


@pytest.mark.parametrize(("ends", "length"), [("2020-06-16", 30), ("2020-05-18", 1), (None, None)])
def test_both_ends_of_a_consultation_count(ends: str | None, length: int | None) -> None:
    assert dossier(begins="2020-05-18", **({"ends": ends} if ends else {})).length == length
