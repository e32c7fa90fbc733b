"""The same work on many things, over processes when that pays, always in the order of the things."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

BREAK_EVEN = 64
"""Fewer things than this are done sooner here than by starting processes."""


def each(function: Callable[[In], Out], things: Sequence[In], jobs: int) -> Iterator[Out]:
    """Apply a function to each thing, results in order; ``jobs`` processes, none started below the break-even.

    The function and its arguments must be picklable. Leaving the loop early, or Ctrl-C, ends the workers.
    """
    if jobs <= 1 or len(things) < BREAK_EVEN:
        yield from map(function, things)
        return
    chunk = max(1, len(things) // (jobs * 8))
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn" if _threaded() else None))
    try:
        yield from pool.map(function, things, chunksize=chunk)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _threaded() -> bool:
    """Forking a process that runs threads can deadlock; then workers are spawned."""
    import threading  # noqa: PLC0415  # only asked when processes are about to start

    return threading.active_count() > 1
