"""The rows that pages hold as data, in their front matter or in table files (数据文件) beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from generator.kinds.base import Document, TableFile
from generator.model.content import Parsed
from generator.model.schema import Record
from generator.model.site import Page, Site
from generator.model.tables import Row
from generator.text import urls

R = TypeVar("R", bound=Record)


def rows(page: Page[Document], site: Site, field: str, record: type[R]) -> tuple[Row[R], ...]:
    """The rows of one field of a page, each with its places: those of the front matter, then those of its files."""
    own = enumerate(getattr(page.meta, field))
    found = [Row(one, page, (field, number)) for number, one in own if isinstance(one, record)]
    for file, path in table_files(page.parsed):
        table = site.tables.get(path) if file.field == field else None
        for number, one in enumerate(table.rows if table else ()):
            if table and isinstance(one, record):
                found.append(Row(one, table, (number,)))
    return tuple(found)


def read_whole(page: Page[Document], site: Site) -> bool:
    """Tell whether a page's table files were read and understood: else what its rows lack may well stand in them."""
    tables = ((file.record, site.tables.get(path)) for file, path in table_files(page.parsed))
    return all(
        table is not None and table.whole and all(isinstance(one, record) for one in table.rows[:1])
        for record, table in tables
    )


def table_files(parsed: Parsed) -> Iterator[tuple[TableFile, str]]:
    """The table files that a page names, whether they are there or not, with their paths."""
    if isinstance(parsed.meta, Document):
        for file in parsed.meta.tables():
            yield file, urls.source(file.name, parsed.path)


def table_owners(documents: Iterable[Parsed]) -> dict[str, str]:
    """The path of each table file that pages name, and the path of the first page that does."""
    found: dict[str, str] = {}
    for one in documents:
        for _, path in table_files(one):
            found.setdefault(path, one.path)
    return found
