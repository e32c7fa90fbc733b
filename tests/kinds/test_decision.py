"""How far a decision is follows from its days, and never goes back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.decision import Decision, Stage

ORDER = list(Stage)
DAYS = ("begins", "ends", "answered", "decided", "evaluated")


def dossier(**days: date | str) -> Decision:
    return Decision(title="决策", year="2020", **days)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2020-05-17", Stage.LISTED),
        ("2020-05-18", Stage.OPEN),
        ("2020-06-17", Stage.OPEN),
        ("2020-06-18", Stage.CLOSED),
        ("2020-07-05", Stage.CLOSED),
        ("2020-07-06", Stage.ANSWERED),
        ("2020-07-22", Stage.DECIDED),
        ("2021-09-01", Stage.EVALUATED),
    ],
)
def test_a_decision_moves_with_the_days(day: str, stage: Stage) -> None:
    """The last day of a consultation still belongs to it."""
    found = dossier(
        begins="2020-05-18", ends="2020-06-17", answered="2020-07-06", decided="2020-07-22", evaluated="2021-09-01"
    )
    assert found.stage(date.fromisoformat(day)) is stage


@given(st.dictionaries(st.sampled_from(DAYS), st.dates(date(2019, 9, 1), date(2022, 1, 1))), st.integers(0, 900))
def test_a_decision_never_goes_back(days: dict[str, date], later: int) -> None:
    """Whatever days are stated, in whatever order, and whichever are missing."""
    found, day = dossier(**days), date(2019, 9, 1) + timedelta(later)
    assert ORDER.index(found.stage(day)) <= ORDER.index(found.stage(day + timedelta(1)))


@pytest.mark.parametrize(("ends", "length"), [("2020-06-16", 30), ("2020-05-18", 1), (None, None)])
def test_both_ends_of_a_consultation_count(ends: str | None, length: int | None) -> None:
    assert dossier(begins="2020-05-18", **({"ends": ends} if ends else {})).length == length
