"""Table files: what their rows say and where, whatever Excel or an editor made of them."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.catalogue import CatalogueRow
from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.model.schema import Field, Record
from generator.model.sources import Source
from generator.model.tables import Table
from generator.reading.rows import SAVE_AS, Unreadable, lines, read_table

PATH = "content/a/b.csv"


class Thing(Record):
    """What the rows below are."""

    name: str = Field(title="名称", min_length=2)
    count: int = Field(default=0, title="数量")
    words: tuple[str, ...] = Field(default=(), title="词")


def read(text: str | bytes, record: type[Record] = Thing) -> tuple[Table, tuple[Diagnostic, ...]]:
    return read_table(Source(PATH, text.encode() if isinstance(text, str) else text), record)


def said(text: str | bytes) -> list[tuple[str, int, int, str]]:
    table, found = read(text)
    assert all(one.severity is Severity.ERROR and one.span.path == table.path == PATH for one in found)
    return [(one.rule, one.span.line, one.span.column, one.message) for one in found]


def test_rows_are_records_and_their_values_have_places() -> None:
    table, found = read("名称,数量,词\n会展,3,内贸、外贸；外资\n家政,,\n")
    assert found == ()
    assert table.rows == (Thing(name="会展", count=3, words=("内贸", "外贸", "外资")), Thing(name="家政"))
    assert table.at(0, "count") == Span(PATH, 2, 4, 1)
    assert table.at(0, "words") == Span(PATH, 2, 6, 8)
    assert table.at(1, "count") == table.at(1) == Span(PATH, 3, 1, 2), "an empty cell stands where its row does"
    assert table.at() == Span(PATH, 1, 1, 2)


def test_columns_have_either_name_in_any_order() -> None:
    table, found = read("数量,name\n3,会展\n")
    assert (table.rows, found) == ((Thing(name="会展", count=3),), ())


def test_what_excel_saves_is_read() -> None:
    """A mark of UTF-8, CRLF, quotes around line breaks, empty rows and columns at the end."""
    text = '\ufeff名称,数量,词,\r\n"会""展""\n中心",3,"内贸,\n外贸",\r\n,,,\r\n,,,\r\n'
    table, found = read(text)
    assert found == ()
    assert table.rows == (Thing(name='会"展"\n中心', count=3, words=("内贸,", "外贸")),)
    assert table.at(0, "name") == Span(PATH, 2, 2, 6)
    assert table.at(0, "count") == Span(PATH, 3, 5, 1)
    assert table.at(0, "words") == Span(PATH, 3, 8, 3)


@pytest.mark.parametrize(
    ("text", "rule", "line", "column", "words"),
    [
        ("名称,数目\n会展,3\n", "field-unknown", 1, 4, "表格没有“数目”这一列"),
        ("名称,name\n会展,会展\n", "field-duplicate", 1, 4, "“name”这一列出现了两次"),
        ("数量\n3\n", "field-missing", 1, 1, "缺少“名称”这一列"),
        ("名称,数量\n,3\n", "field-missing", 2, 1, "这一行没有“名称”"),
        ("名称,数量\n会展, 三\n", "field-value", 2, 5, "“数量”应为整数，却是文字“三”"),
        ("名称,数量\n会,3\n", "field-value", 2, 1, "“名称”至少要有 2 个字，却是“会”"),
        ("名称,数量\n会展,3,4\n", "table-shape", 2, 6, "这一行的格数比列名多，多出“4”"),
        ('名称,数量\n会展,3\n"家政,4\n', "table-shape", 3, 1, "引号没有配对，从这一行起读不出来"),
        ('名称,数量\n会"展,3\n"家"政,4\n', "table-shape", 3, 1, "引号没有配对，从这一行起读不出来"),
        ("名称\t数量\n会展\t3\n", "table-shape", 1, 1, "第一行不是列名，用了制表符分隔"),
        ("示例市目录,,\n名称,数量\n", "table-shape", 1, 1, "第一行不是列名"),
        (",,\n,,\n", "table-shape", 1, 1, "表格没有列名"),
        (f"名称\n{'长' * 140_000}\n", "table-shape", 2, 1, "这一行有过长的单元格"),
        ("", "file-empty", 1, 1, "文件是空的"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(text: str, rule: str, line: int, column: int, words: str) -> None:
    assert said(text) == [(rule, line, column, words)]


def test_a_gbk_file_is_named_with_its_cure() -> None:
    _, found = read("名称,数量\n会展业统计,3\n".encode("gbk"))
    assert [(one.rule, one.message, one.hint) for one in found] == [
        ("file-encoding", "文件是 GBK/GB18030 编码，不是 UTF-8", SAVE_AS)
    ]


def test_rows_beside_a_faulty_one_are_read() -> None:
    table, found = read("名称,数量\n会展,三\n家政,4\n")
    assert table.rows == (Thing(name="家政", count=4),)
    assert table.at(0, "count") == Span(PATH, 3, 4, 1)
    assert len(found) == 1


def test_a_value_is_judged_as_in_front_matter() -> None:
    """The wording is that of the pages: what was expected, and what stands there."""
    _, found = read("名称,数量\n会展,三\n")
    assert found[0].hint == "请只写阿拉伯数字，如 20"


def test_boxes_are_channels() -> None:
    table, _ = read(
        "序号,公开渠道和载体\n1,■政府网站 □政府公报 ■其他：商务信用平台\n2,政府网站、两微一端\n", CatalogueRow
    )
    assert [row.channels for row in table.rows if isinstance(row, CatalogueRow)] == [
        ("政府网站", "其他：商务信用平台"),
        ("政府网站", "两微一端"),
    ]


@given(st.binary())
def test_no_bytes_make_it_raise(data: bytes) -> None:
    read(data)


@given(st.text(st.sampled_from('名称,"\n 数量3;、')))
def test_no_text_makes_it_raise(text: str) -> None:
    read(text)


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], include_characters="\n"))


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1))
def test_cells_stand_where_their_places_say(rows: list[list[str]]) -> None:
    """Whatever is written by the csv module, each cell's place leads to its text."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    source = text.getvalue()
    try:
        found = list(lines(source, PATH))
    except Unreadable:
        return
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [[cell.text for cell in line] for line in found] == [[cell.strip() for cell in row] for row in kept]
    written = source.split("\n")
    for cell in (cell for line in found for cell in line if cell.text):
        begun = cell.text.partition("\n")[0].replace('"', '""')
        assert written[cell.span.line - 1][cell.span.column - 1 :].startswith(begun.rstrip())


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("名称,数量\n会展,3\n", True),
        ("名称,数量\n会\u0007展,3\n", True),
        ("名称,数量\n", True),
        ("名称,数目\n会展,3\n", False),
        ("名称,数量\n会展,三\n家政,4\n", False),
        ("名称,数量\n会展,3,多\n", False),
        ('名称,数量\n“会展”,3\n家政,"4\n', False),
        ("会展,3\n", False),
    ],
)
def test_a_table_knows_whether_all_of_it_was_understood(text: str, whole: bool) -> None:  # noqa: FBT001  # what is expected
    assert read(text)[0].whole is whole


def test_a_file_in_another_encoding_is_not_whole() -> None:
    assert not read("名称,数量\n会展中心的活动,3\n".encode("gbk"))[0].whole
