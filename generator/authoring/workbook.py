"""Tables of other programs as plain rows of text: workbooks (.xlsx), and text with separators (.csv) in any encoding.

The only module that knows openpyxl.
"""

from __future__ import annotations

import csv
import warnings
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO, StringIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from generator.model.values import Struct

LARGEST = 200_000_000
"""Bytes that a workbook may unpack to."""
WIDEST = 200
"""Columns that a table may have; what stands further right is no table."""


class Unreadable(ValueError):
    """The file is no table that can be read; the message says why, in Chinese."""


class Sheet(Struct, frozen=True):
    """One table: every row as long as the longest, a merged cell's text in each cell that it covers."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def workbook(data: bytes) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook; of formulas the values that were saved with them.

    Raises:
        Unreadable: it is no workbook, or too large.
    """
    from openpyxl import load_workbook  # noqa: PLC0415  # takes longer to load than most commands to run

    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > LARGEST:
                raise Unreadable("表格太大，解开后超过 200 MB；删去图片和空白的行列，再试一次")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it cannot keep when it writes, which is not done here
            book = load_workbook(BytesIO(data), data_only=True)
    except (BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, ParseError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("不是能读的 .xlsx 文件；旧的 .xls 请用 Excel 或 WPS 另存为 .xlsx") from error
    found = []
    for sheet in book.worksheets:
        cells = {
            (at.row, at.column): _text(at.value)
            for line in sheet.iter_rows(max_col=WIDEST)
            for at in line
            if at.value is not None
        }
        for area in sheet.merged_cells.ranges:
            text = cells.get((area.min_row, area.min_col), "")
            if text:
                right = min(area.max_col, WIDEST)
                cells |= {
                    (r, c): text for r in range(area.min_row, area.max_row + 1) for c in range(area.min_col, right + 1)
                }
        rows = max((row for row, _ in cells), default=0)
        columns = max((column for _, column in cells), default=0)
        lines = (tuple(cells.get((row, at), "") for at in range(1, columns + 1)) for row in range(1, rows + 1))
        found.append(Sheet(sheet.title, tuple(lines)))
    return tuple(found)


def separated(data: bytes) -> tuple[Sheet, ...]:
    """Read text whose cells are separated by commas, tabs or semicolons; UTF-8, GBK or UTF-16.

    Raises:
        Unreadable: nobody can tell its encoding, or its quotes are not closed.
    """
    text = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",\t;", key=first.count)
    try:
        lines = [
            [cell.strip() for cell in line] for line in csv.reader(StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error as error:
        raise Unreadable("引号没有配对，或有过长的单元格") from error
    return (Sheet("", tuple(_even(lines))),)


def _decoded(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    for coding in ("utf-8", "gb18030"):
        try:
            return data.removeprefix(BOM_UTF8).decode(coding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("认不出文字编码；用 Excel 或 WPS 打开，另存为 .xlsx 再导入")


def _even(lines: Iterable[list[str]]) -> Iterable[tuple[str, ...]]:
    rows = list(lines)
    columns = max(map(len, rows), default=0)
    return [tuple(row + [""] * (columns - len(row))) for row in rows]


def _text(value: object) -> str:
    """A cell's value as it is seen."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    lines = str(value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(stripped for line in lines if (stripped := line.strip()))
