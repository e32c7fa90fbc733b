"""Work in steps: a few things at a time, each step for all of them before the next; which is in hand is known."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.building.parallel import WorkerDied, each
from generator.building.steps import TOGETHER, Hand, stepwise


@given(st.integers(0, 3 * TOGETHER + 1))
def test_results_come_in_order(count: int) -> None:
    """Whatever the number of things; every thing goes through every step once."""
    rested: list[int] = []
    done = stepwise(iter(range(count)), (str, lambda one: f"{one}a", lambda one: f"{one}b"), lambda: rested.append(1))
    assert list(done) == [f"{one}ab" for one in range(count)]
    assert len(rested) == -(-count // TOGETHER)


def test_a_step_is_done_for_a_few_before_the_next() -> None:
    """And all of a few is done before the rest is touched."""
    calls: list[str] = []
    things = list(range(TOGETHER + 1))

    def step(name: str, one: int) -> int:
        calls.append(f"{name}{one}")
        return one

    list(stepwise(things, (lambda one: step("a", one), lambda one: step("b", one)), lambda: None))
    few, last = things[:TOGETHER], things[TOGETHER:]
    assert calls == [f"{name}{one}" for some in (few, last) for name in "ab" for one in some]


def test_it_is_known_which_thing_is_in_hand() -> None:
    """In every step."""
    held: list[int] = []
    seen: list[tuple[int, int]] = []

    def step(one: int) -> int:
        seen.append((held[-1], one))
        return one

    things = range(TOGETHER + 2)
    list(stepwise(Hand(things, held.append), (step, step), lambda: None))
    assert all(place == one for place, one in seen)
    assert len(seen) == 2 * len(things)


def deadly(things: Iterable[int]) -> Iterator[int]:
    """Die over the fifth of some things, in the second step."""
    return stepwise(things, (int, lambda one: os.kill(os.getpid(), signal.SIGKILL) if one == 5 else one), lambda: None)


def test_a_worker_that_dies_in_a_later_step_is_reported_with_its_thing() -> None:
    with pytest.raises(WorkerDied) as caught:
        list(each(deadly, range(40), 2, 2))
    assert caught.value.thing == 5
