"""Papers (.docx): texts and grids in the form of official documents (公文).

The only module that knows python-docx. Equal contexts give equal bytes.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row

from generator.rendering.grid import Placed, extent, placed
from generator.rendering.lookup import Plain

BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The date of every part: the first that the format can hold."""
LATIN = "Times New Roman"
TITLE, HEADING, BODY, TABLE = "方正小标宋简体", "黑体", "仿宋", "宋体"
"""Fonts of GB/T 9704-2012; where the first is missing, office programs take 宋体."""
SIDES = {"": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}
CELL = "Caption"
"""Id of the style of cells."""
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
    title = paper.add_paragraph(style="Title")
    title.add_run(context["title"])
    for block in context["blocks"]:
        if "grid" in block:
            _table(paper, block["grid"], _width(paper))
        elif "heading" in block:
            paper.add_paragraph(block["heading"], style=f"Heading {block['level']}")
        else:
            style = "Normal" if "text" in block else "Caption"
            paper.add_paragraph(block.get("text", block.get("note", "")), style=style)
    return _steady(paper)


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
    _style(paper, "Caption", TABLE, 10.5)
    paper.styles["Normal"].paragraph_format.first_line_indent = Pt(24 if context["form"] else 32)
    for name in ("Title", "Heading 1", "Heading 2", "Caption"):
        paper.styles[name].paragraph_format.first_line_indent = Pt(32 if name.startswith("Heading") else 0)


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


def _width(paper: Document) -> int:
    section = paper.sections[0]
    return (section.page_width or SHORT) - (section.left_margin or 0) - (section.right_margin or 0)


def _table(paper: Document, grid: Plain, width: int) -> None:
    """Write a grid: its caption above it, its head repeated on every page."""
    if grid["caption"]:
        caption = paper.add_paragraph(grid["caption"], style="Caption")
        caption.alignment = SIDES["center"]
        caption.paragraph_format.keep_with_next = True
    rows, columns = extent(grid)
    table = paper.add_table(rows, columns, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    cells = [list(row.cells) for row in table.rows]
    _measure(table, cells, grid["widths"], width)
    for one in placed(grid):
        corner = cells[one.row][one.column]
        if (one.last_row, one.last_column) != (one.row, one.column):
            corner = corner.merge(cells[one.last_row][one.last_column])
        _say(corner, one)
    for number, row in enumerate(table.rows):
        _mark(row, "w:cantSplit")
        if number < grid["heads"]:
            _mark(row, "w:tblHeader")
    paper.add_paragraph(style="Caption")


def _measure(table: Table, cells: list[list[_Cell]], widths: list[int], width: int) -> None:
    shares = widths if len(widths) == len(table.columns) else [1] * len(table.columns)
    for number, (column, share) in enumerate(zip(table.columns, shares, strict=True)):
        column.width = Emu(width * share // sum(shares))
        for row in cells:  # asked for its cells, a column looks for them through the whole table
            row[number].width = column.width


def _say(corner: _Cell, one: Placed) -> None:
    corner.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = corner.paragraphs[0]
    for extra in corner.paragraphs[1:]:
        corner._element.remove(extra._element)  # noqa: SLF001  # merging leaves the empty paragraphs of all cells
    # By its id: asked for by name, a style is looked for among all of them, in every cell.
    paragraph._p.style = CELL  # noqa: SLF001  # as above
    paragraph.alignment = SIDES["center"] if one.cell["scope"] else SIDES[one.cell["side"]]
    paragraph.paragraph_format.line_spacing = 1.15
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(one.cell["text"])
    run.bold = bool(one.cell["scope"])


def _mark(row: _Row, mark: str) -> None:
    """Keep a row whole (``w:cantSplit``), or repeat it on every page (``w:tblHeader``)."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx has no names for them
    properties.append(OxmlElement(mark))


def _steady(paper: Document) -> bytes:
    """The file, its parts dated alike: python-docx would write the hour."""
    made, steady = BytesIO(), BytesIO()
    paper.save(made)
    with ZipFile(made) as old, ZipFile(steady, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, BEGINNING), old.read(name), ZIP_DEFLATED)
    return steady.getvalue()
