"""历次版本: all versions of a list or catalogue, each with what distinguishes it from the one before."""

from __future__ import annotations

from typing import Any

from generator.model.site import Page
from generator.rendering.lookup import Lookup, Plain


def versions(page: Page[Any], lookup: Lookup) -> list[Plain]:
    """The published versions of what a page is one of, the newest first; nothing where there is only this one."""
    chain = [page.id]
    while newer := _next(lookup.pages[chain[0]].later, chain, lookup):
        chain.insert(0, newer)
    while older := _next(lookup.pages[chain[-1]].earlier, chain, lookup):
        chain.append(older)
    if len(chain) == 1:
        return []
    return [
        {
            **{key: lookup.entries[name][key] for key in ("title", "url", "date")},
            "here": name == page.id,
            "compared": bool(lookup.related(lookup.pages[name].earlier)),
        }
        for name in chain
    ]


def _next(names: tuple[str, ...], known: list[str], lookup: Lookup) -> str:
    """The first published of some versions; none that is in the chain already: a circle is a finding, not a list."""
    return next((name for name in names if name in lookup.pages and name not in known), "")
