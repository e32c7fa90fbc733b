"""Video and sound: who made them, where, and what their files say that they are about. What they show is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.reading.passages import Contents, Passage, distinct

POSITION = re.compile(rb"[+-][0-9]{2}\.[0-9]{3,}[+-][0-9]{3}\.[0-9]{3,}")
"""A place on earth (ISO 6709), as cameras and telephones write it."""
HOLDERS = frozenset((b"moov", b"udta", b"meta", b"ilst", b"trak"))
MAKERS = frozenset((b"\xa9ART", b"\xa9aut", b"\xa9dir", b"\xa9prd", b"\xa9wrt", b"auth", b"perf"))
WORDS = frozenset((b"\xa9nam", b"\xa9cmt", b"\xa9des", b"desc", b"ldes", b"titl", b"dscp"))
NAMED = re.compile("artist|author|director|performer|producer|composer|publisher|tpe[1-4]|tcom", re.IGNORECASE)
TOLD = re.compile("title|comment|description|summary|tit[1-3]|comm", re.IGNORECASE)
TAG = re.compile(rb"\x45\xa3([\x81-\xfe])")
"""A tag of Matroska (.webm, .mkv) begins: its name, with a length of one byte."""
STRING = b"\x44\x87"
COMMENT = re.compile(rb"(?i)(artist|author|performer|publisher|title|comment|description)=")
"""A comment of Ogg begins."""
REACH = 4_000_000
"""Bytes at either end of a file in which such things stand."""


def read(data: bytes) -> Contents:
    """Read what a file says of itself; one of a form that is not known says nothing."""
    ends = data if len(data) <= 2 * REACH else data[:REACH] + data[-REACH:]
    told: list[tuple[str, str]] = []
    position = False
    if data[4:8] in {b"ftyp", b"moov", b"wide", b"mdat", b"free"}:
        for kind, box in _boxes(data):
            if kind == b"moov":
                told += _said(box, [])
                position = position or POSITION.search(box) is not None
    else:
        told += [*_matroska(ends), *_ogg(ends)] if not data.startswith(b"ID3") else _id3(data)
        position = POSITION.search(ends) is not None
    words = distinct(value for name, value in told if TOLD.search(name))
    return Contents(
        tuple(Passage("文件属性", one) for one in words),
        distinct(value for name, value in told if NAMED.search(name)),
        "拍摄地点的经纬度" if position else "",
    )


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes of a film (ISO 14496-12), each after its kind; what is broken ends them."""
    at = 0
    while at + 8 <= len(data):
        size, head = int.from_bytes(data[at : at + 4]), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16]), 16
        size = size or len(data) - at
        if size < head:
            return
        yield data[at + 4 : at + 8], data[at + head : at + size]
        at += size


def _said(holder: bytes, keys: list[str]) -> Iterator[tuple[str, str]]:
    """Names and values in a box; ``keys`` are the names to which numbers of later boxes refer."""
    for kind, box in _boxes(holder):
        if kind == b"meta" and box[4:8] != b"hdlr":
            yield from _said(box[4:], [])  # films have four bytes more there than those of QuickTime
        elif kind in HOLDERS:
            yield from _said(box, [] if kind == b"meta" else keys)
        elif kind == b"keys":
            keys += [name.decode("utf-8", "replace") for _, name in _boxes(box[8:])]
        elif kind in MAKERS:
            yield "author", _value(kind, box)
        elif kind in WORDS:
            yield "title", _value(kind, box)
        elif 0 < int.from_bytes(kind) <= len(keys):
            yield keys[int.from_bytes(kind) - 1], _value(kind, box)


def _value(kind: bytes, box: bytes) -> str:
    if box[4:8] == b"data":
        return box[16:].decode("utf-8", "replace")
    if kind.startswith(b"\xa9"):
        return box[4 : 4 + int.from_bytes(box[:2])].decode("utf-8", "replace")
    return box[6:].rstrip(b"\0").decode("utf-8", "replace")


def _matroska(data: bytes) -> Iterator[tuple[str, str]]:
    for found in TAG.finditer(data):
        end = found.end() + found[1][0] - 0x80
        at = data.find(STRING, end, end + 64)
        if at >= 0 and at + 2 < len(data):
            first, at = data[at + 2], at + 3
            if first & 0x80:
                size = first & 0x7F
            else:
                size, at = ((first & 0x3F) << 8 | data[at]) if at < len(data) else 0, at + 1
            yield data[found.end() : end].decode("utf-8", "replace"), data[at : at + size].decode("utf-8", "replace")


def _ogg(data: bytes) -> Iterator[tuple[str, str]]:
    for found in COMMENT.finditer(data):
        size = int.from_bytes(data[max(found.start() - 4, 0) : found.start()], "little")
        if found.end() - found.start() < size <= REACH:
            value = data[found.end() : found.start() + size]
            yield found[1].decode(), value.decode("utf-8", "replace")


def _id3(data: bytes) -> Iterator[tuple[str, str]]:
    """The frames of a sound (ID3v2)."""
    at = 10
    while re.fullmatch(rb"[A-Z][A-Z0-9]{3}", name := data[at : at + 4]):
        parts = data[at + 4 : at + 8]
        size = sum(one << 7 * (3 - place) for place, one in enumerate(parts)) if data[3] == 4 else int.from_bytes(parts)  # noqa: PLR2004  # version 4 leaves the highest bits empty
        body = data[at + 10 : at + 10 + size]
        coding = {0: "latin-1", 1: "utf-16", 2: "utf-16-be"}.get(body[0] if body else 3, "utf-8")
        yield name.decode(), body[1:].decode(coding, "replace").strip("\0")
        at += 10 + max(size, 1)
