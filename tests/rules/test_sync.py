"""三同步 on whole columns: what a day's move or a deleted page does, to the line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.building.inputs import Inputs
from generator.building.options import Options
from generator.building.pipeline import examine
from generator.model.diagnostics import Severity
from generator.model.sources import Source
from generator.rules.interpretation import overlap

BASE = Path(__file__).parent.parent / "specs" / "base" / "site_config.toml"
POLICY = "content/statutory/policies/2020-003.md"
TEXT = "content/statutory/interpretations/i-2020-003.md"
SECOND = "content/statutory/interpretations/q-2020-003.md"
WAIVER = '\n[[sync.waivers]]\npolicy = "2020-003"\nreason = "配合全国统一发布"\nowner = "办公室"\nexpires = {}\n'

Found = list[tuple[str, int, Severity, str]]


def policy(published: str, **more: str) -> dict[str, str]:
    """A normative document, published on a day."""
    fields = {"标题": "示例市展会活动管理办法", "文件类型": "规范性文件", "发文字号": "示商规〔2020〕3号"}
    return {**fields, "发布日期": published, "公开属性": "主动公开", **more}


def interpretation(published: str, **more: str) -> dict[str, str]:
    """An interpretation of that document; its publication date stands on line 4."""
    fields = {"标题": "《示例市展会活动管理办法》解读", "解读对象": "2020-003", "发布日期": published}
    return {**fields, "公开属性": "主动公开", **more}


def check(as_of: date, pages: dict[str, dict[str, str]], *rules: str, config: str = "", hold: bool = False) -> Found:
    """What some rules find in a column of some pages."""
    fronts = {path: "\n".join(f"{key}: {value}" for key, value in fields.items()) for path, fields in pages.items()}
    sources = tuple(Source(path, f"---\n{front}\n---\n正文。".encode()) for path, front in fronts.items())
    inputs = Inputs(BASE.read_bytes() + config.encode(), sources)
    found = examine(inputs, Options(as_of, hold=hold)).findings
    return [(one.span.path, one.span.line, one.severity, one.message) for one in found if one.rule in rules]


@pytest.mark.parametrize(
    ("published", "within", "beyond"),
    [
        ("2020-01-21", "2020-02-03", "2020-02-04"),  # 22 and 23 January, then the festival until 2 February
        ("2020-04-03", "2020-04-09", "2020-04-10"),  # Qingming until Monday, 6 April
        ("2020-04-24", "2020-04-28", "2020-04-29"),  # Sunday, 26 April, is worked
        ("2020-04-30", "2020-05-08", "2020-05-09"),  # Labour Day until 5 May; Saturday, 9 May, is worked
        ("2020-06-23", "2020-06-29", "2020-06-30"),  # off from 25 to 27 June; Sunday, 28 June, is worked
        ("2020-09-30", "2020-10-12", "2020-10-13"),  # off until 8 October; Saturday, 10 October, is worked
    ],
)
def test_late_is_the_fourth_working_day(published: str, within: str, beyond: str) -> None:
    """The third working day is in time, the fourth is late, at the line of the interpretation's publication date."""
    pages = {POLICY: policy(published), TEXT: interpretation(within)}
    assert check(date(2020, 12, 31), pages, "sync-late") == []
    late = check(date(2020, 12, 31), {**pages, TEXT: interpretation(beyond)}, "sync-late")
    assert [one[:3] for one in late] == [(TEXT, 4, Severity.ERROR)]
    assert "超过3个工作日的时限1个工作日" in late[0][3]


def test_five_working_days_later_is_late() -> None:
    """An interpretation that moves by five working days is late by two, whatever else interprets the document."""
    pages = {POLICY: policy("2020-06-01"), TEXT: interpretation("2020-06-08"), SECOND: interpretation("2020-06-01")}
    expected = "解读发布于2020年6月8日，示商规〔2020〕3号发布于2020年6月1日，超过3个工作日的时限2个工作日"
    assert check(date(2020, 6, 30), pages, "sync-late", "sync-missing") == [(TEXT, 4, Severity.ERROR, expected)]


def test_deleting_the_interpretation_is_missing_at_the_policy() -> None:
    """Without it the policy lacks its interpretation, at the line of its number."""
    pages = {POLICY: policy("2020-06-01"), TEXT: interpretation("2020-06-01")}
    assert check(date(2020, 6, 30), pages, "sync-missing") == []
    del pages[TEXT]
    message = "缺少配套解读：示商规〔2020〕3号（应于2020年6月4日前发布，已逾期17个工作日）"
    assert check(date(2020, 6, 30), pages, "sync-missing") == [(POLICY, 4, Severity.ERROR, message)]


