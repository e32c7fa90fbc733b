"""Some files by themselves: what can be said of them from what earlier runs found out, without looking at the rest.

Their surroundings are put together as a small site, and the rules that look no further are run on it. What the last run
knew of a document is taken from the cache as long as the file is the same. Where that is not enough there is no answer,
and the whole column must be checked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.building import records
from generator.building.cache import Lost, cache
from generator.building.configuration import configured
from generator.building.facts import unpack
from generator.building.inputs import settings_key
from generator.building.intake import Reader, salt, shelf, take_in
from generator.building.ledger import Entry
from generator.building.options import Options
from generator.building.project import load
from generator.building.register import TABLE, Register, entered
from generator.building.surroundings import Around, Stock, Surroundings
from generator.building.version import generator_version
from generator.kinds.rows import table_owners
from generator.model.content import Parsed
from generator.model.diagnostics import Diagnostic
from generator.model.site import Site
from generator.model.values import Struct, replace
from generator.rules.engine import Scope, check_sets, check_site
from generator.rules.families import RULES
from generator.rules.settling import Circumstances, settle

LOCAL = {name: one for name, one in RULES.items() if one.local}
NARROW = frozenset({Scope.INTAKE, Scope.DOCUMENT, Scope.SET})
"""Scopes whose rules see no more than the surroundings of a page."""
WIDE = frozenset({"url-collision", "layout-error"})
"""Rules of these scopes that need the whole column all the same: an attachment's address may clash with any other."""
MOST = 0.5
"""The share of the column from which on all of it is checked."""


class Staged(Struct, frozen=True):
    """What some files came to."""

    findings: tuple[Diagnostic, ...]
    """Settled and sorted."""
    paths: frozenset[str]
    """The files that were checked: those wanted, those published together with them, and the tables of all these."""


def check_files(root: Path, wanted: Sequence[str], options: Options, *, config: Path | None = None) -> Staged | None:
    """Check files, or all below some folders, with their release sets; ``None`` when that takes the whole column.

    It does when no earlier run of this kind is known, or only one with another configuration, lock or day; when a name
    is of no document, nor of a table file that one names; when most documents are wanted; and when incomplete sets are
    held back: then all depend on all.

    Raises:
        NoProject: there is no configuration.
        WorkerDied: a worker ended in the midst of its work.
    """
    with cache(root, generator_version()) as used:
        last = None if options.hold else records.read_roll(used, options.variant)
        if last is None:
            return None
        inputs = load(root, config, last.known)
        stock = Stock(frozenset(one.path for one in inputs.sources), frozenset(one.path for one in inputs.assets))
        files = [one for one in wanted if one in stock.assets]
        named = [one for one in wanted if one not in stock.assets]
        chosen = _chosen(named, stock.documents)
        names = used.get(bytes.fromhex(last.names))
        settings, _ = configured(inputs, options)
        if (
            bool(named) > bool(chosen)
            or names is None
            or settings is None
            or last.settings != settings_key(inputs, options)
        ):
            return None
        around = Around(inputs, options, settings, used, shelf(inputs.sources, settings, used), stock)
        try:
            near = current(around, last.documents, Register.unpack(names, list(last.documents)))
            owners = [frozenset(near.register.paths_of(TABLE + one)) for one in files]
            return _checked(near, chosen.union(*owners)) if all(owners) else None
        except Lost:
            return None


def _chosen(wanted: Sequence[str], paths: frozenset[str]) -> frozenset[str]:
    """The documents that are wanted; none when a name is of no document, or when they are most of the column."""
    below = [frozenset(path for path in paths if path == one or path.startswith(f"{one}/")) for one in wanted]
    found = frozenset[str]().union(*below)
    return found if all(below) and len(found) <= max(1, MOST * len(paths)) else frozenset()


def current(around: Around, last: Mapping[str, Entry], register: Register) -> Surroundings:
    """Read what changed since the last run knew the documents, and enter it under the names that it has now."""
    sources, config = around.inputs.sources, around.config
    before = {path: one.digest for path, one in last.items()}
    keys = {path: bytes.fromhex(one.name) for path, one in last.items()}
    suspects = [one for one in sources if not (mine := getattr(one, "digest", "")) or mine != before.get(one.path)]
    # All keys of the cache are many; those of the last run are at hand.
    read = Reader(config, around.cache, frozenset(keys.values()), salt(config))
    taken = take_in(suspects, read, around.options.jobs, around.options.progress, around.inputs.former)
    changed = [
        entered(unpack(one.facts, source.path, around.shelf.kept), config)
        for source, one in zip(suspects, taken, strict=True)
        if not one.digest or one.digest != before.get(source.path)
    ]
    held = {one.path: one for one in changed}
    gone = before.keys() - around.stock.documents
    newer = register.since(frozenset(gone | held.keys()), {path: one.names for path, one in held.items()})
    return Surroundings(around, keys, newer, held)


def _checked(near: Surroundings, wanted: frozenset[str]) -> Staged:
    """Put the surroundings of some documents together, and run the rules on them.

    Raises:
        Lost: a document is no longer in the cache.
    """
    site, findings = near.part(wanted)
    documents = wanted | _together(site, wanted)
    studied = [near.held[path].studied for path in sorted(documents)]
    paths = documents.union(table_owners(one.parsed for one in studied))
    found = [one for each in studied for one in (*each.parsed.findings, *each.findings)]
    found += [one for one in findings if one.rule not in WIDE]
    found += (*near.around.inputs.findings, *check_sets(site), *check_site(site, LOCAL))
    found = [one for one in found if one.span.path in paths]
    circumstances = Circumstances(
        near.around.config,
        near.around.options.as_of,
        tuple(_judged(one.parsed, found) for one in studied),
        frozenset(page.path for page in site.withheld.values()),
        frozenset(page.path for page in site.pages.values()),
    )
    return Staged(settle(found, circumstances), paths)


def _together(site: Site, wanted: frozenset[str]) -> frozenset[str]:
    """Paths of the members of all release sets to which some documents belong; those that wait belong to it."""
    groups = ((*one.members, *one.waiting) for one in site.sets.values())
    sets = (frozenset(page.path for name in group if (page := site.find(name))) for group in groups)
    return frozenset[str]().union(*(one for one in sets if one & wanted))


def _judged(one: Parsed, found: Sequence[Diagnostic]) -> Parsed:
    """A document without the silences of which nobody can tell here whether they are of use."""
    used = {each.rule for each in found if each.span.path == one.path} if one.suppressions else set()
    kept = tuple(each for each in one.suppressions if each.rule in used or ran(each.rule) or _needless(each.rule))
    return one if len(kept) == len(one.suppressions) else replace(one, suppressions=kept)


def ran(name: str) -> bool:
    """Tell whether a rule finds here all that it would find of these files in the whole column.

    Links are followed here, too, but the rule about them looks at the finished pages as well.
    """
    known = RULES.get(name)
    return known is not None and (known.local or (known.scope in NARROW and name not in WIDE))


def _needless(name: str) -> bool:
    """Tell whether a rule cannot be silenced: there is none of this name, or it is fixed."""
    return name not in RULES or RULES[name].fixed
