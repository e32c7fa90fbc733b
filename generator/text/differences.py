"""What is different between two versions of a table: rows added, removed, changed, field by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Row = Mapping[str, str]
"""One row: field to text. A field that is left out is empty."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of a row that is not what it was."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row that is new, gone or not what it was."""

    sort: Literal["added", "removed", "changed"]
    row: Row
    """As it is now; one that is gone, as it was."""
    edits: tuple[Edit, ...] = ()
    """What changed in it, in the order of the fields."""


def differences(
    before: Sequence[Row], after: Sequence[Row], keys: Sequence[str], fields: Sequence[str]
) -> tuple[Change, ...]:
    """Compare two versions of a table.

    ``keys`` are the fields by which a row is known again, the surest first: rows that share a code are the same row
    whatever their names; those left over are the same if they share the next key. Where several rows share a key, the
    first is compared with the first. ``fields`` are those that are compared, in the order in which edits are told.

    Rows that are there now come in their order, then those that are gone, in theirs.
    """
    pairs = _paired(before, after, keys)
    was = set(pairs.values())
    return (*_now(before, after, pairs, fields), *(Change("removed", r) for n, r in enumerate(before) if n not in was))


def _now(
    before: Sequence[Row], after: Sequence[Row], pairs: Mapping[int, int], fields: Sequence[str]
) -> Iterator[Change]:
    for place, row in enumerate(after):
        if place not in pairs:
            yield Change("added", row)
            continue
        old = before[pairs[place]]
        edits = tuple(Edit(name, _text(old, name), _text(row, name)) for name in fields)
        if edits := tuple(one for one in edits if one.before != one.after):
            yield Change("changed", row, edits)


def _paired(before: Sequence[Row], after: Sequence[Row], keys: Sequence[str]) -> dict[int, int]:
    """For places of rows now, the places of the same rows before."""
    found: dict[int, int] = {}
    for key in keys:
        taken = set(found.values())
        waiting: defaultdict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(before):
            if place not in taken and (name := _text(row, key)):
                waiting[name].append(place)
        for place, row in enumerate(after):
            if place not in found and (rest := waiting.get(_text(row, key))):
                found[place] = rest.pop(0)
    return found


def _text(row: Row, name: str) -> str:
    return row.get(name, "").strip()
