"""Papers (.docx): texts and grids in the form of official documents (公文).

The only module that knows python-docx. Equal contexts give equal bytes.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.shared import Emu, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from generator.rendering.grid import Placed, cell, extent, placed
from generator.rendering.lookup import Plain
from generator.text.lines import lines

BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The date of every part: the first that the format can hold."""
LATIN = "Times New Roman"
TITLE, HEADING, BODY, TABLE = "方正小标宋简体", "黑体", "仿宋", "宋体"
"""Fonts of GB/T 9704-2012; where the first is missing, office programs take 宋体."""
SIDES = {"": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}
SMALL_PRINT = "Caption"
"""Id of the style of notes, of cells, and of what stands above and below a table."""
ABOVE = Pt(60)
"""The height of the heading that stays with a table: one of two lines."""
BESIDE = Pt(3)
"""On the left and right of the text of a cell."""


class Setting(NamedTuple):
    """How tables are set: size of the font, lines apart in lines, and points above and below the text of a cell."""

    size: float
    apart: float
    padding: float

    @property
    def line(self) -> float:
        """The height of a line in points; that of Chinese fonts is up to 1.45 of their size."""
        return self.size * self.apart * 1.45


USUAL, TIGHT = Setting(10.5, 1.15, 2), Setting(9, 1, 1)
"""The second, where only that keeps a table on one page."""
SHORT, TALL = Mm(210), Mm(297)
MARGINS = (Mm(37), Mm(26), Mm(35), Mm(28))
"""Top, right, bottom, left (GB/T 9704-2012 5.2)."""
SMALL = (Mm(20), Mm(15), Mm(18), Mm(15))
"""The same for forms and wide tables."""


def write(context: dict[str, Any]) -> bytes:
    """Write a paper of a context.

    It has ``title``, ``author``, ``day`` (ISO), ``landscape`` and ``form`` (small margins), and ``blocks``, in order:
    ``{"heading": text, "level": 1}``, ``{"text": paragraph}``, ``{"note": small print}`` or ``{"grid": grid}``.
    """
    paper = docx.Document()
    _describe(paper, context)
    _set_up(paper, context)
    _line(paper, context["title"], "Title")
    for block in context["blocks"]:
        if "grid" in block:
            _table(paper, block["grid"], *_room(paper))
        elif "heading" in block:
            _line(paper, block["heading"], f"Heading{block['level']}")
        elif "text" in block:
            paper.add_paragraph(block["text"])
        else:
            _line(paper, block["note"], SMALL_PRINT)
    if context["landscape"] or not context["form"]:  # a form is one page
        _number(paper)
    return _steady(paper)


def _line(paper: Document, text: str, style: str) -> Paragraph:
    """Add a paragraph in a style by its id: asked for by name, it would be looked for among all of them each time."""
    paragraph = paper.add_paragraph(text)
    paragraph._p.style = style  # noqa: SLF001  # python-docx has no name for it
    return paragraph


def _describe(paper: Document, context: dict[str, Any]) -> None:
    day = datetime.fromisoformat(context["day"])
    properties = paper.core_properties
    properties.title, properties.author, properties.last_modified_by = context["title"], context["author"], ""
    properties.comments, properties.language, properties.revision = "", "zh-CN", 1
    properties.created = properties.modified = day
    rels = paper.part.package.rels  # python-docx begins with a paper of its own, and a picture of that
    for name in [name for name, one in rels.items() if one.reltype.endswith("/thumbnail")]:
        rels.pop(name)


def _set_up(paper: Document, context: dict[str, Any]) -> None:
    """Set paper, margins and styles."""
    section = paper.sections[0]
    section.page_width, section.page_height = (TALL, SHORT) if context["landscape"] else (SHORT, TALL)
    section.orientation = WD_ORIENT.LANDSCAPE if context["landscape"] else WD_ORIENT.PORTRAIT
    top, right, bottom, left = SMALL if context["form"] or context["landscape"] else MARGINS
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = top, right, bottom, left
    _style(paper, "Title", TITLE, 22, SIDES["center"], after=18)
    _style(paper, "Heading 1", HEADING, 16)
    _style(paper, "Heading 2", HEADING, 15)
    _style(paper, "Normal", BODY, 12 if context["form"] else 16)
    _style(paper, "Caption", TABLE, USUAL.size)
    paper.styles["Normal"].paragraph_format.first_line_indent = Pt(24 if context["form"] else 32)
    for name in ("Title", "Heading 1", "Heading 2", "Caption"):
        paper.styles[name].paragraph_format.first_line_indent = Pt(32 if name.startswith("Heading") else 0)


def _number(paper: Document) -> None:
    """Print on every page which it is, and of how many."""
    paragraph = paper.sections[0].footer.paragraphs[0]
    paragraph._p.style = SMALL_PRINT  # noqa: SLF001  # as above
    paragraph.alignment = SIDES["center"]
    for said, counted in (("第 ", "PAGE"), (" 页，共 ", "NUMPAGES"), (" 页", "")):
        paragraph.add_run(said)
        if counted:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), counted)
            run = OxmlElement("w:r")
            run.text = "1"  # until the office program counts
            field.append(run)
            paragraph._p.append(field)  # noqa: SLF001  # as above


def _style(  # noqa: PLR0913  # what a style is made of
    paper: Document, name: str, font: str, size: float, side: WD_ALIGN_PARAGRAPH | None = None, *, after: float = 0
) -> None:
    style = paper.styles[name]
    if not isinstance(style, ParagraphStyle):
        return
    style.font.name, style.font.size, style.font.bold, style.font.italic = LATIN, Pt(size), False, False
    style.font.color.rgb = None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), font)
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(after)
    style.paragraph_format.line_spacing = 1.5
    if side is not None:
        style.paragraph_format.alignment = side


