"""What the last run of its kind came to, so that the next need not find out again what did not change."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.building.cache import Cache, key
from generator.building.facts import Row, pack_findings, unpack_findings
from generator.model.content import Asset, Mark
from generator.model.diagnostics import Diagnostic

STAGES = ("intake", "site", "sets", "output")
"""Whose findings are kept apart: reading the settings, the files and the lock, and assembling; rules of the site; rules
of release sets; rules of the output. Findings of documents are kept with the documents."""


class Entry(NamedTuple):
    """A document as it was; keys are hexadecimal."""

    digest: str
    """SHA-256 of the source."""
    name: str
    """The key of its facts."""
    outward: str
    """The key of what others can see of it."""
    prose: str
    """The key of its body."""
    noteworthy: bool
    """It has findings, or silences some."""
    state: str
    """``published``, ``withheld`` or ``broken``."""
    ties: list[str]
    """Paths of the documents that it is tied to, either way."""


class Line(NamedTuple):
    """A sheet as it was; keys are hexadecimal (see ``press.Made``)."""

    layout: str
    context: str
    source: str
    rendered: str
    digest: str
    looked: str
    told: str


class Copied(NamedTuple):
    """A file of the output that no template wrote."""

    digest: str
    source: str
    """Path of the asset; empty for a file of the layouts."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that a run came to but the bytes."""

    settings: str
    """The key of configuration, options, lock and whatever else decides about everything."""
    whole: bool
    """Every sheet was made and has a place of its own."""
    due: bool
    """The lock does not have all of this yet."""
    held: tuple[str, ...]
    """The release sets that are kept back as a whole, by their names."""
    documents: Mapping[str, Entry]
    """By path."""
    assets: tuple[Asset, ...]
    marks: Mapping[str, Mark]
    """Of sources and assets, by path."""
    layouts: Mapping[str, str]
    """By name, the digest of each layout that is used and all that it uses."""
    layout_files: Mapping[str, str]
    """By name, the digest of each file of the layouts."""
    asked: frozenset[str]
    """Paths of the documents whose bodies rules of the site asked for."""
    sheets: Mapping[str, Line]
    """By path."""
    copied: Mapping[str, Copied]
    """By path."""
    findings: Mapping[str, tuple[Diagnostic, ...]]
    """By stage, before they are settled."""
    secrets: str
    """The key of the search for withheld content."""
    names: str
    """The key of the names of the documents (see ``register``), which most runs can do without."""

    @property
    def known(self) -> dict[str, tuple[Mark, str]]:
        """Mark and digest of the files that are older than the clock's coarseness."""
        digests = {path: one.digest for path, one in self.documents.items()}
        digests |= {one.path: one.digest for one in self.assets}
        return {path: (mark, digests[path]) for path, mark in self.marks.items() if digests.get(path)}

    def live(self) -> frozenset[bytes]:
        """The keys of all that this run used."""
        names = {name for one in self.documents.values() for name in (one.name, one.prose)}
        names |= {name for one in self.sheets.values() for name in (one.context, one.rendered, one.looked, one.told)}
        return frozenset(map(bytes.fromhex, names | {self.secrets, self.names}))

    def pack(self) -> bytes:
        """Write it as JSON."""
        return json.dumps(
            [
                self.settings,
                self.whole,
                self.due,
                self.held,
                self.documents,
                [[one.path, one.size, one.digest] for one in self.assets],
                self.marks,
                self.layouts,
                self.layout_files,
                sorted(self.asked),
                self.sheets,
                self.copied,
                {stage: pack_findings(found) for stage, found in self.findings.items()},
                self.secrets,
                self.names,
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode("utf-8", "surrogatepass")

    @classmethod
    def unpack(cls, data: bytes) -> Ledger:
        """Read what ``pack`` wrote."""
        found: Sequence[Any] = json.loads(data)
        settings, whole, due, held, documents, assets, marks, *rest = found
        layouts, layout_files, asked, sheets, copied, findings, secrets, named = rest
        stages: Mapping[str, list[Row]] = findings
        return cls(
            settings,
            whole,
            due,
            tuple(held),
            {path: Entry._make(one) for path, one in documents.items()},
            tuple(Asset(*one) for one in assets),
            {path: (size, modified, changed, inode) for path, (size, modified, changed, inode) in marks.items()},
            layouts,
            layout_files,
            frozenset(asked),
            {path: Line._make(one) for path, one in sheets.items()},
            {path: Copied._make(one) for path, one in copied.items()},
            {stage: unpack_findings(rows) for stage, rows in stages.items()},
            secrets,
            named,
        )


def read(cache: Cache, variant: str) -> Ledger | None:
    """The ledger of the last run of a kind; runs with other options are of another kind."""
    data = cache.get(key("ledger", variant))
    return None if data is None else Ledger.unpack(data)


def write(cache: Cache, variant: str, ledger: Ledger) -> None:
    """Keep the ledger of this run for the next of its kind."""
    cache.put({key("ledger", variant): ledger.pack()})
