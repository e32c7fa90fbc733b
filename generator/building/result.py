"""What a run came to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from generator.building.cache import key
from generator.building.trees import Seal
from generator.model.diagnostics import Diagnostic, Severity
from generator.model.values import Struct, field

if TYPE_CHECKING:  # the ledger needs all that is in it, a run in which nothing changed does not
    from generator.building.ledger import Ledger


class Tally(NamedTuple):
    """What a run came to, in short."""

    pages: int = 0
    """Web pages."""
    sheets: int = 0
    """Web pages and whatever else templates write."""
    held: tuple[str, ...] = ()
    """The release sets that are kept back as a whole, by their names."""


def listing(files: Mapping[str, str]) -> str:
    """A digest of files, given by their paths with their SHA-256."""
    return key("files", repr(sorted(files.items()))).hex()


class Result(Struct, frozen=True):
    """What a run came to."""

    usable: bool
    """The configuration can be used; nothing else is known when it cannot."""
    findings: tuple[Diagnostic, ...]
    """Settled and sorted."""
    ledger: Ledger | None = None
    """All that stands in the output, and what it came from; incomplete when a layout failed."""
    rendered: tuple[str, ...] = ()
    """Paths of the sheets that were rendered in this run, sorted."""
    lock: bytes | None = None
    """What ``site.lock`` will say once the site is published; ``None``: what it says now."""
    tally: Tally = field(default_factory=Tally)
    listed: str = ""
    """The listing, where it is known without the ledger."""

    @property
    def listing(self) -> str:
        """A digest of all files of the output."""
        return self.listed or (listing(self.ledger.files) if self.ledger else "")

    def publishable(self, threshold: Severity) -> bool:
        """Tell whether no finding reaches a threshold."""
        return self.usable and all(one.severity < threshold for one in self.findings)


class Changes(Struct, frozen=True):
    """What publishing did to the output folder; paths relative to it, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int
    """How many files were equal and stayed."""


class Built(Struct, frozen=True):
    """What a build came to: what was found, and what was published, if anything."""

    result: Result
    changes: Changes | None
    """``None`` when findings at or above the threshold stood, and nothing was touched."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why each sheet was rendered, by path, if that was asked."""
    standing: Mapping[str, Seal] = field(default_factory=dict)
    """What is in the folder now, if it was published."""
