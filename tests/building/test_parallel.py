"""Work over processes: in order, whole when interrupted, and nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from generator.building.parallel import BREAK_EVEN, each

THINGS = list(range(3 * BREAK_EVEN))
LONG = 60
"""Seconds that a test waits at most for what takes a moment; no verdict hangs on it."""


def double(number: int) -> int:
    return 2 * number


def die(number: int) -> int:
    if number == THINGS[-1]:
        os._exit(9)
    return number


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_things(jobs: int) -> None:
    assert list(each(double, THINGS, jobs)) == [2 * number for number in THINGS]


def test_a_worker_that_dies_is_an_error_not_a_hang() -> None:
    with pytest.raises(BrokenProcessPool):
        list(each(die, THINGS, 2))


PROGRAM = """
import os, signal, sys, time
from generator.building.parallel import each

def slow(number):
    open(os.path.join(sys.argv[1], str(os.getpid())), "w").close()
    time.sleep(0.2)
    return number

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background hands down SIG_IGN
    list(each(slow, list(range(100000)), 2))
"""


@pytest.fixture
def working(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """A program in the midst of its work, and the folder in which its workers sign in."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    signed = tmp_path / "workers"
    signed.mkdir()
    process = subprocess.Popen(
        [sys.executable, str(program), str(signed)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait(lambda: len(list(signed.iterdir())) == 2)
    yield process, signed
    process.kill()
    process.wait()


def wait(until: object) -> None:
    end = time.monotonic() + LONG
    while not until():  # type: ignore[operator]
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)


def alive(process: int) -> bool:
    """Tell whether a process runs; one that ended and was not collected yet does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through /proc")
@pytest.mark.parametrize("how", ["group", "parent", "kill"])
def test_interrupted_or_killed_it_leaves_no_process_behind(
    how: str, working: tuple[subprocess.Popen[bytes], Path]
) -> None:
    process, signed = working
    workers = [int(path.name) for path in signed.iterdir()]
    if how == "group":
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGINT if how == "parent" else signal.SIGKILL)
    process.wait(LONG)
    wait(lambda: not any(alive(worker) for worker in workers))