def test_missing_at_once() -> None:
    """A set that is not whole fails on the very day, with the days left."""
    found = check(date(2020, 6, 1), {POLICY: policy("2020-06-01")}, "sync-missing")
    message = "缺少配套解读：示商规〔2020〕3号（应于2020年6月4日前发布，还剩3个工作日）"
    assert found == [(POLICY, 4, Severity.ERROR, message)]


def test_a_held_set_is_not_published_and_not_missing() -> None:
    """With --hold the policy stays back, so nothing is missing on the site."""
    assert check(date(2020, 6, 30), {POLICY: policy("2020-06-01")}, "sync-missing", hold=True) == []


@pytest.mark.parametrize("kept", [{"草稿": "是"}, {"公开属性": "依申请公开"}, {"发布日期": "2020-07-01"}])
def test_a_withheld_interpretation_does_not_count(kept: dict[str, str]) -> None:
    """Draft, not 主动公开, or not due: the public cannot read it."""
    pages = {POLICY: policy("2020-06-01"), TEXT: interpretation("2020-06-01", **kept)}
    assert [one[:3] for one in check(date(2020, 6, 30), pages, "sync-missing")] == [(POLICY, 4, Severity.ERROR)]


@pytest.mark.parametrize(("expires", "missing", "expired"), [("2020-06-30", 0, 0), ("2020-06-29", 1, 1)])
def test_a_waiver_holds_until_its_last_day(expires: str, missing: int, expired: int) -> None:
    """On its last day it exempts; on the next it is reported and the interpretation is missing."""
    pages, config = {POLICY: policy("2020-06-01")}, WAIVER.format(expires)
    assert len(check(date(2020, 6, 30), pages, "sync-missing", config=config)) == missing
    assert len(check(date(2020, 6, 30), pages, "sync-waiver-expired", config=config)) == expired


def test_without_a_calendar_nothing_passes() -> None:
    """In a year without data a doubtful interpretation is 无法判定; a missing one is missing all the same."""
    pages = {POLICY: policy("2031-06-02"), TEXT: interpretation("2031-06-06")}
    found = check(date(2031, 6, 30), pages, "sync-late", "sync-not-sameday", "sync-missing")
    assert [one[:3] for one in found] == [(TEXT, 4, Severity.UNKNOWN)]
    missing = check(date(2031, 6, 30), {POLICY: policy("2031-06-02")}, "sync-missing")
    assert [one[:3] for one in missing] == [(POLICY, 4, Severity.ERROR)]
    assert "没有2031年的工作日安排" in missing[0][3]


def test_a_stage_on_a_free_day_is_another_day() -> None:
    """Signed off on a Saturday for a Friday's document: no working day lies between, but it is not the same day."""
    pages = {
        POLICY: policy("2020-06-08", 审签日期="2020-06-05"),
        TEXT: interpretation("2020-06-08", 审签日期="2020-06-06"),
    }
    assert [one[:3] for one in check(date(2020, 6, 30), pages, "sync-sign")] == [(TEXT, 6, Severity.WARNING)]


ORIGINAL = "展会主办单位应当在举办前三十日向市商务主管部门报送方案并对展会安全负责"


@pytest.mark.parametrize(
    ("text", "share"),
    [
        (ORIGINAL, 1.0),
        ("，".join(ORIGINAL[:20]) + "。" + ORIGINAL[20:], 1.0),
        ("企业怎样办展更省心，本文逐一解答大家关心的问题", 0.0),
        ("短句", 0.0),
        ("", 0.0),
        (ORIGINAL[:16] + "今年起一次办好", (16 - 7) / (16 + 7 - 7)),
    ],
)
def test_overlap_counts_runs_of_eight_characters(text: str, share: float) -> None:
    """The share of runs found in the original; punctuation neither counts nor helps."""
    assert overlap(text, [ORIGINAL]) == pytest.approx(share)


def test_probes_agree_with_the_count_where_it_matters() -> None:
    """A long text that is four fifths copied is counted in full; one that copies little is estimated, and low."""
    words = [chr(0x4E00 + number) for number in range(3000)]
    original = "".join(words[:2000])
    copied = original[:1600] + "".join(words[2000:2400])
    assert overlap(copied, [original], 0.8) == pytest.approx(overlap(copied, [original]))
    little = original[:100] + "".join(words[2000:3000])
    assert overlap(little, [original], 0.8) < 0.4
