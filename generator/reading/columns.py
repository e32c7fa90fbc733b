"""Tables on pages that only show where words stand: columns are told by where the words of their heading begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from generator.model.values import Struct
from generator.reading.passages import Passage, Table
from generator.text.homes import headed

WORDS, CELLS = re.compile("[^ ]+"), re.compile("[^ ]+(?: [^ ]+)*")
"""What stands between spaces, and between two of them: the words of a line, and the cells of a heading."""
VALUE = re.compile("[0-9０-９]")
"""What is in values more than in headings."""
FEWEST = 2
"""Columns of a table."""


SLACK = 1
"""Characters by which words that begin together may seem apart."""
Row = tuple[tuple[int, str], ...]
"""The words of a line, each after where it begins, in characters from the margin."""


class Heading(Struct, frozen=True):
    """A heading over a column of homes, and what of its table's shape must be known on the pages that follow."""

    text: str
    others: str
    """The headings of the other columns."""
    left: tuple[int, int]
    """Where the heading before it ends, and where it begins itself."""
    right: float
    """Where the next heading begins."""
    key: tuple[float, float]
    """From where to where words begin that begin a row: those of the first column, or else of the second."""


def tables(page: str, place: str, going_on: Sequence[Heading] = ()) -> tuple[tuple[Table, ...], tuple[Heading, ...]]:
    """The columns of homes on a page, each as a table; and the headings of those that may go on on the next page.

    ``going_on`` are those of the page before.
    """
    lines = [line for line in page.split("\n") if line.strip(" ")]
    rows = [_row(WORDS, line) for line in lines]
    begun = [(one, rows) for one in going_on]
    found: list[Table] = []
    for at, line in enumerate(lines, 1):
        row = _row(CELLS, line)
        begun += [(one, rows[at:]) for one in _headings(row)]
        found += [((Passage(place, label), Passage(place, value)),) for label, value in _pairs(row)]
    last: list[Heading] = []
    for heading, below in begun:
        cells, ended = _below(heading, below)
        if cells:
            top = (Passage(place, heading.others), Passage(place, heading.text))
            found.append((top, *((Passage(place, name), Passage(place, text)) for name, text in cells)))
        if not ended and (cells or heading not in going_on):
            last.append(heading)
    return tuple(found), tuple(last)


def _row(words: re.Pattern[str], line: str) -> Row:
    return tuple((one.start(), one[0]) for one in words.finditer(line))


def _pairs(row: Row) -> Iterator[tuple[str, str]]:
    """The labels for homes in a line, each with what stands beside it."""
    for (_, label), (_, value) in pairwise(row):
        if headed(label):
            yield label, value


def _headings(row: Row) -> Iterator[Heading]:
    """The headings of columns of homes in a line."""
    if len(row) < FEWEST or any(VALUE.search(text) for _, text in row):
        return
    starts = [*(start for start, _ in row), inf]
    for number, (start, text) in enumerate(row):
        if headed(text):
            others = " ".join(one for at, (_, one) in enumerate(row) if at != number and not headed(one))
            last = starts[number - 1] + len(row[number - 1][1]) if number else 0
            key = (0, starts[1] - SLACK) if number else (starts[1] - SLACK, starts[2] - SLACK)
            yield Heading(text, others, (int(last), start), starts[number + 1] - SLACK, key)


def _below(heading: Heading, rows: Sequence[Row]) -> tuple[list[tuple[str, str]], bool]:
    """What stands in a column, row by row, each after what stands before it; and whether the table ends there."""
    left, own = heading.left
    inside = [starts for row in rows if (starts := [start for start, _ in row if left <= start < heading.right])]
    if 2 * sum(any(abs(start - own) <= SLACK for start in starts) for starts in inside) >= len(inside):
        left = own - SLACK  # most begin with the heading, so what begins before it belongs to the column before
    found: list[tuple[str, str]] = []
    for row in rows:
        if any(start < left and start + len(text) > own + SLACK for start, text in row):
            return found, True  # a line of text across the columns
        name = "".join(text for start, text in row if start < left)
        text = "".join("".join(text for start, text in row if left <= start < heading.right).split())
        if not found or any(heading.key[0] <= start < heading.key[1] for start, _ in row):
            found.append((name, text))
        else:
            found[-1] = (found[-1][0] + name, found[-1][1] + text)
    return [one for one in found if one[1]], False
