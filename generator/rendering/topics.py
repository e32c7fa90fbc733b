"""专题 and 规划编制: what is gathered, and how a plan comes about."""

from __future__ import annotations

from generator.kinds.topic import STATES, PlanDossier, Topic, gathered
from generator.model.site import Page
from generator.rendering.lookup import Lookup, Plain

MOST = 20
"""Entries of one section of a topic; the columns hold the rest."""


def topic(page: Page[Topic], lookup: Lookup) -> Plain:
    """专题: its sections, newest first, and whether it is archived."""
    meta, as_of = page.meta, lookup.site.as_of
    sections = [
        {"name": name, "entries": lookup.related(one.id for one in pages[:MOST]), "more": max(len(pages) - MOST, 0)}
        for name, pages in gathered(page, lookup.site)
        if pages
    ]
    archived = meta.archived if meta.archived and meta.archived <= as_of else None
    return {"sections": sections, "archived": archived.isoformat() if archived else ""}


def plan(page: Page[PlanDossier], lookup: Lookup) -> Plain:
    """规划编制: its stages in order, each with its days, its state as of the build, and its pages."""
    as_of = lookup.site.as_of
    return {
        "stages": [
            {
                "name": one.name,
                "begins": one.begins.isoformat() if one.begins else "",
                "ends": one.ends.isoformat() if one.ends else "",
                "state": one.state(as_of),
                "tone": STATES[one.state(as_of)],
                "note": one.note,
                "entries": lookup.related(lookup.site.names.get(name, name) for name in one.pages),
            }
            for one in page.meta.stages
        ]
    }
