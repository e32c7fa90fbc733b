"""Tables (表格) without inline marks, read and written without the parser: most tables are such."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model.values import Struct
from generator.reading.signs import ACTIVE, REGION_END, TRIM, escape, region

CAPTION = re.compile(r"(?:表|Table)[ \t]*[：:]\s*(?=\S)")
RULES = re.compile(r"\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*")


class Grid(Struct):
    """A table whose rows are all of one length: a header, rules below it, and what the table says."""

    first: int
    """The line of the header."""
    stop: int
    """The line after the last one."""
    sides: list[str]
    """Where the text of each column is set: ``left``, ``right``, ``center``, or empty where the rules do not say."""
    rows: list[list[str]]
    """The header and what follows the rules."""
    caption: str = ""


def grid(lines: Sequence[str], first: int) -> Grid | None:
    """Read a table that begins on the line ``first``; ``None`` when the lines are none, or one for the parser."""
    if len(lines) == 1 or RULES.fullmatch(lines[1]) is None:
        return None
    if not all(line.startswith("|") and ACTIVE.search(line) is None for line in lines):
        return None
    rows = [_cells(line) for line in lines]
    rules = rows.pop(1)
    if any(len(row) != len(rules) for row in rows):
        return None
    return Grid(first, first + len(lines), [_side(rule) for rule in rules], rows)


def caption(text: str) -> str:
    """The caption that a paragraph without marks is for the table after it; empty when it is none."""
    found = CAPTION.match(text)
    return text[found.end() :] if found else ""


def written(table: Grid) -> str:
    """Write a table as the parser's tokens are written once they are dressed."""
    sides = [f' class="align-{side}">' if side else ">" for side in table.sides]
    first, *others = [[escape(cell) for cell in row] for row in table.rows]
    start = region(table.caption or "表格") + "<table>\n"
    lead = f"<caption>{escape(table.caption)}</caption>\n" if table.caption else ""
    head = [
        f'<th scope="col"{side}{cell}</th>\n' if cell else f"<td{side}</td>\n"
        for side, cell in zip(sides, first, strict=True)
    ]
    body = [_row([f"<td{side}{cell}</td>\n" for side, cell in zip(sides, row, strict=True)]) for row in others]
    shown = f"<tbody>\n{''.join(body)}</tbody>\n" if body else ""
    return f"{start}{lead}<thead>\n{_row(head)}</thead>\n{shown}</table>\n{REGION_END}"


def _row(cells: list[str]) -> str:
    return f"<tr>\n{''.join(cells)}</tr>\n"


def _cells(line: str) -> list[str]:
    cells = line.strip(TRIM)[1:].split("|")
    if cells[-1] == "":
        cells.pop()
    return [cell.strip(TRIM) for cell in cells]


def _side(rule: str) -> str:
    if rule.startswith(":"):
        return "center" if rule.endswith(":") else "left"
    return "right" if rule.endswith(":") else ""
