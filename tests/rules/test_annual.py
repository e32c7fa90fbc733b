"""The sums of annual reports as laws: tables that add up pass, one changed cell never does, published ones do."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.annual import tables
from generator.authoring.quoting import document
from generator.authoring.start import start
from generator.kinds.annual import AnnualReport
from generator.kinds.figures import Cells
from generator.kinds.formats import FORMATS, format_of, heading
from generator.kinds.outline import APPLICANTS, CARRIED, CASE_RESULTS, FORWARDED, RECEIVED, TOTAL, Format
from generator.kinds.request import Applicant, Outcome, Request
from generator.kinds.tally import tabulate
from generator.model.config import SiteConfig
from generator.model.content import Loc, Parsed
from generator.model.diagnostics import Diagnostic, Severity
from generator.reading.settings import read_settings
from generator.rules.engine import check_document
from generator.rules.families import RULES

IDENTITIES = {name: RULES[name] for name in ("ann-balance", "ann-result-sum", "ann-row-sum", "ann-case-sum")}
TABLES = IDENTITIES | {name: RULES[name] for name in ("ann-format", "ann-number")}
APPLIED = {name: one for name, one in IDENTITIES.items() if name != "ann-case-sum"}
CELLS = IDENTITIES | {"ann-number": RULES["ann-number"]}
FORMS = st.sampled_from(FORMATS)
FIGURES = st.integers(0, 10**6)


@pytest.fixture(scope="module", name="config")
def fixture_config() -> SiteConfig:
    root = Path(__file__).parents[2]
    found, _ = read_settings((root / "site_config.toml").read_bytes(), "site_config.toml")
    assert found
    return found


def nested(rows: Mapping[Loc, Cells]) -> dict[str, Any]:
    """Rows as the front matter holds them."""
    found: dict[str, Any] = {}
    for where, cells in rows.items():
        inner = found
        for name in where[:-1]:
            inner = inner.setdefault(str(name), {})
        inner[str(where[-1])] = list(cells)
    return found


def judged(rows: Mapping[Loc, Cells], year: int, config: SiteConfig, rules: Any = None) -> tuple[Diagnostic, ...]:
    meta = AnnualReport.model_validate({"title": "甲", "year": f"{year}", **nested(rows)})
    return check_document(Parsed("content/a.md", "", "annual-report", meta), config, rules or IDENTITIES)


@st.composite
def balanced(draw: st.DrawFn, form: Format) -> dict[Loc, Cells]:
    """A third and a fourth table that add up."""
    classes = len(APPLICANTS) - 1
    figures = st.lists(FIGURES, min_size=classes, max_size=classes)
    rows = {row.where: draw(figures) for row in form.applied if row.where not in {RECEIVED, TOTAL}}
    outcomes = [rows[where] for where in form.results.right]
    rows[TOTAL] = [sum(column) for column in zip(*outcomes, strict=True)]
    due = [done + left for done, left in zip(rows[TOTAL], rows[FORWARDED], strict=True)]
    rows[CARRIED] = [min(old, whole) for old, whole in zip(rows[CARRIED], due, strict=True)]
    rows[RECEIVED] = [whole - old for whole, old in zip(due, rows[CARRIED], strict=True)]
    outcomes = st.lists(FIGURES, min_size=len(CASE_RESULTS) - 1, max_size=len(CASE_RESULTS) - 1)
    rows |= {one.row.where: draw(outcomes) for one in form.cases}
    return {where: tuple(map(str, (*cells, sum(cells)))) for where, cells in rows.items()}


@given(data=st.data(), form=FORMS)
def test_a_table_that_adds_up_passes(data: st.DataObject, form: Format, config: SiteConfig) -> None:
    assert judged(data.draw(balanced(form)), form.first, config) == ()


def sums(where: Loc, form: Format) -> set[str]:
    """The sums in which a cell of a row takes part, whatever its column."""
    if where[0] == "cases":
        return {"ann-case-sum"}
    columns = {"ann-balance": form.balance, "ann-result-sum": form.results}
    return {"ann-row-sum"} | {name for name, one in columns.items() if where in {*one.left, *one.right}}


CHANGES: dict[str, tuple[Severity, bool]] = {
    "": (Severity.UNKNOWN, False),
    "/": (Severity.UNKNOWN, False),
    "／": (Severity.UNKNOWN, False),
    "约3": (Severity.UNKNOWN, True),
    "1,200": (Severity.UNKNOWN, True),
    "３": (Severity.UNKNOWN, True),
    "-1": (Severity.ERROR, True),
    "2.5": (Severity.ERROR, True),
}
"""What may stand in a cell besides a count: what its sums become, and whether the cell is an error by itself.

