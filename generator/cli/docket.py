"""requests: the ledger for the officer who answers for it; nothing of it is written anywhere."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import reporting
from generator.cli.console import coloured
from generator.cli.dialogue import EXIT_MISUSE, Quit, command, echo, option
from generator.cli.options import FORMAT, LOOKING, Count, day, place, with_options
from generator.model.values import replace

if TYPE_CHECKING:
    from generator.model.site import Site
    from generator.rules.ledger import Candidate, Case

REQUESTS = """
依申请公开台账：逾期的、快到期的、在办的，环节不全的，可以转为主动公开的，以及年度报告统计表的草稿。

台账在 requests/ 中，每件一个文件，从不发布。登记一件：gongkai new request
"""

NOTHING = "—"
WORDS = 36
"""Columns of the terminal that what was asked for may take."""


@command("requests", REQUESTS)
@option(
    "--due", "notice", type=Count(), metavar="天数", help="剩几个工作日算快到期（默认：设置中的 request_notice_days）"
)
@option("--year", type=Count(), metavar="年度", help="统计哪一年（默认：今年）")
@with_options(*LOOKING[:3], FORMAT, LOOKING[3])
def requests_command(  # noqa: PLR0913  # one for each option
    *,
    notice: int | None,
    year: int | None,
    root: Path,
    config: Path | None,
    as_of: date | None,
    form: str,
    verbose: bool,
) -> None:
    """Show how the requests stand."""
    from generator.authoring.survey import survey

    _ = verbose
    where = place(root, config)
    today = day(as_of, where)
    site, findings = survey(where.root, where.config, today)
    if site is None:
        echo(reporting.text(findings, {}, colour=coloured()), nl=False, color=True)
        raise Quit(EXIT_MISUSE)
    if notice is not None:
        limits = site.config.limits.model_copy(update={"request_notice_days": notice})
        site = replace(site, config=site.config.model_copy(update={"limits": limits}))
    of = year or today.year
    if form == "json":
        echo(json.dumps(_plain(site, of), ensure_ascii=False, indent=2))
    else:
        echo("\n".join(_overview(site, of)), nl=False)


def _overview(site: Site, year: int) -> Iterator[str]:
    """The ledger in sections; those with nothing in them are left out."""
    from generator.kinds.course import CLOSED, State
    from generator.rules.ledger import LABELS, candidates, cases, missing, unread

    every = cases(site)
    if not every:
        yield "台账中没有申请。登记一件：gongkai new request\n"
        return
    waiting = [one for one in every if one.course.state not in CLOSED]
    waiting.sort(key=lambda one: (_urgency(one), one.course.reply.due or date.max, one.number))
    if waiting:
        headings = ("状态", "编号", "收到日期", "申请人", "申请内容", "承办处室", "答复期限", "已用", "说明")
        yield reporting.table(headings, map(_row, waiting))
    lacking = [(one, "、".join(LABELS[name] for name in missing(one, site))) for one in every]
    if rows := [(one.number, one.now.received.isoformat(), names) for one, names in lacking if names]:
        yield "环节没有记日期的：\n" + reporting.table(("编号", "收到日期", "缺"), rows)
    if chances := candidates(site):
        rows = [(_shortened(one.item), f"{one.applicants}", _numbers(one)) for one in chances]
        yield "多个申请人申请同一信息，要决定是否转为主动公开：\n" + reporting.table(
            ("信息事项", "申请人数", "编号"), rows
        )
    yield _draft(site, every, year)
    counts = Counter(str(one.course.state) for one in every)
    told = "，".join(f"{state} {counts[state]} 件" for state in map(str, State) if counts[state])
    left = len(site.requests) - len(every)
    more = f"；另有 {left} 件在此日以后收到" if left else ""
    broken = f"；{len(lost)} 个文件有错误，没有计入，运行 gongkai check requests 查看" if (lost := unread(site)) else ""
    yield f"截至 {site.as_of}：共 {len(every)} 件，{told}{more}{broken}\n"


def _urgency(one: Case) -> int:
    """Its place among the others: what is over first, then what nobody can tell, then what is soon to be over."""
    from generator.kinds.course import State

    if one.course.state is not State.OVERDUE and one.course.unreviewed and one.course.unreviewed.late:
        return 2
    return {State.OVERDUE: 0, State.LAPSED: 1, State.UNPAID: 1, State.UNKNOWN: 3, State.SOON: 4}.get(
        one.course.state, 5
    )


def _row(one: Case) -> tuple[str, ...]:
    reply = one.course.reply
    used = NOTHING if reply.used is None else f"{reply.used}/{reply.limit}"
    return (
        str(one.course.state),
        one.number,
        one.now.received.isoformat(),
        one.now.applicant or NOTHING,
        _shortened(one.now.content),
        one.now.owner or NOTHING,
        f"{'约' if one.course.paused else ''}{reply.due}" if reply.due else NOTHING,
        used,
        "；".join(_remarks(one)) or NOTHING,
    )


def _remarks(one: Case) -> Iterator[str]:
    """What is worth knowing besides; the state is not said twice."""
    from generator.kinds.course import CHARGED, State

    term = one.course.unreviewed
    if term and term.due and one.course.state is not State.OVERDUE:
        yield f"应于 {term.due} 前审核、告知补正" + ("，已过期" if term.late else "")
    if one.course.reason:
        yield one.course.reason
    if one.course.paused and one.course.paused != one.course.state:
        yield f"{one.course.paused}，暂停计时"
    charged = one.course.state in CHARGED
    until = one.course.payable if charged else next((each.until for each in one.now.corrections[:1]), None)
    if one.course.paused == one.course.state and until:
        over = one.course.state in {State.LAPSED, State.UNPAID}
        yield f"{'缴费' if charged else '补正'}期限 {until}" + ("，请登记处理结果" if over else "")
    yield from one.course.notes


def _draft(site: Site, every: Iterable[Case], year: int) -> str:
    """Table 3 of the report on a year, as far as it has come."""
    rows = [(label, *map(str, cells)) for label, cells in _table(every, year) if any(cells)]
    if not rows:
        return f"{year}年没有申请，也没有上年结转。\n"
    begun = "（至今）" if site.as_of < date(year, 12, 31) else ""
    columns = ("自然人", "商业企业", "科研机构", "公益组织", "法律服务", "其他", "总计")
    head = f"{year}年收到和处理政府信息公开申请情况{begun}，全是 0 的各行省略；起草年报用 gongkai annual {year}\n"
    return head + reporting.table(("", *columns), rows)


def _table(every: Iterable[Case], year: int) -> list[tuple[str, tuple[int, ...]]]:
    """The rows of the form of the year, each with its own label; for years before the first form that one's."""
    from generator.kinds.formats import FORMATS, format_of
    from generator.kinds.tally import tabulate

    counts = tabulate((one.now for one in every), year)
    form = format_of(year) or FORMATS[0]
    return [(row.name, counts[row.where]) for row in form.applied]


