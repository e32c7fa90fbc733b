"""Many texts looked for at once, however many they are.

The only module that knows ahocorasick_rs.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from ahocorasick_rs import BytesAhoCorasick, Implementation

BEGINNING = 16
"""So many halves of a text are seldom found where the text is not."""
FEW = 4096
"""Of more beginnings than these the table that is read fastest would be too large."""


class Needles:
    """Texts to look for; looking takes the time of one reading.

    The search runs over half of each character (see ``_halved``), and what it finds is looked for as it is.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts; empty ones are nowhere."""
        self.texts = tuple(dict.fromkeys(one for one in texts if one))
        self._beginnings: BytesAhoCorasick | None = None

    def __reduce__(self) -> tuple[type[Needles], tuple[tuple[str, ...]]]:
        """Travel to another process as the texts alone."""
        return type(self), (self.texts,)

    @cached_property
    def _automaton(self) -> BytesAhoCorasick:
        return BytesAhoCorasick([_halved(one) for one in self.texts])

    def prepare(self) -> None:
        """Make ready what looking needs."""
        self._automaton  # noqa: B018  # made when it is first asked for

    def hasten(self) -> None:
        """Make ready to look through very many: then most are read for the beginnings alone, in half the time."""
        beginnings = {_halved(one)[:BEGINNING] for one in self.texts}
        if len(beginnings) <= FEW:
            self._beginnings = BytesAhoCorasick(beginnings, implementation=Implementation.DFA)

    def within(self, text: str) -> list[str]:
        """Say which of them a text contains, in their own order."""
        halved = _halved(text)
        first = self._beginnings or self._automaton
        if not first.find_matches_as_indexes(halved):
            return []
        matches = self._automaton.find_matches_as_indexes(halved, overlapping=True)
        return [one for number in sorted({number for number, _, _ in matches}) if (one := self.texts[number]) in text]


class Runs:
    """Runs of ASCII to look for in bytes as they are: only whether one of them is there."""

    def __init__(self, runs: Iterable[bytes]) -> None:
        """Take the runs; empty ones are nowhere."""
        self.runs = tuple(dict.fromkeys(one for one in runs if one))

    def __reduce__(self) -> tuple[type[Runs], tuple[tuple[bytes, ...]]]:
        """Travel to another process as the runs alone."""
        return type(self), (self.runs,)

    @cached_property
    def _automaton(self) -> BytesAhoCorasick:
        return BytesAhoCorasick(self.runs)

    def prepare(self) -> None:
        """Make ready what looking needs."""
        self._automaton  # noqa: B018  # made when it is first asked for

    def anywhere(self, data: bytes) -> bool:
        """Tell whether one of them stands in the data."""
        return bool(self.runs) and bool(self._automaton.find_matches_as_indexes(data))


def _halved(text: str) -> bytes:
    """The lower halves of a text's UTF-16 units.

    They tell nearly as much as the whole units in half the bytes, and no byte is frequent: in UTF-8 Chinese begins
    every character with one of a few bytes, so that a text looks promising everywhere.
    """
    return text.encode("utf-16-le", "surrogatepass")[::2]
