"""Files to take away: what is said in a grid is what independent programs read in the file."""

from __future__ import annotations

import csv
import re
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import mammoth
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.site import Job
from generator.rendering.forms import FORMS, legible
from generator.rendering.grid import cell, extent, figure, grid, head, placed, texts
from generator.rendering.templates import Templates

TABLE = grid(
    "示例表",
    [
        [head("办理结果", rows=2), head("申请人", columns=2)],
        [head("自然人"), head("法人或其他组织")],
        [head("予以公开", across=True), figure("12", 12), figure("3", 3)],
        [head("不予公开", rows=2, across=True), cell("—", side="center"), cell("=1+1")],
        [cell("010"), figure("", None)],
    ],
    heads=2,
    widths=[10, 6, 6],
)
FLAT = [
    ["办理结果", "申请人", ""],
    ["", "自然人", "法人或其他组织"],
    ["予以公开", "12", "3"],
    ["不予公开", "—", "=1+1"],
    ["", "010", ""],
]
WORDS = {"title": "示例表", "author": "示例市商务委员会", "day": "2020-10-30"}
BOOK = {**WORDS, "sheets": [{"name": "表一/收到和处理", "grid": TABLE}]}
PAPER = {
    **WORDS,
    "landscape": False,
    "form": True,
    "blocks": [
        {"heading": "一、总体情况", "level": 1},
        {"text": "本年度收到申请 15 件 <不含结转> & 转办。"},
        {"grid": TABLE},
        {"note": "注：数据为演示。"},
    ],
}

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=12)
ROWS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(TEXT, min_size=width, max_size=width), min_size=1, max_size=6)
)


def plain(rows: list[list[str]]) -> dict[str, Any]:
    return grid("表", [[cell(text) for text in row] for row in rows], heads=0)


