"""What rendered pages show of validity (有效性): the page of an ended document, and the lists in which it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from posixpath import dirname
from typing import Any

from generator.kinds.base import Enacted
from generator.model.output import Anchor, Outline, Sheet
from generator.model.site import Validity
from generator.rules.looks import look
from generator.text import urls

ENDED = frozenset({Validity.EXPIRED, Validity.REPEALED})
NEAR = 60
"""How many characters after a link may belong to its entry."""
MARKS = tuple(sorted(map(str, ENDED)))
DOUBTFUL = re.compile(f"[{''.join(MARKS)}]")
"""A text without any of these characters neither holds a mark nor begins one."""
IN_FORCE = "现行有效"
GAP = "\x00"
"""A character that no page has."""
WORD = 5
"""Shorter pieces of a page are left in when the mark is looked for: one of them may be the mark."""


@look("unsaid")
def _unsaid(sheet: Sheet, outline: Outline) -> bool:
    """Tell that the page of an ended document does not show that it has ended."""
    page = sheet.page
    if page is None or page.validity not in ENDED or not isinstance(page.meta, Enacted):
        return False
    mark, title, body = str(page.validity), page.meta.title, page.parsed.text
    if _apart(mark, outline.around(mark), (title, *body.split("\n"), *outline.link_texts)):
        return False
    return mark not in _around(outline, {title, *body.split("\n")})


def _apart(mark: str, stretches: Iterable[Sequence[str]], said: Iterable[str]) -> bool:
    """Tell whether a mark surely stands for itself: with its neighbours it is part of none of what is said.

    What is shown comes in small pieces; a piece of a few characters can only be part of a word together with a
    neighbour, for a word of so few characters may be the mark itself.
    """
    close = "".join(GAP.join(said).split())
    for shown in stretches:
        for place, piece in enumerate(shown[1:-1], 1):
            if mark in piece and len(piece) <= WORD:
                joints = (shown[place - 1][-1] + piece[0], piece[-1] + shown[place + 1][0])
                if not any(joint in close for joint in joints):
                    return True
    return False


def _around(outline: Outline, said: set[str]) -> str:
    """What a page shows besides its title, its body and its links: there the mark must stand."""
    text, words = outline.text, said | {link.text for link in outline.links}
    for word in sorted((" ".join(word.split()) for word in words), key=len, reverse=True):
        text = text.replace(word, "\n") if len(word) > WORD else text
    return text


@look("entries")
def _entries(sheet: Sheet, outline: Outline) -> list[Any]:
    """The links of a list to what may be documents, by the marks in the words around them, up to the next link.

    First comes the list's title, should it promise what is in force; then for each marks the paths, a line for each;
    last, with both texts, the links in whose own text a mark may stand: the rule knows which part of it is a title.
    A link that is a bare number (of a list's pages) bounds nothing: numbers stand in the words of entries too.
    """
    if sheet.page is not None:
        return []
    folder, text, spots = dirname(sheet.path), outline.text, list(_spots(outline))
    groups: defaultdict[str, list[str]] = defaultdict(list)
    doubtful = []
    for (link, start, end), following in zip(spots, (*(start for _, start, _ in spots[1:]), len(text)), strict=False):
        if not (path := _document(link.href, folder)):
            continue
        stop = min(following, end + NEAR)
        if not (found := DOUBTFUL.search(text, start, stop)):
            groups[""].append(path)
        elif found.start() >= end:
            groups["".join(mark for mark in MARKS if text.find(mark, end, stop) >= 0)].append(path)
        else:
            doubtful.append([path, link.text, text[end:stop]])
    title = outline.title if IN_FORCE in outline.title else ""
    return [title, {marks: "\n".join(paths) for marks, paths in groups.items()}, doubtful] if groups or doubtful else []


@lru_cache(maxsize=65536)
def _document(href: str, folder: str) -> str:
    """The path of what may be a document, to which a link on the pages of a folder leads; most stand on many."""
    if not href or href[0] in "#?" or urls.is_absolute(href):
        return ""
    path = urls.resolve(href, f"{folder}/-" if folder else "-")[0]
    return path if path.endswith(".html") and "\n" not in path else ""


def _spots(outline: Outline) -> Iterator[tuple[Anchor, int, int]]:
    """The links that name something, and where in the text they begin and end."""
    place, text = 0, outline.text
    for link in outline.links:
        start = -1 if link.text.isascii() else text.find(link.text, place)
        if start >= 0:
            place = start + len(link.text)
            yield link, start, place
