"""主动公开标准目录: the table as people know it, what changed since the version before, and what it covers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.kinds.catalogue import ACTIVE, ON_REQUEST, SPECIAL, WHOLE, Catalogue, CatalogueRow, channel
from generator.kinds.comparing import said
from generator.kinds.coverage import (
    Coverage,
    Ends,
    catalogue_rows,
    changes,
    coverage,
    newest,
)
from generator.model.schema import labels
from generator.model.site import Page
from generator.model.tables import Row
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.versions import versions
from generator.text import urls

NO_AREA = "无对应领域"
_PIECES = re.compile("[；;\n]")


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
        "differences": differences(page, lookup) if lookup.related(page.earlier) else None,
        "versions": versions(page, lookup),
        "coverage": _coverage(page, found, rows, lookup) if found else None,
    }


def _row(row: Row[CatalogueRow], ends: Ends | None, lookup: Lookup) -> Plain:
    one, listed = row.record, lookup.site.config.catalogue.channels
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
        "others": others(one, listed),
        "whole": WHOLE in one.audiences,
        "special": SPECIAL in one.audiences,
        "who": who(one),
        "active": ACTIVE in one.ways,
        "request": ON_REQUEST in one.ways,
        "level": one.level,
        "area": one.area or NO_AREA,
        "places": places(ends, lookup) if ends else [],
        "absent": one.absent,
    }


def others(one: CatalogueRow, listed: Sequence[str]) -> list[str]:
    """The usual channels that a row does not use."""
    used = {channel(name, listed) for name in one.channels}
    return [name for name in listed if name not in used]


def who(one: CatalogueRow) -> str:
    """Which 特定群体 a row is for, where it says so."""
    return one.audience.replace(SPECIAL, "").strip("：:（()） ") if one.audiences == (SPECIAL,) else ""


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


def places(ends: Ends, lookup: Lookup) -> list[Plain]:
    """Where a row is published; what is kept back, or leads nowhere, is not shown."""
    columns, pages = lookup.site.columns, lookup.pages
    found = [(at, lookup.link(columns[folder].config.name, columns[folder].url)) for at, folder in ends.columns]
    found += [(at, lookup.link(pages[name].meta.title, pages[name].url)) for at, name in ends.pages if name in pages]
    found += [(at, lookup.link(urls.host(address), address)) for at, address in ends.addresses]
    return [link for _, link in sorted(found, key=lambda one: one[0])]


def differences(page: Page[Catalogue], lookup: Lookup) -> Plain:
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
                "name": each.name,
                "catalogue": lookup.link(f"{each.name}标准目录", each.catalogue) if each.catalogue else None,
                "confirmed": sum(each.name in one.row.record.districts for one in mine),
                "waiting": [_named(one.row.record) for one in mine if each.name not in one.row.record.districts],
            }
            for each in districts
        ],
    }
