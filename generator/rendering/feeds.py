"""Atom feeds: what is new in each column, for readers' programs."""

from __future__ import annotations

from generator.kinds.base import Document
from generator.model.site import Column, Job, Page
from generator.rendering.frame import Frame, description
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.words import moment
from generator.text import urls
from generator.text.patterns import lazily

NEWEST = 20
ZONE = ":00+08:00"
"""Seconds and the site's time zone (Asia/Shanghai), which knows no summer time."""

UNFIT = lazily("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 does not admit."""


def feed(column: Column, frame: Frame) -> Job:
    """The feed of a column that lists anything dated, child columns included; newest first."""
    lookup = frame.lookup
    site = lookup.site.config.site
    path = frame.feeds[column.folder]
    newest = lookup.newest_below[column.folder][:NEWEST]
    entries = [_entry(lookup.pages[name], lookup) for name in newest if lookup.entries[name]["date"]]
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
    return Job(path, "feed.xml", context)


def _entry(page: Page[Document], lookup: Lookup) -> Plain:
    meta = page.meta
    published = moment(meta.published).replace(" ", "T") + ZONE if meta.published else ""
    updated = moment(meta.updated).replace(" ", "T") + ZONE if meta.updated else published
    return {
        "title": clean(meta.title),
        "url": lookup.addresses[page.url],
        "published": published,
        "updated": max(published, updated),
        "summary": clean(description(page)),
        "category": meta.kind_label,
    }


def clean(text: str) -> str:
    """Drop the characters that XML does not admit."""
    return UNFIT.sub("", text)
