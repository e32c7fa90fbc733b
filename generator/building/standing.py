"""How far each release set is (成套发布情况): what it has, what it lacks, its stages and its clocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from generator.kinds.base import OPEN, Staged
from generator.kinds.policy import ImplementingRules, Interpretation, Policy
from generator.model.site import Page, ReleaseSet, Site, Withheld
from generator.model.values import Struct
from generator.rules.clock import working_days
from generator.text.calendar import NoCalendar

INTERPRETATION, RULES = "interpretation", "implementing-rules"


class Part(Struct, frozen=True):
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


class Clock(Struct, frozen=True):
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


class Standing(Struct, frozen=True):
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
    staged = {page.id: page for page in site.having(Staged, withheld=True)}
    policies = site.having(Policy, withheld=True)
    found = [_standing(site, page, one, staged) for page in policies if (one := _set(site, page))]
    return tuple(sorted(found, key=lambda one: (one.complete, _age(one), one.policy)))


def _age(one: Standing) -> int:
    published = one.stages[-1][1]
    return -published.toordinal() if published else 0


def _set(site: Site, page: Page[Policy]) -> ReleaseSet | None:
    """A document's set, or what one that waits would have; what must never be published has none."""
    if page.id in site.sets or page.withheld is None or page.meta.attribute != OPEN:
        return site.sets.get(page.id)
    members = (*page.implemented_by, *page.interpreted_by)
    return ReleaseSet(page.id, (), (), frozenset(), waived=False, held=False, waiting=members)


def _standing(site: Site, page: Page[Policy], one: ReleaseSet, staged: Mapping[str, Page[Staged]]) -> Standing:
    meta = page.meta
    profile = site.config.sync.profile
    members = [staged[name] for name in dict.fromkeys((*one.members[1:], *one.waiting)) if name in staged]
    rules, texts = (
        Part(
            tuple(other.id for other in members if isinstance(other.meta, kind) and _ready(other)),
            tuple((other.id, _why(other)) for other in members if isinstance(other.meta, kind) and not _ready(other)),
            needed in one.required,
        )
        for kind, needed in ((ImplementingRules, RULES), (Interpretation, INTERPRETATION))
    )
    withheld = "" if _ready(page) else _why(page)
    of_texts = [staged[name].meta.stages for name in texts.present]
    return Standing(
        policy=page.id,
        number=meta.number,
        title=meta.title,
        complete=not one.lacks and not withheld,
        held=one.held,
        withheld=withheld,
        waived_until=next((waiver.expires for waiver in site.config.sync.waivers if waiver.policy == page.id), None),
        waived=one.waived,
        rules=rules,
        interpretations=texts,
        stages=tuple(
            (label, day, tuple(each[at][1] for each in of_texts)) for at, (label, day) in enumerate(meta.stages)
        ),
        clocks=tuple(
            _clock(site, meta.published_on, [staged[name].meta.published_on for name in part.present], limit, label)
            for part, limit, label in (
                (rules, profile.rules_days, RULES),
                (texts, profile.interpretation_days, INTERPRETATION),
            )
            if not withheld and (part.required or part.present)
        ),
    )


def _ready(page: Page[Staged]) -> bool:
    """A member that is held with its set would be published if the set were whole."""
    return page.withheld in {None, Withheld.INCOMPLETE}


def _why(page: Page[Staged]) -> str:
    return str(page.withheld) if page.withheld else ""


def _clock(site: Site, start: date | None, ends: Sequence[date | None], limit: int, label: str) -> Clock:
    """The clock of a part whose pages, if there are any, were published on some days."""
    end = min(filter(None, ends), default=site.as_of)
    try:
        used = max(working_days(site.config).between(start, end), 0) if start else None
    except NoCalendar:
        used = None
    return Clock(label, used, limit, running=not ends)
