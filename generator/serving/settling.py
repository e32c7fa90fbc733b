"""What happens to files, gathered into one batch per burst.

It owns no clock: whoever hears of a change says when that was, in seconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from generator.model.values import Struct, field

SETTLE = 0.025
"""A burst is over when nothing happened for so long."""
PATIENCE = 0.4
"""A burst is handed out at the latest so long after it began, and a writer who pauses is waited for as long."""
ABSENCE = 0.5
"""A file that went may come back within so long: to save safely, programs move the old text away first."""
STREAM = 0.25
"""Other files that follow a batch so closely belong to one stream, which is over when nothing happened for so long."""
MASS = 2.0
"""A stream, and a burst of many files such as another branch, are handed out at the latest so long after they began."""
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

    MADE = "a file that was not there was made"
    DONE = "a file was moved here, or written at once"
    GONE = "a file was taken or moved away"
    WRITING = "a file was written, and its writer will say when it is finished"
    CLOSED = "a writer finished"
    FOLDER = "a folder came with contents, moved or went, or nobody knows what happened"


class Settling(Struct):
    """The batch that is being gathered."""

    settle: float = SETTLE
    patience: float = PATIENCE
    mass: float = MASS
    _paths: set[Path] = field(default_factory=set)
    _made: set[Path] = field(default_factory=set)
    """Files that this burst made: nobody misses them when they go."""
    _missing: dict[Path, float] = field(default_factory=dict)
    """Files that went, and when."""
    _missed: bool = False
    """A file went in this burst, whether it came back or not."""
    _before: frozenset[Path] = frozenset()
    """What the batch before was about."""
    _near: bool = False
    """The burst began closely after the one before."""
    _writing: set[Path] = field(default_factory=set)
    _whole: bool = False
    _first: float | None = None
    """When the burst began; ``None`` while nothing has happened."""
    _last: float = float("-inf")

    def note(self, kind: Kind, paths: Iterable[Path], now: float) -> None:
        """Take up one change."""
        ends = frozenset(paths)
        if kind is Kind.CLOSED and not ends & self._writing:
            return
        if self._first is None:
            self._first, self._near = now, now - self._last < STREAM
        self._last = now
        if kind is Kind.FOLDER:
            self._whole = True
            return
        if kind is Kind.MADE:
            self._made |= ends - self._paths
        self._paths |= ends
        for path in ends:
            self._missing.pop(path, None)
        if kind is Kind.WRITING:
            self._writing |= ends
        else:
            self._writing -= ends
        if kind is Kind.GONE:
            self._missing |= dict.fromkeys(ends - self._made, now)
            self._missed |= bool(self._missing)

    @property
    def due(self) -> float | None:
        """When the batch is to be handed out if nothing more happens; ``None`` while there is none."""
        if self._first is None:
            return None
        stream = self._near and not self._paths <= self._before
        many = self._whole or len(self._paths) >= MANY
        pause = self.patience if self._writing else self.settle
        calm = self._last + (max(pause, STREAM) if stream else pause)
        calm = max([calm, *(went + ABSENCE for went in self._missing.values())])
        return min(calm, self._first + (self.mass if many or stream or self._missed else self.patience))

    def take(self) -> Batch:
        """Hand out the batch and begin the next."""
        batch = Batch(frozenset(self._paths), self._whole)
        self._before = batch.paths
        for gathered in (self._paths, self._made, self._missing, self._writing):
            gathered.clear()
        self._whole, self._missed, self._first = False, False, None
        return batch
