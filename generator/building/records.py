"""Ledgers as they are kept: one that was written whole, and beside it what is new since.

To write the ledger of ten thousand documents takes longer than to make the page that was edited.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from generator.building.cache import Cache, key
from generator.building.findings import Row, pack_findings, unpack_findings
from generator.building.ledger import Entry, Ledger, Line, Roll
from generator.model.sources import Mark
from generator.model.values import reader, replace, write

V = TypeVar("V")

NAME = 32
"""Digits of the name of a ledger."""
MOST = 500
"""Entries that may be new before the whole is written again."""


class Since(NamedTuple):
    """What is new in a ledger since it was written whole; all else is what it was."""

    whole: str
    """The name of that one."""
    documents: dict[str, Entry]
    marks: dict[str, Mark]
    unmarked: list[str]
    """Paths of the files that have no mark any more, sorted."""
    layouts: dict[str, str]
    """All of them, as are those below."""
    layout_files: dict[str, str]
    sheets: dict[str, Line]
    """Those that are new only."""
    findings: dict[str, list[Row]]
    settled: list[Row]

    def marked(self, before: Mapping[str, Mark]) -> dict[str, Mark]:
        """The marks as they are now."""
        gone = frozenset(self.unmarked)
        return {path: its for path, its in {**before, **self.marks}.items() if path not in gone}


class Kept(NamedTuple):
    """A ledger that was read, and how it was kept."""

    ledger: Ledger
    whole: str
    since: Since | None


def read(cache: Cache, variant: str) -> Kept | None:
    """The ledger of the last run of a kind; runs with other options are of another kind."""
    (name, first), (other, rest) = (_parted(cache.noted(part(variant))) for part in (_roll, _rest))
    if not name or name != other:
        return None
    ledger, since = Ledger.unpack(Roll.unpack(first), rest), _read_since(cache, variant, name)
    return Kept(_brought_up(ledger, since) if since else ledger, name, since)


def read_roll(cache: Cache, variant: str) -> Roll | None:
    """What the last run of a kind read, without what became of it."""
    name, first = _parted(cache.noted(_roll(variant)))
    if not name:
        return None
    roll, since = Roll.unpack(first), _read_since(cache, variant, name)
    if since is None:
        return roll
    return replace(roll, documents={**roll.documents, **since.documents}, marks=since.marked(roll.marks))


def keep(cache: Cache, variant: str, ledger: Ledger, last: Kept | None) -> None:
    """Keep the ledger of this run for the next of its kind; ``last`` is what this one began with."""
    since = _since(ledger, last) if last else None
    if since is not None:
        cache.note(_beside(variant), write(since))
        return
    first, rest = ledger.pack()
    name = key("ledger", first, rest).hex().encode()
    cache.note(_roll(variant), name + first)
    cache.note(_rest(variant), name + rest)


def _roll(variant: str) -> str:
    return f"roll {variant}"


def _rest(variant: str) -> str:
    return f"ledger {variant}"


def _beside(variant: str) -> str:
    return f"ledger since {variant}"


def _parted(data: bytes | None) -> tuple[str, bytes]:
    """The name of a ledger, and a part of it; two parts with one name were written by one run."""
    return ("", b"") if data is None else (data[:NAME].decode(), data[NAME:])


def _read_since(cache: Cache, variant: str, whole: str) -> Since | None:
    """What is new since a ledger was written whole; what belongs to another says nothing."""
    data = cache.noted(_beside(variant))
    since = None if data is None else _READ(data)
    return since if since is not None and since.whole == whole else None


def _since(now: Ledger, last: Kept) -> Since | None:
    """What is new in a ledger; ``None`` when it is too much, or of another sort."""
    then, before = last.ledger, last.since or _nothing(last.whole)
    documents, sheets, marks = (
        _new(now.documents, then.documents),
        _new(now.sheets, then.sheets),
        _new(now.marks, then.marks),
    )
    if documents is None or sheets is None or marks is None:
        return None
    like = replace(
        then,
        documents=now.documents,
        marks=now.marks,
        layouts=now.layouts,
        layout_files=now.layout_files,
        sheets=now.sheets,
        findings=now.findings,
        settled=now.settled,
    )
    if like != now or now.documents.keys() != then.documents.keys() or now.sheets.keys() != then.sheets.keys():
        return None
    unmarked = (then.marks.keys() | before.unmarked) - now.marks.keys()
    since = Since(
        last.whole,
        before.documents | documents,
        {path: its for path, its in (before.marks | marks).items() if path not in unmarked},
        sorted(unmarked),
        dict(now.layouts),
        dict(now.layout_files),
        before.sheets | sheets,
        {stage: pack_findings(found) for stage, found in now.findings.items()},
        pack_findings(now.settled),
    )
    return since if len(since.documents) + len(since.sheets) + len(since.marks) + len(unmarked) <= MOST else None


def _nothing(whole: str) -> Since:
    return Since(whole, {}, {}, [], {}, {}, {}, {}, [])


def _new(now: Mapping[str, V], then: Mapping[str, V]) -> dict[str, V] | None:
    """What is other than it was; ``None`` when that is too much."""
    found = {path: one for path, one in now.items() if (was := then.get(path)) is not one and was != one}
    return found if len(found) <= MOST else None


def _brought_up(ledger: Ledger, since: Since) -> Ledger:
    return replace(
        ledger,
        documents={**ledger.documents, **since.documents},
        marks=since.marked(ledger.marks),
        layouts=since.layouts,
        layout_files=since.layout_files,
        sheets={**ledger.sheets, **since.sheets},
        findings={stage: unpack_findings(rows) for stage, rows in since.findings.items()},
        settled=unpack_findings(since.settled),
    )


_READ = reader(Since)
