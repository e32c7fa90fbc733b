"""Cells become rows whatever spans they have, and homes are told by the headings over them and the labels beside."""

from __future__ import annotations

from generator.reading.attachments import opened
from generator.reading.grids import WIDEST, Grids, dwellings
from generator.reading.passages import Passage

HOME = "示范区民生路18弄3号102室"


def rows(page: str) -> list[list[str]]:
    (table,) = opened("a.html", f"<meta charset=utf-8><table>{page}</table>".encode()).tables
    return [[cell.text for cell in row] for row in table]


def test_a_cell_over_several_rows_and_columns_leaves_the_others_in_their_columns() -> None:
    page = (
        "<tr><th>街道<th>姓名<th>家庭住址"
        "<tr><td rowspan=2>滨河<td>张三<td>甲"
        "<tr><td>李四<td>乙"
        "<tr><td colspan=2>合计<td>丙"
    )
    assert rows(page) == [["街道", "姓名", "家庭住址"], ["滨河", "张三", "甲"], ["", "李四", "乙"], ["合计", "", "丙"]]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    page = f"<table><tr><td>住址<td>外<table><tr><td>家庭住址<td>{HOME}</table></table>"
    inner, outer = opened("a.html", f"<meta charset=utf-8>{page}".encode()).tables
    assert [one.plain for _, one in dwellings(inner)] == [HOME]
    assert [cell.text for cell in outer[0]] == ["住址", "外"]


def test_spans_without_end_take_no_more_than_a_wide_table() -> None:
    grids = Grids()
    grids.row()
    grids.cell(10**9, 10**9)
    grids.say("第 1 行", "家庭住址")
    grids.row()
    grids.cell()
    (table,) = grids.tables()
    assert max(map(len, table)) <= WIDEST + 1


def test_words_outside_of_cells_and_ends_without_a_beginning_are_nothing() -> None:
    grids = Grids()
    grids.say("第 1 行", "住址")
    grids.leave()
    grids.end()
    assert grids.tables() == ()


def test_a_home_is_found_where_its_cell_is() -> None:
    table = (
        (Passage("A1", "名单"),),
        (Passage("A2", "姓名"), Passage("B2", "家庭\n住址")),
        (Passage("A3", "张三"), Passage("B3", "示范区民生路\n18弄3号102室")),
        (Passage("A4", "李四"),),
        (Passage("A5", "王五"), Passage("B5", "滨河街道")),
        (Passage("A6", "赵六"), Passage("B6", "住示范区青年路9弄21号304室")),
    )
    found = [(place, one.plain) for place, one in dwellings(table)]
    assert found == [("B3", HOME), ("B6", "示范区青年路9弄21号304室")]


def test_what_speaks_of_no_home_is_not_kept() -> None:
    assert opened("a.csv", "网点,营业时间\n甲,9:00\n".encode()).tables == ()
