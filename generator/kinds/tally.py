"""The ledger counted: the third table of the annual report (收到和处理政府信息公开申请情况) as the requests make it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import get_args

from generator.kinds.request import Applicant, Outcome, Request
from generator.model.content import Loc

RESULTS: Mapping[Outcome, Loc] = {
    "予以公开": ("granted",),
    "部分公开": ("partly",),
    "属于国家秘密": ("refused", "secret"),
    "其他法律行政法规禁止公开": ("refused", "forbidden"),
    "危及三安全一稳定": ("refused", "safety"),
    "保护第三方合法权益": ("refused", "third_party"),
    "属于三类内部事务信息": ("refused", "internal"),
    "属于四类过程性信息": ("refused", "process"),
    "属于行政执法案卷": ("refused", "enforcement"),
    "属于行政查询事项": ("refused", "query"),
    "本机关不掌握相关政府信息": ("unable", "not_held"),
    "没有现成信息需要另行制作": ("unable", "to_be_made"),
    "补正后申请内容仍不明确": ("unable", "unclear"),
    "信访举报投诉类申请": ("unhandled", "complaint"),
    "重复申请": ("unhandled", "repeated"),
    "要求提供公开出版物": ("unhandled", "publication"),
    "无正当理由大量反复申请": ("unhandled", "excessive"),
    "要求行政机关确认或重新出具已获取信息": ("unhandled", "confirmation"),
    "申请人逾期不补正": ("others", "uncorrected"),
    "申请人逾期不缴费": ("others", "unpaid"),
    "其他处理": ("others", "rest"),
}
"""By outcome, the row of 三、本年度办理结果 in which a request is counted, as ``AnnualReport`` names it."""
ONE_ROW = 2020
"""Until this report year the form has one row for all of 其他处理 (国办公开办函〔2019〕60号)."""

APPLICANTS: tuple[str, ...] = get_args(Applicant)
"""The columns but the last (总计), in the form's order."""

Row = tuple[int, ...]
"""A count for each class of applicants, then their sum."""


def row_of(outcome: Outcome, year: int) -> Loc:
    """The row in which an outcome is counted in the report on a year."""
    where = RESULTS[outcome]
    return ("results", *(where[:1] if where[0] == "others" and year <= ONE_ROW else where))


def closed_by(one: Request, day: date) -> bool:
    """Tell whether a request had come to an end by a day: there are an outcome and a date."""
    closed = one.closed_on
    return one.outcome is not None and closed is not None and closed <= day


def tabulate(records: Iterable[Request], year: int) -> dict[Loc, Row]:
    """Count the requests of a year, from 1 January to 31 December: each row of table 3 by where it stands.

    Whatever the ledger holds, 一 and 二 together are 三 and 四 together. A request without an outcome, or without the
    day on which it ended, is carried over.
    """
    begin, end = date(year - 1, 12, 31), date(year, 12, 31)
    rows = [("received",), ("carried",), *dict.fromkeys(row_of(outcome, year) for outcome in RESULTS)]
    rows += [("results", "total"), ("forwarded",)]
    found: dict[Loc, Counter[str]] = {where: Counter() for where in rows}
    for one in records:
        if one.received > end or closed_by(one, begin):
            continue
        which = ["received" if one.received > begin else "carried"]
        found[which[0],][one.applicant_class] += 1
        if one.outcome is not None and closed_by(one, end):
            found[row_of(one.outcome, year)][one.applicant_class] += 1
            found["results", "total"][one.applicant_class] += 1
        else:
            found["forwarded",][one.applicant_class] += 1
    return {("applications", *where): _row(counts) for where, counts in found.items()}


def _row(counts: Counter[str]) -> Row:
    return (*(counts[name] for name in APPLICANTS), counts.total())
