"""Sentences (语句): paragraphs of one line with inline marks, read without the parser where those are plain links."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.reading.commonmark import REFERENCE, Token, encoded, marks, referred
from generator.reading.signs import ACTIVE, escape

WORDS = r"[^!&*<\[\\\]_`\n]+"
"""Text without any mark."""
LINK = re.compile(rf"{REFERENCE.pattern}|\[({WORDS})\]\(([^\s()&<>\[\\\]`\x00-\x1f\x7f]+)\)")
PATH = re.compile(r"(?!//)[A-Za-z0-9._/-]+(?:#[A-Za-z0-9._-]*)?")
"""Addresses that are percent-encoded as they are."""


def sentence(text: str, row: int) -> list[Token]:
    """Read the text of a paragraph of one line, in a body that defines no link and no footnote."""
    return [
        Token("paragraph_open", "p", 1, block=True),
        Token("inline", "", 0, map=[row, row + 1], children=marks(text)),
        Token("paragraph_close", "p", -1, block=True),
    ]


def linked(text: str) -> list[Token] | None:
    """Read text whose only marks are plain links and references; ``None`` when it has others.

    Each link is an opening, a text and a closing, as the parser has it.
    """
    if ACTIVE.search(LINK.sub("", text)):
        return None
    children: list[Token] = []
    at = 0
    for found in LINK.finditer(text):
        if found.start() > at:
            children.append(Token("text", "", 0, content=text[at : found.start()]))
        at = found.end()
        if found[3]:
            target = found[4]
            shown = found[3]
            opening = Token("link_open", "a", 1, attrs={"href": target if PATH.fullmatch(target) else encoded(target)})
        elif found[1].strip():
            target, shown = referred(found)
            opening = Token("link_open", "a", 1, attrs={"class": "reference", "href": ""}, meta={"reference": target})
        else:
            return None
        children += opening, Token("text", "", 0, content=shown), Token("link_close", "a", -1)
    if at < len(text):
        children.append(Token("text", "", 0, content=text[at:]))
    return children


def written(children: Iterable[Token]) -> str:
    """Write what ``linked`` has read, as the parser's tokens are written."""
    return "".join([escape(one.content) if one.type == "text" else _tag(one) for one in children])


def _tag(link: Token) -> str:
    attributes = [f' {name}="{escape(str(value))}"' for name, value in link.attrs.items()]
    return f"<a{''.join(attributes)}>" if link.nesting > 0 else "</a>"
