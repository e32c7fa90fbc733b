"""How long a service may take, as editors write it: 5个工作日, 三十日, 当场办结."""

from __future__ import annotations

from math import ceil, inf
from typing import Literal

from generator.model.values import Struct
from generator.text.chinese import numeral
from generator.text.patterns import lazily

Unit = Literal["工作日", "日", "月", "年", "小时"]

_AT_ONCE = lazily("当场|即时|即办|立等|立即|实时")
_NONE = lazily("无法定时限|无时限|不限|(?:没有|未|未作|没作|不作)规定|^无$")
_SPAN = lazily(
    r"(?<![0-9.])([0-9]{1,4}|[一二两三四五六七八九十百]{1,5})\s*个?\s*(?:自然|日历)?(工作日|小时|日|天|月|年)"
)
_UNITS: dict[str, Unit] = {"工作日": "工作日", "小时": "小时", "日": "日", "天": "日", "月": "月", "年": "年"}
_DAYS: dict[Unit, tuple[float, float]] = {
    "工作日": (1, inf),
    "小时": (0, 1 / 24),
    "日": (1, 1),
    "月": (28, 31),
    "年": (365, 366),
}
"""Calendar days that one of a unit lasts: at least, and at most."""


class Limit(Struct, frozen=True):
    """How long a service may take: a count of working days, or of another unit; 当场办结 is none at all."""

    count: int
    unit: Unit = "工作日"

    @property
    def at_once(self) -> bool:
        """Tell whether it is done on the spot (当场办结)."""
        return not self.count

    def exceeds(self, other: Limit) -> bool | None:
        """Tell whether it is longer than another; ``None`` where the units differ and either may be the case."""
        if self.unit == other.unit or self.at_once or other.at_once:
            return self.count > other.count
        (least, most), (floor, ceiling) = self._span(), other._span()
        return True if least > ceiling else False if most <= floor else None

    def _span(self) -> tuple[float, float]:
        least, most = _DAYS[self.unit]
        return self.count * least, ceil(self.count * most) if most < inf else most

    def __str__(self) -> str:
        """Write it as guides do."""
        if self.at_once:
            return "当场办结"
        return f"{self.count}{'' if self.unit in {'日', '年'} else '个'}{self.unit}"


def parse_limit(text: str) -> Limit | None:
    """Read a limit; ``None`` for a text that names none, or more than one."""
    found = {(one[1], one[2]) for one in _SPAN.finditer(text)}
    if len(found) == 1:
        count, unit = found.pop()
        number = int(count) if count.isdecimal() else numeral(count.replace("两", "二"))
        return None if number is None else Limit(number, _UNITS[unit])
    return Limit(0) if not found and _AT_ONCE.search(text) else None


def unlimited(text: str) -> bool:
    """Tell whether a text says that the law sets no limit."""
    return bool(_NONE.search(text.strip()))
