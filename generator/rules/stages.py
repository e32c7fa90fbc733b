"""三同步 of the stages: interpretations are drafted, signed off and published together with their documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.kinds.policy import ImplementingRules, Interpretation, Policy
from generator.model.content import Loc
from generator.model.diagnostics import Severity
from generator.model.site import Page, Site
from generator.rules.clock import excess, skew
from generator.rules.engine import Finding, Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.papers import called
from generator.rules.sync import DUTY_SINCE, published
from generator.text.dates import chinese_date

TOGETHER = "上海市行政机关政策文件解读实施办法（沪府办发〔2016〕9号）：解读与文件同步起草、同步审签、同步发布"
DEADLINE = "2016年政务公开工作要点（国办发〔2016〕19号）：文件公开后3个工作日内"
DEADLINE_SINCE = date(2016, 4, 18)


Paper = Page[Policy] | Page[ImplementingRules]
"""A document of a release set that can be interpreted."""


def pairs(site: Site) -> Iterable[tuple[Page[Interpretation], Paper]]:
    """Each published interpretation with each published document of a set that it interprets; waived ones left out."""
    return site.once(_paired)


def read_with(site: Site) -> Iterable[tuple[Page[Interpretation], list[Paper]]]:
    """The pairs by interpretation: each with all documents that it is to be read with."""
    return site.once(_read_with)


def _read_with(site: Site) -> tuple[tuple[Page[Interpretation], list[Paper]], ...]:
    found: dict[str, tuple[Page[Interpretation], list[Paper]]] = {}
    for text, document in pairs(site):
        found.setdefault(text.id, (text, []))[1].append(document)
    return tuple(found.values())


def _paired(site: Site) -> tuple[tuple[Page[Interpretation], Paper], ...]:
    documents: dict[str, Paper] = {page.id: page for page in site.having(Policy)}
    documents |= {page.id: page for page in site.having(ImplementingRules)}
    waived = {name for name, one in site.sets.items() if one.waived}
    return tuple(
        (text, documents[name])
        for text in site.having(Interpretation)
        for name in text.interprets
        if name in documents and name not in waived
    )


def _dated(site: Site) -> tuple[tuple[Page[Interpretation], Paper, date, date], ...]:
    """The pairs whose days are both known: when the document was published, and when the interpretation was."""
    dated = ((text, document, published(document), published(text)) for text, document in pairs(site))
    return tuple((text, document, start, end) for text, document, start, end in dated if start and end)


@rule(
    "sync-late", Severity.ERROR, scope=Scope.SITE, basis=DEADLINE, since=DEADLINE_SINCE, judged=Judged.TODAY, local=True
)
def interpretation_too_late(site: Site) -> Findings:
    """解读在文件发布3个工作日之后才发布。

    解读材料应在文件公开后3个工作日内上网，同日发布最好。文件发布次日起的第一个工作日为第1日。每份解读都按它的每个解读
    对象核对；确属事后补充的解读，可在解读页忽略本规则并写明理由。时限在 site_config.toml 的
    sync.profile.interpretation_days 中规定；没有当年工作日数据的，报告“无法判定”。
    """
    limit = site.config.sync.profile.interpretation_days
    for text, document, start, end in site.once(_dated):
        if end <= start:
            continue
        over = excess(site.config, text.at("published"), start, end, limit)
        if isinstance(over, Finding):
            yield over
        elif over:
            yield flaw(
                text.at("published"),
                f"解读发布于{chinese_date(end)}，{called(document.meta)}发布于{chinese_date(start)}，"
                f"超过{limit}个工作日的时限{over}个工作日",
                "今后与文件同日发布；日期抄错的改正，事后补充的解读可忽略本规则并写明理由",
                day=start,
            )


@rule(
    "sync-not-sameday",
    Severity.NOTE,
    scope=Scope.SITE,
    basis=TOGETHER,
    since=DUTY_SINCE,
    judged=Judged.TODAY,
    local=True,
)
def interpretation_on_another_day(site: Site) -> Findings:
    """解读在时限之内发布，但与文件不是同一天。

    “同步发布”从严理解是同日发布。这不算违规，列出来供年度总结和改进参考。
    """
    limit = site.config.sync.profile.interpretation_days
    for text, document, start, end in site.once(_dated):
        if end > start and excess(site.config, text.at("published"), start, end, limit) == 0:
            yield flaw(
                text.at("published"),
                f"解读发布于{chinese_date(end)}，{called(document.meta)}发布于{chinese_date(start)}，不是同日",
                "解读与文件一并报批、同日发布",
                day=start,
            )


@rule("sync-before", Severity.WARNING, scope=Scope.SITE, basis="逻辑：先有文件，后有解读", local=True)
def interpretation_before_document(site: Site) -> Findings:
    """解读早于文件发布。

    文件还没公布就先解读，公众无从对照，多半是日期抄错。请核对两处发布日期。“解读渠道”的日期、发布会的时间也与文件对照；解读
    几份文件的，与最先发布的对照。
    """
    for text, document, start, end in site.once(_dated):
        if end < start:
            yield flaw(
                text.at("published"),
                f"解读发布于{chinese_date(end)}，早于{called(document.meta)}的{chinese_date(start)}",
                "核对两处发布日期",
            )
    for text, documents in read_with(site):
        days = [(day, one) for one in documents if (day := published(one))]
        if len(days) == len(documents):
            start, document = min(days, key=lambda one: one[0])
            for where, named, day in _told(text.meta):
                if day < start:
                    message = f"{named}在{chinese_date(day)}，早于{called(document.meta)}发布的{chinese_date(start)}"
                    yield flaw(text.at(*where), message, "核对两处日期")


def _told(meta: Interpretation) -> Iterator[tuple[Loc, str, date]]:
    """When it was told elsewhere: by outlets, at the press conference."""
    for number, one in enumerate(meta.outlets):
        if one.day:
            yield ("outlets", number, "day"), f"解读渠道“{one.name}”", one.day
    if meta.briefing and meta.briefing.time:
        yield ("briefing", "time"), "发布会", meta.briefing.time.date()


@rule(
    "sync-sign", Severity.WARNING, scope=Scope.SITE, basis=TOGETHER, since=DUTY_SINCE, judged=Judged.TODAY, local=True
)
def signed_off_apart(site: Site) -> Findings:
    """解读的审签日期与文件的审签日期不同步。

    解读材料应与文件一并送审、一并签发。允许相差的工作日数在 site_config.toml 的 sync.profile.sign_skew 中规定（缺省0，
    即同日）。没有登记审签日期的，报告“无法判定”。
    """
    yield from _apart(site, "signed_off", "审签", site.config.sync.profile.sign_skew)


@rule(
    "sync-draft", Severity.WARNING, scope=Scope.SITE, basis=TOGETHER, since=DUTY_SINCE, judged=Judged.TODAY, local=True
)
def drafted_apart(site: Site) -> Findings:
    """解读的起草日期与文件的起草日期不同步。

    解读应由起草文件的单位同步起草，不是文件出台后再补。允许相差的工作日数在 site_config.toml 的
    sync.profile.draft_skew 中规定（缺省10）。没有登记起草日期的，报告“无法判定”。
    """
    yield from _apart(site, "drafted", "起草", site.config.sync.profile.draft_skew)


def _apart(site: Site, field: str, stage: str, limit: int) -> Findings:
    for text, document in pairs(site):
        mine = getattr(text.meta, field)
        theirs = getattr(document.meta, field)
        if mine and mine == theirs:
            continue
        span = text.at(field)
        if mine and theirs:
            over = skew(site.config, span, mine, theirs, limit)
            if isinstance(over, Finding):
                yield over
            elif over or (limit == 0 and mine != theirs):
                yield flaw(
                    span,
                    f"解读{stage}于{chinese_date(mine)}，{called(document.meta)}{stage}于{chinese_date(theirs)}，"
                    f"相差超过{limit}个工作日",
                    f"解读与文件同步{stage}；日期抄错的改正",
                    day=published(document),
                )
        else:
            lacking = [called(document.meta)] * (not theirs) + ["解读"] * (not mine)
            message = f"{'、'.join(lacking)}没有登记{stage}日期，无法核对是否同步{stage}"
            yield unknown(span, message, f"补填 {stage}日期", day=published(document))
