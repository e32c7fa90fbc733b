"""Work over processes: in order, whole when interrupted, and nobody left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from generator.building.parallel import AHEAD, BREAK_EVEN, LARGEST_SHARE, WorkerDied, each, working

THINGS = list(range(3 * BREAK_EVEN))
LONG = 60
"""Seconds that a test waits at most for what takes a moment; no verdict hangs on it."""


def double(number: int) -> int:
    return 2 * number


def die(number: int) -> int:
    if number == THINGS[-2]:
        os.kill(os.getpid(), signal.SIGKILL)  # as the system does when memory runs out
    return number


def leave(number: int) -> int:
    if number == THINGS[-2]:
        os._exit(0)
    return number


def fail(number: int) -> int:
    if number == THINGS[5]:
        raise ValueError("第五个")
    return number


def sign(file: Path, number: int) -> int:
    with file.open("ab") as signatures:
        signatures.write(b".")
    return number


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_things(jobs: int) -> None:
    assert list(each(partial(map, double), THINGS, jobs)) == [2 * number for number in THINGS]


@pytest.mark.parametrize(("end", "signal_number"), [(die, signal.SIGKILL), (leave, 0)])
def test_a_worker_that_dies_is_reported_with_what_it_held(end: Callable[[int], int], signal_number: int) -> None:
    with pytest.raises(WorkerDied) as caught:
        list(each(partial(map, end), THINGS, 2))
    assert (caught.value.thing, caught.value.signal_number) == (THINGS[-2], signal_number)


def test_what_a_worker_raises_is_raised_here_with_its_own_traceback() -> None:
    with pytest.raises(ValueError, match="第五个") as caught:
        list(each(partial(map, fail), THINGS, 2))
    assert "in fail" in caught.value.__notes__[0]


def test_workers_can_be_spawned_where_forking_is_not_safe() -> None:
    other = threading.Event()
    thread = threading.Thread(target=other.wait)
    thread.start()
    try:
        assert list(each(partial(map, double), THINGS, 2)) == [2 * number for number in THINGS]
    finally:
        other.set()
        thread.join()


def test_results_do_not_pile_up_before_a_slow_reader(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    results = each(partial(map, partial(sign, begun)), list(range(100 * LARGEST_SHARE)), 2)
    next(iter(results))
    time.sleep(0.5)
    assert begun.stat().st_size <= 2 * (2 * AHEAD + 2) * LARGEST_SHARE
    results.close()  # type: ignore[attr-defined]


def test_workers_begin_before_anybody_asks_for_results(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    with working(partial(map, partial(sign, begun)), THINGS, 2) as results:
        wait(begun.exists)
        assert list(results) == THINGS
    assert begun.stat().st_size == len(THINGS)


def test_results_that_nobody_takes_keep_no_worker_alive(tmp_path: Path) -> None:
    with working(partial(map, partial(sign, tmp_path / "begun")), list(range(100 * LARGEST_SHARE)), 2):
        crew = multiprocessing.active_children()
        assert len(crew) == 2
    assert not [one for one in crew if one.is_alive()]
    assert threading.active_count() == 1


PROGRAM = """
import functools, os, signal, sys, time
from generator.building.parallel import each

def slow(number):
    open(os.path.join(sys.argv[1], str(os.getpid())), "w").close()
    time.sleep(0.2)
    return number

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background hands down SIG_IGN
    list(each(functools.partial(map, slow), list(range(100000)), 2))
"""


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
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
    how: str, busy: tuple[subprocess.Popen[bytes], Path]
) -> None:
    process, signed = busy
    workers = [int(path.name) for path in signed.iterdir()]
    if how == "group":
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGINT if how == "parent" else signal.SIGKILL)
    process.wait(LONG)
    wait(lambda: not any(alive(worker) for worker in workers))
