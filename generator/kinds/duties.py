"""责任分工: which 处室 answers for which columns and art. 20 items; names and telephones stay in the configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kinds.base import Document
from generator.kinds.statutory import ITEMS, Organisation
from generator.model.config import ColumnConfig, Duty
from generator.model.site import Page, Site
from generator.model.values import Struct

_SEVERAL = re.compile("[、，,；;]")


class Share(Struct, frozen=True):
    """What one 处室 answers for. It has nobody's name: what is made from it may be published."""

    department: str
    columns: tuple[str, ...]
    """Folders, in the configuration's order."""
    items: tuple[str, ...]
    """Codes of art. 20 items, in their order."""


def shares(site: Site) -> tuple[Share, ...]:
    """Every 处室 that answers for something: those of ``[[duties]]`` in their order, then others as columns name them.

    Ask with ``site.once(shares)``.
    """
    by_column = {column.folder: departments(column, site) for column in site.config.columns}
    by_item = site.once(responsible)
    named = (one.department for one in site.config.duties)
    others = (name for names in (*by_column.values(), *by_item.values()) for name in names)
    return tuple(
        Share(
            name,
            tuple(folder for folder, names in by_column.items() if name in names),
            tuple(code for code, names in by_item.items() if name in names),
        )
        for name in dict.fromkeys(called(one, site) for one in (*named, *others))
    )


def departments(column: ColumnConfig, site: Site) -> tuple[str, ...]:
    """The 处室 that answer for a column: its 责任处室 first, then those whose duty names it."""
    own = divided(column.owner, site)
    duties = (called(one.department, site) for one in site.config.duties if names_column(one, column))
    return tuple(dict.fromkeys((*own, *duties)))


def responsible(site: Site) -> dict[str, tuple[str, ...]]:
    """For each art. 20 item the 处室 that answer for it; none where nobody is named.

    Those whose duty names the item; else the 责任处室 of the columns that carry it and of the published pages that name
    it, or of the columns of these. Ask with ``site.once(responsible)``.
    """
    stated = {code: [called(one.department, site) for one in site.config.duties if code in one.items] for code in ITEMS}
    implied: dict[str, dict[str, None]] = {code: {} for code in ITEMS}
    by_column = {column.folder: departments(column, site) for column in site.config.columns}
    for column in site.config.columns:
        for code in column.items:
            implied[code] |= dict.fromkeys(by_column[column.folder])
    for page in site.having(Document):
        for code in page.meta.items:
            if code in implied:
                implied[code] |= dict.fromkeys(divided(page.meta.owner, site) or by_column[page.column])
    return {code: tuple(dict.fromkeys(stated[code] or implied[code])) for code in ITEMS}


def answering(page: Page[Document], site: Site) -> tuple[str, ...]:
    """The 处室 that answer for a page: those that it names, else those that its column names, or whose duty it is."""
    own = divided(page.meta.owner, site)
    if own or page.column not in site.columns:
        return own
    column = site.columns[page.column].config
    return divided(column.owner, site) or departments(column, site)


def names_column(duty: Duty, column: ColumnConfig) -> bool:
    """Tell whether a duty names a column, by folder or by name."""
    return column.folder in duty.columns or column.name in duty.columns


def structure(site: Site) -> frozenset[str]:
    """Who can answer for anything: the 内设机构 of the organ, and the other bodies that 机构概况 describes."""
    organ = site.config.site.organ
    found: set[str] = set()
    for page in site.having(Organisation):
        if page.meta.organ in {"", organ}:
            found.update(page.meta.departments)
        else:
            found.add(page.meta.organ)
    return frozenset(found)


def divided(owner: str, site: Site) -> tuple[str, ...]:
    """The 处室 that a 责任处室 names: one, or several with 、 between them."""
    return tuple(called(one, site) for one in _SEVERAL.split(owner) if one.strip())


def called(name: str, site: Site) -> str:
    """A 处室 without the organ's name before it: 示例市商务委员会办公室 is 办公室."""
    organ = site.config.site.organ
    bare = name.strip()
    return bare.removeprefix(organ) if bare != organ else bare


def owners(site: Site) -> Iterator[tuple[str, str]]:
    """Each 处室 that a published page names, with the page's id."""
    known: dict[str, tuple[str, ...]] = {}
    for page in site.having(Document):
        names = known.get(page.meta.owner)
        if names is None:
            names = known[page.meta.owner] = divided(page.meta.owner, site)
        for name in names:
            yield name, page.id
