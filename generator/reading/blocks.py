"""Tables (表格) and figures (图片), dressed for a page that everyone can use: captions, scopes, no inline style."""

from __future__ import annotations

from generator.reading.commonmark import Token
from generator.reading.signs import visible
from generator.reading.tables import CAPTION

ALIGNED = "text-align:"


def dress(tokens: list[Token]) -> list[Token]:
    """Give tables their caption and scopes, and stand-alone images their figure."""
    dressed: list[Token] = []
    for place, token in enumerate(tokens):
        kind = token.type
        if kind == "table_open":
            caption = _caption(dressed, token)
            dressed.append(token)
            dressed.extend(caption)
            continue
        if kind in {"th_open", "td_open"}:
            _cell(token, tokens[place + 1], tokens[place + 2])
        elif kind == "paragraph_open":
            _figure(token, tokens[place + 1], tokens[place + 2])
        dressed.append(token)
    return dressed


def _caption(before: list[Token], table: Token) -> list[Token]:
    """Take the paragraph ``表：标题`` that stands right before a table as its caption."""
    paragraph = before[-3:]
    if [token.type for token in paragraph] != ["paragraph_open", "inline", "paragraph_close"]:
        return []
    start, content, end = paragraph
    first = content.children[0] if content.children else content
    found = CAPTION.match(first.content) if first.type == "text" else None
    if found is None or start.level != table.level:
        return []
    del before[-3:]
    first.content = first.content[found.end() :]
    table.meta["label"] = visible(content.children)
    start.type, start.tag, end.type, end.tag = "caption_open", "caption", "caption_close", "caption"
    return paragraph


def _cell(start: Token, content: Token, end: Token) -> None:
    """Say what a header cell heads; an empty one is no header; alignment is a class, for styles are not let in."""
    style = str(start.attrs.pop("style", ""))
    if start.tag == "th" and not content.content:
        start.tag = end.tag = "td"
    elif start.tag == "th":
        start.attrs["scope"] = "col"
    if style.startswith(ALIGNED):
        start.attrs["class"] = "align-" + style.removeprefix(ALIGNED)


def _figure(start: Token, content: Token, end: Token) -> None:
    """Make a paragraph that is one image a figure, its title the caption."""
    children = content.children or []
    if len(children) != 1 or children[0].type != "image" or start.hidden:
        return
    start.tag = end.tag = "figure"
    if title := str(children[0].attrs.pop("title", "")):
        content.children = [
            *children,
            Token("figcaption_open", "figcaption", 1),
            Token("text", "", 0, content=title),
            Token("figcaption_close", "figcaption", -1),
        ]
