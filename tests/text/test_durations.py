"""Time limits of services: read as editors write them, compared only where that can be done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.durations import Limit, Unit, parse_limit, unlimited

UNITS: tuple[Unit, ...] = ("工作日", "日", "月", "年", "小时")
LIMITS = st.builds(Limit, st.integers(0, 400), st.sampled_from(UNITS))


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("20个工作日", Limit(20)),
        ("5 工作日", Limit(5)),
        ("二十个工作日", Limit(20)),
        ("两个月", Limit(2, "月")),
        ("自受理之日起30日内", Limit(30, "日")),
        ("15个自然日", Limit(15, "日")),
        ("7天", Limit(7, "日")),
        ("1年", Limit(1, "年")),
        ("24小时", Limit(24, "小时")),
        ("当场办结", Limit(0)),
        ("即时办结", Limit(0)),
        ("5个工作日（材料齐全的，当场受理）", Limit(5)),
        ("3至5个工作日", Limit(5)),
        ("受理5个工作日，审查15个工作日", None),
        ("依照规定", None),
        ("", None),
    ],
)
def test_a_limit_is_read(text: str, limit: Limit | None) -> None:
    assert parse_limit(text) == limit


@pytest.mark.parametrize(
    ("one", "other", "longer"),
    [
        (Limit(5), Limit(20), False),
        (Limit(20), Limit(20), False),
        (Limit(21), Limit(20), True),
        (Limit(0), Limit(1, "日"), False),
        (Limit(1, "日"), Limit(0), True),
        (Limit(20, "日"), Limit(20), False),
        (Limit(21, "日"), Limit(20), None),
        (Limit(21), Limit(20, "日"), True),
        (Limit(20), Limit(20, "日"), None),
        (Limit(32, "日"), Limit(1, "月"), True),
        (Limit(28, "日"), Limit(1, "月"), False),
        (Limit(30, "日"), Limit(1, "月"), None),
        (Limit(24, "小时"), Limit(1), False),
    ],
)
def test_limits_are_compared_where_that_can_be_done(one: Limit, other: Limit, *, longer: bool | None) -> None:
    assert one.exceeds(other) is longer


@given(LIMITS)
def test_what_is_written_reads_back(limit: Limit) -> None:
    assert parse_limit(str(limit)) == (limit if limit.count else Limit(0))


@given(LIMITS, LIMITS)
def test_of_two_limits_not_both_are_longer(one: Limit, other: Limit) -> None:
    assert not (one.exceeds(other) and other.exceeds(one))


@pytest.mark.parametrize("text", ["无", "法律没有规定时限", "未作规定", "无法定时限", "不限"])
def test_no_limit_is_told_in_words(text: str) -> None:
    assert unlimited(text)


@pytest.mark.parametrize("text", ["20个工作日", "", "当场办结", "无需现场核查的5个工作日"])
def test_a_limit_is_not_taken_for_none(text: str) -> None:
    assert not unlimited(text)
