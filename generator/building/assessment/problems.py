"""未解决的问题: what the checks find in the column as it stands, by severity, rule and 处室; and clocks that run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.building.assessment.offices import of_page, of_path, ranked
from generator.building.assessment.values import Case, Cell, Count, Field, Section, Table
from generator.building.standing import INTERPRETATION, RULES, standings
from generator.model.diagnostics import Diagnostic, Severity
from generator.model.site import Site
from generator.rules.clock import due
from generator.rules.families import RULES as REGISTRY

WEIGHTS = tuple(sorted(Severity, reverse=True))
UNITS = {Severity.ERROR: "个", Severity.WARNING: "个", Severity.UNKNOWN: "项", Severity.NOTE: "个"}
PARTS = {INTERPRETATION: "解读", RULES: "实施细则"}


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


def clocks(case: Case) -> Section:
    """The limits of working days that run on the day."""
    running = []
    for one in standings(case.site):
        page = case.site.find(one.policy)
        begun = one.stages[-1][1]
        for clock in one.clocks if page and begun and not one.waived else ():
            if clock.running and page and begun:
                last = due(case.site.config, begun, clock.limit)
                left = None if clock.used is None else clock.limit - clock.used
                office = of_page(page, case.site)
                running.append((one.title, PARTS[clock.part], begun, last, clock.limit, left, office, page.path))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (title, part, begun, None if isinstance(last, LookupError) else last, limit, _state(left), office, path)
        for title, part, begun, last, limit, left, office, path in sorted(
            running, key=lambda each: (each[5] is None, each[5] or 0, each[7], each[1])
        )
    )
    fields = (
        Field("title", "文件"),
        Field("part", "待办"),
        Field("begun", "起算"),
        Field("due", "最后一天"),
        Field("limit", "时限", "工作日"),
        Field("state", "状况"),
        Field("office", "责任处室"),
        Field("path", "文件位置"),
    )
    late = [each for each in running if each[5] is not None and each[5] < 0]
    return Section(
        "clocks",
        "正在计算的时限",
        ("没有当年放假安排的，算不出剩余的工作日，列为无法判定。",),
        counts=(
            Count(
                "clocks-running",
                "正在计算的时限",
                "项",
                f"{case.as_of} 还没有办结的",
                Counter(each[6] for each in running),
            ),
            Count("clocks-overdue", "已经逾期的时限", "项", "其中已过最后一天的", Counter(each[6] for each in late)),
        ),
        tables=(Table("clocks", "正在计算的时限，最先到期的在前", fields, rows, "没有正在计算的时限。"),),
    )


def _state(left: int | None) -> str:
    if left is None:
        return "无法判定"
    if left < 0:
        return f"逾期 {-left} 个工作日"
    return f"还剩 {left} 个工作日" if left else "今天到期"
