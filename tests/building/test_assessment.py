"""The assessment on small columns put together by hand: every figure is worked out here beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.building.assessment.assess import assess, seen_whole
from generator.building.assessment.offices import EVERYBODY, NOBODY
from generator.building.assessment.summary import (
    agenda,
    counts_by_office,
    days,
    office_by_indicator,
    overview,
    rates_by_office,
    shown,
    trend,
)
from generator.building.assessment.values import (
    Case,
    Indicator,
    Outcome,
    Period,
    Point,
    Rate,
    Reading,
    Report,
    Section,
    Table,
    middle,
)
from generator.building.gathering import gather
from generator.building.inputs import Inputs
from generator.building.options import Options
from generator.building.pipeline import examine
from generator.building.places import default_layouts
from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.model.sources import Source

OWNED = (Path(__file__).parent.parent / "specs" / "base" / "site_config.toml").read_text("utf-8")
BASE = OWNED.partition("[[duties]]")[0]
"""The column under every spec, with nobody to answer for it."""
TODAY = date(2020, 7, 30)
FIRST = date(2020, 6, 15)
WAIVER = '[[sync.waivers]]\npolicy = "2020-006"\nreason = "配合全国统一发布"\nowner = "办公室"\nexpires = 2020-12-31\n'
POLICIES, TEXTS = "content/statutory/policies", "content/statutory/interpretations"

Fields = Mapping[str, str]


def policy(number: int, written: str, published: str, **more: str) -> dict[str, Fields]:
    """A normative document of the organ."""
    fields = {
        "标题": f"示例市第{number}号办法",
        "文件类型": "规范性文件",
        "发文字号": f"示商规〔2020〕{number}号",
        "成文日期": written,
        "发布日期": published,
        "公开属性": "主动公开",
    }
    return {f"{POLICIES}/2020-{number:03}.md": {key: value for key, value in {**fields, **more}.items() if value}}


def interpretation(number: int, published: str, **more: str) -> dict[str, Fields]:
    """An interpretation of such a document."""
    fields = {"标题": f"第{number}号办法解读", "解读对象": f"2020-{number:03}", "发布日期": published}
    return {f"{TEXTS}/i-2020-{number:03}.md": {**fields, "公开属性": "主动公开", **more}}


def assessed(
    *pages: Mapping[str, Fields], as_of: date = TODAY, first: date = FIRST, config: str = "", base: str = BASE
) -> Report:
    """The report of a column of some pages; its period ends on the day. ``BODY`` is no field of theirs."""
    every = {path: dict(fields) for some in pages for path, fields in some.items()}
    bodies = {path: fields.pop("BODY", "正文。") for path, fields in every.items()}
    fronts = {path: "\n".join(f"{key}: {value}" for key, value in fields.items()) for path, fields in every.items()}
    sources = tuple(
        Source(path, f"---\n{front}\n---\n{bodies[path]}".encode()) for path, front in sorted(fronts.items())
    )
    inputs = Inputs((base + config).encode(), sources, layouts=(str(default_layouts()),))
    site = gather(inputs, Options(as_of)).site
    assert site is not None
    return assess(Case(site, seen_whole(examine(inputs, Options(as_of)).findings), Period(first, as_of)))


def indicator(report: Report, name: str) -> Indicator:
    (found,) = [one for one in report.indicators if one.id == name]
    return found


def section(report: Report, name: str) -> Section:
    (found,) = [one for one in report.sections if one.id == name]
    return found


def table(report: Report, name: str) -> Table:
    (found,) = [one for part in report.sections for one in part.tables if one.id == name]
    return found


def count(report: Report, name: str) -> dict[str, int]:
    (found,) = [one for one in report.counts if one.id == name]
    return dict(found.by_office)


def outcomes(report: Report, name: str) -> dict[str, Outcome]:
    return {one.path.rpartition("/")[2] or one.name: one.outcome for one in indicator(report, name).observations}


@pytest.fixture(scope="module")
def papers() -> Report:
    """Seven documents in their sets; 市场处 and 外贸处 answer for three of them, nobody for the rest."""
    return assessed(
        # From 2 to 30 June there are 20 working days: 25 and 26 are off, Sunday 28 is worked.
        policy(1, "2020-06-01", "2020-06-30", 责任处室="市场处", 起草日期="2020-05-20", 审签日期="2020-05-29"),
        interpretation(1, "2020-06-30", 解读形式="[图解, 文字]", 起草日期="2020-05-25", 审签日期="2020-05-29"),
        policy(2, "2020-06-01", "2020-07-01", 责任处室="市场处"),
        policy(3, "", "2020-06-16", 文件类型="通知"),
        policy(4, "2020-07-01", "2020-07-06", 责任处室="外贸处", 审签日期="2020-06-30"),
        interpretation(4, "2020-07-10", 审签日期="2020-07-09"),  # the 7th is day 1, the 10th day 4
        policy(5, "2020-07-28", "2020-07-29"),
        policy(6, "2020-07-01", "2020-07-01"),
        policy(7, "2020-06-01", "2020-07-30", 发布机构="示例部", 文件类型="通知"),
        policy(8, "2020-04-01", "2020-06-14"),
        policy(9, "2020-04-01", "2020-07-20", 草稿="是"),
        config=WAIVER,
    )


def test_days_to_publication_count_within_the_limit_beyond_it_and_apart(papers: Report) -> None:
    """The twentieth working day is in time, the next is not; no date is no pass; others' papers do not count."""
    assert outcomes(papers, "timely") == {
        "2020-001.md": Outcome.MET,
        "2020-002.md": Outcome.MISSED,
        "2020-003.md": Outcome.UNKNOWN,
        "2020-004.md": Outcome.MET,
        "2020-005.md": Outcome.MET,
        "2020-006.md": Outcome.MET,
    }
    assert [one.days for one in indicator(papers, "timely").observations] == [20, 21, None, 3, 1, 0]
    assert indicator(papers, "timely").rate == Rate(met=4, missed=1, unknown=1)
    assert indicator(papers, "timely").rate.share == 4 / 5


