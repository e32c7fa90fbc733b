"""The matrix of 法定主动公开内容: all items of 条例 art. 20, and where each is published."""

from __future__ import annotations

from generator.kinds.base import Document
from generator.kinds.disclosed import absent, disclosed
from generator.kinds.duties import responsible
from generator.kinds.statutory import ITEMS, StatutoryItem
from generator.model.config import FIXED_COLUMNS
from generator.model.site import Column, Page
from generator.rendering.lookup import Lookup, Plain

STATUTORY = FIXED_COLUMNS[2]
"""法定主动公开内容, the column that the matrix opens."""

NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
MOST = 6
"""Pages named in one row; the columns hold the rest, which is counted."""


def matrix(column: Column, lookup: Lookup) -> list[Plain]:
    """The rows of the matrix, on the page of 法定主动公开内容; no rows on any other column's page."""
    if column.config.name != STATUTORY:
        return []
    stating = _stating(lookup)
    found = lookup.site.once(disclosed)
    answering = lookup.site.once(responsible)
    return [
        {
            "code": code,
            "number": f"（{number}）",
            "name": name,
            "columns": [_named(folder, lookup) for folder in found[code].columns] if code in found else [],
            "pages": stating.get(code, [])[:MOST],
            "more": max(len(stating.get(code, [])) - MOST, 0),
            "departments": list(answering[code]),
        }
        for number, (code, name) in zip(NUMERALS, ITEMS.items(), strict=True)
    ]


def _named(folder: str, lookup: Lookup) -> Plain:
    column = lookup.site.columns[folder]
    return {"name": column.config.name, "url": column.url}


def _stating(lookup: Lookup) -> dict[str, list[Plain]]:
    """For each item the pages that name it themselves, newest first.

    What their column carries is not repeated, and of a list in versions only the newest is named.
    """
    found: dict[str, list[Plain]] = {}
    pages = sorted(
        sorted(lookup.pages.values(), key=lambda page: page.id),
        key=lambda page: str(lookup.entries[page.id]["date"]),
        reverse=True,
    )
    for page in (one for one in pages if not lookup.related(one.later)):
        for code in dict.fromkeys(page.meta.items):
            if code not in lookup.column(page).config.items or absent(page):
                found.setdefault(code, []).append(_row(page, lookup))
    return found


def _row(page: Page[Document], lookup: Lookup) -> Plain:
    meta = page.meta
    target = lookup.lead(meta.link, page) if isinstance(meta, StatutoryItem) and meta.link else ""
    return {
        "title": meta.title,
        "url": page.url,
        "status": lookup.entries[page.id]["status"],
        "tone": lookup.entries[page.id]["tone"],
        "absent": absent(page),
        "link": lookup.link("查看公开页面", target) if target else None,
    }
