"""By which channels interpretations were carried, and what their plans (解读方案) foresaw and nobody did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from generator.kinds.measure import Outlet
from generator.kinds.policy import Interpretation
from generator.model.site import Page, Site

WEBSITE = "政府网站"
"""The channel that every published interpretation has."""
HOME = ("网站", "门户")
"""Words by which a plan names this channel."""
MEETINGS = ("新闻发布会", "媒体通气会")
"""Forms that are channels as well."""
SOCIAL = ("微信", "微博", "短视频", "视频号", "客户端", "新媒体")
"""Words by which a channel is known to be one of 政务新媒体 (两微一端)."""
PLAIN = "文字"


class Undone(NamedTuple):
    """What a plan names, and no interpretation of the same documents did."""

    forms: tuple[str, ...]
    channels: tuple[str, ...]


def used(text: Interpretation, as_of: date) -> tuple[Outlet, ...]:
    """The outlets that carried an interpretation by a day, its day included; one without a day has."""
    return tuple(one for one in text.outlets if one.day is None or one.day <= as_of)


def channels(text: Interpretation, as_of: date) -> tuple[str, ...]:
    """The channels that carried an interpretation by a day, each once: the website, outlets, the press conference."""
    held = (form for form in text.forms if form in MEETINGS)
    return tuple(dict.fromkeys((WEBSITE, *(one.name for one in used(text, as_of)), *held)))


def undone(page: Page[Interpretation], site: Site) -> Undone:
    """What the plan of an interpretation names, and neither it nor another of the same documents did.

    A plan is made for a document: what it foresees may be another page. Names need not agree to the letter: 图解长图 is
    图解, and 微信公众号 is 政务新媒体. All interpretations are words, and on the website.
    """
    plan = page.meta.plan
    if plan is None:
        return Undone((), ())
    documents = site.once(_texts)
    mates = {text.id: text.meta for name in page.interprets for text in documents[name]} or {page.id: page.meta}
    forms = {PLAIN, *(form for text in mates.values() for form in text.forms)}
    carried = {
        *HOME,
        *(name for text in mates.values() for name in channels(text, site.as_of)),
        *(one.title for text in mates.values() for one in used(text, site.as_of)),
    }
    if any(word in name for name in carried for word in SOCIAL):
        carried |= {"政务新媒体", "两微一端"}
    return Undone(_missing(plan.forms, forms), _missing(plan.channels, carried))


def _missing(planned: Iterable[str], done: Iterable[str]) -> tuple[str, ...]:
    some = tuple(filter(None, done))
    return tuple(one for one in planned if not any(one in name or name in one for name in some))


def _texts(site: Site) -> Mapping[str, list[Page[Interpretation]]]:
    """The published interpretations of each document."""
    found: defaultdict[str, list[Page[Interpretation]]] = defaultdict(list)
    for page in site.having(Interpretation):
        for name in page.interprets:
            found[name].append(page)
    return found
