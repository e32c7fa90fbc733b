"""What happens to files, gathered into one batch per burst.

It owns no clock: whoever hears of a change says when that was, in seconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import NamedTuple

SETTLE = 0.025
"""A burst is over when nothing happened for so long."""
PATIENCE = 0.4
"""A burst is handed out at the latest so long after it began, and a writer who pauses is waited for as long."""
MASS = 2.0
"""The same for a change of many files, such as another branch being checked out."""
MANY = 16
"""More files than an editor saves at once."""


class Batch(NamedTuple):
    """All that happened in one burst."""

    paths: frozenset[Path]
    """Files that were written, made, taken away or moved (both ends), absolute, unresolved."""
    whole: bool
    """A folder came with contents, moved or went, or word was lost: everything must be looked at."""


class Kind(Enum):
    """What happened."""

    DONE = "a file was made, taken away, moved, or written at once"
    WRITING = "a file was written, and its writer will say when it is finished"
    CLOSED = "a writer finished"
    FOLDER = "a folder came with contents, moved or went, or nobody knows what happened"


@dataclass(slots=True)
class Settling:
    """The batch that is being gathered."""

    settle: float = SETTLE
    patience: float = PATIENCE
    mass: float = MASS
    _paths: set[Path] = field(default_factory=set)
    _writing: set[Path] = field(default_factory=set)
    _whole: bool = False
    _first: float | None = None
    """When the burst began; ``None`` while nothing has happened."""
    _last: float = 0

    def note(self, kind: Kind, paths: Iterable[Path], now: float) -> None:
        """Take up one change."""
        ends = frozenset(paths)
        if kind is Kind.CLOSED and not ends & self._writing:
            return
        self._first = now if self._first is None else self._first
        self._last = now
        if kind is Kind.FOLDER:
            self._whole = True
        elif kind is Kind.WRITING:
            self._paths |= ends
            self._writing |= ends
        else:
            self._paths |= ends
            self._writing -= ends

    @property
    def due(self) -> float | None:
        """When the batch is to be handed out if nothing more happens; ``None`` while there is none."""
        if self._first is None:
            return None
        many = self._whole or len(self._paths) >= MANY
        calm = self._last + (self.patience if self._writing else self.settle)
        return min(calm, self._first + (self.mass if many else self.patience))

    def take(self) -> Batch:
        """Hand out the batch and begin the next."""
        batch = Batch(frozenset(self._paths), self._whole)
        self._paths.clear()
        self._writing.clear()
        self._whole, self._first = False, None
        return batch
