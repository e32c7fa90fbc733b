"""Tables as organs keep them, made here cell by cell as they look, and what gongkai import makes of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from generator.authoring.fields import Misuse
from generator.authoring.importing import take_over
from generator.authoring.standard_table import standard_rows
from generator.authoring.workbook import Sheet, Unreadable, separated, workbook
from generator.kinds.catalogue import CatalogueRow
from generator.model.sources import Source
from generator.reading.rows import read_table

BOXES = "■政府网站 □政府公报 ■两微一端\n□发布会/听证会 ■其他法律服务网 □精准推送"


def real() -> Any:
    """A table with a title, a two-level header and merged cells, as most are."""
    book = Workbook()
    sheet = book.active
    sheet.title = "商务"
    sheet.append(["示例市商务委员会主动公开标准目录"])
    sheet.merge_cells("A1:O1")
    top = [
        "序号",
        "公开事项",
        None,
        "公开内容\n（要素）",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
        "公开对象",
    ]
    sheet.append([*top, None, "公开方式", None, "公开层级", None, "备注"])
    sheet.append(
        [None, "一级事项", "二级事项", *[None] * 5, "全社会", "特定群众", "主动", "依申请公开", "市级", "区级"]
    )
    for area in ("B2:C2", "I2:J2", "K2:L2", "M2:N2", *(f"{column}2:{column}3" for column in "ADEFGHO")):
        sheet.merge_cells(area)
    sheet.append(["一、机关信息"])
    sheet.merge_cells("A4:O4")
    sheet.append(
        [
            1,
            "机关信息",
            "机关职能",
            "职能、机构",
            "《条例》（国令第711号）",
            "20个工作日",
            "市商务委",
            BOXES,
            "√",
            None,
            "√",
        ]
    )
    sheet.append(
        [2, None, "办公信息", "地址、电话", "同上", "同上", "同上", "■政府网站", "√", "√", "√", None, "√", None, "新增"]
    )
    sheet.append(
        [2, "会展", "备案", "依据、程序", "示商规〔2019〕1号", "即时", "市商务委", "■政府网站", None, "√办展单位", "√"]
    )
    sheet.append(
        [
            None,
            "会展",
            "统计",
            "场次",
            "示商规〔2019〕2号",
            date(2021, 1, 31),
            "市商务委",
            "网站",
            "√",
            None,
            None,
            "√",
        ]
    )
    sheet.merge_cells("B5:B6")
    sheet.append([None] * 15)
    return book


def saved(book: Any, folder: Path, name: str = "目录.xlsx") -> Path:
    book.save(folder / name)
    return folder / name


def test_a_real_table_is_taken_over(tmp_path: Path) -> None:
    ready = take_over(saved(real(), tmp_path))
    table, found = read_table(Source("a.csv", ready.content), CatalogueRow)
    assert found == ()
    rows = [one for one in table.rows if isinstance(one, CatalogueRow)]
    assert [(one.number, one.item, one.part) for one in rows] == [
        ("1", "机关信息", "机关职能"),
        ("2", "机关信息", "办公信息"),
        ("3", "会展", "备案"),
        ("4", "会展", "统计"),
    ]
    first, second, third, fourth = rows
    assert first.channels == ("政府网站", "两微一端", "其他法律服务网")
    assert (first.audience, first.way, first.level) == ("全社会", "主动", "")
    assert (second.basis, second.limit, second.body) == ("《条例》（国令第711号）", "20个工作日", "市商务委")
    assert (second.audience, second.level) == ("全社会、特定群体", "市级")
    assert (third.audience, third.way) == ("特定群体：办展单位", "主动")
    assert (fourth.way, fourth.limit) == ("依申请", "2021-01-31")
    assert ready.what == "工作表“商务”的 4 条"


def test_who_filled_the_table_in_is_no_row_of_it(tmp_path: Path) -> None:
    book = real()
    sheet = book.active
    sheet.append([None, "联系方式", "电话", "咨询电话", "《条例》（国令第711号）", "即时", "市商务委", "政府网站", "√"])
    sheet.append(["填表人：张三", None, None, "审核人：李四", None, "填表日期：2020年10月30日"])
    sheet.append(["联系人（电话）：王五 000-00001200", None, "审核人", "赵六"])
    ready = take_over(saved(book, tmp_path))
    table, _ = read_table(Source("a.csv", ready.content), CatalogueRow)
    rows = [one for one in table.rows if isinstance(one, CatalogueRow)]
    assert [one.item for one in rows] == ["机关信息", "机关信息", "会展", "会展", "联系方式"]
    last = len(list(sheet.rows))
    assert [one for one in ready.notes if "表末的说明" in one] == [
        f"第 {last - 1} 行“填表人：张三 审核人：李四 填表日期：2020年10月30日”是表末的说明，没有导入",
        f"第 {last} 行“联系人（电话）：王五 000-00001200 审核人 赵六”是表末的说明，没有导入",
    ]


def test_whatever_was_left_out_or_changed_is_said_line_by_line(tmp_path: Path) -> None:
    assert take_over(saved(real(), tmp_path)).notes == (
        "“备注”这一列没有对应的列，有内容的格逐行列在下面",
        "第 4 行“一、机关信息”不是条目，没有导入",
        "第 6 行“公开依据”写的是“同上”，照上一行填写",
        "第 6 行“公开时限”写的是“同上”，照上一行填写",
        "第 6 行“公开主体”写的是“同上”，照上一行填写",
        "第 6 行“备注”没有导入：新增",
        "第 6 行的公开对象打了两个勾：全社会、特定群体，请只留一个",
        "“会展·备案”序号 2 重复，编为 3",
        "“会展·统计”没有序号，编为 4",
    )


def test_no_cell_is_lost_without_a_word(tmp_path: Path) -> None:
    """Every text of the table is in the rows, or in a note."""
    ready = take_over(saved(real(), tmp_path))
    told = ready.content.decode("utf-8-sig") + "\n".join(ready.notes)
    for word in ("机关职能", "地址、电话", "示商规〔2019〕2号", "其他法律服务网", "办展单位", "新增", "一、机关信息"):
        assert word in told


def test_a_table_with_one_level_and_words_is_taken_over(tmp_path: Path) -> None:
    """And one that another program wrote, its header repeated on the second page."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("目录")
        head = [
            "序号",
            "一级事项",
            "二级事项",
            "公开内容（要素）",
            "公开依据",
            "公开时限",
            "公开主体",
            "公开渠道",
            "公开范围",
            "公开方式",
            "对应栏目",
        ]
        row = [
            1,
            "机关信息",
            "职能",
            "职能",
            "国令第711号",
            "20个工作日",
            "本委",
            "政府网站、公开查阅点",
            "全社会",
            "主动公开",
            "机构概况",
        ]
        for at, line in enumerate((head, row, head, [2, *row[1:]])):
            sheet.write_row(at, 0, line)
        book.add_worksheet("说明").write(0, 0, "填表说明")
    (tmp_path / "a.xlsx").write_bytes(content.getvalue())
    ready = take_over(tmp_path / "a.xlsx")
    assert ready.notes == ("第 3 行是重复的表头，没有导入",)
    table, _ = read_table(Source("a.csv", ready.content), CatalogueRow)
    assert [(one.number, one.channels, one.audience, one.ways, one.places) for one in table.rows] == [  # type: ignore[attr-defined]  # they are
        (number, ("政府网站", "公开查阅点"), "全社会", ("主动",), ("机构概况",)) for number in ("1", "2")
    ]


