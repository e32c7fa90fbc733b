"""Clauses (条款) as people cite them, 第十二条第二款第（一）项, and whether a text has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.text.chinese import clause, numeral
from generator.text.patterns import lazily

_NUMERAL = "[〇零一二三四五六七八九十百千0-9０-９]{1,9}"
_CITED = lazily(
    rf"(?P<article>第{_NUMERAL}条(?:之{_NUMERAL})?)"
    rf"(?:第(?P<paragraph>{_NUMERAL})款)?(?:第[（(]?(?P<item>{_NUMERAL})[）)]?项)?"
)
_ITEM = lazily(rf"[（(]({_NUMERAL})[）)]")
_DIVISION = lazily(rf"第\s?{_NUMERAL}\s?[编章节](?=\s|\Z)")
_ENDS = ("。", "：", "；", ":", ";")
"""How a paragraph (款) ends; what ends otherwise is a heading, a table's cell, or the signature (落款)."""


class Cited(NamedTuple):
    """A clause as it is cited."""

    article: str
    """第十二条."""
    anchor: str
    """Of its article: ``art-12``."""
    paragraph: int = 0
    """Number of the paragraph (款); 0 where none is named."""
    item: int = 0
    """Number of the item (项); 0 where none is named."""


class Article(NamedTuple):
    """What an article consists of: for each paragraph (款) the numbers of its items (项)."""

    paragraphs: tuple[tuple[int, ...], ...]


def cited(text: str) -> Cited | None:
    """Read a citation; ``None`` for what does not name a clause by its number."""
    found = _CITED.fullmatch("".join(text.split()))
    number = clause(found["article"]) if found else None
    if found is None or number is None:
        return None
    parts = [numeral(found[part]) if found[part] else 0 for part in ("paragraph", "item")]
    if None in parts or (found["paragraph"] and not parts[0]) or (found["item"] and not parts[1]):
        return None
    main, inserted = number
    anchor = f"art-{main}-{inserted}" if inserted else f"art-{main}"
    return Cited(found["article"], anchor, parts[0] or 0, parts[1] or 0)


def article(text: str, wanted: Cited) -> Article | None:
    """Take the article that is cited out of a text, blocks of which are lines; ``None`` where the text has none."""
    paragraphs: list[list[int]] = []
    for line in _lines(text, wanted):
        item = _ITEM.match(line)
        if item and paragraphs:
            paragraphs[-1].append(numeral(item[1]) or 0)
        elif not paragraphs or line.endswith(_ENDS):
            paragraphs.append([])
    return Article(tuple(tuple(items) for items in paragraphs)) if paragraphs else None


def has(text: str, wanted: Cited) -> bool:
    """Tell whether a text has the paragraph and the item that are cited, and not only the article."""
    found = article(text, wanted)
    if found is None or wanted.paragraph > len(found.paragraphs):
        return False
    some = found.paragraphs[wanted.paragraph - 1 : wanted.paragraph] if wanted.paragraph else found.paragraphs
    return not wanted.item or any(wanted.item in items for items in some)


def _lines(text: str, wanted: Cited) -> Iterator[str]:
    """The lines of an article: from that which begins with its number to the next article or division."""
    number, inside = clause(wanted.article), False
    for line in text.split("\n"):
        begun = clause(line)
        if begun is not None or _DIVISION.match(line):
            if inside:
                return
            inside = begun is not None and begun == number
        if inside and line.strip():
            yield line.strip()
