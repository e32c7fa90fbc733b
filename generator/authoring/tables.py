"""The tables of an annual report as front matter: the rows of the year's form, filled in or to be filled in."""

from __future__ import annotations

from collections.abc import Mapping

from generator.authoring.quoting import Cells, Value
from generator.kinds.annual import TABLES, AnnualReport
from generator.kinds.base import Document
from generator.kinds.formats import format_of
from generator.kinds.outline import Format
from generator.model.content import Loc
from generator.model.schema import Record, labels, nested


def empty(kind: type[Document], year: str) -> dict[str, Value]:
    """The tables that a new page of a kind needs, all cells blank; none for kinds and years that have no tables."""
    form = format_of(int(year)) if issubclass(kind, AnnualReport) and year.isdecimal() else None
    return tables(form, {}) if form else {}


def tables(form: Format, rows: Mapping[Loc, tuple[str, ...]]) -> dict[str, Value]:
    """The tables by field, rows under their Chinese names in the form's order; rows that are not given are blank."""
    found: dict[str, Value] = {}
    for name in TABLES:
        whole: dict[str, Value] = {}
        for row in form.rows:
            if row.where[0] == name:
                _put(whole, AnnualReport, row.where, Cells(rows.get(row.where, ("",) * len(row.heads))))
        found[name] = whole[labels(AnnualReport)[name]]
    return found


def _put(into: dict[str, Value], record: type[Record], where: Loc, cells: Cells) -> None:
    """Put a row where its path leads, each step under the label of its field."""
    for at, name in enumerate(where):
        label = labels(record)[str(name)]
        if at == len(where) - 1:
            into[label] = cells
            return
        inner = into.setdefault(label, {})
        record = nested(record, str(name)) or record
        into = inner if isinstance(inner, dict) else {}
