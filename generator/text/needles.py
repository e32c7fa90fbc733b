"""Many texts looked for at once, however many they are.

The only module that knows ahocorasick_rs.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from ahocorasick_rs import AhoCorasick


class Needles:
    """Texts to look for; looking takes the time of one reading."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts; empty ones are nowhere."""
        self.texts = tuple(dict.fromkeys(one for one in texts if one))

    def __reduce__(self) -> tuple[type[Needles], tuple[tuple[str, ...]]]:
        """Travel to another process as the texts alone."""
        return type(self), (self.texts,)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self.texts)

    def within(self, text: str) -> list[str]:
        """Say which of them a text contains, in their own order."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return [self.texts[number] for number in sorted({number for number, _, _ in found})]
