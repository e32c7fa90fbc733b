"""What became of the rows of a table from one version to the next (动态调整)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.model.schema import Record, labels
from generator.model.tables import Row

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Alteration(Generic[R]):
    """A row that both versions have, and in which they differ."""

    old: Row[R]
    new: Row[R]
    fields: tuple[str, ...]
    """The fields that differ, in their order."""


@dataclass(frozen=True, slots=True)
class Differences(Generic[R]):
    """What distinguishes two versions; rows are the same when they have the same key."""

    added: tuple[Row[R], ...]
    removed: tuple[Row[R], ...]
    altered: tuple[Alteration[R], ...]

    @property
    def any(self) -> bool:
        """Tell whether they differ at all."""
        return bool(self.added or self.removed or self.altered)


def differences(
    old: Iterable[Row[R]], new: Iterable[Row[R]], key: Callable[[R], str], without: frozenset[str] = frozenset()
) -> Differences[R]:
    """Compare two versions, without some fields; of rows that share a key, the first counts."""
    before, after = _keyed(old, key), _keyed(new, key)
    altered = []
    for name, row in after.items():
        if name in before and (fields := _fields(before[name].record, row.record, without)):
            altered.append(Alteration(before[name], row, fields))
    return Differences(
        tuple(row for name, row in after.items() if name not in before),
        tuple(row for name, row in before.items() if name not in after),
        tuple(altered),
    )


def _keyed(rows: Iterable[Row[R]], key: Callable[[R], str]) -> dict[str, Row[R]]:
    found: dict[str, Row[R]] = {}
    for row in rows:
        found.setdefault(key(row.record), row)
    return found


def _fields(old: Record, new: Record, without: frozenset[str]) -> tuple[str, ...]:
    names = (name for name in labels(type(new)) if name not in without)
    return tuple(name for name in names if said(getattr(old, name)) != said(getattr(new, name)))


def said(value: Any) -> str:  # noqa: ANN401  # of any field
    """A value as versions are compared and shown: white space and line breaks make no difference."""
    if isinstance(value, tuple):
        return "、".join(map(said, value))
    return " ".join(str(value).split())
