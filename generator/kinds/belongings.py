"""The files beside a page that belong to it, whether they exist or not, by their paths."""

from __future__ import annotations

from generator.kinds.base import Document
from generator.kinds.rows import table_files
from generator.model.content import Parsed
from generator.text import urls


def named(one: Parsed) -> frozenset[str]:
    """Those that its front matter names to be published with it."""
    if not isinstance(one.meta, Document):
        return frozenset()
    return frozenset(urls.source(name, one.path) for _, name in one.meta.files())


def shown(one: Parsed) -> frozenset[str]:
    """Those to which its body leads; other pages are among them."""
    return frozenset(urls.source(link.target, one.path) for link in one.links if not urls.is_absolute(link.target))


def belongings(one: Parsed) -> frozenset[str]:
    """All of them, and those that hold its rows; other pages are not."""
    files = named(one) | shown(one) | {path for _, path in table_files(one)}
    return frozenset(path for path in files if not path.endswith(".md"))