def test_median_and_worst_stand_by_office(papers: Report) -> None:
    assert table(papers, "timeliness").rows == (
        ("市场处", 2, 1, 50.0, 20.5, 21, 0, 0),
        (NOBODY, 2, 2, 100.0, 0.5, 1, 1, 0),
        ("外贸处", 1, 1, 100.0, 3, 3, 0, 0),
        ("合计", 5, 4, 80.0, 3, 21, 1, 0),
    )
    assert table(papers, "timeliness-spread").rows == (
        ("0—5", 3),
        ("6—10", 0),
        ("11—15", 0),
        ("16—20", 1),
        ("超过20", 1),
    )
    assert table(papers, "timeliness-apart").rows == (
        (
            "示例市第2号办法",
            "按时公开率",
            "未达到",
            21,
            "形成 2020-06-01，发布 2020-07-01",
            "市场处",
            f"{POLICIES}/2020-002.md",
        ),
        (
            "示例市第3号办法",
            "按时公开率",
            "无法判定",
            None,
            "形成 未填，发布 2020-06-16；没有成文日期",
            NOBODY,
            f"{POLICIES}/2020-003.md",
        ),
    )


def test_sets_are_whole_and_on_time_or_apart(papers: Report) -> None:
    """On the same day: met. None after the limit, or on the fourth day: missed. One day old: not due. Waived: apart."""
    assert outcomes(papers, "sync") == {
        "2020-001.md": Outcome.MET,
        "2020-002.md": Outcome.MISSED,
        "2020-004.md": Outcome.MISSED,
        "2020-005.md": Outcome.PENDING,
        "2020-006.md": Outcome.EXCUSED,
    }
    assert [one.days for one in indicator(papers, "sync").observations] == [0, 21, 4, 1, None]
    assert shown(indicator(papers, "sync").rate) == "1/3（豁免 1，未到期 1）"


def test_stages_keep_step_or_cannot_be_told(papers: Report) -> None:
    assert outcomes(papers, "sync-draft") == {"2020-001.md": Outcome.MET, "2020-004.md": Outcome.UNKNOWN}
    assert outcomes(papers, "sync-sign") == {"2020-001.md": Outcome.MET, "2020-004.md": Outcome.MISSED}
    assert outcomes(papers, "sync-same-day") == {"2020-001.md": Outcome.MET, "2020-004.md": Outcome.MISSED}


def test_forms_count_each_time_they_are_used(papers: Report) -> None:
    assert outcomes(papers, "forms") == {"2020-001.md": Outcome.MET, "2020-004.md": Outcome.MISSED}
    assert table(papers, "forms").rows == (("文字", 2, 100.0), ("图解", 1, 50.0))


def test_pages_of_the_period_count_by_kind_and_office(papers: Report) -> None:
    """Numbers 1 to 7 and two interpretations; number 8 came before the period, number 9 is a draft."""
    assert count(papers, "published") == {"市场处": 2, "外贸处": 1, NOBODY: 6}
    assert table(papers, "published").fields[2:][0].title == "外贸处"
    assert table(papers, "published").rows == (
        ("政策文件", 7, 1, 2, 4),
        ("政策解读", 2, 0, 0, 2),
        ("合计", 9, 1, 2, 6),
    )


