"""How many homes are found in lists attached as files, and what is found that is none: printed in the document.

Each list is written in all formats that the readers know by the same cells; the PDF files beside them were made from
the papers by an office program. A cell that is a home begins with a mark, which the files have not.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from io import BytesIO, StringIO
from pathlib import Path

import docx
import pytest
from xlsxwriter import Workbook

from generator.reading.attachments import opened
from generator.reading.grids import dwellings
from generator.reading.passages import Contents
from generator.text.personal import Sort, find

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "docs" / "privacy.md"
MARK = "◆"
ROW = re.compile(r"^\| (?P<form>[^|]+) \| (?P<hit>\d+) / (?P<all>\d+) \| (?P<wrong>\d+) \|$", re.MULTILINE)
Rows = list[list[str]]


def lists() -> Iterator[tuple[str, Rows, list[str]]]:
    """Name, cells, and homes of each list."""
    for path in sorted((HERE / "rosters").glob("*.csv")):
        rows = list(csv.reader(StringIO(path.read_text("utf-8"))))
        homes = [cell.removeprefix(MARK) for row in rows for cell in row if cell.startswith(MARK)]
        yield path.stem, [[cell.removeprefix(MARK) for cell in row] for row in rows], homes


def separated(rows: Rows, *, coding: str = "utf-8", end: str = "\n", quoted: bool = False) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerows(rows)
    return text.getvalue().encode(coding)


def workbook(rows: Rows) -> bytes:
    data = BytesIO()
    book = Workbook(data)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return data.getvalue()


def paper(rows: Rows) -> bytes:
    made, data = docx.Document(), BytesIO()
    table = made.add_table(len(rows), max(map(len, rows)))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            table.cell(number, column).text = cell
    made.save(data)
    return data.getvalue()


def web(rows: Rows) -> bytes:
    cells = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<!doctype html><meta charset=utf-8><table>{cells}</table>".encode()


def rich(rows: Rows) -> bytes:
    words = {cell: "".join(f"\\u{ord(char)}?" for char in cell) for row in rows for cell in row}
    lines = "".join("\\trowd " + "".join(words[cell] + "\\cell " for cell in row) + "\\row\n" for row in rows)
    return f"{{\\rtf1\\ansi {lines}}}".encode()


FORMS: dict[str, tuple[str, Callable[[Rows], bytes]]] = {
    "CSV（UTF-8）": (".csv", separated),
    "CSV（GBK，Windows 换行）": (".csv", lambda rows: separated(rows, coding="gb18030", end="\r\n")),
    "CSV（带引号）": (".csv", lambda rows: separated(rows, quoted=True)),
    "Excel（.xlsx）": (".xlsx", workbook),
    "Word（.docx）": (".docx", paper),
    "RTF": (".rtf", rich),
    "网页（.html）": (".html", web),
}
PORTABLE = "PDF（由 Word 文件转换）"


@cache
def found(form: str, name: str) -> list[str]:
    """The homes found in a list, without spaces."""
    if form == PORTABLE:
        contents = opened(f"{name}.pdf", (HERE / f"rosters/{name}.pdf").read_bytes())
    else:
        ending, write = FORMS[form]
        contents = opened(f"{name}{ending}", write(next(rows for one, rows, _ in lists() if one == name)))
    assert contents.unread == ""
    return ["".join(one.split()) for one in said(contents)]


def said(contents: Contents) -> Iterator[str]:
    yield from (one.plain for passage in contents.passages for one in find(passage.text) if one.sort is Sort.ADDRESS)
    yield from (one.plain for table in contents.tables for _, one in dwellings(table))


def measured(form: str) -> tuple[int, int, int]:
    """Homes found, all homes, and what was found that is none."""
    hit = whole = wrong = 0
    for name, _, homes in lists():
        texts = found(form, name)
        hit += sum(any(home in text for text in texts) for home in homes)
        whole += len(homes)
        wrong += len({text for text in texts if not any(home[:8] in text for home in homes)})
    return hit, whole, wrong


@pytest.mark.parametrize("form", [*FORMS, PORTABLE])
def test_what_is_found_in_lists_is_printed(form: str) -> None:
    printed = {row["form"]: row for row in ROW.finditer(DOCUMENT.read_text("utf-8"))}
    assert tuple(int(printed[form][key]) for key in ("hit", "all", "wrong")) == measured(form)


def test_there_are_lists_of_people_and_others() -> None:
    homes = {name: len(homes) for name, _, homes in lists()}
    assert len([name for name, number in homes.items() if number]) >= 10
    assert len([name for name, number in homes.items() if not number]) >= 8
