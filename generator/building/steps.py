"""Work in steps: on a few things at a time, each step for all of them before the next.

Code, tables and patterns of all steps together are larger than a processor's caches. Where each thing goes through all
steps by itself, every step finds the caches full of what the other steps use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

In = TypeVar("In")

TOGETHER = 16
"""Things that go through a step one after another."""


class Hand(Generic[In]):
    """Things to work on, and somebody to be told which of them is in hand."""

    def __init__(self, things: Sequence[In], hold: Callable[[int], None]) -> None:
        """Take the things, and what is to be called with the place of the one that is in hand."""
        self.things = things
        self.hold = hold

    def __iter__(self) -> Iterator[In]:
        """Take one after another in hand."""
        for place, one in enumerate(self.things):
            self.hold(place)
            yield one


def stepwise(things: Iterable[Any], steps: Sequence[Callable[[Any], Any]], rest: Callable[[], None]) -> Iterator[Any]:
    """Take things through some steps, each of which gets what the one before made of a thing; results in order.

    ``rest`` is called whenever nothing is in hand.
    """
    hold = things.hold if isinstance(things, Hand) else None
    waiting, done = iter(things), 0
    while some := list(islice(waiting, TOGETHER)):
        for step in steps:
            for at, one in enumerate(some):
                if hold is not None:
                    hold(done + at)
                some[at] = step(one)
        yield from some
        done += len(some)
        rest()
