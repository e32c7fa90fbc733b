"""Workbooks (.xlsx): grids as sheets that look like the tables of the page and print on A4.

The only module that knows XlsxWriter.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.rendering.grid import extent, placed
from generator.rendering.lookup import Plain

A4 = 9
"""XlsxWriter's number of the paper."""
FONT = "宋体"
WIDE = 2.2
"""Widths of columns are counted in digits; a Chinese character is about as wide as two."""
USUAL, LARGEST = 10, 40
"""Chinese characters in the width of a column that says nothing of it, and at most."""
SIDES = {"": "left", "right": "right", "center": "center"}
SHEET_NAME = 31
"""Characters that the name of a sheet has at most."""


def write(context: dict[str, Any]) -> bytes:
    """Write a workbook of a context: ``title``, ``author``, ``day`` (ISO), and ``sheets``, each with name and grid."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        day = datetime.fromisoformat(context["day"])
        book.set_properties({"title": context["title"], "author": context["author"], "created": day})
        formats = _Formats(book)
        for one in context["sheets"]:
            sheet = book.add_worksheet(_name(one["name"]))
            _fill(sheet, one["grid"], formats)
    return content.getvalue()


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[bool, str], Format] = {}
        font = {"font_name": FONT, "valign": "vcenter"}
        self.caption = book.add_format({**font, "font_size": 14, "bold": True, "align": "center", "text_wrap": True})

    def of(self, one: Plain) -> Format:
        """The format of a cell."""
        head, side = bool(one["scope"]), SIDES[one["side"]]
        if (head, side) not in self._made:
            look = {"font_name": FONT, "font_size": 10.5, "text_wrap": True, "valign": "vcenter", "border": 1}
            named = {"bold": True, "align": "center"} if head else {"align": side}
            self._made[head, side] = self._book.add_format(look | named)
        return self._made[head, side]


def _name(name: str) -> str:
    """A name that a sheet may have."""
    return "".join(char for char in name if char not in "[]:*?/\\'")[:SHEET_NAME]


def _fill(sheet: Worksheet, table: Plain, formats: _Formats) -> None:
    """Write a grid, its caption above it."""
    rows, columns = extent(table)
    if columns > 1:
        sheet.merge_range(0, 0, 0, columns - 1, table["caption"], formats.caption)
    else:
        sheet.write_string(0, 0, table["caption"], formats.caption)
    for one in placed(table):
        form, top = formats.of(one.cell), one.row + 1
        if (one.last_row, one.last_column) != (one.row, one.column):
            sheet.merge_range(top, one.column, one.last_row + 1, one.last_column, "", form)
        if one.cell["number"] is not None:
            sheet.write_number(top, one.column, one.cell["number"], form)
        elif not one.cell["text"]:
            sheet.write_blank(top, one.column, None, form)
        else:
            sheet.write_string(top, one.column, one.cell["text"], form)
    for column in range(columns):
        width = table["widths"][column] if column < len(table["widths"]) else USUAL
        sheet.set_column(column, column, min(width, LARGEST) * WIDE)
    sheet.freeze_panes(table["heads"] + 1, 0)
    sheet.repeat_rows(0, table["heads"])
    sheet.set_paper(A4)
    if columns > 6:  # noqa: PLR2004  # more do not fit upright
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    sheet.print_area(0, 0, rows, max(columns - 1, 0))
