"""What planning asks of the site again and again, found out once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from posixpath import basename, dirname
from typing import Any

from generator.kinds.base import Document
from generator.model.site import Column, Page, ReleaseSet, Site
from generator.model.values import Struct, replace
from generator.rendering.links import foreign
from generator.rendering.states import state
from generator.rendering.words import moment
from generator.text import urls

HOME = "index.html"
"""The address of the column's first page."""

MAP = "map.html"
"""The address of the site map (站点地图)."""

Plain = dict[str, Any]
"""Part of a context: strings, numbers, booleans, ``None``, and lists and dicts of them."""


class Lookup(Struct, frozen=True, dict=True):
    """The published site, indexed."""

    site: Site

    @classmethod
    def on_its_day(cls, site: Site) -> Lookup:
        """The site as readers see it: nobody could be told on its day of an update that came later."""
        pages = {
            page.id: replace(page, meta=page.meta.model_copy(update={"updated": None}))
            for page in site.having(Document)
            if page.meta.updated and page.meta.updated.date() > site.as_of
        }
        return cls(replace(site, pages={**site.pages, **pages}) if pages else site)

    @cached_property
    def pages(self) -> dict[str, Page[Document]]:
        """Published pages by id."""
        return {page.id: page for page in self.site.having(Document)}

    @cached_property
    def entries(self) -> dict[str, Plain]:
        """How each page stands in lists: title, address, date, number, and its state unless that is plainly 有效."""
        return {page.id: _entry(page, self.site) for page in self.pages.values()}

    @cached_property
    def addresses(self) -> dict[str, str]:
        """The full address of each page by its address."""
        base_url = self.site.config.site.base_url
        return {page.url: urls.absolute(base_url, page.url) for page in self.pages.values()}

    @cached_property
    def by_path(self) -> dict[str, Page[Document]]:
        """Published pages by source path."""
        return {page.path: page for page in self.pages.values()}

    @cached_property
    def sets(self) -> dict[str, list[ReleaseSet]]:
        """The release sets that each published page belongs to; sets whose document is kept back are left out."""
        found: dict[str, list[ReleaseSet]] = {}
        for one in self.site.sets.values():
            if one.policy in self.pages and not one.held:
                for member in dict.fromkeys(one.members):
                    found.setdefault(member, []).append(one)
        return found

    @cached_property
    def repeated(self) -> frozenset[tuple[str, str]]:
        """Column and title of the pages that another page of the column shares its title with."""
        seen = Counter((page.column, page.meta.title) for page in self.pages.values())
        return frozenset(key for key, count in seen.items() if count > 1)

    def prepare(self) -> None:
        """Find out now what any page may ask, so that processes forked from this one share it."""
        for name in (
            "pages",
            "entries",
            "addresses",
            "by_path",
            "sets",
            "repeated",
            "listed",
            "newest",
            "newest_below",
        ):
            getattr(self, name)

    def named(self, name: str) -> Page[Document] | None:
        """The published page of an id or a 发文字号."""
        return self.pages.get(self.site.names.get(name, name))

    def column(self, page: Page[Document]) -> Column:
        """The column that a page stands in."""
        return self.site.columns[page.column]

    def top(self, column: Column) -> Column:
        """The first-level column above a column, or itself."""
        while column.parent is not None:
            column = self.site.columns[column.parent]
        return column

    def path(self, column: Column) -> list[Column]:
        """A column and those above it, the first level first."""
        found = [column]
        while (parent := found[0].parent) is not None:
            found.insert(0, self.site.columns[parent])
        return found

    def below(self, column: Column) -> list[Column]:
        """A column and all columns below it, in the configuration's order."""
        return [column, *(each for child in column.children for each in self.below(self.site.columns[child]))]

    @property
    def roots(self) -> list[Column]:
        """The first-level columns, in order."""
        return [column for column in self.site.columns.values() if column.parent is None]

    @cached_property
    def listed(self) -> dict[str, list[str]]:
        """For each column the ids of the pages of its list; its opening page is not among them."""
        return {
            folder: [name for name in column.pages if name in self.pages and name != column.index]
            for folder, column in self.site.columns.items()
        }

    @cached_property
    def newest(self) -> list[str]:
        """Ids of the pages that columns list, newest first."""
        return sorted(sorted(chain(*self.listed.values())), key=self._dated, reverse=True)

    @cached_property
    def newest_below(self) -> dict[str, list[str]]:
        """For each column the ids of the pages listed in it or below it, newest first."""
        found: dict[str, list[str]] = {folder: [] for folder in self.site.columns}
        standing = {name: folder for folder, names in self.listed.items() for name in names}
        above = {folder: [one.folder for one in self.path(column)] for folder, column in self.site.columns.items()}
        for name in self.newest:
            for folder in above[standing[name]]:
                found[folder].append(name)
        return found

    def _dated(self, name: str) -> str:
        return str(self.entries[name]["date"])

    def filled(self, column: Column) -> bool:
        """Tell whether a column or one below it has anything to show."""
        return any(self.listed[one.folder] or one.index in self.pages for one in self.below(column))

    def latest(self, column: Column, count: int) -> list[Plain]:
        """The newest entries of a column and all below it, after the column's opening page if it has one."""
        return self.related([column.index or "", *self.newest_below[column.folder][: count + 1]])[:count]

    def standing(self, column: Column) -> list[Page[Document]]:
        """The pages that stand in a column itself: the one that opens it, and those of its list, newest first."""
        names = (column.index or "", *self.listed[column.folder])
        return [self.pages[name] for name in names if name in self.pages]

    def related(self, names: Iterable[str]) -> list[Plain]:
        """The entries of some pages, those that are not published left out."""
        return [self.entries[name] for name in dict.fromkeys(names) if name in self.entries]

    def link(self, title: str, target: str) -> Plain:
        """A link as templates show it: whether it leaves the site, and whether it needs the 外部链接 notice."""
        site = self.site.config.site
        leaves, notice = foreign(target, site.base_url, site.domain)
        return {"title": title, "url": target, "external": leaves, "notice": notice}

    def lead(self, target: str, page: Page[Document]) -> str:
        """The address that a front matter link leads to; empty when it leads nowhere on this site."""
        if urls.is_absolute(target):
            return target
        path, mark, fragment = urls.source(target, page.path), *target.partition("#")[1:]
        found = self.by_path.get(path)
        if found is not None:
            return found.url + mark + fragment
        if path in self.site.asset_urls:
            return self.site.asset_urls[path]
        folder = path.removeprefix("content/")
        folder = dirname(folder) if basename(folder).startswith("index.") else folder
        column = self.site.columns.get(folder) or self.site.columns.get(target.strip("/").removesuffix("/index.html"))
        return column.url if column else ""


def _entry(page: Page[Document], site: Site) -> Plain:
    meta = page.meta
    stands = state(page, site)
    return {
        "title": meta.title,
        "url": page.url,
        "date": moment(meta.published) if meta.published else "",
        "number": meta.number,
        "kind": meta.kind_label,
        "status": stands.word if stands else "",
        "tone": stands.tone if stands else "",
    }
