"""信息处理费 as texts state it: which count costs what, and what of it the rates of the day do not say.

A price belongs to the count beside it: 11—30件 and 100元/件, in one clause, in the next, in the next cell of a table's
row, or in the row below. Prices alone, counts alone and steps are compared with what the rates know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from generator.kinds.fees import Rates, Tariff
from generator.model.values import Struct
from generator.text.chinese import numeral
from generator.text.patterns import lazily

_HAN = "一二三四五六七八九十百"
_TO = r"\s*[—–\-~～至到]+\s*"
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
WRITTEN_OUT = lazily(rf"[{_HAN}]+(?=\s*(?:件|页|元|[—–\-~～至到]+\s*第?[{_HAN}]+\s*[件页]))")
"""Chinese numerals of a count or a price."""
INCLUDED = lazily(r"[（(]\s*不?含[^）)]*[）)]")
"""（含10件）says again what the count says."""
TOKEN = lazily(
    rf"""
    (?P<above>超过|高于|大于|多于)?\s*第?(?P<first>[0-9]+)\s*[件页]?{_TO}第?(?P<last>[0-9]+)\s*(?P<range_unit>[件页])
    |(?P<not>不|未)?(?:超过|高于|大于|多于)\s*第?(?P<over>[0-9]+)\s*(?P<over_unit>[件页])
    |(?:不足|不满|少于|低于)\s*(?P<below>[0-9]+)\s*(?P<below_unit>[件页])
    |(?:每(?:增加|超过)?|以)\s*(?P<step>[0-9]+)\s*(?P<step_unit>[件页])(?!\s*以)
    |第?(?P<bound>[0-9]+)\s*(?P<bound_unit>[件页])\s*及?\s*(?P<way>以[下内上外]|起)
    |(?P<yuan>{_NUMBER})\s*元\s*(?:[/／]|每)\s*1?\s*(?P<unit>[件页])
    |每\s*1?\s*(?P<unit_before>[件页])[^0-9，。；]{{0,12}}?(?P<yuan_after>{_NUMBER})\s*元
    |(?:提高|递增|上浮|上调|加收|增收)[^0-9，。；]{{0,4}}(?P<yuan_alone>{_NUMBER})\s*元(?:\s*[/／每]\s*1?\s*(?P<unit_alone>[件页]))?
    |(?P<free>不收|不予收|免收|免费|免缴|免交|不缴|不交)
    """,
    re.VERBOSE,
)
PRICED = lazily(rf"{_NUMBER}\s*元\s*(?:[/／]|每)\s*1?\s*[件页]|每\s*1?\s*[件页][^0-9，。；]{{0,12}}?{_NUMBER}\s*元")
RISING = lazily("提高|递增|上浮|上调")
ADDED = lazily("加收|增收|增加")
STEPWISE = lazily(r"[一每]档|每增加|每超过")
ABOLISHED = lazily("不再|取消|停止|不得")
BEGINNING = lazily("自[^，。；]{2,12}起")
CLAUSE = lazily("[，,。；;]")


class Band(Struct, frozen=True):
    """A part of a count, as it is written."""

    words: str
    unit: str
    firsts: tuple[int, ...] = (1,)
    """Where it may begin: 10件以上 is said of the tenth and of what comes after it."""
    last: int | None = None

    def within(self, tariff: Tariff) -> bool:
        """Tell whether a tariff begins and ends a price where the band does."""
        return any(tariff.uniform(first, self.last) for first in self.firsts)

    def price(self, tariff: Tariff) -> int:
        """What a unit in it costs."""
        return tariff.price(next(first for first in self.firsts if tariff.uniform(first, self.last)))


class Price(Struct, frozen=True):
    """What a unit costs, as it is written; nothing in words is free."""

    words: str
    unit: str
    """Empty: whatever is spoken of."""
    yuan: float = 0
    rises: bool = False
    """By so much the price grows from step to step."""


class Step(Struct, frozen=True):
    """A size of the steps in which a price grows."""

    words: str
    unit: str
    size: int


Told = Band | Price | Step
Pair = tuple[Band | None, Price | None]
"""A price and what it is the price of, or one of them alone."""


class Row(Struct, frozen=True):
    """A line of prose, or the cells of a table's row."""

    number: int
    """Of its first line, from 0."""
    words: str

    @property
    def clauses(self) -> list[str]:
        """Its clauses, without those that say what is no longer charged."""
        some = CLAUSE.split(self.words)
        return [one for one in some if not (ABOLISHED.search(one) and PRICED.search(one))]

    @property
    def prices(self) -> list[str]:
        """The prices that it states."""
        return [found[0] for clause in self.clauses for found in PRICED.finditer(clause)]

    def told(self) -> list[list[Told]]:
        """What each clause says."""
        return [list(_told(clause, self.words)) for clause in self.clauses]


