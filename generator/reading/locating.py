"""Where the fields of a page stand, by their English names; found out only when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from generator.kinds.registry import FILED
from generator.model.content import Loc
from generator.model.schema import Record
from generator.model.spans import Spans, Stretch
from generator.reading.frontmatter import stretches
from generator.reading.wording import fields


def located(path: str, head: str, kind: str) -> tuple[Spans, Spans]:
    """The spans of a page's values, and those of its keys; both are made of the same clue.

    ``head`` is the page up to its body. Without a kind, all names stay as the page has them.
    """
    return Spans(path, _values, head, kind), Spans(path, _keys, head, kind)


def _values(head: str, kind: str) -> Mapping[Loc, Stretch]:
    values, _ = stretches(head)
    return {new: values[old] for old, new in _renamed(tuple(values), kind).items()} if kind else values


def _keys(head: str, kind: str) -> Mapping[Loc, Stretch]:
    values, keys = stretches(head)
    return {new: keys[old] for old, new in _renamed(tuple(values), kind).items() if old in keys} if kind else keys


@lru_cache(maxsize=256)
def _renamed(paths: tuple[Loc, ...], kind: str) -> Mapping[Loc, Loc]:
    """The English path of each path that leads to a field of the kind; the first of two spellings counts.

    Paths come after those that they begin with. Many pages of a column have the same.
    """
    found: dict[Loc, Loc] = {(): ()}
    held: dict[Loc, type[Record] | None] = {(): FILED[kind]}
    """The record that stands at an English path."""
    for path in paths:
        above, last = found.get(path[:-1]), path[-1:]
        record = None if above is None else held[above]
        if above is None or not last:
            continue
        if isinstance(last[0], int):
            here, within = (*above, last[0]), record
        elif record and last[0] in fields(record):
            name, within = fields(record)[last[0]]
            here = (*above, name)
        else:
            continue
        if here not in held:
            held[here] = within
            found[path] = here
    return found
