"""主动公开标准目录 to take away: as a workbook that looks like the page, and as plain rows; both can be read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.kinds.catalogue import ACTIVE, ON_REQUEST, SPECIAL, WEB_PAGES, WHOLE, Catalogue, CatalogueRow
from generator.kinds.coverage import Ends, Placed, catalogue_rows, placements
from generator.model.schema import labels
from generator.model.site import Page
from generator.rendering.catalogue import NO_AREA, differences, others, places, who
from generator.rendering.grid import cell, grid, head
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.takeaway import Download
from generator.text import urls

TICK = "√"
WIDTHS = (3, 5, 6, 14, 15, 8, 5, 15, 3, 5, 3, 3, 3, 4, 5, 5, 6, 14, 4)
"""Of the workbook's columns, in Chinese characters: together no more than A3 holds."""
STANDARD = (
    "item",
    "part",
    "content",
    "basis",
    "limit",
    "body",
    "channels",
    "audience",
    "way",
    "level",
    "owner",
    "districts",
    "area",
)
"""Fields that the CSV file holds besides number and places."""


def tables(page: Page[Catalogue], lookup: Lookup) -> Iterator[Download]:
    """The table to take away: as a workbook that looks like the page, and as plain rows."""
    title, site = page.meta.title, lookup.site
    if not catalogue_rows(page, site):
        return
    day = page.meta.version or page.meta.published_on

    def workbook() -> Plain:
        sheets = [{"name": "标准目录", "grid": _grid(page, lookup)}]
        if lookup.related(page.earlier):
            sheets.append({"name": "与上一版的差异", "grid": _difference_grid(differences(page, lookup))})
        stamp = day.isoformat() if day else "2000-01-01"
        return {"title": title, "author": site.config.site.organ, "day": stamp, "sheets": sheets}

    yield Download("workbook", f"{title}（表格）", workbook)
    yield Download("separated", f"{title}（数据）", lambda: {"grid": _plain_grid(page, lookup)})


def _grid(page: Page[Catalogue], lookup: Lookup) -> Plain:
    """The table with its two-level header, for the workbook.

    一级事项 stands in each of its rows, so that every printed page says it, and rows can be sorted and filtered.
    """
    first = [
        head("序号", rows=2),
        head("公开事项", columns=2),
        *(head(name, rows=2) for name in ("公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体")),
        head("公开对象", columns=2),
        head("公开方式", columns=2),
        *(head(name, rows=2) for name in ("公开层级", "责任处室", "区级确认", "对应试点领域", "公开位置（编码）")),
        *(head(name, rows=2) for name in (WEB_PAGES, "无公开内容理由")),
    ]
    second = [head(name) for name in ("一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请")]
    listed = lookup.site.config.catalogue.channels
    body = [list(_cells(one.row.record, one, listed, lookup)) for one in placements(page, lookup.site)]
    caption = f"{page.meta.title}（■为采用的渠道，□为未采用的渠道）"
    return grid(caption, [first, second, *body], heads=2, widths=WIDTHS)


def _cells(one: CatalogueRow, found: Placed, listed: Sequence[str], lookup: Lookup) -> Iterator[Plain]:
    """A row of the workbook; all that a catalogue's table holds, as it is there."""
    yield cell(one.number, side="center")
    yield head(one.item, across=True)
    yield cell(one.part)
    yield from (cell(text) for text in (one.content, one.basis, one.limit, one.body))
    yield cell(" ".join((*(f"■{name}" for name in one.channels), *(f"□{name}" for name in others(one, listed)))))
    meant = who(one)
    yield cell(TICK if WHOLE in one.audiences else "", side="center")
    yield cell((f"{TICK}（{meant}）" if meant else TICK) if SPECIAL in one.audiences else "", side="center")
    yield from (cell(TICK if name in one.ways else "", side="center") for name in (ACTIVE, ON_REQUEST))
    yield from (cell(text) for text in (one.level, one.owner, "、".join(one.districts), one.area or NO_AREA))
    yield cell("\n".join(found.names))
    yield cell("\n".join(_written(found.ends, lookup)))
    yield cell(one.absent)


def _written(ends: Ends, lookup: Lookup) -> Iterator[str]:
    """Where a row is published, with the addresses written out."""
    for one in places(ends, lookup):
        full = (
            one["url"] if urls.is_absolute(one["url"]) else urls.absolute(lookup.site.config.site.base_url, one["url"])
        )
        yield full if one["title"] in full else f"{one['title']} {full}"


def _plain_grid(page: Page[Catalogue], lookup: Lookup) -> Plain:
    """The rows under the names of their fields, one line each."""
    label = labels(CatalogueRow)
    names = ("number", *STANDARD)
    rows = [
        [
            *(cell(said_list(getattr(one.row.record, name))) for name in names),
            cell(said_list(one.names)),
            cell(said_list(_written(one.ends, lookup))),
            cell(one.row.record.absent),
        ]
        for one in placements(page, lookup.site)
    ]
    heads = (*(label[name] for name in (*names, "places")), WEB_PAGES, label["absent"])
    return grid(page.meta.title, [[head(name) for name in heads], *rows])


def said_list(value: str | Iterable[str]) -> str:
    """A value as a cell of a CSV file holds it."""
    return value if isinstance(value, str) else "；".join(value)


def _difference_grid(found: Plain) -> Plain:
    """What became of the rows, a line for each field that changed."""
    rows = [[cell("新增"), cell(one["number"]), cell(one["name"]), cell(), cell(), cell()] for one in found["added"]]
    rows += [[cell("删除"), cell(one["number"]), cell(one["name"]), cell(), cell(), cell()] for one in found["removed"]]
    rows += [
        [cell("修改"), cell(one["number"]), cell(one["name"]), *(cell(each[part]) for part in ("label", "old", "new"))]
        for one in found["altered"]
        for each in one["fields"]
    ]
    heads = [head(name) for name in ("变化", "序号", "事项", "栏目", "上一版", "本版")]
    return grid("与上一版的差异", [heads, *rows], widths=(5, 5, 16, 9, 28, 28))
