"""Columns are told by where the words of their heading begin, over wrapped cells, pages, and the text below."""

from __future__ import annotations

from generator.reading.columns import tables
from generator.reading.grids import dwellings

STARTS = (0, 8, 16, 36)


def line(*cells: str) -> str:
    """Cells under one another, as they stand on a page."""
    laid = ""
    for start, cell in zip(STARTS, cells, strict=False):
        laid = laid.ljust(start) + cell
    return laid


HEAD = line("序号", "姓名", "家庭住址", "金额")


def found(page: str) -> list[tuple[str, str]]:
    some, _ = tables(page, "第 1 页")
    return [(place, one.plain) for table in some for place, one in dwellings(table)]


def test_a_wrapped_cell_is_whole() -> None:
    rows = [
        line("1", "张三", "示范区民生路    18弄", "600"),
        line("", "", "3号102室"),
        line("2", "李四", "滨河街道", "800"),
    ]
    assert found("\n".join(["补贴名单", HEAD, *rows])) == [("第 1 页", "示范区民生路18弄3号102室")]


def test_a_label_with_its_value_beside_it_is_no_heading() -> None:
    assert found("姓名        张三\n家庭住址      示范区民生路18弄3号102室\n受理窗口      商务路100号1楼") == [
        ("第 1 页", "示范区民生路18弄3号102室")
    ]


def test_a_line_of_text_ends_the_table() -> None:
    page = (
        f"{HEAD}\n1       张三      滨河街道                600\n咨询地点设在本机关，请到示范区商务路100号2号楼来访。\n"
    )
    assert found(page + "2       李四      示范区商务路100号2号楼        窗口") == []


def test_a_table_goes_on_on_the_next_page() -> None:
    _, going_on = tables(f"{HEAD}\n{line('1', '张三', '滨河街道', '600')}", "第 1 页")
    assert [one.text for one in going_on] == ["家庭住址"]
    some, still = tables(line("2", "李四", "示范区青年路9弄21号304室", "800"), "第 2 页", going_on)
    assert [one.plain for table in some for _, one in dwellings(table)] == ["示范区青年路9弄21号304室"]
    assert still == going_on
    assert tables("", "第 3 页", going_on) == ((), ())


def test_a_column_of_seats_beside_names_of_firms_is_left_alone() -> None:
    page = "企业名称        住所                    金额\n示范百货有限公司    示范区文化路21弄8号503室    12"
    assert found(page) == []
