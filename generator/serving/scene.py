"""What the preview shows at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from generator.building.inputs import Inputs
from generator.building.ledger import Ledger
from generator.building.options import Options
from generator.model.diagnostics import Diagnostic
from generator.model.values import Struct, field
from generator.serving.answers import Answer

ROOT = "/"
"""Where the site begins as long as nobody can tell."""
LONG_AGO = datetime.fromtimestamp(0, UTC)


class Scene(Struct, frozen=True):
    """What is shown; the next scene takes its place as a whole."""

    build: int = 0
    """Counts the runs after which something was different."""
    inputs: Inputs | None = None
    options: Options | None = None
    ledger: Ledger | None = None
    """All three of the last run that made a whole site."""
    stale: frozenset[str] = frozenset()
    """Paths of the documents that cannot be read now: the site is made with what they were when they could."""
    missing: frozenset[str] = frozenset()
    """Paths of the documents that have no place in the site, for nobody knows what they were."""
    early: Mapping[str, Answer] = field(default_factory=dict)
    """By path, pages that were saved and are shown before the rest of the site is made."""
    findings: tuple[Diagnostic, ...] = ()
    """Of the last run, whatever it made."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """By path, the SHA-256 of the files that findings stand in, as the last run read them."""
    failed: bool = False
    """The last run made no site: an older one is shown."""
    took: float = 0
    """Seconds of the last run."""
    when: datetime = LONG_AGO
    """When it ended, by the clock of this machine."""
    rendered: Mapping[str, str] = field(default_factory=dict)
    """The sheets that the last run rendered, with the reasons."""
    homes: tuple[str, ...] = (ROOT,)
    """The path where the site begins, and after it those where it began before."""

    def source(self, path: str) -> str:
        """The path of the document that a page shows; empty when it shows none."""
        if self.ledger is None:
            return ""
        if line := self.ledger.sheets.get(path):
            return line.source
        return self.ledger.waiting[path].path if path in self.ledger.waiting else ""

    @property
    def told(self) -> object:
        """All that editors are told besides the files themselves."""
        waiting = self.ledger.waiting if self.ledger else {}
        return self.findings, self.failed, self.stale, self.missing, bool(self.early), waiting, self.homes[0]

    @property
    def files(self) -> dict[str, str]:
        """A digest of every file that would be published, and of each early page, by path."""
        early = {path: sha256(bytes(one.content)).hexdigest() for path, one in self.early.items()}
        return self.ledger.files | early if self.ledger else {}

    def since(self, before: Scene) -> frozenset[str]:
        """The files that were others before, came, or went; pages that are kept back are among them."""
        old, new = before.files, self.files
        found = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)} - self._waiting
        then, now = before._drafts(), self._drafts()
        kept = (then.keys() | now.keys()) - before.early.keys()
        return frozenset(found | {path for path in kept if then.get(path) != now.get(path)})

    @property
    def _waiting(self) -> frozenset[str]:
        return frozenset(self.ledger.waiting) if self.ledger else frozenset()

    def _drafts(self) -> dict[str, object]:
        """All that the pages are made of that are kept back: source and those tied to it, its files, the layouts."""
        last = self.ledger
        if last is None:
            return {}
        digests = {one.path: one.digest for one in last.assets}
        around = last.settings, last.layout_files
        found: dict[str, object] = {}
        for url, one in last.waiting.items():
            tied = [last.documents[each].name for each in (one.path, *last.documents[one.path].ties)]
            found[url] = tied, [digests[each] for each in one.files if each in digests], around
        return found

    def moved(self, home: str) -> tuple[str, ...]:
        """The homes of a scene that follows this one."""
        known = self.homes if self.build else ()
        return home, *(one for one in known if one != home)


class News(NamedTuple):
    """What is new after a run; paths are those of the site."""

    build: int
    changed: frozenset[str]
    """Files that are other ones now, new, or gone."""
    took: float
    home: str
    """Where the site begins now, as a browser asks for it."""
