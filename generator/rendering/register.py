"""The list of 政府信息公开制度 as collections of laws have it: by rank, with the note under each title (题注)."""

from __future__ import annotations

from collections.abc import Sequence
from posixpath import splitext

from generator.kinds.guide import LEVELS, OWN, Regulation
from generator.model.site import Page, Site, Validity
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.states import TONES

WORDED = frozenset({".doc", ".docx", ".wps", ".txt", ".odt", ".md"})
"""Endings of files whose text can be copied; the others show the page as it was signed."""


def register(names: Sequence[str], first: int, lookup: Lookup) -> list[Plain]:
    """The groups of a sheet that lists nothing but regulations, numbered from ``first``; no groups for other lists."""
    known = lookup.site.once(_regulations)
    texts = [known[name] for name in names if name in known]
    if not texts or len(texts) < len(names):
        return []
    groups: dict[str, list[Page[Regulation]]] = {level: [] for level in (*LEVELS, OWN)}
    for page in texts:
        groups[page.meta.level].append(page)
    found: list[Plain] = []
    for level, members in groups.items():
        if members:
            found.append({"level": level, "rows": [_row(first + at, page, lookup) for at, page in enumerate(members)]})
            first += len(members)
    return found


def _regulations(site: Site) -> dict[str, Page[Regulation]]:
    return {page.id: page for page in site.having(Regulation)}


def _row(number: int, page: Page[Regulation], lookup: Lookup) -> Plain:
    meta, validity = page.meta, page.validity or Validity.IN_FORCE
    return {
        "number": number,
        "title": meta.title,
        "url": page.url,
        "doc_number": meta.doc_number,
        "note": list(meta.heading_note()),
        "status": validity.value,
        "tone": TONES[validity],
        "files": [
            {
                "name": "文字版" if splitext(path)[1].lower() in WORDED else "版式版",
                "format": splitext(path)[1].removeprefix(".").upper(),
                "url": lookup.site.asset_urls[path],
            }
            for path in dict.fromkeys(page.attachments)
            if path in lookup.site.asset_urls
        ],
    }
