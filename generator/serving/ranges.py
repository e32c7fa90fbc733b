"""Which bytes of a file a browser asks for, so that a video can be sought."""

from __future__ import annotations

import re

_ONE = re.compile(r"\s*bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))\s*")


def asked(header: str, size: int) -> range | None:
    """The bytes that a ``Range`` header asks for of a file of this size; empty when it has none of them.

    Nothing when the whole file is to be sent: several ranges, or none that can be read.
    """
    found = _ONE.fullmatch(header)
    if not found:
        return None
    first, last, tail = found.groups()
    if tail:
        return range(max(0, size - int(tail)), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)
