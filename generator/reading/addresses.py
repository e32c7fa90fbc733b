"""Addresses (链接地址) as an editor writes them: what they point at, and which of them the public could not open."""

from __future__ import annotations

import re
from enum import Enum
from urllib.parse import unquote_to_bytes

from generator.model.values import Struct
from generator.reading.anchors import article
from generator.text.clauses import cited
from generator.text.urls import private

SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
HIGH = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
ESCAPES = re.compile(HIGH.pattern + "|%[0-7][0-9A-Fa-f]")
KEPT = frozenset("%#?/")
MOVE = "请把文件放到本页旁边，用相对路径链接，如 附件.docx"


class Reach(Enum):
    """What an address points at."""

    LOCAL = "local"
    """A file or a page of this site; its URL is put in later."""
    FRAGMENT = "fragment"
    """A place on the same page."""
    EXTERNAL = "external"
    """Another site, a mail box, a telephone."""
    REFUSED = "refused"
    """Nothing that a published page may link to."""


class Address(Struct, frozen=True):
    """An address, understood."""

    reach: Reach
    target: str
    """Percent-decoded; a clause in its fragment is named by its anchor (``#第三条`` is ``#art-3``)."""
    fault: str = ""
    """Why the public could not open it; empty when it could."""
    hint: str = ""


def understand(href: str) -> Address:
    """Tell what an address points at, and whether the public can open it."""
    target = anchored(decode(href))
    found = SCHEME.match(target)
    scheme = found[1].lower() if found else ""
    fault = private(target)
    if scheme in {"http", "https"} or target.startswith("//"):
        return Address(Reach.EXTERNAL, target, fault, "请改用公开的网址" if fault else "")
    if fault:
        return Address(Reach.REFUSED, target, fault, MOVE)
    if scheme in {"mailto", "tel"}:
        return Address(Reach.EXTERNAL, target)
    if scheme:
        return Address(
            Reach.REFUSED, target, f"链接使用了 {scheme}: 地址，网页上无法打开", "请改用 https: 网址，或站内的相对路径"
        )
    return Address(Reach.FRAGMENT if target.startswith("#") else Reach.LOCAL, target)


def anchored(target: str) -> str:
    """Name the clause in an address's fragment by its anchor: ``b.md#第三条`` is ``b.md#art-3``."""
    path, mark, fragment = target.partition("#")
    return path + mark + (article(fragment) or fragment)


def within(target: str) -> str:
    """Where a link to a 款 or a 项 of the same page leads: to its article, ``#art-3`` for ``#第三条第二款``."""
    clause = cited(target[1:]) if target.startswith("#第") else None
    return f"#{clause.anchor}" if clause else target


def decode(href: str) -> str:
    """Undo percent-encoding where that loses nothing: ``%E9%99%84`` is 附, ``%23`` stays."""
    return ESCAPES.sub(_decoded, href) if "%" in href else href


def spellings(href: str) -> tuple[str, ...]:
    """The ways in which an editor may have written an address that the parser has percent-encoded."""
    return (decode(href), HIGH.sub(_decoded, href), href) if "%" in href else (href,)


def _decoded(found: re.Match[str]) -> str:
    try:
        text = unquote_to_bytes(found[0]).decode()
    except UnicodeDecodeError:
        return found[0]
    return text if text.isprintable() and KEPT.isdisjoint(text) else found[0]
