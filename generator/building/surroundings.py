"""What surrounds some documents: all that can make a difference to what is found of them, and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from posixpath import basename

from generator.assembling.assemble import assemble
from generator.assembling.placing import ROOT
from generator.building.attachments import looked_through
from generator.building.cache import Cache, Lost
from generator.building.facts import unpack
from generator.building.inputs import Inputs
from generator.building.lock import read_lock
from generator.building.options import Options
from generator.building.register import FORMER, INDEX, MEMBER, NAME, Entered, Register, entered, stated
from generator.building.shelf import Shelf
from generator.building.tables import read_tables
from generator.kinds.base import Enacted
from generator.kinds.ties import TIES
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Diagnostic
from generator.model.site import Lock, Site
from generator.model.values import Struct, replace
from generator.text import urls
from generator.text.chinese import suggest
from generator.text.official import parse_number


class Stock(Struct, frozen=True, dict=True):
    """The files of the column, by path."""

    documents: frozenset[str]
    assets: frozenset[str]

    @cached_property
    def by_name(self) -> Mapping[str, frozenset[str]]:
        """For each name of a file, the paths that end so."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for path in (*self.documents, *self.assets):
            found[basename(path)].add(path)
        return {name: frozenset(paths) for name, paths in found.items()}


class Around(Struct, frozen=True):
    """What is read, what was chosen, and what may be used."""

    inputs: Inputs
    options: Options
    config: SiteConfig
    cache: Cache
    shelf: Shelf
    stock: Stock


