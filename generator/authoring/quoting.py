"""Front matter written so that it reads back exactly: plain where that is safe, quoted where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias


class Cells(tuple[str, ...]):
    """A row of a table, written in one line."""

    __slots__ = ()


Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"

_FIRST = "[0-9A-Za-z\u4e00-\u9fff《〈（]"
_REST = r"[0-9A-Za-z\u4e00-\u9fff《》〈〉（）〔〕“”‘’、，。；：！？—…·+%/._\-]"
_PLAIN = re.compile(f"{_FIRST}(?:{_REST}| (?={_FIRST})|(?<=[0-9]):(?=[0-9]))*")
_SPECIAL = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_PRINTABLE = re.compile(r"[\x20-\x7e\xa0-\u200a\u2010-\u2027\u2030-\u205e\u3000-\ud7ff\uf900-\ufdff\uff00-\uffef]")


def document(fields: Mapping[str, Value], body: str) -> str:
    """A whole page: the fences, the fields in their order, and the body."""
    return "\n".join(["---", *_mapping(fields, 0), "---", "", body.strip(), ""])


def scalar(text: str) -> str:
    """A text as YAML: as it is where nobody could misread it, else in double quotes."""
    if _PLAIN.fullmatch(text):
        return text
    return '"' + "".join(_SPECIAL.get(char) or _escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if _PRINTABLE.fullmatch(char):
        return char
    code = ord(char)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"  # noqa: PLR2004  # what \u can write


def _mapping(fields: Mapping[str, Value], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for key, value in fields.items():
        if isinstance(value, str):
            yield f"{pad}{key}: {scalar(value)}"
        elif isinstance(value, Cells):
            yield f"{pad}{key}: [{', '.join(map(scalar, value))}]"
        else:
            yield f"{pad}{key}:"
            yield from _mapping(value, depth + 1) if isinstance(value, Mapping) else _sequence(value, depth + 1)


def _sequence(values: Sequence[Value], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for value in values:
        if isinstance(value, str):
            yield f"{pad}- {scalar(value)}"
        elif isinstance(value, Mapping):
            first, *rest = _mapping(value, depth + 1)
            yield f"{pad}- {first.lstrip()}"
            yield from rest
