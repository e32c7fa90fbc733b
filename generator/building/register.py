"""Which documents a name leads to: those that have it, and those that refer to it.

Names are kept apart by the sign before them: what holds between two documents is found from either end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from generator.assembling.placing import place
from generator.building.facts import Studied
from generator.kinds.base import Titled
from generator.kinds.rows import table_files
from generator.kinds.ties import TIES, Tie
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.schema import Record
from generator.model.site import Site
from generator.model.values import Struct, field, reader, write
from generator.rules.papers import bare, issued
from generator.text.official import number_fault

NAME, MEMBER, FORMER, INDEX, TITLE, TABLE = "=", ">", "~", "#", "《", "|"
"""It has this id or 发文字号 (cured, too); it interprets or implements what is named so; it replaces, amends or
follows that; it has this index number; it has this title; its rows stand in the table file of this path."""
SIGNS = {"interprets": MEMBER, "implements": MEMBER, "replaces": FORMER, "amends": FORMER, "earlier": FORMER}
"""By the forward end of a tie, what a document is found by that has one."""


class Register(Struct, frozen=True):
    """The documents that each name leads to."""

    paths: Sequence[str]
    rows: Mapping[str, Sequence[int]]
    """By sign and name, places in ``paths``."""
    outdated: frozenset[str] = frozenset()
    """Paths of the documents whose names are no longer those of the rows."""
    newer: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By sign and name, paths of the documents that came since or changed."""

    @classmethod
    def of(cls, paths: Sequence[str], found: Iterable[tuple[int, str]]) -> Register:
        """Enter documents, each by its place, under names."""
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for number, name in found:
            rows[name].append(number)
        return cls(paths, rows)

    def since(self, outdated: frozenset[str], changed: Mapping[str, Iterable[str]]) -> Register:
        """Take documents out, and enter others (path and names) in their place."""
        newer: defaultdict[str, list[str]] = defaultdict(list)
        for path, names in changed.items():
            for name in names:
                newer[name].append(path)
        return Register(self.paths, self.rows, outdated, newer)

    def paths_of(self, name: str) -> tuple[str, ...]:
        """Paths of the documents to which a name leads."""
        old = (self.paths[number] for number in self.rows.get(name, ()))
        return (*(path for path in old if path not in self.outdated), *self.newer.get(name, ()))

    def names(self) -> Iterator[str]:
        """Every id and 发文字号 by which a document is known."""
        known = (name for name in (*self.rows, *self.newer) if name.startswith(NAME))
        return (name[1:] for name in known if self.paths_of(name))

    def pack(self) -> bytes:
        """Write all but the paths."""
        return write(self.rows)

    @classmethod
    def unpack(cls, data: bytes, paths: Sequence[str]) -> Register:
        """Read what ``pack`` wrote."""
        return cls(paths, _READ(data))


_READ = reader(dict[str, list[int]])


class Entered(Struct, frozen=True):
    """A document with what it is found by, each name with its sign."""

    studied: Studied
    names: tuple[str, ...]
    """The id comes first; none when the document has no place in the column."""

    @property
    def path(self) -> str:
        """The source's path."""
        return self.studied.parsed.path


def entered(studied: Studied, config: SiteConfig) -> Entered:
    """Find out the names of one document."""
    known = page_id(studied.parsed, config)
    return Entered(studied, tuple(names(studied.parsed, known)) if known else ())


def register(documents: Sequence[Parsed], site: Site) -> Register:
    """Enter the documents of a site, in their order."""
    ids = {page.path: page.id for group in (site.pages, site.withheld) for page in group.values()}
    entered = ((number, one, ids.get(one.path) or page_id(one, site.config)) for number, one in enumerate(documents))
    return Register.of(
        [one.path for one in documents],
        ((number, name) for number, one, known in entered if known for name in names(one, known)),
    )


def page_id(one: Parsed, config: SiteConfig) -> str:
    """The id of a document by itself; empty when it has no place in the column."""
    placed, _ = place([one], config)
    return placed[0].id if placed else ""


def names(one: Parsed, known: str) -> Iterator[str]:
    """What a document with a certain id is found by, each name with its sign, the id first."""
    yield NAME + known
    meta = one.meta
    if isinstance(meta, Titled):
        yield from _official(meta)
    yield from (TABLE + path for _, path in table_files(one))
    for tie in _ties(type(meta)) if meta else ():
        yield from (SIGNS[tie.forward] + name for name in stated(meta, tie) if name)


def _official(meta: Titled) -> Iterator[str]:
    if meta.doc_number:
        yield NAME + meta.doc_number
        fault = number_fault(meta.doc_number)
        if fault and fault.fix:
            yield NAME + fault.fix
    if meta.index_number:
        yield INDEX + meta.index_number
    yield from (TITLE + bare(title) for title in (meta.title, *issued(meta.title)))


def stated(meta: object, tie: Tie) -> tuple[str, ...]:
    """The names that a document states for a tie."""
    return tuple(name for _, name in tie.stated(meta))


@cache
def _ties(model: type[Record]) -> tuple[Tie, ...]:
    return tuple(tie for tie in TIES if tie.forward in SIGNS and issubclass(model, tie.source))
