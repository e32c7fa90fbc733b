"""Anchors (锚点): the ids of headings and clauses, stable as long as the words are."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from generator.text.chinese import clause, numeral
from generator.text.patterns import lazily

NUMERAL = "[〇零一二三四五六七八九十百千0-9０-９]{1,9}"
DIVISION = lazily(rf"\s*第\s?({NUMERAL})\s?([编章节])")
LABEL = lazily(rf"\s*(第\s?{NUMERAL}\s?条(?:之{NUMERAL})?)(?=\s|\Z)")
OPENINGS = frozenset("第一二三四五六七八九十")
"""How clauses begin, 第三条, and the points of papers without articles, 三、."""
POINT = lazily(r"\s*(([一二三四五六七八九十]{1,3})、\s*(?:[^。；：，！？;:,!?\n]|(?<=[0-9])[:,](?=[0-9])){1,40})")
"""A colon or comma between digits is part of a time or a number (9:00, 1,200)."""
WISH = lazily(r"\s*\{#([A-Za-z][A-Za-z0-9_.-]*)\}\s*\Z")
RUN = lazily(r"[a-z0-9]+")


def article(text: str) -> str | None:
    """The anchor of the clause (条) with which a text starts: 第三条 is ``art-3``, 第三条之一 is ``art-3-1``."""
    found = numbered(text)
    return found[0] if found else None


def numbered(text: str) -> tuple[str, str] | None:
    """The anchor of the clause with which a text starts, and its number as written: ``("art-3", "第三条")``."""
    found = LABEL.match(text)
    return _numbered(found[1]) if found else None


@lru_cache(maxsize=1024)
def _numbered(written: str) -> tuple[str, str] | None:
    found = clause(written)
    if found is None:
        return None
    main, inserted = found
    return f"art-{main}-{inserted}" if inserted else f"art-{main}", "".join(written.split())


def pointed(text: str) -> tuple[str, str] | None:
    """The anchor of the point with which a text starts, and its opening words: ``("item-2", "二、打通销售渠道")``."""
    found = POINT.match(text)
    number = numeral(found[2]) if found else None
    return (f"item-{number}", found[1].rstrip()) if found and number else None


def wish(text: str) -> tuple[str, str]:
    """Part a heading's text from the anchor that the editor wishes for it: ``流程 {#flow}`` is ``("流程", "flow")``."""
    found = WISH.search(text) if "{#" in text else None
    return (text[: found.start()], found[1]) if found else (text, "")


class Anchors:
    """The anchors of one document, handed out in its order; a name that is taken gets -2, -3 and so on."""

    __slots__ = ("_articled", "_chapter", "_others", "_taken")

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """Start with the names that the page uses for other ends."""
        self._taken = dict.fromkeys(taken, 1)
        self._articled = False
        self._chapter = 0
        self._others = 0

    def heading(self, text: str, wished: str = "") -> str:
        """Name a heading: as wished, or by its 编, 章, 节 or 条, or by its ASCII words, or else by its order."""
        name = (self._division(text) or article(text)) if "第" in text else None
        if wished:
            name = wished
        elif name is None and text.isascii() and (words := RUN.findall(text.lower())):
            name = "h-" + "-".join(words)
        elif name is None:
            self._others += 1
            name = f"s-{self._others}"
        self._articled |= name.startswith("art-")
        return self.unique(name)

    def clause(self, text: str) -> tuple[str, str] | None:
        """Name the clause with which a text starts, or the point (一、) where no article came before; with its words.

        What is numbered 一、 below an article is a part of the article.
        """
        found = numbered(text) or (None if self._articled else pointed(text))
        if found is None:
            return None
        self._articled |= found[0].startswith("art-")
        return self.unique(found[0]), found[1]

    def unique(self, name: str) -> str:
        """Take a name, or the next free one after it."""
        wanted = name
        while wanted in self._taken:
            self._taken[name] += 1
            wanted = f"{name}-{self._taken[name]}"
        self._taken[wanted] = 1
        return wanted

    def _division(self, text: str) -> str | None:
        """Name a part (编), a chapter (章) or, within the last chapter, a section (节)."""
        found = DIVISION.match(text)
        number = numeral(found[1]) if found else None
        if found is None or number is None:
            return None
        if found[2] == "编":
            return f"part-{number}"
        if found[2] == "章":
            self._chapter = number
            return f"chapter-{number}"
        return f"section-{self._chapter}-{number}" if self._chapter else f"section-{number}"