def _room(paper: Document) -> tuple[int, int]:
    """Width and height of what a page holds."""
    section = paper.sections[0]
    width = (section.page_width or SHORT) - (section.left_margin or 0) - (section.right_margin or 0)
    return width, (section.page_height or TALL) - (section.top_margin or 0) - (section.bottom_margin or 0)


def _table(paper: Document, grid: Plain, width: int, height: int) -> None:
    """Write a grid: its caption above it, all on one page, or where that is too small, its head on every page."""
    if grid["caption"]:
        caption = _line(paper, grid["caption"], SMALL_PRINT)
        caption.alignment = SIDES["center"]
        caption.paragraph_format.keep_with_next = True
    rows, columns = extent(grid)
    table = paper.add_table(0, columns, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    shares = grid["widths"] if len(grid["widths"]) == columns else [1] * columns
    widths = [width * share // sum(shares) for share in shares]
    _measure(table, widths)
    fitting = next((one for one in (USUAL, TIGHT) if _height(grid, widths, one) <= height), None)
    patterns = Patterns(table, widths, fitting or USUAL)
    corners = {(row, one.column): one for one in placed(grid) for row in range(one.row, one.last_row + 1)}
    for number in range(rows):
        row = OxmlElement("w:tr")
        _mark(row, "w:cantSplit")
        if number < grid["heads"]:
            _mark(row, "w:tblHeader")
        column = 0
        while column < columns:
            one = corners.get((number, column)) or Placed(number, column, cell())
            row.append(patterns.cell(one, number, bound=fitting is not None and number < rows - 1))
            column = one.last_column + 1
        table._tbl.append(row)  # noqa: SLF001  # python-docx would add the row and merge its cells in ten times the time
    _line(paper, "", SMALL_PRINT)


class Patterns:
    """Cells of one table and their paragraphs: what is alike but for its text is made once, and copied."""

    def __init__(self, table: Table, widths: list[int], setting: Setting) -> None:
        """Begin with none."""
        self._table, self._widths, self._setting = table, widths, setting
        self._cells: dict[tuple[int, int, bool, bool], CT_Tc] = {}
        self._paragraphs: dict[tuple[str, str, bool, bool], CT_P] = {}

    def cell(self, one: Placed, row: int, *, bound: bool) -> CT_Tc:
        """What stands in a row of a cell, ``bound`` to the page of the next row: all of it, or that it goes on."""
        covered = row > one.row
        place = one.column, one.last_column, one.row == one.last_row, covered
        if place not in self._cells:
            self._cells[place] = self._cell(one, covered=covered)
        sort = one.cell["scope"], one.cell["side"], covered, bound
        if sort not in self._paragraphs:
            self._paragraphs[sort] = self._paragraph(one.cell, covered=covered, bound=bound)
        made, paragraph = deepcopy(self._cells[place]), deepcopy(self._paragraphs[sort])
        if not covered:
            paragraph.r_lst[0].text = one.cell["text"]
        made.append(paragraph)
        return made

    def _cell(self, one: Placed, *, covered: bool) -> CT_Tc:
        made = CT_Tc.new()
        cell = _Cell(made, self._table)
        cell.width = Emu(sum(self._widths[one.column : one.last_column + 1]))
        if one.last_column > one.column:
            made.grid_span = one.last_column - one.column + 1
        if one.last_row > one.row:
            made.vMerge = "continue" if covered else "restart"
        if not covered:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        made.remove(made.p_lst[0])
        return made

    def _paragraph(self, cell: Plain, *, covered: bool, bound: bool) -> CT_P:
        """A paragraph, with a run that says nothing yet unless it is ``covered``."""
        made: CT_P = OxmlElement("w:p")
        if not covered:
            made.style = SMALL_PRINT
            paragraph = Paragraph(made, self._table)
            paragraph.alignment = SIDES["center"] if cell["scope"] else SIDES[cell["side"]]
            paragraph.paragraph_format.line_spacing = self._setting.apart
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(self._setting.padding)
            run = paragraph.add_run()
            run.bold = bool(cell["scope"])
            if self._setting is not USUAL:
                run.font.size = Pt(self._setting.size)
        if bound:
            made.get_or_add_pPr().get_or_add_keepNext()
        return made


def _height(grid: Plain, widths: list[int], setting: Setting) -> float:
    """How high a table is with the heading above it; what spans rows adds nothing to them."""
    found = [0] * extent(grid)[0]
    for one in placed(grid):
        if one.row == one.last_row:
            room = (sum(widths[one.column : one.last_column + 1]) - 2 * BESIDE) / Pt(setting.size)
            found[one.row] = max(found[one.row], lines(one.cell["text"], room))
    return ABOVE + sum(Pt(count * setting.line + 2 * setting.padding) for count in found)


def _measure(table: Table, widths: list[int]) -> None:
    """Give columns their widths, and cells little room beside their text."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), f"{round(BESIDE.pt * 20)}")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr  # noqa: SLF001  # python-docx has no names for them
    properties.insert_element_before(margins, "w:tblLook")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)


def _mark(row: CT_Row, mark: str) -> None:
    """Keep a row whole (``w:cantSplit``), or repeat it on every page (``w:tblHeader``)."""
    row.get_or_add_trPr().append(OxmlElement(mark))


def _steady(paper: Document) -> bytes:
    """The file, its parts dated alike: python-docx would write the hour."""
    made, steady = BytesIO(), BytesIO()
    paper.save(made)
    with ZipFile(made) as old, ZipFile(steady, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, BEGINNING), old.read(name), ZIP_DEFLATED)
    return steady.getvalue()
