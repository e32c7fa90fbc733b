"""专题 and 规划编制: what is gathered, and how a plan comes about."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.plan import ELEMENTS, TONES, PlanDossier, Progress, Staged
from generator.kinds.topic import Topic, gathered
from generator.model.site import Page
from generator.rendering.lookup import Lookup, Plain

MOST = 20
"""Entries of one section of a topic; the columns hold the rest."""


def topic(page: Page[Topic], lookup: Lookup) -> Plain:
    """专题: its sections, newest first, those without anything as well; its stages; and whether it is archived."""
    meta, as_of = page.meta, lookup.site.as_of
    sections = [
        {"name": name, "entries": lookup.related(one.id for one in pages[:MOST]), "more": max(len(pages) - MOST, 0)}
        for name, pages in gathered(page, lookup.site)
    ]
    archived = meta.archived if meta.archived and meta.archived <= as_of else None
    return {
        "sections": sections,
        "archived": archived.isoformat() if archived else "",
        "stages": list(_stages(page, lookup)),
    }


def plan(page: Page[PlanDossier], lookup: Lookup) -> Plain:
    """规划编制: its stages in order."""
    return {"stages": list(_stages(page, lookup))}


def _stages(page: Page[Staged], lookup: Lookup) -> Iterator[Plain]:
    """Each stage with its days, its state as of the build, what it says by then, and its pages."""
    as_of = lookup.site.as_of
    for one in page.meta.stages:
        state, element = one.state(as_of), ELEMENTS.get(one.name)
        yield {
            "name": one.name,
            "begins": one.begins.isoformat() if one.begins else "",
            "ends": one.ends.isoformat() if one.ends else "",
            "state": str(state),
            "tone": TONES[state],
            "tells": element.tells if element and state is not Progress.DONE else "",
            "told": list(one.told(as_of)),
            "entries": lookup.related(lookup.site.names.get(name, name) for name in one.pages),
        }
