"""公开时限: how long an organ takes to publish, as tables say it in free text."""

from __future__ import annotations

from generator.model.values import Struct
from generator.text.chinese import numeral
from generator.text.patterns import lazily

_COUNT = "([0-9０-９]+|[一二两三四五六七八九十百]+)"
_WORKING = lazily(rf"{_COUNT}\s*个?工作[日天]")
_CALENDAR = lazily(rf"(?<![月0-9０-９一二三四五六七八九十]){_COUNT}\s*个?(?:自然日|日历日|日历天|日|天)")
_MONTHS = lazily(rf"{_COUNT}\s*个月")
_AT_ONCE = lazily("即时|及时|实时|随时|当日|当天|当场|同步|立即")
_DATED = lazily(
    "[月季半年]度?[初末底前后内]|每[日周月季年半]|按[日周月季年]|[0-9一二三四五六七八九十]月|定期|长期|常年|年度"
)
_OTHERWISE = lazily("另有规定")

WORKING, CALENDAR, MONTHS = "个工作日", "日", "个月"


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
        most = {WORKING: working_days, CALENDAR: working_days * 7 // 5, MONTHS: working_days * 7 // 5 // 30}[self.unit]
        return self.count > most

    @property
    def said(self) -> str:
        """20个工作日."""
        return "" if self.count is None else f"{self.count}{self.unit}"


def disclosure_limit(text: str) -> Limit | None:
    """Read a limit, the longest of several; ``None`` when the text names none."""
    otherwise = bool(_OTHERWISE.search(text))
    for unit, pattern in ((WORKING, _WORKING), (CALENDAR, _CALENDAR), (MONTHS, _MONTHS)):
        counts = [read for found in pattern.finditer(text) if (read := numeral(found[1].replace("两", "二")))]
        if counts:
            return Limit(max(counts), unit, otherwise)
    if _AT_ONCE.search(text) or _DATED.search(text) or otherwise:
        return Limit(otherwise=otherwise)
    return None