def _shortened(words: str) -> str:
    return reporting.shortened(words, WORDS)


def _numbers(one: Candidate) -> str:
    return "、".join(case.number for case in one.cases)


def _plain(site: Site, year: int) -> dict[str, Any]:
    from generator.kinds.course import State
    from generator.rules.ledger import candidates, cases, unread

    every = cases(site)
    counts = Counter(str(one.course.state) for one in every)
    return {
        "version": reporting.VERSION,
        "as_of": site.as_of.isoformat(),
        "requests": [_case(one, site) for one in every],
        "candidates": [
            {
                "item": one.item,
                "applicants": one.applicants,
                "nameless": one.nameless,
                "numbers": [case.number for case in one.cases],
            }
            for one in candidates(site)
        ],
        "unread": list(unread(site)),
        "counts": {str(state): counts[str(state)] for state in State},
        "table": {"year": year, "rows": [{"label": label, "cells": cells} for label, cells in _table(every, year)]},
    }


def _case(one: Case, site: Site) -> dict[str, Any]:
    from generator.rules.ledger import missing

    now, course = one.now, one.course
    terms = [*([course.notice] if course.notice else []), *(each.term for each in course.opinions), course.reply]
    return {
        "number": one.number,
        "path": one.parsed.path,
        "state": str(course.state),
        "reason": course.reason,
        "paused": course.paused,
        "notes": list(course.notes),
        "applicant": now.applicant,
        "applicant_class": now.applicant_class,
        "channel": now.channel,
        "received": now.received.isoformat(),
        "content": now.content,
        "item": now.item,
        "owner": now.owner,
        "replied": _iso(now.replied),
        "outcome": now.outcome,
        "missing": list(missing(one, site)),
        "payable": _iso(course.payable),
        "terms": [
            {
                "what": term.what,
                "start": term.start.isoformat(),
                "limit": term.limit,
                "used": term.used,
                "due": _iso(term.due),
                "end": _iso(term.end),
                "late": term.late,
            }
            for term in terms
        ],
    }


def _iso(when: date | None) -> str | None:
    return when.isoformat() if when else None
