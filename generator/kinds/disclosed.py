"""By what each item of 条例 art. 20 is published: pages that name it, and columns that carry it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import cast

from generator.kinds.base import Document
from generator.kinds.statutory import StatutoryItem
from generator.kinds.substance import substantial
from generator.model.site import Page, Site
from generator.model.values import Struct

KINDS: Mapping[str, str] = {
    **dict.fromkeys(("regulation", "policy", "implementing-rules", "interpretation"), "a20-01"),
    "organisation": "a20-02",
    "plan": "a20-03",
    **dict.fromkeys(("service-guide", "service-list"), "a20-05"),
}
"""Items that a page is of by its kind, even if it does not name them."""


class Disclosed(Struct, frozen=True):
    """What is published of one item."""

    pages: tuple[Page[Document], ...] = ()
    """The pages that name it and have something to say, those with 无此项 among them."""
    columns: tuple[str, ...] = ()
    """Folders of the columns that publish something of it."""
    unclear: tuple[str, ...] = ()
    """Folders of columns that are said to carry it among other items, with pages that do not say of which they are."""

    @property
    def absent(self) -> tuple[Page[Document], ...]:
        """The pages that say that there is nothing under it (无此项)."""
        return tuple(page for page in self.pages if absent(page))

    @property
    def present(self) -> tuple[Page[Document], ...]:
        """The pages that publish something of it."""
        return tuple(page for page in self.pages if not absent(page))


def disclosed(site: Site) -> Mapping[str, Disclosed]:
    """For each item what is published of it; ask it by ``site.once(disclosed)``.

    A column that is for one item carries it as soon as anything is published there; 无此项 is nothing. One that is for
    several carries those that its pages, or the pages below it, are of: by their own 条例事项, those of a column below,
    or their kind.
    """
    pages: defaultdict[str, list[Page[Document]]] = defaultdict(list)
    for page in site.having(Document):
        if page.meta.items and substantial(page.meta, page.parsed):
            for code in dict.fromkeys(page.meta.items):
                pages[code].append(page)
    columns: defaultdict[str, list[str]] = defaultdict(list)
    unclear: defaultdict[str, list[str]] = defaultdict(list)
    for folder, column in site.columns.items():
        declared = frozenset(column.config.items)
        if len(declared) == 1 and any(_published(folder, site)):
            columns[column.config.items[0]].append(folder)
        elif len(declared) > 1:
            told = [(page, _told(page, folder, site) & declared) for page in _published(folder, site)]
            said = frozenset().union(*(codes for _, codes in told))
            vague = any(not codes and not page.meta.items and page.id != column.index for page, codes in told)
            for code in sorted(declared):
                if code in said:
                    columns[code].append(folder)
                elif vague:
                    unclear[code].append(folder)
    return {
        code: Disclosed(tuple(pages[code]), tuple(columns[code]), tuple(unclear[code]))
        for code in sorted({*pages, *columns, *unclear})
    }


def carrying(folder: str, code: str, site: Site) -> Iterator[Page[Document]]:
    """The pages by which a column publishes something of an item."""
    several = len(set(site.columns[folder].config.items)) > 1
    return (page for page in _published(folder, site) if not several or code in _told(page, folder, site))


def _published(folder: str, site: Site) -> Iterator[Page[Document]]:
    """What a column, and those below it, publish: their pages but 无此项, and opening pages that say something."""
    column = site.columns[folder]
    for name in dict.fromkeys((*column.pages, column.index or "")):
        page = _document(name, site)
        if page and not absent(page) and (name in column.pages or substantial(page.meta, page.parsed)):
            yield page
    for child in column.children:
        yield from _published(child, site)


def _document(name: str, site: Site) -> Page[Document] | None:
    found = site.pages.get(name)
    return cast("Page[Document]", found) if found and isinstance(found.meta, Document) else None


def _told(page: Page[Document], folder: str, site: Site) -> frozenset[str]:
    """The items that a page below a column is of; none where it does not say."""
    below = site.columns[page.column].config.items if page.column != folder else ()
    return frozenset((*page.meta.items, KINDS.get(page.meta.kind_id, ""), *below))


def absent(page: Page[Document]) -> str:
    """Why there is nothing under an item, where a page says so (无此项理由)."""
    return page.meta.absent if isinstance(page.meta, StatutoryItem) else ""
