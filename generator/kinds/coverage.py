"""What of the column the 主动公开标准目录 covers, and where each of its rows is published (work plan 二（一）)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.kinds.base import Document
from generator.kinds.catalogue import Catalogue, CatalogueRow
from generator.kinds.comparing import Differences, differences
from generator.kinds.rows import read_whole, rows
from generator.model.config import REQUEST_COLUMN
from generator.model.schema import Record
from generator.model.site import Column, Page, Site, Withheld
from generator.model.tables import Row
from generator.model.values import Struct
from generator.text import urls

UNCOMPARED = frozenset({"number", "districts", "places", "absent"})
"""Fields whose change is no change of the standard: they follow what is published, or what others confirmed."""


class Ends(Struct, frozen=True):
    """Where the 公开位置 of one row lead, each with its place in the list."""

    columns: tuple[tuple[int, str], ...] = ()
    """Folders."""
    pages: tuple[tuple[int, str], ...] = ()
    """Ids of published pages."""
    addresses: tuple[tuple[int, str], ...] = ()
    """On the web, outside this site: nobody can tell here what is found there."""
    waiting: tuple[tuple[int, str], ...] = ()
    """Names of pages that are kept back."""
    due: tuple[tuple[int, str], ...] = ()
    """Names of pages that are kept back only until their day."""
    unknown: tuple[tuple[int, str], ...] = ()
    """Names that lead nowhere."""


class Placed(Struct, frozen=True):
    """A row of a catalogue with its ends."""

    page: Page[Catalogue]
    row: Row[CatalogueRow]
    ends: Ends
    published: bool
    """Something is published at one of its ends."""

    @property
    def names(self) -> tuple[str, ...]:
        """Its 公开位置 as they are written, without what is kept back and what leads nowhere."""
        shown = {at for at, _ in (*self.ends.columns, *self.ends.pages, *self.ends.addresses)}
        return tuple(name for at, name in enumerate(self.row.record.places) if at in shown)


class Gap(Struct, frozen=True):
    """A column with content that no row covers."""

    folder: str
    pages: tuple[str, ...]
    """Ids of the pages in it that no row names."""
    whole: bool
    """No page of it is named by a row."""


class Coverage(Struct, frozen=True):
    """Both ways: from rows to pages, and from columns to rows."""

    rows: tuple[Placed, ...]
    by_column: Mapping[str, tuple[Placed, ...]]
    """For each column with content the rows that lead to it or to a page in it, in their order."""
    gaps: tuple[Gap, ...]


def newest(site: Site) -> tuple[Page[Catalogue], ...]:
    """The published catalogues that no later version follows; one, as a rule."""
    return tuple(page for page in site.having(Catalogue) if not any(name in site.pages for name in page.later))


def catalogue_rows(page: Page[Catalogue], site: Site) -> tuple[Row[CatalogueRow], ...]:
    """The rows of one version."""
    return rows(page, site, "rows", CatalogueRow)


def changes(page: Page[Catalogue], site: Site) -> Differences[CatalogueRow]:
    """What distinguishes a version from the one before, if that is published, as far as both could be read."""
    before = [one for one in site.having(Catalogue) if one.id in page.earlier]
    old = [row for one in before for row in catalogue_rows(one, site)]
    unread = frozenset[str]().union(*(unread_fields(one, site) for one in (page, *before)))
    found = differences(old, catalogue_rows(page, site), (lambda row: row.number,), UNCOMPARED | unread)
    return Differences(
        found.added if all(read_whole(one, site) for one in before) else (),
        found.removed if read_whole(page, site) else (),
        found.altered,
    )


def unread_fields(page: Page[Catalogue], site: Site) -> frozenset[str]:
    """The fields that no row of a version holds, if its file could not be read whole: their columns may be misnamed."""
    if read_whole(page, site):
        return frozenset()
    records = [row.record for row in catalogue_rows(page, site)]
    return frozenset(name for name in CatalogueRow.model_fields if not any(getattr(one, name) for one in records))


def placements(page: Page[Catalogue], site: Site) -> tuple[Placed, ...]:
    """The rows of one version, and where each leads today."""
    named = site.once(_names)
    return tuple(
        Placed(page, row, ends, _published(ends, site))
        for row in catalogue_rows(page, site)
        for ends in (_ends(row.record.places, page, site, named),)
    )


def coverage(site: Site) -> Coverage:
    """Follow every row of the newest catalogue; ask it by ``site.once(coverage)``."""
    found = tuple(one for page in newest(site) for one in placements(page, site))
    columns: defaultdict[str, list[Placed]] = defaultdict(list)
    pages: defaultdict[str, list[Placed]] = defaultdict(list)
    for one in found:
        for _, folder in one.ends.columns:
            columns[folder].append(one)
        for _, name in one.ends.pages:
            pages[name].append(one)
    contents = {folder: content(column, site) for folder, column in site.columns.items()}
    by_column = {}
    for folder, names in contents.items():
        if names:
            leading = [*_above(folder, columns, site), *(one for name in names for one in pages.get(name, ()))]
            by_column[folder] = _ordered(leading, found)
    gaps = tuple(
        Gap(folder, lacking, whole=len(lacking) == len(names))
        for folder, names in contents.items()
        if names and found and _judged(folder, site) and not _above(folder, columns, site)
        if (lacking := tuple(name for name in names if name not in pages))
    )
    return Coverage(found, by_column, gaps)


def content(column: Column, site: Site) -> tuple[str, ...]:
    """Ids of the published pages that stand in a column itself; the catalogue is no content of its own."""
    names = (*column.pages, *([column.index] if column.index else []))
    return tuple(name for name in names if not isinstance(site.pages[name].meta, Catalogue))


def filled(folder: str, site: Site) -> bool:
    """Tell whether anything is published in a column or below it; here the catalogue counts."""
    column = site.columns[folder]
    return bool(column.pages or column.index) or any(filled(child, site) for child in column.children)


def _judged(folder: str, site: Site) -> bool:
    """Tell whether a column must be covered: 依申请公开 is no 主动公开, and the settings may except others."""
    root = site.columns.get(folder.partition("/")[0])
    request = root is not None and root.config.name == REQUEST_COLUMN
    return not request and folder not in site.config.catalogue.excepted


def _above(folder: str, columns: Mapping[str, list[Placed]], site: Site) -> tuple[Placed, ...]:
    """The rows that lead to a column, or to one above it that holds pages itself."""
    found: list[Placed] = []
    current: str | None = folder
    while current is not None:
        if current == folder or site.columns[current].config.kinds:
            found.extend(columns.get(current, ()))
        current = site.columns[current].parent
    return tuple(found)


def _ordered(some: Iterable[Placed], every: tuple[Placed, ...]) -> tuple[Placed, ...]:
    wanted = {id(one) for one in some}
    return tuple(one for one in every if id(one) in wanted)


def _names(site: Site) -> dict[str, str]:
    """Folder of each column by its folder and its name; of columns that share a name, the first has it."""
    found: dict[str, str] = {}
    for folder, column in site.columns.items():
        found.setdefault(column.config.name, folder)
    return found | {folder: folder for folder in site.columns}


def _ends(places: tuple[str, ...], page: Page[Catalogue], site: Site, columns: Mapping[str, str]) -> Ends:
    found: dict[str, list[tuple[int, str]]] = {name: [] for name in Ends.__struct_fields__}
    for number, place in enumerate(places):
        kind, name = _end(place, page, site, columns)
        found[kind].append((number, name))
    return Ends(**{name: tuple(ends) for name, ends in found.items()})


def _end(place: str, page: Page[Catalogue], site: Site, columns: Mapping[str, str]) -> tuple[str, str]:
    """What a 公开位置 is, and its name."""
    if urls.is_absolute(place):
        return "addresses", place
    plain = place.strip("/").removeprefix("content/").removesuffix("/index.html").removesuffix("/index.md")
    if plain in columns:
        return "columns", columns[plain]
    target = site.find(site.names.get(place, "")) or _by_path(place, page, site)
    if target is None:
        return "unknown", place
    if target.id in site.pages:
        return "pages", target.id
    return ("due" if target.withheld is Withheld.FUTURE else "waiting"), place


def _by_path(place: str, page: Page[Catalogue], site: Site) -> Page[Record] | None:
    """The page of a path that is written from the catalogue's own, as links are, or from the top."""
    if "/" not in place and not place.endswith(".md"):
        return None
    paths = {urls.source(place, page.path), place, f"content/{place}"}
    return next((one for one in site.having(Document, withheld=True) if one.path in paths), None)


def _published(ends: Ends, site: Site) -> bool:
    return bool(ends.pages or ends.addresses) or any(filled(folder, site) for _, folder in ends.columns)