def test_clocks_run_and_overrun(papers: Report) -> None:
    """Three interpretations are to come; a draft waits since 1 April; last year's report is missing; a waiver runs."""
    assert count(papers, "clocks-running") == {"市场处": 1, NOBODY: 5}
    assert count(papers, "clocks-overdue") == {"市场处": 1, NOBODY: 3}
    # Number 8: from 18 June to 30 July there are 30 working days; 25 and 26 are off, Sunday 28 is worked.
    assert [row[:5] for row in table(papers, "clocks").rows] == [
        ("2019年政府信息公开年报", "公布年报", date(2020, 1, 31), "已逾期 181 天", NOBODY),
        ("示例市第9号办法", "公开", date(2020, 4, 29), "已逾期 63 个工作日", NOBODY),
        ("示例市第8号办法", "发布解读", date(2020, 6, 17), "已逾期 30 个工作日", NOBODY),
        ("示例市第2号办法", "发布解读", date(2020, 7, 6), "已逾期 18 个工作日", "市场处"),
        ("示例市第5号办法", "发布解读", date(2020, 8, 3), "还剩 2 个工作日", NOBODY),
        ("示例市第6号办法", "三同步豁免到期", date(2020, 12, 31), "还剩 154 天", NOBODY),
    ]


def test_findings_count_where_they_stand(papers: Report) -> None:
    """The column's own rules find much in pages so bare; what they find adds up, by office and by rule."""
    errors = count(papers, "error")
    by_office = {row[0]: row[1] for row in table(papers, "problems-office").rows}
    assert by_office == {**errors, "合计": sum(errors.values())}
    assert EVERYBODY in errors
    by_rule = {(row[0], row[1]): row[3] for row in table(papers, "problems-rule").rows}
    assert by_rule["date-20wd", "错误"] == 3  # numbers 2, 8 and 9, the draft
    assert by_rule["sync-missing", "错误"] == 3  # numbers 2, 5 and 8
    assert by_rule["sync-late", "错误"] == 1
    assert sum(number for (_, label), number in by_rule.items() if label == "错误") == sum(errors.values())


def test_the_report_in_short_repeats_the_same_figures(papers: Report) -> None:
    assert papers.offices == ("外贸处", "市场处", NOBODY, EVERYBODY)
    rates = {row[0]: row[1:] for row in rates_by_office(papers).rows}
    assert [field.id for field in rates_by_office(papers).fields] == [
        "office",
        "coverage",
        "timely",
        "sync",
        "sync-draft",
        "sync-sign",
        "sync-same-day",
        "forms",
        "columns",
        "requests",
    ]
    assert rates["市场处"][1:3] == ("1/2", "1/2")
    assert rates["合计"][1:3] == ("4/5（无法判定 1）", "1/3（豁免 1，未到期 1）")
    assert ("市场处", "按时公开率", 1, 2, 50.0, 0, 0, 0) in office_by_indicator(papers).rows
    row = next(row for row in overview(papers).rows if row[0] == "按时公开率")
    assert row[1:7] == (4, 5, 80.0, 1, 0, 0)
    pages = {row[0]: row[1] for row in counts_by_office(papers).rows}
    assert pages == {"外贸处": 1, "市场处": 2, NOBODY: 7, EVERYBODY: 0, "合计": 10}
    missed = [(row[0], row[1], row[3]) for row in agenda(papers).rows if row[3] == "市场处"]
    assert missed == [("示例市第2号办法", "按时公开率", "市场处"), ("示例市第2号办法", "成套按时发布率", "市场处")]


def test_a_year_without_a_calendar_is_not_assessable() -> None:
    """Nothing is met because nobody could count; what is short enough without a calendar is."""
    report = assessed(
        policy(1, "2031-03-03", "2031-05-03"),
        policy(2, "2031-03-03", "2031-03-04"),
        policy(3, "2031-03-03", "2031-03-04"),
        interpretation(3, "2031-03-31"),
        as_of=date(2031, 6, 1),
        first=date(2031, 1, 1),
    )
    assert outcomes(report, "timely") == {
        "2020-001.md": Outcome.UNKNOWN,
        "2020-002.md": Outcome.MET,
        "2020-003.md": Outcome.MET,
    }
    assert set(outcomes(report, "sync").values()) == {Outcome.UNKNOWN}
    assert {row[3] for row in table(report, "clocks").rows if row[1] == "发布解读"} == {"无法判定"}
    assert count(report, "clocks-overdue") == {NOBODY: 1}  # last year's report, due on a day of the calendar


def test_a_reason_on_the_page_sets_a_late_paper_apart() -> None:
    late = policy(1, "2020-06-01", "2020-07-30", 忽略规则="[{规则: date-20wd, 理由: 依法征求第三方意见}]")
    assert outcomes(assessed(late), "timely") == {"2020-001.md": Outcome.EXCUSED}
    early = policy(1, "2020-07-02", "2020-07-30", 忽略规则="[{规则: date-20wd, 理由: 依法征求第三方意见}]")
    assert outcomes(assessed(early), "timely") == {"2020-001.md": Outcome.MET}  # on the twentieth day


