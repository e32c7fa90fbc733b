"""What became of the rows of a table from one version to the next (动态调整)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from generator.model.schema import Record, labels
from generator.model.tables import Row
from generator.model.values import Struct

R = TypeVar("R", bound=Record)
Keys = Sequence[Callable[[R], str]]
"""By what a row is known again in another version, the surest first: its code, else its name."""


class Alteration(Struct, Generic[R], frozen=True):
    """A row that both versions have, and in which they differ."""

    old: Row[R]
    new: Row[R]
    fields: tuple[str, ...]
    """The fields that differ, in their order."""


class Differences(Struct, Generic[R], frozen=True):
    """What distinguishes two versions, each part in the order of the rows."""

    added: tuple[Row[R], ...]
    removed: tuple[Row[R], ...]
    altered: tuple[Alteration[R], ...]

    @property
    def any(self) -> bool:
        """Tell whether they differ at all."""
        return bool(self.added or self.removed or self.altered)


def differences(
    old: Iterable[Row[R]], new: Iterable[Row[R]], keys: Keys[R], without: frozenset[str] = frozenset()
) -> Differences[R]:
    """Compare two versions, without some fields.

    Rows that share the first key are the same row, whatever else they say; those left over are the same if they share
    the next. An empty key is none. Of rows that have all keys in common, the first counts.
    """
    before, after = _distinct(old, keys), _distinct(new, keys)
    pairs = _paired(before, after, keys)
    same = [(before[pairs[place]], row) for place, row in enumerate(after) if place in pairs]
    found = (Alteration(was, row, _fields(was.record, row.record, without)) for was, row in same)
    gone = set(range(len(before))) - set(pairs.values())
    return Differences(
        tuple(row for place, row in enumerate(after) if place not in pairs),
        tuple(before[place] for place in sorted(gone)),
        tuple(one for one in found if one.fields),
    )


def _distinct(rows: Iterable[Row[R]], keys: Keys[R]) -> list[Row[R]]:
    found: dict[tuple[str, ...], Row[R]] = {}
    for row in rows:
        found.setdefault(tuple(key(row.record) for key in keys), row)
    return list(found.values())


def _paired(before: Sequence[Row[R]], after: Sequence[Row[R]], keys: Keys[R]) -> dict[int, int]:
    """For places of rows now, the places of the same rows before."""
    found: dict[int, int] = {}
    for key in keys:
        taken = set(found.values())
        waiting: defaultdict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(before):
            if place not in taken and (name := key(row.record)):
                waiting[name].append(place)
        for place, row in enumerate(after):
            if place not in found and (rest := waiting.get(key(row.record))):
                found[place] = rest.pop(0)
    return found


def _fields(old: Record, new: Record, without: frozenset[str]) -> tuple[str, ...]:
    names = (name for name in labels(type(new)) if name not in without)
    return tuple(name for name in names if said(getattr(old, name)) != said(getattr(new, name)))


def said(value: Any) -> str:  # noqa: ANN401  # of any field
    """A value as versions are compared and shown: white space and line breaks make no difference."""
    if isinstance(value, tuple):
        return "、".join(map(said, value))
    return " ".join(str(value).split())
