"""Periods as plans name them: 2020年12月, 三季度, 年底."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_YEAR = re.compile(r"((?:19|20)\d{2})年度?")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月(?:份|底|末|前|初|中旬|上旬|下旬|(3[01]|[12]\d|0?[1-9])日)?")
_QUARTER = re.compile("第?([一二三四1-4])季度")
_WHOLE = re.compile("年?(?:底|末|内|终)?以?前?|全年|下半年")
_QUARTERS = {name: count % 4 + 1 for count, name in enumerate("一二三四1234")}


def last_day(text: str, year: int) -> date | None:
    """The last day of the period that a text names, of ``year`` where it names none; ``None`` when it cannot be read.

    Of several the last counts: 2020年7月至9月 ends with September.
    """
    plain = "".join(text.split())
    years = list(_YEAR.finditer(plain))
    if years:
        year, plain = int(years[-1][1]), plain[years[-1].end() :]
    if months := list(_MONTH.finditer(plain)):
        month, last = int(months[-1][1]), monthrange(year, int(months[-1][1]))[1]
        return date(year, month, min(int(months[-1][2] or last), last))
    if quarters := list(_QUARTER.finditer(plain)):
        return _ending(year, 3 * _QUARTERS[quarters[-1][1]])
    if "上半年" in plain:
        return _ending(year, 6)
    return date(year, 12, 31) if _WHOLE.fullmatch(plain) and (years or plain) else None


def _ending(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
