"""The signs of Markdown (标记), and what is written without its parser: most bodies do without, and it loads slowly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape as escaped
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.reading.commonmark import Token

ACTIVE = re.compile(r"[\n!&*<\[\\\]_`]")
"""The characters that any inline rule acts upon; a text without them is one text token."""
HAN = "\u2e80"
"""Characters from here on start no block construct of Markdown."""
INDENT = "\u3000\u3000"
TRIM = "\t\n\v\f\r \xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
"""White space that no block has at its ends."""
BREAKS = {"softbreak": " ", "hardbreak": "\n"}
REGION_END = "</div>\n"
SHOWN = frozenset({"text", "code_inline", "html_inline", *BREAKS})


def escape(text: str) -> str:
    """Write text as HTML; as the parser does it, without a word for the apostrophe."""
    return escaped(text, quote=False).replace('"', "&quot;")


def visible(children: Iterable[Token] | None) -> str:
    """Say what inline tokens show as text: no markup, no alternative texts, no footnote numbers."""
    return "".join(BREAKS.get(token.type, token.content) for token in children or () if token.type in SHOWN)


def region(label: str) -> str:
    """Begin the region in which a table scrolls by itself, and which the keyboard reaches."""
    return f'<div class="table" tabindex="0" role="region" aria-label="{escape(label)}">\n'


def strong(block: Token) -> str:
    """The text of the strong words with which a block begins; empty when it begins otherwise."""
    children = [token for token in block.children or () if token.content or token.type != "text"]
    if not children or children[0].type != "strong_open":
        return ""
    return visible(children[: [token.type for token in children].index("strong_close")])
