"""Limits of disclosure (公开时限) as tables say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.disclosure import CALENDAR, MONTHS, WORKING, Limit, disclosure_limit


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("信息形成或者变更之日起20个工作日内", Limit(20, WORKING)),
        ("自收到申请之日起 15 工作日", Limit(15, WORKING)),
        ("二十个工作日", Limit(20, WORKING)),
        ("及时公开，最迟不超过3个工作日", Limit(3, WORKING)),
        ("3个工作日内公示，20个工作日内归档", Limit(20, WORKING)),
        ("批复之日起20日内", Limit(20, CALENDAR)),
        ("30天内", Limit(30, CALENDAR)),
        ("2个月内", Limit(2, MONTHS)),
        ("两个月内", Limit(2, MONTHS)),
        ("即时公开", Limit()),
        ("每年1月31日前", Limit()),
        ("每季度公布", Limit()),
        ("每季度结束后25日内", Limit(25, CALENDAR)),
        ("法律、法规另有规定的，从其规定", Limit(otherwise=True)),
        ("尽快", None),
        ("同上", None),
        ("", None),
    ],
)
def test_a_limit_is_read(text: str, limit: Limit | None) -> None:
    assert disclosure_limit(text) == limit


@pytest.mark.parametrize(
    ("limit", "exceeds"),
    [
        (Limit(20, WORKING), False),
        (Limit(21, WORKING), True),
        (Limit(28, CALENDAR), False),
        (Limit(29, CALENDAR), True),
        (Limit(1, MONTHS), True),
        (Limit(), False),
    ],
)
def test_twenty_working_days_are_four_weeks(limit: Limit, exceeds: bool) -> None:  # noqa: FBT001  # a table's column
    assert limit.exceeds(20) == exceeds


@given(st.text(st.sampled_from("0123456789一二十百个工作日天月内每年季 及时前")))
def test_no_text_makes_it_raise(text: str) -> None:
    found = disclosure_limit(text)
    assert found is None or found.exceeds(20) in {True, False}
