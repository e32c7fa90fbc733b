"""What is written can be read back, and says what JSON would say."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from generator.model.diagnostics import Severity
from generator.model.values import reader, write

TEXTS = st.text(st.characters(blacklist_categories=()), max_size=8)
"""Halves of surrogate pairs among them."""
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


class Pair(NamedTuple):
    name: str
    places: tuple[int, ...]


@given(VALUES)
def test_values_come_back(value: Any) -> None:
    data = write(value)
    assert reader(object)(data) == value
    assert json.loads(data.decode("utf-8", "surrogatepass")) == value


@given(st.dictionaries(TEXTS, st.tuples(TEXTS, st.lists(st.integers(0, 9)))))
def test_they_come_back_in_the_shape_that_is_asked_for(value: dict[str, tuple[str, list[int]]]) -> None:
    pairs = {key: Pair(name, tuple(places)) for key, (name, places) in value.items()}
    found = reader(dict[str, Pair])(write(pairs))
    assert found == pairs
    assert all(isinstance(one, Pair) for one in found.values())


def test_a_severity_is_its_number() -> None:
    assert write((Severity.ERROR,)) == b"[40]"
