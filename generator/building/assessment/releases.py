"""三同步: release sets whole and on time, and their stages in step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from generator.building.assessment.offices import of_page
from generator.building.assessment.tables import apart
from generator.building.assessment.values import Case, Indicator, Observation, Outcome, Section
from generator.kinds.policy import ImplementingRules, Interpretation, Policy
from generator.model.site import Page, ReleaseSet, Site
from generator.rules.clock import elapsed
from generator.rules.stages import DEADLINE, TOGETHER
from generator.rules.sync import DUTY, PLAN

INTERPRETATION, RULES = "interpretation", "implementing-rules"
WORDS = {INTERPRETATION: "解读", RULES: "实施细则"}

Set = tuple[Page[Policy], ReleaseSet]


def releases(case: Case) -> Section:
    """The sets whose document was published in the period."""
    profile = case.site.config.sync.profile
    sets = tuple(sets_of(case))
    whole = Indicator(
        "sync",
        "成套按时发布率",
        f"{DUTY}；{DEADLINE}；{PLAN}",
        f"期内发布、必须成套的文件（{'、'.join(profile.interpret)}，标明须解读或者须制定细则的文件）",
        f"解读在文件发布后{profile.interpretation_days}个工作日内、细则在{profile.rules_days}个工作日内都已发布",
        tuple(found for policy, one in sets if (found := _whole(policy, one, case))),
    )
    stages = tuple(
        Indicator(name, title, TOGETHER, "期内发布的文件中已有解读的", met, tuple(_stage(sets, case, at, limit)))
        for name, title, met, at, limit in (
            (
                "sync-draft",
                "同步起草率",
                f"解读与文件的起草日期相差不超过{profile.draft_skew}个工作日",
                0,
                profile.draft_skew,
            ),
            (
                "sync-sign",
                "同步审签率",
                f"解读与文件的审签日期相差不超过{profile.sign_skew}个工作日"
                if profile.sign_skew
                else "解读与文件同日审签",
                1,
                profile.sign_skew,
            ),
            ("sync-same-day", "同日发布率", "解读与文件同日发布", 2, 0),
        )
    )
    return Section(
        "sync",
        "三同步",
        (
            "豁免（sync.waivers）和页首写明“不解读理由”的另计，不在分母之内；还没有到时限的列为未到期。",
            "“同日发布”从严理解同步发布，不同日但在时限之内的不算违规。一份文件有几份解读的，成套看最早的一份，同步看每一份。",
        ),
        (whole, *stages),
        tables=(apart("sync-apart", "没有成套、没有同步、无法判定和另计的", whole, *stages, unit="工作日"),),
    )


def sets_of(case: Case) -> Iterator[Set]:
    """The documents of the period with their sets."""
    for page in case.site.having(Policy):
        one = case.site.sets.get(page.id)
        if one is not None and page.meta.published_on in case.period:
            yield page, one


def texts_of(policy: Page[Policy], one: ReleaseSet, case: Case) -> list[Page[Interpretation]]:
    """The interpretations of the document itself, not those of its implementing rules alone."""
    texts = case.site.once(_interpretations)
    return [texts[name] for name in one.interpretations if name in texts and policy.id in texts[name].interprets]


def _interpretations(site: Site) -> Mapping[str, Page[Interpretation]]:
    return {page.id: page for page in site.having(Interpretation)}


def _rules(site: Site) -> Mapping[str, Page[ImplementingRules]]:
    return {page.id: page for page in site.having(ImplementingRules)}


def _whole(policy: Page[Policy], one: ReleaseSet, case: Case) -> Observation | None:
    """How a set that must be whole stands; ``None`` for one that need not be."""
    meta, profile = policy.meta, case.site.config.sync.profile
    by_type = meta.type in profile.interpret and INTERPRETATION in profile.objects

    def came(outcome: Outcome, detail: str, days: int | None = None) -> Observation:
        return Observation(of_page(policy, case.site), outcome, meta.title, policy.path, detail, days)

    if one.waived:
        waiver = next(waiver for waiver in case.site.config.sync.waivers if waiver.policy == policy.id)
        return came(Outcome.EXCUSED, f"豁免至 {waiver.expires}（{waiver.owner}：{waiver.reason}）")
    if by_type and meta.exempted and not one.required:
        return came(Outcome.EXCUSED, f"不解读理由：{meta.exempted}")
    if by_type and meta.must_interpret is False and not one.required and not policy.interpreted_by:
        return came(Outcome.MISSED, "标明不须解读，没有写明理由")
    if not one.required:
        return None
    rules = case.site.once(_rules)
    there = {
        INTERPRETATION: [page.meta.published_on for page in texts_of(policy, one, case)],
        RULES: [rules[name].meta.published_on for name in one.implementing_rules if name in rules],
    }
    limits = {INTERPRETATION: profile.interpretation_days, RULES: profile.rules_days}
    parts = [_part(policy, part, there[part], limits[part], case) for part in sorted(one.required)]
    outcome = min(
        (outcome for outcome, _, _ in parts), key=(Outcome.MISSED, Outcome.UNKNOWN, Outcome.PENDING, Outcome.MET).index
    )
    days = [days for _, _, days in parts if days is not None]
    return came(outcome, "；".join(said for _, said, _ in parts), max(days, default=None))


def _part(
    policy: Page[Policy], part: str, days: Sequence[date | None], limit: int, case: Case
) -> tuple[Outcome, str, int | None]:
    """How one part of a set stands, in words, and the working days that it took."""
    start, end = policy.meta.published_on, min(filter(None, days), default=None)
    word = WORDS[part]
    if start is None or (days and end is None):
        return Outcome.UNKNOWN, f"{word}没有发布日期", None
    until = end or case.as_of
    used = elapsed(case.site.config, start, until)
    within = (used is not None and used <= limit) or (until - start).days <= limit
    said = f"文件 {start}，{word} {end}" if end else f"文件 {start}，到 {until} 没有{word}"
    if not within and used is None:
        return Outcome.UNKNOWN, f"{said}；没有当年的放假安排", None
    outcome = (Outcome.MET if end else Outcome.PENDING) if within else Outcome.MISSED
    return outcome, said, None if used is None else max(used, 0)


def _stage(sets: Sequence[Set], case: Case, at: int, limit: int) -> Iterator[Observation]:
    """How a stage of each interpreted document keeps step with that of its interpretations."""
    for policy, one in sets:
        texts = texts_of(policy, one, case)
        if not texts or one.waived:
            continue
        name, mine = policy.meta.stages[at]
        theirs = [text.meta.stages[at][1] for text in texts]
        apart_by = [_skew(case, mine, day) for day in theirs]
        if any(gap is not None and gap > limit for gap in apart_by):
            outcome = Outcome.MISSED
        else:
            outcome = Outcome.UNKNOWN if None in apart_by else Outcome.MET
        days = "、".join(str(day or "未填") for day in dict.fromkeys(theirs))
        told = f"{name}：文件 {mine or '未填'}，解读 {days}"
        gaps = [gap for gap in apart_by if gap is not None]
        yield Observation(
            of_page(policy, case.site), outcome, policy.meta.title, policy.path, told, max(gaps, default=None)
        )


def _skew(case: Case, one: date | None, other: date | None) -> int | None:
    """Working days between two days; at least one where they differ, for a limit of none means the same day."""
    if one is None or other is None:
        return None
    first, last = sorted((one, other))
    days = elapsed(case.site.config, first, last)
    return None if days is None else max(days, int(first != last))
