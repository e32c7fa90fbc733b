"""依申请公开: requests answered in time, out of the ledger; numbers only, nothing of who asked for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import get_args

from generator.building.assessment.offices import of_column, of_record
from generator.building.assessment.tables import apart, per_cent
from generator.building.assessment.values import (
    Case,
    Cell,
    Count,
    Field,
    Indicator,
    Observation,
    Outcome,
    Section,
    Table,
)
from generator.kinds import request
from generator.kinds.course import State
from generator.kinds.procedure import ACT
from generator.model.config import REQUEST_COLUMN
from generator.rules import ledger

CAME: Mapping[State, Outcome] = {
    State.ON_TIME: Outcome.MET,
    State.LATE: Outcome.MISSED,
    State.OVERDUE: Outcome.MISSED,
    State.UNKNOWN: Outcome.UNKNOWN,
    State.RUNNING: Outcome.PENDING,
    State.SOON: Outcome.PENDING,
    State.CORRECTION: Outcome.PENDING,
    State.LAPSED: Outcome.PENDING,
    State.PAYMENT: Outcome.PENDING,
    State.UNPAID: Outcome.PENDING,
}
"""What a request in a state counts as; one that the applicant gave up counts as nothing."""


def requests(case: Case) -> Section:
    """The requests that came or were closed in the period, and those that are open."""
    every = ledger.cases(case.site)
    if not every:
        note = "没有台账记录（requests/）：不知道有没有申请，这一部分无法判定，不作零计。"
        missing = Observation(_office(case), Outcome.UNKNOWN, "依申请公开台账", detail="没有台账记录（requests/）")
        return Section("requests", "依申请公开", (note,), (_indicator(missing),))
    indicator = _indicator(*_observed(every, case))
    received = [one for one in every if one.now.received in case.period]
    chances = ledger.candidates(case.site)
    return Section(
        "requests",
        "依申请公开",
        (
            "视为放弃的不计；在办、待补正、待缴费（包括逾期未补正、逾期未缴费、还没有登记处理结果的）列为未到期。只列登记编号，不列申请人和申请内容。",
            "走势只在提交中有台账时才能回看。",
        ),
        (indicator,),
        (
            Count(
                "requests-received",
                "期内收到的申请",
                "件",
                "收到日期在期内的申请",
                Counter(of_record(one.record, case.site) for one in received),
            ),
            Count(
                "requests-to-decide",
                "待决定是否转主动公开",
                "项",
                "几个申请人申请同一信息、已经提供、还没有决定是否转为主动公开的（条例第四十四条）",
                Counter(of_record(one.cases[0].record, case.site) for one in chances),
            ),
        ),
        (
            _states(every, case),
            _outcomes(every, case),
            apart("requests-apart", "没有按期答复、无法判定和未到期的", indicator),
        ),
    )


def _indicator(*observed: Observation) -> Indicator:
    return Indicator(
        "requests",
        "依申请按期答复率",
        f"{ACT}第三十三条",
        "期内答复的，和已经逾期、还没有答复的申请",
        "在法定期限内答复（20个工作日，延长的不超过40个；补正、征求意见的时间不计）",
        observed,
    )


def _office(case: Case) -> str:
    """Who answers for the column of requests, and so for there being a ledger."""
    folder = next((one.folder for one in case.site.config.columns if one.type == REQUEST_COLUMN), "")
    return of_column(folder, case.site)


def _observed(every: tuple[ledger.Case, ...], case: Case) -> Iterator[Observation]:
    for one in every:
        closed, outcome = one.now.closed_on, CAME.get(one.course.state)
        if outcome is None or (closed is not None and closed not in case.period):
            continue
        last = one.course.reply.due
        told = [
            str(one.course.state),
            f"收到 {one.now.received}",
            f"期限 {last}" if last else "",
            f"答复 {closed}" if closed else "",
            one.course.reason,
        ]
        yield Observation(
            of_record(one.record, case.site), outcome, one.number, one.parsed.path, "；".join(filter(None, told))
        )


def _states(every: tuple[ledger.Case, ...], case: Case) -> Table:
    """How the open requests and those closed in the period stand."""
    counted = Counter(
        one.course.state for one in every if one.now.closed_on is None or one.now.closed_on in case.period
    )
    rows = tuple((str(state), counted[state]) for state in State if counted[state])
    fields = (Field("state", "状况"), Field("count", "申请", "件"))
    return Table("requests-states", "期内办结的和还没有办结的申请", fields, rows, "期内没有办结的申请，也没有在办的。")


def _outcomes(every: tuple[ledger.Case, ...], case: Case) -> Table:
    """What those closed in the period came to."""
    closed = [one for one in every if one.now.closed_on in case.period and one.now.outcome]
    counted = Counter(one.now.outcome for one in closed)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (outcome, counted[outcome], per_cent(counted[outcome] / len(closed)))
        for outcome in get_args(request.Outcome)
        if counted[outcome]
    )
    fields = (Field("outcome", "办理结果"), Field("count", "申请", "件"), Field("share", "占办结", "%"))
    return Table("requests-outcomes", "期内办结的申请的办理结果", fields, rows, "期内没有办结的申请。")
