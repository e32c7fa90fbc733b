"""What layouts can do with a value: write days and addresses, and share what many pages show alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from generator.text import urls
from generator.text.dates import chinese_date

MOST = 1024
"""Texts that are shared; then sharing begins anew."""
_HEADING = re.compile(r'<h([1-6])[^<>]*? id="(?P<anchor>[^"]*)"[^<>]*>.*?</h\1>\n?', re.DOTALL)


class Shared:
    """What a macro writes for the very same arguments, written once: ``{{ pieces.footer | shared(place, site) }}``.

    A macro that is imported without context sees its arguments and nothing else, and contexts are never changed: what
    is kept is what the macro would write again. Any other macro is a new one on every page, and is written every time.
    """

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._kept: dict[tuple[int, ...], tuple[str, object]] = {}

    def __call__(self, macro: Callable[..., str], *values: object) -> str:
        """Write a macro with these arguments."""
        key = (id(macro), *map(id, values))
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= MOST:
                self._kept.clear()
            # Macro and arguments are kept as well, so that nothing else ever gets their ids.
            found = self._kept[key] = (macro(*values), (macro, values))
        return found[0]


class Rendered(Protocol):
    """A page that is being rendered."""

    @property
    def parent(self) -> Mapping[str, Any]:
        """Its job's context."""


def address(page: Rendered, target: str, place: Mapping[str, str] | None = None) -> str:
    """Write an address as a page needs it: relative, or absolute where ``root`` says so.

    The page is the one that is being rendered, or any that stands in a place (``place`` of the context).
    """
    if place is None:
        root, folder = page.parent["root"], page.parent["here"].rpartition("/")[0]
    else:
        root, folder = place["root"], place["folder"]
    if root and not urls.is_absolute(target):
        return urls.absolute(root, target)
    return relative(target, folder)


@lru_cache(maxsize=65536)
def relative(target: str, folder: str) -> str:
    """Write an address as the pages of a folder need it."""
    return urls.relative(target, f"{folder}/-" if folder else "-")


def day(text: str) -> str:
    """Write ``2020-07-06`` or ``2020-07-06 10:00`` as documents do: 2020年7月6日."""
    return chinese_date(date.fromisoformat(text[:10]))


def iso(text: str) -> str:
    """Write ``2020-07-06 10:00`` as a machine reads it: ``2020-07-06T10:00``; a bare day stays."""
    return text.replace(" ", "T")


def parted(html: str, anchors: Iterable[str]) -> list[tuple[str, str]]:
    """Cut a body after the headings that have some anchors: each piece with the anchor at its end, the rest with none.

    What a layout sets between the pieces stands right below these headings.
    """
    wanted = set(anchors)
    pieces, start = [], 0
    for found in _HEADING.finditer(html):
        if found["anchor"] in wanted:
            pieces.append((found["anchor"], html[start : found.end()]))
            start = found.end()
    return [*pieces, ("", html[start:].strip("\n"))]