A cell that was left out is no error: nobody can tell its sums (无法判定). What is no number is one, and its sums cannot
be told either. What is a number but no count is one, and its sums are wrong.
"""


@given(data=st.data(), form=FORMS, change=st.one_of(FIGURES.map(str), st.sampled_from(sorted(CHANGES))))
def test_one_changed_cell_never_passes(data: st.DataObject, form: Format, change: str, config: SiteConfig) -> None:
    """Exactly the sums in which it takes part are wrong, or cannot be told, each said once."""
    rows = data.draw(balanced(form))
    where = data.draw(st.sampled_from(sorted(rows)))
    column = data.draw(st.integers(0, len(rows[where]) - 1))
    cells = rows[where]
    if cells[column] == change:
        return
    found = judged({**rows, where: (*cells[:column], change, *cells[column + 1 :])}, form.first, config, CELLS)
    weight, wrong = CHANGES.get(change, (Severity.ERROR, False))
    expected = [(name, weight) for name in sums(where, form)] + [("ann-number", Severity.ERROR)] * wrong
    assert sorted((one.rule, one.severity) for one in found) == sorted(expected)


DAYS = st.dates(date(2018, 6, 1), date(2023, 6, 30))
RECORDS = st.builds(
    lambda received, replied, who, outcome: Request.model_validate(
        {"received": received, "replied": replied, "applicant_class": who, "outcome": outcome, **PLAIN}
    ),
    DAYS,
    st.none() | DAYS,
    st.sampled_from(get_args(Applicant)),
    st.none() | st.sampled_from(get_args(Outcome)),
)
PLAIN = {"channel": "网络", "content": "某项补贴的发放标准"}


@given(records=st.lists(RECORDS, max_size=30), year=st.sampled_from([2019, 2020, 2021, 2022]))
def test_the_table_of_any_ledger_passes(records: list[Request], year: int, config: SiteConfig) -> None:
    """Its rows are those of the year's form, and its sums hold whatever the ledger holds."""
    counted = tabulate(records, year)
    form = format_of(year)
    assert form
    assert counted.keys() == {row.where for row in form.applied}
    rows = {where: tuple(map(str, row)) for where, row in counted.items()}
    assert judged(rows, year, config, APPLIED) == ()


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.source)
def test_every_cell_takes_part(form: Format, config: SiteConfig) -> None:
    """Each of them, one by one, raised by one."""
    summed = (*form.applied, *(one.row for one in form.cases))
    rows: dict[Loc, Cells] = {row.where: ("0",) * len(row.heads) for row in summed}
    for where, cells in rows.items():
        for column in range(len(cells)):
            changed = {**rows, where: tuple("1" if at == column else "0" for at in range(len(cells)))}
            found = {one.rule for one in judged(changed, form.first, config)}
            assert found == sums(where, form), (where, column)


def figures(form: Format, table: str) -> dict[Loc, Cells]:
    """Rows of a table as a report prints them, each line in the order of the form; a dot is a blank cell."""
    lines = [tuple("" if cell == "." else cell for cell in line.split()) for line in table.strip().splitlines()]
    return dict(zip([row.where for row in form.rows], lines, strict=True))


SHANGHAI_2019 = """
13 13 524
60 60 368
0 0 0
0 0 0
0 0 0
0 0 0
0 0
6 251000元
821 35 . . 2 1 859
18 . . . . . 18
258 12 . . 1 1 .
3 . . . . . .
14 . . . . . .
. . . . . . .
. . . . . . .
. . . . . . .
5 . . . . . .
3 1 . . . . .
. . . . . . .
10 2 . . . . .
252 12 . . 1 . .
44 3 . . . . .
25 . . . . . .
148 1 . . . . .
5 4 . . . . .
. . . . . . .
. . . . . . .
. . . . . . .
. . . . . . .
767 35 . . 2 1 805
72 . . . . . 72
5 . . 2 7
8 . . 1 9
. . . . .
"""
"""上海市人民政府办公厅2019年政府信息公开工作年度报告 (published 2020-01-31): the figures of its three tables."""

CITY_2025 = """
3 5 74
564 984 4185
11398889
6937489
166105
316441
13612 252 0 45 128 32 14069
535 6 0 1 18 0 560
5345 129 0 41 19 14 5548
2120 39 0 1 6 2 2168
13 0 0 0 0 0 13
30 0 0 0 0 0 30
11 0 0 0 0 0 11
49 2 0 0 0 0 51
103 1 0 0 0 0 104
84 1 0 0 0 0 85
282 4 0 0 0 0 286
147 0 0 0 1 2 150
3075 50 0 0 89 8 3222
177 3 0 0 0 0 180
19 0 0 0 0 0 19
199 1 0 0 3 0 203
147 1 0 0 0 0 148
0 0 0 0 0 0 0
100 1 0 0 0 0 101
5 0 0 0 0 0 5
315 3 0 0 0 0 318
202 0 0 1 0 0 203
941 17 0 1 3 3 965
13364 252 0 44 121 29 13810
783 6 0 2 25 3 819
376 97 196 121 790
16 1 12 27 56
74 1 30 51 156
"""
"""A city's report for 2025 in the form of 2021, kept in the tests of a public program that reads reports of Hangzhou's
layout; it does not name the city."""


