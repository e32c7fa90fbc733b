"""What `gongkai requests` and `gongkai new request` tell the officer who keeps the ledger."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
CONTACT = "13800001234"


def record(**fields: str) -> str:
    given = {
        "申请人": "申请人A-901",
        "申请人类别": "自然人",
        "联系方式": CONTACT,
        "通信地址": "示例市城东区某路8号",
        "收到方式": "网络",
        "收到日期": "2020-09-18",
        "申请内容": "某次检查的结果",
        "登记日期": "2020-09-18",
        **fields,
    }
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in given.items()) + "---\n办理记录。\n"


CORRECTION = "\n  - 通知日期: {}\n    补正期限: {}"
LATE = {"审核日期": "2020-09-21", "办理日期": "2020-10-09", "答复日期": "2020-10-12", "办理结果": "予以公开"}


@pytest.fixture(scope="module")
def column(tmp_path_factory: pytest.TempPathFactory, copy_column: Callable[[Path], Path]) -> Path:
    """A copy of the sample column with some requests more: due on 22 October, and one nobody archived."""
    found = copy_column(tmp_path_factory.mktemp("docket") / "column")
    folder = found / "requests" / "2020"
    (folder / "ysq-2020-901.md").write_text(record(), encoding="utf-8")
    (folder / "ysq-2020-902.md").write_text(record(申请人="申请人B-902", **LATE), encoding="utf-8")
    return found


def test_the_urgent_come_first_and_no_contact_is_told(column: Path, gongkai: Run) -> None:
    said = gongkai("requests", cwd=column, code=0).stdout
    first = said.splitlines()[2].split()
    assert first[:4] == ["已逾期", "ysq-2020-901", "2020-09-18", "申请人A-901"]
    # 20 working days on 22 October; 23 and 26-30 are six more.
    assert first[-3:] == ["2020-10-22", "26/20", "—"]
    # Due ten working days after the reply: 13-16 (4), 19-23 (9), 26 (10).
    assert "ysq-2020-902  2020-09-18  归档" in said
    assert "某次检查的结果  2         ysq-2020-901、ysq-2020-902" in said
    assert said.splitlines()[-1] == (
        "截至 2020-10-30：共 44 件，在办 3 件，已逾期 1 件，待补正 1 件，按期答复 38 件，视为放弃 1 件"
    )
    both = said + gongkai("requests", "--format", "json", cwd=column, code=0).stdout
    assert CONTACT not in both
    assert "某路8号" not in both


def test_what_hangs_is_told_and_comes_before_what_runs(column: Path, gongkai: Run) -> None:
    """Nobody has looked at 903 for eleven working days, and 904 was to be corrected by the 29th."""
    folder = column / "requests" / "2020"
    late = record(收到日期="2020-10-15", 登记日期="2020-10-15")
    lapsed = record(收到日期="2020-10-15", 审核日期="2020-10-16", 补正=CORRECTION.format("2020-10-16", "2020-10-29"))
    for name, text in (("903", late), ("904", lapsed)):
        (folder / f"ysq-2020-{name}.md").write_text(text, encoding="utf-8")
    said = gongkai("requests", cwd=column, code=0).stdout
    rows = [(row[0], row[1], row[-1]) for row in map(str.split, said.splitlines()[2:5])]
    checked = gongkai("check", "requests", cwd=column).stdout
    for name in ("903", "904"):
        (folder / f"ysq-2020-{name}.md").unlink()
    assert rows == [
        ("已逾期", "ysq-2020-901", "—"),
        ("逾期未补正", "ysq-2020-904", "2020-10-29，请登记处理结果"),
        ("在办", "ysq-2020-903", "前审核、告知补正，已过期"),
    ]
    assert "ysq-2020-903  2020-10-15  审核" in said
    assert "补正期限2020年10月29日已过，申请人逾期未补正，请登记处理结果" in checked
    assert "应于2020年10月26日前审核、告知补正，没有登记审核日期" in checked


def test_a_fee_that_nobody_pays_is_told_with_its_term_and_counted_where_it_ends(column: Path, gongkai: Run) -> None:
    """Charged on 20 January 2021, so to be paid by 22 February; who does not pay gives the request up on that day."""
    file = column / "requests" / "2020" / "ysq-2020-905.md"
    fee = record(收到日期="2021-01-11", 登记日期="2021-01-11", 审核日期="2021-01-12", 收费通知日期="2021-01-20")
    file.write_text(fee, encoding="utf-8")
    rows = {}
    for day in ("2021-02-22", "2021-02-23"):
        said = gongkai("requests", "--as-of", day, cwd=column, code=0).stdout
        rows[day] = next(line.split() for line in said.splitlines() if "ysq-2020-905" in line)
    file.write_text(fee.replace("---\n办理", "办理结果: 申请人逾期不缴费\n---\n办理"), encoding="utf-8")
    found = json.loads(gongkai("requests", "--as-of", "2021-12-31", "--format", "json", cwd=column, code=0).stdout)
    file.unlink()
    assert {day: (row[0], row[-2:]) for day, row in rows.items()} == {
        "2021-02-22": ("待缴费", ["缴费期限", "2021-02-22"]),
        "2021-02-23": ("逾期未缴费", ["缴费期限", "2021-02-22，请登记处理结果"]),
    }
    one = next(each for each in found["requests"] if each["number"] == "ysq-2020-905")
    assert (one["state"], one["payable"]) == ("视为放弃", "2021-02-22")
    given_up = [row["cells"][-1] for row in found["table"]["rows"] if "缴纳费用" in row["label"]]
    assert given_up == [1]


def test_the_ledger_as_of_another_day_and_with_another_notice(column: Path, gongkai: Run) -> None:
    arguments = ("requests", "--as-of", "2020-10-20", "--format", "json")
    states = [
        {one["number"]: one["state"] for one in json.loads(gongkai(*more, cwd=column, code=0).stdout)["requests"]}
        for more in (arguments, (*arguments, "--due", "1"))
    ]
    assert [one["ysq-2020-901"] for one in states] == ["将到期", "在办"], "the 18th of 20 working days"
    assert "ysq-2020-025" not in states[0], "it came on the 22nd"


def test_the_report_for_programs(column: Path, gongkai: Run) -> None:
    found = json.loads(gongkai("requests", "--year", "2019", "--format", "json", cwd=column, code=0).stdout)
    assert list(found) == ["version", "as_of", "requests", "candidates", "unread", "counts", "table"]
    one = next(one for one in found["requests"] if one["number"] == "ysq-2019-008")
    assert [(term["what"], term["used"], term["limit"], term["late"]) for term in one["terms"]] == [
        ("征求第三方意见", 9, 15, False),
        ("答复", 12, 20, False),
    ]
    assert found["candidates"] == [
        {"item": "某次检查的结果", "applicants": 2, "nameless": 0, "numbers": ["ysq-2020-901", "ysq-2020-902"]}
    ]
    rows = {row["label"]: row["cells"] for row in found["table"]["rows"]}
    assert rows["一、本年新收政府信息公开申请数量"] == [9, 3, 1, 0, 2, 0, 15]
    assert rows["四、结转下年度继续办理"] == [0, 0, 0, 0, 0, 0, 0]
    assert found["table"]["year"] == 2019


def test_a_request_is_entered_with_the_next_number(column: Path, gongkai: Run) -> None:
    lacking = gongkai("new", "request", cwd=column, code=2).stderr
    assert "还缺少 4 项" in lacking
    told = [("申请人", "申请人A-025"), ("申请人类别", "自然人"), ("收到方式", "当面"), ("申请内容", "早餐网点数量")]
    given = [word for key, value in told for word in ("--set", f"{key}={value}")]
    done = gongkai("new", "政府信息公开申请", *given, cwd=column, code=0)
    path = column / "requests" / "2020" / "ysq-2020-903.md"
    assert f"已登记 {path.relative_to(column)}" in done.stdout
    text = path.read_text("utf-8")
    assert text.startswith("---\n登记编号: ysq-2020-903\n申请人: 申请人A-025\n")
    # November 2-6 (5), 9, 10 (7), 11-13 (10), 16-20 (15), 23-27 (20).
    assert "2020年11月10日前一次性告知补正" in text
    assert "答复：2020年11月27日前" in text
    assert "没有发现问题" in gongkai("check", str(path), cwd=column, code=0).stdout
    path.unlink()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--title", "标题"], "登记申请不用 --for、--title、--column"),
        (["--set", "登记编号=ysq-2020-001"], "登记编号 ysq-2020-001 已经用过"),
        (["--set", "登记编号=../a"], "登记编号 ../a 不能用作文件名"),
        (["--set", "申请=x"], "“政府信息公开申请”没有字段 申请"),
    ],
)
def test_what_cannot_be_entered(arguments: list[str], said: str, column: Path, gongkai: Run) -> None:
    assert said in gongkai("new", "request", *arguments, cwd=column, code=2).stderr


def test_the_schema_of_a_record(gongkai: Run, column: Path) -> None:
    found = json.loads(gongkai("schema", "request", cwd=column, code=0).stdout)
    assert {"收到日期", "received", "征求意见"} <= set(found["properties"])


def test_an_empty_ledger(tmp_path: Path, gongkai: Run) -> None:
    gongkai("init", "new", cwd=tmp_path, code=0)
    assert gongkai("requests", cwd=tmp_path / "new", code=0).stdout.startswith("台账中没有申请")
