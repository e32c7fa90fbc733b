"""Personal data on a page: as the editor wrote it, and as readers see it where marks stood in between."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from posixpath import splitext

from generator.model.config import SiteConfig
from generator.model.content import Private
from generator.model.diagnostics import Span
from generator.text import personal


def private(source: str, shown: str, lines: Sequence[int], path: str, config: SiteConfig) -> tuple[Private, ...]:
    """Find what stands in a page: its source, and its visible text with the line of the file for each line of it."""
    allowed = _allowed(config.privacy.office_numbers)
    return tuple(_private(source, shown, lines, path, allowed))


def _private(source: str, shown: str, lines: Sequence[int], path: str, allowed: frozenset[str]) -> Iterator[Private]:
    known = set(allowed)
    for _, one in named(path):
        if one.plain not in allowed:
            yield Private(one.sort.name, Span(path), f"{one.masked}（文件名）")
    if found := personal.find(source):
        starts = _starts(source)
        for one in found:
            if one.plain not in allowed:
                row = bisect_right(starts, one.start) - 1
                span = Span(path, row + 1, one.start - starts[row] + 1, one.end - one.start)
                yield Private(one.sort.name, span, one.masked)
            known.add(one.plain)
    if unseen := [one for one in personal.find(shown) if one.plain not in known]:
        starts = _starts(shown)
        for one in unseen:
            row = bisect_right(starts, one.start) - 1
            yield Private(one.sort.name, Span(path, lines[row] if row < len(lines) else 1), one.masked)


def named(path: str) -> Iterator[tuple[str, personal.Found]]:
    """What stands in the name of a file or of a folder around it; the column's address shows them all."""
    *folders, name = path.removeprefix("content/").split("/")
    yield from (("目录名", one) for folder in folders for one in _found(folder))
    yield from (("文件名", one) for one in personal.find(splitext(name)[0]))


@lru_cache(maxsize=1024)
def _found(folder: str) -> tuple[personal.Found, ...]:
    return personal.find(folder)


def _starts(text: str) -> list[int]:
    """Where each line begins."""
    return [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]


@lru_cache(maxsize=2)
def _allowed(numbers: tuple[str, ...]) -> frozenset[str]:
    return frozenset(personal.digits(one) for one in numbers)
