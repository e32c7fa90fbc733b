"""Chinese prose: counting, soft breaks, excerpts, numerals, clauses and near names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from generator.text.patterns import lazily

_HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f\U00030000-\U000323af"
_CJK = _HAN + "\u3000-\u303f\u3040-\u30ff\u31f0-\u31ff\uff00-\uffef“”‘’…—·"
_IS_CJK = lazily(f"[{_CJK}]")
_COUNTED = lazily(rf"([{_HAN}]+)|[^\W_{_HAN}]+")
"""A run of Chinese characters, which is captured, or a word of others, which is not."""
_SENTENCE_END = lazily(r"[。！？!?.](?:(?<!\.)[。！？!?]*[”’」』）)]*|(?<=[A-Za-z]\.)(?= ))")
_HALF_WORD = lazily(r"[A-Za-z0-9]+$")
_WEAK_END = " ，、：；,:;（(“‘《…—·"

_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_DIGIT = "[一二三四五六七八九]"
_TENS = f"{_DIGIT}?十{_DIGIT}?"
_HUNDREDS = f"{_DIGIT}百(?:[零〇]{_DIGIT}|{_TENS})?"
_THOUSANDS = f"{_DIGIT}千(?:[零〇](?:{_TENS}|{_DIGIT})|{_HUNDREDS})?"
_HAN_NUMERAL = f"{_THOUSANDS}|{_HUNDREDS}|{_TENS}|{_DIGIT}"
_ARABIC = lazily("[0-9０-９]{1,9}")
_NUMERAL = "[一二三四五六七八九十百千零〇]{1,9}|[0-9０-９]{1,4}"
_CLAUSE = lazily(rf"\s*第\s?({_NUMERAL})\s?条(?:之({_NUMERAL}))?(?:\s|\Z)")

_NEAR = 0.6
_NEAR_SHORT = 0.5
_SHORT = 2


def normalise(text: str) -> str:
    """Give text its one spelling: Unicode NFC, and LF at the end of every line."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def is_cjk(char: str) -> bool:
    """Tell whether a character is set full-width in Chinese prose: Han, kana, full-width forms and punctuation."""
    return _IS_CJK.fullmatch(char) is not None


def length(text: str) -> int:
    """Count one per Chinese character and one per run of Latin letters or digits; punctuation does not count."""
    runs: list[str] = _COUNTED.findall(text)
    return sum(map(len, runs)) + runs.count("")


def worded(text: str) -> bool:
    """Tell whether a text says anything: whether its length is more than 0."""
    return _COUNTED.search(text) is not None


def join_soft(left: str, right: str) -> str:
    """Say what a soft break (a line end within a paragraph) between two runs of text becomes.

    Nothing between two full-width characters, for Chinese has no spaces; a space everywhere else.
    """
    return "" if is_cjk(left[-1:]) and is_cjk(right[:1]) else " "


def excerpt(text: str, limit: int) -> str:
    """Shorten text to its first sentences, at most ``limit`` characters; whitespace is collapsed.

    When whole sentences fill less than half of the room, the next one is cut and ends with “…”.
    """
    whole = _beginning(text, limit + 1)
    if len(whole) <= limit:
        return whole
    end = max((found.end() for found in _SENTENCE_END.finditer(whole) if found.end() <= limit), default=0)
    if 2 * end >= limit:
        return whole[:end]
    room = max(limit - 1, 0)
    start = whole[:room]
    if room and whole[room].isascii() and whole[room].isalnum():
        # A number or a word that lost its tail says something else than the source does.
        start = _HALF_WORD.sub("", start) or start
    return start.rstrip(_WEAK_END) + "…"


def _beginning(text: str, size: int) -> str:
    """The first characters of a text, whitespace collapsed; all of it when it is shorter."""
    taken = 2 * size
    while True:
        found = " ".join(text[:taken].split())
        if len(found) >= size or taken >= len(text):
            return found[:size]
        taken *= 2


@lru_cache(maxsize=1024)
def numeral(text: str) -> int | None:
    """Read a whole number in Chinese numerals (一 to 九千九百九十九) or Arabic digits, full-width ones included.

    Returns ``None`` for anything else, colloquial forms such as 一百五 included.
    """
    if _ARABIC.fullmatch(text):
        return int(text)
    if not re.fullmatch(_HAN_NUMERAL, text):
        return None
    total = digit = 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS.get(char, 0)
    return total + digit


def han(number: int) -> str:
    """Write a whole number, 1 to 9999, in Chinese numerals as clauses are numbered: 12 is 十二, 105 is 一百零五."""
    written, gap = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            written += ("零" if gap and written else "") + "零一二三四五六七八九"[digit] + unit
        gap = not digit
    return written.removeprefix("一") if 10 <= number < 20 else written  # noqa: PLR2004  # 十二, not 一十二


def clause(text: str) -> tuple[int, int] | None:
    """Read the clause number (条) with which a text starts: 第三十二条之一 is ``(32, 1)``, 第三条 is ``(3, 0)``.

    A clause starts only where whitespace, or the end of the text, follows its number; so neither 第三条例 nor
    第三条规定的 is one.
    """
    found = _CLAUSE.match(text)
    if found is None:
        return None
    main, inserted = numeral(found[1]), numeral(found[2]) if found[2] else 0
    if not main or inserted is None or (found[2] and not inserted):
        return None
    return main, inserted


def suggest(word: str, candidates: Iterable[str]) -> str | None:
    """Find the name that an editor most likely meant, or ``None`` when nothing comes near.

    Letter case does not count; of equally near names the first in code point order is given.
    """
    wanted = word.casefold()
    best, name = _NEAR_SHORT if len(word) <= _SHORT else _NEAR, None
    matcher = SequenceMatcher(isjunk=None, b=wanted, autojunk=False)
    for candidate in sorted(set(candidates)):
        folded = candidate.casefold()
        if 2 * min(len(wanted), len(folded)) < best * (len(wanted) + len(folded)):
            continue
        matcher.set_seq1(folded)
        if matcher.quick_ratio() < best:
            continue
        nearness = matcher.ratio()
        if nearness > best or (name is None and nearness >= best):
            best, name = nearness, candidate
    return name


def in_common(one: str, other: str) -> int:
    """The length of the longest run of characters that stands in both texts."""
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
