"""Regular expressions that are compiled late are the same as those that are compiled at once."""

from __future__ import annotations

import gc
import pkgutil
import re
from copy import copy
from importlib import import_module

import pytest

import generator
from generator.text.patterns import METHODS, Uncompiled, lazily

SAMPLE = "甲1，乙22；\n丙"


@pytest.mark.parametrize("name", METHODS)
def test_every_way_of_asking_gives_what_a_pattern_gives(name: str) -> None:
    late, early = lazily("[0-9]+", re.DOTALL), re.compile("[0-9]+", re.DOTALL)
    words = ("-", SAMPLE) if name.startswith("sub") else (SAMPLE,)
    for _ in range(2):
        found, wanted = (getattr(one, name)(*words) for one in (late, early))
        if name == "finditer":
            found, wanted = ([each[0] for each in some] for some in (found, wanted))
        elif isinstance(wanted, re.Match):
            found, wanted = found[0], wanted[0]
        assert found == wanted


def test_flags_and_what_is_rarely_asked_are_those_of_the_pattern() -> None:
    late = lazily("^(?P<first>[a-z])$", re.IGNORECASE | re.MULTILINE)
    assert late.search("1\nA")
    assert (late.pattern, dict(late.groupindex), late.groups) == ("^(?P<first>[a-z])$", {"first": 1}, 1)
    assert lazily(rb"[a-z]+").findall(b"a bc") == [b"a", b"bc"]


def test_it_is_not_compiled_before_it_is_used() -> None:
    late = lazily("(")
    assert late.pattern == "("
    with pytest.raises(re.error):
        late.search("")


def test_it_travels_to_another_process() -> None:
    late = lazily("[a-z]", re.IGNORECASE)
    assert late.search("A")
    assert copy(late).search("A")


def test_all_that_are_written_down_can_be_compiled() -> None:
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    every = [one for one in gc.get_objects() if isinstance(one, Uncompiled) and one.pattern != "("]
    assert len(every) > 100
    for one in every:
        assert one.groups >= 0
