"""The triad bar 文件·细则·解读 (三同步): what a release set holds, on every page of it."""

from __future__ import annotations

from generator.kinds.base import Document
from generator.kinds.policy import Policy
from generator.model.site import Page, ReleaseSet
from generator.rendering.lookup import Lookup, Plain
from generator.text.dates import chinese_date

INTERPRETATION, RULES = "interpretation", "implementing-rules"
"""Parts of a set, as ``ReleaseSet.required`` names them."""

NOT_REQUIRED = "本文件不要求"
NONE = "无"


def triads(page: Page[Document], lookup: Lookup) -> list[Plain]:
    """One bar for each set that the page belongs to; an interpretation may serve several documents."""
    return [_bar(one, page.id, lookup) for one in lookup.sets.get(page.id, ())]


def members(page: Page[Document], lookup: Lookup) -> frozenset[str]:
    """Ids of all pages that the page's bars link to."""
    return frozenset(member for one in lookup.sets.get(page.id, ()) for member in one.members)


def _bar(one: ReleaseSet, current: str, lookup: Lookup) -> Plain:
    parts = (
        ("文件", "", (one.policy,)),
        ("细则", RULES, one.implementing_rules),
        ("解读", INTERPRETATION, one.interpretations),
    )
    here = lookup.pages[current].url
    found = [(label, part, lookup.related(names)) for label, part, names in parts]
    return {
        "title": lookup.pages[one.policy].meta.title,
        "parts": [
            {
                "label": label,
                "entries": [{**entry, "current": entry["url"] == here} for entry in entries],
                "note": "" if entries else _absence(one, part, lookup),
            }
            for label, part, entries in found
        ],
    }


def _absence(one: ReleaseSet, part: str, lookup: Lookup) -> str:
    """Why a part is not there: not required, exempted with a reason, or simply missing."""
    if part in one.required:
        return NONE
    meta = lookup.pages[one.policy].meta
    if not isinstance(meta, Policy):
        return NOT_REQUIRED
    waiver = next((each for each in lookup.site.config.sync.waivers if each.policy == one.policy), None)
    waivable, exempted = {INTERPRETATION: (True, meta.exempted), RULES: (meta.promises_rules, "")}[part]
    if one.waived and waiver and waivable:
        return f"已豁免：{waiver.reason}（{waiver.owner}，至{chinese_date(waiver.expires)}）"
    return f"{NOT_REQUIRED}：{exempted}" if exempted else NOT_REQUIRED