@pytest.mark.parametrize(
    ("fields", "outcome", "days"),
    [
        ({"更新日期": "2020-07-28"}, Outcome.MET, 20),
        ({"更新日期": "2020-07-29"}, Outcome.MISSED, 21),
        ({}, Outcome.MISSED, 22),
    ],
)
def test_a_change_is_followed_in_time_or_not(fields: Fields, outcome: Outcome, days: int) -> None:
    """From 1 to 28 July there are 20 working days, not counting 30 June itself."""
    page = {"标题": "机构概况", "发布日期": "2020-01-02", "公开属性": "主动公开", "信息变更日期": "2020-06-30"}
    report = assessed({"content/statutory/organisation/about.md": {**page, **fields}})
    (one,) = indicator(report, "updated").observations
    assert (one.outcome, one.days) == (outcome, days)


def test_a_change_that_is_not_due_is_apart() -> None:
    page = {"标题": "机构概况", "发布日期": "2020-01-02", "公开属性": "主动公开", "信息变更日期": "2020-07-20"}
    report = assessed({"content/statutory/organisation/about.md": page})
    assert outcomes(report, "updated") == {"about.md": Outcome.PENDING}


def test_a_set_waits_for_its_rules_as_long_as_they_have() -> None:
    """Interpreted in time but without its promised rules: 60 working days after 6 July end on 28 September."""
    pages = policy(1, "2020-07-01", "2020-07-06", 须制定细则="是"), interpretation(1, "2020-07-06")
    within = assessed(*pages, as_of=date(2020, 9, 27), first=FIRST)
    beyond = assessed(*pages, as_of=date(2020, 9, 29), first=FIRST)
    assert outcomes(within, "sync") == {"2020-001.md": Outcome.PENDING}
    assert outcomes(beyond, "sync") == {"2020-001.md": Outcome.MISSED}


def test_a_reason_for_no_interpretation_is_apart_and_none_is_a_miss() -> None:
    said = policy(1, "2020-07-01", "2020-07-01", 须解读="否", 不解读理由="全文转发上级文件")
    silent = policy(2, "2020-07-01", "2020-07-01", 须解读="否")
    report = assessed(said, silent)
    assert outcomes(report, "sync") == {"2020-001.md": Outcome.EXCUSED, "2020-002.md": Outcome.MISSED}


def test_each_item_is_covered_by_a_column_a_page_or_a_stated_absence() -> None:
    item = {"公开属性": "主动公开", "发布日期": "2020-06-01"}
    report = assessed(
        policy(1, "2020-07-01", "2020-07-01"),
        {
            "content/statutory/items/none.md": {
                "标题": "无此项",
                "内容类型": "法定主动公开事项",
                "条例事项": "[a20-10]",
                "无此项理由": "本机关不承担重大建设项目",
                "责任处室": "规划处",
                **item,
            },
            "content/statutory/items/fees.md": {
                "标题": "收费",
                "内容类型": "法定主动公开事项",
                "条例事项": "[a20-08]",
                **item,
            },
        },
    )
    rows = {row[0]: row[2:] for row in table(report, "coverage").rows}
    assert len(rows) == 15
    assert rows["a20-01"] == ("达到", "栏目 政策文件", NOBODY)
    assert rows["a20-10"] == ("达到", "无此项：本机关不承担重大建设项目", "规划处")
    assert rows["a20-08"] == ("达到", "页面 收费", NOBODY)
    assert indicator(report, "coverage").rate == Rate(met=3, missed=12)


def test_a_column_for_several_items_counts_for_those_that_its_pages_are_of() -> None:
    item = {"发布日期": "2020-06-20", "公开属性": "主动公开", "来源": "示例市商务委员会"}
    several = '\n[[columns]]\nfolder = "statutory/money"\nname = "财政"\nitems = ["a20-07", "a20-08"]\n'
    several += 'type = "信息公开目录"\ndescription = "财政信息"\nkinds = ["statutory-item", "page"]\n'
    budget = {"标题": "预算", "内容类型": "法定主动公开事项", "条例事项": "[a20-07]", **item}
    other = {"标题": "收费", "内容类型": "一般页面", **item}
    told = {"content/statutory/money/budget.md": budget}
    rows = {row[0]: row[2:4] for row in table(assessed(told, config=several), "coverage").rows}
    assert rows["a20-07"] == ("达到", "栏目 财政；页面 预算")
    assert rows["a20-08"][0] == Outcome.MISSED.label
    told = {**told, "content/statutory/money/fees.md": other}
    rows = {row[0]: row[2:4] for row in table(assessed(told, config=several), "coverage").rows}
    assert rows["a20-08"] == (Outcome.UNKNOWN.label, "栏目 财政 有内容，没有一页写明属于这一项")


