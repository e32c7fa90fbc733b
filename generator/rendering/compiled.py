"""What was compiled of layouts: by this process, and of the program's own by any run before it.

Those are kept where Python keeps what it compiled of the program's modules. As with modules, nothing is kept where that
folder cannot be written or the interpreter is told to write none. The files hold code: who can write them can write the
program. Layouts of a column are compiled in every run, for a column may come from anywhere.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType
from typing import NamedTuple

PACKAGE = Path(__file__).resolve().parent.parent
OURS = frozenset({str(PACKAGE.parent / "layouts"), str(PACKAGE / "_layouts")})
"""Where the program's own layouts may be: in a checkout, and as it is installed."""
BROKEN = (OSError, EOFError, ValueError, TypeError, NotImplementedError)
"""What reading a file that is absent, torn or not ours may raise, or an interpreter that keeps none."""


class Compiled(NamedTuple):
    """A layout, compiled."""

    checksum: str
    """Of its source."""
    named: tuple[str, ...]
    """The layouts that it names."""
    code: CodeType


class Memory:
    """Of each layout, what the source that was seen last names, and its code."""

    def __init__(self, *makers: str) -> None:
        """Begin with nothing; ``makers`` are the files of the modules that compile layouts."""
        self._makers = makers
        self._known: dict[str, Compiled] = {}
        self._named: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._ours: dict[str, bool] = {}

    def read(self, layout: str, file: str) -> None:
        """Note from which file a layout was read just now."""
        self._ours[layout] = os.path.dirname(file) in OURS  # noqa: PTH120  # each page asks for some

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
            if self._ours.get(layout) and not sys.dont_write_bytecode:
                with suppress(*BROKEN):  # whoever runs the program need not be allowed to write into it
                    _replace(place(layout), marshal.dumps((self._stamp, tuple(one))))

    def _recalled(self, layout: str, checksum: str) -> Compiled | None:
        known = self._known.get(layout)
        if known is None and self._ours.get(layout):
            with suppress(*BROKEN):
                stamp, found = marshal.loads(place(layout).read_bytes())  # noqa: S302  # as trusted as a module
                if stamp == self._stamp:
                    known = self._known[layout] = Compiled(*found)
        return known if known and known.checksum == checksum else None

    @cached_property
    def _stamp(self) -> tuple[str, ...]:
        """What the code of an equal source depends on besides: the interpreter, and what compiles."""
        found = [Path(file).stat() for file in self._makers]
        return (sys.version, *(f"{one.st_size} {one.st_mtime_ns}" for one in found))


def checksum(source: str) -> str:
    """What tells one source of a layout from any other."""
    return sha256(source.encode()).hexdigest()


def place(layout: str) -> Path:
    """The file in which the code of a layout is kept.

    Raises:
        NotImplementedError: the interpreter keeps none.
    """
    return Path(cache_from_source(str(PACKAGE / "rendering" / f"{layout}.py"))).with_suffix(".layout")


def _replace(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        fresh.write_bytes(data)
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)
