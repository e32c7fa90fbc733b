"""公开时限: how long an organ takes to publish, as tables say it in free text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.values import Struct
from generator.text.chinese import numeral
from generator.text.patterns import lazily

_DIGITS = "0-9０-９一二两三四五六七八九十百"
_COUNT = "[0-9０-９]+|[一二两三四五六七八九十百]+"
_ALONE = f"(?<![每隔近上下第〇零{_DIGITS}])"
"""Before a count: not the tail of a greater number (2020年), an interval (每2年), nor a part of a year (下半年)."""
_WORKING = lazily(rf"(?<![每隔{_DIGITS}])({_COUNT})\s*个?工作[日天]((?:之|以)?内)?")
_CALENDAR = lazily(
    rf"(?<![月0-9０-９一二三四五六七八九十每隔])({_COUNT})\s*个?(?:自然日|日历日|日历天|日|天)((?:之|以)?内)?"
)
_MONTHS = lazily(rf"{_ALONE}({_COUNT})\s*个月((?:之|以)?内)?")
_LONG = lazily(
    rf"(不超过|最迟|至迟|最长|最晚)?{_ALONE}"
    rf"(?:(半)|([0-9０-９]{{1,2}}|[一二两三四五六七八九十百]+)\s*(个)?(半)?)\s*(个?月|年度?|季度|周|个?星期)(半)?((?:之|以)?内)?"
)
"""半年, 一个半月, 一年半, 两个季度, 六周; what is no count (一季度, 三月) is told by its missing 个."""
_AT_ONCE = lazily("即时|及时|实时|随时|当日|当天|当场|同步|立即")
_DATED = lazily(
    "[月季半年]度?[初末底前后]|(?:^|[当本每次同该，、；])(?:半年|[月季年周])度?(?:之|以)?内|[上下]半年|[一二三四]季度"
    rf"|每(?:隔)?(?:{_COUNT})?个?(?:工作)?[日天周星月季年半]|按[日周月季年]|[0-9一二三四五六七八九十]月|定期|长期|常年|年度"
)
_OTHERWISE = lazily("另有规定")

WORKING, CALENDAR, MONTHS = "个工作日", "日", "个月"
_CALENDAR_DAYS = {CALENDAR: 1, MONTHS: 30}
_SPANS: Mapping[str, tuple[int, str]] = {
    "年": (12, MONTHS),
    "季度": (3, MONTHS),
    "月": (30, CALENDAR),
    "周": (7, CALENDAR),
    "星期": (7, CALENDAR),
}
"""How much a long span is, in what it is told in."""


class Limit(Struct, frozen=True):
    """What a text allows: a number of units, or none where it names a day or says 及时."""

    count: int | None = None
    unit: str = ""
    otherwise: bool = False
    """It refers to another rule: 法律、法规另有规定的，从其规定."""

    def exceeds(self, working_days: int) -> bool:
        """Tell whether it is longer than so many working days; five of seven days are taken for working days."""
        if self.count is None:
            return False
        if self.unit == WORKING:
            return self.count > working_days
        return self.count * _CALENDAR_DAYS[self.unit] > working_days * 7 // 5

    @property
    def said(self) -> str:
        """20个工作日."""
        return "" if self.count is None else f"{self.count}{self.unit}"


def disclosure_limit(text: str) -> Limit | None:
    """Read a limit, the longest of several; ``None`` when the text names none.

    Where some spans are said to be limits (…内), others are not (公示6个月), but for those in working days.
    """
    otherwise = bool(_OTHERWISE.search(text))
    spans = tuple(_spans(text))
    for some in (
        [limit for limit, within in spans if within or limit.unit == WORKING],
        [limit for limit, _ in spans if limit.unit == CALENDAR],
        [limit for limit, _ in spans],
    ):
        if some:
            longest = max(some, key=_days)
            return Limit(longest.count, longest.unit, otherwise)
    if _AT_ONCE.search(text) or _DATED.search(text) or otherwise:
        return Limit(otherwise=otherwise)
    return None


def _spans(text: str) -> Iterator[tuple[Limit, bool]]:
    """Every span of time that a text names, and whether it is said to be a limit."""
    for unit, pattern in ((WORKING, _WORKING), (CALENDAR, _CALENDAR), (MONTHS, _MONTHS)):
        for found in pattern.finditer(text):
            if read := _read(found[1]):
                yield Limit(read, unit), bool(found[2])
    for most, half, count, each, and_half, name, half_after, within in _LONG.findall(text):
        one = name.removeprefix("个").replace("年度", "年")
        halves = 1 if half else 2 * (_read(count) or 0) + bool(and_half or half_after)
        whole = one == "月" and not half and not and_half
        if (most or within) and halves and not whole and (one != "季度" or each):
            much, unit = _SPANS[one]
            yield Limit(halves * much // 2, unit), True


def _read(count: str) -> int | None:
    return numeral(count.replace("两", "二"))


def _days(limit: Limit) -> int:
    """How long a limit is, in fifths of calendar days: a working day is seven of them."""
    return (limit.count or 0) * (7 if limit.unit == WORKING else 5 * _CALENDAR_DAYS[limit.unit])
