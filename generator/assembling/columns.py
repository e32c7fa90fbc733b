"""The tree of columns with their pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import attrgetter
from posixpath import dirname

from generator.kinds.base import Document
from generator.model.config import SiteConfig
from generator.model.schema import Record
from generator.model.site import Column, Page
from generator.text import urls

LAST = datetime.min  # noqa: DTZ901  # only a sort key for pages without a date


def columns(config: SiteConfig, pages: Iterable[Page[Record]]) -> dict[str, Column]:
    """Hang the published pages into the configured tree, newest first; the configuration's order stays."""
    folders = [column.folder for column in config.columns]
    parents = {folder: _parent(folder, folders) for folder in folders}
    standing: defaultdict[str, list[Page[Record]]] = defaultdict(list)
    opening: dict[str, str] = {}
    openings = {urls.listing(folder, 1): folder for folder in folders}
    for page in sorted(pages, key=_id):
        if openings.get(page.url) == page.column:
            opening[page.column] = page.id
        else:
            standing[page.column].append(page)
    return {
        column.folder: Column(
            config=column,
            parent=parents[column.folder],
            children=tuple(one for one in folders if parents[one] == column.folder),
            pages=tuple(page.id for page in sorted(standing[column.folder], key=_moment, reverse=True)),
            index=opening.get(column.folder),
        )
        for column in config.columns
    }


_id = attrgetter("id")


def _moment(page: Page[Record]) -> datetime:
    """When a page was published; sorting by it leaves pages of one moment, and those without, in the order of ids."""
    meta = page.meta
    return (meta.published if isinstance(meta, Document) else None) or LAST


def _parent(folder: str, folders: Iterable[str]) -> str | None:
    above: Mapping[str, None] = dict.fromkeys(folders)
    while folder := dirname(folder):
        if folder in above:
            return folder
    return None
