"""Dates against the statutory limit and against themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.building.inputs import Inputs
from generator.building.options import Options
from generator.building.pipeline import examine
from generator.model.diagnostics import Severity
from generator.model.sources import Source

BASE = Path(__file__).parent.parent / "specs" / "base" / "site_config.toml"
PAGE = "content/statutory/policies/a.md"

Found = list[tuple[int, Severity, str]]


def check(rule: str, body: str = "正文。", *, as_of: date = date(2020, 12, 31), lock: str = "", **fields: str) -> Found:
    """What a rule finds on one page; the fields stand from line 2 on, after the title."""
    given = {"标题": "示例市展会活动管理办法", "公开属性": "主动公开", **fields}
    text = "\n".join(["---", *(f"{key}: {value}" for key, value in given.items()), "---", body])
    inputs = Inputs(BASE.read_bytes(), (Source(PAGE, text.encode()),), lock=lock.encode() or None)
    found = examine(inputs, Options(as_of)).findings
    return [(one.span.line, one.severity, one.message) for one in found if one.rule == rule]


@pytest.mark.parametrize(
    ("written", "within", "beyond"),
    [
        ("2020-01-10", "2020-02-14", "2020-02-17"),  # 19 January is worked; off from 24 January to 2 February
        ("2020-04-03", "2020-05-06", "2020-05-07"),  # Qingming; 26 April is worked; Labour Day until 5 May
        ("2020-06-01", "2020-06-30", "2020-07-01"),  # off from 25 to 27 June; 28 June is worked
        ("2020-09-10", "2020-10-14", "2020-10-15"),  # 27 September and 10 October are worked; off until 8 October
    ],
)
def test_the_twentieth_working_day_is_within(written: str, within: str, beyond: str) -> None:
    """On the twentieth working day after signature it is in time, on the next it is late by one."""
    assert check("date-20wd", 成文日期=written, 发布日期=within) == []
    late = check("date-20wd", 成文日期=written, 发布日期=beyond)
    assert [one[:2] for one in late] == [(5, Severity.ERROR)]
    assert late[0][2].endswith("超过20个工作日的公开时限1个工作日")


def test_a_year_without_calendar_is_not_assessable() -> None:
    """In 2031 the limit cannot be counted; it does not pass."""
    found = check("date-20wd", as_of=date(2031, 12, 31), 成文日期="2031-03-03", 发布日期="2031-05-06")
    assert [one[:2] for one in found] == [(5, Severity.UNKNOWN)]


def test_rules_in_force_later_do_not_judge_earlier_pages() -> None:
    """A page published before the 条例 of 2019 took effect is not judged by it."""
    assert check("date-20wd", 成文日期="2018-01-02", 发布日期="2019-05-14") == []
    assert len(check("date-20wd", 成文日期="2018-01-02", 发布日期="2019-05-15")) == 1


LOCK = """{{"format": 1, "recorded": "2020-06-15", "documents":
 {{"a": {{"url": "statutory/policies/a.html", "index": "", "published": "{}"}}}}}}"""


def test_altering_the_first_publication_is_seen_in_either_direction() -> None:
    """Earlier or later, back to a year without rules even: what the lock recorded stays."""
    assert check("date-backdated", lock=LOCK.format("2020-06-01"), 发布日期="2020-06-01 15:30") == []
    for altered in ("2020-05-29", "2020-06-02", "2009-06-01"):
        found = check("date-backdated", lock=LOCK.format("2020-06-01"), 发布日期=altered)
        assert [one[:2] for one in found] == [(4, Severity.ERROR)]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("正文。\n\n示例市商务委员会\n\n202076", [10]),
        ("正文。\n\n示例市商务委员会\\\n2022128", [9]),
        ("正文。\n\n示例市商务委员会\n202076", [8]),
        ("正文。\n\n邮编：\n\n200001", []),
        ("正文共202076字。", []),
        ("| 月份 | 出口额 |\n|---|---|\n| 一月 | 202011 |", []),
    ],
)
def test_a_date_that_lost_its_marks(body: str, lines: list[int]) -> None:
    """It is found under a signature, and only there."""
    assert [one[0] for one in check("date-truncated", body, 发布日期="2020-06-01")] == lines
