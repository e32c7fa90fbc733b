"""Web pages and drawings (.html, .svg, .xml) as people read them, and what their comments and attributes say."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from generator.reading.grids import Grids
from generator.reading.passages import Contents, Passage, distinct
from generator.reading.texts import words

INLINE = re.compile(
    "(?:.*:)?(?:a|abbr|b|big|code|del|em|font|i|ins|mark|q|s|small|span|strike|strong|sub|sup|tt|u|wbr|tspan|r|rpr|t)"
)
"""Elements that part no words, those of office programs' own XML among them."""


def read(data: bytes) -> Contents:
    """Read a page.

    Raises:
        Unread: it is no text.
    """
    shown = _Shown()
    shown.feed(words(data))
    shown.close()
    shown.cut()
    return Contents(tuple(shown.passages), distinct(shown.makers), tables=shown.grids.tables())


class _Shown(HTMLParser):
    """Takes the text of a page block by block: tags and entities within a number part nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.passages: list[Passage] = []
        self.makers: list[str] = []
        self.grids = Grids()
        self._open: list[str] = []
        self._begun = 1

    def cut(self) -> None:
        """End a block."""
        if text := "".join(self._open).strip():
            self.passages.append(Passage(f"第 {self._begun} 行", text))
            self.grids.say(*self.passages[-1])
        self._open.clear()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See ``html.parser.HTMLParser``."""
        if not INLINE.fullmatch(tag):
            self.cut()
        said = dict(attrs)
        if tag == "table":
            self.grids.begin()
        elif tag == "tr":
            self.grids.row()
        elif tag in {"td", "th"}:
            self.grids.cell(_number(said.get("colspan")), _number(said.get("rowspan")))
        if tag == "meta" and (said.get("name") or "").lower() == "author":
            self.makers.append(said.get("content") or "")
        self.passages += [Passage(self._here(), value) for value in said.values() if value]

    def handle_endtag(self, tag: str) -> None:
        """As ``handle_starttag``."""
        if not INLINE.fullmatch(tag):
            self.cut()
        if tag in {"td", "th"}:
            self.grids.leave()
        elif tag == "table":
            self.grids.end()

    def handle_data(self, data: str) -> None:
        """As ``handle_starttag``."""
        if not self._open:
            self._begun = self.getpos()[0] + len(data) - len(data.lstrip("\n"))
        self._open.append(data)

    def handle_comment(self, data: str) -> None:
        """As ``handle_starttag``; nobody sees it, and everybody can read it."""
        self.passages.append(Passage(self._here(), data))

    def unknown_decl(self, data: str) -> None:
        """As ``handle_starttag``: CDATA of XML."""
        self._open.append(data.removeprefix("CDATA["))

    def _here(self) -> str:
        return f"第 {self.getpos()[0]} 行"


def _number(said: str | None) -> int:
    """How many rows or columns an attribute says; 1 when it says nothing that makes sense."""
    return int(said) if said and re.fullmatch("[0-9]{1,4}", said) else 1
