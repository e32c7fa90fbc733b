"""PDF files: the text of each page, what they say they are about, and who made them.

The only module that knows pypdf.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from io import BytesIO
from unicodedata import normalize

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from generator.reading.columns import Heading, tables
from generator.reading.passages import Contents, Passage, Table, Unread, distinct
from generator.text.homes import headed

SPREAD = 2.5
"""How far apart words are put, that none run into the next column; twice as far as usual."""
MOST = 2000
"""Pages that are read."""
RADICALS = {code: normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
RADICALS |= dict(
    zip(
        map(ord, "⼾⺠⺟⻅⻉⻋⻓⻔⻘⻚⻛⻜⻢⻥⻦⻨⻩⻬⻮⻰⻳"),
        "户民母见贝车长门青页风飞马鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
"""What browsers write into PDF files for characters that are radicals (部首) as well."""


def read(data: bytes) -> Contents:
    """Read a PDF file.

    Raises:
        Unread: it is broken, locked with a password, or has no text: a scan.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unread("文件加了密码")
        texts = [page.extract_text().translate(RADICALS) for page in reader.pages[:MOST]]
        laid = tuple(_tables(reader.pages, texts))
        known = dict(reader.metadata or {})
        notes = [one for number, page in enumerate(reader.pages[:MOST], 1) for one in _notes(number, page)]
        pictured = [
            number for number, text in enumerate(texts, 1) if not text.strip() and _pictured(reader.pages[number - 1])
        ]
        within = tuple((name, part) for name, parts in reader.attachments.items() for part in parts)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise Unread("文件已损坏，打不开") from error
    if not any(text.strip() for text in texts):
        raise Unread("是没有文字的扫描件")
    if len(reader.pages) > MOST:
        raise Unread(f"超过 {MOST} 页")
    makers = distinct(str(known[name]) for name in ("/Author", "/Company", "/Manager") if known.get(name))
    passages = [Passage(f"第 {number} 页", text) for number, text in enumerate(texts, 1)]
    passages += [
        Passage("文件属性", str(known[name])) for name in ("/Title", "/Subject", "/Keywords") if known.get(name)
    ]
    unread = f"第 {_stretches(pictured)} 页只有图片，没有文字" if pictured else ""
    said = (one for one in (*passages, *notes) if one.text.strip())
    return Contents(tuple(said), makers, within=within, unread=unread, tables=laid)


def _tables(pages: Sequence[PageObject], texts: Sequence[str]) -> Iterator[Table]:
    """The columns of homes; only where a page speaks of them it is read once more for where its words stand."""
    going_on: tuple[Heading, ...] = ()
    for number, text in enumerate(texts, 1):
        if going_on or headed(text):
            try:
                page = pages[number - 1].extract_text(extraction_mode="layout", layout_mode_scale_weight=SPREAD)
            except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, ArithmeticError, IndexError):
                going_on = ()
                continue
            found, going_on = tables(page.translate(RADICALS), f"第 {number} 页", going_on)
            yield from found


def _notes(number: int, page: PageObject) -> Iterator[Passage]:
    """What is written beside a page's text: annotations, and what was filled in."""
    for one in page.annotations or ():
        note = one.get_object()
        if isinstance(note, DictionaryObject):
            said = (note.get(name) for name in ("/Contents", "/V"))
            yield from (Passage(f"第 {number} 页的批注", str(text)) for text in said if isinstance(text, str))


def _pictured(holder: DictionaryObject, depth: int = 3) -> bool:
    """Tell whether a page or form shows a picture."""
    resources = holder.get("/Resources")
    parts = resources.get_object().get("/XObject") if resources else None
    for one in (parts.get_object() if parts else {}).values():
        part = one.get_object()
        kind = part.get("/Subtype")
        if kind == "/Image" or (kind == "/Form" and depth and _pictured(part, depth - 1)):
            return True
    return False


def _stretches(numbers: Sequence[int]) -> str:
    """Numbers in short: 2、5–9."""
    runs: list[list[int]] = []
    for one in numbers:
        if runs and runs[-1][-1] == one - 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return "、".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
