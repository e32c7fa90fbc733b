"""Plain text (.txt, .csv, .srt …) in whatever encoding office programs write it."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from generator.reading.decode import decode, is_gbk
from generator.reading.grids import lined
from generator.reading.passages import Contents, Passage, Unread

BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-")
"""How files begin that are no text, whatever they are called."""
MARKS = (
    (BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF16_LE, "utf-16"),  # “Unicode 文本” of office programs, “Unicode” of 记事本
    (BOM_UTF16_BE, "utf-16"),
)
CODE = re.compile(r"\\u([0-9a-fA-F]{4})")
"""A character of JSON by its number."""
STRANGE = re.compile("[\0-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
"""What no text has that was understood."""


def read(data: bytes) -> Contents:
    """Read plain text line by line.

    Raises:
        Unread: it is something else, or nobody can tell its encoding.
    """
    lines = [Passage(f"第 {number} 行", line) for number, line in enumerate(words(data).split("\n"), 1) if line]
    return Contents(tuple(lines), tables=lined(lines))


def notation(data: bytes) -> Contents:
    """Read JSON, in which programs write Chinese by number.

    Raises:
        Unread: as ``read``.
    """
    plain = CODE.sub(lambda found: chr(int(found[1], 16)), words(data))
    return read(plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode())


def words(data: bytes) -> str:
    """The text that bytes are, with LF line ends.

    Raises:
        Unread: as ``read``.
    """
    if data.startswith(BINARY):
        raise Unread("文件的内容与扩展名不符")
    coding = next((coding for mark, coding in MARKS if data.startswith(mark)), "")
    if not coding and b"\0" in data:
        coding = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
        if not _is(data, coding):
            raise Unread("文件的内容不是文字")
    if coding:
        data = data.decode(coding, "replace").encode("utf-8", "replace")
    text, faults = decode(data, "")
    if text is None and any(one.rule == "file-encoding" for one in faults):
        if not is_gbk(data):
            raise Unread("认不出文字的编码")
        text = data.decode("gb18030").replace("\r\n", "\n").replace("\r", "\n")
    return text or ""


def _is(data: bytes, coding: str) -> bool:
    """Tell whether bytes make sense in an encoding."""
    try:
        return STRANGE.search(data.decode(coding)) is None
    except UnicodeDecodeError:
        return False
