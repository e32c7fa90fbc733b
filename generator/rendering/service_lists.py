"""办事清单: the table with its guides, what is different from the version before, and which lists name a guide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.kinds.service_list import ListItem, ServiceList
from generator.model.site import Page, Site
from generator.rendering.frame import source
from generator.rendering.grid import cell, figure, grid, head, linked
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.takeaway import Download
from generator.text import urls
from generator.text.dates import chinese_date

SORTS = {"added": "新增", "removed": "删除", "changed": "修改"}

WIDTHS = {"name": 14, "code": 8, "guide": 6, "content": 18, "standard": 18, "basis": 18}
"""Of columns, in Chinese characters, where they are not of the usual width."""
USUAL = 9


def service_list(page: Page[ServiceList], lookup: Lookup) -> Plain:
    """办事清单: its rows, and what changed since the version before."""
    return {
        "table": table(page, lookup),
        "empty": not page.meta.rows,
        "later": lookup.related(page.later),
        "earlier": lookup.related(page.earlier),
        "difference": _difference(page, lookup),
    }


def table(page: Page[ServiceList], lookup: Lookup, *, away: bool = False) -> Plain:
    """The list as a table: names lead to the guides; ``away`` from the site a column says where these are."""
    meta = page.meta
    told = meta.told
    heads = [head("序号"), *(head(meta.label(name)) for name in told), *([head("办事指南网址")] if away else [])]
    rows = []
    for number, one in enumerate(meta.rows, 1):
        address = _address(one, lookup)
        name = linked(lookup.link(one.name, address)) if address else cell(one.name)
        row = [figure(str(number), number), name | {"scope": "row"}, *(cell(getattr(one, field)) for field in told[1:])]
        full = address if urls.is_absolute(address) else urls.absolute(lookup.site.config.site.base_url, address)
        rows.append([*row, *([cell(full if address else "")] if away else [])])
    widths = [4, *(WIDTHS.get(name, USUAL) for name in told), *([24] if away else [])]
    return grid(_caption(meta), [heads, *rows], widths=widths)


def takeaways(page: Page[ServiceList], lookup: Lookup) -> Iterator[Download]:
    """The list as a workbook and as values separated by commas."""
    meta = page.meta
    if not meta.rows:
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
    for page in site.having(ServiceList):
        for one in page.meta.rows if not page.later else ():
            if one.guide:
                found[site.names.get(one.guide, one.guide)][page.id] = None
    return {name: tuple(lists) for name, lists in found.items()}


def _caption(meta: ServiceList) -> str:
    day = f"，版本日期{chinese_date(meta.version)}" if meta.version else ""
    return f"{meta.list_type or '办事清单'}，共{len(meta.rows)}项{day}"


def _address(one: ListItem, lookup: Lookup) -> str:
    """Where an item is described: its guide on this site, else its place on the city's portal."""
    guide = lookup.named(one.guide) if one.guide else None
    return guide.url if guide else one.link


def _difference(page: Page[ServiceList], lookup: Lookup) -> Plain | None:
    """What changed since the version before; ``None`` when that is not published here."""
    before = next((lookup.pages[name].meta for name in page.earlier if name in lookup.pages), None)
    if not isinstance(before, ServiceList):
        return None
    meta = page.meta
    found = meta.changes_since(before)
    return {
        "rows": [
            {
                "word": SORTS[one.sort],
                "name": one.row["name"],
                "edits": [
                    {"label": meta.label(edit.field), "before": edit.before, "after": edit.after} for edit in one.edits
                ],
                "reason": meta.reason(one),
            }
            for one in found
        ],
        "counts": [
            {"word": word, "count": count}
            for sort, word in SORTS.items()
            if (count := sum(one.sort == sort for one in found))
        ],
    }
