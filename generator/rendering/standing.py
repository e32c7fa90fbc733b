"""What 公开属性登记表, 依申请转主动公开目录 and 责任分工表 show of the whole column.

Published pages only, and nobody's name.
"""

from __future__ import annotations

from generator.kinds.attributes import Change, changes, converted, review
from generator.kinds.base import Document, Titled
from generator.kinds.compiled import AttributeRegister, ConversionList, DutyMap
from generator.kinds.duties import shares
from generator.kinds.statutory import ITEMS
from generator.model.site import Page
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.matrix import STATUTORY


def attribute_register(page: Page[AttributeRegister], lookup: Lookup) -> Plain:  # noqa: ARG001  # all parts are called alike
    """公开属性登记表: every change, and by column when each document was last reviewed."""
    site = lookup.site
    return {
        "months": site.config.limits.review_months,
        "changes": [_change(one, lookup) for one in site.once(changes)],
        "columns": [
            {"name": column.config.name, "url": column.url, "rows": rows}
            for column in site.columns.values()
            if (rows := [_row(one, lookup) for name in column.pages if _registered(one := lookup.pages[name])])
        ],
    }


def conversion_list(page: Page[ConversionList], lookup: Lookup) -> Plain:  # noqa: ARG001  # all parts are called alike
    """依申请转主动公开目录: what was made public for everybody, newest first, and in which column it is."""
    site = lookup.site
    return {
        "rows": [
            _change(one, lookup) | {"column": site.columns[lookup.pages[one.page].column].config.name}
            for one in site.once(converted)
        ]
    }


def duty_map(page: Page[DutyMap], lookup: Lookup) -> Plain:  # noqa: ARG001  # all parts are called alike
    """责任分工表: for each 处室 its columns, and its items of the law, each with its place in the matrix."""
    site = lookup.site
    table = next((column.url for column in site.columns.values() if column.config.name == STATUTORY), "")
    return {
        "shares": [
            {
                "department": one.department,
                "columns": [
                    {"name": site.columns[folder].config.name, "url": site.columns[folder].url}
                    for folder in one.columns
                ],
                "items": [{"name": ITEMS[code], "url": f"{table}#{code}" if table else ""} for code in one.items],
            }
            for one in site.once(shares)
            if one.columns or one.items
        ]
    }


def _registered(page: Page[Document]) -> bool:
    """Tell whether a page is a paper, or one whose 公开属性 was reviewed or changed."""
    meta = page.meta
    return isinstance(meta, Titled) or meta.reviewed is not None or bool(meta.attribute_log)


def _row(page: Page[Document], lookup: Lookup) -> Plain:
    one = review(page, lookup.site)
    return {
        "entry": lookup.entries[page.id],
        "published": lookup.entries[page.id]["date"],
        "reviewed": one.last.isoformat() if one.reviewed and one.last else "",
        "due": one.due.isoformat() if one.due else "",
    }


def _change(one: Change, lookup: Lookup) -> Plain:
    return {
        "entry": lookup.entries[one.page],
        "day": one.day.isoformat(),
        "before": one.before,
        "after": one.after,
        "basis": one.basis,
    }
