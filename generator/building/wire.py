"""Values to bytes and back: for the cache, which must never hold anything that is executed.

The only module that knows msgspec: JSON, many times faster than the standard library's, and read straight into tuples.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar

from msgspec import DecodeError, convert
from msgspec.json import Decoder, Encoder

T = TypeVar("T")
_ENCODE = Encoder().encode


def write(value: object) -> bytes:
    """Write texts, numbers, lists, tuples and dicts of them as JSON; equal values give equal bytes."""
    try:
        return _ENCODE(value)
    except (UnicodeEncodeError, OverflowError):  # half a surrogate pair, a number of twenty digits: somebody's slip
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def reader(shape: type[T]) -> Callable[[bytes], T]:
    """Give what reads values of a shape: a named tuple, ``list[str]``, ``dict[str, tuple[int, str]]``."""
    decode = Decoder(shape).decode

    def read(data: bytes) -> T:
        try:
            return decode(data)
        except (DecodeError, UnicodeDecodeError):
            return convert(json.loads(data.decode("utf-8", "surrogatepass")), shape)

    return read
