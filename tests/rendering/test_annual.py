"""Annual reports: tables in the statutory form, in their places on the page, and the same in the files to take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from docx.table import Table

from generator.kinds.annual import AnnualReport
from generator.kinds.base import Document
from generator.kinds.figures import Cells
from generator.kinds.formats import FORMATS
from generator.kinds.outline import CORNER, Format
from generator.model.content import Heading, Loc
from generator.model.site import Page, Site
from generator.rendering.annual import applied, contested, disclosed
from generator.rendering.downloads import downloads, job
from generator.rendering.filters import parted
from generator.rendering.forms import FORMS
from generator.rendering.frame import Frame
from generator.rendering.grid import extent, placed, texts
from generator.rendering.lookup import Lookup, Plain

Html = Callable[[Site, str], str]
MakePage = Callable[..., Page[Document]]
MakeSite = Callable[..., Site]
OLD, NEW = FORMATS
EITHER = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.source)
PARTS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
)
BODY = "<p>引言。</p>\n" + "\n".join(
    f'<h2 id="s-{number}">{text}</h2>\n<p>文字{number}。</p>' for number, text in enumerate(PARTS, 1)
)
HEADINGS = tuple(Heading(2, text, f"s-{number}", 2 * number) for number, text in enumerate(PARTS, 1))


def numbered(form: Format) -> dict[Loc, Cells]:
    """Every cell has a figure of its own."""
    count = iter(range(1, 1000))
    return {row.where: tuple(f"{next(count)}" for _ in row.heads) for row in form.rows}


def nested(rows: Mapping[Loc, Cells]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for where, cells in rows.items():
        inner = found
        for name in where[:-1]:
            inner = inner.setdefault(str(name), {})
        inner[str(where[-1])] = list(cells)
    return found


@pytest.fixture(name="site")
def fixture_site(make_page: MakePage, make_site: MakeSite) -> Site:
    """A report in the form of 2021 with all tables, and one of 2018 without."""
    common = {"column": "annual-reports", "html": BODY, "headings": HEADINGS, "source": "示例市商务委员会"}
    new = make_page(AnnualReport, "r-2021", year="2021", title="2021年年度报告", **nested(numbered(NEW)), **common)
    return make_site(new, make_page(AnnualReport, "r-2018", year="2018", title="2018年年度报告", **common))


@EITHER
def test_the_third_table_has_the_head_of_the_form(form: Format) -> None:
    table = applied(form, numbered(form))
    top = [[(one["text"], one["rows"], one["columns"], one["scope"]) for one in row] for row in table["rows"][:3]]
    assert top == [
        [(f"（{CORNER}）", 3, 3, ""), ("申请人情况", 1, 7, "colgroup")],
        [("自然人", 2, 1, "col"), ("法人或其他组织", 1, 5, "colgroup"), ("总计", 2, 1, "col")],
        [(name, 1, 1, "col") for name in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")],
    ]


@pytest.mark.parametrize(("form", "outcomes", "others"), [(OLD, 20, 1), (NEW, 22, 3)])
def test_the_labels_of_the_third_table_are_nested(form: Format, outcomes: int, others: int) -> None:
    table = applied(form, numbered(form))
    spans = {one["text"]: (one["rows"], one["columns"]) for row in table["rows"][3:] for one in row if one["scope"]}
    assert spans["一、本年新收政府信息公开申请数量"] == (1, 3)
    assert spans["三、本年度办理结果"] == (outcomes, 1)
    assert spans["（一）予以公开"] == (1, 2)
    assert (spans["（三）不予公开"], spans["（四）无法提供"], spans["（五）不予处理"]) == ((8, 1), (3, 1), (5, 1))
    assert spans["（六）其他处理"] == ((others, 1) if others > 1 else (1, 2))
    assert spans["（七）总计"] == (1, 2)
    assert spans["四、结转下年度继续办理"] == (1, 3)
    assert extent(table) == (3 + len(form.applied), 10)


@EITHER
@pytest.mark.parametrize(
    ("make", "table"), [(disclosed, "disclosure"), (applied, "applications"), (contested, "cases")]
)
def test_every_figure_stands_in_its_table_once(
    form: Format, make: Callable[[Format, Mapping[Loc, Cells]], Plain], table: str
) -> None:
    rows = numbered(form)
    shown = [text for line in texts(make(form, rows)) for text in line if text.isdecimal()]
    assert shown == [cell for where, cells in rows.items() if where[0] == table for cell in cells]


def test_blocks_of_the_second_table_share_its_width() -> None:
    """Three, two and one columns of figures end at the same edge; no column of the table is without a cell."""
    for form, columns in ((OLD, 5), (NEW, 4)):
        table = disclosed(form, numbered(form))
        assert extent(table)[1] == columns
        assert {one.column for one in placed(table)} == set(range(columns))
    spans = [[one["columns"] for one in row[1:]] for row in disclosed(OLD, numbered(OLD))["rows"]]
    assert (spans[1], spans[-1]) == ([1, 2, 1], [2, 2])
    lines = texts(disclosed(NEW, numbered(NEW)))
    assert lines[1] == ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    assert lines[5] == ["信息内容", "本年处理决定数量", "", ""]


def test_the_fourth_table_is_one_line_under_three_heads() -> None:
    table = contested(NEW, numbered(NEW))
    assert extent(table) == (4, 15)
    assert [(one["text"], one["rows"], one["columns"]) for one in table["rows"][0]] == [
        ("行政复议", 1, 5),
        ("行政诉讼", 1, 10),
    ]
    assert [one["rows"] for one in table["rows"][1]] == [2, 2, 2, 2, 2, 1, 1]


def test_what_is_not_filled_in_is_blank() -> None:
    lines = texts(contested(NEW, {("cases", "review"): ("1", "/", "")}))
    assert lines[-1] == ["1", "/", *[""] * 13]


def test_tables_stand_below_the_headings_of_their_parts(site: Site, html: Html) -> None:
    page = html(site, "annual-reports/r-2021.html")
    marks = (
        'id="s-2"',
        "第二十条第（一）项",
        "文字2",
        'id="s-3"',
        "申请人情况",
        "文字3",
        'id="s-4"',
        "复议后起诉",
        "文字4",
    )
    order = [page.index(mark) for mark in marks]
    assert order == sorted(order)
    assert page.count("<table>") == 3
    assert '<th scope="rowgroup" rowspan="22">三、本年度办理结果</th>' in page


def test_a_table_whose_part_is_missing_comes_after_the_text(
    make_page: MakePage, make_site: MakeSite, html: Html
) -> None:
    tables = nested(numbered(NEW))
    page = make_page(AnnualReport, "r", column="annual-reports", year="2021", cases=tables["cases"], html="<p>文。</p>")
    shown = html(make_site(page), "annual-reports/r.html")
    assert shown.index("<p>文。</p>") < shown.index("未经复议直接起诉")


def test_a_report_without_statutory_tables_has_text_only(site: Site, html: Html) -> None:
    page = html(site, "annual-reports/r-2018.html")
    assert "<p>文字1。</p>" in page
    assert "<table>" not in page
    assert downloads(Lookup(site).pages["r-2018"], Lookup(site)) == ()


@pytest.mark.parametrize(
    ("html", "anchors", "pieces"),
    [
        ("<p>a</p>\n", [], [("", "<p>a</p>")]),
        ('<h2 id="x">一</h2>\n<p>a</p>', ["x"], [("x", '<h2 id="x">一</h2>\n'), ("", "<p>a</p>")]),
        ('<h2 id="x">一</h2>\n<p>a</p>', ["y"], [("", '<h2 id="x">一</h2>\n<p>a</p>')]),
        ('<p id="x">a</p>', ["x"], [("", '<p id="x">a</p>')]),
    ],
)
def test_a_body_is_cut_after_headings(html: str, anchors: list[str], pieces: list[tuple[str, str]]) -> None:
    assert parted(html, anchors) == pieces


def test_the_paper_has_the_tables_in_place_with_merged_cells(site: Site) -> None:
    made = job("r-2021", 0, Frame(Lookup(site)))
    assert (made.path, made.layout) == ("annual-reports/r-2021-full.docx", "paper")
    paper = docx.Document(BytesIO(FORMS[made.layout](dict(made.context))))
    blocks = [one if isinstance(one, Table) else one.text for one in paper.iter_inner_content()]
    tables = [one for one in blocks if isinstance(one, Table)]
    assert [(len(one.rows), len(one.columns)) for one in tables] == [(14, 4), (28, 10), (4, 15)]
    outcomes = [row.cells[0].text for row in tables[1].rows]
    assert outcomes.count("三、本年度办理结果") == 22
    assert [cell.text for cell in tables[2].rows[3].cells] == [
        cell for key in ("review", "direct", "after_review") for cell in numbered(NEW)["cases", key]
    ]


def test_the_workbook_has_a_sheet_for_each_table(site: Site) -> None:
    made = job("r-2021", 1, Frame(Lookup(site)))
    assert (made.path, made.layout) == ("annual-reports/r-2021-tables.xlsx", "workbook")
    book = openpyxl.load_workbook(BytesIO(FORMS[made.layout](dict(made.context))))
    assert book.sheetnames == ["主动公开", "申请办理", "复议诉讼"]
    sheet = book["申请办理"]
    numbers = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int)]
    assert numbers == [int(cell) for row in NEW.applied for cell in numbered(NEW)[row.where]]
    spans = {sheet.cell(one.min_row, one.min_col).value: str(one) for one in sheet.merged_cells.ranges}
    assert spans["三、本年度办理结果"] == "A7:A28"
