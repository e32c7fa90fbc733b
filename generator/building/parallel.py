"""The same work on many things, over processes when that pays, always in the order of the things."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

BREAK_EVEN = 64
"""Fewer things than this are done sooner here than by starting processes."""
WATCH = 1.0
"""Seconds between two looks of a worker at whether its parent still lives."""


def each(function: Callable[[In], Out], things: Sequence[In], jobs: int) -> Iterator[Out]:
    """Apply a function to each thing, results in order; ``jobs`` processes, none started below the break-even.

    The function and its arguments must be picklable. Leaving the loop early, or Ctrl-C, ends the workers; a parent
    that is killed takes them along.

    Raises:
        BrokenProcessPool: a worker died, most likely for want of memory.
    """
    if jobs <= 1 or len(things) < BREAK_EVEN:
        yield from map(function, things)
        return
    chunk = max(1, len(things) // (jobs * 8))
    # Forking a process that runs threads can deadlock; then workers are spawned.
    context = multiprocessing.get_context("spawn" if threading.active_count() > 1 else None)
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_serve, initargs=(os.getpid(),))
    try:
        yield from pool.map(function, things, chunksize=chunk)
    except BaseException:
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _serve(parent: int) -> None:
    """Begin a worker: Ctrl-C is the parent's affair, and without a parent there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(WATCH)
    os._exit(1)
