"""Rich text (.rtf): its words, without the commands, in whichever of the two ways Chinese is written there."""

from __future__ import annotations

import re

from generator.reading.grids import Grids
from generator.reading.passages import Contents, Passage, Table, Unread, distinct

START = b"{\\rtf"
BREAK = re.compile(rb"\\(?:par|pard|line|cell|row|tab|sect|page)(?![a-zA-Z])-?[0-9]* ?")
"""What ends a stretch of text."""
CHARACTER = re.compile(rb"\\u(-?[0-9]{1,6}) ?(?:(?:\\'[0-9a-fA-F]{2}){1,2}|\?)?")
"""A character by its number, and what older programs show in its place."""
BYTES = re.compile(rb"\\'([0-9a-fA-F]{2})")
ESCAPED = re.compile(rb"\\([\\{}])")
ROW, CELL = re.compile(rb"\\row(?![a-zA-Z])"), re.compile(rb"\\cell(?![a-zA-Z])")
"""The ends of a row and of a cell."""
OUTSIDE = re.compile(rb".*\\trowd(?![a-zA-Z])|.*\\par(?![a-zA-Z])(?=.*\\intbl)", re.DOTALL)
"""What stands before a row."""
MAKER = re.compile(rb"\{\\(?:author|operator|manager|company)[ \r\n]?((?:[^{}]|\\[{}])*)\}")
"""Who wrote a paper, who saved it, and for whom."""
COMMAND = re.compile(rb"\\[a-zA-Z]+-?[0-9]* ?|\\[^a-zA-Z]|[{}\r\n]")


def read(data: bytes) -> Contents:
    """Read rich text; pictures and embedded objects stay what they are, long rows of digits.

    Raises:
        Unread: it is something else.
    """
    if not data.startswith(START):
        raise Unread("文件已损坏，打不开")
    tables = _tables(data) if b"\\row" in data else ()
    makers = distinct(_words(found[1]) for found in MAKER.finditer(data))
    data = BREAK.sub(b"\n\n", data.translate(None, b"\r\n\0\1"))
    stretches = (_words(one) for one in data.split(b"\n\n"))
    passages = tuple(Passage("正文", text.strip()) for text in stretches if text.strip())
    embedded = "其中嵌入的文件读不出" if b"\\objdata" in data else ""
    return Contents(passages, makers, unread=embedded, tables=tables)


def _tables(data: bytes) -> tuple[Table, ...]:
    """The rows of all tables, one after another."""
    grids = Grids()
    for row in ROW.split(data)[:-1]:
        grids.row()
        for cell in CELL.split(OUTSIDE.sub(b"", row))[:-1]:
            grids.cell()
            grids.say("正文", _words(cell).strip())
    return grids.tables()


def _words(stretch: bytes) -> str:
    """The text of a stretch."""
    plain = ESCAPED.sub(lambda found: rb"\'%02x" % found[1][0], stretch)
    plain = CHARACTER.sub(lambda found: b"\0%d\0" % (int(found[1]) % 65536), plain)
    plain = COMMAND.sub(b"", BYTES.sub(lambda found: b"\1" + found[1] + b"\1", plain))
    plain = re.sub(rb"\x01([0-9a-fA-F]{2})\x01", lambda found: bytes.fromhex(found[1].decode()), plain)
    parts = re.split(rb"\x00([0-9]+)\x00", plain)
    units = (
        part.decode("gb18030", "replace") if number % 2 == 0 else chr(int(part)) for number, part in enumerate(parts)
    )
    return "".join(units).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
