"""培训情况 on a news page: when, where, for whom, about what, how many."""

from __future__ import annotations

from generator.kinds.general import News
from generator.kinds.training import Training
from generator.model.schema import labels
from generator.model.site import Page
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.words import shown
from generator.text.dates import chinese_date

FACTS = ("place", "audience", "content")
"""Fields that are shown as they are, after the time."""


def news(page: Page[News], lookup: Lookup) -> Plain:  # noqa: ARG001  # all parts are called alike
    """工作动态: the facts of a training, where the page tells of one."""
    one = page.meta.training
    return {"training": {"form": one.form, "facts": _facts(one)} if one else None}


def _facts(one: Training) -> list[Plain]:
    label = labels(Training)
    until = f"至{chinese_date(one.ended)}" if one.ended and one.ended != one.begun else ""
    found = [(label["begun"], chinese_date(one.begun) + until)]
    found += [(label[name], shown(value)) for name in FACTS if (value := getattr(one, name))]
    if one.people is not None:
        found.append((label["people"], f"{one.people}人"))
    return [{"label": name, "value": value} for name, value in found]
