"""Texts that were replaced, and by what: so that a citation of the old one can be told from one of the new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Succession:
    """A text that gave way to another."""

    former: str
    """How findings call it."""
    mark: str
    """What stands in every citation of it; looked for before anything else."""
    cited: re.Pattern[str]
    """A citation of it, in a sentence."""
    successor: str
    since: date
    """The day on which the successor took effect; what was written before it could not know better."""
    new: str
    """Stands in a sentence that names the successor as well: such a sentence tells the history."""


SUCCESSIONS = (
    Succession(
        "《中华人民共和国政府信息公开条例》（国务院令第492号）",
        "492号",
        re.compile("(?:国务院令|国令)(?:第)?492号"),
        "《中华人民共和国政府信息公开条例》（国务院令第711号）",
        date(2019, 5, 15),
        "711号",
    ),
    Succession(
        "《上海市政府信息公开规定》（沪府令2号、沪府令52号）",
        "政府信息公开规定",
        re.compile("(?:沪府令|上海市人民政府令|上海市政府令|市政府令)(?:第)?(?:2|52)号"),
        "《上海市政府信息公开规定》（沪府令32号）",
        date(2020, 6, 1),
        "32号",
    ),
    Succession(
        "《上海市行政规范性文件制定和备案规定》（沪府令26号、沪府令46号）",
        "行政规范性文件制定和备案规定",
        re.compile("上海市行政规范性文件制定和备案规定"),
        "《上海市行政规范性文件管理规定》（沪府令17号）",
        date(2019, 8, 1),
        "行政规范性文件管理规定",
    ),
    Succession(
        "《上海市重大行政决策程序暂行规定》（沪府令47号）",
        "重大行政决策程序暂行规定",
        re.compile("上海市重大行政决策程序暂行规定"),
        "《上海市重大行政决策程序规定》（沪府令35号）",
        date(2020, 9, 1),
        "重大行政决策程序规定",
    ),
)
"""Those that texts on disclosure used to cite, with the day from which each citation is out of date."""

_SENTENCE = re.compile("[。；！？\n]")
HISTORY = re.compile(
    "废止|失效|修订前|修改前|首次公布|最初|沿革|此前|曾经?|已被|替代|取代|旧(?:条例|规定|办法)|原(?:《|条例|规定|办法|国务院令|沪府令|来的)"
)
"""Words of a sentence that tells what was before."""


def outdated(text: str, among: Sequence[Succession] = SUCCESSIONS) -> Iterator[tuple[Succession, int]]:
    """The texts that a text cites although others have taken their place, and the line, from 0, of each citation."""
    for one in among:
        if one.mark in text:
            for number, line in enumerate(text.split("\n")):
                if one.mark in line and any(_relies(sentence, one) for sentence in _SENTENCE.split(line)):
                    yield one, number


def _relies(sentence: str, one: Succession) -> bool:
    if one.mark not in sentence or not one.cited.search(sentence):
        return False
    return one.new not in sentence and not HISTORY.search(sentence)
