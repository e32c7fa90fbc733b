"""status, rule, schema, doctor: what one wants to know; nothing is written but what is asked for."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import reporting
from generator.cli.console import coloured
from generator.cli.dialogue import EXIT_FOUND, EXIT_MISUSE, Quit, UsageError, argument, command, echo, option
from generator.cli.options import (
    BASE_URL,
    DESTINATION,
    FORMAT,
    HOLD,
    JOBS,
    LOOKING,
    day,
    place,
    processes,
    with_options,
)

if TYPE_CHECKING:
    from generator.building.clocks import Clock
    from generator.building.standing import Standing

STATUS = """
列出每套文件：缺什么，起草、审签、发布是否同步，时限用了多少。不齐套的在前。再列出最近到期的时限：公开和更新、
有效期、豁免、属性审查、年报。

日期一栏先写文件的，“→”后写解读的；两者同日只写一次。

--reviews 改列公开属性的审查情况：每一页的属性、不公开依据、最近和下次审查日期，逾期的在前。
其中有不公开的内容，不要外传。
"""

RULE = """
说明一条规则：查什么、为什么、怎么改、依据什么。不写编号时列出全部规则。
"""

SCHEMA = """
输出一种内容类型的页首字段的 JSON Schema；不写类型时列出全部类型。

--all 把每种类型写成一个文件，可在编辑器中用来提示和校验页首。
"""

DOCTOR = """
检查运行环境、git 仓库、设置、工作日历、版式和输出目录；有问题时以 1 退出。
"""

REVIEWS = option("--reviews", is_flag=True, help="列出公开属性的审查情况，含不公开的页面，供内部使用")

NOTHING = "—"
"""Stands where there is nothing to say; a column of nothing else is left out."""
TITLE = 28
"""Columns of the terminal that a title may take in the table."""
NEXT = 10
"""Limits that are listed."""


@command("status", STATUS)
@with_options(*LOOKING[:3], HOLD, REVIEWS, FORMAT, LOOKING[3])
def status_command(  # noqa: PLR0913  # one for each option
    *, root: Path, config: Path | None, as_of: date | None, hold: bool, reviews: bool, form: str, verbose: bool
) -> None:
    """Show how far each set is, or how each page's 公开属性 stands."""
    from generator.authoring.survey import survey
    from generator.building.clocks import clocks
    from generator.building.standing import standings

    where = place(root, config)
    today = day(as_of, where)
    site, findings = survey(where.root, where.config, today, hold=hold)
    if site is None:
        echo(reporting.text(findings, {}, colour=coloured()), nl=False, color=True)
        raise Quit(EXIT_MISUSE)
    if reviews:
        from generator.cli.reviewing import told

        echo(told(site, form, every=verbose), nl=False)
        return
    found, running = standings(site), clocks(site)
    if form == "json":
        report = {
            "version": reporting.VERSION,
            "as_of": today.isoformat(),
            "sets": [_plain(one) for one in found],
            "clocks": [_clock(one) for one in running],
        }
        echo(json.dumps(report, ensure_ascii=False, indent=2))
        return
    echo(f"{_overview(found, today)}{_next(running)}", nl=False)


def _overview(found: tuple[Standing, ...], today: date) -> str:
    if not found:
        return "还没有政策文件。\n"
    headings = (
        "状态",
        "编号",
        "发文字号",
        "标题",
        "细则",
        "解读",
        "起草",
        "审签",
        "发布",
        "解读时限",
        "细则时限",
        "豁免至",
    )
    columns = zip(headings, *(_row(one) for one in found), strict=True)
    told = [column for column in columns if set(column[1:]) != {NOTHING}]
    first, *rows = zip(*told, strict=True)
    lines = reporting.table(first, rows)
    lacking = sum(not one.complete for one in found)
    held = sum(one.held for one in found)
    tail = f"，暂缓 {held} 套" if held else ""
    return f"{lines}\n截至 {today}：{len(found)} 套，不齐套或未发布 {lacking} 套{tail}\n"


def _next(running: tuple[Clock, ...]) -> str:
    """The limits that run out next; all of them where some are over."""
    if not running:
        return ""
    shown = running[: max(NEXT, sum(one.late for one in running))]
    rows = [(one.what, reporting.shortened(one.title, TITLE), _iso(one.last) or NOTHING, one.said) for one in shown]
    rest = f"另有 {len(running) - len(shown)} 项\n" if len(running) > len(shown) else ""
    return f"\n{reporting.table(('时限', '标题', '最后一天', '剩余'), rows)}{rest}"


def _clock(one: Clock) -> dict[str, Any]:
    unit = "working-days" if one.working else "days"
    return {
        "what": one.what,
        "page": one.page,
        "title": one.title,
        "last": _iso(one.last),
        "left": one.left,
        "unit": unit,
        "late": one.late,
    }


