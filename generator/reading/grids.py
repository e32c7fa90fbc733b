"""Tables in files: cells as they come become rows, and in rows the addresses of homes are told by their headings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from generator.reading.passages import Passage, Table
from generator.text.homes import SIGN
from generator.text.personal import Found, addresses

WIDEST = 256
"""Columns that are told apart; files that repeat empty cells to the end of the sheet name thousands."""
Rows = list[list[Passage]]
NOWHERE = Passage("", "")


class Grids:
    """Takes the tables of a file as its reader comes upon them; one table may stand in a cell of another."""

    def __init__(self) -> None:
        self._tables: list[Rows] = []
        self._open: list[Rows] = []
        self._across: list[int] = []
        """How many columns the open cell of each open table takes."""
        self._down: list[dict[int, int]] = []
        """By column, how many more rows a cell above takes, in each open table."""

    def begin(self) -> None:
        """Begin a table."""
        self._open.append([])
        self._across.append(0)
        self._down.append({})

    def row(self) -> None:
        """Begin a row, of a table that need not have been begun."""
        if not self._open:
            self.begin()
        self.leave()
        self._open[-1].append([])
        self._skip()

    def cell(self, across: int = 1, down: int = 1) -> None:
        """Begin a cell that takes so many columns and rows."""
        if not (self._open and self._open[-1]):
            self.row()
        self.leave()
        row = self._open[-1][-1]
        row.append(NOWHERE)
        self._across[-1] = min(max(across, 1), WIDEST)
        if down > 1:
            taken = range(len(row) - 1, min(len(row) - 1 + self._across[-1], WIDEST))
            self._down[-1] |= dict.fromkeys(taken, down)  # this row counts, too

    def spread(self, across: int) -> None:
        """Say of the open cell how many columns it takes."""
        if self._across:
            self._across[-1] = min(max(across, 1), WIDEST)

    def say(self, place: str, text: str) -> None:
        """Put words into the open cell, if one is open."""
        if self._across and self._across[-1]:
            row = self._open[-1][-1]
            row[-1] = Passage(row[-1].place or place, row[-1].text + text)

    def leave(self) -> None:
        """End the open cell."""
        if self._across and self._across[-1]:
            row = self._open[-1][-1]
            row.extend([NOWHERE] * min(self._across[-1] - 1, WIDEST - len(row)))
            self._across[-1] = 0
            self._skip()

    def end(self) -> None:
        """End the innermost table."""
        if self._open:
            self.leave()
            self._tables.append(self._open.pop())
            self._across.pop()
            self._down.pop()

    def tables(self) -> tuple[Table, ...]:
        """End all tables; those that speak of homes."""
        while self._open:
            self.end()
        return tuple(table for rows in self._tables for table in told(tuple(map(tuple, rows))))

    def _skip(self) -> None:
        """Pass over columns that a cell above takes."""
        row, down = self._open[-1][-1], self._down[-1]
        while len(row) < WIDEST and down.get(len(row), 0) > 1:
            down[len(row)] -= 1
            row.append(NOWHERE)


def told(table: Table) -> Iterator[Table]:
    """A table, if anything in it speaks of homes; most do not, and nobody need keep them."""
    if any(SIGN.search(cell.text) for row in table for cell in row):
        yield table


def dwellings(table: Table) -> Iterator[tuple[str, Found]]:
    """The addresses of homes in a table, each with its place."""
    width = max(map(len, table), default=0)
    cells: list[str] = []
    for row in table:
        for column in range(width):
            mark = "\n" if column == width - 1 else "|"
            cells.append(_plain(row[column].text, width) + mark if column < len(row) else mark)
    text, starts, at = "".join(cells), [], 0
    for cell in cells:
        starts.append(at)
        at += len(cell)
    for one in addresses(text):
        number = bisect_right(starts, one.start) - 1
        yield table[number // width][number % width].place, one


def _plain(text: str, width: int) -> str:
    """A cell without what would look like a border; words that a narrow cell breaks are whole again."""
    return text if width == 1 else "".join(text.replace("|", "").split())


def lined(passages: Sequence[Passage]) -> tuple[Table, ...]:
    """The lines of a file as the rows of a table."""
    return tuple(told(tuple((one,) for one in passages)))
