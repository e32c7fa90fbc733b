"""How to apply for information (依申请公开), as the 指南 and the column 依申请公开 show it: from one source."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.base import Document
from generator.kinds.fees import Rates, Tariff, rates
from generator.kinds.guide import Channel, Guide, RequestGuide, guide_of
from generator.kinds.procedure import ANSWER, EXTENSION, FORM, RECEIPT, STAGES, TERMS, Term
from generator.model.config import REQUEST_COLUMN
from generator.model.site import Page
from generator.rendering import form
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.words import lines
from generator.text import urls

CONTACT = ("organ", "office", "address", "hours", "phone", "fax", "email")
"""Fields that stand in the contact block, not among the metadata."""

EXAMPLE = 35
"""Units of the worked example: it reaches into the third tier of 按件计收."""


def guide(page: Page[Guide], lookup: Lookup) -> Plain:
    """指南: the office (条例 art. 12), what it says of classes and access, and how to apply."""
    meta = page.meta
    told = (("信息分类", meta.classes), ("编排体系", meta.arrangement), ("获取方式", meta.access))
    return {
        "contact": contact(meta),
        "told": [{"heading": heading, "lines": lines(text)} for heading, text in told if text],
        "applying": applying(page, lookup),
    }


def request_guide(page: Page[RequestGuide], lookup: Lookup) -> Plain:
    """依申请公开说明: how to apply, told by the 指南 and by law, and the form."""
    found = guide_of(lookup.site)
    return {
        "office": contact(found.meta) if found else [],
        "applying": applying(found, lookup),
        "form": [{"name": one.name, "persons": list(one.persons), "bodies": list(one.bodies)} for one in FORM],
        "forms": list(_forms(page, lookup)),
    }


def _forms(page: Page[RequestGuide], lookup: Lookup) -> Iterator[Plain]:
    """Where the form is: the organ's own file, or that which is made, to fill in and to print."""
    if page.meta.form:
        own = lookup.site.asset_urls.get(urls.source(page.meta.form, page.path), "")
        if own:
            yield {"title": "下载申请表", "url": own, "file": True}
        return
    yield from ({"title": "下载申请表", "url": one.address(page), "file": True} for one in form.files(page, lookup))
    if page in form.pages(lookup):
        yield {"title": "打印申请表", "url": form.address(page), "file": False}


def applying(page: Page[Guide] | None, lookup: Lookup) -> Plain:
    """Channels, limits, stages and fee on the day of the build."""
    site = lookup.site
    entry = next((one for one in lookup.roots if one.config.name == REQUEST_COLUMN), None)
    portal = site.config.site.request_portal
    return {
        "guide": {"title": page.meta.title, "url": page.url} if page else None,
        "column": {"title": entry.config.name, "url": entry.url} if entry else None,
        "portal": lookup.link("网上申请", portal) if portal else None,
        "phone": page.meta.phone if page else "",
        "channels": [_channel(page.meta.channel(one, portal), lookup) for one in page.meta.channels] if page else [],
        "answer": _limit(ANSWER),
        "extension": _limit(EXTENSION),
        "terms": [
            {"name": one.name, "limit": _limit(one), "start": one.start, "note": one.note, "article": one.article}
            for one in TERMS
        ],
        "stages": [
            {"name": one.name, "what": one.what, "limits": [f"{term.name}：{_limit(term)}" for term in one.limits]}
            for one in STAGES
        ],
        "fee": _fee(rates(site.as_of)),
    }


def contact(meta: Document) -> list[Plain]:
    """The contact block of a page: label and value of the fields that are filled in."""
    fields = type(meta).model_fields
    return [
        {"label": fields[name].title or name, "value": value}
        for name in CONTACT
        if name in fields and (value := getattr(meta, name))
    ]


def _channel(one: Channel, lookup: Lookup) -> Plain:
    linked = urls.scheme(one.address) in {"http", "https"}
    return {
        "way": one.way,
        "name": one.name,
        "address": one.address,
        "link": lookup.link(one.name or one.address, one.address) if linked else None,
        "recipient": one.recipient,
        "postcode": one.postcode,
        "hours": one.hours,
        "phone": one.phone,
        "note": one.note,
        "receipt": RECEIPT[one.way],
    }


def _limit(term: Term) -> str:
    return f"{term.days}个工作日"


def _fee(found: Rates | None) -> Plain:
    tariffs = found.tariffs if found else ()
    return {
        "basis": found.basis if found else "",
        "note": found.note if found else "",
        "tariffs": [
            {
                "name": one.name,
                "counted": one.counted,
                "article": one.article,
                "rows": [list(row) for row in one.rows()],
            }
            for one in tariffs
        ],
        "example": _example(tariffs[0]) if tariffs else "",
    }


def _example(tariff: Tariff) -> str:
    """What a count beyond the free one costs, worked out."""
    return f"例如一个月内累计{EXAMPLE}{tariff.unit}，应缴{tariff.charge(EXAMPLE)}元。"
