"""Searching attachments for what is kept back: as ``Search`` does rendered files, and where in them it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from generator.rules.exact import pattern
from generator.rules.flattening import flat, plain
from generator.rules.search import Search

JOINED = 16
"""A text of fewer characters that is found only where one passage goes over into the next may be there by chance."""


def sought(search: Search, passages: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Say what an attachment tells, as ``Search.told`` does of a page, and under ``places`` where it tells each.

    ``passages`` are its stretches of text, each after the place where people find it.
    """
    words = [plain(text) for _, text in passages]
    searched = _Searched([place for place, _ in passages], [flat(one) for one in words])
    kinds = {"sentences": search.sentences, "private": search.private, "says": search.excusable}
    told: dict[str, list[str]] = {what: [] for what in ("titles", *kinds)}
    places: dict[str, str] = {}
    for one in search.needles.within(searched.whole):
        for text, place in searched.stretches(one):
            pages = list(search.named(one, text))
            told["titles"] += pages
            for what, some in kinds.items():
                told[what] += [one] if one in some else []
            for name in (one, *pages):
                places.setdefault(name, place)
    for one in search.words.within("\n".join(words)):
        shown = pattern(one)
        place = next((place for (place, _), text in zip(passages, words, strict=True) if shown.search(text)), "")
        if place:
            told["private"].append(one)
            places[one] = place
    addresses = search.linked("\n".join(text for _, text in passages).encode())
    said: dict[str, Any] = {what: list(dict.fromkeys(names)) for what, names in told.items() if names}
    return said | ({"urls": addresses} if addresses else {}) | ({"places": places} if places else {})


class _Searched:
    """The passages of an attachment, flat."""

    def __init__(self, places: Sequence[str], texts: Sequence[str]) -> None:
        self._places = places
        self._texts = texts
        self._starts = list(accumulate(map(len, texts), initial=0))[:-1]
        self.whole = "".join(texts)

    def stretches(self, needle: str) -> list[tuple[str, str]]:
        """The text in which a needle stands, with its place: each passage that has it, or else what joins several."""
        within = [(text, place) for place, text in zip(self._places, self._texts, strict=True) if needle in text]
        if within or len(needle) < JOINED:
            return within
        at = self.whole.index(needle)
        return [(self.whole, self._places[bisect_right(self._starts, at) - 1])]
