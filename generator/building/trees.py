"""A folder and all that is in it, seen with one walk."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from generator.model.values import Struct

T_co = TypeVar("T_co", covariant=True)

Seal = tuple[int, int, int]
"""What changes when a published file is written: size in bytes, time of modification in ns, inode."""


class Tree(Struct, Generic[T_co], frozen=True):
    """What is in a folder, seen once; paths relative to it, with slashes."""

    files: Mapping[str, T_co]
    """With their seals, or whatever was asked of their status."""
    others: frozenset[str]
    """Links and whatever else is no plain file."""
    folders: Mapping[str, int]
    """With their permissions; the folder itself is ``""``."""


def look(folder: Path, ask: Callable[[os.DirEntry[str]], T_co]) -> Tree[T_co]:
    """See what is in a folder, and ask something of each file; nothing, where there is none."""
    files: dict[str, T_co] = {}
    others: set[str] = set()
    folders: dict[str, int] = {}
    waiting = [(str(folder), "")] if folder.is_dir() else []
    while waiting:
        place, prefix = waiting.pop()
        folders[prefix.rstrip("/")] = stat.S_IMODE(os.stat(place).st_mode)  # noqa: PTH116  # pathlib takes longer than the system
        with os.scandir(place) as listing:
            for entry in listing:
                name = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{name}/"))
                elif entry.is_file(follow_symlinks=False):
                    files[name] = ask(entry)
                else:
                    others.add(name)
    return Tree(files, frozenset(others), folders)


def seal(status: os.stat_result) -> Seal:
    """The seal of a file."""
    return status.st_size, status.st_mtime_ns, status.st_ino


def sealed(folder: Path) -> Tree[Seal]:
    """A folder with the seals of its files."""
    return look(folder, lambda entry: seal(entry.stat(follow_symlinks=False)))


def above(paths: Iterable[str]) -> set[str]:
    """All folders above some paths; the outermost is ``""``."""
    found: set[str] = set()
    near = {path.rpartition("/")[0] for path in paths if path}
    while near:
        found |= near
        near = {path.rpartition("/")[0] for path in near if path} - found
    return found


def discard(folder: Path) -> None:
    """Take away a tree, also where folders in it are read-only."""
    if not folder.exists():
        return
    for path, _, _ in os.walk(folder):
        with suppress(OSError):
            Path(path).chmod(stat.S_IRWXU)
    shutil.rmtree(folder, ignore_errors=True)
