"""The frame of every page: identity, navigation, breadcrumb, and the government's meta tags (国办发〔2017〕47号)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from generator.kinds.base import Document
from generator.model.config import REQUEST_COLUMN, ColumnConfig
from generator.model.site import Column, Page
from generator.rendering.lookup import HOME, MAP, Lookup, Plain
from generator.rendering.words import moment
from generator.text import urls
from generator.text.chinese import excerpt

MIIT = "https://beian.miit.gov.cn/"
"""Where an ICP备案编号 must lead to (非经营性互联网信息服务备案管理办法 第十三条)."""

SUMMARY = 120
"""Characters of a page's description when it has no 摘要."""

Metas = list[list[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file stands: what its frame depends on."""

    here: str
    """Its address, from the output's root."""
    title: str
    """What it is called, without the site's name; unique."""
    column: Column | None = None
    trail: tuple[tuple[str, str], ...] = ()
    """Name and address of what stands after the column in the breadcrumb; the last has no address."""
    metas: Iterable[tuple[str, str]] = ()
    """Meta tags besides the site's three."""
    previous: str = ""
    next: str = ""
    absolute: bool = False
    """Write every address in full: the page may be shown at any depth (404)."""


@dataclass(frozen=True)
class Frame:
    """Makes the part of a context that all pages have."""

    lookup: Lookup
    _sides: dict[str, Plain] = field(default_factory=dict)
    _feeds: dict[str, str] = field(default_factory=dict)

    def around(self, place: Place) -> Plain:
        """The frame of one file."""
        site = self.lookup.site.config.site
        column = place.column
        return {
            "here": place.here,
            "root": site.base_url if place.absolute else "",
            "title": place.title if place.title == site.name else f"{place.title} - {site.name}",
            "metas": [*self._site_metas, *distinct(place.metas)],
            "canonical": "" if place.absolute else urls.absolute(site.base_url, place.here),
            "feed": self.feed(column) if column else "",
            "previous": place.previous,
            "next": place.next,
            "site": self.site,
            "navigation": self.navigation,
            "section": self.lookup.top(column).folder if column else "",
            "side": self.side(column) if column else None,
            "breadcrumb": self.breadcrumb(place),
        }

    @cached_property
    def site(self) -> Plain:
        """What header and footer say; the same on every page."""
        config = self.lookup.site.config
        site = config.site
        link = self.lookup.link
        return {
            "name": site.name,
            "organ": site.organ,
            "column": site.column,
            "home": HOME,
            "map": MAP,
            "id_code": site.id_code,
            "address": site.address,
            "contact": site.contact,
            "icp": link(site.icp, MIIT),
            "police": site.police,
            "party_mark": link("党政机关网站标识", site.party_mark),
            "report_error": link("我为政府网站找错", site.report_error),
            "notice": config.demonstration.notice if config.demonstration else "",
        }

    @cached_property
    def navigation(self) -> list[Plain]:
        """The first-level columns: the four, and 依申请公开 beside them."""
        return [
            {
                "name": column.config.name,
                "url": column.url,
                "folder": column.folder,
                "request": column.config.name == REQUEST_COLUMN,
            }
            for column in self.lookup.roots
            if column.config.navigation
        ]

    def feed(self, column: Column) -> str:
        """The address of a column's feed; empty when no dated page stands in the column or below it."""
        if column.folder not in self._feeds:
            names = (name for one in self.lookup.below(column) for name in self.lookup.listed(one))
            dated = any(self.lookup.entries[name]["date"] for name in names)
            self._feeds[column.folder] = f"{column.folder}/feed.xml" if dated else ""
        return self._feeds[column.folder]

    def side(self, column: Column) -> Plain | None:
        """The columns below the first-level column that a page stands in, or its siblings when there are none."""
        if column.folder not in self._sides:
            top = self.lookup.top(column)
            on_path = {one.folder for one in self.lookup.path(column)}
            columns = self._children(top, on_path) if top.children else self._branches(self.lookup.roots, on_path)
            site = self.lookup.site.config.site
            name, url = (top.config.name, top.url) if top.children else (site.column, HOME)
            self._sides[column.folder] = {"name": name, "url": url, "columns": columns, "current": column.folder}
        return self._sides[column.folder]

    def _children(self, column: Column, on_path: set[str]) -> list[Plain]:
        return self._branches((self.lookup.site.columns[one] for one in column.children), on_path)

    def _branches(self, columns: Iterable[Column], on_path: set[str]) -> list[Plain]:
        return [
            {
                "name": one.config.name,
                "url": one.url,
                "folder": one.folder,
                "columns": self._children(one, on_path) if one.parent and one.folder in on_path else [],
            }
            for one in columns
            if one.config.navigation
        ]

    def breadcrumb(self, place: Place) -> list[Plain]:
        """From the column's first page to the page itself; the last step has no address."""
        steps = [(self.lookup.site.config.site.column, HOME)]
        if place.column:
            steps += [(one.config.name, one.url) for one in self.lookup.path(place.column)]
        steps += place.trail
        shown = [{"name": name, "url": url} for name, url in steps]
        shown[-1]["url"] = ""
        return shown

    @cached_property
    def _site_metas(self) -> Metas:
        site = self.lookup.site.config.site
        return [["SiteName", site.name], ["SiteDomain", site.domain], ["SiteIDCode", site.id_code]]


def column_metas(config: ColumnConfig) -> list[tuple[str, str]]:
    """The four tags of a column's page."""
    return [
        ("ColumnName", config.name),
        ("ColumnDescription", config.description),
        ("ColumnKeywords", ",".join(config.keywords) or config.name),
        ("ColumnType", config.type),
    ]


def article_metas(page: Page[Document], lookup: Lookup, image: str = "") -> Iterator[tuple[str, str]]:
    """The tags of a content page; those without a value are left out."""
    meta, site = page.meta, lookup.site.config.site
    yield "ArticleTitle", meta.title
    if meta.published:
        yield "PubDate", moment(meta.published)
    yield "ContentSource", source(page, lookup)
    yield "Keywords", ",".join(meta.keywords)
    yield "Author", meta.author
    yield "Description", description(page)
    yield "Image", urls.absolute(site.base_url, image) if image else ""
    yield "Url", urls.absolute(site.base_url, page.url)


def source(page: Page[Document], lookup: Lookup) -> str:
    """Where a page's content comes from: as stated, else who issued or wrote it, else the site's organ."""
    return page.meta.source or page.meta.issued_by or lookup.site.config.site.organ


def description(page: Page[Document]) -> str:
    """A page in a sentence or two: its 摘要, else the beginning of its text."""
    return page.meta.description or excerpt(page.parsed.text, SUMMARY)


def distinct(metas: Iterable[tuple[str, str]]) -> Metas:
    """Drop tags without a value, and every second spelling of a name that is there already."""
    found: dict[str, list[str]] = {}
    for name, value in metas:
        if value.strip():
            found.setdefault(name.lower(), [name, value])
    return list(found.values())
