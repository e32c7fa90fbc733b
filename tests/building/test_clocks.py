"""Every limit that runs, on its days: when it begins to be told, what it says, and when it is no longer told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.authoring.start import start
from generator.building.clocks import Clock, clocks
from generator.building.gathering import gather
from generator.building.options import Options
from generator.building.project import load

POLICIES = "content/statutory/policies"
POLICY = f"{POLICIES}/2020-001.md"
INTERPRETATION = "content/statutory/interpretations/i-2020-001.md"
TITLE = "示例市社区商业网点便民服务办法"
AS_OF = date(2020, 10, 30)
REPORT = ("公布年报", "2020年政府信息公开年报", "2021-01-31", "还剩 93 天")
"""Runs all year."""


@pytest.fixture
def column(tmp_path: Path) -> Path:
    """A new column, as ``gongkai init`` makes it."""
    start(tmp_path / "column")
    return tmp_path / "column"


def change(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8", newline="\n")


def add(column: Path, text: str) -> None:
    with (column / "site_config.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


def found(column: Path, as_of: date = AS_OF, *, hold: bool = False) -> tuple[Clock, ...]:
    site = gather(load(column), Options(as_of, hold=hold)).site
    assert site is not None
    return clocks(site)


def told(column: Path, as_of: date = AS_OF, *, hold: bool = False) -> list[tuple[str, str, str, str]]:
    every = found(column, as_of, hold=hold)
    return [(one.what, one.title, one.last.isoformat() if one.last else "", one.said) for one in every]


def of(what: str, column: Path, as_of: date = AS_OF) -> list[tuple[str, str]]:
    return [(last, said) for kind, _, last, said in told(column, as_of) if kind.startswith(what)]


def test_nothing_else_runs_in_a_column_that_is_in_order(column: Path) -> None:
    assert told(column) == [REPORT]


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (date(2020, 10, 19), "还剩 3 个工作日"),
        (date(2020, 10, 22), "今天到期"),
        (date(2020, 10, 23), "已逾期 1 个工作日"),
        (date(2020, 10, 25), "已逾期 1 个工作日"),
        (date(2099, 1, 4), "已逾期"),
    ],
)
def test_a_missing_interpretation(as_of: date, said: str, column: Path) -> None:
    (column / INTERPRETATION).unlink()
    assert of("发布解读", column, as_of) == [("2020-10-22", said)]


def test_a_limit_that_ended_on_the_last_working_day_is_over_at_the_weekend(column: Path) -> None:
    (column / INTERPRETATION).unlink()
    change(column / POLICY, "2020-10-19", "2020-10-20")
    assert of("发布解读", column, date(2020, 10, 24)) == [("2020-10-23", "已逾期")]


def test_promised_rules_and_a_set_that_is_held_back(column: Path) -> None:
    change(column / POLICY, "公开属性: 主动公开", "公开属性: 主动公开\n须制定细则: 是")
    rows = told(column, hold=True)
    assert [(what, last) for what, _, last, _ in rows] == [
        ("公开", "2020-11-10"),
        ("发布实施细则", "2021-01-12"),
        ("公布年报", "2021-01-31"),
    ]


@pytest.mark.parametrize(
    ("kept", "as_of", "expected"),
    [
        ("草稿: 是", date(2020, 10, 13), [("2020-11-10", "还剩 20 个工作日")]),
        ("草稿: 是", date(2020, 11, 10), [("2020-11-10", "今天到期")]),
        ("草稿: 是", date(2020, 11, 13), [("2020-11-10", "已逾期 3 个工作日")]),
        ("草稿: 是", date(2020, 10, 11), []),
        ("发布机构: 其他机关\n草稿: 是", date(2020, 11, 13), []),
    ],
)
def test_a_paper_that_was_signed_and_is_not_published(
    kept: str, as_of: date, expected: list[tuple[str, str]], column: Path
) -> None:
    (column / INTERPRETATION).unlink()
    text = (column / POLICY).read_text(encoding="utf-8")
    issuer = next(line for line in text.split("\n") if line.startswith("发布机构:"))
    change(column / POLICY, f"{issuer}\n", f"{issuer if '发布机构' not in kept else ''}\n{kept}\n".lstrip("\n"))
    rows = [(last, said) for what, title, last, said in told(column, as_of) if (what, title) == ("公开", TITLE)]
    assert rows == expected


def test_a_change_that_the_page_has_not_followed(column: Path) -> None:
    change(column / POLICY, "公开属性: 主动公开", "公开属性: 主动公开\n信息变更日期: 2020-10-26")
    assert of("更新页面", column) == [("2020-11-23", "还剩 16 个工作日")]
    assert of("更新页面", column, date(2020, 10, 25)) == []
    change(column / POLICY, "信息变更日期: 2020-10-26", "信息变更日期: 2020-10-26\n更新日期: 2020-10-27")
    assert of("更新页面", column) == []


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2025, 4, 29), []),
        (date(2025, 4, 30), [("2025-10-30", "还剩 183 天")]),
        (date(2025, 10, 30), [("2025-10-30", "今天到期")]),
        (date(2025, 10, 31), []),
    ],
)
def test_a_document_that_lapses(as_of: date, expected: list[tuple[str, str]], column: Path) -> None:
    text = (column / POLICY).read_text(encoding="utf-8")
    line = next(one for one in text.split("\n") if one.startswith("有效期至:"))
    change(column / POLICY, line, "有效期至: 2025-10-30")
    assert of("有效期届满", column, as_of) == expected


def test_a_term_that_is_presumed_and_one_that_was_evaluated(column: Path) -> None:
    text = (column / POLICY).read_text(encoding="utf-8")
    line = next(one for one in text.split("\n") if one.startswith("有效期至:"))
    start = next(one for one in text.split("\n") if one.startswith("施行日期:"))
    change(column / POLICY, f"{line}\n", "")
    change(column / POLICY, start, "施行日期: 2020-11-01")
    rows = [(what, last) for what, _, last, _ in told(column, date(2025, 10, 1)) if what.startswith("有效期")]
    assert rows == [("有效期届满（推定）", "2025-11-01")]
    change(column / POLICY, "施行日期: 2020-11-01", "施行日期: 2020-11-01\n实施后评估: 2025年9月评估，建议延长")
    rows = [(what, last) for what, _, last, _ in told(column, date(2025, 10, 1)) if what.startswith("有效期")]
    assert rows == [("有效期届满（推定、已评估）", "2025-11-01")]


def test_a_waiver_stands_in_for_what_it_excuses(column: Path) -> None:
    (column / INTERPRETATION).unlink()
    waiver = '[[sync.waivers]]\npolicy = "2020-001"\nreason = "系统上线后一并解读"\nowner = "政策法规处"\n'
    add(column, f"{waiver}expires = 2020-12-31")
    assert [row[0] for row in told(column)] == ["三同步豁免到期", "公布年报"]
    assert of("三同步豁免到期", column) == [("2020-12-31", "还剩 62 天")]
    assert [row[0] for row in told(column, date(2021, 1, 4))] == ["发布解读", "公布年报"]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2021, 8, 31), []),
        (date(2021, 9, 1), [("2021-10-01", "还剩 30 天")]),
        (date(2021, 10, 3), [("2021-10-01", "已逾期 2 天")]),
    ],
)
def test_the_review_of_what_is_not_public(as_of: date, expected: list[tuple[str, str]], column: Path) -> None:
    change(column / POLICY, "公开属性: 主动公开", "公开属性: 依申请公开\n属性审查日期: 2020-10-01")
    assert of("公开属性审查", column, as_of) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2020, 1, 31), [("2021-01-31", "还剩 366 天")]),
        (date(2021, 1, 31), [("2021-01-31", "今天到期")]),
        (date(2021, 2, 2), [("2021-01-31", "已逾期 2 天")]),
        (date(2018, 5, 1), []),
    ],
)
def test_the_annual_report(as_of: date, expected: list[tuple[str, str]], column: Path) -> None:
    """That for 2019 is there."""
    assert of("公布年报", column, as_of) == expected


def test_what_ends_first_comes_first_and_what_nobody_can_tell_last(column: Path) -> None:
    (column / INTERPRETATION).unlink()
    text = (column / POLICY).read_text(encoding="utf-8")
    other = text.replace("〔2020〕1号", "〔2020〕2号").replace("00003", "00012").replace("2020-10-", "2100-12-")
    (column / POLICIES / "2100-002.md").write_text(other.replace("公开属性", "草稿: 是\n公开属性"), encoding="utf-8")
    last = [one.last for one in found(column, date(2100, 12, 20))]
    assert last[-1] is None
    assert last[:-1] == sorted(last[:-1], key=lambda day: day or date.max)


REQUEST = """---
申请人: 申请人A-001
申请人类别: 自然人
收到方式: 网络
收到日期: 2020-10-19
申请内容: 某次检查的结果
登记日期: 2020-10-19
{more}---
"""


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        # October 20-23 (4), 26-30 (9): eleven more until November 2-6 (14), 9-13 (19), 16 (20). The 28th was the 7th.
        (
            "",
            [
                ("审核申请、告知补正", "2020-10-28", "已逾期 2 个工作日"),
                ("答复申请", "2020-11-16", "还剩 11 个工作日"),
            ],
        ),
        ("审核日期: 2020-10-30\n", [("答复申请", "2020-11-16", "还剩 11 个工作日")]),
        # Sent on the 22nd: three of twenty used; 23 (1), 26-30 (6) of fifteen.
        (
            "征求意见:\n  - 征求对象: 第三方\n    发函日期: 2020-10-22\n",
            [
                ("第三方提出意见", "2020-11-12", "还剩 9 个工作日"),
                ("答复申请（征求第三方意见，暂停计时）", "2020-11-24", "还剩 17 个工作日"),
            ],
        ),
        (
            "补正:\n  - 通知日期: 2020-10-22\n    补正期限: 2020-11-06\n",
            [("申请人补正", "2020-11-06", "还剩 7 天")],
        ),
        (
            "补正:\n  - 通知日期: 2020-10-20\n    补正期限: 2020-10-30\n",
            [("申请人补正", "2020-10-30", "今天到期")],
        ),
        (
            "补正:\n  - 通知日期: 2020-10-20\n    补正期限: 2020-10-29\n",
            [("登记逾期未补正的处理结果", "2020-10-29", "已逾期 1 天")],
        ),
        # Ten working days after the 20th: 21-23 (3), 26-30 (8), November 2, 3 (10).
        (
            "审核日期: 2020-10-19\n办理日期: 2020-10-20\n答复日期: 2020-10-20\n办理结果: 予以公开\n",
            [("归档申请", "2020-11-03", "还剩 2 个工作日")],
        ),
    ],
)
def test_a_request_is_answered_or_waited_for(more: str, expected: list[tuple[str, str, str]], column: Path) -> None:
    (column / "requests").mkdir()
    (column / "requests/ysq-2020-001.md").write_text(REQUEST.format(more=more), encoding="utf-8", newline="\n")
    running = [(what, last, said) for what, title, last, said in told(column) if title == "ysq-2020-001"]
    assert running == expected
    assert [one for one in told(column) if "申请人A" in "".join(one)] == []


def test_a_request_is_overdue(column: Path) -> None:
    (column / "requests").mkdir()
    (column / "requests/ysq-2020-001.md").write_text(REQUEST.format(more=""), encoding="utf-8", newline="\n")
    assert of("答复申请", column, date(2020, 11, 17)) == [("2020-11-16", "已逾期 1 个工作日")]
    assert of("审核申请", column, date(2020, 11, 17)) == [], "what is overdue is told once"


WAITED = """---
标题: 某事的页面
内容类型: {kind}
发布日期: 2020-09-01
公开属性: 主动公开
来源: 示例市商务委员会
{more}---

