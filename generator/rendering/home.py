"""The first page of the column: 政府信息公开, its subcolumns, the entry to 依申请公开, and what is new."""

from __future__ import annotations

from generator.model.config import REQUEST_COLUMN
from generator.model.site import Job
from generator.rendering import website
from generator.rendering.frame import Frame, Place
from generator.rendering.lists import child
from generator.rendering.lookup import HOME

LATEST = 10
"""Newest pages of all columns together."""

OF_EACH = 4
"""Newest pages of each subcolumn."""

LAYOUT = "home.html"


def home(frame: Frame) -> Job:
    """The job of ``index.html``."""
    lookup = frame.lookup
    site = lookup.site.config.site
    roots = [column for column in lookup.roots if column.config.navigation]
    own = [column for column in roots if column.config.name != REQUEST_COLUMN]
    request = next((column for column in roots if column.config.name == REQUEST_COLUMN), None)
    names = "、".join(column.config.name for column in own)
    description = f"{site.organ}{site.column}专栏，集中公开{names}。"
    metas = [
        ("ColumnName", site.column),
        ("ColumnDescription", description),
        ("ColumnKeywords", ",".join((site.column, site.organ, *(column.config.name for column in own)))),
        ("ColumnType", "首页"),
    ]
    place = Place(here=HOME, title=site.column, metas=metas, phase="")
    return Job(
        HOME,
        LAYOUT,
        {
            **frame.around(place),
            "heading": site.column,
            "description": description,
            "columns": [
                {
                    **child(column, lookup, OF_EACH),
                    "children": [
                        {"name": lookup.site.columns[one].config.name, "url": lookup.site.columns[one].url}
                        for one in column.children
                        if lookup.site.columns[one].config.navigation
                    ],
                }
                for column in own
            ],
            "request": child(request, lookup, OF_EACH) if request else None,
            "site_report": website.newest(lookup),
            "portal": lookup.link("网上申请", site.request_portal) if site.request_portal else None,
            "latest": [
                {**lookup.entries[name], "column": lookup.column(lookup.pages[name]).config.name}
                for name in lookup.newest[:LATEST]
            ],
        },
    )