def _row(one: Standing) -> tuple[str, ...]:
    clocks = {clock.part: clock.said for clock in one.clocks}
    return (
        one.said,
        one.policy,
        one.number or NOTHING,
        reporting.shortened(one.title, TITLE),
        one.rules.said,
        one.interpretations.said,
        *(_stage(first, others) for _, first, others in one.stages),
        clocks.get("interpretation", NOTHING),
        clocks.get("implementing-rules", NOTHING),
        one.waived_until.isoformat() if one.waived_until else NOTHING,
    )


def _stage(first: date | None, others: tuple[date | None, ...]) -> str:
    mine = first.isoformat() if first else NOTHING
    theirs = [NOTHING if day is None else f"{day:%m-%d}" for day in dict.fromkeys(others) if day != first]
    return f"{mine}→{'、'.join(theirs)}" if theirs else mine


def _plain(one: Standing) -> dict[str, Any]:
    parts = {"implementing_rules": one.rules, "interpretations": one.interpretations}
    return {
        "policy": one.policy,
        "doc_number": one.number,
        "title": one.title,
        "complete": one.complete,
        "held": one.held,
        "withheld": one.withheld,
        "waived": one.waived,
        "waived_until": _iso(one.waived_until),
        **{
            name: {
                "required": part.required,
                "present": list(part.present),
                "waiting": [{"id": name, "reason": why} for name, why in part.waiting],
            }
            for name, part in parts.items()
        },
        "stages": [
            {"stage": label, "policy": _iso(first), "interpretations": [_iso(day) for day in others]}
            for label, first, others in one.stages
        ],
        "clocks": [
            {"part": clock.part, "used": clock.used, "limit": clock.limit, "running": clock.running}
            for clock in one.clocks
        ],
    }


def _iso(when: date | None) -> str | None:
    return when.isoformat() if when else None


@command("rule", RULE)
@argument("name", required=False, metavar="[编号]")
@option("--all", "whole", is_flag=True, help="输出全部规则的说明（Markdown）")
def rule_command(*, name: str | None, whole: bool) -> None:
    """Explain a rule, list them, or print the whole reference."""
    from generator.rules.families import RULES
    from generator.text.chinese import suggest

    if whole:
        from generator.authoring.reference import reference

        echo(reference(), nl=False)
    elif name is None:
        rows = ((one.id, one.severity.label, one.explanation.partition("\n")[0]) for _, one in sorted(RULES.items()))
        echo(reporting.table(("编号", "级别", "说明"), rows), nl=False)
    elif name in RULES:
        one = RULES[name]
        since = f"，{one.since} 起施行" if one.since else ""
        fixed = "；不能忽略或调低" if one.fixed else ""
        echo(f"{one.id}  {one.severity.label}{fixed}\n依据 {one.basis}{since}\n\n{one.explanation}")
    else:
        near = suggest(name, RULES)
        raise UsageError(f"没有规则 {name}" + (f"，是否应为 {near}？" if near else "；gongkai rule 列出全部规则"))


@command("schema", SCHEMA)
@argument("kind", required=False, metavar="[类型]")
@option("--all", "folder", type=Path, metavar="目录", help="把每种类型写成这个目录中的一个文件")
def schema_command(*, kind: str | None, folder: Path | None) -> None:
    """Print or write the schemas."""
    from generator.kinds.registry import FILED, FILED_NAMES, schema
    from generator.text.chinese import suggest

    if kind is not None and kind not in FILED_NAMES:
        near = suggest(kind, FILED_NAMES)
        raise UsageError(f"没有内容类型 {kind}" + (f"，是否应为 {near}？" if near else "；gongkai schema 列出全部类型"))
    if folder is not None:
        from generator.authoring.schemas import write_schemas

        wanted = [FILED_NAMES[kind]] if kind else list(FILED)
        echo(f"已写入 {len(write_schemas(folder, wanted))} 个文件到 {folder}/")
    elif kind is not None:
        echo(json.dumps(schema(FILED_NAMES[kind]), ensure_ascii=False, indent=2))
    else:
        echo(reporting.table(("类型", "名称"), ((name, one.kind_label) for name, one in FILED.items())), nl=False)


@command("doctor", DOCTOR)
@with_options(*LOOKING[:2], DESTINATION, LOOKING[2], BASE_URL, JOBS, LOOKING[3])
def doctor_command(*, output: Path | None, as_of: date | None, **chosen: Any) -> None:  # noqa: ANN401  # by name
    """Look at the environment and the project."""
    from generator.authoring.doctor import Patient, State, diagnose
    from generator.building.options import Options

    where = place(chosen["root"], chosen["config"], output)
    options = Options(day(as_of, where), base_url=chosen["base_url"] or "", jobs=processes(chosen["jobs"]))
    checks = diagnose(Patient(where.root, where.config, where.output, options))
    for one in checks:
        echo(f"{one.state}  {one.name}：{one.found}")
        if one.cure:
            echo(f"      = 修复 {one.cure}")
    bad = sum(one.state is State.BAD for one in checks)
    echo(f"共 {len(checks)} 项，{bad} 项有问题")
    if bad:
        raise Quit(EXIT_FOUND)
