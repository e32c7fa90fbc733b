"""The same work on many things, over processes when that pays, always in the order of the things."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from typing import Any, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

BREAK_EVEN = 64
"""Fewer things than this are done sooner here than by starting processes."""
WATCH = 1.0
"""Seconds between two looks of a worker at whether its parent still lives."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What a worker needs to know: it gets it once, with its birth, so that later only numbers need be sent."""

    function: Callable[[Any], Any]
    things: Sequence[Any]
    stop: Event
    """Set when nobody waits for the results any more."""
    parent: int
    """The process that started it."""


_shift: Shift
"""In a worker: its own."""


def each(function: Callable[[In], Out], things: Sequence[In], jobs: int) -> Iterator[Out]:
    """Apply a function to each thing, results in order; ``jobs`` processes, none started below the break-even.

    The function and its arguments must be picklable. Leaving the loop early, or Ctrl-C, ends the workers as soon as
    they have done the thing in hand: a worker that is killed while it answers would leave the parent waiting for the
    rest of the answer. A parent that is killed takes them along.

    Raises:
        BrokenProcessPool: a worker died, most likely for want of memory.
    """
    if jobs <= 1 or len(things) < BREAK_EVEN:
        yield from map(function, things)
        return
    # Forking a process that runs threads can deadlock; then workers are spawned.
    context = multiprocessing.get_context("spawn" if threading.active_count() > 1 else None)
    stop = context.Event()
    size = max(1, len(things) // (jobs * 8))
    shares = [range(start, min(start + size, len(things))) for start in range(0, len(things), size)]
    pool = ProcessPoolExecutor(jobs, context, _begin, (Shift(function, things, stop, os.getpid()),))
    try:
        for results in pool.map(_work, shares):
            yield from results
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def _begin(shift: Shift) -> None:
    """Begin a worker: Ctrl-C is the parent's affair, and without a parent there is nothing to do."""
    global _shift  # noqa: PLW0603  # a worker serves one call of ``each``, and no other way leads from birth to work
    _shift = shift
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(shift.parent,), daemon=True).start()


def _work(share: range) -> list[Any]:
    done = []
    for number in share:
        if _shift.stop.is_set():
            break
        done.append(_shift.function(_shift.things[number]))
    return done


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(WATCH)
    os._exit(1)
