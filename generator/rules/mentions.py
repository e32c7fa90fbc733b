"""Clauses that a text mentions in passing, 根据《某某办法》第九条: where, and surely of which document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.kinds.base import Titled
from generator.rules.papers import bare, quoted, subject
from generator.text.clauses import cited, listed
from generator.text.patterns import lazily

_NUMERAL = "[〇零一二三四五六七八九十百千0-9]{1,9}"
_INNER = rf"(?:第{_NUMERAL}款)?(?:第[（(]?{_NUMERAL}[）)]?项)?"
_ARTICLE = rf"第{_NUMERAL}条(?![例件款目约])(?:之{_NUMERAL})?{_INNER}"
_WITHIN = rf"第{_NUMERAL}款(?:第[（(]?{_NUMERAL}[）)]?项)?|第[（(]{_NUMERAL}[）)]项"
_MORE = rf"(?:(?:以及|[、和及与至到])(?:{_ARTICLE}|{_WITHIN}))*"
_CLAUSES = f"(?P<clauses>{_ARTICLE}{_MORE})"
_NAMED = lazily(rf"(?<=[》号])(?:[（(](?P<aside>[^（）()]{{1,60}})[）)])?{_CLAUSES}")
_NUMBER = lazily(r"[一-龥]{2,12}〔[0-9]{4}〕[1-9][0-9]{0,4}号")
_AGO = lazily(r"(?:[原旧老]|[原旧前]来?的|(?:修订|修改|修正|废止|失效|替代)[前后了]?的?|[0-9]{4}年(?:版|的)?)[“\"]?\Z")
"""What stands before the name of a document's former text."""
LOOK_BACK = 8
_ABBREVIATES = ("简称", "下称")
_SORTS = ("办法", "细则", "规定", "条例", "规则", "规程", "意见", "方案", "措施", "准则", "制度")
"""By which of these words a document is called for short: 本办法, 《办法》."""
_BEFORE = r"(?:(?<![一-龥《])|(?<=[按据见由在即])|(?<=按照|根据|依照|依据|遵照))"


class Called(NamedTuple):
    """How texts speak of a document."""

    number: str
    """Its 发文字号; empty where it has none."""
    titles: frozenset[str]
    former: frozenset[str] = frozenset()
    """The titles of what it replaces or amends, "" for what is not known: these may be meant by its own."""

    def numbered(self, text: str, end: int) -> bool:
        """Tell whether its number ends at a place of a text."""
        return bool(self.number) and text.endswith(self.number, 0, end)

    def titled(self, text: str, end: int, aside: str) -> bool:
        """Tell whether a title in 《》 that ends at a place surely means it, given what follows in brackets."""
        begin = text.rfind("《", 0, end)
        name = bare(text[begin + 1 : end - 1])
        if begin < 0 or name not in self.titles or _AGO.search(text[max(0, begin - LOOK_BACK) : begin]):
            return False
        if number := _NUMBER.search(aside):
            return number[0] == self.number
        return not self.former & {name, ""} and (not aside or any(word in aside for word in _ABBREVIATES))


class Mention(NamedTuple):
    """A clause that a text mentions."""

    place: int
    """Where in the text, counted from 0."""
    clause: str
    document: int
    """Which of the documents."""


def titles(document: Titled) -> frozenset[str]:
    """What a document may be called in 《》, without marks: by its title, or by that of the text that it issues."""
    return frozenset({bare(document.title), bare(subject(document.title))})


def mentions(text: str, documents: Sequence[Called]) -> Iterator[Mention]:
    """The clauses that a text surely says to be in one of some documents.

    A document is meant by its whole title in 《》 or by its 发文字号; where the text is about one document only, by
    本办法, 新办法, 《办法》 or 办法 as well, unless another may be called so.
    """
    if "条" not in text:
        return
    for found in _NAMED.finditer(text):
        at, aside = found.start(), found["aside"] or ""
        for which, one in enumerate(documents):
            if one.titled(text, at, aside) if text[at - 1] == "》" else not aside and one.numbered(text, at):
                yield from _each(found, which)
                break
    if len(documents) == 1:
        for found in _abbreviated(text, documents[0]):
            yield from _each(found, 0)


def _each(found: re.Match[str], which: int) -> Iterator[Mention]:
    return (Mention(found.start(), one, which) for one in listed(found["clauses"]) if cited(one))


def _abbreviated(text: str, document: Called) -> Iterator[re.Match[str]]:
    """Where the only document is called for short, and clauses of it are mentioned."""
    sort = next((word for word in _SORTS if any(name.endswith(word) for name in document.titles)), "")
    if not sort or (f"{sort}第" not in text and f"{sort}》第" not in text):
        return
    others = any(bare(one) not in {*document.titles, sort} and bare(one).endswith(sort) for one in quoted(text))
    older = any(not one or one.endswith(sort) for one in document.former)
    sure = rf"(?:(?<=本)|(?<=新)(?<![创更革]新)){sort}"
    form = sure if others or older else rf"(?:{sure}|《{sort}》|{_BEFORE}[“\"]?{sort}[”\"]?)"
    for found in lazily(form + _CLAUSES).finditer(text):
        if not _AGO.search(text[max(0, found.start() - LOOK_BACK) : found.start()]):
            yield found
