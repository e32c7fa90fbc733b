"""What 依申请转主动公开目录 and 责任分工表 show of the whole column.

Published pages only, and nobody's name.
"""

from __future__ import annotations

from generator.kinds.attributes import converted
from generator.kinds.compiled import ConversionList, DutyMap
from generator.kinds.duties import shares
from generator.kinds.statutory import ITEMS
from generator.model.site import Page
from generator.rendering.attributes import change
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.matrix import STATUTORY


def conversion_list(page: Page[ConversionList], lookup: Lookup) -> Plain:  # noqa: ARG001  # all parts are called alike
    """依申请转主动公开目录: what was made public for everybody, newest first, and in which column it is."""
    site = lookup.site
    return {
        "rows": [
            change(one, lookup) | {"column": site.columns[lookup.pages[one.page].column].config.name}
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
