"""Whether a page or a column has anything to say."""

from __future__ import annotations

from functools import cache

from generator.kinds.base import Document, Enacted, Staged
from generator.model.content import Parsed
from generator.model.site import Site

_FRAME = frozenset((*Enacted.model_fields, *Staged.model_fields, "year", "stage"))
"""Fields that say what a page is, not what it says."""


def substantial(meta: Document, parsed: Parsed) -> bool:
    """Tell whether a page has something to say: a text, a picture, a file, or a field of its own that is filled in."""
    if parsed.worded or parsed.links or meta.attachments:
        return True
    return any(getattr(meta, name) not in ("", (), None, False, default) for name, default in _telling(type(meta)))


@cache
def _telling(model: type[Document]) -> tuple[tuple[str, object], ...]:
    """The fields by which a page of a kind says something, with what they hold when they are left out."""
    return tuple((name, one.default) for name, one in model.model_fields.items() if name not in _FRAME)


def filled(folder: str, site: Site) -> bool:
    """Tell whether a column, or one below it, has published content; an opening page must have something to say."""
    column = site.columns[folder]
    opening = site.pages.get(column.index or "")
    said = opening is not None and isinstance(opening.meta, Document) and substantial(opening.meta, opening.parsed)
    return bool(column.pages) or said or any(filled(child, site) for child in column.children)
