"""有效期: how long a 规范性文件 is in force when it does not say so itself."""

from __future__ import annotations

import re
from datetime import MAXYEAR, date

from generator.kinds.base import Enacted, Titled
from generator.model.limits import Limits

NORMATIVE = "规范性文件"
"""The type (文件类型) of an administrative normative document (行政规范性文件)."""
NORMATIVES = frozenset({NORMATIVE, f"行政{NORMATIVE}"})
"""Both names of it."""

_PROVISIONAL = re.compile("暂行|试行")
_ENDING = re.compile("废止|修改|宣布失效")


def normative(meta: Titled) -> bool:
    """Tell whether a paper is a 规范性文件."""
    return meta.type in NORMATIVES


def provisional(title: str) -> str:
    """The 暂行 or 试行 of a title, else nothing; not that of another paper which the title ends or amends."""
    found = _PROVISIONAL.search(re.sub(r"《[^》]*》", "", title) if _ENDING.search(title) else title)
    return found[0] if found else ""


def longest(meta: Enacted, limits: Limits) -> int:
    """The longest term of a document in years: five, or two for 暂行 and 试行 (沪府令26号 art. 26, 沪府令17号)."""
    return limits.provisional_years if provisional(meta.title) else limits.validity_years


def presumed(meta: Enacted, limits: Limits) -> date | None:
    """Until when a 规范性文件 without 有效期至 is presumed to be in force; ``None`` where nothing is to be presumed."""
    start = meta.effective or meta.written
    if meta.expires or start is None or not normative(meta):
        return None
    return years_after(start, longest(meta, limits))


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes the 28th where there is none, and time ends in 9999."""
    year = day.year + years
    if year > MAXYEAR:
        return date.max
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
