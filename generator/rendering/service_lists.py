"""办事清单: the table with its guides, what is different from the version before, and which lists name a guide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.kinds.comparing import Alteration, said
from generator.kinds.service_list import (
    ListItem,
    ServiceList,
    before,
    current,
    list_changes,
    list_columns,
    list_items,
)
from generator.model.site import Page, Site
from generator.rendering.frame import source
from generator.rendering.grid import cell, figure, grid, head, linked
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.takeaway import Download
from generator.rendering.versions import versions
from generator.text import urls
from generator.text.dates import chinese_date

WIDTHS = {"name": 14, "code": 8, "guide": 6, "content": 18, "standard": 18, "basis": 18}
"""Of columns, in Chinese characters, where they are not of the usual width."""
USUAL = 9


def service_list(page: Page[ServiceList], lookup: Lookup) -> Plain:
    """办事清单: its rows, and what changed since the version before."""
    return {
        "table": table(page, lookup),
        "empty": not list_items(page, lookup.site),
        "later": lookup.related(page.later),
        "earlier": lookup.related(page.earlier),
        "difference": _difference(page, lookup),
        "versions": versions(page, lookup),
    }


def table(page: Page[ServiceList], lookup: Lookup, *, away: bool = False) -> Plain:
    """The list as a table: names lead to the guides; ``away`` from the site a column says where these are."""
    meta = page.meta
    items = [row.record for row in list_items(page, lookup.site)]
    told = list_columns(meta, items)
    heads = [head("序号"), *(head(meta.label(name)) for name in told), *([head("办事指南网址")] if away else [])]
    rows = []
    for number, one in enumerate(items, 1):
        address = _address(one, lookup)
        name = linked(lookup.link(one.name, address)) if address else cell(one.name)
        row = [figure(str(number), number), name | {"scope": "row"}, *(cell(getattr(one, field)) for field in told[1:])]
        full = address if urls.is_absolute(address) else urls.absolute(lookup.site.config.site.base_url, address)
        rows.append([*row, *([cell(full if address else "")] if away else [])])
    widths = [4, *(WIDTHS.get(name, USUAL) for name in told), *([24] if away else [])]
    return grid(_caption(meta, len(items)), [heads, *rows], widths=widths)


def takeaways(page: Page[ServiceList], lookup: Lookup) -> Iterator[Download]:
    """The list as a workbook and as values separated by commas."""
    meta = page.meta
    if not list_items(page, lookup.site):
        return

    def workbook() -> Plain:
        day = meta.version or meta.published_on or lookup.site.as_of
        return {
            "title": meta.title,
            "author": source(page, lookup),
            "day": day.isoformat(),
            "sheets": [{"name": meta.list_type or "清单", "grid": table(page, lookup, away=True)}],
        }

    yield Download("workbook", meta.title, workbook)
    yield Download("separated", meta.title, lambda: {"grid": table(page, lookup, away=True)})


def naming(lookup: Lookup) -> Mapping[str, tuple[str, ...]]:
    """For ids of guides the ids of the lists that name them, superseded versions left out."""
    return lookup.site.once(_naming)


def _naming(site: Site) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for page in current(site):
        for row in list_items(page, site):
            if guide := row.record.guide:
                found[site.names.get(guide, guide)][page.id] = None
    return {name: tuple(lists) for name, lists in found.items()}


def _caption(meta: ServiceList, count: int) -> str:
    day = f"，版本日期{chinese_date(meta.version)}" if meta.version else ""
    return f"{meta.list_type or '办事清单'}，共{count}项{day}"


def _address(one: ListItem, lookup: Lookup) -> str:
    """Where an item is described: its guide on this site, else its place on the city's portal."""
    guide = lookup.named(one.guide) if one.guide else None
    return guide.url if guide else one.link


def _difference(page: Page[ServiceList], lookup: Lookup) -> Plain | None:
    """What changed since the version before; ``None`` when that is not published here."""
    old = before(page, lookup.site)
    if old is None:
        return None
    meta = page.meta
    found = list_changes(page, old, lookup.site)
    parts = {
        "新增": [_change(row.record, meta) for row in found.added],
        "修改": [_change(one.new.record, meta, *_edits(one, meta)) for one in found.altered],
        "删除": [_change(row.record, meta) for row in found.removed],
    }
    return {
        "rows": [{"word": word, **one} for word, some in parts.items() for one in some],
        "counts": [{"word": word, "count": len(some)} for word, some in parts.items() if some],
    }


def _change(item: ListItem, meta: ServiceList, *edits: Plain) -> Plain:
    return {"name": item.name, "edits": list(edits), "reason": meta.reason(item)}


def _edits(one: Alteration[ListItem], meta: ServiceList) -> Iterator[Plain]:
    for name in one.fields:
        was, now = (said(getattr(each.record, name)) for each in (one.old, one.new))
        yield {"label": meta.label(name), "before": was, "after": now}
