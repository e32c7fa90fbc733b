"""The same work on many things, over processes when that pays, always in the order of the things."""

from __future__ import annotations

import gc
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, MutableSequence, Sequence
from contextlib import contextmanager, suppress
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any, TypeVar

from generator.building.steps import Hand
from generator.model.diagnostics import Failed
from generator.model.values import Struct

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

In = TypeVar("In")
Out = TypeVar("Out")

BREAK_EVEN = 64
"""Fewer things than this are done sooner here than by starting processes."""
SHARES = 16
"""Shares of the work for each worker, so that none is idle while another still has much to do."""
LARGEST_SHARE = 64
"""Things in a share at most, however many there are."""
AHEAD = 4
"""Shares for each worker that may be done before their turn, and that may then wait until somebody takes them."""
WATCH = 1.0
"""Seconds between two looks of a worker at whether its parent still lives."""
SOON = 0.01
"""Seconds between two looks at whether the clerk has noticed that the workers are gone."""


class WorkerDied(Failed):
    """A worker ended in the midst of its work, most likely for want of memory."""

    def __init__(self, thing: object, signal_number: int) -> None:
        """Say what it was working on, and by which signal it ended (0: it left by itself)."""
        how = f"被系统用信号 {signal_number} 终止" if signal_number else "自己退出了"
        cure = "用 --jobs 1 再运行一次，或者换内存更大的机器"
        super().__init__(f"处理 {getattr(thing, 'path', thing)} 的进程{how}，多半是内存不足；{cure}")
        self.thing = thing
        self.signal_number = signal_number


class Shift(Struct, frozen=True):
    """What a worker needs to know; it gets it once, with its birth, so that later only numbers need be sent."""

    function: Callable[[Iterable[Any]], Iterable[Any]]
    things: Sequence[Any]
    held: MutableSequence[int]
    """For each worker the place of the thing that it has in hand; shared memory."""
    parent: int
    """The process that started it."""


class Worker(Struct):
    """A worker as its parent sees it."""

    process: BaseProcess
    line: Connection
    shares: int = 0
    """How many it has in hand."""


def each(
    function: Callable[[Iterable[In]], Iterable[Out]], things: Sequence[In], jobs: int, enough: int = BREAK_EVEN
) -> Iterator[Out]:
    """Do the same with each thing, results in order; ``jobs`` processes, none started for less than ``enough`` things.

    The function takes some of the things (a ``Hand``, which is told which one is worked on) and gives one result for
    each, in order; it is called for each share of the work. The function, its things and its results must be picklable.
    Leaving the loop early, or Ctrl-C, ends all workers at once: whatever they write must bear that. A parent that is
    killed takes them along.

    Raises:
        WorkerDied: a worker ended in the midst of its work.
    """
    with working(function, things, jobs, enough) as results:
        yield from results


@contextmanager
def working(
    function: Callable[[Iterable[In]], Iterable[Out]], things: Sequence[In], jobs: int, enough: int = BREAK_EVEN
) -> Iterator[Iterator[Out]]:
    """As ``each``, but processes begin at once, so that their parent can do something else before it takes results.

    Raises:
        WorkerDied: a worker ended in the midst of its work; raised when its result is taken.
    """
    if jobs <= 1 or len(things) < enough:
        yield iter(function(things))
        return
    import multiprocessing  # noqa: PLC0415  # most runs have so little to do that they start none

    # Forking a process that runs threads can deadlock; then workers are spawned.
    context = multiprocessing.get_context("spawn" if threading.active_count() > 1 else None)
    size = min(max(1, len(things) // (jobs * SHARES)), LARGEST_SHARE)
    shares = [range(start, min(start + size, len(things))) for start in range(0, len(things), size)]
    held = context.RawArray("l", jobs)
    shift = Shift(function, things, held, os.getpid())
    crew = [_hire(context, shift, place) for place in range(jobs)]
    done: Queue[list[Any] | BaseException] = Queue(AHEAD * jobs)
    clerk = threading.Thread(target=_manage, args=(crew, shares, shift, done), daemon=True)
    clerk.start()
    try:
        yield _taken(done, len(shares))
    finally:
        for worker in crew:
            worker.process.kill()
        while clerk.is_alive():
            with suppress(Empty):  # what nobody takes any more must not keep the clerk
                done.get(timeout=SOON)
        for worker in crew:
            worker.process.join()
            worker.line.close()


def _taken(done: Queue[list[Any] | BaseException], shares: int) -> Iterator[Any]:
    """Take the results of so many shares."""
    for _ in range(shares):
        results = done.get()
        if isinstance(results, BaseException):
            raise results
        yield from results


def _hire(context: BaseContext, shift: Shift, place: int) -> Worker:
    ours, theirs = context.Pipe()
    process: BaseProcess = context.Process(target=_serve, args=(shift, place, theirs), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return Worker(process, ours)


def _manage(
    crew: Sequence[Worker], shares: Sequence[range], shift: Shift, done: Queue[list[Any] | BaseException]
) -> None:
    """Be the clerk: hand out the shares, and pass on what becomes of them, in order; waits while nobody takes it."""
    try:
        for results in _results(crew, shares, shift):
            done.put(results)
    except BaseException as error:  # noqa: BLE001  # whatever it is, who takes the results raises it
        done.put(error)


def _results(crew: Sequence[Worker], shares: Sequence[range], shift: Shift) -> Iterator[list[Any]]:
    """Hand out the shares, never far ahead of the results that are due; the results of each, in order."""
    done: dict[int, list[Any]] = {}
    given = due = 0
    while due < len(shares):
        for worker in sorted(crew, key=lambda one: one.shares):
            while worker.shares < 2 and given < min(len(shares), due + AHEAD * len(crew)):  # noqa: PLR2004  # one in hand, one next
                worker.line.send((given, shares[given]))
                worker.shares += 1
                given += 1
        done.update(_answers(crew, shift))
        while due in done:
            yield done.pop(due)
            due += 1


def _answers(crew: Sequence[Worker], shift: Shift) -> Iterator[tuple[int, list[Any]]]:
    """Wait until some workers answer, and take their answers."""
    from multiprocessing.connection import wait  # noqa: PLC0415  # as above

    ready = wait([one for worker in crew for one in (worker.line, worker.process.sentinel)])
    for place, worker in enumerate(crew):
        if worker.line in ready:
            try:
                number, results, error = worker.line.recv()
            except (EOFError, OSError):
                raise _died(worker, shift, place) from None
            if error is not None:
                raise error
            worker.shares -= 1
            yield number, results
        elif worker.process.sentinel in ready:
            raise _died(worker, shift, place)


def _died(worker: Worker, shift: Shift, place: int) -> WorkerDied:
    worker.process.join()
    return WorkerDied(shift.things[shift.held[place]], max(0, -(worker.process.exitcode or 0)))


def _serve(shift: Shift, place: int, line: Connection) -> None:
    """Work in a process of one's own: Ctrl-C is the parent's affair, and without a parent there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # what it makes is soon handed over, and going through all it inherited would copy that
    threading.Thread(target=_watch, args=(shift.parent,), daemon=True).start()
    while True:
        number, share = line.recv()
        try:
            line.send((number, _work(shift, place, share), None))
        except Exception as error:  # noqa: BLE001  # whatever it is, the parent raises it
            error.add_note(traceback.format_exc())
            line.send((number, [], error))


def _work(shift: Shift, place: int, share: range) -> list[Any]:
    def hold(at: int) -> None:
        shift.held[place] = share[at]

    return list(shift.function(Hand([shift.things[number] for number in share], hold)))


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(WATCH)
    os._exit(1)
