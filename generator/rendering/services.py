"""办事指南: what people ask first, the materials with their forms, the procedure, the time it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from posixpath import splitext
from typing import get_args

from generator.kinds.service import FREE, Material, ServiceGuide, Sort
from generator.model.site import Column, Page, Site
from generator.rendering.cuts import Cut
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.service_lists import naming
from generator.rendering.words import size
from generator.text import urls
from generator.text.durations import Limit, parse_limit, unlimited

MOST = 8
"""Guides that a group of a column's page shows while the column's list has further sheets."""

CONTACTS = (("phone", "咨询电话"), ("complaint", "监督投诉"), ("remedy", "救济途径"))
"""Whom to ask, to whom to complain, and what can be done against a decision."""


def service_guide(page: Page[ServiceGuide], lookup: Lookup) -> Plain:
    """办事指南: the answers in short, then each in full."""
    meta = page.meta
    return {
        "answers": answers(meta),
        "portal": lookup.link("网上办理", meta.portal) if meta.portal else None,
        "conditions": list(meta.conditions),
        "materials": [_material(one, page, lookup) for one in meta.materials],
        "no_materials": meta.no_materials,
        "steps": [{"name": one.name, "actor": one.actor, "limit": one.limit, "note": one.note} for one in meta.steps],
        "places": list(meta.places),
        "hours": meta.hours,
        "offline": meta.offline,
        "limits": limits(meta),
        "fees": None
        if meta.fees is None
        else [{"name": one.name or meta.title, "basis": one.basis, "standard": one.standard} for one in meta.fees],
        "result": meta.result,
        "delivery": list(meta.delivery),
        "basis": [_cited(one, lookup) for one in meta.basis],
        "contacts": [{"label": label, "value": text} for name, label in CONTACTS if (text := getattr(meta, name))],
        "questions": [{"question": one.question, "answer": one.answer} for one in meta.questions],
        "lists": lookup.related(naming(lookup).get(page.id, ())),
    }


def answers(meta: ServiceGuide) -> list[Plain]:
    """Who can apply, where, how long it takes, what it costs, what to bring, whom to ask: as far as it is told."""
    found = (
        ("谁能办", "、".join(dict.fromkeys(meta.audience)), ""),
        ("在哪办", *_where(meta)),
        ("多久办好", *_time(meta)),
        ("收不收费", *_cost(meta)),
        ("带什么", *_papers(meta)),
        ("问谁", meta.phone, ""),
    )
    return [{"label": label, "value": value, "note": note} for label, value, note in found if value]


def directory(column: Column, cuts: Iterable[Cut], lookup: Lookup, *, whole: bool) -> list[Plain]:
    """The guides of a column by 服务对象, in each group by 事项类型; none for a column of something else.

    ``whole`` says that the groups stand for the list; else each shows the first few and leads to its own list.
    """
    if not lookup.site.having(ServiceGuide):
        return []
    groups = [(cut.label, urls.facet(column.folder, cut.axis.name, cut.key), cut.names) for cut in cuts]
    if not groups:
        names = tuple(name for name in lookup.listed[column.folder] if lookup.pages[name].meta.audiences)
        groups = [(lookup.pages[names[0]].meta.audiences[0], "", names)] if names else []
    return [
        {
            "name": f"{label}办事",
            "url": url,
            "count": len(names),
            "entries": sorted((_card(name, lookup) for name in names), key=_by_type)[: None if whole else MOST],
        }
        for label, url, names in groups
    ]


def _card(name: str, lookup: Lookup) -> Plain:
    page = lookup.pages[name]
    meta = page.meta
    guide = meta if isinstance(meta, ServiceGuide) else None
    return {
        "title": meta.title,
        "url": page.url,
        "type": meta.service_type,
        "limit": guide.promised_limit or guide.statutory_limit if guide else "",
        "online": bool(guide and guide.portal),
    }


_ORDER = {sort: place for place, sort in enumerate(get_args(Sort))}


def _by_type(card: Plain) -> tuple[int, str]:
    return _ORDER.get(card["type"], 0), card["url"]


def limits(meta: ServiceGuide) -> Plain | None:
    """法定时限 and 承诺时限 side by side, and what the promise saves; ``None`` when neither is told."""
    told: list[Plain] = [
        {"label": label, "text": text, "count": None}
        for label, text in (("法定时限", meta.statutory_limit), ("承诺时限", meta.promised_limit))
        if text
    ]
    if not told:
        return None
    legal, promised = parse_limit(meta.statutory_limit), parse_limit(meta.promised_limit)
    saved = _saved(legal, promised)
    if saved and legal and promised:
        told[0]["count"], told[1]["count"] = legal.count, promised.count
    return {"rows": told, "most": legal.count if legal else 0, "saved": saved}


def _saved(legal: Limit | None, promised: Limit | None) -> str:
    """How much sooner than the law says, in its unit; empty where nothing is saved or the two cannot be compared."""
    if legal is None or promised is None or not legal.count > promised.count:
        return ""
    if legal.unit != promised.unit and not promised.at_once:
        return ""
    return str(Limit(legal.count - promised.count, legal.unit))


def _where(meta: ServiceGuide) -> tuple[str, str]:
    on_site = meta.places[0] if meta.places else ""
    more = f"另有{len(meta.places) - 1}处，见“办理地点”" if len(meta.places) > 1 else ""
    if not meta.portal:
        return on_site, more
    return ("网上办理，或者到现场办理" if on_site else "网上办理"), "；".join(one for one in (on_site, more) if one)


def _time(meta: ServiceGuide) -> tuple[str, str]:
    legal, promised = meta.statutory_limit, meta.promised_limit
    saved = _saved(parse_limit(legal), parse_limit(promised))
    if not promised:
        return legal, ""
    if saved:
        return promised, f"法定{legal}，提前{saved}"
    return promised, f"法定时限：{legal}" if legal and not unlimited(legal) else ""


def _cost(meta: ServiceGuide) -> tuple[str, str]:
    if meta.fees is None:
        return "", ""
    if not meta.fees:
        return FREE, ""
    return "收费", meta.fees[0].standard if len(meta.fees) == 1 else "依据和标准见“收费”"


def _papers(meta: ServiceGuide) -> tuple[str, str]:
    if meta.no_materials:
        return "不需要材料", ""
    blanks = sum(bool(one.blank) for one in meta.materials)
    count = f"{len(meta.materials)}项材料" if meta.materials else ""
    return count, f"其中{blanks}项有表格可以下载" if blanks else ""


def _material(one: Material, page: Page[ServiceGuide], lookup: Lookup) -> Plain:
    named = (("空表", one.blank), ("样表", one.sample))
    return {
        "name": one.name,
        "form": one.form,
        "copies": one.copies,
        "note": one.note,
        "files": [_file(label, one.name, path, lookup) for label, path in _paths(named, page, lookup)],
    }


def _paths(named: Iterable[tuple[str, str]], page: Page[ServiceGuide], lookup: Lookup) -> list[tuple[str, str]]:
    paths = ((label, urls.source(name, page.path)) for label, name in named if name)
    return [(label, path) for label, path in paths if path in lookup.site.asset_urls]


def _file(label: str, name: str, path: str, lookup: Lookup) -> Plain:
    return {
        "title": label,
        "of": name,
        "url": lookup.site.asset_urls[path],
        "format": splitext(path)[1].removeprefix(".").upper(),
        "size": size(lookup.site.assets[path].size),
    }


def grounded(lookup: Lookup) -> Mapping[str, tuple[str, ...]]:
    """For ids of documents the ids of the guides that name them as their 设定依据."""
    return lookup.site.once(_grounded)


def _grounded(site: Site) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for page in site.having(ServiceGuide):
        for text in page.meta.basis:
            if (name := site.names.get(_number(text), "")) in site.pages:
                found[name][page.id] = None
    return {name: tuple(guides) for name, guides in found.items()}


def _number(text: str) -> str:
    """The 发文字号 or the id with which a basis begins: that of 示商规〔2020〕2号 第七条."""
    return text.partition(" ")[0]


def _cited(text: str, lookup: Lookup) -> Plain:
    """A basis, linked where its document stands on this site."""
    target = lookup.named(_number(text))
    if target is None:
        return {"text": text, "url": "", "title": ""}
    return {"text": text, "url": target.url, "title": target.meta.title}
