"""Office files (.docx, .xlsx, .pptx, .ofd, .odt …): archives of XML, read part by part.

What matters here is that nothing is passed over: headers, text boxes, comments, hidden sheets, and words that were
struck out but are still in the file. Libraries for office files leave such things out, as they are no use to most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from posixpath import splitext
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import BadZipFile, ZipFile

from generator.reading.grids import NOWHERE, WIDEST, told
from generator.reading.parts import said
from generator.reading.passages import Contents, Passage, Table, Unread, distinct

LARGEST = 200_000_000
"""Bytes that all parts may have unpacked; more is no office file, but one that is made to fill memories."""
PROPERTIES = re.compile(r"docProps/(?:core|app|custom)\.xml|meta\.xml|OFD\.xml")
PARTS = {
    "word/document": "正文",
    "word/header": "页眉",
    "word/footer": "页脚",
    "word/comments": "批注",
    "word/footnotes": "脚注",
    "word/endnotes": "尾注",
    "ppt/slides/": "幻灯片",
    "ppt/notesSlides/": "备注",
    "xl/comments": "批注",
    "xl/drawings/": "文本框",
    "content": "正文",
    "styles": "页眉页脚",
}
"""What the parts are called, by how their names begin."""
BOOK = frozenset({"xl/sharedStrings.xml", "xl/workbook.xml"})
SIGNED = ("word/comments", "word/document", "xl/comments", "ppt/comments")
"""Parts whose elements may name an author."""
TOLD = frozenset({"title", "subject", "description", "keywords", "Title", "Subject", "Abstract", "Keyword"})
"""Properties that say what a file is about; in Chinese papers often the name of the one that it was made from."""
NAMES = frozenset({"creator", "lastModifiedBy", "Manager", "Company", "initial-creator", "Creator", "Author"})
"""Properties that name somebody."""
TARGET = "链接"
"""The place of what a link leads to."""
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
DRAWN = (".emf", ".wmf", ".wdp", ".jxr", ".jb2", ".jp2", ".eps")
"""Endings of pictures that have no properties."""
BARE = frozenset(
    ("", ".xml", ".rels", ".vml", ".rdf", ".ttf", ".otf", ".cff", ".odttf", ".fntdata", ".sig", ".dat", ".esl")
).union(DRAWN, (".psmdcp",))
"""Endings of parts that are read here, and of those that say nothing but what they show."""
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", *DRAWN)
EQUATION = "Equation Native".encode("utf-16-le")
"""What an embedded formula has within: no words."""
LONG = 11
"""Digits of a cell that is shown to the eye with the heading of its column."""


def read(data: bytes) -> Contents:
    """Read an archive.

    Raises:
        Unread: it is broken, locked with a password, or far too large.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if any(one.flag_bits & 1 for one in archive.infolist()):
                raise Unread("文件加了密码")
            if sum(one.file_size for one in archive.infolist()) > LARGEST:
                raise Unread("文件展开后过大")
            within = tuple((name.rpartition("/")[2], part) for name, part in _within(archive))
            parts = {name: archive.read(name) for name in sorted(names) if name.endswith(".xml")}
            ties = [archive.read(name) for name in sorted(names) if name.endswith(".rels")]
        if not parts:
            raise Unread("不是办公文件")
        trees = {name: fromstring(part) for name, part in parts.items() if _asked(name, part)}  # noqa: S314  # expat refuses what blows up
        sheets = list(_sheets(trees))
        words, tables = _words(parts)
        passages = (*_cells(trees, sheets), *words, *_targets(ties), *_properties(trees))
    except (BadZipFile, ParseError, NotImplementedError, OSError, EOFError, LookupError, ValueError) as error:
        raise Unread("文件已损坏，打不开") from error
    pictured = any(name.lower().endswith(PICTURES) for name in names)
    worded = any(one.place not in {"文件属性", TARGET} for one in passages)
    unread = "只有图片，没有文字" if pictured and not worded else ""
    tables += (table for sheet in sheets for table in told(sheet))
    return Contents(passages, distinct(_makers(trees)), within=within, unread=unread, tables=tuple(tables))