def test_before_the_act_its_items_are_not_assessable() -> None:
    report = assessed(as_of=date(2019, 5, 14), first=date(2019, 1, 1))
    assert indicator(report, "coverage").rate == Rate(unknown=15)


def test_trainings_and_campaigns_count_by_the_day_on_which_they_began() -> None:
    """Whenever they were reported; a page that does not say when and for whom tells of none."""
    news = {"公开属性": "主动公开", "来源": "示例市商务委员会", "发布日期": "2020-07-20"}
    folder, told = "content/statutory/news", "对象: 各处室, 内容: 属性认定"
    report = assessed(
        {
            f"{folder}/held.md": {
                "标题": "政务公开培训",
                "培训情况": f"{{时间: 2020-06-15, {told}, 人数: 30}}",
                "责任处室": "市场处",
                **news,
            },
            f"{folder}/law.md": {"标题": "条例宣传", "培训情况": f"{{形式: 宣传, 时间: 2020-07-01, {told}}}", **news},
            f"{folder}/before.md": {"标题": "六月上旬的培训", "培训情况": f"{{时间: 2020-06-14, {told}}}", **news},
            f"{folder}/other.md": {"标题": "家政培训", "标签": "[政务公开, 培训]", **news},
        }
    )
    assert count(report, "trainings") == {"市场处": 1}
    assert count(report, "campaigns") == {NOBODY: 1}
    assert [row[:5] for row in table(report, "trainings").rows] == [
        ("政务公开培训", "培训", date(2020, 6, 15), "各处室", 30),
        ("条例宣传", "宣传", date(2020, 7, 1), "各处室", None),
    ]


def test_a_column_answers_for_its_pages_and_a_page_for_itself() -> None:
    owned = BASE.replace('folder = "statutory/policies"', 'folder = "statutory/policies"\nowner = "法规处"')
    report = assessed(
        policy(1, "2020-07-01", "2020-07-01"), policy(2, "2020-07-01", "2020-07-01", 责任处室="市场处"), base=owned
    )
    assert [one.office for one in indicator(report, "timely").observations] == ["法规处", "市场处"]
    assert report.offices[0] == "法规处"


def test_when_a_layout_fails_the_findings_are_not_assessable() -> None:
    failed = Diagnostic("layout-error", Severity.ERROR, Span("layouts/page.html"), "没有提供的名称")
    assert seen_whole((failed,)) is None
    site = gather(Inputs(BASE.encode(), ()), Options(TODAY)).site
    assert site is not None
    report = assess(Case(site, None, Period(FIRST, TODAY)))
    assert section(report, "problems").counts == ()
    rows = {row[0]: row[3] for row in table(report, "inspection").rows}
    assert rows["泄露不应公开的信息"] == "无法判定"


@pytest.mark.parametrize(("numbers", "found"), [([], None), ([4], 4), ([1, 2], 1.5), ([3, 1, 2], 2), ([2, 4], 3)])
def test_the_median_is_whole_where_it_can_be(numbers: list[int], found: float | None) -> None:
    assert middle(numbers) == found


def test_a_rate_of_nothing_is_no_rate() -> None:
    assert Rate().share is None
    assert shown(Rate()) == "—"
    assert shown(Rate(unknown=2)) == "—（无法判定 2）"
    assert shown(Rate(missed=3)) == "0/3"


def test_days_that_cannot_be_told_leave_the_trend_and_say_why(papers: Report) -> None:
    points = (
        Point(date(2020, 5, 31), None, reason="还没有提交"),
        Point(date(2020, 6, 30), Reading({"timely": Rate(met=1)}, {"error": 3}), "abc"),
        Point(TODAY, papers.reading),
    )
    report = Report(papers.organ, TODAY, papers.period, papers.offices, papers.pages, papers.sections, points)
    (one,) = trend(report)
    assert [field.title for field in one.fields] == ["指标、数目", "2020-06-30", "2020-07-30"]
    rows = {row[0]: row[1:] for row in one.rows}
    assert rows["按时公开率"] == ("1/1", "4/5（无法判定 1）")
    assert rows["成套按时发布率"] == ("—", "1/3（豁免 1，未到期 1）")
    assert rows["期内公开的页面（个）"] == (None, 9)
    assert days(report).rows == (
        (date(2020, 5, 31), None, "无法判定", "还没有提交"),
        (date(2020, 6, 30), "abc", "已核对", None),
        (TODAY, "当前文件", "已核对", None),
    )


DUTIES = """
[[duties]]
department = "法规处"
columns = ["政策文件"]
items = ["a20-04"]
leader = "处长"
liaison = "联络员甲"
phone = "021-00000000"
"""