class Surroundings(Struct, frozen=True):
    """Documents found by name, from one to the next."""

    around: Around
    keys: Mapping[str, bytes]
    """By path, the keys of the facts of the documents as they were."""
    register: Register
    """As it is now."""
    held: dict[str, Entered]
    """By path, the documents that were opened so far; those that changed are among them from the first."""

    def part(self, wanted: Iterable[str]) -> tuple[Site, tuple[Diagnostic, ...]]:
        """The site that some documents and their surroundings make, and what was wrong in putting it together.

        What is found of the documents, and of those tied to them, is what would be found in the whole column.

        Raises:
            Lost: a document is no longer in the cache.
        """
        tied = self._tied(wanted)
        lock = read_lock(self.around.inputs.lock)[0]
        near = self._near(tied, lock)
        documents = [near[path].studied.parsed for path in sorted(near)]
        tables, misread = read_tables(documents, self.around.inputs.assets, self.around.config)
        assembly = assemble(
            documents,
            self.around.config,
            self.around.options.as_of,
            assets=self.around.inputs.assets,
            lock=_excerpt(lock, near.values()),
            terms=self.around.options.terms,
            tables=tables,
        )
        around = self.around
        return looked_through(assembly.site, around.options, around.cache), (*misread, *assembly.findings)

    def _tied(self, wanted: Iterable[str]) -> dict[str, Entered]:
        """Some documents, and those that are tied to them, directly or indirectly, by path."""
        found: dict[str, Entered] = {}
        waiting = frozenset(wanted)
        while waiting:
            new = self._opened(waiting)
            found |= new
            names = {name for one in new.values() for name in one.names}
            ends = {MEMBER + name[1:] for name in names if name[0] == NAME}
            ends |= {NAME + name[1:] for name in names if name[0] == MEMBER}
            waiting = self._found(ends) - found.keys()
        return found

    def _near(self, tied: Mapping[str, Entered], lock: Lock) -> dict[str, Entered]:
        """The documents, those to which they refer or that end or amend them, and what shares a name with any."""
        documents = [one.studied.parsed for one in tied.values()]
        known = {name for one in tied.values() for name in one.names}
        wanted = {name for name in known if name[0] not in {MEMBER, FORMER}}
        wanted |= {FORMER + name[1:] for name in known if name[0] == NAME}
        wanted |= {NAME + name for one in documents for name in _referred(one)}
        wanted |= {NAME + one.id for one in lock.entries.values() if INDEX + one.index_number in known}
        wanted |= {NAME + name for one in documents for name in self._meant(one)}
        linked = {path for one in documents for path in (*self._linked(one), *self._filed(one))}
        wanted |= {NAME + said for said in self._tabled(documents)}
        near = {**tied, **self._opened(self._found(wanted) | linked)}
        shared = {name for one in near.values() for name in one.names if name[0] == NAME}
        return {**near, **self._opened(self._found(shared))}

    def _filed(self, one: Parsed) -> Iterator[str]:
        """The documents whose files have the names to which one refers: those that nobody understands have no other."""
        stock = self.around.stock
        for name in _referred(one):
            yield from stock.by_name.get(f"{name}.md", frozenset()) & stock.documents

    def _tabled(self, documents: Sequence[Parsed]) -> Iterator[str]:
        """All that documents say in table files: any of it may be the name of another document."""
        tables, _ = read_tables(documents, self.around.inputs.assets, self.around.config)
        for record in (record for table in tables.values() for record in table.rows):
            for _, value in record:
                yield from (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()

    def _opened(self, paths: Iterable[str]) -> dict[str, Entered]:
        """Some documents by path, as they are now.

        Raises:
            Lost: one is no longer in the cache.
        """
        wanted = frozenset(paths)
        keys = {path: self.keys[path] for path in wanted - self.held.keys()}
        facts = self.around.cache.many(keys.values())
        if not facts.keys() >= set(keys.values()):
            raise Lost
        for path, name in keys.items():
            self.held[path] = entered(unpack(facts[name], path, self.around.shelf.kept), self.around.config)
        return {path: self.held[path] for path in wanted}

    def _found(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset(path for name in names for path in self.register.paths_of(name))

    def _meant(self, one: Parsed) -> Iterator[str]:
        """What a document may mean by names that lead nowhere: the hints say so."""
        for name in _expected(one):
            if not self._leads(name):
                names = set(self.register.names())
                while (near := suggest(name, names)) and not self._leads(near):
                    names.remove(near)
                yield near or ""

    def _leads(self, name: str) -> bool:
        return bool(self._placed(frozenset(self.register.paths_of(NAME + name))))

    def _linked(self, one: Parsed) -> Iterator[str]:
        """Paths of the documents to which links lead; where one leads nowhere, of those that may be meant."""
        stock, columns = self.around.stock, {column.folder for column in self.around.config.columns}
        for link in one.links:
            if link.form == "reference" or link.target.startswith("#") or urls.is_absolute(link.target):
                continue
            path = urls.source(link.target, one.path)
            documents = stock.documents & {path}
            yield from documents
            column = path.removeprefix(ROOT).removesuffix("/index.md") in columns
            if not (column or path in stock.assets or self._placed(documents)):
                yield from self._alike(basename(path))

    def _alike(self, name: str) -> frozenset[str]:
        """Paths of the documents with a file name or, should there be no such file, with the nearest one."""
        names = set(self.around.stock.by_name)
        while near := name if name in names else suggest(name, names):
            paths = self.around.stock.by_name[near]
            if found := self._placed(paths & self.around.stock.documents):
                return found
            if paths & self.around.stock.assets:
                break
            names.remove(near)
        return frozenset()

    def _placed(self, paths: frozenset[str]) -> frozenset[str]:
        """Those of some documents that have a place in the column: of those with one id, the first has it."""
        known = {path: one.names[0] for path, one in self._opened(paths).items() if one.names}
        rivals = {own: self._opened(self.register.paths_of(own)).values() for own in known.values()}
        first = {own: min(one.path for one in some if one.names[0] == own) for own, some in rivals.items()}
        return frozenset(path for path, own in known.items() if first[own] == path)


def _referred(one: Parsed) -> Iterator[str]:
    """Ids and 发文字号 by which a document refers to others, in its front matter and in its body."""
    for tie in TIES:
        if isinstance(one.meta, tie.source):
            yield from stated(one.meta, tie)
    if isinstance(one.meta, Enacted):
        yield one.meta.repealed_by
    yield from _references(one)


def _expected(one: Parsed) -> Iterator[str]:
    """Those by which it must not miss: assembling reports names that lead nowhere, with a hint."""
    for tie in TIES:
        if tie.judged and isinstance(one.meta, tie.source):
            yield from (name for name in stated(one.meta, tie) if name and not (tie.outside and parse_number(name)))
    yield from _references(one)


def _references(one: Parsed) -> Iterator[str]:
    return (link.target.partition("#")[0] for link in one.links if link.form == "reference")


def _excerpt(lock: Lock, documents: Iterable[Entered]) -> Lock:
    """What the lock remembers of some documents, under their ids or their index numbers."""
    names = {name for one in documents for name in one.names}
    entries = {
        name: one for name, one in lock.entries.items() if NAME + name in names or INDEX + one.index_number in names
    }
    return replace(lock, entries=entries)
