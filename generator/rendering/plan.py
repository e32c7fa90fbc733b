"""Site to jobs: every file of the output but the copied ones, each with all that its layout needs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.site import Job, Site
from generator.rendering.feeds import feeds
from generator.rendering.frame import Frame
from generator.rendering.home import home
from generator.rendering.lists import columns
from generator.rendering.lookup import Lookup
from generator.rendering.maps import missing, site_map, sitemap
from generator.rendering.pages import pages

WRITERS = (home, columns, pages, feeds, site_map, missing, sitemap)
"""What is written, in order."""


def plan(site: Site) -> Iterator[Job]:
    """List the files to render: equal sites give equal jobs, in the same order."""
    frame = Frame(Lookup(site))
    for writer in WRITERS:
        yield from writer(frame)