def test_a_duty_answers_where_page_and_column_are_silent() -> None:
    """Of several that share a page the first leads; who is behind a duty is nowhere in the report."""
    report = assessed(
        policy(1, "2020-07-01", "2020-07-01"),
        policy(2, "2020-07-01", "2020-07-01", 责任处室="市场处、外贸处"),
        config=DUTIES,
    )
    assert [one.office for one in indicator(report, "timely").observations] == ["法规处", "市场处"]
    offices = {row[0]: row[4] for row in table(report, "coverage").rows}
    assert (offices["a20-04"], offices["a20-05"]) == ("法规处", NOBODY)
    assert report.offices[:2] == ("法规处", "市场处")
    assert "联络员甲" not in repr(report)
    assert "021-00000000" not in repr(report)


@pytest.mark.parametrize(
    ("newest", "outcome", "state"),
    [("2020-07-16", Outcome.MET, "按期"), ("2020-07-15", Outcome.MISSED, "超期")],
)
def test_columns_are_fresh_on_the_fourteenth_day_and_stale_on_the_next(
    newest: str, outcome: Outcome, state: str
) -> None:
    news = {"标题": "动态", "公开属性": "主动公开", "来源": "示例市商务委员会", "发布日期": newest}
    report = assessed({"content/statutory/news/a.md": news})
    assert outcomes(report, "columns")["工作动态"] is outcome
    row = next(row for row in table(report, "columns").rows if row[0] == "工作动态")
    assert row[1:6] == (date.fromisoformat(newest), 14 + (outcome is Outcome.MISSED), "14天", row[4], state)


def test_blank_columns_count_as_stale_and_trigger_the_inspection() -> None:
    """Of eleven columns six are blank: three say why they are empty, one has the page, one stands above it."""
    news = {"标题": "动态", "公开属性": "主动公开", "来源": "示例市商务委员会", "发布日期": "2020-07-29"}
    report = assessed({"content/statutory/news/a.md": news})
    blank = {name for name, outcome in outcomes(report, "columns").items() if outcome is Outcome.MISSED}
    assert len(blank) == 6
    rows = {row[0]: row for row in table(report, "inspection").rows}
    assert rows["空白栏目"][3] == "触发"
    assert str(rows["空白栏目"][4]).startswith("空白栏目 6 个：")
    assert rows["首页不更新"][3:] == ("未触发", "最新一条 2020-07-29，距今 1 天")
    assert rows["栏目不更新（一）"][3] == "未触发"
    assert rows["栏目不更新（二）"][3:] == ("无法判定", "没有登记更新期限（fresh_days）的栏目")
    assert rows["政策文件栏目不更新"][3] == "无法判定"
    assert rows["站点无法访问"][3] == "无法判定"


def test_an_old_home_page_and_old_papers_trigger_the_inspection(papers: Report) -> None:
    old = assessed(policy(1, "2020-01-02", "2020-01-03"), as_of=date(2020, 7, 4), first=date(2020, 1, 1))
    rows = {row[0]: row[3] for row in table(old, "inspection").rows}
    assert rows["首页不更新"] == "触发"
    assert rows["政策文件栏目不更新"] == "触发"
    fresh = {row[0]: row[3:] for row in table(papers, "inspection").rows}
    assert fresh["首页不更新"] == ("未触发", "最新一条 2020-07-30，距今 0 天")
    assert fresh["政策文件栏目不更新"][0] == "未触发"


def application(name: str, received: str, **more: str) -> dict[str, Fields]:
    """A record of the request ledger."""
    fields = {
        "申请人": "某人",
        "申请人类别": "自然人",
        "收到方式": "邮寄",
        "收到日期": received,
        "登记日期": received,
        "申请内容": "某件信息",
    }
    return {f"requests/2020/{name}.md": {**fields, **more}}


def test_requests_are_answered_in_time_or_not_and_nobody_is_named() -> None:
    """The twentieth working day after 1 June is 30 June; what was closed before the period or given up is left out."""
    given = {"办理结果": "予以公开", "信息事项": "某事项"}
    report = assessed(
        application("r1", "2020-06-01", 答复日期="2020-06-30", 承办处室="市场处", **given),
        application("r2", "2020-06-01", 答复日期="2020-07-01", 承办处室="市场处", **{**given, "申请人": "别人"}),
        application("r3", "2020-06-29"),
        application("r4", "2020-07-20"),
        application("r5", "2020-05-20", 答复日期="2020-06-10", **given),
        application("r6", "2020-06-16", 办理日期="2020-07-10", 办理结果="申请人逾期不补正"),
    )
    assert outcomes(report, "requests") == {
        "r1.md": Outcome.MET,
        "r2.md": Outcome.MISSED,
        "r3.md": Outcome.MISSED,
        "r4.md": Outcome.PENDING,
    }
    assert {one.office for one in indicator(report, "requests").observations[:2]} == {"市场处"}
    assert count(report, "requests-received") == {NOBODY: 3}
    assert sum(count(report, "requests-to-decide").values()) == 1
    assert dict(table(report, "requests-states").rows) == {
        "在办": 1,
        "已逾期": 1,
        "按期答复": 1,
        "逾期答复": 1,
        "视为放弃": 1,
    }
    assert table(report, "requests-outcomes").rows == (("予以公开", 2, 66.7), ("申请人逾期不补正", 1, 33.3))
    said = repr(section(report, "requests"))
    assert not any(words in said for words in ("某人", "别人", "某件信息", "某事项"))


