"""Plain blocks (普通段落): what of a body needs no block parser, because it can be nothing else in Markdown.

Nearly all of an official text is paragraphs of one line, headings and simple tables, each closed by what follows it.
They are told line by line; the rest is left for the parser, in stretches that end before a plain block after a blank
line, where nothing goes on that a stretch may hold. The block before a stretch belongs to it, for the stretch may yet
make it a term or a caption.
"""

from __future__ import annotations

import re

from generator.model.values import Struct
from generator.reading.signs import ACTIVE, HAN, INDENT, TRIM
from generator.reading.tables import Grid, caption, grid

MARKED = re.compile(r'[!"&*<>\[\\\]_`~\r\0][^\n]*')
"""What is left of a line from its first mark on: a character that is not written as it is, or that may be markup."""
FAR = ("]:", "```", "~~~", "\r", "\0")
"""Marks of what reaches beyond its own lines: definitions of links and footnotes, fences, foreign line ends."""
BLANKS = " \t"
BEGINS = re.compile(r"[ \t#>+:~|=-]|[*_](?![*_]{0,2}[^\s*_])|[0-9]{1,9}[.)](?:[ \t]|\Z)")
"""The start of a line that may begin something else than a paragraph, or go on with it."""
TITLE = re.compile(r"(#{1,6})(?:[ \t](.*))?")


class Sentence(Struct):
    """A paragraph of one line that may have inline marks, or characters to be escaped."""

    stop: int
    """The line after the block's last one."""
    text: str


class Title(Struct):
    """A heading without inline marks."""

    stop: int
    level: int
    text: str


class Rest(Struct):
    """A stretch for the parser."""

    stop: int


Block = Sentence | Title | Grid | Rest
Parts = tuple[list[str], dict[int, Block]]
"""Lines, and blocks by the line on which they begin. A line that is not blank is a paragraph without any mark."""


def survey(body: str) -> Parts:
    """Part a body into plain paragraphs of one line and other blocks."""
    marked = set()
    row = at = 0
    for found in MARKED.finditer(body):
        if any(mark in found[0] for mark in FAR):
            return whole(body)
        row += body.count("\n", at, found.start())
        at = found.start()
        marked.add(row)
    parting = _Parting(body, marked)
    lines = parting.lines
    for row, line in enumerate(lines):
        if line and (line < HAN or lines[row + 1] or row in marked):
            parting.look(row, line)
    return lines, parting.blocks


def whole(body: str) -> Parts:
    """Leave a body to the parser, all of it."""
    return [""], {0: Rest(len(body) + 1)}


class _Parting:
    """The parts of a body, found from its first line to its last."""

    __slots__ = ("_marked", "_written", "blocks", "lines")

    def __init__(self, body: str, marked: set[int]) -> None:
        self.lines = [*body.split("\n"), ""]
        self.blocks: dict[int, Block] = {}
        self._written = self.lines.copy()
        self._marked = marked

    def look(self, row: int, line: str) -> None:
        """Tell what begins on a line; a plain paragraph stays where it is."""
        after = self._written[row + 1]
        if not line.strip(BLANKS):
            self.lines[row] = ""
        elif line[0] == "#" and (title := _title(line, row + 1)):
            self._put(row, title, row)
        elif BEGINS.match(line) or not (after == "" or _closes(after)):
            stop = row + 1
            while self._written[stop].strip(BLANKS):
                stop += 1
            table = grid(self._written[row:stop], row)
            if table is None or not self._tabulate(table):
                self._leave(row, stop)
        elif row in self._marked:
            self._put(row, Sentence(row + 1, line.strip(TRIM)), row)

    def _put(self, start: int, block: Block, row: int) -> None:
        """Enter a block; its lines from ``row`` on are taken."""
        self.blocks[start] = block
        self.lines[row : block.stop] = [""] * (block.stop - row)

    def _leave(self, row: int, stop: int) -> None:
        """Leave lines to the parser, with the block before them, and with a stretch that ends right before that one."""
        start = self._before(row)
        self.blocks.pop(start, None)
        self.lines[start] = ""
        above = self._before(start)
        if isinstance(self.blocks.get(above), Rest):
            del self.blocks[above]
            start = above
        self._put(start, Rest(stop), row)

    def _before(self, row: int) -> int:
        """The line on which the block before a line begins; the line itself when there is none."""
        last = next(reversed(self.blocks), None)
        for above in range(row - 1, -1 if last is None else self.blocks[last].stop - 1, -1):
            if self.lines[above]:
                return above
        return row if last is None else last

    def _tabulate(self, table: Grid) -> bool:
        """Enter a table and its caption, unless only the parser can tell whether the block before it is one."""
        start = above = self._before(table.first)
        if isinstance(self.blocks.get(above), Sentence | Rest):
            return False
        table.caption = caption(self.lines[above].strip(TRIM))
        if table.caption:
            self.lines[above] = ""
        else:
            start = table.first
        self._put(start, table, table.first)
        return True


def _title(line: str, stop: int) -> Title | None:
    """Read a heading that has no inline marks and no closing ``#``."""
    found = TITLE.fullmatch(line)
    if found is None or found[2] is None or found[2].rstrip(BLANKS).endswith("#") or ACTIVE.search(found[2]):
        return None
    return Title(stop, len(found[1]), found[2].strip(TRIM))


def _closes(line: str) -> bool:
    """Tell whether a line ends the paragraph above it, whatever that says."""
    return not line.strip(BLANKS) or line.startswith(INDENT) or TITLE.fullmatch(line) is not None
