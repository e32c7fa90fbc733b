"""What the last run of its kind came to, so that the next need not find out again what did not change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.building.findings import Row, pack_findings, unpack_findings
from generator.building.result import Tally
from generator.model.diagnostics import Diagnostic
from generator.model.sources import Asset, Mark
from generator.model.values import Struct, reader, write
from generator.text import urls

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
    stale: bool
    """See ``Parsed``."""
    state: str
    """``published``, ``withheld``, ``record`` (of the request ledger) or ``broken``."""
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


class Waiting(NamedTuple):
    """A document that is kept back."""

    path: str
    why: str
    """See ``Withheld``."""
    title: str
    day: str
    """When it is to be published, ISO 8601; empty when it does not say."""
    files: list[str]
    """Paths of the assets that it has and shows."""


class Roll(Struct, frozen=True):
    """What a run read: the beginning of its ledger, enough to see what changed since."""

    settings: str
    documents: Mapping[str, Entry]
    assets: tuple[Asset, ...]
    marks: Mapping[str, Mark]
    names: str

    @property
    def known(self) -> dict[str, tuple[Mark, str]]:
        """Mark and digest of the files that are older than the clock's coarseness."""
        return _known(self.documents, self.assets, self.marks)

    @classmethod
    def unpack(cls, data: bytes) -> Roll:
        """Read what ``Ledger.pack`` wrote first."""
        settings, documents, assets, marks, names = _READ_ROLL(data)
        return cls(settings, documents, tuple(Asset(*one) for one in assets), marks, names)


class Ledger(Struct, frozen=True):
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
    settled: tuple[Diagnostic, ...]
    """All of them and those of the documents, as they were told."""
    waiting: Mapping[str, Waiting]
    """By the addresses that they would have, the documents that are kept back."""
    secrets: str
    """The key of the search for withheld content."""
    names: str
    """The key of the names of the documents (see ``register``), which most runs can do without."""

    @property
    def known(self) -> dict[str, tuple[Mark, str]]:
        """Mark and digest of the files that are older than the clock's coarseness."""
        return _known(self.documents, self.assets, self.marks)

    @property
    def tally(self) -> Tally:
        """It all in short."""
        pages = sum(path.endswith(".html") for path in self.sheets)
        return Tally(pages, len(self.sheets), self.held)

    @property
    def files(self) -> dict[str, str]:
        """SHA-256 of every file of the output, by path."""
        found = {path: one.digest for path, one in self.sheets.items()}
        return found | {path: one.digest for path, one in self.copied.items()}

    def beside(self, url: str) -> str:
        """The path of the asset that would be at an address if the pages were published that are kept back."""
        files = (path for one in self.waiting.values() for path in one.files)
        return next((path for path in files if urls.asset(path) == url), "")

    @property
    def size(self) -> int:
        """How many values of the cache this run used, at most."""
        return 2 + 2 * len(self.documents) + 4 * len(self.sheets)

    def live(self) -> frozenset[bytes]:
        """The keys of all that this run used."""
        names = {name for one in self.documents.values() for name in (one.name, one.prose)}
        names |= {name for one in self.sheets.values() for name in (one.context, one.rendered, one.looked, one.told)}
        return frozenset(map(bytes.fromhex, names | {self.secrets, self.names}))

    def pack(self) -> tuple[bytes, bytes]:
        """Write what was read (see ``Roll``), and what became of it."""
        assets = [[one.path, one.size, one.digest] for one in self.assets]
        first = [self.settings, self.documents, assets, self.marks, self.names]
        rest = [
            self.whole,
            self.due,
            self.held,
            self.layouts,
            self.layout_files,
            sorted(self.asked),
            self.sheets,
            self.copied,
            {stage: pack_findings(found) for stage, found in self.findings.items()},
            pack_findings(self.settled),
            self.waiting,
            self.secrets,
        ]
        return write(first), write(rest)

    @classmethod
    def unpack(cls, roll: Roll, rest: bytes) -> Ledger:
        """Read what ``pack`` wrote."""
        whole, due, held, layouts, layout_files, asked, sheets, copied, stages, settled, waiting, secrets = _READ_REST(
            rest
        )
        return cls(
            roll.settings,
            whole,
            due,
            held,
            roll.documents,
            roll.assets,
            roll.marks,
            layouts,
            layout_files,
            asked,
            sheets,
            copied,
            {stage: unpack_findings(rows) for stage, rows in stages.items()},
            unpack_findings(settled),
            waiting,
            secrets,
            roll.names,
        )


_READ_ROLL = reader(tuple[str, dict[str, Entry], list[tuple[str, int, str]], dict[str, Mark], str])
_READ_REST = reader(
    tuple[
        bool,
        bool,
        tuple[str, ...],
        dict[str, str],
        dict[str, str],
        frozenset[str],
        dict[str, Line],
        dict[str, Copied],
        dict[str, list[Row]],
        list[Row],
        dict[str, Waiting],
        str,
    ]
)


def _known(
    documents: Mapping[str, Entry], assets: Sequence[Asset], marks: Mapping[str, Mark]
) -> dict[str, tuple[Mark, str]]:
    digests = {path: one.digest for path, one in documents.items()}
    digests |= {one.path: one.digest for one in assets}
    return {path: (mark, digests[path]) for path, mark in marks.items() if digests.get(path)}
