"""The body (正文) of a page: Markdown in, HTML, visible text, headings, links and findings out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.model.content import Heading, Link
from generator.model.diagnostics import Diagnostic, Severity, Span, ordered
from generator.reading.addresses import Reach, anchored, spellings, understand, within
from generator.reading.anchors import OPENINGS, Anchors, wish
from generator.reading.body import Body
from generator.reading.plain import Block, Rest, Sentence, Title, survey
from generator.reading.signs import TRIM, escape, strong, visible
from generator.reading.tables import Grid, written

if TYPE_CHECKING:
    from generator.reading.commonmark import Env, Token

LINE_END = re.compile(r"\r\n?|\n")
TOP = 2
"""The level of a body's highest headings: level 1 is the page's title."""
LOWEST = 6


def render(body: str, path: str, first_line: int) -> Body:
    """Read the Markdown of one page.

    ``path`` is the file, relative to the project's root, and ``first_line`` the line on which the body begins in it;
    they only serve the spans. Nothing is raised, whatever the text.
    """
    reader = _Reader(body, path, first_line)
    reader.read(*survey(body))
    return Body(
        html="".join(reader.html),
        text="\n".join(reader.texts),
        lines=tuple(reader.lines),
        headings=tuple(reader.headings),
        links=tuple(reader.links),
        findings=ordered(reader.findings),
    )


class _Reader:
    """One walk over one body: writes the HTML, names the anchors, lists the links, collects text and findings."""

    def __init__(self, body: str, path: str, first_line: int) -> None:
        self.html: list[str] = []
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.texts: list[str] = []
        self.lines: list[int] = []
        self.findings: list[Diagnostic] = []
        self._body, self._path, self._first_line = body, path, first_line
        self._lines: list[str] = []
        self._rows = range(1)
        self._cursor = (0, 0)
        self._anchors = Anchors()
        self._shift = 0

    def read(self, lines: list[str], blocks: Mapping[int, Block]) -> None:
        """Walk all parts, in order; footnotes keep their ids for themselves."""
        parsed = {row: self._parse(row, block.stop) for row, block in blocks.items() if isinstance(block, Rest)}
        levels = [block.level for block in blocks.values() if isinstance(block, Title)]
        notes = 0
        for tokens, env in parsed.values():
            levels += [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
            notes += len(env.get("footnotes", {}).get("list", ()))
        self._shift = TOP - min(levels, default=TOP)
        self._anchors = Anchors(f"{end}-{number + 1}" for number in range(notes) for end in ("fn", "fnref"))
        # Nearly all lines pass here, so each look-up counts.
        html, texts, numbers, first = self.html, self.texts, self.lines, self._first_line
        for row, line in enumerate(lines):
            if line:
                text = line.strip(TRIM)
                anchor = self._clause(text, row) if text[:1] in OPENINGS else ""
                html.append(f'<p id="{anchor}">{text}</p>\n' if anchor else f"<p>{text}</p>\n")
                if text:
                    texts.append(text)
                    numbers.append(first + row)
            elif row in blocks:
                if row in parsed:
                    self._walk(*parsed[row])
                else:
                    self._show(blocks[row], row)

    def _parse(self, row: int, stop: int) -> tuple[list[Token], Env]:
        """Have lines parsed."""
        from generator.reading.parsed import dress, parse  # noqa: PLC0415  # see there

        tokens, env = parse("\n".join(self._written()[row:stop]))
        for token in tokens if row else ():
            token.map = token.map and [line + row for line in token.map]
        return dress(tokens), env

    def _show(self, block: Block, row: int) -> None:
        """Show another block that is understood without the parser, or all but its inline marks."""
        match block:
            case Sentence():
                from generator.reading.parsed import dress, linked, sentence  # noqa: PLC0415  # see there

                if (children := linked(block.text)) is None:
                    self._walk(dress(sentence(block.text, row)), {})
                else:
                    self._linked(children, row)
            case Title():
                text, wished = wish(block.text)
                level = self._level(block.level)
                anchor, shown = self._name(text, wished, level, row)
                self._put(shown, row)
                self.html.append(f'<h{level} id="{anchor}">{escape(text)}</h{level}>\n')
            case Grid():
                self.html.append(written(block))
                self._put(block.caption, row)
                for at, cells in enumerate(block.rows):
                    for cell in cells:
                        self._put(cell, block.first + at + (at > 0))

    def _linked(self, children: list[Token], row: int) -> None:
        """Show a paragraph of one line whose only marks are plain links and references."""
        from generator.reading.parsed import written_links  # noqa: PLC0415  # see there

        self._rows, self._cursor = range(row, row + 1), (row, 0)
        for place, token in enumerate(children):
            if token.type == "link_open":
                self._link(token, children[place + 2], children[place + 1].content)
        text = "".join([token.content for token in children])
        anchor = self._clause(text, row) if text[:1] in OPENINGS else ""
        shown = written_links(children)
        self.html.append(f'<p id="{anchor}">{shown}</p>\n' if anchor else f"<p>{shown}</p>\n")
        self._put(text, row)

    def _walk(self, tokens: list[Token], env: Env) -> None:
        """Show what the parser has read."""
        for place, token in enumerate(tokens):
            if token.type == "inline":
                opening = tokens[place - 1]
                if opening.type == "heading_open":
                    tokens[place + 1].tag = opening.tag = f"h{self._level(int(opening.tag[1]))}"
                    self._heading(opening, token)
                else:
                    self._block(opening, token)
            elif token.type in {"fence", "code_block"}:
                self._say(token.content.rstrip("\n"), token)
        from generator.reading.parsed import html  # noqa: PLC0415  # see there

        self.html.append(html(tokens, env))

    def _level(self, written: int) -> int:
        """The level of a heading on the page."""
        return min(written + self._shift, LOWEST)

    def _heading(self, opening: Token, content: Token) -> None:
        """Name a heading."""
        wished = ""
        if content.children and content.children[-1].type == "text":
            last = content.children[-1]
            last.content, wished = wish(last.content)
        row = content.map[0] if content.map else 0
        opening.attrs["id"], shown = self._name(self._inline(content), wished, int(opening.tag[1]), row)
        self._say(shown, content)

    def _name(self, text: str, wished: str, level: int, row: int) -> tuple[str, str]:
        """List a heading; say its anchor and its text."""
        shown = " ".join(text.split())
        anchor = self._anchors.heading(shown, wished)
        self.headings.append(Heading(level, shown, anchor, self._first_line + row))
        return anchor, shown

    def _block(self, opening: Token, content: Token) -> None:
        """Take the text of a block; a paragraph of the page itself that starts with 第N条 or 一、 is a clause."""
        text = self._inline(content)
        self._say(text, content)
        if opening.type != "paragraph_open" or opening.level or text[:1] not in OPENINGS:
            return
        row = content.map[0] if content.map else 0
        if anchor := self._clause(text, row) or self._clause(strong(content), row):
            opening.attrs["id"] = anchor

    def _clause(self, text: str, row: int) -> str:
        """List the clause with which a text starts, and say its anchor; empty when it starts otherwise."""
        found = self._anchors.clause(text)
        if found is None:
            return ""
        anchor, shown = found
        self.headings.append(Heading(0, shown, anchor, self._first_line + row))
        return anchor

    def _inline(self, block: Token) -> str:
        """Read the links, images and raw HTML of a block, and say its visible text."""
        children = block.children or []
        if len(children) == 1 and children[0].type == "text":
            return children[0].content
        start, end = block.map or (0, 1)
        self._rows = range(start, max(end, start + 1))
        self._cursor = (start, 0)
        for place, token in enumerate(children):
            if token.type == "link_open":
                closing = next(at for at in range(place, len(children)) if children[at].type == "link_close")
                self._link(token, children[closing], visible(children[place:closing]))
            elif token.type == "image":
                self._image(token)
            elif token.type == "html_inline":
                self._raw(LINE_END.split(token.content)[0])
        return visible(children)

    def _link(self, opening: Token, closing: Token, text: str) -> None:
        """Judge a link or a reference and list it; a refused one loses its address and keeps its text."""
        if (reference := opening.meta.get("reference")) is not None:
            target = anchored(reference)
            opening.attrs["href"] = within(target) if target.startswith("#") else f"gongkai:{len(self.links)}"
            self.links.append(Link(target, text, self._span(reference), "reference"))
            return
        href = str(opening.attrs["href"])
        address = understand(href)
        span = self._span(*spellings(href), text)
        if address.fault:
            self._private(address.fault, address.hint, span)
        if address.reach is Reach.REFUSED:
            for token in (opening, closing):
                token.type, token.content = "text", ""
            return
        if address.reach is Reach.LOCAL:
            opening.attrs["href"] = f"gongkai:{len(self.links)}"
        elif address.reach is Reach.FRAGMENT:
            opening.attrs["href"] = within(address.target)
        elif not address.target.startswith(("mailto:", "tel:")):
            opening.attrs |= {"rel": "noopener external", "class": "external"}
        self.links.append(Link(address.target, text, span))

    def _image(self, token: Token) -> None:
        """Judge an image and list it; a refused one leaves its alternative text."""
        src, alt = str(token.attrs["src"]), visible(token.children)
        address = understand(src)
        span = self._span(*spellings(src), alt)
        if address.fault:
            self._private(address.fault, address.hint, span)
        if address.reach is Reach.REFUSED:
            token.type, token.content = "text", alt
            return
        if not alt.strip():
            message = f"图片 {address.target} 没有替代文字"
            hint = "请在方括号内写出图片的内容，如 ![办事流程图](flow.png)"
            self.findings.append(Diagnostic("a11y-alt", Severity.ERROR, span, message, hint))
        if address.reach is Reach.LOCAL:
            token.attrs["src"] = f"gongkai:{len(self.links)}"
        token.attrs["loading"] = "lazy"
        self.links.append(Link(address.target, alt, span, "image"))

    def _raw(self, tag: str) -> None:
        """Report raw HTML, which the page shows as text."""
        message = f"正文含有 HTML 标记 {tag}，页面上按文字显示"
        hint = "请改用 Markdown 写法；要显示标记本身时，用反引号括起来"
        self.findings.append(Diagnostic("raw-html", Severity.WARNING, self._span(tag), message, hint))

    def _private(self, fault: str, hint: str, span: Span) -> None:
        """Report an address that the public cannot open."""
        self.findings.append(Diagnostic("link-private", Severity.ERROR, span, fault, hint))

    def _say(self, text: str, block: Token) -> None:
        """Take the text of a block, with the line of the file on which each of its lines stands, at worst its first."""
        row, stop = block.map or (0, 1)
        if "\n" not in text and stop <= row + 1:
            self._put(text, row)
        elif text:
            self.texts.append(text)
            self._rows_of(text, row, stop)

    def _put(self, text: str, row: int) -> None:
        """Take a line of text."""
        if text:
            self.texts.append(text)
            self.lines.append(self._first_line + row)

    def _rows_of(self, text: str, row: int, stop: int) -> None:
        """Find the lines of a block of several lines in the file, each after the one before."""
        written, start = self._written(), row
        for line in text.split("\n"):
            found = (at for at in range(start, min(stop, len(written))) if line.strip() and line.strip() in written[at])
            row = next(found, row)
            start = row + 1
            self.lines.append(self._first_line + row)

    def _written(self) -> list[str]:
        """The body's lines as written."""
        self._lines = self._lines or (LINE_END.split(self._body) if "\r" in self._body else self._body.split("\n"))
        return self._lines

    def _span(self, *written: str) -> Span:
        """Find the first of some words that stands in the block, after the last one found, or else anywhere in it."""
        self._written()
        for origin in (self._cursor, (self._rows[0], 0)):
            for word in filter(None, written):
                for row in range(origin[0], min(self._rows.stop, len(self._lines))):
                    at = self._lines[row].find(word, origin[1] if row == origin[0] else 0)
                    if at >= 0:
                        self._cursor = (row, at + len(word))
                        return Span(self._path, self._first_line + row, at + 1, len(word))
        return Span(self._path, self._first_line + self._rows[0])
