"""Table files (数据文件) as they are begun and written: the names of the columns, and rows of records below them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO

from generator.kinds.base import Document
from generator.kinds.rows import rows
from generator.model.schema import Record, labels, nested
from generator.model.site import Page, Site

DATA, ROWS, PREVIOUS = "data", "rows", "previous"
"""The fields of kinds whose rows stand in a file, or in the front matter, and have a version before."""


def tabular(model: type[Document]) -> type[Record] | None:
    """The record of a kind's rows, where these may stand in a table file."""
    return nested(model, ROWS) if DATA in model.model_fields else None


def newest(site: Site, model: type[Document], values: Mapping[str, object]) -> Page[Document] | None:
    """The newest page of a kind whose rows may stand in a table file and have versions.

    Where a kind has several things in versions, it is the one that agrees with ``values``.
    """
    if not {DATA, PREVIOUS} <= model.model_fields.keys():
        return None
    found = (page for page in site.having(model, withheld=True) if alike(page.meta, model.series, values))
    return max(found, key=lambda page: (str(page.meta.published or ""), page.id), default=None)


def alike(meta: Document, names: Iterable[str], values: Mapping[str, object]) -> bool:
    """Tell whether a page agrees with values in some fields."""
    return all(getattr(meta, name) == values.get(name) for name in names)


def begun(site: Site, before: Page[Document] | None, record: type[Record]) -> str:
    """How the table of a new page begins: with the rows of the version before, if there is one."""
    names = labels(record)
    old = rows(before, site, ROWS, record) if before else ()
    return written(names.values(), ({names[name]: joined(value) for name, value in row.record} for row in old))


def joined(value: object) -> str:
    """A value as a cell holds it."""
    return "；".join(map(str, value)) if isinstance(value, tuple) else str(value)


def written(columns: Iterable[str], lines: Iterable[Mapping[str, str]]) -> str:
    """Write a table: the names of the columns, and below them each line's values under these names."""
    text = StringIO(newline="")
    writer = csv.DictWriter(text, list(columns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue()
