"""回应关切 and 公众参与: the course of an answer, of a consultation, of an open day; and all that is open now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from generator.kinds.base import Document
from generator.kinds.decision import Decision, Stage, deciding
from generator.kinds.participation import (
    Asking,
    Channel,
    Consultation,
    Hearing,
    Interaction,
    Message,
    OpenDay,
    Opening,
    answered_on,
    asking,
    feedback_due,
    hearing,
    opening,
    recalled_on,
)
from generator.kinds.response import Response, dated_only
from generator.model.site import Page
from generator.rendering.grid import figure, grid, head
from generator.rendering.hearing import asked
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.words import lines, moment
from generator.text import urls
from generator.text.dates import chinese_date

DONE, NOW, LATER = ("已完成", "in-force"), ("进行中", "amended"), ("未开始", "pending")


def response(page: Page[Response], lookup: Lookup) -> Plain:
    """回应关切: the concern, when it was found and answered, what came afterwards."""
    meta = page.meta
    answered = meta.answered_by(lookup.site.as_of)
    return {
        "concern": lines(meta.concern),
        "found": _told(meta.found),
        "answered": _told(meta.answered) if answered else None,
        "taken": _taken(meta) if answered else "",
        "limit": meta.limit,
        "major": meta.major,
        "followup": lines(meta.followup),
        "papers": [one for one in meta.policies if one not in lookup.site.names],
    }


def _taken(meta: Response) -> str:
    """How long the answer took, in hours and minutes; empty where it is not known to the minute."""
    if meta.taken is None or meta.taken[0] != meta.taken[1] or meta.taken[0] < timedelta(0):
        return ""
    hours, minutes = divmod(int(meta.taken[0].total_seconds()) // 60, 60)
    return f"{hours}小时{f'{minutes}分' if minutes else ''}"


def _told(value: datetime | None) -> Plain | None:
    if value is None:
        return None
    time = "" if dated_only(value) else f"{value:%H:%M}"
    return {"iso": moment(value), "text": f"{chinese_date(value.date())}{time and ' '}{time}"}


def consultation(page: Page[Consultation], lookup: Lookup) -> Plain:
    """意见征集: until when, how, on what; and what became of it."""
    meta, as_of = page.meta, lookup.site.as_of
    stage = hearing(page, lookup.site)
    told = answered_on(page, lookup.site)
    own = stage is Hearing.ANSWERED and meta.answered is not None and meta.answered <= as_of
    ends = meta.ends + timedelta(1) if meta.ends else None
    due = feedback_due(meta.ends, lookup.site.config.limits)
    steps = _steps(as_of, (("征集意见", meta.begins, ends), ("反馈结果", told, told)))
    lasts = meta.ends.isoformat() if meta.begins and meta.ends else ""
    return {
        "stage": str(stage),
        "steps": [{**one, "till": till} for one, till in zip(steps, (lasts, ""), strict=True)],
        "hearing": asked(meta.begins, meta.ends, meta.method, as_of),
        "due": due.isoformat() if due and stage is Hearing.CLOSED else "",
        "papers": list(_papers(page, lookup)),
        "result": _result(meta) if own else None,
        "reasons": lines(meta.reasons) if own else [],
    }


def _papers(page: Page[Consultation], lookup: Lookup) -> Iterator[Plain]:
    meta, known = page.meta, lookup.site.asset_urls
    many = len(meta.drafts) > 1
    named = [(f"草案{number}" if many else "草案", name) for number, name in enumerate(meta.drafts, 1)]
    for label, name in (*named, ("起草说明", meta.explanation)):
        path = urls.source(name, page.path) if name else ""
        if path in known:
            yield {"label": label, "url": known[path]}


def _result(meta: Consultation) -> Plain | None:
    counts = (
        ("收到", meta.received),
        ("采纳", meta.adopted),
        ("部分采纳", meta.partly),
        ("未采纳", meta.rejected),
    )
    known = [(name, count) for name, count in counts if count is not None]
    if not known:
        return None
    row = [figure(str(count), count) for _, count in known]
    return grid("意见的收集和采纳情况（单位：条）", [[head(name) for name, _ in known], row])


def message(page: Page[Message], lookup: Lookup) -> Plain:
    """留言: the question, and the answer where there is one."""
    meta = page.meta
    answered = asking(page, lookup.site) is Asking.ANSWERED
    return {
        "question": lines(meta.question),
        "answer": lines(meta.answer) if answered else [],
        "answered": answered,
    }


def open_day(page: Page[OpenDay], lookup: Lookup) -> Plain:
    """政府开放日: what, when, where, for whom, how to come; how far it is."""
    meta, as_of = page.meta, lookup.site.as_of
    stage = opening(page, lookup.site)
    held = meta.held.date() if meta.held else None
    recalled = recalled_on(page, lookup.site)
    closed = meta.closes + timedelta(1) if meta.closes else None
    steps = (
        ("报名", meta.published_on, closed),
        ("活动", held, held + timedelta(1) if held else None),
        ("回顾", recalled, recalled),
    )
    told = _told(meta.held)
    rows = (
        ("活动主题", meta.theme),
        ("活动时间", told["text"] if told else ""),
        ("活动地点", meta.place),
        ("活动形式", meta.form),
        ("拟参与人数", f"{meta.people}人" if meta.people else ""),
        ("活动对象", meta.audience),
        ("报名方式", meta.signing),
        ("报名截止", chinese_date(meta.closes) if meta.closes else ""),
        ("联系电话", meta.phone),
    )
    return {
        "stage": str(stage),
        "steps": list(_steps(as_of, steps)),
        "rows": [{"label": label, "value": value} for label, value in rows if value],
    }


def interaction(page: Page[Interaction], lookup: Lookup) -> Plain:
    """互动渠道: the ways to be heard, and what the public can take part in on the day of the build."""
    site = lookup.site
    consultations = [one.id for one in site.having(Consultation) if hearing(one, site) is Hearing.OPEN]
    decisions = [one.id for one in site.having(Decision) if deciding(one, site) is Stage.OPEN]
    open_days = [one.id for one in site.having(OpenDay) if opening(one, site) is Opening.COMING]
    groups = (
        ("正在征集的意见", _newest((*consultations, *decisions), lookup)),
        ("正在报名的活动", _newest(open_days, lookup)),
    )
    return {
        "channels": [_channel(one, lookup) for one in page.meta.channels],
        "groups": [{"name": name, "entries": entries} for name, entries in groups if entries],
    }


def _channel(one: Channel, lookup: Lookup) -> Plain:
    return {
        "name": one.name,
        "use": one.use,
        "link": lookup.link(one.name, one.link) if one.link else None,
        "phone": one.phone,
        "mail": one.mail,
        "address": one.address,
        "hours": one.hours,
    }


def _newest(names: Iterable[str], lookup: Lookup) -> list[Plain]:
    def day(name: str) -> tuple[date, str]:
        page: Page[Document] = lookup.pages[name]
        return page.meta.published_on or date.min, name

    return lookup.related(sorted(names, key=day, reverse=True))


def _steps(as_of: date, steps: Iterable[tuple[str, date | None, date | None]]) -> Iterator[Plain]:
    """For each step its name, the day on which it begins, and the day from which it is over."""
    for name, begins, over in steps:
        done = over is not None and over <= as_of
        state, tone = DONE if done else NOW if begins is not None and begins <= as_of else LATER
        yield {"name": name, "day": begins.isoformat() if begins else "", "state": state, "tone": tone}
