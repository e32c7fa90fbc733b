"""What an application costs, by the day and by the count."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.fees import RATES, Tariff, rates

PIECES, PAGES = RATES[1].tariffs


@pytest.mark.parametrize(
    ("day", "since", "tariffs"),
    [
        (date(2020, 10, 30), date(2019, 5, 15), ()),
        (date(2020, 12, 31), date(2019, 5, 15), ()),
        (date(2021, 1, 1), date(2021, 1, 1), (PIECES, PAGES)),
        (date(2026, 1, 1), date(2021, 1, 1), (PIECES, PAGES)),
    ],
)
def test_the_rates_are_those_of_the_day(day: date, since: date, tariffs: tuple[Tariff, ...]) -> None:
    found = rates(day)
    assert found
    assert (found.since, found.tariffs) == (since, tariffs)


def test_there_are_none_before_the_act() -> None:
    assert rates(date(2019, 5, 14)) is None


@pytest.mark.parametrize(
    ("count", "yuan"),
    [(0, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (35, 3000), (40, 4000), (41, 4300), (50, 7000), (51, 7400)],
)
def test_pieces_cost_more_with_every_ten_beyond_thirty(count: int, yuan: int) -> None:
    assert PIECES.charge(count) == yuan


@pytest.mark.parametrize(
    ("count", "yuan"), [(30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740), (210, 3100)]
)
def test_pages_cost_by_the_tier_they_lie_in(count: int, yuan: int) -> None:
    assert PAGES.charge(count) == yuan


@pytest.mark.parametrize("tariff", [PIECES, PAGES], ids=lambda one: one.unit)
@given(count=st.integers(0, 300))
def test_one_more_never_costs_less_than_the_one_before(tariff: Tariff, count: int) -> None:
    """超额累进: what was asked for already does not become dearer."""
    steps = [tariff.charge(count + more) - tariff.charge(count + more - 1) for more in (1, 2)]
    assert 0 <= steps[0] <= steps[1]


def test_tiers_follow_each_other_without_a_gap() -> None:
    for tariff in (PIECES, PAGES):
        assert tariff.tiers[0].first == 1
        assert [one.first for one in tariff.tiers[1:]] == [(one.last or 0) + 1 for one in tariff.tiers[:-1]]
        assert tariff.tiers[-1].last is None


def test_a_tier_is_told_in_words() -> None:
    assert list(PIECES.rows()) == [
        ("10件以下（含）", "不收费"),
        ("11—30件", "100元/件"),
        ("31件以上", "200元/件，每增加10件提高100元/件"),
    ]
    assert list(PAGES.rows())[-1] == ("201页以上", "40元/页")


@pytest.mark.parametrize(
    ("tariff", "first", "last", "uniform"),
    [
        (PIECES, 1, 10, True),
        (PIECES, 11, 30, True),
        (PIECES, 31, None, True),
        (PIECES, 31, 40, True),
        (PIECES, 31, 60, False),
        (PIECES, 1, 30, False),
        (PIECES, 12, 30, False),
        (PIECES, 0, 10, False),
        (PIECES, 30, 11, False),
        (PAGES, 31, 100, True),
        (PAGES, 31, 200, False),
        (PAGES, 201, None, True),
        (PAGES, 201, 300, False),
    ],
)
def test_a_price_begins_and_ends_with_its_tier(tariff: Tariff, first: int, last: int | None, *, uniform: bool) -> None:
    assert tariff.uniform(first, last) == uniform
