"""A first look at what a page shows: all of it that is not ASCII, in a few passes over its bytes.

What is looked for is found again without its ASCII and white space. A look may find too much, for what parts words is
seen only where it says something itself; it never finds too little, or it says that it cannot tell.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from generator.rules.flattening import ASCII
from generator.text.patterns import lazily

TAG = lazily(rb"<([^>]+)>")
"""A tag in which something is left."""
ENTITY = lazily(rb"&(?!(?:amp|lt|gt|quot|#34|#39);)")
"""What may stand for more than ASCII."""
ESCAPE = lazily(rb"\\(?:<[^>]*>)*u")
"""A JSON escape, which tags may part."""
MARKS = (b"\xcc", b"\xcd")
"""How the marks U+0300 to U+036F begin in UTF-8, which may join an ASCII character before them."""
WIDE = bytes(range(128, 256))
PLAIN = bytes(set(range(128)) - set(b"<>"))
MANY = 4
"""More tags are sooner found by looking for all of them at once."""
BEGINNING = 96
"""So many bytes of a text are seldom found twice."""


class Scan(NamedTuple):
    """What a first look at a page, or a piece of it, finds."""

    text: bytes
    """All that is not ASCII, nor white space."""
    suspects: tuple[str, ...]
    """What may stand there, of the texts that are looked for; nothing else does."""
    places: tuple[bytes, ...]
    """The pieces in which it may stand."""
    near: bool = False
    """A short word that is looked for may stand there."""


def wide(piece: bytes, parting: Collection[bytes] | None = None) -> bytes | None:
    """What a piece of a page shows and has in its tags, without ASCII; words that only tags part stand in one piece.

    Without ASCII nothing is left of most tags; what is left of those within texts comes at the end. Where these are
    known (``parting``, without brackets), nobody need look for them; what other tags say stays in its place.

    ``None`` where this cannot be seen so: where entities or escapes may stand for more than ASCII, where not every
    ``<`` has its ``>``, and where marks might join what is ASCII.
    """
    if (b"\\" in piece and ESCAPE.search(piece)) or (b"&" in piece and ENTITY.search(piece)):
        return None
    found = _apart(piece, parting) if parting is not None and len(parting) <= MANY else _unparted(piece)
    return None if found is None or MARKS[0] in found or MARKS[1] in found else found


def _apart(piece: bytes, parting: Collection[bytes]) -> bytes:
    for tag in parting:
        piece = piece.replace(b"<%b>" % tag, b"")
    return b"<".join([one.translate(None, ASCII) for one in (piece, *parting)])


def _unparted(piece: bytes) -> bytes | None:
    left = piece.translate(None, PLAIN)
    brackets = left.translate(None, WIDE)
    if brackets != b"<>" * (len(brackets) // 2):
        return None
    pieces = TAG.split(left)
    return b"<".join((b"".join(pieces[::2]).translate(None, b"<>"), *pieces[1::2]))


def holds(shown: bytes, body: bytes) -> bool:
    """Tell whether a long text stands in another, mostly where its beginning first does."""
    return shown.startswith(body, shown.find(body[:BEGINNING])) or body in shown