@pytest.mark.parametrize("coding", ["gbk", "utf-8", "utf-8-sig", "utf-16"])
def test_text_in_any_encoding_is_taken_over(coding: str, tmp_path: Path) -> None:
    """A two-level header without merged cells, as a workbook saved as CSV has it."""
    separator = "\t" if coding == "utf-16" else ","
    lines = [
        ["序号", "公开事项", "", "公开内容（要素）", "公开依据", "公开时限", "公开对象", "", "公开方式", ""],
        ["", "一级事项", "二级事项", "", "", "", "全社会", "特定群体", "主动", "依申请"],
        ["1", "机关信息", "机关职能", "职能", "国令第711号", "即时", "√", "", "√", ""],
        ["2", "", "办公信息", "地址", "国令第711号", "即时", "√", "", "√", ""],
    ]
    (tmp_path / "a.csv").write_bytes("\r\n".join(separator.join(line) for line in lines).encode(coding))
    ready = take_over(tmp_path / "a.csv")
    assert (ready.what, ready.notes) == ("2 条", ())
    table, _ = read_table(Source("a.csv", ready.content), CatalogueRow)
    assert [(one.name, one.audience, one.way) for one in table.rows] == [  # type: ignore[attr-defined]  # as above
        ("机关信息·机关职能", "全社会", "主动"),
        ("机关信息·办公信息", "全社会", "主动"),
    ]


