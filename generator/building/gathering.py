"""Inputs to the assembled column: read, checked document by document, put together; nothing is rendered."""

from __future__ import annotations

from collections.abc import Callable

from generator.assembling.assemble import assemble
from generator.building.attachments import looked_through
from generator.building.cache import Cache, cache
from generator.building.configuration import configured
from generator.building.facts import Studied, summary, unpack
from generator.building.inputs import Inputs
from generator.building.intake import Taken, reader, shelf, take_in
from generator.building.lock import read_lock
from generator.building.options import Options
from generator.building.places import CONFIG
from generator.building.shelf import Shelf
from generator.building.tables import read_tables
from generator.building.version import generator_version
from generator.model.content import Parsed
from generator.model.diagnostics import Diagnostic
from generator.model.site import Site
from generator.model.values import Struct, replace
from generator.reading.settings import settings_places
from generator.rules.leaks import Secrets


class Gathered(Struct, frozen=True):
    """The column read and assembled, and what was found on the way; nothing is settled yet."""

    site: Site | None
    """``None`` when the configuration cannot be used."""
    studied: tuple[Studied, ...] = ()
    taken: tuple[Taken, ...] = ()
    shelf: Shelf | None = None
    findings: tuple[Diagnostic, ...] = ()
    """Those of the settings, the files, the lock, the tables and of assembling."""
    secrets: Secrets | None = None
    """What the site keeps back, where it was asked for."""

    @property
    def documents(self) -> tuple[Parsed, ...]:
        """Every file, in the order of paths."""
        return tuple(one.parsed for one in self.studied)

    @property
    def of_documents(self) -> tuple[Diagnostic, ...]:
        """What was found in each file by itself."""
        return tuple(found for one in self.studied for found in (*one.parsed.findings, *one.findings))


def gather(
    inputs: Inputs, options: Options, used: Cache | None = None, seek: Callable[[Site], Secrets] | None = None
) -> Gathered:
    """Read and assemble the column, and check each document by itself; bodies stay in the cache.

    ``seek`` says what the site keeps back, if it is to be published: then attachments are searched for that.

    Raises:
        WorkerDied: a worker ended in the midst of its work.
    """
    if used is None:
        with cache(None, generator_version()) as passing:
            return gather(inputs, options, passing, seek)
    config, misconfigured = configured(inputs, options)
    if config is None or any(one.rule == "file-content-missing" for one in inputs.findings):
        # Without content/ everything would be reported missing, page by page, and only one thing is wrong.
        return Gathered(None, findings=(*misconfigured, *inputs.findings))
    lock, unlocked = read_lock(inputs.lock)
    bodies = shelf(inputs.sources, config, used)
    taken, studied = list[Taken](), list[Studied]()
    read = reader(config, used, len(inputs.sources))
    coming = take_in(inputs.sources, read, options.jobs, options.progress, inputs.former)
    for source, one in zip(inputs.sources, coming, strict=True):
        studied.append(unpack(one.facts, source.path, bodies.kept))
        taken.append(replace(one, facts=summary(one.facts)))  # the rest is opened now
    tables, misread = read_tables((one.parsed for one in studied), inputs.assets, config)
    assembly = assemble(
        [one.parsed for one in studied],
        config,
        options.as_of,
        assets=inputs.assets,
        lock=lock,
        terms=options.terms,
        settings=settings_places(inputs.config, CONFIG),
        tables=tables,
    )
    found = (*misconfigured, *inputs.findings, *unlocked, *misread, *assembly.findings)
    secrets = seek(assembly.site) if seek else None
    site = looked_through(assembly.site, options, used, secrets.search if secrets else None)
    return Gathered(site, tuple(studied), tuple(taken), bodies, found, secrets)
