"""Watch one command: wall time, processor time, memory of all its processes, and what it wrote."""

from __future__ import annotations

import os
import re
import subprocess  # commands are what is measured
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SOONEST, LATEST = 0.01, 0.05
"""Seconds between two looks at the memory; the longer a command runs, the later the next."""
LOOKS = 50
"""How often to look, about, in the time that has passed."""
PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


class Failed(Exception):
    """The command did not end well; its last words are the message."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all processors, user and system, of the command and all processes that it waited for."""
    words: str = ""
    """What it printed."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of a folder: size, and what changes when a file is written."""

    files: Mapping[str, tuple[int, int, int]]

    def written(self, before: Tree) -> int:
        """Count the files that are new or were written again."""
        return sum(1 for path, mark in self.files.items() if before.files.get(path) != mark)

    def count(self, ending: str = "") -> int:
        """How many files there are, of one ending."""
        return sum(1 for path in self.files if path.endswith(ending))

    def size(self) -> int:
        """Bytes of all pages."""
        return sum(mark[0] for path, mark in self.files.items() if path.endswith(".html"))


def tree(folder: Path) -> Tree:
    """Look at a folder."""
    found: dict[str, tuple[int, int, int]] = {}
    for path, _, names in os.walk(folder):
        for name in names:
            file = os.path.join(path, name)  # noqa: PTH118  # twice as fast, and there are many
            status = os.stat(file)  # noqa: PTH116  # as above
            found[os.path.relpath(file, folder)] = (status.st_size, status.st_mtime_ns, status.st_ino)
    return Tree(found)


def timed(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command to its end, undisturbed.

    Raises:
        Failed: it ended with another status than 0.
    """
    with (folder / ".benchmark.log").open("w+b") as log:
        start = time.perf_counter()
        child = _start(command, folder, environment, log.fileno())
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        words = log.read().decode("utf-8", "replace")
    if child.returncode:
        raise Failed(f"{' '.join(command)} → {child.returncode}\n{words[-3000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, words)


def peak(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> float:
    """Run a command and watch its memory: the highest sum over all its processes, in MB (10⁶ bytes).

    Each page of memory counts once, divided among the processes that share it (PSS). Taken in a run of its own, so
    that looking does not slow what is timed. Linux only; 0 elsewhere.
    """
    most = 0
    with (folder / ".benchmark.log").open("w+b") as log:
        child = _start(command, folder, environment, log.fileno())
        start = time.perf_counter()
        while child.poll() is None:
            most = max(most, sum(_shared(process) for process in _family(child.pid)))
            time.sleep(min(LATEST, max(SOONEST, (time.perf_counter() - start) / LOOKS)))
    return most * 1024 / 1e6


def _start(command: Sequence[str], folder: Path, environment: Mapping[str, str], log: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # our own commands
        command, cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, stdout=log, stderr=log
    )


def _family(process: int) -> Iterable[int]:
    yield process
    try:
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in (thread / "children").read_text(encoding="ascii").split():
                yield from _family(int(child))
    except OSError:  # it ended meanwhile
        return


def _shared(process: int) -> int:
    """Proportional memory of one process, in KB."""
    try:
        found = PSS.search(Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii"))
    except OSError:  # it ended meanwhile, or this is not Linux
        return 0
    return int(found[1]) if found else 0
