"""Ways to find everything: 站点地图, sitemap.xml, robots.txt, and the page for addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.site import Column, Job
from generator.rendering.frame import Frame, Place
from generator.rendering.lookup import HOME, MAP, Lookup, Plain
from generator.rendering.words import moment
from generator.text import urls

MOST = 200
"""Pages of one column that the map names; the column's own list holds the rest."""


def site_map(frame: Frame) -> Iterator[Job]:
    """The job of ``map.html``: all columns, with their pages."""
    place = Place(here=MAP, title="站点地图", trail=(("站点地图", ""),))
    context = {
        **frame.around(place),
        "heading": "站点地图",
        "columns": [_branch(column, frame.lookup) for column in frame.lookup.roots],
    }
    yield Job(MAP, "map.html", context)


def missing(frame: Frame) -> Iterator[Job]:
    """The job of ``404.html``; a server shows it at any depth, so its addresses are absolute."""
    place = Place(here="404.html", title="页面不存在", trail=(("页面不存在", ""),), absolute=True)
    yield Job("404.html", "404.html", {**frame.around(place), "heading": "页面不存在"})


def sitemap(frame: Frame) -> Iterator[Job]:
    """The jobs of ``sitemap.xml`` and ``robots.txt``."""
    lookup = frame.lookup
    base_url = lookup.site.config.site.base_url
    opened = {page.url: page for page in lookup.pages.values()}
    standing = [HOME, MAP, *(column.url for column in lookup.site.columns.values() if column.url not in opened)]
    entries: list[Plain] = [{"url": urls.absolute(base_url, url), "changed": ""} for url in standing]
    for url, page in sorted(opened.items()):
        dates = [moment(each)[:10] for each in (page.meta.published, page.meta.updated) if each]
        entries.append({"url": urls.absolute(base_url, url), "changed": max(dates, default="")})
    yield Job("sitemap.xml", "sitemap.xml", {"here": "sitemap.xml", "root": base_url, "entries": entries})
    address = urls.absolute(base_url, "sitemap.xml")
    yield Job("robots.txt", "robots.txt", {"here": "robots.txt", "root": base_url, "sitemap": address})


def _branch(column: Column, lookup: Lookup) -> Plain:
    names = lookup.listed(column)
    return {
        "name": column.config.name,
        "url": column.url,
        "entries": [lookup.entries[name] for name in names[:MOST]],
        "more": len(names) > MOST,
        "columns": [_branch(lookup.site.columns[one], lookup) for one in column.children],
    }
