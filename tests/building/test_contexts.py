"""Contexts as bytes: read back whole, and of the same key wherever and with whatever else they are written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.building.contexts import TIES, Commons, pack_context, pack_ties, unpack_context
from generator.model.content import Parsed
from generator.model.site import COMMON, Job, Page, Slot, Validity

TEXT = st.text(max_size=4)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
CONTEXTS = st.dictionaries(st.sampled_from((*COMMON, "here", "page", "title")), VALUES, max_size=6)
SLOTS = st.none() | st.just(
    Slot(
        "content/a.md", ("b.html", ""), ("某委",), "https://a.gov.cn", "a.gov.cn", (("art-3", "第三条", "c.html#s-1"),)
    )
)
PAGE: Page[Any] = Page(
    "a", "news/a.html", "news", None, Parsed("a.md", "", "news", None), validity=Validity.REPEALED, mentions=("b", "c")
)
PAGES = st.none() | st.just(PAGE)


def packed(context: Mapping[str, Any], slot: Slot | None, page: Page[Any] | None, commons: Commons) -> Any:
    return pack_context(Job("a.html", "a", context, slot), pack_ties(page), commons)


@given(CONTEXTS, SLOTS, PAGES)
def test_what_is_packed_is_read_back(context: Mapping[str, Any], slot: Slot | None, page: Page[Any] | None) -> None:
    _, data = packed(context, slot, page, {})
    ties = {name: getattr(page, name) for name in TIES} if page else {}
    assert unpack_context(data, "a.html", "a") == (Job("a.html", "a", context, slot), ties)
    assert json.loads(data)[0] == context


@given(st.lists(st.tuples(CONTEXTS, SLOTS, PAGES), min_size=2, max_size=5))
def test_keys_are_equal_just_for_equal_contexts(some: list[tuple[Any, Any, Any]]) -> None:
    """Whether parts are the same objects as those of contexts before, or equal ones."""
    together: Commons = {}
    for job in (*some, *some, *deepcopy(some)):
        assert packed(*job, together) == packed(*deepcopy(job), {})
    names = [packed(*job, together)[0] for job in some]
    for one, name in zip(some, names, strict=True):
        for other, its in zip(some, names, strict=True):
            assert (name == its) is (ordered(one) == ordered(other))


def ordered(job: tuple[Any, ...]) -> str:
    """A job as text: true is not 1; parts that recur come first, wherever they stood."""
    context, slot, page = job
    names = sorted(context, key=lambda name: COMMON.index(name) if name in COMMON else len(COMMON))
    return json.dumps({name: context[name] for name in names}) + repr((slot, page))


def test_what_recurs_is_written_once() -> None:
    site, commons = {"name": "某委"}, dict[Any, Any]()
    for number in range(3):
        packed({"site": site, "here": str(number)}, None, None, commons)
    assert len(commons) == 1


def test_another_object_in_the_place_of_one_before_is_not_taken_for_it() -> None:
    """As in a process to which the memory of another was sent."""
    first, second = {"site": {"name": "甲"}}, {"site": {"name": "乙"}}
    commons: Commons = {}
    packed(first, None, None, commons)
    (one,) = commons.values()
    stale = {tuple(id(second.get(name, ...)) for name in COMMON): one}
    assert packed(second, None, None, stale) == packed(second, None, None, {})
