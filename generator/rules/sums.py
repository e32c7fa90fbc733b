"""勾稽关系: the sums that hold within the tables of a 政府信息公开年报."""

from __future__ import annotations

from collections.abc import Mapping

from generator.kinds.annual import AnnualReport
from generator.kinds.figures import Cells, blank, number, total
from generator.kinds.outline import APPLICANTS, CORNER, SUM, Format, Identity, Row
from generator.model.config import SiteConfig
from generator.model.content import Loc, Parsed
from generator.model.diagnostics import Severity
from generator.rules.annual import FORMS, LABELS, cell_of
from generator.rules.engine import Finding, Findings, Judged, flaw, rule, unknown
from generator.rules.sources import REPORTS


@rule("ann-balance", Severity.ERROR, on=AnnualReport, basis=f"{FORMS}：{CORNER}", since=REPORTS, judged=Judged.TODAY)
def columns_unbalanced(parsed: Parsed, meta: AnnualReport, _config: SiteConfig) -> Findings:
    """申请办理情况表中，第一项加第二项之和，不等于第三项加第四项之和。

    新收的加上年结转的，就是今年要办的；办结的加结转下年的，也是今年要办的。每一列（各类申请人和总计）都要相等。不相等，多半
    是漏计了结果，或者把部分公开的按两种情形各计了一次。请对照申请台账逐件核对。
    """
    if meta.format:
        yield from _compared(parsed, meta, meta.format, meta.format.balance)


@rule("ann-result-sum", Severity.ERROR, on=AnnualReport, basis=FORMS, since=REPORTS, judged=Judged.TODAY)
def results_not_summed(parsed: Parsed, meta: AnnualReport, _config: SiteConfig) -> Findings:
    """申请办理情况表中，“（七）总计”不等于各种办理结果之和。

    总计是（一）至（六）各行相加的和，每一列都要相等。请重新相加，找出漏计或者重计的一行。
    """
    if meta.format:
        yield from _compared(parsed, meta, meta.format, meta.format.results)


@rule("ann-row-sum", Severity.ERROR, on=AnnualReport, basis=FORMS, since=REPORTS, judged=Judged.TODAY)
def row_not_summed(parsed: Parsed, meta: AnnualReport, _config: SiteConfig) -> Findings:
    """申请办理情况表中，一行的“总计”不等于自然人与法人或其他组织五列之和。

    每一行的最后一格是前面六格的和。请核对这一行，数字多半错了位，或者改了一格没有改总计。
    """
    if meta.format:
        yield from _rows_summed(parsed, meta, "applications")


@rule("ann-case-sum", Severity.ERROR, on=AnnualReport, basis=FORMS, since=REPORTS, judged=Judged.TODAY)
def cases_not_summed(parsed: Parsed, meta: AnnualReport, _config: SiteConfig) -> Findings:
    """复议诉讼情况表中，“总计”不等于四种结果之和。

    结果维持、结果纠正、其他结果、尚未审结相加，就是总计；行政复议、未经复议直接起诉、复议后起诉三行都是这样。
    """
    if meta.format:
        yield from _rows_summed(parsed, meta, "cases")


def _compared(parsed: Parsed, meta: AnnualReport, form: Format, identity: Identity) -> Findings:
    """Check an identity in every column."""
    if meta.applications is None:
        yield _tableless(parsed, "applications")
        return
    rows, named = meta.rows, {row.where: row for row in form.applied}
    lacking: list[tuple[Row, int]] = []
    columns = 0
    for column, head in enumerate(APPLICANTS):
        left, right = (total(rows, side, column) for side in (identity.left, identity.right))
        if left is None or right is None:
            columns += 1
            lacking += [
                (named[one], column) for one in (*identity.left, *identity.right) if total(rows, [one], column) is None
            ]
        elif left != right:
            message = f"{head.label}一列：{identity.said[0]}是{left}，{identity.said[1]}是{right}"
            yield flaw(parsed.at(*identity.at, column), message, "重新相加，对照申请台账逐件核对")
    if lacking:
        yield _untold(parsed, lacking, rows, f"{columns}列无法核对")


def _rows_summed(parsed: Parsed, meta: AnnualReport, table: str) -> Findings:
    """Check that the last figure of each row of a table is the sum of the others."""
    if getattr(meta, table) is None:
        yield _tableless(parsed, table)
        return
    rows, lacking, untold = meta.rows, [], 0
    for row in meta.format.rows if meta.format else ():
        if row.where[0] != table or not row.summed:
            continue
        last = len(row.heads) - 1
        figures = [number(text) for text in rows.get(row.where, ())[: last + 1]]
        empty = [at for at in range(last + 1) if at >= len(figures) or figures[at] is None]
        if empty:
            lacking += [(row, at) for at in empty]
            untold += 1
        elif (added := sum(one for one in figures[:last] if one is not None)) != figures[last]:
            message = f"“{row.name}”的{SUM}是{figures[last]}，前面{last}格相加是{added}"
            yield flaw(parsed.at(*row.where, last), message, "改正错了的一格；总计是前面各格的和")
    if lacking:
        yield _untold(parsed, lacking, rows, f"{untold}行无法核对")


def _tableless(parsed: Parsed, table: str) -> Finding:
    return unknown(parsed.at("year"), f"没有“{LABELS[table]}”统计表，无法核对", "照编辑手册中这一年的格式补上")


def _untold(parsed: Parsed, lacking: list[tuple[Row, int]], rows: Mapping[Loc, Cells], result: str) -> Finding:
    """Say that sums cannot be checked: of which cells nothing can be told, and what follows."""
    row, column = lacking[0]
    cells = rows.get(row.where, ())
    what = "没有填" if column >= len(cells) or blank(cells[column]) else "不是数字"
    many = f"等{len(lacking)}格没有数" if len(lacking) > 1 else what
    message = f"{cell_of(row, row.heads[column])}{many}，{result}"
    span = parsed.at(*row.where, column) if cells else parsed.keys.get(row.where[:-1], parsed.at(*row.where))
    return unknown(span, message, "逐格填写数字，没有发生的填0")
