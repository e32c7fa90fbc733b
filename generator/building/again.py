"""The short way: when nothing changed but bodies that no other page depends on, only their own sheets are made anew.

What other pages can see of a document is compared, not its text. If that is the same everywhere, then so are the site,
its rules' findings and every other context, and the last run's are taken. Wherever this cannot be shown, the short way
gives up, and the long way, which finds most of its work in the cache, decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from generator.assembling.assemble import assemble
from generator.building.cache import Lost, key
from generator.building.configuration import configured
from generator.building.facts import Studied, header, unpack
from generator.building.inputs import looks_salt, settings_key
from generator.building.intake import reader, shelf, take_in
from generator.building.ledger import Entry, Ledger
from generator.building.lock import read_lock
from generator.building.parallel import each
from generator.building.places import CONFIG
from generator.building.press import Made, Press, Reprint
from generator.building.result import Result
from generator.building.run import Run
from generator.building.shelf import Shelf
from generator.building.wording import wording
from generator.kinds.rows import table_owners
from generator.model.config import SiteConfig
from generator.model.diagnostics import Diagnostic, ordered
from generator.model.site import Site
from generator.model.values import Struct, replace
from generator.reading.settings import settings_places
from generator.rendering.faults import LayoutError
from generator.rules.engine import check_sets
from generator.rules.flattening import flat
from generator.rules.search import Search
from generator.rules.settling import Circumstances, settle


def examine_again(run: Run, last: Ledger) -> Result | None:
    """What a run comes to, if the last one's results still hold but for some bodies; ``None`` when they may not.

    Raises:
        WorkerDied: a worker ended in the midst of its work.
    """
    inputs = run.inputs
    if last.settings != settings_key(inputs, run.options) or last.assets != inputs.assets or not last.whole:
        return None
    if list(last.documents) != [one.path for one in inputs.sources]:
        return None
    config, _ = configured(inputs, run.options)
    if config is None:
        return None
    again = Again(run, last, config, shelf(inputs.sources, config, run.cache), dict(last.documents))
    try:
        return again.result() if again.speaks_alike() and again.take_in() else None
    except (Lost, LayoutError):
        return None


class Again(Struct, frozen=True):
    """One go at the short way."""

    run: Run
    last: Ledger
    config: SiteConfig
    shelf: Shelf
    documents: dict[str, Entry]
    """As they are now."""

    @property
    def changed(self) -> list[str]:
        """Paths of the documents whose source changed."""
        before = self.last.documents
        return [path for path, one in self.documents.items() if one is not before[path]]

    def speaks_alike(self) -> bool:
        """Tell whether the layouts say of the titles that are kept back the same as before: those are not looked for.

        Raises:
            Lost: the last search is no longer in the cache.
        """
        inputs = self.run.inputs
        if inputs.layout_files == self.last.layout_files:
            return True
        search = self._searched()
        titles = search.titles.keys() | search.spoken
        return wording(inputs.layouts).spoken(titles, search.drafted, flat(self.config.site.organ)) == search.spoken

    def _searched(self) -> Search:
        data = self.run.cache.get(bytes.fromhex(self.last.secrets))
        if data is None:
            raise Lost
        return _search(data)

    def take_in(self) -> bool:
        """Read what changed; tell whether nobody but the page itself can see the change."""
        sources = self.run.inputs.sources
        suspects = [one for one in sources if getattr(one, "digest", "") != self.documents[one.path].digest]
        if not suspects:
            return True
        options = self.run.options
        read = reader(self.config, self.run.cache, len(suspects))
        taken = list(take_in(suspects, read, options.jobs, options.progress, self.run.inputs.former))
        named = {finding.span.path for found in self.last.findings.values() for finding in found}
        for source, one in zip(suspects, taken, strict=True):
            before = self.documents[source.path]
            if one.digest != before.digest:
                outward, prose, stale = header(one.facts)
                seen = source.path in self.last.asked or source.path in named or before.state != "published"
                if seen or not one.digest or outward != before.outward:
                    return False
                new = before._replace(digest=one.digest, name=one.name.hex(), prose=prose, stale=stale)
                self.documents[source.path] = new
        return True

    def result(self) -> Result | None:
        """Put the new beside the old; ``None`` when a rule of the output may see a difference."""
        run, last = self.run, self.last
        layouts = self._layouts()
        made = self._remade(layouts)
        if made is None:
            return None
        stages = dict(last.findings)
        touched = self._tied(self.changed)
        if touched:
            untouched = (one for one in stages["sets"] if one.span.path not in touched)
            stages["sets"] = (*untouched, *check_sets(self._part(touched)))
        settled = self._settled(stages, touched)
        lines = {one.path: one.line for one in made}
        ledger = replace(
            last,
            documents=self.documents,
            marks=run.inputs.marks,
            layouts=layouts,
            layout_files=run.inputs.layout_files,
            sheets={**last.sheets, **lines},
            findings=stages,
            settled=settled,
        )
        rendered = tuple(sorted(one.path for one in made if one.fresh))
        return Result(usable=True, findings=settled, ledger=ledger, rendered=rendered, tally=ledger.tally)

    def _layouts(self) -> Mapping[str, str]:
        if self.run.inputs.layout_files == self.last.layout_files and self.last.layout_files:
            self.run.layouts.recall(self.last.layouts)
            return self.last.layouts
        return {name: self.run.layouts.digest(name) for name in self.last.layouts}

    def _remade(self, layouts: Mapping[str, str]) -> list[Made] | None:
        """The sheets whose body or layout changed, or that are to be laid again, made anew."""
        run = self.run
        orders = []
        changed = frozenset(self.changed)
        relaid = {name for name, digest in layouts.items() if digest != self.last.layouts[name]}
        for path, line in self.last.sheets.items():
            stands = run.edition is None or run.edition.standing.get(path) == line.digest
            if stands and line.source not in changed and line.layout not in relaid:
                continue
            source = self.documents[line.source] if line.source else None
            body = bytes.fromhex(source.prose) if source else b""
            name = key("sheet", path, layouts[line.layout], bytes.fromhex(line.context), body).hex()
            if name != line.rendered or not stands:
                orders.append(Reprint(path, line.layout, line.context, line.source, source.name if source else ""))
        if not orders:
            return []
        search, salt = self._searched(), looks_salt(self.config)
        press = Press(
            run.layouts, self.config, search, salt, run.cache, run.cache.held(4 * len(orders)), run.edition, self.shelf
        )
        run.cache.rest()
        made = list(each(press, orders, run.options.jobs))
        lines = [self.last.sheets[one.path] for one in orders]
        before = run.cache.many({bytes.fromhex(name) for line in lines for name in (line.looked, line.told)})
        for one, line in zip(made, lines, strict=True):
            if not isinstance(one, Made):
                return None
            seen = [before.get(bytes.fromhex(name)) for name in (line.looked, line.told)]
            if seen != [one.looks_data, one.told_data]:
                return None
        return [one for one in made if isinstance(one, Made)]

    def _tied(self, some: Iterable[str]) -> frozenset[str]:
        """Paths of the documents that are tied to some, directly or indirectly, and of themselves."""
        found: set[str] = set()
        waiting = list(some)
        while waiting:
            path = waiting.pop()
            if path not in found:
                found.add(path)
                waiting.extend(self.documents[path].ties)
        return frozenset(found)

    def _part(self, paths: Iterable[str]) -> Site:
        """A part of the site, assembled by itself."""
        return assemble(
            [one.parsed for one in self._opened(sorted(paths))],
            self.config,
            self.run.options.as_of,
            assets=self.run.inputs.assets,
            lock=read_lock(self.run.inputs.lock)[0],
            terms=self.run.options.terms,
            settings=settings_places(self.run.inputs.config, CONFIG),
        ).site

    def _opened(self, paths: Sequence[str]) -> list[Studied]:
        """Some documents, out of the cache.

        Raises:
            Lost: one is no longer there.
        """
        names = [bytes.fromhex(self.documents[path].name) for path in paths]
        facts = self.run.cache.many(names)
        if any(name not in facts for name in names):
            raise Lost
        return [unpack(facts[name], path, self.shelf.kept) for path, name in zip(paths, names, strict=True)]

    def _settled(self, stages: Mapping[str, tuple[Diagnostic, ...]], touched: frozenset[str]) -> tuple[Diagnostic, ...]:
        """All findings, settled; what is said of a file depends on nothing that is said of another."""
        studied = self._opened(sorted(touched))
        touching = touched.union(table_owners(one.parsed for one in studied))
        found = [one for stage in stages.values() for one in stage if one.span.path in touching]
        found += (one for each in studied for one in (*each.parsed.findings, *each.findings))
        states = {path: self.documents[path].state for path in touched}
        around = Circumstances(
            self.config,
            self.run.options.as_of,
            tuple(one.parsed for one in studied),
            *(frozenset(path for path, one in states.items() if one == state) for state in ("withheld", "published")),
        )
        untouched = (one for one in self.last.settled if one.span.path not in touching)
        return ordered((*untouched, *settle(found, around)))


@lru_cache(maxsize=1)
def _search(data: bytes) -> Search:
    return Search.unpack(data)
