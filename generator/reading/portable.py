"""PDF files: the text of each page, what they say they are about, and who made them.

The only module that knows pypdf.
"""

from __future__ import annotations

import logging
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from generator.reading.passages import Contents, Passage, Unread, distinct

MOST = 2000
"""Pages that are read."""


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
        texts = [page.extract_text() for page in reader.pages[:MOST]]
        known = dict(reader.metadata or {})
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
    return Contents(tuple(one for one in passages if one.text.strip()), makers)