def test_findings_in_the_ledger_are_those_of_the_office_that_handles_the_request() -> None:
    report = assessed(application("r2", "2020-06-01", 承办处室="市场处"))
    warnings = count(report, "warning")
    assert warnings["市场处"] >= 1


def test_the_clock_of_a_request_is_the_office_s_that_handles_it() -> None:
    """June 30 (1), July 1-3 (4), 6-10 (9), 13-17 (14), 20-24 (19), 27 (20); 28-30 are three more."""
    report = assessed(
        application("r-1", "2020-06-29", 审核日期="2020-06-30", 承办处室="市场处"),
        application("r-2", "2020-07-27", 审核日期="2020-07-28"),
    )
    assert count(report, "clocks-running") == {"市场处": 1, NOBODY: 2}, "the annual report is the column's"
    assert count(report, "clocks-overdue") == {"市场处": 1, NOBODY: 1}
    rows = {row[0]: row[1:] for row in table(report, "clocks").rows}
    assert rows["r-1"] == ("答复申请", date(2020, 7, 27), "已逾期 3 个工作日", "市场处", "requests/2020/r-1.md")
    assert rows["r-2"][-1] == "requests/2020/r-2.md"


def test_without_a_ledger_requests_are_not_zero_but_unknown(papers: Report) -> None:
    (indicator,) = section(papers, "requests").indicators
    assert (indicator.rate, indicator.title) == (Rate(unknown=1), "依申请按期答复率")
    assert indicator.observations[0].detail == "没有台账记录（requests/）"
    assert section(papers, "requests").counts == ()
    assert "无法判定，不作零计" in section(papers, "requests").notes[0]


WHOLE_GUIDE = {
    "设定依据": "某办法第三条",
    "申请条件": "[有固定的经营场所]",
    "无需材料": "是",
    "办理地点": "[某路1号]",
    "办理时间": "工作日 9:00 至 17:00",
    "咨询电话": "000-00001230",
    "办理流程": "[申请, 核对, 办结]",
}


def guide(name: str, *gaps: str, **more: str) -> dict[str, Fields]:
    """A service guide without some of its elements."""
    fields = {"标题": f"{name}备案", "内容类型": "办事指南", "发布日期": "2020-07-01", "公开属性": "主动公开"}
    rest = {key: value for key, value in WHOLE_GUIDE.items() if key not in gaps}
    return {f"content/statutory/items/{name}.md": {**fields, **rest, **more}}


FOUR = ("设定依据", "办理地点", "办理时间", "咨询电话")


def test_guides_are_whole_or_say_what_they_lack() -> None:
    report = assessed(guide("a", 责任处室="市场处"), guide("b", "咨询电话"), guide("c", *FOUR))
    assert outcomes(report, "services") == {"a.md": Outcome.MET, "b.md": Outcome.MISSED, "c.md": Outcome.MISSED}
    assert [one.detail for one in indicator(report, "services").observations][1:] == [
        "缺少 1 类：联系电话",
        "缺少 4 类：设定依据、办理地点、办理时间、联系电话",
    ]
    shares = {row[0]: row[1:] for row in table(report, "services").rows}
    assert shares["联系电话"] == (1, 3, 33.3)
    assert shares["办理材料"] == (3, 3, 100.0)


def test_guides_tell_more_than_the_key_elements_or_say_what_they_lack() -> None:
    more = {
        "法定时限": "无",
        "承诺时限": "当场办结",
        "收费": "不收费",
        "结果名称": "备案编号",
        "送达方式": "窗口领取",
        "监督投诉": "000-00001201",
        "救济途径": "可以申请行政复议。",
        "不能网办理由": "须当面核对原件。",
    }
    report = assessed(guide("a", **more), guide("b", **{**more, "收费": "", "监督投诉": ""}))
    assert outcomes(report, "services") == {"a.md": Outcome.MET, "b.md": Outcome.MET}
    assert outcomes(report, "services-further") == {"a.md": Outcome.MET, "b.md": Outcome.MISSED}
    assert indicator(report, "services-further").observations[1].detail == "缺少 2 项：收费、监督投诉"
    shares = {row[0]: row[1:] for row in table(report, "services-further").rows}
    assert shares["收费"] == (1, 2, 50.0)
    assert shares["网办入口"] == (2, 2, 100.0)