{body}
"""


@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [
        ("consultation", "征集截止: 2020-10-30\n", []),
        ("consultation", "征集截止: 2020-10-29\n", [("反馈征集意见的结果", "2020-11-28", "还剩 29 天")]),
        ("consultation", "征集截止: 2020-09-01\n", [("反馈征集意见的结果", "2020-10-01", "已逾期 29 天")]),
        ("consultation", "征集截止: 2020-09-01\n收到条数: 0\n反馈日期: 2020-10-30\n", []),
        ("decision", "年度: 2020\n征求意见截止: 2020-10-30\n", []),
        ("decision", "年度: 2020\n征求意见截止: 2020-10-29\n", [("公布意见采纳情况", "2020-11-28", "还剩 29 天")]),
        ("decision", "年度: 2020\n征求意见截止: 2020-09-01\n", [("公布意见采纳情况", "2020-10-01", "已逾期 29 天")]),
        ("decision", "年度: 2020\n征求意见截止: 2020-09-01\n收到条数: 0\n采纳情况公布日期: 2020-10-30\n", []),
        ("open-day", "活动时间: 2020-10-30 09:00\n", []),
        ("open-day", "活动时间: 2020-10-29 09:00\n", [("公布开放日回顾", "2020-11-18", "还剩 19 天")]),
        ("message", "留言日期: 2020-08-30\n", [("答复留言", "2020-11-30", "还剩 31 天")]),
        ("message", "留言日期: 2020-08-30\n答复日期: 2020-10-30\n答复内容: 可以。\n", []),
        ("message", "留言日期: 2020-08-30\n答复日期: 2020-10-30\n", [("答复留言", "2020-11-30", "还剩 31 天")]),
    ],
)
def test_the_public_waits_for_an_outcome(
    kind: str, more: str, expected: list[tuple[str, str, str]], column: Path
) -> None:
    """Of a consultation or an open day from the day after its end, of a message from the first."""
    open_column(column, kind)
    body = "" if kind == "message" else "草案增加三类条款，欢迎提出意见。"
    text = WAITED.format(kind=kind, more=more, body=body)
    (column / "content/statutory/heard/one.md").write_text(text, encoding="utf-8", newline="\n")
    assert [(what, last, said) for what, title, last, said in told(column) if title == "某事的页面"] == expected


PROJECT = """年度: 2020
目标:
  - 目标: 改造早餐网点
    目标值: 400
    单位: 个
