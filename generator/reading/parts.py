"""Parts of office files: XML in, lines of text and tables out."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import XMLParser
from xml.parsers.expat import ExpatError, ParserCreate

from generator.reading.grids import Grids
from generator.reading.passages import Passage, Table

BLOCKS = frozenset({"p", "h", "TextObject", "tr", "tc", "comment", "text"})
"""Elements between which the text is parted."""
BREAKS = frozenset({"tab", "br", "cr", "s", "line-break"})
TABLES = frozenset({"tbl", "table"})
ROWS = frozenset({"tr", "table-row"})
CELLS = frozenset({"tc", "table-cell", "covered-table-cell"})


def said(part: bytes, place: str) -> tuple[list[Passage], tuple[Table, ...]]:
    """What a part says that is found at a place, line by line, and once more what of it stands in tables.

    Raises:
        ParseError: it is broken.
    """
    if _wordless(part):
        return [], ()
    target = _Lines(place)
    parser = XMLParser(target=target)  # noqa: S314  # expat refuses what blows up
    parser.feed(part)
    parser.close()
    return target.lines, target.grids.tables()


def _wordless(part: bytes) -> bool:
    """Tell whether a part is sound and says nothing: the styles, mostly the largest, and expat by itself is swift."""
    words: list[str] = []
    parser = ParserCreate(None, "}")
    parser.buffer_text = True
    parser.CharacterDataHandler = words.append
    parser.StartDoctypeDeclHandler = lambda name, *_: words.append(name)  # it may declare words
    try:
        parser.Parse(part, True)  # noqa: FBT003  # all of it
    except (ExpatError, LookupError, ValueError):  # of the coding too; whoever reads it all will say so
        return False
    return not "".join(words).strip()


class _Lines:
    """Takes the text of a part line by line; what is not parted by a block belongs together, whatever its look."""

    def __init__(self, place: str) -> None:
        self.lines: list[Passage] = []
        self.grids = Grids()
        self._open: list[str] = []
        self._place = place

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """See ``xml.etree.ElementTree.TreeBuilder``."""
        name = tag.rpartition("}")[2]
        if name in BREAKS:
            self._open.append(" ")
        elif name in BLOCKS:
            self._cut()
        if name in CELLS:
            self._cut()
            self.grids.cell(_number(attributes, "number-columns-repeated"))
        elif name in ROWS:
            self.grids.row()
        elif name in TABLES:
            self.grids.begin()
        elif name == "gridSpan":
            self.grids.spread(_number(attributes, "val"))

    def data(self, text: str) -> None:
        """As ``start``."""
        self._open.append(text)

    def end(self, tag: str) -> None:
        """As ``start``."""
        name = tag.rpartition("}")[2]
        if name in BLOCKS or name in CELLS:
            self._cut()
        if name in CELLS:
            self.grids.leave()
        elif name in TABLES:
            self.grids.end()

    def close(self) -> None:
        """As ``start``."""
        self._cut()

    def _cut(self) -> None:
        if text := "".join(self._open).strip():
            self.lines += [Passage(self._place, line) for line in text.split("\n") if line.strip()]
            self.grids.say(self._place, text)
        self._open.clear()


def _number(attributes: Mapping[str, str], name: str) -> int:
    """A number that an element has as its attribute; 1 when it has none."""
    said = next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < len("1000000") else 1
