"""信息处理费: what an application costs, by the day on which it is asked (条例 art. 42; 国办函〔2020〕109号).

Answering is free. Only who asks for more than is reasonable can be charged, and only since there are rates for it:
before 1 January 2021 there were none, so nothing was charged. Pages print the rates, and rules compare with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.values import Struct
from generator.text.calendar import Calendar


class Tier(Struct, frozen=True):
    """A part of a count and its price: each unit from ``first`` to ``last`` costs as much."""

    first: int
    last: int | None
    """``None``: without end."""
    price: int
    """Yuan for one unit; 0 is free."""
    block: int = 0
    """Every so many further units the price rises."""
    growth: int = 0
    """Yuan by which it rises."""


class Tariff(Struct, frozen=True):
    """One way to count, with its tiers; what is above a tier's beginning costs that tier's price (超额累进)."""

    name: str
    unit: str
    counted: str
    """What is counted."""
    tiers: tuple[Tier, ...]
    article: str

    def charge(self, count: int) -> int:
        """What a count costs in yuan."""
        return sum(self.price(one) for one in range(1, count + 1))

    def price(self, number: int) -> int:
        """What the unit with a number costs, in yuan."""
        tier = next(one for one in self.tiers if number >= one.first and (one.last is None or number <= one.last))
        return tier.price + ((number - tier.first) // tier.block * tier.growth if tier.block else 0)

    def uniform(self, first: int, last: int | None) -> bool:
        """Tell whether a price begins with one unit and ends with another; without ``last`` it may rise later."""
        if first < 1 or (first > 1 and self.price(first) == self.price(first - 1)):
            return False
        if last is None:
            return True
        return last >= first and self.price(first) == self.price(last) != self.price(last + 1)

    @property
    def prices(self) -> frozenset[int]:
        """Every amount in yuan that its words can name: prices, and steps by which they rise."""
        return frozenset(one for tier in self.tiers for one in (tier.price, tier.growth) if one)

    @property
    def blocks(self) -> frozenset[int]:
        """The sizes of the steps in which its prices rise."""
        return frozenset(tier.block for tier in self.tiers if tier.block)

    @property
    def growths(self) -> frozenset[int]:
        """The amounts in yuan by which its prices rise."""
        return frozenset(tier.growth for tier in self.tiers if tier.block)

    def rows(self) -> Iterator[tuple[str, str]]:
        """Each tier in words: which units, and what one of them costs."""
        for one in self.tiers:
            last = f"{one.first}—{one.last}" if one.last else f"{one.first}"
            which = f"{one.last}{self.unit}以下（含）" if one.first == 1 else f"{last}{self.unit}"
            price = f"{one.price}元/{self.unit}" if one.price else "不收费"
            more = f"，每增加{one.block}{self.unit}提高{one.growth}元/{self.unit}" if one.block else ""
            yield which if one.last else f"{which}以上", price + more


class Rates(Struct, frozen=True):
    """What may be charged from a day on."""

    since: date
    basis: str
    tariffs: tuple[Tariff, ...] = ()
    """Either one or the other is applied to an application, never both."""
    note: str = ""


RATES = (
    Rates(date(2019, 5, 15), "《中华人民共和国政府信息公开条例》第四十二条"),
    Rates(
        date(2021, 1, 1),
        "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
        (
            Tariff(
                "按件计收",
                "件",
                "同一申请人一个自然月内累计申请的件数",
                (Tier(1, 10, 0), Tier(11, 30, 100), Tier(31, None, 200, block=10, growth=100)),
                "第四条",
            ),
            Tariff(
                "按量计收",
                "页",
                "一件申请要求提供的纸质件或者电子数据折合的页数",
                (Tier(1, 30, 0), Tier(31, 100, 10), Tier(101, 200, 20), Tier(201, None, 40)),
                "第五条",
            ),
        ),
        "每件申请只按其中一种计收。收费的，在答复期限内发出收费通知；收到通知次日起20个工作日内缴纳，逾期视为放弃申请。",
    ),
)
"""By the day from which they apply, the earliest first. 国办函〔2020〕109号 is of 17 November 2020."""


PAYMENT = 20
"""Working days after the notice in which the applicant is to pay, or gives the request up (国办函〔2020〕109号)."""


def rates(day: date) -> Rates | None:
    """The rates that apply on a day; ``None`` before the 条例 in its present form."""
    return next((one for one in reversed(RATES) if one.since <= day), None)


def payable(charged: date, working: Calendar) -> date | None:
    """The last day for paying what was charged on a day; ``None`` while there were no rates to charge by.

    Raises:
        NoCalendar: it lies in a year whose holidays are not known.
    """
    known = rates(charged)
    return working.add(charged, PAYMENT) if known and known.tariffs else None
