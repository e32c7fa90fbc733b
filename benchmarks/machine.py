"""What it was measured on: versions, the machine, and whether it has room; and how to say so."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess  # git is a program
import sys
import tempfile
from pathlib import Path

from generator import __version__

ROOT = Path(__file__).resolve().parent.parent
MEMORY = Path("/dev/shm")  # noqa: S108  # the system's memory filesystem; our folders in it have names of their own
OURS, THEIRS = 120_000, 32_000
"""Bytes of files that a document costs: ours with output, cache and the copy that is written for the floor, and those
of each other tool."""


def say(line: str, *, aside: bool = False) -> None:
    """Print a line of the report at once, or one that does not belong to it."""
    where = sys.stderr if aside else sys.stdout
    print(line, file=where, flush=True)


def versions() -> str:
    """Python and gongkai, with its commit."""
    asked = ("git", "describe", "--always", "--dirty", "--exclude", "*")
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603  # ours
    return f"Python {platform.python_version()}, gongkai {__version__} ({said or 'no git'})"


def machine() -> str:
    """Processor, cores, kernel."""
    return f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def processor() -> str:
    """The processor's name, as far as the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def load() -> float:
    """How many processes wanted a processor in the last minute, on average."""
    return os.getloadavg()[0]


def fast_place() -> tuple[Path, str]:
    """Where files cost least, and what it is."""
    return (MEMORY, "memory filesystem") if MEMORY.is_dir() else (Path(tempfile.gettempdir()), "disk")


def narrow(place: Path, count: int, others: int) -> str:
    """A warning when so many documents may not fit; empty when they do."""
    needed = count * (OURS + others * THEIRS)
    free = shutil.disk_usage(place).free
    if place == MEMORY:
        free = min(free, _available())
    if needed <= free:
        return ""
    return f"{count} documents need about {needed / 1e9:.1f} GB in {place}, which has {free / 1e9:.1f} GB"


def _available() -> int:
    """Memory that files in memory could take, in bytes."""
    found = re.search(r"^MemAvailable:\s+(\d+) kB", Path("/proc/meminfo").read_text(encoding="ascii"), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0