def misstated(text: str, places: Sequence[int], today: Rates | None) -> Iterator[tuple[int, str]]:
    """The lines of a text that state rates which do not apply, and why not.

    ``places`` says on which line of the file each line of the text stands: the cells of a row share one.
    """
    if "元" not in text:
        return
    rows = list(_rows(text.split("\n"), places))
    priced = {at for at, row in enumerate(rows) if row.prices}
    known = {tariff.unit: tariff for tariff in today.tariffs} if today else {}
    waiting: list[Band] = []
    for at, row in enumerate(rows):
        if not known and at in priced and not BEGINNING.search(row.words):
            yield from ((row.number, f"写了信息处理费的标准“{one}”，这一天还没有收费标准") for one in row.prices)
        if known and priced & {at - 1, at, at + 1}:
            told = row.told()
            pairs, waiting = _paired(told, waiting)
            said = (*_of_pairs(pairs, known), *_of_steps(told, known))
            yield from ((row.number, one) for one in dict.fromkeys(said))


def _rows(lines: Sequence[str], places: Sequence[int]) -> Iterator[Row]:
    """The rows of a text; lines of which nobody knows the place stand alone."""
    for _, some in groupby(range(len(lines)), lambda at: places[at] if at < len(places) else -at):
        numbers = list(some)
        yield Row(numbers[0], "，".join(_plain(lines[at]) for at in numbers))


def _plain(line: str) -> str:
    """A line in Arabic digits, without what it says twice."""
    return WRITTEN_OUT.sub(lambda found: str(numeral(found[0]) or found[0]), INCLUDED.sub("", line))


def _told(clause: str, row: str) -> Iterator[Told]:
    """What a clause says, in its order; 超过10件不超过30件 is one band."""
    band: Band | None = None
    end = 0
    for found in TOKEN.finditer(clause):
        one = _read(found, f"{clause[end : found.start()]}{found[0]}", row)
        end = found.end()
        if band and isinstance(one, Band) and band.last is None and one.firsts == (1,) and one.unit == band.unit:
            band = Band(f"{band.words}{one.words}", band.unit, band.firsts, one.last)
            continue
        if band:
            yield band
        band = one if isinstance(one, Band) else None
        if not isinstance(one, Band):
            yield one
    if band:
        yield band


def _read(found: re.Match[str], before: str, row: str) -> Told:
    """One token; ``before`` is it with the words that lead to it."""
    words = found[0].strip()
    if band := _band(found, words):
        return band
    if found["step"]:
        return Step(words, found["step_unit"], int(found["step"]))
    if found["free"]:
        return Price(words, "")
    rises = bool(RISING.search(before) or (ADDED.search(before) and STEPWISE.search(row)))
    yuan = float(found["yuan"] or found["yuan_after"] or found["yuan_alone"])
    return Price(words, found["unit"] or found["unit_before"] or found["unit_alone"] or "", yuan, rises)


