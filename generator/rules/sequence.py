"""Which day of a request comes before which: its stages, and what is told, asked and paid on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.kinds.request import Request
from generator.model.content import Loc
from generator.model.diagnostics import Span
from generator.model.schema import labels
from generator.rules.ledger import Case
from generator.text.dates import chinese_date

ORDER = (
    ("registered", "reviewed"),
    ("reviewed", "handled"),
    ("handled", "replied"),
    ("replied", "archived"),
    ("received", "replied"),
    ("charged", "paid"),
    ("charged", "payable"),
)
"""Fields with days of which the second cannot come before the first."""
HANDED_OVER = frozenset({"当面", "邮寄"})
"""Ways in which nobody has the request before the day of receipt; others are confirmed later (条例 art. 31)."""
NAMES = labels(Request)

Pair = tuple[str, date | None, str, date | None, Loc]
"""What comes first and on which day, what comes then and on which, and where that is written."""


def disordered(case: Case) -> Iterator[tuple[Span, str]]:
    """The days that come before those on which they rest, each where it is written."""
    for before, first, after, then, where in _pairs(case.record):
        if first and then and then < first:
            yield case.parsed.at(*where), f"{after}{chinese_date(then)}早于{before}{chinese_date(first)}"


def _pairs(one: Request) -> Iterator[Pair]:
    outset = NAMES["received"], one.first_day
    for name in ("registered", "reviewed") if one.channel in HANDED_OVER else ():
        yield *outset, NAMES[name], getattr(one, name), (name,)
    yield *outset, NAMES["charged"], one.charged, ("charged",)
    for before, after in ORDER:
        yield NAMES[before], getattr(one, before), NAMES[after], getattr(one, after), (after,)
    for name, what in (("extension", one.extension), ("deferral", one.deferral)):
        yield *outset, f"{NAMES[name]}告知日期", what.told if what else None, (name, "told")
    for n, each in enumerate(one.corrections):
        at = ("corrections", n)
        yield *outset, "补正通知日期", each.notified, at
        yield "补正通知日期", each.notified, "补正期限", each.until, (*at, "until")
        yield "补正通知日期", each.notified, "补正日期", each.answered, at
    for n, asked in enumerate(one.consultations):
        at = ("consultations", n)
        yield *outset, "发函日期", asked.asked, at
        yield "发函日期", asked.asked, "回复日期", asked.answered, at
