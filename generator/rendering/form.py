"""政府信息公开申请表: every item that 条例 art. 29 demands and none besides, as a page to print and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.kinds.guide import Guide, RequestGuide, guide_of
from generator.kinds.procedure import FORM, MANNERS, WAYS_BACK
from generator.model.site import Job, Page
from generator.rendering.frame import Frame, Place, column_metas
from generator.rendering.grid import cell, grid, head
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.takeaway import Download
from generator.text import urls

TITLE = "政府信息公开申请表"
PERSONS, BODIES = "公民", "法人或者其他组织"
OPTIONS = {"提供方式": MANNERS, "获取途径": WAYS_BACK}
"""Fields that are answered by a tick."""
SIGNATURE = "申请人签名（盖章）：　　　　　　　　　　申请日期：　　　　年　　月　　日"
WIDE = frozenset({"名称", "其他特征描述"})
"""Fields of what is wanted that need room."""


def pages(lookup: Lookup) -> tuple[Page[RequestGuide], ...]:
    """The pages for which a form is made: those without a form of the organ's own; one in each column."""
    found = {page.column: page for page in reversed(lookup.site.having(RequestGuide)) if not page.meta.form}
    return tuple(found[column] for column in sorted(found))


def address(page: Page[RequestGuide]) -> str:
    """Where the form stands: beside the page that tells how to apply."""
    return urls.page(page.column, urls.FORM, "")


def groups() -> list[Plain]:
    """The form's parts: those for one sort of applicant only, then those for all, each with its fields."""
    either = [one for one in FORM if one.bodies]
    parts: list[tuple[str, tuple[str, ...]]] = [
        (PERSONS, tuple(field for one in either for field in one.persons)),
        (BODIES, tuple(field for one in either for field in one.bodies)),
        *((one.name, one.persons) for one in FORM if not one.bodies),
    ]
    return [{"name": name, "fields": [_field(name, one) for one in fields]} for name, fields in parts]


def _field(part: str, label: str) -> Plain:
    wanted = label in WIDE and part not in {PERSONS, BODIES}
    return {"label": label, "options": list(OPTIONS.get(label, ())), "wide": wanted}


def notes(guide: Page[Guide] | None, portal: str) -> Iterator[str]:
    """What the applicant must know: how to fill in, and where to hand in."""
    yield f"{PERSONS}填第一部分，{BODIES}填第二部分；其余部分都要填写。"
    yield "一份申请表只写一项信息；知道文号的写文号，不知道的写清时间、内容等特征。"
    yield "不需要说明用途，也不需要说明与自身的关系。"
    for one in (guide.meta.channel(each, portal) for each in guide.meta.channels) if guide else ():
        whom = f"，{one.recipient}（收）" if one.recipient else ""
        code = f"，邮政编码{one.postcode}" if one.postcode else ""
        yield f"{one.way}：{one.address}{whom}{code}。{one.note}"
    if guide and guide.meta.phone:
        yield f"咨询电话：{guide.meta.phone}。"


def files(page: Page[RequestGuide], lookup: Lookup) -> Iterator[Download]:
    """The form as a file to fill in, for pages for which one is made."""
    if page in pages(lookup):
        yield Download("paper", TITLE, lambda: _paper(page, lookup), at=address(page).removesuffix(".html"))


def _paper(page: Page[RequestGuide], lookup: Lookup) -> Plain:
    site = lookup.site.config.site
    told = notes(guide_of(lookup.site), site.request_portal)
    return {
        "title": f"{site.organ}{TITLE}",
        "author": site.organ,
        "day": (page.meta.published_on or date.min).isoformat(),
        "landscape": False,
        "form": True,
        "blocks": [
            {"grid": grid("", _rows(), heads=0, widths=(8, 9, 24))},
            {"text": SIGNATURE},
            {"note": "填表说明"},
            *({"note": f"{number}. {one}"} for number, one in enumerate(told, 1)),
        ],
    }


def _rows() -> Iterator[list[Plain]]:
    for group in groups():
        fields = group["fields"]
        for at, one in enumerate(fields):
            first = [head(group["name"], rows=len(fields), across=True)] if at == 0 else []
            room = "\n\n" if one["wide"] else ""
            yield [
                *first,
                head(one["label"], across=True),
                cell("　".join(f"□ {each}" for each in one["options"]) or room),
            ]


def job(page: Page[RequestGuide], frame: Frame) -> Job:
    """The job of the page to print."""
    lookup = frame.lookup
    site, column = lookup.site.config.site, lookup.column(page)
    place = Place(
        here=address(page),
        title=f"{TITLE} - {column.config.name}",
        column=column,
        trail=((TITLE, ""),),
        metas=column_metas(column.config),
    )
    context = {
        **frame.around(place),
        "heading": f"{site.organ}{TITLE}",
        "file": next(one.address(page) for one in files(page, lookup)),
        "groups": groups(),
        "notes": list(notes(guide_of(lookup.site), site.request_portal)),
    }
    return Job(place.here, "application-form.html", context)
