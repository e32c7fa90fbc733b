"""政策解读: who speaks to whom and where, and what is shown: speakers, press conference, steps, media, outlets."""

from __future__ import annotations

from generator.kinds.carrying import used
from generator.kinds.policy import Interpretation
from generator.kinds.telling import medium
from generator.model.site import Page
from generator.rendering.explaining import clauses, gathered, measures
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.words import lines
from generator.text import urls

KEY_ELEMENTS = ("惠企利民举措", "新旧政策差异")
"""Elements of an interpretation that are shown besides the profile's (2020 work plan, 四（一）)."""


def interpretation(page: Page[Interpretation], lookup: Lookup) -> Plain:
    """政策解读: what it interprets, the elements it covers, its forms with what belongs to them."""
    meta = page.meta
    return {
        "interprets": lookup.related(page.interprets),
        "elements": _elements(page, lookup),
        "no_benefit": meta.no_benefit,
        "speakers": [{"name": one.name, "office": f"{one.organ}{one.post}"} for one in meta.speakers],
        "briefing": _briefing(page, lookup),
        "clauses": clauses(page, lookup),
        "measures": measures(page, lookup),
        "gathered": gathered(lookup) if page.meta.measures else None,
        "outlets": _outlets(page, lookup),
        "media": _media(page, lookup),
        "steps": [
            {"name": one.name, "text": lines(one.text), "picture": _beside(one.picture, page, lookup)}
            for one in meta.steps
        ],
        "transcript": lines(meta.transcript),
    }


def _elements(page: Page[Interpretation], lookup: Lookup) -> list[Plain]:
    """The elements that headings or the front matter name, with the heading to jump to."""
    wanted = (*lookup.site.config.sync.profile.elements, *KEY_ELEMENTS, *page.meta.elements)
    headings = [one for one in page.parsed.headings if one.level]
    found = []
    for name in dict.fromkeys(wanted):
        anchor = next((one.anchor for one in headings if name in one.text), "")
        if anchor or name in page.meta.elements:
            found.append({"name": name, "anchor": anchor})
    return found


def _briefing(page: Page[Interpretation], lookup: Lookup) -> Plain | None:
    """When and where the press was met, and where the record is."""
    held = page.meta.briefing
    if held is None:
        return None
    target = lookup.lead(held.record, page) if held.record else ""
    return {
        "time": held.time.isoformat() if held.time else "",
        "place": held.place,
        "record": lookup.link("实录", target) if target else None,
    }


def _outlets(page: Page[Interpretation], lookup: Lookup) -> list[Plain]:
    """Where else the interpretation has been made public by the day of the build."""
    return [
        {
            "name": one.name,
            "link": lookup.link(one.title or one.name, target) if target else None,
            "title": one.title,
            "day": one.day.isoformat() if one.day else "",
        }
        for one in used(page.meta, lookup.site.as_of)
        for target in [lookup.lead(one.link, page) if one.link else ""]
    ]


def _media(page: Page[Interpretation], lookup: Lookup) -> Plain | None:
    meta = page.meta
    url = _beside(meta.media, page, lookup)
    if not url:
        return None
    label = "、".join(one for one in meta.forms if one != "文字") or "解读"
    return {
        "url": url,
        "form": medium(meta.media),
        "label": f"{label}：{meta.title}",
        "poster": _beside(meta.poster, page, lookup),
    }


def _beside(name: str, page: Page[Interpretation], lookup: Lookup) -> str:
    """The address of a file beside the page; empty without one."""
    return lookup.site.asset_urls.get(urls.source(name, page.path), "") if name else ""
