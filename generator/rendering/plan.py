"""Site to jobs: every file of the output but the copied ones, each with all that its layout needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from generator.model.site import Job, Site
from generator.model.values import Struct
from generator.rendering import attributes, downloads, feeds, form, home, lists, maps, pages, phases
from generator.rendering.frame import Frame
from generator.rendering.lookup import Lookup


class Unit(NamedTuple):
    """A piece of planning that can be done by itself, in any process that has the frame."""

    writer: str
    """What is written: a name of ``WRITERS``."""
    key: str = ""
    """Of what: a page's id, a column's folder; empty where there is one only."""
    number: int = 0
    """Which of several: the place of a column's sheet."""

    def __str__(self) -> str:
        """Name it for people."""
        return f"{self.writer} {self.key}".strip()


class Writer(Struct, frozen=True):
    """One sort of files: which there are, and how one comes about."""

    units: Callable[[Frame], Iterable[tuple[str, int]]]
    """Key and number of each."""
    job: Callable[[Unit, Frame], Job]


def _alone(job: Callable[[Frame], Job]) -> Writer:
    """The writer of the only file of its sort."""
    return Writer(lambda _: [("", 0)], lambda _, frame: job(frame))


WRITERS = {
    "home": _alone(home.home),
    "list": Writer(
        lambda frame: (
            (column.folder, number)
            for column in frame.lookup.site.columns.values()
            for number in lists.numbers(column, frame)
        ),
        lambda unit, frame: lists.sheet(frame.lookup.site.columns[unit.key], unit.number, frame),
    ),
    "phase": Writer(
        lambda frame: (("", number) for number in range(len(frame.sheets[""]))),
        lambda unit, frame: phases.sheet(unit.number, frame),
    ),
    "page": Writer(
        lambda frame: ((name, 0) for name in frame.lookup.pages),
        lambda unit, frame: pages.job(frame.lookup.pages[unit.key], frame),
    ),
    "download": Writer(downloads.places, lambda unit, frame: downloads.job(unit.key, unit.number, frame)),
    "form": Writer(
        lambda frame: ((page.id, 0) for page in form.pages(frame.lookup)),
        lambda unit, frame: next(form.job(page, frame) for page in form.pages(frame.lookup) if page.id == unit.key),
    ),
    "attributes": Writer(attributes.numbers, lambda unit, frame: attributes.job(unit.key, unit.number, frame)),
    "feed": Writer(
        lambda frame: ((folder, 0) for folder, address in frame.feeds.items() if address),
        lambda unit, frame: feeds.feed(frame.lookup.site.columns[unit.key], frame),
    ),
    "map": _alone(maps.site_map),
    "missing": _alone(maps.missing),
    "sitemap": _alone(maps.sitemap),
    "robots": _alone(maps.robots),
}
"""What is written, in order."""


def plan(site: Site) -> Iterator[Job]:
    """List the files to render: equal sites give equal jobs, in the same order."""
    frame = Frame(Lookup.on_its_day(site))
    for unit in units(frame):
        yield from expand(unit, frame)


def units(frame: Frame) -> list[Unit]:
    """Cut planning into pieces, in the order of the plan."""
    return [Unit(name, key, number) for name, writer in WRITERS.items() for key, number in writer.units(frame)]


def layouts(frame: Frame) -> list[str]:
    """Layouts that the plan asks for: those of the kinds that there are, and of lists."""
    kinds = {f"{one.meta.kind_id}.html" for one in frame.lookup.pages.values()}
    return sorted({*kinds, home.LAYOUT, *lists.LAYOUTS})


def expand(unit: Unit, frame: Frame) -> Iterator[Job]:
    """Plan one piece."""
    yield WRITERS[unit.writer].job(unit, frame)
