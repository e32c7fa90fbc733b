"""Files beside the pages as a run accepted them: shown piece by piece, as long as they are those very files."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import MutableMapping
from contextlib import closing
from io import BufferedReader
from pathlib import Path

from generator.model.sources import Mark
from generator.model.values import Struct
from generator.reading.files import mark, settled

Proven = MutableMapping[tuple[str, str], Mark]
"""By file and SHA-256, the mark that a file had when its bytes were found to be those."""

CAREFUL = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Follow no link that came after the place was resolved, and wait for no writer of a pipe."""


class Altered(Exception):
    """The file is no longer the one that was accepted; what it is now, nobody has checked."""


class Stored(Struct, frozen=True):
    """A file on this machine that may be shown; equal ones have equal bytes."""

    file: Path
    top: Path
    """The folder in which it must lie when all links are followed."""
    size: int
    digest: str
    """SHA-256 of the bytes that were accepted."""
    mark: Mark | None
    """The mark that it then had; ``None`` when it was too fresh to prove anything."""
    proven: Proven

    def __eq__(self, other: object) -> bool:
        """Whether the bytes are the same."""
        return isinstance(other, Stored) and self.digest == other.digest

    def __hash__(self) -> int:
        """As equality asks."""
        return hash(self.digest)

    def __len__(self) -> int:
        """How many bytes it has."""
        return self.size

    def __bytes__(self) -> bytes:
        """Read it all.

        Raises:
            Altered: see there.
        """
        with closing(self.opened()) as file:
            return file.read(range(self.size))

    def opened(self) -> Opened:
        """Open it; its bytes are read through only when its mark proves nothing.

        Raises:
            Altered: see there.
        """
        try:
            place = self.file.resolve(strict=True)
            if not place.is_relative_to(self.top.resolve()):
                raise Altered(self.file)
            file = open(place, "rb", opener=_opener)  # noqa: SIM115  # whoever asked closes it
        except (OSError, RuntimeError) as error:
            raise Altered(self.file) from error
        found = Opened(file)
        if not self._accepted(found):
            found.close()
            raise Altered(self.file)
        return found

    def _accepted(self, found: Opened) -> bool:
        name = str(self.file), self.digest
        if not found.plain or found.mark[0] != self.size:
            return False
        if found.mark in (self.mark, self.proven.get(name)):
            return True
        begun = time.time_ns()
        if found.digest() != self.digest:
            return False
        if settled(found.mark, begun):
            self.proven[name] = found.mark
        return True


class Opened:
    """A file that is being read."""

    def __init__(self, file: BufferedReader) -> None:
        """Read this file."""
        self._file = file
        status = os.fstat(file.fileno())
        self.mark = mark(status)
        self.plain = stat.S_ISREG(status.st_mode)

    def read(self, part: range) -> bytes:
        """Read a part.

        Raises:
            Altered: somebody wrote into the file since it was opened.
        """
        self._file.seek(part.start)
        data = self._file.read(len(part))
        if len(data) != len(part) or mark(os.fstat(self._file.fileno())) != self.mark:
            raise Altered
        return data

    def digest(self) -> str:
        """SHA-256 of all its bytes."""
        return hashlib.file_digest(self._file, "sha256").hexdigest()

    def close(self) -> None:
        """Read no more."""
        self._file.close()


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags | CAREFUL)
