"""How far each release set is (成套发布情况): what it has, what it lacks, its stages and its clocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.kinds.base import OPEN, Document, Staged
from generator.kinds.policy import ImplementingRules, Interpretation, Policy
from generator.model.schema import Record
from generator.model.site import Page, ReleaseSet, Site, Withheld
from generator.text.calendar import NoCalendar, calendar

INTERPRETATION, RULES = "interpretation", "implementing-rules"
STAGES = (("drafted", "起草"), ("signed_off", "审签"), ("published", "发布"))
"""The three stages that must keep step, as fields, and what they are called."""


@dataclass(frozen=True, slots=True)
class Part:
    """The implementing rules or the interpretations of a set."""

    present: tuple[str, ...]
    """Ids of those that are published."""
    waiting: tuple[tuple[str, str], ...]
    """Ids of those that are kept back, and why."""
    required: bool

    @property
    def said(self) -> str:
        """In a word: 有, 缺, 待 …, or — when none is needed."""
        held = "、".join(dict.fromkeys(why for _, why in self.waiting))
        waits = f"待{len(self.waiting)}（{held}）" if self.waiting else ""
        has = f"有{len(self.present)}" if self.present else "缺" if self.required else "" if waits else "—"
        return has + waits


@dataclass(frozen=True, slots=True)
class Clock:
    """Working days (工作日) from the document's publication to the part's, or to the day when it is still missing."""

    part: str
    used: int | None
    """``None`` when it cannot be told for lack of a calendar."""
    limit: int
    running: bool
    """The part is still missing."""

    @property
    def said(self) -> str:
        """已用 2/3 个工作日, or 无法判定."""
        return (
            f"{'已用' if self.running else '用时'} {self.used}/{self.limit} 个工作日"
            if self.used is not None
            else "无法判定"
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """One release set, or a document that waits to be published."""

    policy: str
    number: str
    title: str
    complete: bool
    held: bool
    withheld: str
    """Why the document itself is kept back; empty when it is published."""
    waived_until: date | None
    """End of the waiver that is recorded, in force or not."""
    waived: bool
    rules: Part
    interpretations: Part
    stages: tuple[tuple[str, date | None, tuple[date | None, ...]], ...]
    """Name of the stage, the document's day, and the days of the interpretations."""
    clocks: tuple[Clock, ...]

    @property
    def said(self) -> str:
        """The set in a word."""
        if self.withheld:
            return self.withheld
        state = "齐套" if self.complete else "不齐套"
        return f"{state}，暂缓" if self.held else f"{state}，豁免" if self.waived else state


def standings(site: Site) -> tuple[Standing, ...]:
    """Every set of the column: incomplete ones first, then the newest."""
    found = [*_published(site), *_waiting(site)]
    return tuple(sorted(found, key=lambda one: (one.complete, _age(one), one.policy)))


def _age(one: Standing) -> int:
    published = one.stages[-1][1]
    return -published.toordinal() if published else 0


def _published(site: Site) -> Iterator[Standing]:
    for name, one in site.sets.items():
        if page := site.find(name):
            yield _standing(site, page, one)


def _waiting(site: Site) -> Iterator[Standing]:
    """Documents that are kept back themselves; those that must never be published are none of it."""
    for name, page in site.withheld.items():
        if name not in site.sets and isinstance(page.meta, Policy) and page.meta.attribute == OPEN:
            members = (*page.implemented_by, *page.interpreted_by)
            yield _standing(
                site, page, ReleaseSet(name, (), (), frozenset(), waived=False, held=False, waiting=members)
            )


def _standing(site: Site, page: Page[Record], one: ReleaseSet) -> Standing:
    meta = page.meta
    profile = site.config.sync.profile
    members = _pages(site, dict.fromkeys((*one.members[1:], *one.waiting)))
    rules, texts = (
        Part(
            tuple(other.id for other in members if isinstance(other.meta, kind) and _ready(other)),
            tuple((other.id, _why(other)) for other in members if isinstance(other.meta, kind) and not _ready(other)),
            needed in one.required,
        )
        for kind, needed in ((ImplementingRules, RULES), (Interpretation, INTERPRETATION))
    )
    withheld = "" if _ready(page) else _why(page)
    return Standing(
        policy=page.id,
        number=meta.doc_number if isinstance(meta, Policy) else "",
        title=meta.title if isinstance(meta, Document) else "",
        complete=not one.lacks and not withheld,
        held=one.held,
        withheld=withheld,
        waived_until=next((waiver.expires for waiver in site.config.sync.waivers if waiver.policy == page.id), None),
        waived=one.waived,
        rules=rules,
        interpretations=texts,
        stages=tuple(
            (label, _when(page, field), tuple(_when(other, field) for other in _pages(site, texts.present)))
            for field, label in STAGES
        ),
        clocks=tuple(
            _clock(site, page, part, limit, label)
            for part, limit, label in (
                (rules, profile.rules_days, RULES),
                (texts, profile.interpretation_days, INTERPRETATION),
            )
            if not withheld and (part.required or part.present)
        ),
    )


def _ready(page: Page[Record]) -> bool:
    """A member that is held with its set would be published if the set were whole."""
    return page.withheld in {None, Withheld.INCOMPLETE}


def _why(page: Page[Record]) -> str:
    return str(page.withheld) if page.withheld else ""


def _pages(site: Site, names: Iterable[str]) -> list[Page[Record]]:
    return [page for name in names if (page := site.find(name))]


def _when(page: Page[Record], field: str) -> date | None:
    meta = page.meta
    if not isinstance(meta, Staged):
        return None
    days = {
        "drafted": meta.drafted,
        "signed_off": meta.signed_off,
        "published": meta.published.date() if meta.published else None,
    }
    return days[field]


def _clock(site: Site, page: Page[Record], part: Part, limit: int, label: str) -> Clock:
    start = _when(page, "published")
    ends = [day for other in _pages(site, part.present) if (day := _when(other, "published"))]
    running = not part.present
    try:
        used = calendar(site.config.calendar).between(start, min(ends, default=site.as_of)) if start else None
    except NoCalendar:
        used = None
    return Clock(label, used if used is None else max(used, 0), limit, running)
