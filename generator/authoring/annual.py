"""A draft of the annual report: facts from the site and its ledger, and places for what only people know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from generator.authoring import account
from generator.authoring.fields import Misuse
from generator.authoring.new import labelled
from generator.authoring.quoting import Value, document
from generator.authoring.tables import tables
from generator.authoring.yearly import Place, place, standing
from generator.kinds.annual import AnnualReport
from generator.kinds.base import OPEN
from generator.kinds.course import State
from generator.kinds.figures import Cells, number
from generator.kinds.formats import format_of, heading
from generator.kinds.outline import CARRIED, FORWARDED, RECEIVED, TOTAL, Count, Format, Measure, Row
from generator.kinds.request import Request, requests
from generator.kinds.service_list import list_items
from generator.kinds.tally import closed_by, tabulate
from generator.model.config import ColumnConfig
from generator.model.content import Loc
from generator.model.site import Site
from generator.model.values import Struct
from generator.rules.holdings import holding, listing
from generator.rules.ledger import cases
from generator.rules.reports import reports
from generator.text.dates import chinese_date

_NUMBER = re.compile(r"^(?:（[一二三四五六]）|[0-9]+\.)")
EXPLAINED = "填写页首“主动公开情况”中空着的格子；口径需要说明的写在这里"
APPLIED = "填写页首“申请办理情况”；结转、不予公开和无法提供的需要说明的写在这里"
AT_THE_END = frozenset({Count.REPEALED, Count.IN_FORCE})
"""What cannot be told before the year is over."""
REMARK = "需要说明的情况；没有的删去"


class Drafted(Struct, frozen=True):
    """A report that is not written yet."""

    path: str
    """Relative to the project's root."""
    text: str
    whole: bool
    """The year is over; else its figures are those so far."""
    counted: int
    """Requests of the ledger that it counts."""
    unread: tuple[str, ...] = ()
    """Files of the column and of the ledger that have errors, so that nothing of them is counted."""


def compose(site: Site, year: int) -> Drafted:
    """Compose the report on a year.

    Raises:
        Misuse: reports on that year have no statutory tables, the year has not begun, or no column admits reports.
    """
    form = format_of(year)
    if form is None:
        raise Misuse(f"{year}年还没有法定统计表，用 gongkai new 政府信息公开年报 写正文")
    if site.as_of.year < year:
        raise Misuse(f"{year}年还没有开始")
    column = next((one for one in site.config.columns if AnnualReport.kind_id in one.kinds), None)
    if column is None:
        cure = f"在 site_config.toml 中给一个栏目的 kinds 加上 {AnnualReport.kind_id}"
        raise Misuse(f"没有栏目收“{AnnualReport.kind_label}”；{cure}")
    before = standing(site, AnnualReport, f"{year}", site.config.site.organ)
    where = Place(before.id, before.path) if before else place(site, AnnualReport, column, f"{year}")
    page_id, path = where.id, where.path
    facts = _Facts(site, form, year, page_id, path)
    fields = _fields(site, column, year) | tables(form, facts.rows())
    if page_id != Path(path).stem:
        fields["id"] = page_id
    text = document(labelled(AnnualReport, fields), "\n\n".join(facts.body()))
    return Drafted(path, text, whole=account.over(site, year), counted=facts.counted, unread=facts.unread)


def write(root: Path, ready: Drafted, *, force: bool = False) -> Path:
    """Write the report where it belongs; an existing file is only overwritten if that is asked for.

    Raises:
        Misuse: there is such a file.
    """
    path = root / ready.path
    if path.exists() and not force:
        raise Misuse(f"已有 {ready.path}，没有改动；确要重新起草，加 --force")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ready.text, encoding="utf-8", newline="\n")
    return path


def _fields(site: Site, column: ColumnConfig, year: int) -> dict[str, Value]:
    organ = site.config.site.organ
    return {
        "title": f"{organ}{year}年{AnnualReport.yearly}",
        "kind": AnnualReport.kind_label,
        "published": site.as_of.isoformat(),
        "attribute": OPEN,
        "source": organ,
        **({"owner": column.owner} if column.owner else {}),
        "keywords": ["年度报告", f"{year}年"],
        "description": f"{year}年主动公开、依申请公开、行政复议诉讼情况，存在的问题和改进措施。",
        "year": f"{year}",
        "draft": "是",
    }


