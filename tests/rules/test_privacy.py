"""Personal data does not travel with its findings: not into terminals, logs or reports, nor into the preview."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.building.options import Options
from generator.serving.studio import studio

Run = Callable[..., Any]
NUMBER = "110101199003077758"
MOBILE = "13800138000"
PAGE = "content/statutory/news/2020-10-20-list.md"
TEXT = f"""---
标题: 参加家政培训人员名单
内容类型: 工作动态
发布日期: 2020-10-20
公开属性: 主动公开
来源: 办公室
责任处室: {MOBILE}处
更新日期: {MOBILE}
---

经公示无异议，现将参加家政服务人员培训的名单公布如下，名单中的号码都是编造的，与任何人无关，也不对应真实的号码。

张某，身份证号码{NUMBER}，联系电话{MOBILE}。
"""


@pytest.fixture
def column(tmp_path: Path, copy_column: Callable[[Path], Path]) -> Path:
    found = copy_column(tmp_path / "column")
    (found / PAGE).write_text(TEXT, encoding="utf-8", newline="\n")
    return found


def mended(column: Path) -> None:
    """Take away what keeps the page from being understood, and leave what it must not say."""
    file = column / PAGE
    file.write_text(TEXT.replace(f"更新日期: {MOBILE}\n", ""), encoding="utf-8", newline="\n")


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("mend", [False, True])
def test_no_format_repeats_a_number(form: str, column: Path, gongkai: Run, *, mend: bool) -> None:
    """Neither as the thing found, nor as a value that another finding quotes, nor in the line shown around it."""
    if mend:
        mended(column)
    done = gongkai("check", "--format", form, cwd=column, code=1)
    assert NUMBER not in done.stdout + done.stderr
    assert MOBILE not in done.stdout + done.stderr
    if mend and form == "json":
        found = {(one["rule"], one["line"], one["message"]) for one in json.loads(done.stdout)["findings"]}
        assert ("priv-id", 12, "身份证件号码：11*************758") in found
        assert ("priv-mobile", 12, "手机号码：138****8000") in found
        assert ("priv-mobile", 7, "手机号码：138****8000") in found
    if mend and form == "text":
        assert "张某，身份证号码11*************758，联系电话138****8000。" in done.stdout


def test_the_preview_repeats_no_number(column: Path) -> None:
    mended(column)
    options = Options(date(2020, 10, 30), jobs=1)
    with studio(column, None, lambda: options) as shown:
        shown.refresh()
        told = shown.report("statutory/news/2020-10-20-list.html").decode()
        board = shown.board().decode()
    assert "priv-id" in told
    assert NUMBER not in told + board
    assert MOBILE not in told + board


@pytest.mark.parametrize(
    "asked",
    [
        ("build",),
        ("build", "--format", "json"),
        ("status",),
        ("status", "--format", "json"),
        *(("report", "--points", "none", "--format", form) for form in ("text", "json", "html")),
    ],
    ids=" ".join,
)
def test_no_command_repeats_a_number(asked: tuple[str, ...], column: Path, gongkai: Run) -> None:
    """Whatever it says of a page, in whatever format, it says none of the numbers there."""
    mended(column)
    done = gongkai(*asked, cwd=column, code=None)
    assert done.stdout + done.stderr
    assert NUMBER not in done.stdout + done.stderr
    assert MOBILE not in done.stdout + done.stderr
