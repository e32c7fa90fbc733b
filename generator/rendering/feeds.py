"""Atom feeds: what is new in each column, for readers' programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kinds.base import Document
from generator.model.site import Job, Page
from generator.rendering.frame import Frame, description
from generator.rendering.lookup import Plain
from generator.rendering.words import moment
from generator.text import urls

NEWEST = 20
ZONE = ":00+08:00"
"""Seconds and the site's time zone (Asia/Shanghai), which knows no summer time."""

UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not admit."""


def feeds(frame: Frame) -> Iterator[Job]:
    """One feed for each column that lists anything, child columns included; newest first."""
    lookup = frame.lookup
    site = lookup.site.config.site
    for column in lookup.site.columns.values():
        names = [name for name in lookup.newest(lookup.below(column)) if lookup.entries[name]["date"]][:NEWEST]
        if path := frame.feed(column):
            entries = [_entry(lookup.pages[name], site.base_url) for name in names]
            context = {
                "here": path,
                "root": site.base_url,
                "title": clean(f"{column.config.name} - {site.name}"),
                "subtitle": clean(column.config.description),
                "author": clean(site.organ),
                "url": urls.absolute(site.base_url, column.url),
                "feed": urls.absolute(site.base_url, path),
                "updated": max(str(entry["updated"]) for entry in entries),
                "entries": entries,
            }
            yield Job(path, "feed.xml", context)


def _entry(page: Page[Document], base_url: str) -> Plain:
    meta = page.meta
    published = moment(meta.published).replace(" ", "T") + ZONE if meta.published else ""
    updated = moment(meta.updated).replace(" ", "T") + ZONE if meta.updated else published
    return {
        "title": clean(meta.title),
        "url": urls.absolute(base_url, page.url),
        "published": published,
        "updated": max(published, updated),
        "summary": clean(description(page)),
        "category": meta.kind_label,
    }


def clean(text: str) -> str:
    """Drop the characters that XML does not admit."""
    return UNFIT.sub("", text)