def in_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def in_book(content: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


def in_paper(content: bytes) -> str:
    return str(mammoth.convert_to_html(BytesIO(content)).value)


def test_a_spanning_cell_covers_what_html_says_it_covers() -> None:
    corners = [(one.row, one.column, one.cell["text"]) for one in placed(TABLE)]
    assert corners[:5] == [
        (0, 0, "办理结果"),
        (0, 1, "申请人"),
        (1, 1, "自然人"),
        (1, 2, "法人或其他组织"),
        (2, 0, "予以公开"),
    ]
    assert corners[-2:] == [(4, 1, "010"), (4, 2, "")]
    assert extent(TABLE) == (5, 3)
    assert texts(TABLE) == FLAT


def test_the_csv_says_what_the_table_says() -> None:
    assert in_csv(FORMS["separated"]({"grid": TABLE})) == FLAT


def test_the_workbook_says_what_the_table_says() -> None:
    """Numbers are numbers, everything else stays the text that it is: no formula, no number made of 010."""
    content = FORMS["workbook"](BOOK)
    assert in_book(content) == [
        ["办理结果", "申请人", None],
        [None, "自然人", "法人或其他组织"],
        ["予以公开", 12, 3],
        ["不予公开", "—", "=1+1"],
        [None, "010", None],
    ]
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    assert sheet.title == "表一收到和处理"
    assert sheet["A1"].value == "示例表"
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A1:C1", "A2:A3", "B2:C2", "A5:A6"}
    assert sheet["C5"].data_type == "s"
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$1:$3")
    assert (book.properties.title, book.properties.creator) == ("示例表", "示例市商务委员会")


def sheet_of(rows: list[list[str]], widths: list[int], heads: int = 1) -> Any:
    table = grid("表", [[head(one) if at < heads else cell(one) for one in row] for at, row in enumerate(rows)])
    context = {**WORDS, "sheets": [{"name": "表", "grid": table | {"widths": widths, "heads": heads}}]}
    return openpyxl.load_workbook(BytesIO(FORMS["workbook"](context))).worksheets[0]


def test_rows_are_as_high_as_the_lines_of_their_cells() -> None:
    sheet = sheet_of([["事项", "内容"], ["甲", "公开" * 10], ["乙", "甲\n乙\n丙\n丁"]], [4, 10])
    assert [sheet.row_dimensions[row].height for row in (2, 3, 4)] == [21, 36.75, 68.25]


def test_a_column_is_widened_for_what_no_row_could_show() -> None:
    """For a number, that does not wrap, and for a text of more lines than a row can have."""
    sheet = sheet_of([["内容"], ["公" * 480]], [10])
    assert sheet.column_dimensions["A"].width == pytest.approx(20 * 2.2, abs=1)
    assert sheet.row_dimensions[3].height == 24 * 15.75 + 5.25
    table = grid("表", [[figure("11398889", 11398889)]], heads=0, widths=[2])
    book = openpyxl.load_workbook(BytesIO(FORMS["workbook"]({**WORDS, "sheets": [{"name": "表", "grid": table}]})))
    assert book.worksheets[0].column_dimensions["A"].width > len("11398889")


@pytest.mark.parametrize(
    ("widths", "paper", "across", "pages"),
    [
        ([29] * 2, "9", "portrait", 1),
        ([29] * 3, "8", "landscape", 1),
        ([28] * 3, "9", "landscape", 1),
        ([42] * 3, "8", "landscape", 1),
        ([43] * 3, "8", "landscape", 2),
    ],
)
def test_the_paper_of_a_sheet_is_the_smallest_on_which_it_can_be_read(
    widths: list[int], paper: str, across: str, pages: int
) -> None:
    """8 is A3 and 9 is A4; what is wider than A3 takes several side by side, each with the names of its rows."""
    sheet = sheet_of([["事项", *["内容"] * (len(widths) - 1)]] * 2, widths)
    setup = sheet.page_setup
    assert (str(setup.paperSize), setup.orientation or "portrait", setup.fitToWidth or 1) == (paper, across, pages)
    assert sheet.print_title_cols == ("$A:$A" if pages > 1 else None)
    assert sheet.print_title_rows == "$1:$2"


def test_a_long_sheet_takes_as_many_pages_as_it_needs() -> None:
    """A short one that could be a little too high is set on one."""
    assert sheet_of([["甲"]] * 40, [10]).page_setup.fitToHeight in {None, 1}
    assert sheet_of([["甲"]] * 80, [10]).page_setup.fitToHeight == 0


def test_the_paper_says_what_its_blocks_say() -> None:
    html = in_paper(FORMS["paper"](PAPER))
    assert re.sub("<.*?>", "|", html).strip("|").split("|")[0] == "示例表"
    assert "<h1>一、总体情况</h1>" in html
    assert "本年度收到申请 15 件 &lt;不含结转&gt; &amp; 转办。" in html
    assert '<th rowspan="2"><p>' in html or '<td rowspan="2"><p>' in html
    assert re.search(r'<t[dh] colspan="2"><p>(<strong>)?申请人', html)
    said = [unescape(re.sub("<.*?>", "", one)) for one in re.findall(r"<t[dh].*?</t[dh]>", html)]
    assert said == [one.cell["text"] for one in placed(TABLE)]
    assert html.rstrip().endswith("注：数据为演示。</p>")


def test_the_paper_names_its_makers_and_nobody_else() -> None:
    with ZipFile(BytesIO(FORMS["paper"](PAPER))) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "示例市商务委员会" in core
    assert "python-docx" not in core
    assert "2020-10-30T00:00:00Z" in core


@settings(max_examples=40)
@given(ROWS)
def test_any_text_goes_in_and_comes_out(rows: list[list[str]]) -> None:
    table = plain(rows)
    assert in_csv(FORMS["separated"]({"grid": table})) == rows
    book = in_book(FORMS["workbook"]({**WORDS, "sheets": [{"name": "表", "grid": table}]}))
    while len(book) < len(rows):
        book.append([])  # rows of nothing at the end are not kept by the reader
    filled = [[one or "" for one in row] + [""] * (len(rows[0]) - len(row)) for row in book]
    assert [row[: len(rows[0])] for row in filled] == rows


@pytest.mark.parametrize(("form", "context"), [("workbook", BOOK), ("paper", PAPER), ("separated", {"grid": TABLE})])
def test_equal_contexts_give_equal_bytes(form: str, context: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the hour and the time zone."""
    first = FORMS[form](context)
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setattr("time.time", lambda: 1_900_000_000.0)
    assert FORMS[form](context) == first


@pytest.mark.parametrize(("form", "context"), [("workbook", BOOK), ("paper", PAPER), ("separated", {"grid": TABLE})])
def test_what_is_in_a_file_can_be_looked_for(form: str, context: dict[str, Any]) -> None:
    """Also in archives, whose bytes say nothing."""
    assert "法人或其他组织".encode() in legible(form, FORMS[form](context))


def test_a_form_is_rendered_where_layouts_are(tmp_path: Path) -> None:
    made = Templates((str(tmp_path),)).render(Job("a/b.csv", "separated", {"grid": TABLE}))
    assert (made.path, in_csv(made.content)) == ("a/b.csv", FLAT)
