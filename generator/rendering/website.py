"""政府网站工作年度报表: its lines by part, and the newest one for the home page."""

from __future__ import annotations

from generator.kinds.website import PARTS, SiteReport
from generator.model.site import Page
from generator.rendering.lookup import Lookup, Plain


def site_report(page: Page[SiteReport], lookup: Lookup) -> Plain:  # noqa: ARG001  # all parts are called alike
    """The table of the form: each part with its lines; parts without lines are left out."""
    lines = page.meta.indicators
    parts = [(part, [one for one in lines if one.part == part]) for part in PARTS]
    return {
        "year": page.meta.year,
        "parts": [
            {
                "name": part,
                "lines": [{"name": one.name, "value": one.value or "—", "unit": one.unit} for one in own],
            }
            for part, own in parts
            if own
        ],
    }


def newest(lookup: Lookup) -> Plain | None:
    """The report of the latest year, as lists show it; ``None`` where there is none."""
    found = max(lookup.site.having(SiteReport), key=lambda page: (page.meta.year, page.id), default=None)
    return lookup.entries[found.id] if found else None
