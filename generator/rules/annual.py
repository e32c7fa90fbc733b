"""政府信息公开年报: its title, its six parts, its statutory tables and what stands in their cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.kinds.annual import TABLES, AnnualReport
from generator.kinds.figures import Cells, blank, fault, number, plain
from generator.kinds.formats import heading
from generator.kinds.outline import Head, Measure, Row
from generator.model.config import SiteConfig
from generator.model.content import Heading, Loc, Parsed
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
_YEAR = lazily("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
LABELS = labels(AnnualReport)


@rule("ann-format", Severity.ERROR, on=AnnualReport, basis=FORMS, since=REPORTS, judged=Judged.TODAY)
def wrong_tables(parsed: Parsed, meta: AnnualReport, _config: SiteConfig) -> Findings:
    """年报的统计表不是报告年度应当使用的格式，或者标题写的是另一个年度。

    2019、2020年度的年报用国办公开办函〔2019〕60号的格式，2021年度起用〔2021〕30号的格式，2018年度及以前没有法定统计表。格式
    用错，就缺了应当报告的数，也无法与其他机关汇总。用哪种格式看“报告年度”，它与标题中的年度不同，就有一个写错了。

    三张表写在页首：主动公开情况、申请办理情况、复议诉讼情况。每一行的格数与表头的列数相同，行不能多也不能少。
    gongkai annual 2020 按格式起草；编辑手册中有两种格式的样子。
    """
    if (said := _YEAR.findall(meta.title)) and meta.year not in said:
        yield flaw(parsed.at("title"), f"标题写的是{said[0]}年，报告年度是{meta.year}", "对照正文，改正写错的一个")
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


@rule("ann-title", Severity.WARNING, on=AnnualReport, basis=FORMS, since=REPORTS, judged=Judged.TODAY)
def title_differs(parsed: Parsed, meta: AnnualReport, config: SiteConfig) -> Findings:
    """年报的标题不是“〔机关〕YYYY年政府信息公开工作年度报告”的样子。

    标题写明是哪个机关、哪一年的报告，公众在年报列表和搜索结果中才认得出，各年、各机关的也才排得整齐。年度写在机关前面的同样
    可以，后面可以有括号说明。2018年度及以前没有规定格式，不检查；年度写错的由 ann-format 报告。
    """
    said = _YEAR.findall(meta.title)
    if meta.format is None or (said and meta.year not in said):
        return
    title = _SPACE.sub("", meta.title)
    if f"{meta.year}年" not in title or meta.yearly not in title:
        wanted = f"{config.site.organ}{meta.year}年{meta.yearly}"
        yield flaw(parsed.at("title"), f"标题“{meta.title}”不是年报格式规定的样子", f"写作 {wanted}")


@rule("ann-sections", Severity.ERROR, on=AnnualReport, basis=f"{ACT}；{FORMS}", since=REPORTS, judged=Judged.TODAY)
def parts_differ(parsed: Parsed, meta: AnnualReport, _config: SiteConfig) -> Findings:
    """年报正文的六个部分不齐、名称不对、顺序不对，或者只有标题没有内容。

    条例规定了年报的内容，格式规定了六个部分的名称和顺序，“不能遗漏，也不宜泛化”。每个部分写一个标题，连同序号与格式一字
    不差，如“## 一、总体情况”；没有内容的部分也要有标题，写明没有。2019、2020年度第四、五部分另有通行的叫法，同样可以。
    第二、三、四部分自动排入页首的统计表，有表的可以不再写文字。
    """
    form = meta.format
    if form is None:
        return
    heads = [one for one in parsed.headings if one.level]
    found = [(_SPACE.sub("", one.text), one.line) for one in heads]
    told = _told(parsed, heads)
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
        if not any(_within(heads, place, told) for place in at) and not _tabled(meta, number_):
            text, line = found[at[0]]
            yield flaw(Span(parsed.path, line), f"“{text}”只有标题，没有内容", "写上内容，没有的写明没有")


def _told(parsed: Parsed, heads: Iterable[Heading]) -> frozenset[int]:
    """The lines of a file on which its body says or shows something besides headings."""
    texts = {parsed.line(at).line for at, text in enumerate(parsed.text.split("\n")) if text.strip()}
    return frozenset(texts | {one.span.line for one in parsed.links}) - {one.line for one in heads}


def _within(heads: Sequence[Heading], place: int, told: Iterable[int]) -> bool:
    """Tell whether something is said between a heading and the next that is no lower."""
    head = heads[place]
    end = next((one.line for one in heads[place + 1 :] if one.level <= head.level), None)
    return any(line > head.line and (end is None or line < end) for line in told)


def _tabled(meta: AnnualReport, number_: int) -> bool:
    """Tell whether a table of the front matter stands in a part, counted from 0."""
    return 0 < number_ <= len(TABLES) and getattr(meta, TABLES[number_ - 1]) is not None


def _lost(parsed: Parsed, wanted: str, found: Iterable[tuple[str, int]]) -> Finding:
    """A part that is not there: under another name, or not at all."""
    for text, line in found:
        if (numeral := _NUMBERED.match(text)) and wanted.startswith(numeral[0]):
            return flaw(Span(parsed.path, line), f"这一部分叫“{text}”，应为“{wanted}”", f"改为 ## {wanted}")
    return flaw(parsed.body, f"缺少“{wanted}”", f"补上标题 ## {wanted} 和内容")


@rule("ann-number", Severity.ERROR, on=AnnualReport, basis="逻辑：件数是不小于0的整数")
def cell_no_number(parsed: Parsed, meta: AnnualReport, _config: SiteConfig) -> Findings:
    """年报统计表的格子里有负数、小数或者文字。

    件数只能是不小于0的整数：不写“件”“约”，不写千分位逗号，不用全角数字，不写 9.0 和 09。只有“本年增/减”可以是负数，它与
    上一年项目数量相加不能小于0；金额可以有小数，2019、2020年度格式中的采购总金额可以带“元”或“万元”。没有发生的填0；空格
    和“/”不算错误，但有了它们就无法核对：主动公开情况表中的在这里报告“无法判定”，另两张表的由核对合计的规则报告。
    """
    for where, cells, row in _filled(meta):
        for column, (text, head) in enumerate(zip(cells, row.heads, strict=False)):
            if wrong := fault(text, head.measure):
                meant = plain(text, head.measure)
                cure = f"填{head.measure.value}" if fault(meant, head.measure) else f"写作 {meant}"
                yield flaw(parsed.at(*where, column), f"{cell_of(row, head)}“{text}”{wrong}", cure)
        if any(head.measure is Measure.CHANGE for head in row.heads[1:2]):
            yield from _less_than_none(parsed, where, cells, row)
    empty = [
        (where, column, cell_of(row, row.heads[column]))
        for where, cells, row in _filled(meta)
        for column, text in enumerate(cells[: len(row.heads)])
        if where[0] == TABLES[0] and blank(text)
    ]
    if empty:
        where, column, _ = empty[0]
        message = f"“{LABELS[TABLES[0]]}”有{len(empty)}格没有填：{_named(name for *_, name in empty)}"
        yield unknown(parsed.at(*where, column), f"{message}，无法核对", "逐格填写数字，没有发生的填0")


def _less_than_none(parsed: Parsed, where: Loc, cells: Cells, row: Row) -> Findings:
    """Items that were there and a decrease by more than there were."""
    before, change = (number(text) for text in (*cells, "", "")[:2])
    if before is not None and change is not None and before >= 0 > before + change:
        message = f"{cell_of(row, row.heads[0])}{before}加“{row.heads[1].label}”{change}是{before + change}，小于0"
        yield flaw(parsed.at(*where, 1), message, "逐项核对；减少的不会多于原有的")


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


def cell_of(row: Row, head: Head) -> str:
    """What a finding calls a cell."""
    return f"“{row.name}”的“{head.label}”"


def _named(names: Iterable[str]) -> str:
    listed = list(names)
    return "、".join(listed[:LISTED]) + ("等" if len(listed) > LISTED else "")
