"""What is known of one document, as bytes: for the cache, and for the way from a worker to the main process.

The record is four lines: what the next build compares; the front matter's record as pydantic writes it; the small
facts; and the page up to its body, in which the places of its values are found when somebody asks for one. The body is
another value.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from generator.building.cache import key
from generator.building.findings import pack_findings, place, unpack_findings
from generator.kinds.registry import KINDS
from generator.model.content import Heading, Link, Parsed, Prose, Suppression, Written
from generator.model.diagnostics import Diagnostic, Span
from generator.model.spans import Spans
from generator.reading.locating import located

CODING = ("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Studied:
    """A document with what its own rules found."""

    parsed: Parsed
    findings: tuple[Diagnostic, ...]


def pack(studied: Studied, prose: bytes) -> bytes:
    """Write a document without its body; ``prose`` is the key under which the body is kept."""
    one = studied.parsed
    small = [
        one.digest,
        one.kind,
        one.opening,
        one.worded,
        one.body_line,
        one.headings,
        [(link.target, link.text, place(link.span), link.form) for link in one.links],
        [(each.rule, each.reason, place(each.span)) for each in one.suppressions],
        pack_findings(one.findings),
        pack_findings(studied.findings),
    ]
    meta = b"" if one.meta is None else one.meta.model_dump_json(exclude_defaults=True).encode()
    head = one.spans.clue[0] if isinstance(one.spans, Spans) else ""
    noteworthy = "1" if one.findings or studied.findings or one.suppressions else "0"
    header = f"{_outward(one, meta).hex()} {prose.hex()} {noteworthy}".encode()
    return b"\n".join((header, meta, _json(small), head.encode(*CODING)))


def _outward(one: Parsed, meta: bytes) -> bytes:
    """A digest of what others can see of a document: all but its body, and the lines on which things stand."""
    headings = [(each.level, each.text, each.anchor) for each in one.headings]
    links = [(link.target, link.text, link.form) for link in one.links]
    rules = [(each.rule, each.reason) for each in one.suppressions]
    return key(meta, _json([one.kind, one.opening, one.worded, headings, links, rules, bool(one.findings)]))


def header(data: bytes) -> tuple[str, str, bool]:
    """What the next build compares, out of a packed document.

    The key of what others can see of it, the key of its body, and whether it has findings or silences some.
    """
    outward, prose, noteworthy = data[: data.index(b"\n")].decode("ascii").split()
    return outward, prose, noteworthy == "1"


def unpack(data: bytes, path: str, prose: Callable[[str, bytes], Prose]) -> Studied:
    """Read what ``pack`` wrote; ``prose`` gives the body of a path and key."""
    first, meta, small, head = data.split(b"\n", 3)
    name = bytes.fromhex(first.split()[1].decode("ascii"))
    digest, kind, opening, worded, body_line, headings, links, suppressions, findings, found = json.loads(small)
    spans, keys = located(path, head.decode(*CODING), kind)
    parsed = Parsed(
        path,
        digest,
        kind,
        KINDS[kind].model_validate_json(meta) if meta else None,
        prose=prose(path, name),
        opening=opening,
        worded=worded,
        headings=tuple(map(Heading._make, headings)),
        links=tuple(Link(target, text, Span(path, *place), form) for target, text, place, form in links),
        spans=spans,
        keys=keys,
        body_line=body_line,
        suppressions=tuple(Suppression(rule, reason, Span(path, *place)) for rule, reason, place in suppressions),
        findings=unpack_findings(findings),
    )
    return Studied(parsed, unpack_findings(found))


def pack_prose(prose: Prose) -> bytes:
    """Write a body; its digest is its key."""
    return b"\0".join((_json(prose.lines), prose.text.encode(*CODING), prose.html.encode(*CODING)))


def unpack_prose(data: bytes) -> Written:
    """Read what ``pack_prose`` wrote."""
    lines, text, html = data.split(b"\0", 2)
    return Written(html.decode(*CODING), text.decode(*CODING), tuple(json.loads(lines)))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(*CODING)
