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
        ("信息形成之日起半年内", Limit(6, MONTHS)),
        ("信息形成后1年内", Limit(12, MONTHS)),
        ("形成之日起2年以内", Limit(24, MONTHS)),
        ("一年半内", Limit(18, MONTHS)),
        ("信息形成之日起一个季度内", Limit(3, MONTHS)),
        ("三个季度内", Limit(9, MONTHS)),
        ("一个年度内", Limit(12, MONTHS)),
        ("2019年度内", Limit()),
        ("一个半月内", Limit(45, CALENDAR)),
        ("半个月内", Limit(15, CALENDAR)),
        ("2周内", Limit(14, CALENDAR)),
        ("六个星期之内", Limit(42, CALENDAR)),
        ("及时公开，最长不超过半年", Limit(6, MONTHS)),
        ("20个工作日内，情况复杂的一年内", Limit(12, MONTHS)),
        ("7个工作日内，公示6个月", Limit(7, WORKING)),
        ("20日内公开，公示30日", Limit(20, CALENDAR)),
        ("公示期1年，作出决定之日起7个工作日内", Limit(7, WORKING)),
        ("几个月内", None),
        ("若干年内", None),
        ("当年内", Limit()),
        ("年内公布", Limit()),
        ("本季度内", Limit()),
        ("2020年内，每季度", Limit()),
        ("每半年公布一次", Limit()),
        ("每2年公布一次", Limit()),
        ("每3个月公布一次", Limit()),
        ("每隔10个工作日", Limit()),
        ("下半年内", Limit()),
        ("一季度内", Limit()),
        ("季度结束后", None),
        ("每年第一季度", Limit()),
        ("次年1月31日前", Limit()),
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
        (Limit(15, CALENDAR), False),
        (Limit(45, CALENDAR), True),
        (Limit(), False),
    ],
)
def test_twenty_working_days_are_four_weeks(limit: Limit, exceeds: bool) -> None:  # noqa: FBT001  # a table's column
    assert limit.exceeds(20) == exceeds


@given(st.text(st.sampled_from("0123456789一二十百个工作日天月内每年季度半周 及时前")))
def test_no_text_makes_it_raise(text: str) -> None:
    found = disclosure_limit(text)
    assert found is None or found.exceeds(20) in {True, False}
