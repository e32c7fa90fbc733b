"""Values one behind the other in a file: written once, never changed, found by their places.

A pile only grows. What is no longer wanted goes with it when the rest has been put on another. Only ``cache`` knows
what lies where, and holds a lock when it adds to a pile.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

NAME = "values-"
"""What the names of piles begin with; a number follows."""
UNREADABLE = (ArithmeticError, MemoryError, OSError, TypeError, ValueError)
"""What asking for a place that a damaged index names can lead to."""


class Piles:
    """The piles in a folder; one at a time is open for reading."""

    def __init__(self, folder: Path) -> None:
        """Use those of this folder."""
        self.folder = folder
        self._number = 0
        self._open = -1

    def read(self, number: int, place: int, size: int) -> bytes | None:
        """So many bytes from a place; fewer, or nothing, when they are not there."""
        try:
            if number != self._number:
                self.close()
                self._open = os.open(self._file(number), os.O_RDONLY)
                self._number = number
            return os.pread(self._open, size, place)
        except UNREADABLE:
            return None

    def add(self, number: int, values: Iterable[bytes]) -> int:
        """Put some values on a pile, one behind the other; tells the place of the first.

        Raises:
            OSError: the disk refused; what was written of them does no harm.
        """
        with self._file(number).open("ab") as file:
            place = file.tell()
            file.write(b"".join(values))
        return place

    def has(self, number: int) -> bool:
        """Tell whether there is a pile of this number."""
        return self._file(number).is_file()

    def begin(self) -> int:
        """Begin another pile: its number.

        Raises:
            OSError: the disk refused.
        """
        number = 1 + max((int(one.name.removeprefix(NAME)) for one in self._files()), default=0)
        self._file(number).touch()
        return number

    def keep(self, number: int) -> None:
        """Throw all away but one; 0: all.

        Raises:
            OSError: the disk refused.
        """
        for file in self._files():
            if file != self._file(number):
                file.unlink(missing_ok=True)

    def close(self) -> None:
        """Close what is open."""
        if self._number:
            os.close(self._open)
        self._number = 0

    def _file(self, number: int) -> Path:
        return self.folder / f"{NAME}{number}"

    def _files(self) -> list[Path]:
        return [one for one in self.folder.glob(f"{NAME}*") if one.name.removeprefix(NAME).isdecimal()]
