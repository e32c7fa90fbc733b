"""Clauses (条款) as people cite them, 第十二条第二款第（一）项, and whether a text has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.text.chinese import clause, han, numeral
from generator.text.patterns import lazily

_NUMERAL = "[〇零一二三四五六七八九十百千0-9０-９]{1,9}"
_CITED = lazily(
    rf"(?P<article>第{_NUMERAL}条(?:之{_NUMERAL})?)"
    rf"(?:第(?P<paragraph>{_NUMERAL})款)?(?:第[（(]?(?P<item>{_NUMERAL})[）)]?项)?"
)
_TOGETHER = lazily("(以及|[、，,；;和及与]|至|到|[-~～—－]+)")
_SPAN = frozenset("至到-~～—－")
_OPEN = lazily(rf"(?:第{_NUMERAL}条(?:之{_NUMERAL})?)?(?:第?{_NUMERAL}款)?第?[（(]?{_NUMERAL}[）)]?")
_WITHIN = lazily(rf"第[（(]?{_NUMERAL}[）)]?[款项]")
_ITEM = lazily(rf"[（(]({_NUMERAL})[）)]")
_DIVISION = lazily(rf"第\s?{_NUMERAL}\s?[编章节](?=\s|\Z)")
FARTHEST = 200
"""More clauses than this are not cited one by one."""
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


def listed(text: str) -> tuple[str, ...]:
    """Part what cites several clauses, and give each its full name: 第三条、第五条至第七条, 第四条第一、三款.

    A text of which any part is no clause stays as it is.
    """
    parts = _TOGETHER.split("".join(text.split()))
    if len(parts) == 1:
        return (text,)
    names, marks = parts[::2], parts[1::2]
    for at in range(len(names) - 2, -1, -1):  # 第一、三款: the unit stands behind the last
        if names[at + 1] and not cited(names[at]) and _OPEN.fullmatch(names[at]):
            names[at] += names[at + 1][-1]
    found: list[str] = []
    before: Cited | None = None
    for at, name in enumerate(names):
        full = _full(name, before)
        one = cited(full)
        if one is None and not _DIVISION.fullmatch(full):
            return (text,)
        if at and marks[at - 1][0] in _SPAN:
            between = _between(before, one)
            if between is None:
                return (text,)
            found += between
        found.append(full)
        before = one
    return tuple(found)


def _full(name: str, before: Cited | None) -> str:
    """A clause's full name, where it goes on from the clause before: 三款 is 第四条第三款 after 第四条第一款."""
    full = name if name.startswith("第") else f"第{name}"
    if before is None or not _WITHIN.fullmatch(full):
        return full
    return f"{before.article}{f'第{han(before.paragraph)}款' if full[-1] == '项' and before.paragraph else ''}{full}"


def _between(first: Cited | None, last: Cited | None) -> list[str] | None:
    """The clauses between the ends of a span; ``None`` where these do not make one."""
    if first is None or last is None or bool(first.item) != bool(last.item):
        return None
    if last.item or last.paragraph:
        ends = (first.item, last.item) if last.item else (first.paragraph, last.paragraph)
        inside = f"{last.article}第{han(last.paragraph)}款" if last.item and last.paragraph else last.article
        form = f"{inside}第（{{}}）项" if last.item else f"{inside}第{{}}款"
        alike = first.article == last.article and (not last.item or first.paragraph == last.paragraph)
    else:
        (start, inserted), (end, other) = clause(first.article) or (0, 0), clause(last.article) or (0, 0)
        ends, form, alike = (start, end), "第{}条", not (first.paragraph or inserted or other)
    if not alike or not 0 < ends[0] < ends[1] < ends[0] + FARTHEST:
        return None
    return [form.format(han(number)) for number in range(ends[0] + 1, ends[1])]


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
