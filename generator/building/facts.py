"""What is known of one document, as bytes: for the cache, and for the way from a worker to the main process.

The record is lines: what the next build compares; the front matter's record as pydantic writes it; the small facts,
those that others can see and those that say where things stand; the headings, and on which lines they stand; and the
page up to its body, in which the places of its values are found when somebody asks for one. The body is another value.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any, overload

from generator.building.cache import key
from generator.building.findings import pack_findings, place, unpack_findings
from generator.kinds.base import Document
from generator.kinds.registry import FILED
from generator.model.content import Heading, Link, Parsed, Private, Prose, Suppression, Written
from generator.model.diagnostics import Diagnostic, Span, ordered
from generator.model.schema import packed, unpacked
from generator.model.spans import Spans
from generator.model.values import Struct, reader, replace, write
from generator.reading.locating import located

CODING = ("utf-8", "surrogatepass")
WIDE = ("utf-16-le", "surrogatepass")
"""For bodies: Chinese takes a third less room than in UTF-8, and is written and read faster."""
_SIZES = struct.Struct("<II")
_READ = reader(list[Any])


class Studied(Struct, frozen=True):
    """A document with what its own rules found."""

    parsed: Parsed
    findings: tuple[Diagnostic, ...]


def pack(studied: Studied, prose: bytes) -> bytes:
    """Write a document without its body; ``prose`` is the key under which the body is kept."""
    one = studied.parsed
    meta = b"" if one.meta is None else packed(one.meta)
    levels, texts, anchors, lines = zip(*one.headings, strict=True) if one.headings else ((),) * 4
    said = write(
        [
            *(one.kind, one.opening, one.worded, one.bare, bool(one.findings) and not one.stale),
            [(link.target, link.text, link.form) for link in one.links],
            [(each.rule, each.reason) for each in one.suppressions],
            [(each.sort, each.masked) for each in one.personal],
        ]
    )
    stands = write(
        [
            *(one.digest, one.body_line),
            [place(link.span) for link in one.links],
            [place(each.span) for each in one.suppressions],
            pack_findings(one.findings),
            pack_findings(studied.findings),
            [place(each.span) for each in one.personal],
        ]
    )
    head = one.spans.clue[0] if isinstance(one.spans, Spans) else ""
    # What others can see of a document is all but its body and the lines on which things stand.
    titles = write([levels, texts, anchors]) if one.headings else b""
    body = prose if isinstance(one.meta, Document) and one.meta.body_elsewhere else b""
    first = f"{key(meta, said, titles, body).hex()} {prose.hex()} {int(one.stale)}".encode()
    return b"%b\n%b\n[%b,%b]\n%b\n%b\n%b" % (first, meta, said, stands, titles, write(lines), head.encode(*CODING))


def header(data: bytes) -> tuple[str, str, bool]:
    """What the next build compares, out of a packed document.

    The key of what others can see of it, the key of its body, and whether it is stale.
    """
    outward, prose, stale = data[: data.index(b"\n")].decode("ascii").split()
    return outward, prose, stale == "1"


def summary(data: bytes) -> bytes:
    """The part of a packed document that ``header`` reads."""
    return data[: data.index(b"\n") + 1]


def readable(data: bytes) -> bool:
    """Tell whether a packed document has front matter that could be read."""
    return data[data.index(b"\n") + 1] != ord("\n")


def standing(path: str, then: bytes, now: bytes) -> bytes:
    """Write a document as it was when it could be read, stale, with all that is found in it now; both are packed."""
    old, new = (unpack(data, path, lambda *_: Written()) for data in (then, now))
    found = ordered((*new.parsed.findings, *new.findings))
    _, prose, _ = header(then)
    kept = replace(old.parsed, digest=new.parsed.digest, findings=found, stale=True)
    return pack(Studied(kept, ()), bytes.fromhex(prose))


def unpack(data: bytes, path: str, prose: Callable[[str, bytes], Prose]) -> Studied:
    """Read what ``pack`` wrote; ``prose`` gives the body of a path and key."""
    first, meta, small, titles, lines, head = data.split(b"\n", 5)
    _, name, stale = first.decode("ascii").split()
    said, stands = _READ(small)
    kind, opening, worded, bare, _, links, suppressions, personal = said
    digest, body_line, link_places, suppression_places, findings, found, personal_places = stands
    spans, keys = located(path, head.decode(*CODING), kind)
    parsed = Parsed(
        path,
        digest,
        kind,
        unpacked(FILED[kind], meta) if meta else None,
        prose=prose(path, bytes.fromhex(name)),
        opening=opening,
        worded=worded,
        headings=Headings(titles, lines) if titles else (),
        bare=tuple(bare),
        links=tuple(
            [
                Link(target, text, Span(path, *place), form)
                for (target, text, form), place in zip(links, link_places, strict=True)
            ]
        ),
        spans=spans,
        keys=keys,
        body_line=body_line,
        suppressions=tuple(
            [
                Suppression(rule, reason, Span(path, *place))
                for (rule, reason), place in zip(suppressions, suppression_places, strict=True)
            ]
        ),
        personal=tuple(
            [
                Private(sort, Span(path, *place), masked)
                for (sort, masked), place in zip(personal, personal_places, strict=True)
            ]
        ),
        findings=unpack_findings(findings) if findings else (),
        stale=stale == "1",
    )
    return Studied(parsed, unpack_findings(found) if found else ())


class Headings(Sequence[Heading]):
    """Headings as they were packed: read when somebody looks at them, for few do, and there are many."""

    __slots__ = ("_lines", "_titles")

    def __init__(self, titles: bytes, lines: bytes) -> None:
        """Take what ``pack`` wrote."""
        self._titles = titles
        self._lines = lines

    def _all(self) -> tuple[Heading, ...]:
        return _headings(self._titles, self._lines)

    def __len__(self) -> int:
        """See ``Sequence``."""
        return len(self._all())

    @overload
    def __getitem__(self, place: int) -> Heading: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Heading, ...]: ...

    def __getitem__(self, place: int | slice) -> Heading | tuple[Heading, ...]:
        """See ``Sequence``."""
        return self._all()[place]

    def __iter__(self) -> Iterator[Heading]:
        """See ``Sequence``."""
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        """Tell whether they are the same headings, however they are kept."""
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        """See ``__eq__``."""
        return hash(self._all())


@lru_cache(maxsize=64)
def _headings(titles: bytes, lines: bytes) -> tuple[Heading, ...]:
    """Read headings; who looks at those of a page mostly looks several times."""
    return tuple(map(Heading, *_READ(titles), _READ(lines)))


class Packed:
    """A body that was packed (``Prose``); only what is asked for is read."""

    def __init__(self, data: bytes) -> None:
        """Take what ``pack_prose`` wrote."""
        self._data = data
        lines, html = _SIZES.unpack_from(data)
        self._html = _SIZES.size + lines
        self._text = self._html + html

    @cached_property
    def html(self) -> str:
        """See ``Prose``."""
        return self._data[self._html : self._text].decode(*WIDE)

    @cached_property
    def text(self) -> str:
        """See ``Prose``."""
        return self._data[self._text :].decode(*WIDE)

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """See ``Prose``."""
        return tuple(array("I", self._data[_SIZES.size : self._html]))


def pack_prose(prose: Prose) -> bytes:
    """Write a body; its digest is its key."""
    lines, html = array("I", prose.lines).tobytes(), prose.html.encode(*WIDE)
    return b"".join((_SIZES.pack(len(lines), len(html)), lines, html, prose.text.encode(*WIDE)))


def unpack_prose(data: bytes) -> Packed:
    """Read what ``pack_prose`` wrote."""
    return Packed(data)
