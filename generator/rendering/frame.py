"""The frame of every page: identity, navigation, breadcrumb, and the government's meta tags (国办发〔2017〕47号)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from generator.kinds.base import Document
from generator.model.config import REQUEST_COLUMN, ColumnConfig
from generator.model.phase import Phase
from generator.model.site import Column, Page
from generator.model.values import Struct, field
from generator.rendering.cuts import Sheet, across, sheets, ways
from generator.rendering.lookup import HOME, MAP, Lookup, Plain
from generator.text import urls

MIIT = "https://beian.miit.gov.cn/"
"""Where an ICP备案编号 must lead to (非经营性互联网信息服务备案管理办法 第十三条)."""

Metas = list[list[str]]


class Place(NamedTuple):
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
    phase: str | None = None
    """For a page from which one looks around, which offers 五公开 as well: the list of these it belongs to, if any."""
    absolute: bool = False
    """Write every address in full: the page may be shown at any depth (404)."""


class Surroundings(NamedTuple):
    """What all files of a column have around them."""

    section: str = ""
    """The folder of the first-level column."""
    side: Plain | None = None
    feed: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    """Name and address of the column and of those above it."""


class Frame(Struct, frozen=True, dict=True):
    """Makes the part of a context that all pages have."""

    lookup: Lookup
    _places: dict[tuple[str, str, str], Plain] = field(default_factory=dict)

    def around(self, place: Place) -> Plain:
        """The frame of one file."""
        site = self.lookup.site.config.site
        column = self.columns[place.column.folder] if place.column else self.columns[""]
        root = site.base_url if place.absolute else ""
        return {
            "here": place.here,
            "root": root,
            "place": self.place(place.here, root),
            "title": place.title if place.title == site.name else f"{place.title} - {site.name}",
            "metas": [*self._site_metas, *distinct(place.metas)],
            "canonical": "" if place.absolute else self._canonical(place.here),
            "feed": column.feed,
            "previous": place.previous,
            "next": place.next,
            "site": self.site,
            "navigation": self.navigation,
            "phases": None if place.phase is None else self.phases[place.phase],
            "section": column.section,
            "side": column.side,
            "breadcrumb": breadcrumb((*column.steps, *place.trail)),
        }

    def _canonical(self, here: str) -> str:
        return self.lookup.addresses.get(here) or urls.absolute(self.lookup.site.config.site.base_url, here)

    def place(self, here: str, root: str) -> Plain:
        """All that frames depend on besides the column: equal for pages of a folder to which no frame has a link."""
        key = here.rpartition("/")[0], here if here in self._linked else "", root
        if key not in self._places:
            self._places[key] = {"folder": key[0], "current": key[1], "root": root}
        return self._places[key]

    @cached_property
    def _linked(self) -> frozenset[str]:
        """The addresses that frames have links to."""
        own = (column.url for column in self.lookup.site.columns.values())
        return frozenset((HOME, MAP, *own, *(one["url"] for one in ways(tuple(Phase)))))

    @cached_property
    def columns(self) -> dict[str, Surroundings]:
        """For each column what its files have around them; under no name, for files that stand in none."""
        home = (self.lookup.site.config.site.column, HOME)
        found = {"": Surroundings(steps=(home,))}
        for column in self.lookup.site.columns.values():
            steps = (home, *((one.config.name, one.url) for one in self.lookup.path(column)))
            top = self.lookup.top(column).folder
            found[column.folder] = Surroundings(top, self._side(column), self.feeds[column.folder], steps)
        return found

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

    @cached_property
    def phases(self) -> dict[str, Plain]:
        """五公开 as the second navigation, by the address of the list that one is in; empty in none of them."""
        five = ways(tuple(Phase))
        return {current: {"current": current, "ways": five} for current in ("", *(one["url"] for one in five))}

    @cached_property
    def feeds(self) -> dict[str, str]:
        """For each column the address of its feed; empty when no dated page stands in the column or below it."""
        newest = ((folder, names[:1]) for folder, names in self.lookup.newest_below.items())
        dated = {folder: any(self.lookup.entries[name]["date"] for name in first) for folder, first in newest}
        return {folder: f"{folder}/feed.xml" if has else "" for folder, has in dated.items()}

    @cached_property
    def sheets(self) -> dict[str, tuple[Sheet, ...]]:
        """For each column its list pages; under no name those that lie across the columns."""
        own = {folder: sheets(column, self.lookup) for folder, column in self.lookup.site.columns.items()}
        return {"": across(self.lookup), **own}

    def prepare(self) -> None:
        """Find out now what any page may ask, so that processes forked from this one share it."""
        self.lookup.prepare()
        for name in ("site", "navigation", "phases", "columns", "sheets"):
            getattr(self, name)

    def _side(self, column: Column) -> Plain:
        """The columns below the first-level column that a page stands in, or its siblings when there are none."""
        top = self.lookup.top(column)
        on_path = {one.folder for one in self.lookup.path(column)}
        columns = self._children(top, on_path) if top.children else self._branches(self.lookup.roots, on_path)
        site = self.lookup.site.config.site
        name, url = (top.config.name, top.url) if top.children else (site.column, HOME)
        return {"name": name, "url": url, "columns": columns, "current": column.folder}

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

    @cached_property
    def _site_metas(self) -> Metas:
        site = self.lookup.site.config.site
        return [["SiteName", site.name], ["SiteDomain", site.domain], ["SiteIDCode", site.id_code]]


def breadcrumb(steps: Sequence[tuple[str, str]]) -> list[Plain]:
    """From the column's first page to the page itself; the last step has no address."""
    last, _ = steps[-1]
    return [*({"name": name, "url": url} for name, url in steps[:-1]), {"name": last, "url": ""}]


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
    yield "PubDate", lookup.entries[page.id]["date"]
    yield "ContentSource", source(page, lookup)
    yield "Keywords", ",".join(meta.keywords)
    yield "Author", meta.author
    yield "Description", description(page)
    yield "Image", urls.absolute(site.base_url, image) if image else ""
    yield "Url", lookup.addresses[page.url]


def source(page: Page[Document], lookup: Lookup) -> str:
    """Where a page's content comes from: as stated, else who issued or wrote it, else the site's organ."""
    return page.meta.source or page.meta.issued_by or lookup.site.config.site.organ


def description(page: Page[Document]) -> str:
    """A page in a sentence or two: its 摘要, else the beginning of its text."""
    return page.meta.description or page.parsed.opening


def distinct(metas: Iterable[tuple[str, str]]) -> Metas:
    """Drop tags without a value, and every second spelling of a name that is there already."""
    found: dict[str, list[str]] = {}
    for name, value in metas:
        if value.strip():
            found.setdefault(name.lower(), [name, value])
    return list(found.values())
