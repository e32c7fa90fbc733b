"""The cells of a report's tables: text as written, and the figures that some of it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from generator.kinds.outline import Measure
from generator.model.content import Loc

Cells = tuple[str, ...]
"""The cells of a row."""

BLANK = frozenset({"", "/", "／"})
"""What stands in a cell that was left out."""

_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,8})?")
_WHOLE = re.compile(r"[+-]?(?:0|[1-9][0-9]*)")
_UNITS = re.compile(r"(?:元|万元)$")
WHOLE = frozenset({Measure.COUNT, Measure.CHANGE})


def number(text: str) -> Decimal | None:
    """The figure of a cell; ``None`` for what is blank or no plain number."""
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def blank(text: str) -> bool:
    """Tell whether a cell was left out."""
    return text in BLANK


def fault(text: str, measure: Measure) -> str:
    """Say what is wrong with a cell; nothing for one that is right or was left out."""
    if blank(text):
        return ""
    value = number(_UNITS.sub("", text) if measure is Measure.MONEY else text)
    if value is None:
        return "不是数字"
    if measure in WHOLE and value != value.to_integral_value():
        return "不是整数"
    if value < 0 and measure is not Measure.CHANGE:
        return "是负数"
    if measure in WHOLE and not _WHOLE.fullmatch(text):
        return "不是整数的写法"
    return ""


def plain(text: str, measure: Measure) -> str:
    """A cell without separators, and a whole number without needless zeros: what its writer meant."""
    bare = re.sub("[,，]", "", text)
    value = number(bare)
    return f"{int(value)}" if measure in WHOLE and value is not None and value == int(value) else bare


def total(rows: Mapping[Loc, Cells], places: Iterable[Loc], column: int) -> Decimal | None:
    """Add up the figures of some rows in one column; ``None`` when one of them is not there or is no number."""
    found = Decimal(0)
    for where in places:
        cells = rows.get(where, ())
        value = number(cells[column]) if column < len(cells) else None
        if value is None:
            return None
        found += value
    return found
