"""主动公开标准目录: the table as people know it, what changed since the version before, and what it covers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.kinds.catalogue import ACTIVE, ON_REQUEST, SPECIAL, WHOLE, Catalogue, CatalogueRow, channel
from generator.kinds.comparing import said
from generator.kinds.coverage import Coverage, Ends, catalogue_rows, changes, coverage, newest
from generator.model.schema import labels
from generator.model.site import Page
from generator.model.tables import Row
from generator.rendering.grid import cell, grid, head
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.takeaway import Download
from generator.text import urls

NO_AREA = "无对应领域"
TICK = "√"
_PIECES = re.compile("[；;\n]")
WIDTHS = (4, 8, 9, 22, 24, 11, 10, 16, 4, 6, 4, 5, 6, 9, 20)
"""Of the workbook's columns, in Chinese characters."""
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
    "area",
)
"""Fields that the CSV file holds besides number and places."""


def catalogue(page: Page[Catalogue], lookup: Lookup) -> Plain:
    """One version: its rows by 一级事项; for the newest also what of the column it covers."""
    site = lookup.site
    current = any(page.id == one.id for one in newest(site))
    found = site.once(coverage) if current else None
    ends = {one.row.where: one.ends for one in found.rows if one.page.id == page.id} if found else {}
    rows = [_row(row, ends.get(row.where), lookup) for row in catalogue_rows(page, site)]
    return {
        "groups": _groups(rows),
        "levels": any(row["level"] for row in rows),
        "areas": current,
        "next": [{"title": one["title"], "url": one["url"]} for one in lookup.related(page.later)],
        "log": [
            {"change": one.change, "numbers": "、".join(one.numbers), "reason": one.reason} for one in page.meta.changes
        ],
        "differences": _differences(page, lookup) if page.earlier else None,
        "coverage": _coverage(page, found, rows, lookup) if found else None,
    }


def tables(page: Page[Catalogue], lookup: Lookup) -> Iterator[Download]:
    """The table to take away: as a workbook that looks like the page, and as plain rows."""
    title, site = page.meta.title, lookup.site
    if not catalogue_rows(page, site):
        return
    day = page.meta.version or page.meta.published_on

    def workbook() -> Plain:
        sheets = [{"name": "标准目录", "grid": _grid(page, lookup)}]
        if page.earlier:
            sheets.append({"name": "与上一版的差异", "grid": _difference_grid(_differences(page, lookup))})
        stamp = day.isoformat() if day else "2000-01-01"
        return {"title": title, "author": site.config.site.organ, "day": stamp, "sheets": sheets}

    yield Download("workbook", f"{title}（表格）", workbook)
    yield Download("separated", f"{title}（数据）", lambda: {"grid": _plain_grid(page, lookup)})


def _row(row: Row[CatalogueRow], ends: Ends | None, lookup: Lookup) -> Plain:
    one, listed = row.record, lookup.site.config.catalogue.channels
    usual = {channel(name, listed) for name in one.channels}
    return {
        "number": one.number,
        "anchor": anchor(one.number),
        "item": one.item,
        "part": one.part,
        "name": one.name,
        "content": _lines(one.content),
        "basis": _lines(one.basis),
        "limit": one.limit,
        "body": one.body,
        "channels": list(one.channels),
        "others": [name for name in listed if name not in usual],
        "whole": WHOLE in one.audiences,
        "special": SPECIAL in one.audiences,
        "who": one.audience.replace(SPECIAL, "").strip("：:（()） ") if one.audiences == (SPECIAL,) else "",
        "active": ACTIVE in one.ways,
        "request": ON_REQUEST in one.ways,
        "level": one.level,
        "area": one.area or NO_AREA,
        "places": _places(ends, lookup) if ends else [],
        "absent": one.absent,
    }


def anchor(number: str) -> str:
    """The anchor of a row."""
    return f"row-{urls.slug(number)}"


def _lines(text: str) -> list[str]:
    return [piece.strip() for piece in _PIECES.split(text) if piece.strip()]


def _groups(rows: Sequence[Plain]) -> list[Plain]:
    """Rows that follow each other under one 一级事项."""
    found: list[Plain] = []
    for row in rows:
        # Where two rows have one number, which is a finding, links lead to the first.
        if any(row["anchor"] == each["anchor"] for group in found for each in group["rows"]):
            row["anchor"] = ""
        if not found or found[-1]["item"] != row["item"]:
            found.append({"item": row["item"], "rows": []})
        found[-1]["rows"].append(row)
    return found


def _places(ends: Ends, lookup: Lookup) -> list[Plain]:
    """Where a row is published; what is kept back, or leads nowhere, is not shown."""
    columns, pages = lookup.site.columns, lookup.pages
    found = [(at, lookup.link(columns[folder].config.name, columns[folder].url)) for at, folder in ends.columns]
    found += [(at, lookup.link(pages[name].meta.title, pages[name].url)) for at, name in ends.pages if name in pages]
    found += [(at, lookup.link(urls.host(address), address)) for at, address in ends.addresses]
    return [link for _, link in sorted(found, key=lambda one: one[0])]


