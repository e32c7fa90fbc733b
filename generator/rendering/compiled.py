"""What was compiled of layouts by this process, and where what earlier processes compiled is asked for.

Where that is kept, and of which layouts, is the business of who runs the program (see ``Lasting``).
"""

from __future__ import annotations

import marshal
from contextlib import suppress
from hashlib import sha256
from types import CodeType
from typing import NamedTuple, Protocol


class Lasting(Protocol):
    """Where compiled layouts outlast a process."""

    def recall(self, layout: str, file: str) -> bytes:
        """What was kept of a layout that lies in a file; nothing where that is unknown."""

    def keep(self, layout: str, file: str, data: bytes) -> None:
        """Keep something of it, if that may be."""


class Compiled(NamedTuple):
    """A layout, compiled."""

    checksum: str
    """Of its source."""
    named: tuple[str, ...]
    """The layouts that it names."""
    code: CodeType


class Memory:
    """Of each layout, what the source that was seen last names, and its code."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.lasting: Lasting | None = None
        self._known: dict[str, Compiled] = {}
        self._named: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._files: dict[str, str] = {}

    def read(self, layout: str, file: str) -> None:
        """Note from which file a layout was read just now."""
        self._files[layout] = file

    def names(self, layout: str, checksum: str) -> tuple[str, ...] | None:
        """The layouts that this source names, if that was found out before."""
        before, named = self._named.get(layout, ("", ()))
        if before == checksum:
            return named
        known = self._recalled(layout, checksum)
        return known.named if known else None

    def note(self, layout: str, checksum: str, named: tuple[str, ...]) -> None:
        """Note which layouts a source names."""
        self._named[layout] = checksum, named

    def code(self, layout: str, checksum: str) -> CodeType | None:
        """The code of this source, if it was compiled before."""
        known = self._recalled(layout, checksum)
        return known.code if known else None

    def keep(self, layout: str, checksum: str, code: CodeType) -> None:
        """Keep the code of a source."""
        before, named = self._named.get(layout, ("", ()))
        if before == checksum:
            one = self._known[layout] = Compiled(checksum, named, code)
            if self.lasting and layout in self._files:
                self.lasting.keep(layout, self._files[layout], marshal.dumps(tuple(one)))

    def _recalled(self, layout: str, checksum: str) -> Compiled | None:
        known = self._known.get(layout)
        if known is None and self.lasting and layout in self._files:
            data = self.lasting.recall(layout, self._files[layout])
            with suppress(EOFError, ValueError, TypeError):  # nothing was kept, or what was kept is damaged
                known = self._known[layout] = Compiled(*marshal.loads(data))  # noqa: S302  # see ``Lasting``
        return known if known and known.checksum == checksum else None


def checksum(source: str) -> str:
    """What tells one source of a layout from any other."""
    return sha256(source.encode()).hexdigest()
