"""未解决的问题: what the checks find in the column as it stands, by severity, rule and 处室."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.building.assessment.offices import of_path, ranked
from generator.building.assessment.values import Case, Cell, Count, Field, Section, Table
from generator.model.diagnostics import Diagnostic, Severity
from generator.model.site import Site
from generator.rules.families import RULES as REGISTRY

WEIGHTS = tuple(sorted(Severity, reverse=True))
UNITS = {Severity.ERROR: "个", Severity.WARNING: "个", Severity.UNKNOWN: "项", Severity.NOTE: "个"}


def problems(case: Case) -> Section:
    """The findings of the day."""
    if case.findings is None:
        return Section("problems", "未解决的问题", ("版式有错误，网页没有全部生成，问题的数目无法判定。",))
    findings = case.findings
    counts = tuple(
        Count(
            severity.name.lower(),
            f"未解决的{severity.label}" if severity is not Severity.UNKNOWN else "规则无法判定",
            UNITS[severity],
            f"{case.as_of} 检查整个栏目发现的{severity.label}，按所在页面的责任处室计",
            Counter(of_path(one.span.path, case.site) for one in findings if one.severity is severity),
        )
        for severity in WEIGHTS
    )
    return Section(
        "problems",
        "未解决的问题",
        (
            "级别以 site_config.toml 的设置为准；页面中写明理由忽略的不计。",
            "无法判定的问题缺少判断所需的材料，不等于合格。",
            "设置、版式、site.lock 中的问题不属于哪个处室，列为“网站设置和版式”。",
        ),
        counts=counts,
        tables=(_by_office(findings, case.site), _by_rule(findings)),
    )


def _by_office(findings: Iterable[Diagnostic], site: Site) -> Table:
    placed = Counter((of_path(one.span.path, site), one.severity) for one in findings)
    offices = ranked(frozenset(office for office, _ in placed), site)
    rows: list[tuple[Cell, ...]] = [(office, *(placed[office, severity] for severity in WEIGHTS)) for office in offices]
    if rows:
        rows.append(("合计", *(sum(placed[office, severity] for office in offices) for severity in WEIGHTS)))
    fields = (Field("office", "责任处室"), *(Field(one.name.lower(), one.label, UNITS[one]) for one in WEIGHTS))
    return Table("problems-office", "问题按责任处室", fields, tuple(rows), "没有发现问题。")


def _by_rule(findings: Iterable[Diagnostic]) -> Table:
    counted = Counter((-one.severity, one.rule) for one in findings)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (rule, Severity(-weight).label, _offence(rule), number, REGISTRY[rule].basis if rule in REGISTRY else "")
        for (weight, rule), number in sorted(counted.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    )
    fields = (
        Field("rule", "规则"),
        Field("severity", "级别"),
        Field("offence", "查什么"),
        Field("count", "问题", "个"),
        Field("basis", "依据"),
    )
    return Table("problems-rule", "问题按规则", fields, rows, "没有发现问题。")


def _offence(rule: str) -> str:
    return REGISTRY[rule].explanation.partition("\n")[0] if rule in REGISTRY else ""
