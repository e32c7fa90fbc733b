"""Table files (数据文件): CSV bytes in, records out, and everything that is wrong with them at its line and column.

What is wrong with a value is said as it would be said of front matter.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.model.config import SiteConfig
from generator.model.content import Loc
from generator.model.diagnostics import Diagnostic, Severity, Span, ordered
from generator.model.schema import Record, ValidationError, listing, problems
from generator.model.sources import Source
from generator.model.tables import Table
from generator.model.values import Struct, field, replace
from generator.reading.decode import decode
from generator.reading.personal import private
from generator.reading.wording import label, names, phrase, record_labels, ruled
from generator.text.chinese import suggest

SEPARATOR = re.compile("[、；;\n]")
"""What stands between the values of a cell that holds several."""
SAVE_AS = "在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）(*.csv)”；从原来的表格转换，用 gongkai import"
OTHER_SEPARATORS = {"\t": "制表符", ";": "分号", "；": "全角分号", "，": "全角逗号", "|": "竖线"}
_CELL = re.compile(r'[ ]*"((?:[^"]|"")*)"[ ]*|([^,\n]*)')


class Cell(NamedTuple):
    """One cell, and where its text begins."""

    text: str
    span: Span


Line = tuple[Cell, ...]


class Unreadable(Exception):
    """The file stops being CSV: the message says how, the span where."""

    def __init__(self, span: Span, message: str, hint: str) -> None:
        """Take what a finding needs."""
        super().__init__(message)
        self.span, self.hint = span, hint


def read_table(
    source: Source, record: type[Record], config: SiteConfig | None = None
) -> tuple[Table, tuple[Diagnostic, ...]]:
    """Read a table file as far as it can be read; nothing is raised, whatever the bytes.

    With a configuration, personal data is looked for as well.
    """
    text, found = decode(source.data, source.path)
    if text is None:
        foreign = (replace(one, hint=SAVE_AS) if one.rule == "file-encoding" else one for one in found)
        return Table(source.path, whole=False), tuple(foreign)
    form = _Form(source.path, record, list(found))
    try:
        for line in lines(text, source.path):
            form.take(line)
    except Unreadable as end:
        form.fault("table-shape", end.span, str(end), end.hint)
    if form.columns is None:
        form.fault("table-shape", Span(source.path), "表格没有列名", "第一行写列名，从第二行起每行一条")
    personal = private(text, "", (), source.path, config) if config else ()
    whole = all(one.rule == "file-control" for one in form.findings)
    return Table(source.path, tuple(form.rows), form.spans, personal, whole), ordered(form.findings)


def lines(text: str, path: str) -> Iterator[Line]:
    """The lines of a CSV text that hold anything, cell by cell; a cell in quotes may go over several lines of the file.

    Raises:
        Unreadable: quotes are not closed, or a cell is too large.
    """
    source = text.splitlines(keepends=True)
    reader = csv.reader(source, strict=True)
    begun = 0
    while True:
        try:
            values = next(reader, None)
        except csv.Error as error:
            hint = "引号成对书写；文字中的半角引号写两遍，或者改用“”"
            offence = "引号没有配对，从这一行起读不出来" if "limit" not in str(error) else "这一行有过长的单元格"
            raise Unreadable(Span(path, begun + 1), offence, hint) from None
        if values is None:
            return
        if any(value.strip() for value in values):
            spans = _spans("".join(source[begun : reader.line_num]), begun + 1, path)
            yield tuple(
                Cell(value.strip(), spans[at] if at < len(spans) else Span(path, begun + 1))
                for at, value in enumerate(values)
            )
        begun = reader.line_num


def _spans(text: str, first: int, path: str) -> list[Span]:
    """Where the text of each cell of a line begins, and how far it goes on its own line of the file."""
    found = []
    at = 0
    while cell := _CELL.match(text, at):
        quoted = cell[1] is not None
        start, said = cell.start(1 if quoted else 2), cell[1] if quoted else cell[2]
        start += len(said) - len(said.lstrip())
        line = first + text.count("\n", 0, start)
        column = start - text.rfind("\n", 0, start)
        found.append(Span(path, line, column, max(1, len(said.strip().partition("\n")[0]))))
        if text[cell.end() : cell.end() + 1] != ",":
            break
        at = cell.end() + 1
    return found


class _Form(Struct):
    """A table on its way to records."""

    path: str
    record: type[Record]
    findings: list[Diagnostic]
    columns: Mapping[int, str] | None = None
    """By place, the fields that the columns hold; ``None`` before the header."""
    rows: list[Record] = field(default_factory=list)
    spans: dict[Loc, Span] = field(default_factory=dict)

    def fault(self, rule: str, span: Span, message: str, hint: str) -> None:
        self.findings.append(Diagnostic(rule, Severity.ERROR, span, message, hint))

    def take(self, line: Line) -> None:
        if self.columns is None:
            self.columns = self.header(line)
        elif self.columns:
            self.row(line, self.columns)

    def header(self, line: Line) -> dict[int, str]:
        """Read the names of the columns; a table none of which is known is not read further."""
        known = names(self.record)
        self.spans[()] = line[0].span
        found: dict[int, str] = {}
        for at, cell in enumerate(line):
            name = known.get("".join(cell.text.split()))
            if name is None and cell.text:
                near = suggest(cell.text, known)
                hint = f"是否应为“{near}”？" if near else f"可用的列：{'、'.join(record_labels(self.record).values())}"
                self.fault("field-unknown", cell.span, f"表格没有“{cell.text}”这一列", hint)
            elif name is not None and name in found.values():
                self.fault("field-duplicate", cell.span, f"“{cell.text}”这一列出现了两次", "请只保留其中一列")
            elif name is not None:
                found[at] = name
        if not found:
            self.findings = [one for one in self.findings if one.rule != "field-unknown"]
            self.strange(line)
            return {}
        for name, one in self.record.model_fields.items():
            if one.is_required() and name not in found.values():
                said = record_labels(self.record)[name]
                self.fault("field-missing", line[0].span, f"缺少“{said}”这一列", f"请在第一行加上列名“{said}”")
        return found

    def strange(self, line: Line) -> None:
        """Report a first line that names no column."""
        expected = "、".join(record_labels(self.record).values())
        other = next((word for mark, word in OTHER_SEPARATORS.items() if mark in line[0].text), "")
        message = f"第一行不是列名，用了{other}分隔" if other else "第一行不是列名"
        self.fault("table-shape", line[0].span, message, f"第一行写列名（{expected}），用半角逗号分隔；{SAVE_AS}")

    def row(self, line: Line, columns: Mapping[int, str]) -> None:
        """Read one row; one that the record refuses is reported and left out."""
        extra = [cell for at, cell in enumerate(line) if at not in columns and cell.text]
        if extra and len(line) > max(columns) + 1 and not self.named(extra):
            message = f"这一行的格数比列名多，多出“{extra[0].text[:20]}”"
            self.fault("table-shape", extra[0].span, message, "文字中有半角逗号的，把这一格用半角引号括起来")
        cells = {columns[at]: cell for at, cell in enumerate(line) if at in columns and cell.text}
        several = listing(self.record)
        data = {
            name: tuple(filter(None, map(str.strip, SEPARATOR.split(cell.text)))) if name in several else cell.text
            for name, cell in cells.items()
        }
        here = len(self.rows)
        try:
            self.rows.append(self.record.model_validate(data))
        except ValidationError as error:
            for problem in problems(error):
                name = str(problem.where[0]) if problem.where else ""
                span = cells[name].span if name in cells else line[0].span
                subject = label(self.record, problem.where[:1])
                if problem.type == "missing":
                    if name in columns.values():
                        self.fault("field-missing", span, f"这一行没有{subject}", "请填写这一格")
                    continue
                self.fault(ruled(problem), span, *phrase(problem, subject))
            return
        self.spans[here,] = line[0].span
        self.spans |= {(here, name): cell.span for name, cell in cells.items()}

    def named(self, cells: Sequence[Cell]) -> bool:
        """Tell whether cells stand below names that were reported already."""
        below = {one.span.column for one in self.findings if one.rule in {"field-unknown", "field-duplicate"}}
        return bool(below) and bool(cells)
