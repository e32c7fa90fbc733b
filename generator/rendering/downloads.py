"""Files that readers take away, made from a page's data: its tables and forms as .xlsx, .docx and .csv."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from generator.kinds.annual import AnnualReport
from generator.kinds.base import Document
from generator.kinds.catalogue import Catalogue
from generator.kinds.channel import MediaAccounts, Places
from generator.kinds.compiled import MeasureList
from generator.kinds.decision import DecisionCatalogue
from generator.kinds.guide import RequestGuide
from generator.kinds.project import Project
from generator.kinds.service_list import ServiceList
from generator.model.site import Job, Page
from generator.rendering import form
from generator.rendering.annual import report
from generator.rendering.channels import account_files, place_files
from generator.rendering.decisions import catalogue_files
from generator.rendering.explaining import measure_files
from generator.rendering.frame import Frame
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.progress import progress
from generator.rendering.service_lists import takeaways
from generator.rendering.standard_files import tables
from generator.rendering.takeaway import Download

Source: TypeAlias = Callable[[Page[Any], Lookup], Iterable[Download]]

DOWNLOADS: tuple[tuple[type[Document], Source], ...] = (
    (Project, progress),
    (DecisionCatalogue, catalogue_files),
    (RequestGuide, form.files),
    (AnnualReport, report),
    (ServiceList, takeaways),
    (Catalogue, tables),
    (MeasureList, measure_files),
    (MediaAccounts, account_files),
    (Places, place_files),
)
"""The kinds whose pages offer such files."""


def downloads(page: Page[Document], lookup: Lookup) -> tuple[Download, ...]:
    """The files of a page, in its order."""
    source = _source(type(page.meta))
    return tuple(source(page, lookup)) if source else ()


@cache
def _source(kind: type[Document]) -> Source | None:
    return next((source for model, source in DOWNLOADS if issubclass(kind, model)), None)


def offered(page: Page[Document], lookup: Lookup) -> list[Plain]:
    """How a page lists its files."""
    return [{"title": one.title, "url": one.address(page), "format": one.format} for one in downloads(page, lookup)]


def places(frame: Frame) -> Iterator[tuple[str, int]]:
    """Which files there are: a page's id, and the number of the file."""
    pages: Mapping[str, Page[Document]] = frame.lookup.pages
    for name, page in pages.items():
        if _source(type(page.meta)):
            yield from ((name, number) for number in range(len(downloads(page, frame.lookup))))


def job(name: str, number: int, frame: Frame) -> Job:
    """The job of one file."""
    page = frame.lookup.pages[name]
    one = downloads(page, frame.lookup)[number]
    return Job(one.address(page), one.form, one.context())
