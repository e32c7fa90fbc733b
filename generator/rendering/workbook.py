"""Workbooks (.xlsx): grids as sheets that look like the tables of the page, and that can be read when printed.

The only module that knows XlsxWriter. Office programs do not agree on the height of a row that says none, and none of
them heightens rows of merged cells: every row has its height here, from the lines that its texts take.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.rendering.grid import extent, placed
from generator.rendering.lookup import Plain
from generator.text.lines import NARROW, lines, width

FONT, SIZE, CAPTION = "宋体", 10.5, 14
"""The font, and its size in cells and in captions, in points."""
WIDE = 2.2
"""Widths of columns are counted in digits; a Chinese character with the space around it is about as wide as two."""
USUAL = 10
"""Chinese characters in the width of a column that says nothing of it."""
LINE, PADDING = 15.75, 5.25
"""The height of a line of cells, and the space around those of one cell, in points."""
HIGHEST = 25
"""Lines that a row has at most: office programs show no row higher than 409 points."""
PAPERS: tuple[tuple[int, bool, int, int], ...] = ((9, False, 58, 960), (9, True, 86, 640), (8, True, 126, 960))
"""Number of the paper, whether it lies across, Chinese characters side by side, and points of height: A4, A4, A3.

So much stands on it in a font of 8 points, which is as small as a table may be printed.
"""
MARGIN = 0.5
"""Of paper, left and right, in inches."""
SIDES = {"": "left", "right": "right", "center": "center"}
ISO, CHINESE = "yyyy-mm-dd", 'yyyy"年"m"月"d"日"'
"""Days as the pages and the reports write them."""
EARLIEST = "1900-03-01"
"""The first day on which all spreadsheets agree."""
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
        self._made: dict[tuple[bool, str, str], Format] = {}
        font = {"font_name": FONT, "valign": "vcenter"}
        look = {"font_size": CAPTION, "bold": True, "align": "center", "text_wrap": True}
        self.caption = book.add_format(font | look)

    def of(self, one: Plain) -> Format:
        """The format of a cell."""
        head, side, day = bool(one["scope"]), SIDES[one["side"]], _day_format(one)
        if (head, side, day) not in self._made:
            look = {"font_name": FONT, "font_size": SIZE, "text_wrap": True, "valign": "vcenter", "border": 1}
            named = {"bold": True, "align": "center"} if head else {"align": side}
            shown = {"num_format": day} if day else {}
            self._made[head, side, day] = self._book.add_format(look | named | shown)
        return self._made[head, side, day]


def _day_format(one: Plain) -> str:
    """How a spreadsheet shows a day as its cell says it; empty for what is none, or older than spreadsheets know."""
    if not one["day"] or one["day"] < EARLIEST:
        return ""
    return ISO if one["text"] == one["day"] else CHINESE


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
        elif _day_format(one.cell):
            sheet.write_datetime(top, one.column, datetime.fromisoformat(one.cell["day"]), form)
        elif not one.cell["text"]:
            sheet.write_blank(top, one.column, None, form)
        else:
            sheet.write_string(top, one.column, one.cell["text"], form)
    widths = _widths(table, columns)
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide * WIDE)
    heights = _heights(table, widths, rows)
    for row, height in enumerate(heights):
        sheet.set_row(row, height)
    sheet.freeze_panes(table["heads"] + 1, 0)
    _print(sheet, table, sum(widths), sum(heights))
    sheet.print_area(0, 0, rows, max(columns - 1, 0))


def _widths(table: Plain, columns: int) -> list[float]:
    """Of columns, in Chinese characters: what the table says; more for long texts; numbers and days never wrap."""
    told = table["widths"]
    found = [float(told[column] if column < len(told) else USUAL) for column in range(columns)]
    for one in placed(table):
        if one.column == one.last_column:
            text = one.cell["text"]
            whole = one.cell["number"] is not None or _day_format(one.cell)
            least = width(text) + NARROW if whole else width(text) / (HIGHEST - 1)
            found[one.column] = max(found[one.column], least)
    return found


def _heights(table: Plain, widths: Sequence[float], rows: int) -> list[float]:
    """Of the caption and the rows, in points; what a cell of several rows lacks is given to the last of them."""
    whole = lines(table["caption"], sum(widths) * SIZE / CAPTION)
    caption = whole * LINE * CAPTION / SIZE + PADDING
    found = [LINE + PADDING] * rows
    for one in sorted(placed(table), key=lambda one: one.last_row):
        room = sum(widths[one.column : one.last_column + 1])
        needed = min(lines(one.cell["text"], room), HIGHEST) * LINE + PADDING
        found[one.last_row] = max(found[one.last_row], needed - sum(found[one.row : one.last_row]))
    return [caption, *found]


def _print(sheet: Worksheet, table: Plain, whole: float, high: float) -> None:
    """Choose the smallest paper on which the table can be read; what is wider than all takes several side by side."""
    number, across, room, height = next((one for one in PAPERS if whole <= one[2]), PAPERS[-1])
    sheet.set_paper(number)
    if across:
        sheet.set_landscape()
    sheet.set_margins(left=MARGIN, right=MARGIN)
    sheet.repeat_rows(0, table["heads"])
    pages = ceil(whole / room)
    if pages > 1:
        named = [one.last_column for one in placed(table) if one.cell["scope"].startswith("row")]
        sheet.repeat_columns(0, max(named, default=0))
    sheet.fit_to_pages(pages, 1 if high <= height else 0)
    sheet.set_footer("&C&P / &N")
