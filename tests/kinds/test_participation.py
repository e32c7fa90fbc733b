"""Where the public can take part follows from the days, and never goes back; an answer's time is counted in hours."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.participation import Asking, Consultation, Hearing, Message, OpenDay, Opening
from generator.kinds.response import Response

DAYS = st.dates(date(2019, 9, 1), date(2022, 1, 1))
FIRST = date(2019, 9, 1)


def place(stage: StrEnum) -> int:
    return list(type(stage)).index(stage)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2020-06-21", Hearing.COMING),
        ("2020-06-22", Hearing.OPEN),
        ("2020-08-21", Hearing.OPEN),
        ("2020-08-22", Hearing.CLOSED),
        ("2020-09-09", Hearing.CLOSED),
        ("2020-09-10", Hearing.ANSWERED),
    ],
)
def test_a_consultation_moves_with_the_days(day: str, stage: Hearing) -> None:
    """The last day still belongs to it."""
    told = Consultation(title="征集", begins="2020-06-22", ends="2020-08-21", answered="2020-09-10")
    assert told.stage(date.fromisoformat(day), date(2020, 9, 10)) is stage


def test_the_day_of_a_result_alone_answers_nothing() -> None:
    told = Consultation(title="征集", begins="2020-06-22", ends="2020-08-21", answered="2020-09-10")
    assert told.stage(date(2020, 12, 31)) is Hearing.CLOSED


def test_a_result_is_not_read_before_the_end() -> None:
    told = Consultation(title="征集", begins="2020-06-22", ends="2020-08-21")
    assert told.stage(date(2020, 8, 21), date(2020, 7, 1)) is Hearing.OPEN


@pytest.mark.parametrize(
    ("counts", "handled"),
    [({}, None), ({"received": 3}, None), ({"adopted": 2}, 2), ({"adopted": 2, "partly": 0, "rejected": 1}, 3)],
)
def test_a_consultation_counts_what_it_accounts_for(counts: dict[str, Any], handled: int | None) -> None:
    assert Consultation(title="征集", **counts).handled == handled


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2020-09-14", Opening.COMING),
        ("2020-09-15", Opening.FULL),
        ("2020-09-19", Opening.FULL),
        ("2020-09-20", Opening.HELD),
        ("2020-09-24", Opening.HELD),
        ("2020-09-25", Opening.REVIEWED),
    ],
)
def test_an_open_day_moves_with_the_days(day: str, stage: Opening) -> None:
    """It has not been held before the day after it."""
    told = OpenDay(title="开放日", closes="2020-09-14", held="2020-09-19 09:00")
    assert told.stage(date.fromisoformat(day), date(2020, 9, 25)) is stage


@pytest.mark.parametrize(
    ("fields", "told", "day", "stage"),
    [
        ({}, True, "2020-06-30", Asking.WAITING),
        ({"answered": "2020-06-30"}, False, "2020-06-30", Asking.WAITING),
        ({"answered": "2020-06-30"}, True, "2020-06-29", Asking.WAITING),
        ({"answered": "2020-06-30"}, True, "2020-06-30", Asking.ANSWERED),
        ({"answered": "2020-06-30", "answer": "可以。"}, False, "2020-06-30", Asking.ANSWERED),
    ],
)
def test_a_message_is_answered_with_a_day_and_a_text(
    fields: dict[str, str], told: Any, day: str, stage: Asking
) -> None:
    assert Message(title="留言", **fields).stage(date.fromisoformat(day), told=told) is stage


@given(st.dictionaries(st.sampled_from(("begins", "ends", "answered")), DAYS), st.none() | DAYS, st.integers(0, 900))
def test_a_consultation_never_goes_back(days: dict[str, date], elsewhere: date | None, later: int) -> None:
    """Whatever days are stated, in whatever order, and whichever are missing."""
    found, day = Consultation(title="征集", **days), FIRST + timedelta(later)
    assert place(found.stage(day, elsewhere)) <= place(found.stage(day + timedelta(1), elsewhere))


@given(st.none() | DAYS, st.none() | DAYS, st.none() | DAYS, st.integers(0, 900))
def test_an_open_day_never_goes_back(closes: date | None, held: date | None, recalled: date | None, later: int) -> None:
    found, day = OpenDay(title="开放日", closes=closes, held=held and f"{held} 09:00"), FIRST + timedelta(later)
    assert place(found.stage(day, recalled)) <= place(found.stage(day + timedelta(1), recalled))


@given(st.none() | DAYS, st.booleans(), st.sampled_from(("", "可以。")), st.integers(0, 900))
def test_a_message_never_goes_back(answered: date | None, told: Any, answer: str, later: int) -> None:
    found, day = Message(title="留言", answered=answered, answer=answer), FIRST + timedelta(later)
    assert place(found.stage(day, told=told)) <= place(found.stage(day + timedelta(1), told=told))


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("found", "answered", "taken"),
    [
        ("2020-09-07 09:20", "2020-09-08 16:40", (31 * HOUR + 20 * HOUR / 60, 31 * HOUR + 20 * HOUR / 60)),
        ("2020-09-07", "2020-09-08", (0 * HOUR, 48 * HOUR)),
        ("2020-09-07 12:00", "2020-09-08", (12 * HOUR, 36 * HOUR)),
        ("2020-09-07", "2020-09-08 12:00", (12 * HOUR, 36 * HOUR)),
    ],
)
def test_a_day_without_a_time_may_be_any_time(found: str, answered: str, taken: tuple[timedelta, timedelta]) -> None:
    assert Response(title="回应", found=found, answered=answered).taken == taken


@pytest.mark.parametrize("known", [{}, {"found": "2020-09-07"}, {"answered": "2020-09-07"}])
def test_a_missing_moment_tells_nothing(known: dict[str, str]) -> None:
    assert Response(title="回应", **known).taken is None
