"""The tree of columns with their pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
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
    standing: defaultdict[str, list[Page[Record]]] = defaultdict(list)
    for page in pages:
        standing[page.column].append(page)
    return {
        column.folder: Column(
            config=column,
            parent=_parent(column.folder, folders),
            children=tuple(one for one in folders if _parent(one, folders) == column.folder),
            pages=tuple(page.id for page in sorted(standing[column.folder], key=newest) if not _opens(page)),
            index=next((page.id for page in standing[column.folder] if _opens(page)), None),
        )
        for column in config.columns
    }


def _opens(page: Page[Record]) -> bool:
    """Tell the page that stands for its column's index."""
    return page.url == urls.listing(page.column, 1)


def newest(page: Page[Record]) -> tuple[float, str]:
    """Sort key: newest publication first, then by id."""
    meta = page.meta
    published = meta.published if isinstance(meta, Document) else None
    moment = published or LAST
    return (-(moment - LAST).total_seconds(), page.id)


def _parent(folder: str, folders: Iterable[str]) -> str | None:
    above: Mapping[str, None] = dict.fromkeys(folders)
    while folder := dirname(folder):
        if folder in above:
            return folder
    return None
