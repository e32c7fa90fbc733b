"""Anchors (锚点): the ids of headings and clauses, stable as long as the words are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.text.chinese import clause, numeral

NUMERAL = "[〇零一二三四五六七八九十百千0-9０-９]{1,9}"
DIVISION = re.compile(rf"\s*第\s?({NUMERAL})\s?([编章节])")
LABEL = re.compile(rf"\s*(第\s?{NUMERAL}\s?条(?:之{NUMERAL})?)(?=\s|\Z)")
WISH = re.compile(r"\s*\{#([A-Za-z][A-Za-z0-9_.-]*)\}\s*\Z")
RUN = re.compile(r"[a-z0-9]+")


def article(text: str) -> str | None:
    """The anchor of the clause (条) with which a text starts: 第三条 is ``art-3``, 第三条之一 is ``art-3-1``."""
    found = clause(text)
    if found is None:
        return None
    main, inserted = found
    return f"art-{main}-{inserted}" if inserted else f"art-{main}"


def label(text: str) -> str:
    """The number of the clause with which a text starts, as written: 第三条."""
    found = LABEL.match(text)
    return "".join(found[1].split()) if found else ""


def wish(text: str) -> tuple[str, str]:
    """Part a heading's text from the anchor that the editor wishes for it: ``流程 {#flow}`` is ``("流程", "flow")``."""
    found = WISH.search(text)
    return (text[: found.start()], found[1]) if found else (text, "")


class Anchors:
    """The anchors of one document, handed out in its order; a name that is taken gets -2, -3 and so on."""

    __slots__ = ("_chapter", "_others", "_taken")

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """Start with the names that the page uses for other ends."""
        self._taken = dict.fromkeys(taken, 1)
        self._chapter = 0
        self._others = 0

    def heading(self, text: str, wished: str = "") -> str:
        """Name a heading: as wished, or by its 编, 章, 节 or 条, or by its ASCII words, or else by its order."""
        name = self._division(text) or article(text)
        if wished:
            name = wished
        elif name is None and text.isascii() and (words := RUN.findall(text.lower())):
            name = "h-" + "-".join(words)
        elif name is None:
            self._others += 1
            name = f"s-{self._others}"
        return self.unique(name)

    def unique(self, name: str) -> str:
        """Take a name, or the next free one after it."""
        wanted, count = name, self._taken.get(name, 0)
        while wanted in self._taken:
            count += 1
            wanted = f"{name}-{count}"
        self._taken[name] = max(count, 1)
        self._taken[wanted] = max(self._taken.get(wanted, 0), 1)
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
