"""政府信息公开年报: its tables in the statutory form, on the page among the parts, and to take away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from math import lcm

from generator.kinds.annual import TABLES, AnnualReport
from generator.kinds.figures import Cells, number
from generator.kinds.formats import heading
from generator.kinds.outline import (
    APPLICANT,
    APPLICANTS,
    CONTENT,
    CORNER,
    ORGANISATION_CLASSES,
    ORGANISATIONS,
    PERSON,
    SUM,
    Format,
    Line,
    Row,
)
from generator.model.content import Loc, Parsed
from generator.model.site import Page
from generator.rendering.frame import source
from generator.rendering.grid import cell, figure, grid, head
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.takeaway import Download

LEVELS = 3
"""Columns that the labels of table 3 take."""
OUTLINED = 2
"""Levels of headings in a paper."""
_SPACE = re.compile(r"\s+")

Rows = Mapping[Loc, Cells]


def annual_report(page: Page[AnnualReport], lookup: Lookup) -> Plain:  # noqa: ARG001  # all parts are called alike
    """年报: each table with the anchor of the part that it opens; what has no place in the text comes after it."""
    found = tables(page.meta)
    anchors = {name: _anchor(page.parsed, names) for name, (names, _) in found.items()}
    return {
        "tables": [{"anchor": anchors[name], "grid": made} for name, (_, made) in found.items() if anchors[name]],
        "others": [made for name, (_, made) in found.items() if not anchors[name]],
    }


def tables(meta: AnnualReport) -> dict[str, tuple[tuple[str, ...], Plain]]:
    """The tables that a report fills in, by field: the headings under which each may stand, and its grid."""
    form, rows = meta.format, meta.rows
    if form is None:
        return {}
    found = {}
    for number_, name in enumerate(TABLES, 1):
        if getattr(meta, name) is not None:
            names = tuple(heading(number_, one) for one in form.parts[number_])
            found[name] = (names, GRIDS[name](form, rows))
    return found


def _anchor(parsed: Parsed, names: tuple[str, ...]) -> str:
    return next((one.anchor for one in parsed.headings if one.level and _SPACE.sub("", one.text) in names), "")


def disclosed(form: Format, rows: Rows) -> Plain:
    """Table 2: blocks below each other, each with columns of its own that share the width.

    There is a column of the table wherever one of a block begins, and no other.
    """
    counts = {len(block.heads) for block in form.disclosure}
    width = lcm(*counts)
    edges = sorted({at * width // count for count in counts for at in range(count + 1)})
    lines = []
    for block in form.disclosure:
        step = width // len(block.heads)
        spans = [sum(start <= edge < start + step for edge in edges) for start in range(0, width, step)]
        lines += [
            [head(block.title, columns=len(edges))],
            [head(CONTENT), *(head(one.label, columns=span) for one, span in zip(block.heads, spans, strict=True))],
        ]
        for row in block.rows:
            figures = zip(_figures(row, rows), spans, strict=True)
            lines.append([head(row.name, across=True), *(one | {"columns": span} for one, span in figures)])
    parts = [(end - start) * 24 // width for start, end in pairwise(edges)]
    return grid(form.parts[1][0], lines, heads=0, widths=[9, *parts])


def applied(form: Format, rows: Rows) -> Plain:
    """Table 3: outcomes by class of applicant, labels nested, the identity in the corner."""
    top = [
        [cell(f"（{CORNER}）") | {"rows": 3, "columns": LEVELS}, head(APPLICANT, columns=len(APPLICANTS))],
        [head(PERSON, rows=2), head(ORGANISATIONS, columns=len(ORGANISATION_CLASSES)), head(SUM, rows=2)],
        [head(one) for one in ORGANISATION_CLASSES],
    ]
    named = {row.where: row for row in form.applied}
    lines = [line for one in form.applications for line in _nested(one, ("applications",), 0, named, rows)]
    return grid(f"{form.parts[2][0]}（单位：件）", [*top, *lines], heads=3, widths=[3, 5, 11, *[3] * len(APPLICANTS)])


def _nested(line: Line, above: Loc, level: int, named: Mapping[Loc, Row], rows: Rows) -> list[list[Plain]]:
    """The rows under a label: it stands in the first of them, and spans all."""
    where = (*above, line.key)
    if not line.lines:
        return [[head(line.label, columns=LEVELS - level, across=True), *_figures(named[where], rows)]]
    inner = [each for one in line.lines for each in _nested(one, where, level + 1, named, rows)]
    inner[0].insert(0, head(line.label, rows=len(inner), across=True))
    return inner


def contested(form: Format, rows: Rows) -> Plain:
    """Table 4: one row of figures, under cases and their outcomes."""
    groups = [(name, [one.row for one in cases]) for name, cases in groupby(form.cases, lambda one: one.group)]
    first = [head(name, columns=sum(len(row.heads) for row in some)) for name, some in groups]
    plain = {name for name, some in groups if len(some) == 1}
    second, third = [], []
    for name, some in groups:
        for row in some:
            if name in plain:
                second += [head(one.label, rows=2) for one in row.heads]
            else:
                second.append(head(row.name, columns=len(row.heads)))
                third += [head(one.label) for one in row.heads]
    figures = [each for _, some in groups for row in some for each in _figures(row, rows)]
    return grid(f"{form.parts[3][-1]}（单位：件）", [first, second, third, figures], heads=3, widths=[3] * len(figures))


GRIDS: Mapping[str, Callable[[Format, Rows], Plain]] = {
    "disclosure": disclosed,
    "applications": applied,
    "cases": contested,
}


def _figures(row: Row, rows: Rows) -> list[Plain]:
    """The cells of a row as they are written; blank where it is not filled in."""
    cells = rows.get(row.where, ())
    texts = [cells[at] if at < len(cells) else "" for at in range(len(row.heads))]
    values = [number(text) for text in texts]
    return [figure(text, None if value is None else float(value)) for text, value in zip(texts, values, strict=True)]


SHEETS = {"disclosure": "主动公开", "applications": "申请办理", "cases": "复议诉讼"}
"""Names of the sheets of the workbook."""


def report(page: Page[AnnualReport], lookup: Lookup) -> Iterator[Download]:
    """The whole report as a paper, and its tables as a workbook; reports without statutory tables have neither."""
    found = tables(page.meta)
    if not found:
        return
    day = page.meta.published_on
    about = {
        "title": page.meta.title,
        "author": source(page, lookup),
        "day": day.isoformat() if day else "1980-01-01",
    }
    sheets = [{"name": SHEETS[name], "grid": made} for name, (_, made) in found.items()]
    yield Download(
        "paper",
        "年度报告全文",
        lambda: {**about, "landscape": False, "form": False, "blocks": list(_blocks(page.parsed, found.values()))},
        "-full",
    )
    yield Download("workbook", "年度报告统计表", lambda: {**about, "sheets": sheets}, "-tables")


def _blocks(parsed: Parsed, found: Iterable[tuple[tuple[str, ...], Plain]]) -> Iterator[Plain]:
    """The text of a report with its tables in place; tables whose part is not there stand at the end."""
    waiting = list(found)
    levels = {(one.line, one.text): one.level for one in parsed.headings if one.level}
    top = min(levels.values(), default=1)
    for line, text in _paragraphs(parsed):
        level = levels.get((line, text))
        if level is None:
            yield {"text": text}
            continue
        yield {"heading": text, "level": min(level - top + 1, OUTLINED)}
        plain = _SPACE.sub("", text)
        for one in [each for each in waiting if plain in each[0]]:
            waiting.remove(one)
            yield {"grid": one[1] | {"caption": ""}}
    for _, made in waiting:
        yield {"grid": made}


def _paragraphs(parsed: Parsed) -> Iterator[tuple[int, str]]:
    """The blocks of the text, each with its line; the cells of a row of a table make one."""
    lines = enumerate(parsed.text.split("\n"))
    for line, some in groupby(((parsed.line(at).line, text) for at, text in lines), lambda one: one[0]):
        yield line, "　".join(text for _, text in some if text)
