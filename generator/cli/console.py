"""The terminal: who listens (a person, a pipe, a machine), and how things are said there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO

CLEAR = "\r\033[K"


def speak() -> None:
    """Write UTF-8 whatever the system's code page, and never fail for a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            with suppress(ValueError):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def interactive(stream: TextIO) -> bool:
    """Tell whether a person sits at the stream: a terminal, and no CI."""
    return stream.isatty() and not os.environ.get("CI")


def conversing() -> bool:
    """Tell whether questions can be asked."""
    return interactive(sys.stdin) and interactive(sys.stderr)


def coloured() -> bool:
    """Tell whether output may have colours: on a terminal, and nobody asked for none (``NO_COLOR``)."""
    return interactive(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def progress(*, quiet: bool) -> Callable[[str, int, int], None]:
    """A line that counts along on a terminal; silence elsewhere."""
    if quiet or not interactive(sys.stderr):
        return lambda *_: None

    def tell(stage: str, done: int, total: int) -> None:
        if done == total:
            sys.stderr.write(CLEAR)
        elif done % max(1, total // 100) == 0:
            sys.stderr.write(f"{CLEAR}{stage} {done}/{total}")
        sys.stderr.flush()

    return tell
