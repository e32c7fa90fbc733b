"""Tables as values: one description for the page, and for the files that readers take away.

A grid is plain data, so that it can stand in a context: a caption, and rows of cells. A cell that spans columns or rows
stands where its upper left corner is; what it covers is left out, as in HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from generator.rendering.lookup import Plain
from generator.text.dates import chinese_date


def cell(text: str = "", *, side: str = "", url: str = "") -> Plain:
    """A cell that says something: ``side`` is ``right`` or ``center``; ``url`` is where it leads.

    Its ``label`` stands before it where a stacked table has no row of heads.
    """
    where: Plain = {"rows": 1, "columns": 1, "scope": "", "side": side}
    return {"text": text, **where, "url": url, "link": None, "number": None, "day": "", "label": ""}


def linked(link: Plain) -> Plain:
    """A cell that is a link as ``Lookup.link`` makes it, on this site or out of it."""
    return cell(link["title"]) | {"link": link}


def dated(day: date) -> Plain:
    """A cell that is a day; a page does not break it in two."""
    return cell(chinese_date(day)) | {"day": day.isoformat()}


def figure(text: str, number: float | None = None) -> Plain:
    """A cell that holds a number as readers see it, and as spreadsheets count with it; text where it is none."""
    return cell(text, side="right") | {"number": number}


def head(text: str, *, rows: int = 1, columns: int = 1, across: bool = False) -> Plain:
    """A cell that names the column below it, or ``across`` the row beside it."""
    few = "row" if across else "col"
    several = rows if across else columns
    return cell(text) | {"rows": rows, "columns": columns, "scope": f"{few}group" if several > 1 else few}


def grid(caption: str, rows: Iterable[Sequence[Plain]], *, heads: int = 1, widths: Sequence[int] = ()) -> Plain:
    """A table: ``heads`` rows at its top name columns; ``widths`` are in Chinese characters, for files with pages."""
    return {"caption": caption, "heads": heads, "rows": [list(row) for row in rows], "widths": list(widths)}


class Placed(NamedTuple):
    """A cell and where it stands: row and column of its upper left corner, from 0."""

    row: int
    column: int
    cell: Plain

    @property
    def last_row(self) -> int:
        """The last row that it covers."""
        last: int = self.row + self.cell["rows"] - 1
        return last

    @property
    def last_column(self) -> int:
        """The last column that it covers."""
        last: int = self.column + self.cell["columns"] - 1
        return last


def placed(table: Plain) -> Iterator[Placed]:
    """Every cell with its place, row by row."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(table["rows"]):
        column = 0
        for one in cells:
            while (row, column) in taken:
                column += 1
            found = Placed(row, column, one)
            covered = range(column, found.last_column + 1)
            taken.update((at, each) for at in range(row, found.last_row + 1) for each in covered)
            yield found


def extent(table: Plain) -> tuple[int, int]:
    """How many rows and columns a table has."""
    found = [(one.last_row + 1, one.last_column + 1) for one in placed(table)]
    return max((rows for rows, _ in found), default=0), max((columns for _, columns in found), default=0)


def texts(table: Plain) -> list[list[str]]:
    """The table as rows of equal length; what a cell covers besides its corner is empty."""
    rows, columns = extent(table)
    found = [[""] * columns for _ in range(rows)]
    for one in placed(table):
        found[one.row][one.column] = one.cell["text"]
    return found
