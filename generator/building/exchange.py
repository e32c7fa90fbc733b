"""Two folders change places, at one instant where the system can."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

from generator.building import manifest

RENAME_EXCHANGE = 2
AT_FDCWD = -100


def exchange(one: Path, other: Path) -> None:
    """Swap two existing folders of one file system.

    Linux does it in one step. Elsewhere, and on file systems that cannot, three renames do; should the program be
    killed between them, ``recover`` puts the folder back.

    Raises:
        OSError: neither way works; both folders are where they were.
    """
    if not _at_once(one, other):
        aside = _aside(one)
        one.rename(aside)
        try:
            other.rename(one)
            aside.rename(other)
        except OSError:
            with suppress(FileNotFoundError):  # the second rename failed: there is nothing to put back
                one.rename(other)
            aside.rename(one)
            raise


def recover(folder: Path) -> None:
    """Finish or undo a swap that was interrupted.

    If the folder is gone and its old self stands aside, that returns; if the new site is already in its place, the old
    one is taken away. Where something else stands in its place, nothing is touched.
    """
    aside = _aside(folder)
    if aside.exists() and not folder.exists():
        aside.rename(folder)
    elif aside.is_dir() and not aside.is_symlink() and (folder / manifest.NAME).is_file():
        rmtree(aside)


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.aside")


def _at_once(one: Path, other: Path) -> bool:
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return call is not None and call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0
