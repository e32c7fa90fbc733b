"""The report as it is handed on: a page that prints, a workbook, JSON as described."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser, sync_playwright
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.authoring.report.book import book
from generator.authoring.report.charts import bars, panels
from generator.authoring.report.page import MOST, page
from generator.authoring.report.plain import document
from generator.building.assessment.compose import compose
from generator.building.assessment.values import (
    Count,
    Field,
    Indicator,
    Observation,
    Outcome,
    Period,
    Point,
    Rate,
    Reading,
    Report,
    Section,
    Table,
)
from generator.building.options import Options
from generator.model.values import replace

PROJECT = Path(__file__).parents[2]
SAMPLE_DAY = date(2020, 10, 30)
FIRST, LAST = date(2020, 1, 1), date(2020, 6, 30)
MARKUP = "<b>&\"'办法"

OBSERVATIONS = (
    Observation("办公室", Outcome.MET, "甲", "content/a.md", "同日", 0),
    Observation("办公室", Outcome.MISSED, MARKUP, "content/b.md", "迟了", 7),
    Observation("法规处", Outcome.UNKNOWN, "丙", "content/c.md", "没有日期"),
)
RATE = Indicator("timely", "按时公开率", "条例第二十六条", "期内发布的文件", "20个工作日内", OBSERVATIONS)
NONE = Indicator("updated", "变更后按时更新率", "条例第二十六条", "登记了变更的页面", "20个工作日内")
ERRORS = Count("error", "未解决的错误", "个", "检查发现的错误", {"办公室": 3, "法规处": 1})
SPREAD = Table(
    "problems-office",
    "问题按责任处室",
    (
        Field("office", "责任处室"),
        Field("error", "错误", "个"),
        Field("warning", "警告", "个"),
        Field("unknown", "无法判定", "项"),
        Field("note", "提示", "个"),
    ),
    (("办公室", 3, 1, 0, 0), ("法规处", 1, 0, 0, 2), ("合计", 4, 1, 0, 2)),
)
ODDS = Table(
    "odds",
    "各种格子",
    (
        Field("name", "名称"),
        Field("day", "日期"),
        Field("share", "比率", "%"),
        Field("state", "结果"),
        Field("path", "文件"),
    ),
    (("甲", LAST, 92.5, "无法判定", "content/a.md"), ("=1+1", None, None, "达到", "")),
)
EMPTY = Table("none", "空表", (Field("name", "名称"),), (), "期内没有。")
SMALL = Report(
    organ="示例市商务委员会",
    as_of=LAST,
    period=Period(FIRST, LAST),
    offices=("办公室", "法规处"),
    pages={"办公室": 5},
    sections=(
        Section("timeliness", "公开时限", ("怎样计。",), (RATE, NONE), (), (ODDS,)),
        Section("problems", "未解决的问题", (), (), (ERRORS,), (SPREAD, EMPTY)),
    ),
    trend=(
        Point(date(2020, 4, 30), None, "", "还没有提交"),
        Point(date(2020, 5, 31), Reading({"timely": Rate(met=1, missed=3)}, {"error": 8}), "0123456789"),
        Point(LAST, Reading({"timely": Rate(met=1, missed=1, unknown=1)}, {"error": 4})),
    ),
)


@pytest.fixture(scope="module")
def sample() -> Report:
    """That of the sample column on its day, without a past."""
    found, _ = compose(PROJECT, PROJECT / "site_config.toml", Options(SAMPLE_DAY), Period(FIRST, SAMPLE_DAY), ())
    assert found is not None
    return found


def parsed(report: Report) -> LexborHTMLParser:
    return LexborHTMLParser(page(report))


def words(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text(separator=" ").split())


def rows(report: Report, caption: str) -> list[list[str]]:
    """The rows of a table of the page."""
    (found,) = [one for one in parsed(report).css("table") if words(one.css_first("caption")).startswith(caption)]
    return [[words(cell) for cell in row.css("th, td")] for row in found.css("tbody tr")]


# The page


def test_the_page_says_what_it_is_about() -> None:
    html = parsed(SMALL)
    assert words(html.css_first("title")) == "政务公开考核报告（2020年1月1日至2020年6月30日） · 示例市商务委员会"
    assert words(html.css_first("header")) == (
        "示例市商务委员会 政务公开考核报告 2020年1月1日至2020年6月30日 "
        "判定日 2020年6月30日 范围 政府信息公开栏目，已公开 5 个页面 责任处室 2 个"
    )
    assert [words(one) for one in html.css("h2")] == [
        "一、总体情况",
        "二、按责任处室",
        "三、公开时限",
        "四、未解决的问题",
        "五、走势",
    ]
    assert words(html.css_first(".lead")) == (
        "2 项指标中，1 项有可以判定的对象：0 项全部达到，1 项没有全部达到（按时公开率 1/2）。"
    )


@pytest.mark.parametrize("which", ["small", "sample"])
def test_the_page_is_self_contained_and_well_built(which: str, sample: Report) -> None:
    """Nothing is fetched, nothing is scripted; tables have captions and scopes, drawings have names, ids are unique."""
    html = parsed(SMALL if which == "small" else sample)
    assert html.css("script, link, img, iframe, object, [style]") == []
    assert "url(" not in words(html.css_first("style"))
    assert len(html.css("h1")) == 1
    for table in html.css("table"):
        assert words(table.css_first("caption"))
        assert all(one.attributes.get("scope") in {"row", "col"} for one in table.css("th"))
        width = len(table.css("thead th"))
        assert all(len(row.css("th, td")) == width for row in table.css("tbody tr"))
    for drawing in html.css("svg"):
        named = drawing.attributes.get("role") == "img" and drawing.attributes.get("aria-label")
        assert named or drawing.attributes.get("aria-hidden") == "true"
    for part in html.css("section"):
        assert html.css_first(f"h2#{part.attributes['aria-labelledby']}") is not None
    ids = [one.attributes["id"] for one in html.css("[id]")]
    assert len(ids) == len(set(ids))


def test_rates_say_their_denominator_and_what_is_apart() -> None:
    assert rows(SMALL, "各项指标：") == [
        ["按时公开率", "1/2", "50%", "", "无法判定 1"],
        ["变更后按时更新率", "—", "—", "", "—"],
    ]
    assert rows(SMALL, "各处室的指标") == [
        ["办公室", "1/2"],
        ["法规处", "— 无法判定 1"],
        ["合计", "1/2 无法判定 1"],
    ]
    assert rows(SMALL, "没有达到指标的事项") == [[f"{MARKUP} content/b.md", "按时公开率", "迟了", "办公室"]]


def test_cells_are_written_as_people_write_them() -> None:
    assert rows(SMALL, "各种格子") == [
        ["甲 content/a.md", "2020-06-30", "92.5", "无法判定"],
        ["=1+1", "—", "—", "达到"],
    ]
    assert "空表：期内没有。" in words(parsed(SMALL).css_first("section[aria-labelledby=problems]"))


def test_a_long_table_is_cut_and_says_so() -> None:
    many = Table("many", "很多行", (Field("name", "名称"),), tuple((f"第{number}行",) for number in range(MOST + 3)))
    report = replace(SMALL, sections=(Section("many", "很多", tables=(many,)),), trend=())
    assert len(rows(report, "很多行")) == MOST
    assert "另有 3 行没有列出；XLSX 和 JSON 格式的报告列出全部。" in words(
        parsed(report).css_first("section[aria-labelledby=many]")
    )
    assert opened(report)["很多"].max_row == MOST + 3 + 2


def test_the_trend_shows_what_is_known_and_says_what_is_not() -> None:
    assert rows(SMALL, "各日的指标") == [["按时公开率", "1/4", "1/2 无法判定 1"], ["未解决的错误（个）", "8", "4"]]
    assert rows(SMALL, "每一天依据的提交") == [
        ["2020-04-30", "—", "无法判定", "还没有提交"],
        ["2020-05-31", "0123456789", "已核对", "—"],
        ["2020-06-30", "当前文件", "已核对", "—"],
    ]
    assert [words(one) for one in parsed(SMALL).css(".panel figcaption")] == ["按时公开率 50%", "未解决的错误 4 个"]


def test_a_report_without_trend_has_no_such_part(sample: Report) -> None:
    assert parsed(sample).css("#trend, .panel") == []


# Charts


def test_bars_are_as_long_as_their_numbers() -> None:
    chart = bars(SPREAD)
    assert chart is not None
    lengths = [[(part["tone"], part["width"]) for part in row["parts"]] for row in chart["rows"]]
    (error, warning), (other, note) = lengths
    assert [one[0] for one in (error, warning, other, note)] == ["error", "warning", "error", "note"]
    assert error[1] == pytest.approx(3 * warning[1], abs=0.2)
    assert note[1] == pytest.approx(2 * other[1], abs=0.2)
    assert [row["total"] for row in chart["rows"]] == [4, 3]
    assert max(row["end"] for row in chart["rows"]) < chart["width"]
    assert bars(EMPTY) is None


def test_a_day_that_is_not_known_is_a_gap_in_the_line() -> None:
    """Two pieces, five dots; no line is drawn to or from the day in between."""
    known = Reading({"timely": Rate(met=1, missed=1)})
    months = [Point(date(2020, month, 1), known) for month in (1, 2, 4, 5, 6)]
    points = (*months[:2], Point(date(2020, 3, 1), None), *months[2:])
    (panel,) = panels(Report("", LAST, SMALL.period, (), {}, (Section("a", "a", indicators=(RATE,)),), points))
    assert [len(line.split()) for line in panel["lines"]] == [2, 3]
    assert len(panel["dots"]) == 5
    assert {dot["y"] for dot in panel["dots"]} == {(panel["upper"] + panel["lower"]) / 2}


def test_one_day_draws_nothing() -> None:
    points = (Point(LAST, Reading({"timely": Rate(met=1)})),)
    assert panels(Report("", LAST, SMALL.period, (), {}, (Section("a", "a", indicators=(RATE,)),), points)) == []


# JSON


def test_the_json_has_every_figure() -> None:
    found = json.loads(document(SMALL))
    assert found["version"] == 1
    assert found["period"] == {"from": "2020-01-01", "to": "2020-06-30"}
    rate = {"met": 1, "judged": 2, "share": 0.5, "unknown": 1, "excused": 0, "pending": 0}
    assert found["indicators"][0]["rate"] == rate
    assert found["indicators"][1]["rate"]["share"] is None
    assert found["indicators"][0]["offices"]["法规处"]["unknown"] == 1
    assert found["indicators"][0]["observations"][1] == {
        "name": MARKUP,
        "office": "办公室",
        "outcome": "missed",
        "days": 7,
        "detail": "迟了",
        "path": "content/b.md",
    }
    assert found["counts"][0]["total"] == 4
    assert [one["assessable"] for one in found["trend"]] == [False, True, True]
    assert found["trend"][0]["reason"] == "还没有提交"
    assert found["trend"][1]["rates"]["timely"]["judged"] == 4


def test_the_documentation_names_every_field_of_the_json() -> None:
    described = (PROJECT / "docs/formats.md").read_text("utf-8")
    part = described[described.index("`gongkai report --format json`") :]
    told = set(re.findall(r"`([a-z_]+)`", part[: part.index("\n## ")]))
    keys = set(_keys(json.loads(document(SMALL))))
    free = {one.id for one in (RATE, NONE, ERRORS)} | {"办公室", "法规处"}
    assert keys - free <= told


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


# The workbook


def opened(report: Report) -> Workbook:
    return load_workbook(BytesIO(book(report)))


def test_the_workbook_has_each_table_on_a_sheet_numbers_as_numbers() -> None:
    found = opened(SMALL)
    assert found.sheetnames == [
        "各项指标",
        "各项数目",
        "没有达到的事项",
        "各处室指标",
        "各处室数目",
        "处室和指标",
        "公开时限",
        "未解决的问题1",
        "未解决的问题2",
        "走势",
        "走势和指标",
        "走势依据",
    ]
    sheet = found["公开时限"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["各种格子", None, None, None, None],
        ["名称", "日期", "比率（%）", "结果", "文件"],
        ["甲", datetime.fromisoformat("2020-06-30"), 92.5, "无法判定", "content/a.md"],
        ["=1+1", None, None, "达到", None],
    ]
    assert sheet["A4"].data_type == "s"
    assert (sheet["B3"].is_date, sheet["B3"].number_format) == (True, "yyyy-mm-dd")
    may, june = (datetime.fromisoformat(day) for day in ("2020-05-31", "2020-06-30"))
    assert list(found["走势和指标"].iter_rows(min_row=2, values_only=True)) == [
        (
            "日期",
            "指标",
            "达到（个）",
            "可判定（个）",
            "比率（%）",
            "无法判定（个）",
            "豁免或说明理由（个）",
            "未到期（个）",
        ),
        (may, "按时公开率", 1, 4, 25, 0, 0, 0),
        (june, "按时公开率", 1, 2, 50, 1, 0, 0),
    ]
    assert [row[0].is_date for row in found["走势依据"].iter_rows(min_row=3)] == [True, True, True]
    assert [row[1].value for row in found["各处室数目"].iter_rows(min_row=3)] == [5, 0, 5]
    assert [[cell.value for cell in row] for row in found["未解决的问题2"].iter_rows(min_row=3)] == [["期内没有。"]]


def test_equal_reports_give_equal_files(sample: Report) -> None:
    assert book(sample) == book(sample)
    assert page(sample) == page(sample)


def test_the_workbook_of_the_sample_opens_with_its_figures(sample: Report) -> None:
    sheet = opened(sample)["各项指标"]
    figures = {row[0]: row[1:4] for row in sheet.iter_rows(min_row=3, values_only=True)}
    assert figures["法定事项覆盖率"] == (15, 15, 100)


# The sample


def test_the_sample_stands_as_it_should(sample: Report) -> None:
    """Nothing is open, every item is covered, and the one waiver is counted apart."""
    rates = {one.id: one.rate for one in sample.indicators}
    assert rates["coverage"] == Rate(met=15)
    assert rates["sync"].missed == 0
    assert rates["sync"].excused == 1
    assert rates["timely"].share == 1
    assert rates["services"].missed == rates["requests"].missed == 0
    assert rates["requests"].met > 0
    assert {one.id: one.total for one in sample.counts}["error"] == 0


# In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        yield found
        found.close()


@pytest.mark.slow
@pytest.mark.parametrize("which", ["small", "sample"])
def test_it_fits_the_screen_and_prints_on_a4(which: str, sample: Report, browser: Browser, tmp_path: Path) -> None:
    """At 1280 and 375 pixels nothing sticks out of the page; in print no table is wider than the paper."""
    file = tmp_path / "report.html"
    file.write_bytes(page(SMALL if which == "small" else sample))
    asked: list[str] = []
    for width in (1280, 375):
        view = browser.new_page(viewport={"width": width, "height": 800})
        view.on("request", lambda request: asked.append(request.url))
        view.goto(file.as_uri())
        assert view.evaluate("document.documentElement.scrollWidth") == width
    assert set(asked) == {file.as_uri()}
    paper = browser.new_page(viewport={"width": 680, "height": 960})  # what the margins leave of A4
    paper.emulate_media(media="print")
    paper.goto(file.as_uri())
    widest = paper.evaluate(
        "Math.max(...[...document.querySelectorAll('table, svg')].map(one => one.getBoundingClientRect().right))"
    )
    assert widest <= 680.5
    printed = paper.pdf(prefer_css_page_size=True)
    size = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert size
    assert [round(float(one)) for one in size.groups()] in ([595, 842], [596, 842], [595, 841], [594, 842])