@pytest.mark.parametrize(
    ("useless", "whole", "result"),
    [(0, 1, "未触发"), (1, 0, "触发"), (1, 1, "未触发"), (4, 3, "未触发"), (5, 3, "触发")],
)
def test_useless_guides_trigger_the_inspection_from_five_or_when_they_are_all(
    useless: int, whole: int, result: str
) -> None:
    bad = [guide(f"bad-{number}", *FOUR) for number in range(useless)]
    good = [guide(f"good-{number}", *FOUR[:3]) for number in range(whole)]
    rows = {row[0]: row[3] for row in table(assessed(*bad, *good), "inspection").rows}
    assert rows["服务不实用"] == result


def test_without_guides_their_usefulness_is_not_assessable(papers: Report) -> None:
    assert indicator(papers, "services").rate == Rate()
    rows = {row[0]: row[3] for row in table(papers, "inspection").rows}
    assert rows["服务不实用"] == "无法判定"


def test_each_office_has_its_interpretations_counted() -> None:
    """Of the period only; several forms of several texts once each; same day means that of every document."""
    report = assessed(
        policy(1, "2020-06-01", "2020-06-30"),
        policy(2, "2020-06-01", "2020-07-01"),
        interpretation(
            1, "2020-06-30", 责任处室="市场处", 解读形式="[图解, 文字]", 条款解读="[{条款: [正文, 第九条]}]"
        ),
        interpretation(
            2,
            "2020-07-02",
            责任处室="市场处",
            解读形式="[问答, 文字]",
            举措="[{名称: 补贴, 对象: 企业, 内容: 三成}, {名称: 免费, 对象: 个人, 内容: 免费}]",
        ),
        interpretation(
            3,
            "2020-07-02",
            解读形式="[新闻发布会]",
            解读渠道="[{渠道: 报纸}, {渠道: 微信公众号}]",
            解读方案="{形式: [图解, 文字], 渠道: [政府网站, 政务新媒体, 电台]}",
        ),
        interpretation(4, "2019-07-02", 责任处室="外贸处"),
    )
    assert table(report, "forms-offices").rows == (
        ("市场处", 2, "文字、图解、问答", "政府网站 2", 0, 1, 2, 2),
        (NOBODY, 1, "新闻发布会", "微信公众号 1、报纸 1、政府网站 1、新闻发布会 1", 2, 0, 0, 0),
    )
    told = {str(row[-1]).rpartition("/")[2]: row[1:5] for row in table(report, "forms-texts").rows}
    assert told["i-2020-003.md"] == ("新闻发布会", "政府网站、报纸、微信公众号、新闻发布会", "图解、电台", None)


def test_a_channel_counts_from_its_day() -> None:
    """What is registered for a day to come has carried nothing yet."""
    report = assessed(
        policy(1, "2020-06-01", "2020-06-30"),
        interpretation(
            1,
            "2020-06-30",
            解读渠道=f"[{{渠道: 报纸, 日期: {TODAY}}}, {{渠道: 电台, 日期: {TODAY + timedelta(days=1)}}}]",
            解读方案="{渠道: [政府网站, 电台]}",
        ),
    )
    [row] = table(report, "forms-texts").rows
    assert row[2:4] == ("政府网站、报纸", "电台")


def test_the_share_that_is_the_documents_own_is_told_of_each_interpretation() -> None:
    """The highest of its parts, whether or not it is worth a finding: 15 of 39 runs of eight characters are 38.5 %."""
    words = "主办单位应当落实安全和服务措施并接受社会监督"
    report = assessed(
        policy(1, "2020-06-01", "2020-06-30", BODY=words),
        interpretation(1, "2020-06-30", BODY=f"{words}。本文说明怎样申报展会以及企业得到哪些便利这些事情"),
        policy(2, "2020-06-01", "2020-06-30", BODY=words),
        interpretation(2, "2020-06-30", 文字替代=words),
    )
    assert [row[4] for row in table(report, "forms-texts").rows] == [38.5, 100.0]


def test_what_is_copied_from_several_documents_is_summed_up() -> None:
    """Of 35 runs of eight characters, 15 are in the one and 13 in the other."""
    one, other = "主办单位应当落实安全和服务措施并接受社会监督", "场馆按照季度报送场次面积展位和观众的人数"
    report = assessed(
        policy(1, "2020-06-01", "2020-06-30", BODY=one),
        policy(2, "2020-06-01", "2020-06-30", BODY=other),
        interpretation(1, "2020-06-30", 解读对象="[2020-001, 2020-002]", BODY=f"{one}{other}"),
    )
    assert [row[4] for row in table(report, "forms-texts").rows] == [80.0]
