"""Looks: what rules will ask about a rendered file, seen once, where the file is at hand.

A rule of the output judges the files together, long after their bytes were put away. What it needs of each of them a
look writes down: plain data, small, and nothing at all where there is nothing to tell.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.model.output import Outline, Sheet

Look = Callable[[Sheet, Outline], Any]
"""Sees one web page.

What it says may depend on the sheet alone, that is on bytes, path, the page's own values and the identity of the site
(``config.site``), and on nothing else: no other page, no day. It says it in lists, dicts, texts and numbers, so that
JSON changes nothing.
"""

LOOKS: dict[str, Look] = {}
"""By name; filled by importing ``generator.rules.families``."""


def look(name: str) -> Callable[[Look], Look]:
    """Register a look.

    Raises:
        ValueError: the name is taken.
    """

    def register(one: Look) -> Look:
        if name in LOOKS:
            raise ValueError(f"look taken: {name}")
        LOOKS[name] = one
        return one

    return register


def observe(sheet: Sheet) -> dict[str, Any]:
    """Take every look at a rendered file; only those that have something to tell are kept."""
    if sheet.outline is None:
        return {}
    return {name: told for name, one in LOOKS.items() if (told := one(sheet, sheet.outline))}
