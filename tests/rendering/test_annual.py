"""Annual reports: tables in the statutory form, in their places on the page, and the same in the files to take away."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import mammoth
import openpyxl
import pytest
from pypdf import PdfReader

from generator.kinds.annual import TABLES, AnnualReport
from generator.kinds.base import Document
from generator.kinds.figures import Cells
from generator.kinds.formats import FORMATS, heading
from generator.kinds.outline import CORNER, Format
from generator.model.content import Heading, Loc, Written
from generator.model.site import Page, Site
from generator.model.values import replace
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
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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


class Tables(HTMLParser):
    """The tables of a page as rows of texts, with what spans them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[list[list[tuple[str, int, int]]]] = []
        self.order: list[str] = []
        self._cell: tuple[int, int] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "table":
            self.found.append([])
            self.order.append("table")
        elif tag == "tr":
            self.found[-1].append([])
        elif tag in {"td", "th"}:
            self._cell = (int(named.get("rowspan") or 1), int(named.get("colspan") or 1))
            self.found[-1][-1].append(("", *self._cell))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is None:
            self.order.append(data)
        else:
            text, rows, columns = self.found[-1][-1][-1]
            self.found[-1][-1][-1] = (text + data, rows, columns)


@EITHER
def test_another_program_reads_the_tables_of_the_paper_in_their_places(
    form: Format, make_page: MakePage, make_site: MakeSite
) -> None:
    """Cell by cell with what each spans, as the page shows them, below the headings of their parts."""
    rows = numbered(form)
    parts = [heading(number, form.parts[number][0]) for number in (1, 2, 3)]
    page = make_page(
        AnnualReport,
        "r",
        column="annual-reports",
        year=f"{form.first}",
        headings=tuple(Heading(2, text, f"s-{line}", line) for line, text in enumerate(parts, 1)),
        **nested(rows),
    )
    written = replace(page, parsed=replace(page.parsed, prose=Written("", "\n".join(parts), (1, 2, 3))))
    made = job("r", 0, Frame(Lookup(make_site(written))))
    read = Tables(mammoth.convert_to_html(BytesIO(FORMS[made.layout](dict(made.context)))).value)
    for table, shown in zip((disclosed, applied, contested), read.found, strict=True):
        cells = [[(one["text"], one["rows"], one["columns"]) for one in row] for row in table(form, rows)["rows"]]
        assert shown == cells
    assert read.order == [page.meta.title, *(one for part in parts for one in (part, "table"))]


@pytest.mark.parametrize(
    ("landscape", "form", "fields"),
    [(False, False, ["PAGE", "NUMPAGES"]), (True, True, ["PAGE", "NUMPAGES"]), (False, True, [])],
)
def test_papers_of_several_pages_are_numbered_and_forms_are_not(
    *, landscape: bool, form: bool, fields: list[str]
) -> None:
    about = {"title": "目录", "author": "", "day": "2020-10-30", "landscape": landscape, "form": form, "blocks": []}
    with ZipFile(BytesIO(FORMS["paper"](about))) as archive:
        parts = [archive.read(one) for one in archive.namelist() if one.startswith("word/footer")]
    footers = [ET.fromstring(one) for one in parts]  # noqa: S314  # written by ourselves
    words = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    assert [one.get(f"{words}instr") for each in footers for one in each.iter(f"{words}fldSimple")] == fields
    said = "".join(one.text or "" for each in footers for one in each.iter(f"{words}t"))
    assert said == ("第 1 页，共 1 页" if fields else "")


@EITHER
def test_each_table_of_the_paper_stays_on_one_page(form: Format, make_page: MakePage, make_site: MakeSite) -> None:
    """Every row but the last holds on to the next, in all of its cells: one that does not would let the table part."""
    page = make_page(AnnualReport, "r", column="annual-reports", year=f"{form.first}", **nested(numbered(form)))
    made = job("r", 0, Frame(Lookup(make_site(page))))
    with ZipFile(BytesIO(FORMS[made.layout](dict(made.context)))) as archive:
        body = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314  # written by ourselves
    tables = list(body.iter(f"{WORD}tbl"))
    assert len(tables) == 3
    for table in tables:
        held = [
            {one.find(f"{WORD}pPr/{WORD}keepNext") is not None for one in row.iter(f"{WORD}p")}
            for row in table.iter(f"{WORD}tr")
        ]
        assert held == [*[{True}] * (len(held) - 1), {False}]


@pytest.mark.skipif(which("libreoffice") is None, reason="LibreOffice is not installed")
@EITHER
def test_each_table_is_printed_on_one_page(
    form: Format, make_page: MakePage, make_site: MakeSite, tmp_path: Path
) -> None:
    """As an office program sets the paper: the first and the last figure of a table stand on the same page."""
    rows = numbered(form)
    page = make_page(AnnualReport, "r", column="annual-reports", year=f"{form.first}", **nested(rows))
    made = job("r", 0, Frame(Lookup(make_site(page))))
    (tmp_path / "r.docx").write_bytes(FORMS[made.layout](dict(made.context)))
    own = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    convert = ["libreoffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "r.docx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pages = [one.extract_text().split() for one in PdfReader(tmp_path / "r.pdf").pages]
    for table in TABLES:
        figures = [cell for where, cells in rows.items() if where[0] == table for cell in cells]
        assert [set(figures) <= set(words) for words in pages].count(True) == 1


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


def test_a_row_of_the_workbook_has_room_for_its_labels_beside_merged_cells(site: Site) -> None:
    """No office program heightens rows of merged cells by itself."""
    made = job("r-2021", 1, Frame(Lookup(site)))
    sheet = openpyxl.load_workbook(BytesIO(FORMS[made.layout](dict(made.context))))["申请办理"]
    heights = {row[2].value: sheet.row_dimensions[row[2].row].height for row in sheet.iter_rows()}
    assert heights["1.属于国家秘密"] == 21
    assert heights["2.没有现成信息需要另行制作"] == 36.75
    assert heights["5.要求行政机关确认或重新出具已获取信息"] == 36.75
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight or 1) == (1, 1), "what says none is one"