def test_what_the_site_offers_can_be_taken_back(tmp_path: Path, project: Path) -> None:
    """The sample's own table comes back as it was, but for how lists are separated."""
    ready = take_over(project / "content/statutory/catalogue/catalogue-2020.csv")
    old, _ = read_table(
        Source("a", (project / "content/statutory/catalogue/catalogue-2020.csv").read_bytes()), CatalogueRow
    )
    new, _ = read_table(Source("a", ready.content), CatalogueRow)
    assert (new.rows, ready.notes) == (old.rows, ())
    assert tmp_path.is_dir()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0", "不能导入 .xls 的文件"),
        ("a.xlsx", b"PK\x03\x04", "不是能读的 .xlsx 文件"),
        ("a.csv", "姓名,电话\n甲,1\n".encode(), "没有找到标准目录的表头"),
        ("a.csv", b"\xff\xff\xff", "认不出文字编码"),
    ],
)
def test_what_cannot_be_taken_over_is_refused_with_the_cure(
    name: str, content: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Misuse, match=words):
        take_over(tmp_path / name)


def test_the_command_writes_what_check_accepts(column: Path, gongkai: Callable[..., Any]) -> None:
    """It refuses to write over a file, unless it is told to."""
    settings = column / "site_config.toml"
    more = (
        '\n[[columns]]\nfolder = "statutory/catalogue"\nname = "标准目录"\ntype = "信息公开目录"\n'
        'description = "各版"\nkinds = ["catalogue"]\nowner = "办公室"\n'
    )
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    table = saved(real(), column)
    target = "content/statutory/catalogue/c-2020.csv"
    said = gongkai("import", table.name, "--to", target, cwd=column, code=0).stdout
    assert "第 6 行“备注”没有导入：新增" in said
    assert "已写入 content/statutory/catalogue/c-2020.csv：工作表“商务”的 4 条；上面 9 处请核对" in said
    (column / target).with_suffix(".md").write_text(
        "---\n标题: 标准目录\n发布日期: 2020-10-30\n公开属性: 主动公开\n来源: 示例市商务委员会\n"
        "版本: 2020年版\n版本日期: 2020-10-30\n"
        "数据文件: c-2020.csv\n---\n\n本目录列出本机关主动公开的全部事项。\n",
        encoding="utf-8",
    )
    found = gongkai("check", "--as-of", "2020-10-30", cwd=column, code=None).stdout
    assert "field-" not in found
    assert "table-" not in found
    assert "std-oneof" in found
    again = gongkai("import", table.name, "--to", target, cwd=column, code=2).stderr
    assert "已有文件" in again
    gongkai("import", table.name, "--to", target, "--force", cwd=column, code=0)
    assert (
        "没有工作表“财务”"
        in gongkai("import", table.name, "--to", "b.csv", "--sheet", "财务", cwd=column, code=2).stderr
    )


@given(st.binary())
def test_no_bytes_raise_anything_but_a_refusal(data: bytes) -> None:
    for read in (workbook, separated):
        try:
            read(data)
        except Unreadable:
            continue


@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "序号", "公开事项", "一级事项", "公开依据", "全社会", "√", "同上", "备注", "甲"]),
            min_size=6,
            max_size=6,
        )
    )
)
def test_no_table_makes_it_raise(rows: list[list[str]]) -> None:
    standard_rows(Sheet("", tuple(map(tuple, rows))))
