"""Short words that tell who somebody is (names, codes, numbers), looked for as whole words in rendered files.

A short name stands in other words by chance, and a number in longer numbers. So a first look only asks whether a page
may have one of them: by what is not ASCII of a name, and by the longest run of ASCII of a code or a number. Where it
may, the text is looked at as readers see it: a name must stand between marks, tags or spaces, or beside a word that
goes with a person; a number must not go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

from generator.rules.flattening import core, flat, plain
from generator.text.needles import Needles, Runs

RUN = re.compile(r"[!-~]+")
TELLING = 4
"""A run of ASCII with fewer characters is found everywhere."""
NAME = 2
"""A name with fewer characters is an ordinary word."""
BEFORE = (
    *("申请人", "姓名", "名称", "联系人", "联络员", "当事人", "收件人", "寄件人", "经办人", "市民", "居民", "公民"),
    *("根据", "按照", "依据", "答复", "告知", "联络员为", "联络员是", "联系人为", "联系人是", "办公室", "处"),
)
"""What may stand right before a short name: what somebody is, what is done with somebody, where somebody works."""
LINKING = ("应", "由", "对", "向", "与", "和", "及", "为", "是", "室", "科", "股", "中心")
"""What may stand there where the next word goes with a person: before marks, these lead to any word (正是高峰，)."""
AFTER = (
    "先生",
    "女士",
    "同志",
    "本人",
    "申请",
    "的申请",
    "来信",
    "来电",
    "来函",
    "来访",
    "提出",
    "反映",
    "要求",
    "等人",
    "向",
    "同意",
    "不服",
)
"""What may stand right after one."""
_WORD = "0-9A-Za-z\u3400-\u9fff"
_ASCII = "0-9A-Za-z"
_HAN = re.compile("[\u3400-\u9fff]+")


def searchable(word: str) -> bool:
    """Tell whether a word says enough to be looked for."""
    return max(map(len, RUN.findall(word)), default=0) >= TELLING or len(core(word)) >= NAME


class Words:
    """The words, and the search for them."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take them, flat; those that are not searchable are nowhere."""
        self.words = tuple(sorted(filter(searchable, set(words))))
        self._all = Needles(self.words)
        runs = {one: max(RUN.findall(one), key=len, default="") for one in self.words}
        self._runs = Runs(run.encode() for one in self.words if len(runs[one]) >= TELLING for run in _spaced(runs[one]))
        self._cores = Needles(core(one) for one in self.words if len(runs[one]) < TELLING)

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.words)

    def prepare(self) -> None:
        """Make ready what every process needs, before they part."""
        for one in (self._all, self._runs, self._cores):
            one.prepare()

    def near(self, piece: bytes, wide: str) -> bool:
        """Tell whether one may stand in a piece of a page; ``wide`` is what is not ASCII of it."""
        return self._runs.anywhere(piece) or (bool(self._cores.texts) and bool(self._cores.within(wide)))

    def within(self, text: str) -> list[str]:
        """Say which stand in a text as whole words."""
        # Within tags as well, such as addresses, and with tags as marks between words.
        views = plain(text), unescape(text)
        suspects = {one for view in views for one in self._all.within(flat(view))}
        return [one for one in self.words if one in suspects and any(map(pattern(one).search, views))]


@lru_cache(maxsize=1024)
def pattern(word: str) -> re.Pattern[str]:
    """How a word stands for itself, whatever white space is within it."""
    body = r"\s*".join(map(re.escape, word))
    if _HAN.fullmatch(word):
        before = "|".join([f"(?<![{_WORD}])", *(f"(?<={one})" for one in BEFORE)])
        told = "|".join(f"(?={one})" for one in AFTER)
        linking = "|".join(f"(?<={one})" for one in LINKING)
        return re.compile(f"(?:{before}){body}(?:(?![{_WORD}])|{told})|(?:{linking}){body}(?:{told})")
    edge = f"{_ASCII}-" if "-" in word else _ASCII
    first = f"(?<![{edge}])" if word[0].isascii() else ""
    last = f"(?![{edge}])" if word[-1].isascii() else ""
    return re.compile(f"{first}{body}{last}")


def _spaced(run: str) -> Iterable[str]:
    """A run of ASCII as it may be written: a mobile number also in groups."""
    yield run
    if re.fullmatch("1[0-9]{10}", run):
        yield from (mark.join((run[:3], run[3:7], run[7:])) for mark in (" ", "&nbsp;"))
