"""What was compiled of the program's own layouts, kept where Python keeps what it compiled of the program's modules.

As with modules, nothing is kept where that folder cannot be written or the interpreter is told to write none. The files
hold code: who can write them can write the program. Layouts of a column are compiled in every run, for a column may
come from anywhere.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

from generator.building.places import PACKAGE, default_layouts
from generator.rendering.layouts import MAKERS, MEMORY
from generator.rendering.templates import Templates

UNKEPT = (OSError, NotImplementedError)
"""What a folder that is absent or closed may raise, or an interpreter that keeps no code."""


class Beside:
    """The folder beside the modules (``rendering.compiled.Lasting``)."""

    def __init__(self, own: Path, makers: tuple[str, ...]) -> None:
        """Keep the layouts of a folder, as long as the modules that compile them (``makers``) stay as they are."""
        self._own, self._makers = str(own), makers

    def recall(self, layout: str, file: str) -> bytes:
        """What was kept of a layout."""
        if os.path.dirname(file) == self._own:  # noqa: PTH120  # every page asks for some
            with suppress(*UNKEPT):
                data = place(layout).read_bytes()
                if data.startswith(self._stamp):
                    return data[len(self._stamp) :]
        return b""

    def keep(self, layout: str, file: str, data: bytes) -> None:
        """Keep something of it: the whole, or nothing."""
        if os.path.dirname(file) != self._own or sys.dont_write_bytecode:  # noqa: PTH120  # as above
            return
        with suppress(*UNKEPT):
            target = place(layout)
            fresh = target.with_name(f"{target.name}.{os.getpid()}")
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                fresh.write_bytes(self._stamp + data)
                fresh.replace(target)
            finally:
                fresh.unlink(missing_ok=True)

    @cached_property
    def _stamp(self) -> bytes:
        """What the code of an equal source depends on besides: the interpreter, and what compiles."""
        found = [Path(file).stat() for file in self._makers]
        marks = [f"{one.st_size} {one.st_mtime_ns}" for one in found]
        return sha256("\n".join((sys.version, *marks)).encode()).digest()


def place(layout: str) -> Path:
    """The file in which the code of a layout is kept.

    Raises:
        NotImplementedError: the interpreter keeps none.
    """
    return Path(cache_from_source(str(PACKAGE / "rendering" / f"{layout}.py"))).with_suffix(".layout")


def templates(folders: tuple[str, ...]) -> Templates:
    """The layouts of a search path; the program's own need not be compiled again."""
    MEMORY.lasting = Beside(default_layouts(), MAKERS)
    return Templates(folders)
