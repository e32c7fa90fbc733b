"""Changes found by looking at every file again, for drives that tell of none."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generator.serving.scope import Scope

Look = tuple[int, int, int]
"""What shows that a file was written: its size, and in ns both times. Some network drives make up new inodes."""
FOLDER: Look = (-1, 0, 0)

PAUSE = 1.0
"""Seconds between two looks; more where a look is costly."""
SHARE = 9
"""For so many times the work of a look it is rested: looking takes less than a tenth of a core."""

GONE = (FileNotFoundError, NotADirectoryError)


class Seen(NamedTuple):
    """What a look found to be otherwise than before."""

    files: frozenset[Path]
    """Those that came or were written."""
    gone: frozenset[Path]
    whole: bool
    """A folder came with contents, or went."""


class Poll:
    """Looks at all files of a scope again and again; only their status is asked for, and no link is followed."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._known: Mapping[str, Look] = {}
        self.pause = PAUSE
        self.again()

    def again(self) -> Seen:
        """Look once more; say what changed since the last time.

        While a drive cannot be reached nothing changes; once it can, all that changed meanwhile is found.
        """
        began, worked = time.monotonic(), time.thread_time()
        before = self._known
        with suppress(OSError):
            self._known = {path: look for place in self._scope.places for path, look in self._walk(place)}
        self.pause = max(PAUSE, time.monotonic() - began, SHARE * (time.thread_time() - worked))
        files, whole = compare(before, self._known)
        gone = files - self._known.keys()
        return Seen(self._counting(files - gone), self._counting(gone), whole)

    def _counting(self, files: Iterable[str]) -> frozenset[Path]:
        return frozenset(filter(self._scope.counts, map(Path, files)))

    def _walk(self, place: Path) -> Iterator[tuple[str, Look]]:
        try:
            status = place.stat()
        except GONE:
            return
        yield str(place), look_of(status)
        waiting = [str(place)] if stat.S_ISDIR(status.st_mode) else []
        while waiting:
            for entry in _entries(waiting.pop()):
                with suppress(*GONE):
                    if not entry.is_dir(follow_symlinks=False):
                        yield entry.path, look_of(entry.stat(follow_symlinks=False))
                    elif not self._scope.ignored(Path(entry.path)):
                        yield entry.path, FOLDER
                        waiting.append(entry.path)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (*GONE, PermissionError):
        return []


def look_of(status: os.stat_result) -> Look:
    """What a look keeps of a file or folder."""
    if stat.S_ISDIR(status.st_mode):
        return FOLDER
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def compare(before: Mapping[str, Look], now: Mapping[str, Look]) -> tuple[set[str], bool]:
    """Name the files that came, went or changed; tell whether a folder came with contents, or went."""
    changed = {path for path, look in now.items() if before.get(path) != look}
    changed |= before.keys() - now.keys()
    went = any(before.get(path) == FOLDER for path in changed)
    folders = {path for path in changed if now.get(path) == FOLDER}
    filled = any(os.path.dirname(path) in folders for path in changed)  # noqa: PTH120  # there may be thousands
    return {path for path in changed if FOLDER not in (before.get(path), now.get(path))}, went or filled
