"""The page of a year, of kinds that have one for each (年报, 年度报表): whether there is one, and where."""

from __future__ import annotations

from pathlib import PurePosixPath

from generator.kinds.base import Document
from generator.model.config import ColumnConfig
from generator.model.site import Page, Site
from generator.model.values import Struct
from generator.rules.reports import elsewhere


class Place(Struct, frozen=True):
    """Where the page of a year goes."""

    id: str
    path: str
    """Relative to the project's root."""


def standing(site: Site, model: type[Document], year: str, source: str) -> Page[Document] | None:
    """The page that a kind has for a year, published or not; another organ's (来源) is another page."""
    whose = elsewhere(source, site)
    pages = (one for one in site.having(model, withheld=True) if str(getattr(one.meta, "year", "")) == year)
    return next((one for one in pages if elsewhere(one.meta.source, site) == whose), None)


def place(site: Site, model: type[Document], column: ColumnConfig, year: str) -> Place:
    """An id and a file named as those of other years, the newest first."""
    others = [
        (str(getattr(one.meta, "year", "")), one.id, PurePosixPath(one.path).stem)
        for one in site.having(model, withheld=True)
        if one.column == column.folder
    ]
    alike = [
        (name.replace(old, year), stem.replace(old, year))
        for old, name, stem in sorted(others, reverse=True)
        if old and old in name and old in stem
    ]
    prefix = f"{model.kind_id}-" if model.id_prefix is None else model.id_prefix
    wanted = [*alike, (f"{prefix}{year}", f"{prefix}{year}"), (f"{model.kind_id}-{year}", f"{prefix}{year}")]
    name, stem = next((one for one in wanted if one[0] not in site.names), wanted[-1])
    return Place(name, f"content/{column.folder}/{stem}.md")
