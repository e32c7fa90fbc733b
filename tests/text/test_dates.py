"""Dates as documents write them."""
# ruff: noqa: DTZ001 - moments in front matter are naive; the site says their zone

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.dates import (
    TruncatedDate,
    chinese_date,
    date_display_faults,
    parse_day,
    parse_moment,
    truncated_dates,
)

DAYS = st.dates(min_value=date(1000, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "2020-04-09",
        "2020-4-9",
        "2020/4/9",
        "2020/04/09",
        "2020年4月9日",
        "2020年04月09日",
        "２０２０年４月９日",
        " 2020-4-9 ",
    ],
)
def test_parse_day(text: str) -> None:
    """Reads the forms that editors use."""
    assert parse_day(text) == date(2020, 4, 9)


@given(DAYS)
def test_parse_day_reads_what_is_written(day: date) -> None:
    """Every day can be read back from each form."""
    assert parse_day(chinese_date(day)) == day
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day.year}/{day.month}/{day.day}") == day


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2020-02-30", "2020年2月没有30日"),
        ("2019年2月29日", "2019年2月没有29日"),
        ("2020/4/0", "2020年4月没有0日"),
        ("2020-13-01", "2020年没有13月"),
        ("2020-0-01", "2020年没有0月"),
        ("2020", "日期“2020”只有年，缺少月和日"),
        ("2020年", "日期“2020年”只有年，缺少月和日"),
        ("2020-04", "日期“2020-04”只有年和月，缺少日"),
        ("2020年4月", "日期“2020年4月”只有年和月，缺少日"),
        ("二〇二〇年七月六日", "日期“二〇二〇年七月六日”用了汉字数字"),
        ("2020-04-09 10:00", "日期“2020-04-09 10:00”之后多出“10:00”"),
        ("2020.4.9", "日期“2020.4.9”不是年、月、日齐全的写法"),
        ("2020-4/9", "日期“2020-4/9”不是年、月、日齐全的写法"),
        ("4月9日", "日期“4月9日”不是年、月、日齐全的写法"),
        ("", "日期是空的"),
    ],
)
def test_parse_day_says_what_is_wrong(text: str, message: str) -> None:
    """A date that cannot be read is refused with its data."""
    with pytest.raises(ValueError, match=r".") as caught:
        parse_day(text)
    assert str(caught.value) == message
    assert type(caught.value) is ValueError


@pytest.mark.parametrize("text", ["202076", "2022128", "20200706", "２０２０７６"])
def test_parse_day_never_guesses(text: str) -> None:
    """A bare run of digits has its own error, whether a day or a moment is wanted."""
    message = f"日期“{text}”是一串数字，缺少年月日分隔，无法确定是哪一天"
    for parse in (parse_day, parse_moment):
        with pytest.raises(TruncatedDate) as caught:
            parse(text)
        assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-07-06", datetime(2020, 7, 6)),
        ("2020-07-06 10:00", datetime(2020, 7, 6, 10)),
        ("2020-07-06T10:00", datetime(2020, 7, 6, 10)),
        ("2020-7-6 9:05:30", datetime(2020, 7, 6, 9, 5, 30)),
        ("2020/7/6 23:59", datetime(2020, 7, 6, 23, 59)),
        ("2020年7月6日 10:00", datetime(2020, 7, 6, 10)),
        ("2020年7月6日10:00", datetime(2020, 7, 6, 10)),
        ("2020年7月6日　１０：００", datetime(2020, 7, 6, 10)),
    ],
)
def test_parse_moment(text: str, expected: datetime) -> None:
    """Reads a date with or without a time of day, and stays naive."""
    assert parse_moment(text) == expected
    assert parse_moment(text).tzinfo is None


@given(st.datetimes(min_value=datetime(1000, 1, 1)).map(lambda moment: moment.replace(microsecond=0)))
def test_parse_moment_reads_what_is_written(moment: datetime) -> None:
    """Every second can be read back."""
    assert parse_moment(moment.isoformat()) == moment
    assert parse_moment(moment.isoformat(" ")) == moment


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2020-07-06 24:00", "时间“2020-07-06 24:00”中没有24时"),
        ("2020-07-06 10:60", "时间“2020-07-06 10:60”中没有60分"),
        ("2020-07-06 10:00:61", "时间“2020-07-06 10:00:61”中没有61秒"),
        ("2020-07-06 上午", "时间“2020-07-06 上午”在日期之后的“上午”不是时刻"),
        ("2020-07-06T10:00Z", "时间“2020-07-06T10:00Z”在日期之后的“T10:00Z”不是时刻"),
        ("2020-02-30 10:00", "2020年2月没有30日"),
        ("10:00", "日期“10:00”不是年、月、日齐全的写法"),
    ],
)
def test_parse_moment_says_what_is_wrong(text: str, message: str) -> None:
    """A moment that cannot be read is refused with its data."""
    with pytest.raises(ValueError, match=r".") as caught:
        parse_moment(text)
    assert str(caught.value) == message


def test_chinese_date() -> None:
    """Month and day are written without padding zeros."""
    assert chinese_date(date(2020, 7, 6)) == "2020年7月6日"
    assert chinese_date(date(2020, 12, 31)) == "2020年12月31日"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自2020年07月06日起，至2020年7月09日止。", ("2020年07月06日", "2020年7月09日")),
        ("2020年07月6日", ("2020年07月6日",)),
        ("２０２０年０７月０６日", ("２０２０年０７月０６日",)),
        ("二〇二〇年七月六日", ("二〇二〇年七月六日",)),
        ("二○二○年十二月三十一日", ("二○二○年十二月三十一日",)),
        ("先2020年07月06日，后二〇二一年一月一日", ("2020年07月06日", "二〇二一年一月一日")),
        ("2020年7月6日", ()),
        ("2020年10月20日", ()),
        ("2020-07-06", ()),
        ("二〇二〇年七月", ()),
        ("七月六日", ()),
        ("", ()),
    ],
)
def test_date_display_faults(text: str, expected: tuple[str, ...]) -> None:
    """Padded and spelled-out dates are found; those in order are not."""
    assert date_display_faults(text) == expected


@given(DAYS)
def test_a_written_date_is_never_a_fault(day: date) -> None:
    """The generator's own dates pass its own check."""
    assert date_display_faults(chinese_date(day)) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("示例市商务委员会\n202076\n", ("202076",)),
        ("示例市商务委员会\n\n　　2022128　\n", ("2022128",)),
        ("20200706", ("20200706",)),
        ("２０２０７６", ("２０２０７６",)),
        ("请拨打热线。\n示例市商务委员会\n202076", ("202076",)),
        ("202076\n2022128", ("202076", "2022128")),
        ("2020年7月6日", ()),
        ("2020-7-6", ()),
        ("编号为202076的文件", ()),
        ("邮政编码：\n200336", ()),
        ("联系电话\n2022128", ()),
        ("123456", ()),
        ("202000", ()),
        ("20209999", ()),
        ("20207", ()),
        ("202007061", ()),
        ("", ()),
    ],
)
def test_truncated_dates(text: str, expected: tuple[str, ...]) -> None:
    """A line of digits that was a date is found; other numbers are left alone."""
    assert truncated_dates(text) == expected