SUQIAN_2025 = {
    ("applications", "received"): "3746 63 0 0 19 2 3830",
    ("cases", "review"): "119 25 91 24 259",
    ("cases", "direct"): "7 0 15 6 28",
    ("cases", "after_review"): "21 1 7 9 38",
}
"""宿迁市2025年政府信息公开工作年度报告: of its tables a row of the third, and the whole fourth."""


def test_the_sums_of_a_named_report_of_2025_hold_as_printed(config: SiteConfig) -> None:
    """Of the sums that need the rest of the third table, nothing can be told."""
    rows = {where: tuple(line.split()) for where, line in SUQIAN_2025.items()}
    found = judged(rows, 2025, config, IDENTITIES)
    assert [(one.rule, one.severity) for one in found] == [
        (name, Severity.UNKNOWN) for name in ("ann-balance", "ann-result-sum", "ann-row-sum")
    ]
    assert "“一、本年新收政府信息公开申请数量”" not in found[2].message


def page(rows: Mapping[Loc, Cells], year: int) -> str:
    """A whole report with given figures: the six parts of its form, each with a sentence."""
    form = format_of(year)
    assert form
    fields = {
        "标题": f"示例市商务委员会{year}年政府信息公开工作年度报告",
        "页面编号": f"report-{year}",
        "报告年度": f"{year}",
        "发布日期": f"{year + 1}-01-20",
        "公开属性": "主动公开",
        "来源": "示例市商务委员会",
        **tables(form, rows),
    }
    words = ["本年度各项工作正常。"] * 5 + ["本年度没有收取信息处理费，没有其他事项。"]
    parts = zip((heading(at, names[0]) for at, names in enumerate(form.parts)), words, strict=True)
    return document(fields, "\n\n".join(f"## {name}\n\n{text}" for name, text in parts))


Run = Callable[..., subprocess.CompletedProcess[str]]


def judged_as_printed(printed: str, year: int, day: str, column: Path, gongkai: Run) -> list[tuple[str, str]]:
    """What a build finds on the page of a report, the only one in a small column; its figures stand on the page.

    ``ann-vs-site`` is left out: the files of the column are not those of the organ whose figures these are.
    """
    start(column)
    form = format_of(year)
    assert form
    rows = figures(form, printed)
    name = f"content/annual-reports/{year}.md"
    (column / "content/annual-reports/2019.md").unlink()
    (column / name).write_text(page(rows, year), encoding="utf-8")
    news = column / "content/statutory/news/news-2020-001.md"
    news.write_text(news.read_text(encoding="utf-8").replace("2020-10-28", day), encoding="utf-8")
    done = gongkai("build", "--as-of", day, "--format", "json", cwd=column, code=0)
    made = (column / f"output/annual-reports/report-{year}.html").read_text(encoding="utf-8")
    shown = re.findall('<td[^>]* class="align-right">([^<]*)</td>', made)
    assert shown == [cell for row in form.rows for cell in rows[row.where]]
    said = [one for one in json.loads(done.stdout)["findings"] if one["path"] == name]
    return sorted((one["rule"], one["severity"]) for one in said if one["rule"] != "ann-vs-site")


def test_a_page_with_the_figures_of_a_published_report_of_2025_passes(tmp_path: Path, gongkai: Run) -> None:
    """As printed: only the report of the year before is not there, with which it could be compared."""
    found = judged_as_printed(CITY_2025, 2025, "2026-01-30", tmp_path / "column", gongkai)
    assert found == [("ann-carry", "unknown")]


def test_a_page_with_the_figures_of_a_published_report_of_2019_has_no_error(tmp_path: Path, gongkai: Run) -> None:
    """As printed, with its blanks: each of the four sums cannot be told, and nothing else is said."""
    found = judged_as_printed(SHANGHAI_2019, 2019, "2020-10-30", tmp_path / "column", gongkai)
    assert found == [(name, "unknown") for name in sorted(IDENTITIES)]


def test_a_published_report_of_2025_passes(config: SiteConfig) -> None:
    form = format_of(2025)
    assert form
    assert judged(figures(form, CITY_2025), 2025, config, TABLES) == ()


def test_a_published_report_of_2019_has_no_error(config: SiteConfig) -> None:
    """It leaves what did not happen blank: that is for nobody to add up, and no error."""
    form = format_of(2019)
    assert form
    found = judged(figures(form, SHANGHAI_2019), 2019, config, TABLES)
    assert [(one.rule, one.severity) for one in found] == [
        (name, Severity.UNKNOWN) for name in ("ann-balance", "ann-result-sum", "ann-row-sum", "ann-case-sum")
    ]


def test_a_published_report_of_2019_adds_up_where_blank_means_none(config: SiteConfig) -> None:
    form = format_of(2019)
    assert form
    rows = {where: tuple(one or "0" for one in cells) for where, cells in figures(form, SHANGHAI_2019).items()}
    named = {row.where: row for row in form.applied}
    for where, cells in figures(form, SHANGHAI_2019).items():
        if where in named and not cells[-1]:  # it prints no sums of outcomes
            rows[where] = (*rows[where][:-1], f"{sum(map(int, rows[where][:-1]))}")
    assert judged(rows, 2019, config, TABLES) == ()
