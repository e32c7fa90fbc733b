"""The request ledger goes in and does not come out: read, checked and remembered like pages, and never rendered."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.building.build import build, check
from generator.building.gathering import gather
from generator.building.options import Options
from generator.building.project import load
from generator.building.result import Built
from generator.kinds.request import Request, requests
from generator.model.diagnostics import Severity

Run = Callable[..., Any]
AS_OF = date(2020, 10, 30)
RECORD = "requests/2020/2020-901.md"
TEXT = """---
申请人: 某示例咨询公司
申请人类别: 商业企业
收到方式: 网络
收到日期: 2020-10-12
申请内容: 示例产业园区招商补贴发放明细
登记日期: 2020-10-12
延期:
  告知日期: 2020-10-26
  延长工作日: 10
  理由: 需要检索档案
获取方式: 电子邮件
---
申请人来电两次，询问进度。
"""


@pytest.fixture
def column(tmp_path: Path, copy_column: Callable[[Path], Path]) -> Path:
    """A copy of the sample column with nothing in its ledger but one record."""
    found = copy_column(tmp_path / "column")
    shutil.rmtree(found / "requests", ignore_errors=True)
    return put(found, TEXT)


def put(column: Path, text: str) -> Path:
    (column / RECORD).parent.mkdir(parents=True, exist_ok=True)
    (column / RECORD).write_text(text, encoding="utf-8", newline="\n")
    return column


def built(column: Path) -> Built:
    return build(column, column / "output", Options(AS_OF, jobs=1), threshold=Severity.ERROR, remember=False)


def output(column: Path) -> dict[str, bytes]:
    files = (column / "output").rglob("*")
    return {path.relative_to(column).as_posix(): path.read_bytes() for path in files if path.is_file()}


def test_a_record_is_read_and_is_no_page(column: Path) -> None:
    site = gather(load(column), Options(AS_OF)).site
    assert site
    ((parsed, record),) = requests(site)
    assert (parsed.path, parsed.kind) == (RECORD, "request")
    assert (record.channel, record.received, record.outcome) == ("网络", date(2020, 10, 12), None)
    assert record.extension
    assert record.extension.days == 10
    assert parsed.at("extension", "told").line == 9
    assert RECORD not in {one.path for one in (*site.pages.values(), *site.withheld.values(), *site.broken)}


def test_nothing_of_the_ledger_is_in_the_output(column: Path) -> None:
    assert built(column).changes
    files = output(column)
    assert not [path for path in files if "requests" in path or "2020-901" in path]
    for words in ("某示例咨询公司", "招商补贴发放明细", "申请人来电两次", "2020-901"):
        assert not [path for path, content in files.items() if words.encode() in content]


def test_the_ledger_changes_no_byte_of_the_site(column: Path) -> None:
    """Not even that there is one can be told from what is published."""
    built(column)
    with_ledger = output(column)
    shutil.rmtree(column / "requests")
    assert built(column).result.rendered == ()
    assert output(column) == with_ledger


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("收到方式: 网络", "收到方式: 短信", ("field-value", 4, "“收到方式”不能是文字“短信”")),
        ("申请人类别: 商业企业\n", "", ("field-missing", 1, "缺少“申请人类别”")),
        ("获取方式", "获取方试", ("field-unknown", 12, "“政府信息公开申请”没有“获取方试”这个字段")),
        ("延长工作日: 10", "延长工作日: 30", ("field-value", 10, "“延期”的“延长工作日”应不大于 20，却是 30")),
    ],
)
def test_a_slip_in_a_record_is_named_at_its_place(
    old: str, new: str, expected: tuple[str, int, str], column: Path
) -> None:
    put(column, TEXT.replace(old, new))
    found = [one for one in check(column, Options(AS_OF, jobs=1)).findings if one.span.path == RECORD]
    assert [(one.rule, one.span.line, one.message) for one in found] == [expected]


def test_a_mended_record_is_seen_at_the_next_run(column: Path) -> None:
    """The short way, which takes over the last run's answers, is not taken for it."""
    put(column, TEXT.replace("收到日期: 2020-10-12", "收到日期: 2020-09-31"))
    assert [one.rule for one in built(column).result.findings if one.span.path == RECORD] == ["date-valid"]
    put(column, TEXT)
    assert [one.rule for one in built(column).result.findings if one.span.path == RECORD] == []


def test_a_record_can_be_checked_by_itself(column: Path, gongkai: Run) -> None:
    put(column, TEXT.replace("收到方式: 网络", "收到方式: 短信"))
    done = gongkai("check", RECORD, cwd=column, code=1)
    assert f"{RECORD}:4:7  错误  field-value" in done.stdout
    gongkai("build", cwd=column, code=1)
    assert f"{RECORD}:4:7" in gongkai("check", RECORD, cwd=column, code=1).stdout


def test_only_records_of_the_folder_are_read(column: Path) -> None:
    """Letters and scans beside the records are nobody's business, and a page in the ledger is no page."""
    (column / "requests/2020/letter.pdf").write_bytes(b"%PDF")
    (column / "requests/2020/notes.txt").write_text("便条", encoding="utf-8")
    inputs = load(column)
    assert [one.path for one in inputs.sources if one.path.startswith("requests/")] == [RECORD]
    assert not [one.path for one in inputs.assets if one.path.startswith("requests/")]


@pytest.mark.parametrize("name", ["2020-903.markdown", "2020-903.txt", "2020-903.md.TXT"])
def test_a_record_under_another_ending_is_told(column: Path, name: str) -> None:
    """Nobody would count it, nor look for what it says; also where all else in the column is known."""
    built(column)
    (column / "requests/2020" / name).write_text(f"\ufeff{TEXT}", encoding="utf-8")
    (found,) = (one for one in built(column).result.findings if one.span.path.startswith("requests/"))
    assert (found.rule, found.span.path, found.severity) == ("file-unreadable", f"requests/2020/{name}", Severity.ERROR)
    assert found.message == "像是一条登记记录，但不是 .md 文件：没有读取，不计数，也不防止泄露"


def test_a_link_out_of_the_ledger_is_refused(column: Path) -> None:
    (column / "requests/2020/2020-902.md").symlink_to(column / "content/apply/index.md")
    (found,) = load(column).findings
    assert (found.rule, found.span.path) == ("file-symlink", "requests/2020/2020-902.md")
    assert found.message == "符号链接指向 requests/ 之外，那里的文件可能不应公开"


def test_every_field_of_a_record_has_a_chinese_name() -> None:
    assert all(one.title for one in Request.model_fields.values())
