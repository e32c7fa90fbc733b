"""政府信息公开年报: its six parts, its statutory tables, and the sums (勾稽关系) that hold within them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.kinds.annual import TABLES, AnnualReport
from generator.kinds.figures import Cells, blank, fault, number, total
from generator.kinds.formats import heading
from generator.kinds.outline import APPLICANTS, CORNER, SUM, Format, Head, Identity, Row
from generator.model.config import SiteConfig
from generator.model.content import Loc, Parsed
from generator.model.diagnostics import Severity, Span
from generator.model.schema import labels
from generator.rules.engine import Finding, Findings, Judged, flaw, rule, unknown
from generator.rules.sources import REPORTS
from generator.text.patterns import lazily

ACT = "《中华人民共和国政府信息公开条例》第五十条"
FORMS = "政府信息公开工作年度报告格式（国办公开办函〔2019〕60号、〔2021〕30号）"
FEES = "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"

LISTED = 3
"""So many names a message gives before it says 等."""
_SPACE = lazily(r"\s+")
_NUMBERED = lazily(r"([一二三四五六])、")
_FEE = lazily("信息(?:公开)?处理费")
LABELS = labels(AnnualReport)


@rule("ann-format", Severity.ERROR, on=AnnualReport, basis=FORMS, since=REPORTS, judged=Judged.TODAY)
def wrong_tables(parsed: Parsed, meta: AnnualReport, _config: SiteConfig) -> Findings:
    """年报的统计表不是报告年度应当使用的格式。

    2019、2020年度的年报用国办公开办函〔2019〕60号的格式，2021年度起用〔2021〕30号的格式，2018年度及以前没有法定统计表。格式
    用错，就缺了应当报告的数，也无法与其他机关汇总。

    三张表写在页首：主动公开情况、申请办理情况、复议诉讼情况。每一行的格数与表头的列数相同，行不能多也不能少。
    gongkai annual 2020 按格式起草；编辑手册中有两种格式的样子。
    """
    form, rows = meta.format, meta.rows
    tables = [name for name in TABLES if getattr(meta, name) is not None]
    if form is None:
        for name in tables:
            span = parsed.keys.get((name,), parsed.at(name))
            yield flaw(span, f"{meta.year}年还没有法定统计表，页首却有“{LABELS[name]}”", "删去它，数字写在正文里")
        return
    expected = {row.where: row for row in form.rows}
    for name in TABLES:
        lacking = [row for row in form.rows if row.where[0] == name and row.where not in rows]
        if name not in tables:
            message = f"没有“{LABELS[name]}”统计表，{meta.year}年应按{form.source}的格式填报"
            yield flaw(parsed.at("year"), message, "照编辑手册中这一年的格式，在页首补上")
        elif lacking:
            message = f"“{LABELS[name]}”缺少{len(lacking)}行：{_named(row.name for row in lacking)}"
            yield flaw(parsed.keys.get((name,), parsed.at(name)), message, "补上，没有发生的填0")
    for where, cells in rows.items():
        if where not in expected:
            message = f"{meta.year}年的格式（{form.source}）没有这一行"
            yield flaw(parsed.keys.get(where, parsed.at(*where)), message, "删去它；年度写错的改正报告年度")
        elif len(cells) != len(expected[where].heads):
            heads = "、".join(head.label for head in expected[where].heads)
            message = f"“{expected[where].name}”有{len(cells)}格，应有{len(expected[where].heads)}格"
            yield flaw(parsed.at(*where), message, f"依次填：{heads}；数字里不写逗号")


@rule("ann-sections", Severity.ERROR, on=AnnualReport, basis=f"{ACT}；{FORMS}", since=REPORTS, judged=Judged.TODAY)
def parts_differ(parsed: Parsed, meta: AnnualReport, _config: SiteConfig) -> Findings:
    """年报正文的六个部分不齐、名称不对，或者顺序不对。

    条例规定了年报的内容，格式规定了六个部分的名称和顺序，“不能遗漏，也不宜泛化”。每个部分写一个标题，连同序号与格式一字
    不差，如“## 一、总体情况”；没有内容的部分也要有标题，写明没有。2019、2020年度第四、五部分另有通行的叫法，同样可以。
    """
    form = meta.format
    if form is None:
        return
    found = [(_SPACE.sub("", one.text), one.line) for one in parsed.headings if one.level]
    last = -1
    for number_, names in enumerate(form.parts):
        wanted = [heading(number_, name) for name in names]
        at = [place for place, (text, _) in enumerate(found) if text in wanted]
        if not at:
            yield _lost(parsed, wanted[0], found)
            continue
        if at[0] < last:
            text, line = found[at[0]]
            yield flaw(Span(parsed.path, line), f"“{text}”排在了“{found[last][0]}”前面", "六个部分按一至六的顺序排列")
        last = max(last, at[0])
        for again in at[1:]:
            yield flaw(Span(parsed.path, found[again][1]), f"“{found[again][0]}”写了两次", "合成一个部分")


def _lost(parsed: Parsed, wanted: str, found: Iterable[tuple[str, int]]) -> Finding:
    """A part that is not there: under another name, or not at all."""
    for text, line in found:
        if (numeral := _NUMBERED.match(text)) and wanted.startswith(numeral[0]):
            return flaw(Span(parsed.path, line), f"这一部分叫“{text}”，应为“{wanted}”", f"改为 ## {wanted}")
    return flaw(parsed.body, f"缺少“{wanted}”", f"补上标题 ## {wanted} 和内容")


@rule("ann-number", Severity.ERROR, on=AnnualReport, basis="逻辑：件数是不小于0的整数")
def cell_no_number(parsed: Parsed, meta: AnnualReport, _config: SiteConfig) -> Findings:
    """年报统计表的格子里有负数、小数或者文字。

    件数只能是不小于0的整数：不写“件”“约”，不写千分位逗号，不用全角数字。只有“本年增/减”可以是负数，金额可以有小数，
    2019、2020年度格式中的采购总金额可以带“元”或“万元”。没有发生的填0；空格和“/”不算错误，但有了它们，勾稽关系就无法核对。
    """
    for where, cells, row in _filled(meta):
        for column, (text, head) in enumerate(zip(cells, row.heads, strict=False)):
            if wrong := fault(text, head.measure):
                plain = re.sub("[,，]", "", text)
                cure = f"写作 {plain}" if not fault(plain, head.measure) else f"填{head.measure.value}"
                yield flaw(parsed.at(*where, column), f"{_cell(row, head)}“{text}”{wrong}", cure)


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


@rule(
    "ann-fee-note",
    Severity.WARNING,
    on=AnnualReport,
    basis=f"{FEES}；{FORMS}",
    since=REPORTS,
    judged=Judged.TODAY,
)
def fees_unmentioned(parsed: Parsed, meta: AnnualReport, _config: SiteConfig) -> Findings:
    """2021年度以后的年报，第六部分没有说明收取信息处理费的情况。

    信息处理费的总体情况在年报“其他需要报告的事项”中报告，没有收取的也要写明，如“本年度没有收取信息处理费”。
    """
    form = meta.format
    if form is None or not form.fee_stated:
        return
    wanted = [heading(len(form.parts) - 1, name) for name in form.parts[-1]]
    start = next((one.line for one in parsed.headings if one.level and _SPACE.sub("", one.text) in wanted), None)
    span = Span(parsed.path, start) if start else parsed.body
    lines = parsed.text.split("\n")
    if not any(_FEE.search(text) for at, text in enumerate(lines) if parsed.line(at).line >= span.line):
        yield flaw(span, "没有说明本年度收取信息处理费的情况", "写明收取的件数和金额，没有收取的写“没有收取信息处理费”")


def _filled(meta: AnnualReport) -> Iterator[tuple[Loc, Cells, Row]]:
    """The rows that the form has and the report fills in."""
    rows = meta.rows
    return ((row.where, rows[row.where], row) for row in (meta.format.rows if meta.format else ()) if row.where in rows)


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
    message = f"{_cell(row, row.heads[column])}{many}，{result}"
    span = parsed.at(*row.where, column) if cells else parsed.keys.get(row.where[:-1], parsed.at(*row.where))
    return unknown(span, message, "逐格填写数字，没有发生的填0")


def _cell(row: Row, head: Head) -> str:
    return f"“{row.name}”的“{head.label}”"


def _named(names: Iterable[str]) -> str:
    listed = list(names)
    return "、".join(listed[:LISTED]) + ("等" if len(listed) > LISTED else "")