def _differences(page: Page[Catalogue], lookup: Lookup) -> Plain:
    """What became of the rows since the version before."""
    found, label = changes(page, lookup.site), labels(CatalogueRow)
    return {
        "added": [_named(row.record) for row in found.added],
        "removed": [_named(row.record) for row in found.removed],
        "altered": [
            {
                **_named(one.new.record),
                "fields": [
                    {
                        "label": label[name],
                        "old": said(getattr(one.old.record, name)),
                        "new": said(getattr(one.new.record, name)),
                    }
                    for name in one.fields
                ],
            }
            for one in found.altered
        ],
    }


def _named(one: CatalogueRow) -> Plain:
    return {"number": one.number, "anchor": anchor(one.number), "name": one.name}


def _coverage(page: Page[Catalogue], found: Coverage, rows: Sequence[Plain], lookup: Lookup) -> Plain:
    """Both ways, and the summaries by pilot area (试点领域) and paired district (结对区)."""
    site = lookup.site
    mine = [one for one in found.rows if one.page.id == page.id]
    areas, districts = site.config.catalogue.areas, site.config.catalogue.districts
    mapped = [(area, [row for row in rows if row["area"] == area]) for area in areas]
    unmapped = [row for row in rows if row["area"] not in areas]
    return {
        "rows": len(rows),
        "published": sum(one.published for one in mine),
        "absent": sum(bool(one.row.record.absent) and not one.published for one in mine),
        "request": sum(bool(row["request"]) and not row["active"] for row in rows),
        "columns": [
            {
                **lookup.link(site.columns[folder].config.name, site.columns[folder].url),
                "rows": [_named(one.row.record) for one in leading if one.page.id == page.id],
            }
            for folder, leading in found.by_column.items()
            if leading
        ],
        "gaps": [lookup.link(site.columns[gap.folder].config.name, site.columns[gap.folder].url) for gap in found.gaps],
        "areas": len(areas),
        "mapped": [{"area": area, "rows": some} for area, some in mapped if some],
        "unmapped": unmapped,
        "idle": [area for area, some in mapped if not some],
        "districts": [
            {
                "name": name,
                "confirmed": sum(name in one.row.record.districts for one in mine),
                "waiting": [_named(one.row.record) for one in mine if name not in one.row.record.districts],
            }
            for name in districts
        ],
    }


def _grid(page: Page[Catalogue], lookup: Lookup) -> Plain:
    """The table with its two-level header, for the workbook."""
    special = catalogue(page, lookup)
    first = [
        head("序号", rows=2),
        head("公开事项", columns=2),
        *(head(name, rows=2) for name in ("公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体")),
        head("公开对象", columns=2),
        head("公开方式", columns=2),
        *(head(name, rows=2) for name in ("公开层级", "对应试点领域", "公开位置")),
    ]
    second = [head(name) for name in ("一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请")]
    body: list[list[Plain]] = []
    for group in special["groups"]:
        for at, row in enumerate(group["rows"]):
            opening = [head(group["item"], rows=len(group["rows"]), across=True)] if at == 0 else []
            body.append([cell(row["number"], side="center"), *opening, *_cells(row, lookup)])
    caption = f"{page.meta.title}（■为采用的渠道，□为未采用的渠道）"
    return grid(caption, [first, second, *body], heads=2, widths=WIDTHS)


def _cells(row: Plain, lookup: Lookup) -> Iterator[Plain]:
    yield cell(row["part"])
    yield cell("\n".join(row["content"]))
    yield cell("\n".join(row["basis"]))
    yield cell(row["limit"])
    yield cell(row["body"])
    boxes = (*(f"■{name}" for name in row["channels"]), *(f"□{name}" for name in row["others"]))
    yield cell(" ".join(boxes))
    for name in ("whole", "special", "active", "request"):
        note = f"（{row['who']}）" if name == "special" and row["who"] else ""
        yield cell(f"{TICK}{note}" if row[name] else "", side="center")
    yield cell(row["level"])
    yield cell(row["area"])
    yield cell("\n".join(_written(row, lookup)) or row["absent"])


def _written(row: Plain, lookup: Lookup) -> Iterator[str]:
    """Where a row is published, with the addresses written out."""
    for one in row["places"]:
        full = (
            one["url"] if urls.is_absolute(one["url"]) else urls.absolute(lookup.site.config.site.base_url, one["url"])
        )
        yield full if one["title"] in full else f"{one['title']} {full}"


def _plain_grid(page: Page[Catalogue], lookup: Lookup) -> Plain:
    """The rows under the names of their fields, one line each."""
    label = labels(CatalogueRow)
    found = catalogue(page, lookup)
    shown = [row for group in found["groups"] for row in group["rows"]]
    names = ("number", *STANDARD)
    rows = [
        [
            *(cell(said_list(getattr(row.record, name))) for name in names),
            cell("；".join(_written(one, lookup))),
            cell(row.record.absent),
        ]
        for row, one in zip(catalogue_rows(page, lookup.site), shown, strict=True)
    ]
    return grid(page.meta.title, [[head(label[name]) for name in (*names, "places", "absent")], *rows])


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