def _within(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    """The files in an archive that have their own readers, or none: pictures, workbooks embedded in papers …"""
    for name in sorted(archive.namelist()):
        ending = splitext(name)[1].lower()
        if ending in BARE or "thumbnail" in name.lower():
            continue
        if ending != ".bin":
            yield name, archive.read(name)
        elif "/embeddings/" in name and EQUATION not in (part := archive.read(name)):
            yield name, part


def _asked(name: str, part: bytes) -> bool:
    """Tell whether a part is read as a tree: cells have places, and properties names."""
    if name.startswith(SIGNED):
        return b"author" in part or b"\0" in part  # which is UTF-16
    return bool(SHEET.fullmatch(name) or name in BOOK or PROPERTIES.fullmatch(name))


def _words(parts: Mapping[str, bytes]) -> tuple[list[Passage], list[Table]]:
    """The texts of all parts but the cells of a workbook, and the tables in them."""
    passages: list[Passage] = []
    tables: list[Table] = []
    for name, part in parts.items():
        if not (SHEET.fullmatch(name) or name in BOOK or PROPERTIES.fullmatch(name)):
            place = next((called for start, called in PARTS.items() if name.startswith(start)), name)
            number = re.search(r"(\d+)\.xml$", name)
            where = f"第 {number[1]} 张{place}" if place == "幻灯片" and number else place
            lines, grids = said(part, where)
            passages += lines
            tables += grids
    return passages, tables


def _sheets(trees: Mapping[str, Element]) -> Iterator[Table]:
    """The sheets of a workbook, hidden ones too: all cells in their columns, those of hidden rows too."""
    shared = ["".join(one.itertext()) for one in (trees.get("xl/sharedStrings.xml") or ()) if _name(one) == "si"]
    titles = _sheet_names(trees)
    for number, name in enumerate(sorted((name for name in trees if SHEET.fullmatch(name)), key=_order)):
        title = titles[number] if number < len(titles) else f"Sheet{number + 1}"
        yield tuple(_row(one, title, shared) for one in trees[name].iter() if _name(one) == "row")


def _row(row: Element, title: str, shared: list[str]) -> tuple[Passage, ...]:
    """The cells of a row, each in its column; what has no place of its own is next to the one before."""
    cells: list[Passage] = []
    for cell in row.iter():
        if _name(cell) == "c":
            where = cell.get("r", "")
            column = _column(where.rstrip("0123456789"))
            if len(cells) < column <= WIDEST:
                cells += [NOWHERE] * (column - 1 - len(cells))
            cells.append(Passage(f"{title}!{where}", _said(cell, shared)))
    return tuple(cells)


def _column(letters: str) -> int:
    """The number of a column, the first being 1; 0 of what is none."""
    number = 0
    for letter in letters if letters.isascii() and letters.isupper() else "":
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _cells(trees: Mapping[str, Element], sheets: Iterable[Table]) -> Iterator[Passage]:
    """The cells of a workbook, a long number with the heading of its column, as the eye sees it."""
    yield from (Passage("工作表的名称", title) for title in _sheet_names(trees) if title.strip())
    for sheet in sheets:
        heads: dict[int, Passage] = {}
        for row in sheet:
            for column, cell in enumerate(row):
                if cell is NOWHERE:
                    continue
                head = heads.setdefault(column, cell)
                if sum(map(str.isdigit, cell.text)) >= LONG and head is not cell:
                    yield Passage(cell.place, f"{head.text}：{cell.text}")
                elif cell.text.strip():
                    yield cell


def _said(cell: Element, shared: list[str]) -> str:
    kind, value = cell.get("t", "n"), ""
    for inner in cell:
        if _name(inner) == "v":
            value = inner.text or ""
        elif _name(inner) == "is":
            return "".join(inner.itertext())
    if kind == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    return value.removesuffix(".0")


def _sheet_names(trees: Mapping[str, Element]) -> list[str]:
    book = trees.get("xl/workbook.xml")
    return [one.get("name", "") for one in book.iter() if _name(one) == "sheet"] if book is not None else []


def _order(name: str) -> tuple[int, str]:
    number = re.search(r"(\d+)\.xml$", name)
    return int(number[1]) if number else 0, name


def _targets(ties: Iterable[bytes]) -> Iterator[Passage]:
    """Where links lead: a number to call stands there as well, whatever the words are that show it."""
    for one in ties:
        if b"External" in one:
            led = (tie.get("Target", "") for tie in fromstring(one) if tie.get("TargetMode") == "External")  # noqa: S314  # as above
            yield from (Passage(TARGET, unquote(target)) for target in led if target)


def _properties(trees: Mapping[str, Element]) -> Iterator[Passage]:
    """What the properties say that a file is about."""
    for name, tree in sorted(trees.items()):
        if PROPERTIES.fullmatch(name):
            said = (one.text for one in tree.iter() if _name(one) in TOLD)
            yield from (Passage("文件属性", text) for text in said if text and text.strip())


def _makers(trees: Mapping[str, Element]) -> Iterator[str | None]:
    for name, tree in sorted(trees.items()):
        if PROPERTIES.fullmatch(name):
            yield from (one.text for one in tree.iter() if _name(one) in NAMES)
        elif name.startswith(SIGNED):
            for one in tree.iter():
                yield from (value for key, value in one.attrib.items() if key.rpartition("}")[2] == "author")
                yield one.text if _name(one) == "author" else None


def _name(one: Element) -> str:
    return one.tag.rpartition("}")[2]
