"""Ways to find everything: 站点地图, sitemap.xml, robots.txt, and the page for addresses that lead nowhere."""

from __future__ import annotations

from generator.kinds.base import Document
from generator.model.phase import Phase
from generator.model.site import Column, Job, Page
from generator.rendering.cuts import ways
from generator.rendering.frame import Frame, Place
from generator.rendering.lookup import HOME, MAP, Lookup, Plain
from generator.text import urls

SITEMAP = "sitemap.xml"

MOST = 200
"""Pages of one column that the map names; the column's own list holds the rest."""


def site_map(frame: Frame) -> Job:
    """The job of ``map.html``: all columns, with their pages, and 五公开."""
    place = Place(here=MAP, title="站点地图", trail=(("站点地图", ""),))
    context = {
        **frame.around(place),
        "heading": "站点地图",
        "columns": [_branch(column, frame.lookup) for column in frame.lookup.roots],
        "across": ways(tuple(Phase)),
    }
    return Job(MAP, "map.html", context)


def missing(frame: Frame) -> Job:
    """The job of ``404.html``; a server shows it at any depth, so its addresses are absolute."""
    place = Place(here="404.html", title="页面不存在", trail=(("页面不存在", ""),), absolute=True)
    return Job("404.html", "404.html", {**frame.around(place), "heading": "页面不存在"})


def sitemap(frame: Frame) -> Job:
    """The job of ``sitemap.xml``: the address of every page, for search engines."""
    lookup = frame.lookup
    base_url = lookup.site.config.site.base_url
    opened = {page.url: page for page in lookup.pages.values()}
    lists = (column.url for column in lookup.site.columns.values() if column.url not in opened)
    standing = [HOME, MAP, *lists, *(one["url"] for one in ways(tuple(Phase)))]
    entries: list[Plain] = [{"url": urls.absolute(base_url, url), "changed": ""} for url in standing]
    entries.extend({"url": lookup.addresses[url], "changed": _changed(opened[url], lookup)} for url in sorted(opened))
    return Job(SITEMAP, "sitemap.xml", {"here": SITEMAP, "root": base_url, "entries": entries})


def _changed(page: Page[Document], lookup: Lookup) -> str:
    """The day on which a page was published or last changed."""
    published, updated = str(lookup.entries[page.id]["date"])[:10], page.meta.updated
    return max(published, updated.date().isoformat()) if updated else published


def robots(frame: Frame) -> Job:
    """The job of ``robots.txt``, which says where the site map for search engines is."""
    base_url = frame.lookup.site.config.site.base_url
    address = urls.absolute(base_url, SITEMAP)
    return Job("robots.txt", "robots.txt", {"here": "robots.txt", "root": base_url, "sitemap": address})


def _branch(column: Column, lookup: Lookup) -> Plain:
    names = lookup.listed[column.folder]
    return {
        "name": column.config.name,
        "url": column.url,
        "entries": [lookup.entries[name] for name in names[:MOST]],
        "more": len(names) > MOST,
        "columns": [_branch(lookup.site.columns[one], lookup) for one in column.children],
    }