def _band(found: re.Match[str], words: str) -> Band | None:
    """A part of a count, if the token is one."""
    unit = found["range_unit"] or found["over_unit"] or found["below_unit"] or found["bound_unit"]
    if found["first"]:
        return Band(words, unit, (int(found["first"]) + bool(found["above"]),), int(found["last"]))
    if found["over"]:
        most = int(found["over"])
        return Band(words, unit, last=most) if found["not"] else Band(words, unit, (most + 1,))
    if found["below"]:
        return Band(words, unit, last=int(found["below"]) - 1)
    if not found["bound"]:
        return None
    bound = int(found["bound"])
    if found["way"] in {"以下", "以内"}:
        return Band(words, unit, last=bound)
    return Band(words, unit, (bound,) if found["way"] == "起" else (bound, bound + 1))


def _paired(told: Sequence[Sequence[Told]], above: Sequence[Band]) -> tuple[list[Pair], list[Band]]:
    """What belongs together in a row, and the bands to which the next row may give prices.

    ``above`` are those of the row before: of a table that has its counts in the head.
    """
    clauses = [[one for one in clause if not isinstance(one, Step)] for clause in told]
    prices = [one for clause in clauses for one in clause if isinstance(one, Price)]
    if above and len(above) == len(prices) == sum(map(len, clauses)):
        return list(zip(above, prices, strict=True)), []
    pairs: list[Pair] = [(band, None) for band in above]
    waiting: list[Band] = []
    for clause in clauses:
        waiting = _joined(clause, waiting, pairs)
    if prices:
        pairs.extend((band, None) for band in waiting)
    return pairs, [] if prices else waiting


def _joined(clause: Sequence[Band | Price], waiting: list[Band], pairs: list[Pair]) -> list[Band]:
    """Add the pairs of one clause; what still waits for its price afterwards."""
    bands = [one for one in clause if isinstance(one, Band)]
    prices = [one for one in clause if isinstance(one, Price)]
    if len(bands) == len(prices) and list(clause) in ([*bands, *prices], [*prices, *bands]):
        pairs.extend(zip(bands, prices, strict=True))
        return waiting if not bands else []
    for one in clause:
        if isinstance(one, Band):
            waiting = [*waiting, one]
        else:
            mine = [] if one.rises else [band for band in waiting if one.unit in {"", band.unit}]
            pairs.extend([(band, one) for band in mine] or [(None, one)])
            waiting = [band for band in waiting if band not in mine]
    return waiting


def _of_pairs(pairs: Iterable[Pair], known: Mapping[str, Tariff]) -> Iterator[str]:
    """What is wrong with bands and their prices."""
    for band, price in pairs:
        tariff = known.get((band.unit if band else "") or (price.unit if price else ""))
        if tariff is None or (price and price.rises):
            continue
        if band and not band.within(tariff):
            yield f"信息处理费没有“{band.words}”这一档"
        elif price and not (band and band.price(tariff) == price.yuan):
            if price.yuan and price.yuan not in tariff.prices:
                yield f"信息处理费没有“{price.words}”这一标准"
            elif band:
                right = f"{band.price(tariff)}元/{tariff.unit}" if band.price(tariff) else "不收费"
                yield f"信息处理费“{band.words}”的标准是{right}，写的是“{price.words}”"


def _of_steps(clauses: Iterable[Sequence[Told]], known: Mapping[str, Tariff]) -> Iterator[str]:
    """What is wrong with steps, and with the amounts by which a price rises."""
    told = [one for clause in clauses for one in clause]
    for one in told:
        tariff = known.get(one.unit or next((other.unit for other in told if other.unit), ""))
        if tariff is None:
            continue
        if isinstance(one, Step) and one.size > 1 and one.size not in tariff.blocks:
            yield f"信息处理费没有“{one.words}”这一档"
        elif isinstance(one, Price) and one.rises and one.yuan not in tariff.growths:
            yield f"信息处理费没有“{one.words}”这一标准"
