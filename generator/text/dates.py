"""Dates as documents write them: reading them, writing them, and finding those that went wrong."""

from __future__ import annotations

import re
from datetime import MAXYEAR, date, datetime, time

from generator.text.patterns import lazily

_FULL_WIDTH = str.maketrans("０１２３４５６７８９：", "0123456789:")
_DATE = lazily(
    r"([1-9][0-9]{3})(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)"
)
_CLOCK = lazily(r"(?:[T \u3000]+|(?<=日))([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_CHINESE_YEAR = "[一二三四五六七八九〇零○]{4}年"
_CHINESE_DATE = lazily(f"{_CHINESE_YEAR}[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十廿卅]{{1,3}}日")
_INCOMPLETE = (
    (lazily("[1-9][0-9]{3}年?"), "只有年，缺少月和日"),
    (lazily("[1-9][0-9]{3}(?:-[0-9]{1,2}|/[0-9]{1,2}|年[0-9]{1,2}月)"), "只有年和月，缺少日"),
    (_CHINESE_DATE, "用了汉字数字"),
)
_DISPLAY_FAULT = lazily(
    "(?<![0-9０-９])[0-9０-９]{4}年(?:[0０][0-9０-９]月[0-9０-９]{1,2}|[0-9０-９]{1,2}月[0０][0-9０-９])日"
    f"|{_CHINESE_DATE.pattern}"
)
_LOST_DATE = lazily(r"((?:19|20)[0-9]{2})(0?[1-9]|1[0-2])(0?[1-9]|[12][0-9]|3[01])")
_OTHER_NUMBER = lazily(r"(?:邮编|邮政编码|电话|传真|热线|号码|代码|编号)\s*[：:]?\Z")

_MONTHS, _HOURS, _SIXTY = 12, 24, 60


class TruncatedDate(ValueError):
    """A date that lost its separators: a bare run of digits, of which nobody can tell the day."""


def parse_day(text: str) -> date:
    """Read a date: ``2020-04-09``, ``2020-4-9``, ``2020/4/9`` or 2020年4月9日; the digits may be full-width.

    Raises:
        TruncatedDate: the text is a bare run of digits such as ``202076``.
        ValueError: there is no such day, or the text is none of these forms; the message says in Chinese what is wrong.
    """
    plain = text.strip().translate(_FULL_WIDTH)
    found = _DATE.fullmatch(plain)
    if found is None:
        raise _unreadable(text.strip(), plain)
    return _day(found)


def parse_moment(text: str) -> datetime:
    """Read a date with an optional time of day: ``2020-07-06 10:00``, ``2020-07-06T10:00:00``; midnight without one.

    The result is naive: it is meant in the site's own time zone.

    Raises:
        TruncatedDate: the text is a bare run of digits such as ``202076``.
        ValueError: there is no such day or time, or the text cannot be read; the message says so in Chinese.
    """
    plain = text.strip().translate(_FULL_WIDTH)
    found = _DATE.match(plain)
    if found is None:
        raise _unreadable(text.strip(), plain)
    if found.end() == len(plain):
        return datetime.combine(_day(found), time.min)
    clock = _CLOCK.fullmatch(plain, found.end())
    if clock is None:
        raise ValueError(f"时间“{text.strip()}”在日期之后的“{plain[found.end() :].strip()}”不是时刻")
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    for value, limit, unit in ((hour, _HOURS, "时"), (minute, _SIXTY, "分"), (second, _SIXTY, "秒")):
        if value >= limit:
            raise ValueError(f"时间“{text.strip()}”中没有{value}{unit}")
    return datetime.combine(_day(found), time(hour, minute, second))


def chinese_date(day: date) -> str:
    """Write a date as documents do, without padding zeros: 2020年7月6日 (GB/T 9704-2012)."""
    return f"{day.year}年{day.month}月{day.day}日"


def date_display_faults(text: str) -> tuple[str, ...]:
    """Find, in order, the dates that prose pads with zeros (2020年07月06日) or spells out (二〇二〇年七月六日)."""
    return tuple(found[0] for found in _DISPLAY_FAULT.finditer(text))


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month where it has none; time ends in 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    return date(year, month + 1, 28)


def named_days(text: str) -> tuple[date, ...]:
    """Find, in order, the full dates that a text names; days that there are not are left out."""
    found = []
    for one in _DATE.finditer(text.translate(_FULL_WIDTH)):
        try:
            found.append(_day(one))
        except ValueError:
            continue
    return tuple(found)


def truncated_dates(text: str) -> tuple[str, ...]:
    """Find, in order, the lines that are a date without its separators, as under a signature: ``202076``.

    A digit run stands for a date when some reading of it as year, month and day is possible, and for something else
    when the line before it announces a postcode, a telephone number or the like.
    """
    found, before = [], ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if _LOST_DATE.fullmatch(line.translate(_FULL_WIDTH)) and not _OTHER_NUMBER.search(before):
            found.append(line)
        before = line
    return tuple(found)


def _day(found: re.Match[str]) -> date:
    year, month, day = (int(part) for part in found.groups() if part is not None)
    if not 1 <= month <= _MONTHS:
        raise ValueError(f"{year}年没有{month}月")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{year}年{month}月没有{day}日") from None


def _unreadable(text: str, plain: str) -> ValueError:
    """Say why a text is no date."""
    if re.fullmatch("[0-9]{5,}", plain):
        return TruncatedDate(f"日期“{text}”是一串数字，缺少年月日分隔，无法确定是哪一天")
    for form, words in _INCOMPLETE:
        if form.fullmatch(plain):
            return ValueError(f"日期“{text}”{words}")
    if found := _DATE.match(plain):
        return ValueError(f"日期“{text}”之后多出“{plain[found.end() :].strip()}”")
    return ValueError(f"日期“{text}”不是年、月、日齐全的写法" if text else "日期是空的")