class _Facts:
    """What the site and its ledger tell of a year."""

    def __init__(self, site: Site, form: Format, year: int, page: str, path: str) -> None:
        self.site, self.form, self.year, self.page = site, form, year, page
        every = [record for _, record in requests(site)]
        self.records: list[Request] = every if any(closed_by(one, date(year, 12, 31)) for one in every) else []
        self.table = tabulate(self.records, year) if self.records else {}
        self.unread = tuple(one.path for one in site.broken if one.path != path)
        self.counted = sum(self.table[where][-1] for where in (RECEIVED, CARRIED)) if self.table else 0

    def rows(self) -> dict[Loc, tuple[str, ...]]:
        """The cells of the tables that are known; the rest is blank."""
        before = reports(self.site).get(self.year - 1)
        earlier = before.meta.rows if before and before.meta.format is self.form else {}
        known = {row.where: self._known(row, earlier) for row in self.form.rows if row.where[0] == "disclosure"}
        return known | {where: tuple(map(str, row)) for where, row in self.table.items()}

    def _known(self, row: Row, earlier: Mapping[Loc, Cells]) -> tuple[str, ...]:
        """What is known of a row of table 2: documents that the site has, and items that the last report leads to."""
        if row.counted:
            return tuple(self._held(count) for count in row.counted)
        cells = ["" for _ in row.heads]
        measures = [head.measure for head in row.heads[:2]]
        last = [number(text) for text in earlier.get(row.where, ())[:2]]
        if measures[-1] is Measure.CHANGE and len(last) == len(measures):
            items, change = last
            cells[0] = "" if items is None or change is None else f"{items + change}"
        if row.listed:
            cells[:2] = self._items(row.listed, cells[0])
        return tuple(cells)

    def _items(self, list_type: str, before: str) -> tuple[str, str]:
        """Items at the end of the year before, by its report or else by the list of them, and the change since."""
        then, now = (self._count(list_type, year) for year in (self.year - 1, self.year))
        items = then if number(before) is None else int(before)
        if items is None:
            return "", ""
        return f"{items}", "" if now is None else f"{now - items}"

    def _count(self, list_type: str, year: int) -> int | None:
        """How many items the list of a type had at the end of a year; ``None`` where it is not known."""
        lists = listing(self.site, list_type, year)
        return len(list_items(lists[0], self.site)) if len(lists) == 1 else None

    def _held(self, count: Count) -> str:
        if count in AT_THE_END and not account.over(self.site, self.year):
            return ""
        found = holding(self.site, count, self.year)
        return "" if found.doubtful else f"{len(found.papers)}"

    def body(self) -> Iterator[str]:
        """The text: what can be said, and what must be written."""
        organ = self.site.config.site.organ
        yield (
            f"本报告由{organ}根据《中华人民共和国政府信息公开条例》和{self.form.source}规定的格式编制，"
            f"数据统计期限为{self.year}年1月1日至{account.last(self.site, self.year)}。"
        )
        if not account.over(self.site, self.year):
            yield _ask(f"{self.year}年还没有结束，各处的数字只到{chinese_date(self.site.as_of)}；年后重新起草")
        if self.unread:
            yield _ask(f"{len(self.unread)}个文件有错误，没有计入，各处的数字不完整；改正以后重新起草")
        parts = (self._overview, self._disclosed, self._applied, self._contested, self._problems, self._rest)
        for at, (names, part) in enumerate(zip(self.form.parts, parts, strict=True)):
            yield f"## {heading(at, names[0])}"
            yield from part()

    def _overview(self) -> Iterator[str]:
        site, year = self.site, self.year
        told = account.published(site, year, self.page) + account.heard(site, year)
        yield f"（一）主动公开。{told}{_ask('其他渠道公开的情况，重点领域公开的成效')}"
        yield f"（二）依申请公开。{self._requested()}{_ask('申请的主要内容，办理质量和便民措施')}"
        managed = (
            ("规范性文件清理", account.cleaned_up(site, year)),
            ("目录和指南更新", account.brought_up_to_date(site, year)),
            ("公开属性审查", account.reviewed(site, year)),
        )
        yield f"（三）政府信息管理。{_told(managed, '公文公开属性源头认定')}"
        reached, trained = account.reached(site), account.trained(site, year)
        yield f"（四）平台建设。{_told([('新媒体和线下公开场所', reached)], '专栏建设、检索下载、访问量')}"
        yield f"（五）监督保障。{_told([('培训次数和人次', trained)], '考核、社会评议、责任追究')}"

    def _requested(self) -> str:
        if not self.table:
            return ""
        fresh, carried, done, left = (self.table[where][-1] for where in (RECEIVED, CARRIED, TOTAL, FORWARDED))
        return (
            f"全年新收政府信息公开申请{fresh}件，上年结转{carried}件；"
            f"办结{done}件{self._in_time()}，结转下年度继续办理{left}件。"
        )

    def _in_time(self) -> str:
        """How many replies of the year were in time, where the ledger tells of all."""
        closed = [one for one in cases(self.site) if one.now.closed_on and one.now.closed_on.year == self.year]
        states = Counter(one.course.state for one in closed)
        if states[State.UNKNOWN] or not closed:
            return ""
        others = ((State.LATE, "逾期答复"), (State.ABANDONED, "申请人放弃"))
        rest = "".join(f"，{name}{states[state]}件" for state, name in others if states[state])
        return f"，其中按期答复{states[State.ON_TIME]}件{rest}"

    def _disclosed(self) -> Iterator[str]:
        papers = holding(self.site, Count.WRITTEN, self.year).papers
        named = f"：{'、'.join(papers)}" if papers else ""
        yield f"全年新制发规范性文件{len(papers)}件{named}。{account.licences(self.site, self.year)}{_ask(EXPLAINED)}"

    def _applied(self) -> Iterator[str]:
        if not self.table:
            yield _ask(APPLIED)
            return
        ends = [row for row in self.form.applied if row.where in self.form.results.right]
        listed = _listed((row.name, self.table[row.where][-1]) for row in ends)
        yield f"办结的申请中{listed}。{_ask(REMARK)}" if listed else _ask(REMARK)

    def _contested(self) -> Iterator[str]:
        yield _ask("填写页首“复议诉讼情况”；有纠正、败诉的说明原因和整改，没有发生的写明没有")

    def _problems(self) -> Iterator[str]:
        yield _ask("本年度存在的主要问题，改进的措施；上年度所提改进措施的落实情况")

    def _rest(self) -> Iterator[str]:
        if self.form.fee_stated:
            yield self._fees()
        yield _ask("其他需要报告的事项；没有的写“没有其他需要报告的事项”")

    def _fees(self) -> str:
        if not self.records:
            return _ask("收取信息处理费的件数和金额，没有收取的写“本年度没有收取信息处理费”")
        paid = [one.fee for one in self.records if one.fee and one.paid and one.paid.year == self.year]
        if not paid:
            return "本年度没有收取信息处理费。"
        return f"本年度收取信息处理费{len(paid)}件，共{sum(paid)}元。"


def _ask(words: str) -> str:
    """A place that only people can fill; while one is left the page cannot be published (rule text-placeholder)."""
    return f"（请写：{words}。）"


def _told(facts: Iterable[tuple[str, str]], rest: str) -> str:
    """What is known, and a place for the rest and for what is not."""
    known = list(facts)
    unknown = "".join(f"{what}、" for what, told in known if not told)
    return "".join(told for _, told in known) + _ask(f"{unknown}{rest}的情况")


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    """Name and count each outcome that there was, without its number and what the form adds to it in brackets."""
    return "、".join(f"{_NUMBER.sub('', name).partition('（')[0]}{count}件" for name, count in counts if count)
