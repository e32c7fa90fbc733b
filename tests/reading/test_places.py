"""Where the keys and values of a TOML text stand."""

from __future__ import annotations

import tomllib
from typing import Any

from generator.model.content import Loc
from generator.model.diagnostics import Span
from generator.reading.places import locate

TEXT = '''# [no]
top = 1 # = 2
"两 词".'a.b' = "x # y"
[site] # c
name = """
[[columns]]
key = 1 \\""" "" """
raw = \'\'\'a'b\'\'\'
list = [ "a", # one, two ]
  [1, 2], { x = 1, y.z = [true] },
]

  [ a . "b.c" ]
  day = 2020-01-01 10:00:00
[[columns]]
folder = "x"
[columns.extra]
k = 'v'
[[columns.inner]]
k = 1
[[columns.inner]]
k = 2
[[columns]]
folder = "y"
[[columns.inner]]
k = 3
'''


def every(value: object, where: Loc = ()) -> list[Loc]:
    """All paths of a value."""
    pairs: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    return [path for key, one in pairs for path in [(*where, key), *every(one, (*where, key))]]


def test_every_path_has_a_place() -> None:
    """All that tomllib reads is found, and nothing else: strings and comments do not fool the search."""
    places = locate(TEXT, "t")
    assert set(places.values) == set(every(tomllib.loads(TEXT)))


def test_places_are_exact() -> None:
    places = locate(TEXT, "t")
    assert places.values["top",] == Span("t", 2, 7, 1)
    assert places.keys["两 词", "a.b"] == Span("t", 3, 7, 5)
    assert places.values["两 词", "a.b"] == Span("t", 3, 15, 7)
    assert places.keys["site",] == Span("t", 4, 1, 6)
    assert places.values["site", "name"] == Span("t", 5, 8, 3)
    assert places.values["site", "raw"] == Span("t", 8, 7, 9)
    assert places.values["site", "list", 0] == Span("t", 9, 10, 3)
    assert places.values["site", "list", 1, 1] == Span("t", 10, 7, 1)
    assert places.keys["site", "list", 2, "y", "z"] == Span("t", 10, 22, 1)
    assert places.values["site", "list", 2, "y", "z", 0] == Span("t", 10, 27, 4)
    assert places.values["a", "b.c", "day"] == Span("t", 14, 9, 19)
    assert places.values["columns", 0, "inner", 1, "k"] == Span("t", 22, 5, 1)
    assert places.keys["columns", 1] == Span("t", 23, 1, 11)
    assert places.values["columns", 1, "inner", 0, "k"] == Span("t", 26, 5, 1)


def test_what_is_not_written_is_placed_at_its_parent() -> None:
    places = locate(TEXT, "t")
    assert places.value(("columns", 1, "name")) == Span("t", 23, 1, 11)
    assert places.key(("columns", 0, "extra", "q")) == Span("t", 17, 1, 15)
    assert places.value(("nothing",)) == Span("t")
