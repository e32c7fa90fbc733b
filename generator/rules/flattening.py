"""Text as it is compared: of rendered files what readers see, in one spelling, and what is left without ASCII."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import normalize

INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|mark|span|strong|sub|sup|time|u)\b[^>]*>")
"""Tags that stand within a sentence."""
JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
ASCII = bytes(range(128))


def core(text: str) -> str:
    """A text without ASCII and white space."""
    return spaceless(foreign(text))


def foreign(text: str) -> bytes:
    """A text without ASCII, in UTF-8."""
    return text.encode("utf-8", "surrogatepass").translate(None, ASCII)


def spaceless(wide: bytes) -> str:
    """Such a text without white space."""
    return "".join(wide.decode("utf-8", "surrogatepass").split())


def plain(text: str) -> str:
    """A file's text without the tags that stand within sentences, entities and escapes undone."""
    text = unescape(INLINE.sub("", text))
    return JSON_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "\\u" in text else text


def flat(text: str) -> str:
    """Text in one spelling and without white space."""
    return "".join(normalize("NFC", text).split())