责任单位: 示例市商务委员会
完成时限: {deadline}
"""
UPDATE = """所属项目: one
截至日期: 2020-10-15
进度:
  - 目标: 改造早餐网点
    累计完成: 320
"""


@pytest.mark.parametrize(
    ("deadline", "update", "expected"),
    [
        # A hundred days after 1 September, and after 15 October; then a month after the deadline.
        ("2020-12-31", "", [("公布项目进展", "2020-12-10", "还剩 41 天")]),
        ("2020-12-31", UPDATE, [("公布项目进展", "2021-01-23", "还剩 85 天")]),
        ("2020-10-20", UPDATE, [("公布项目最终完成情况", "2020-11-20", "还剩 21 天")]),
        ("2020-10-15", UPDATE, []),
        ("2020-04-18", "", []),
    ],
)
def test_the_progress_of_a_project_is_due(
    deadline: str, update: str, expected: list[tuple[str, str, str]], column: Path
) -> None:
    """Until an update says how it ended; what ended before the work plan is of no account."""
    open_column(column, "project", "project-update")
    folder = column / "content/statutory/heard"
    project = WAITED.format(kind="project", more=PROJECT.format(deadline=deadline), body="改造早餐网点。")
    (folder / "one.md").write_text(project, encoding="utf-8", newline="\n")
    if update:
        text = WAITED.format(kind="project-update", more=update, body="已经改造三百二十个。")
        (folder / "two.md").write_text(text.replace("某事的页面", "某事的进展"), encoding="utf-8", newline="\n")
    assert [(what, last, said) for what, title, last, said in told(column) if title == "某事的页面"] == expected


@pytest.mark.parametrize(
    ("more", "body", "expected"),
    [
        ("", "## 回应内容", [("回应关切", "2020-10-21", "已逾期 9 天")]),
        ("", "", [("回应关切", "2020-10-21", "已逾期 9 天")]),
        ("回应时间: 2020-11-05 10:00\n", "我们已经请企业标明最近的门店。", [("回应关切", "2020-10-21", "已逾期 9 天")]),
        ("草稿: 是\n", "我们正在核对。", [("回应关切", "2020-10-21", "已逾期 9 天")]),
        ("公开属性: 不予公开\n", "我们正在核对。", []),
        ("", "我们已经请企业标明最近的门店。", []),
        ("回应时间: 2020-10-21 10:00\n", "我们已经请企业标明最近的门店。", []),
    ],
)
def test_a_concern_is_to_be_answered(more: str, body: str, expected: list[tuple[str, str, str]], column: Path) -> None:
    """Until a page that says something is published; one that is being written does not answer yet."""
    open_column(column, "response")
    text = WAITED.format(kind="response", more=f"首次发现时间: 2020-10-19 14:00\n{more}", body=body)
    if "公开属性" in more:
        text = text.replace("公开属性: 主动公开\n", "", 1)
    text = text.replace("2020-09-01", "2020-10-20")
    (column / "content/statutory/heard/one.md").write_text(text, encoding="utf-8", newline="\n")
    assert [(what, last, said) for what, title, last, said in told(column) if title == "某事的页面"] == expected


def open_column(column: Path, *kinds: str) -> None:
    """Add a column for some kinds to a new site."""
    settings = (column / "site_config.toml").read_text(encoding="utf-8")
    place = settings.index('[[columns]]\nfolder = "annual-reports"')
    named = ", ".join(f'"{kind}"' for kind in kinds)
    added = (
        f'[[columns]]\nfolder = "statutory/heard"\nname = "公众参与"\ntype = "征集调查"\ndescription = "公众参与"\n'
        f'kinds = [{named}]\nowner = "办公室"\n\n'
    )
    (column / "site_config.toml").write_text(
        settings[:place] + added + settings[place:], encoding="utf-8", newline="\n"
    )
    (column / "content/statutory/heard").mkdir()
