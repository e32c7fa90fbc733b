"""Two folders change places, at one instant where the system can."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

RENAME_EXCHANGE = 2
AT_FDCWD = -100


def exchange(one: Path, other: Path) -> None:
    """Swap two existing folders of one file system.

    Linux does it in one step. Elsewhere, and on file systems that cannot, three renames do; should the program be
    killed between them, ``recover`` puts the folder back.

    Raises:
        OSError: neither way works.
    """
    if not _at_once(one, other):
        aside = _aside(one)
        one.rename(aside)
        other.rename(one)
        aside.rename(other)


def recover(folder: Path) -> None:
    """Finish or undo a swap that was interrupted: if the folder is gone and its old self stands aside, it returns."""
    aside = _aside(folder)
    if aside.exists() and not folder.exists():
        aside.rename(folder)


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.aside")


def _at_once(one: Path, other: Path) -> bool:
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return call is not None and call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0
