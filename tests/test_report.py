"""``gongkai report`` as the officer runs it."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

import pytest
from openpyxl import load_workbook

from generator.authoring.start import start

PROJECT = Path(__file__).parents[1]
PATIENCE = 60

Run: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def column(tmp_path: Path) -> Path:
    """A new column, in no repository."""
    start(tmp_path / "column")
    return tmp_path / "column"


def commit(folder: Path, when: str) -> None:
    who = ["-c", "user.name=某", "-c", "user.email=a@example.cn", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "--allow-empty", "-m", when]):
        subprocess.run(
            ["git", "-C", str(folder), *words],
            check=True,
            env={**os.environ, "GIT_COMMITTER_DATE": f"{when}T04:00:00Z"},
        )


def test_on_the_terminal_it_is_told_in_short(column: Path, gongkai: Run) -> None:
    said = gongkai("report", "--as-of", "2020-10-30", cwd=column, code=0).stdout
    assert said.startswith("示例市商务委员会 政务公开考核 2020-01-01 至 2020-10-30，按 2020-10-30 判定\n")
    assert "法定事项覆盖率" in said
    line = next(one for one in said.splitlines() if one.startswith("依申请按期答复率"))
    assert line.split()[1:] == ["0", "0", "—", "1", "0", "0"], "there is no ledger: that cannot be told"
    assert "没有达到指标的事项" in said
    assert "项目目录不在 git 仓库中" in said


@pytest.mark.parametrize(("name", "begins"), [("考核.html", b"<!doctype html>"), ("r.json", b"{"), ("r.xlsx", b"PK")])
def test_the_ending_of_the_file_decides_the_format(name: str, begins: bytes, column: Path, gongkai: Run) -> None:
    done = gongkai("report", "--as-of", "2020-10-30", "-o", f"../{name}", cwd=column, code=0)
    assert (column.parent / name).read_bytes().startswith(begins)
    assert done.stdout == f"已写入 ../{name}（2020-01-01 至 2020-10-30，按 2020-10-30 判定）\n"
    assert [path.name for path in column.parent.iterdir() if path.name.startswith(".")] == []


def test_the_workbook_opens(column: Path, gongkai: Run) -> None:
    gongkai("report", "--as-of", "2020-10-30", "--to-file", "r.xlsx", "-q", cwd=column, code=0)
    assert "各项指标" in load_workbook(BytesIO((column / "r.xlsx").read_bytes())).sheetnames


def test_a_period_and_its_days(column: Path, gongkai: Run) -> None:
    """Without --points the ends of its months, and its own end; with it the days that are named."""
    commit(column, "2020-09-10")
    words = ("report", "--format", "json", "--as-of", "2020-11-15", "--from", "2020-08-15", "--to", "2020-10-30")
    found = json.loads(gongkai(*words, cwd=column, code=0).stdout)
    assert found["period"] == {"from": "2020-08-15", "to": "2020-10-30"}
    assert [(one["day"], one["assessable"]) for one in found["trend"]] == [
        ("2020-08-31", False),
        ("2020-09-30", True),
        ("2020-10-30", True),
    ]
    assert found["trend"][0]["reason"] == "2020-08-31 还没有提交，第一次提交在 2020-09-10"
    for points, expected in (
        ("quarter", ["2020-09-30", "2020-10-30"]),
        ("none", []),
        ("2020年9月11日，2020-09-12", ["2020-09-11", "2020-09-12"]),
    ):
        found = json.loads(gongkai(*words, "--points", points, cwd=column, code=0).stdout)
        assert [one["day"] for one in found["trend"]] == expected


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "2020-11-01"), "期末 2020-11-01 晚于判定日 2020-10-30；判定日用 --as-of 指定"),
        (("--from", "2020-10-02", "--to", "2020-10-01"), "期初 2020-10-02 晚于期末 2020-10-01"),
        (("--points", "2019-12-31"), "--points 中的 2019-12-31 不在期间 2020-01-01 至 2020-10-30 之内"),
        (("--points", "weekly"), "选项 --points：日期“weekly”不是年、月、日齐全的写法"),
        (("--format", "xlsx"), "XLSX 不能写在标准输出；用 -o 指明文件，如 -o 考核.xlsx"),
        (("-o", "missing/r.html"), "没有目录 missing"),
        (("-o", "content"), "content 是目录"),
        (("-o", "content/r.html"), "content/r.html 在 content/ 中，那里的文件会发布到网站"),
        (
            ("-o", "r.pdf"),
            "看不出 r.pdf 要写成什么格式；文件名以 .html、.htm、.json、.xlsx、.txt 结尾，或者用 --format 指明",
        ),
        (("-o", "考核"), "看不出 考核 要写成什么格式"),
        (("--format", "pdf"), "选项 --format：只能是 text、html、json、xlsx"),
    ],
)
def test_what_cannot_be_done_is_refused_before_any_work(
    words: tuple[str, ...], said: str, column: Path, gongkai: Run
) -> None:
    done = gongkai("report", "--as-of", "2020-10-30", *words, cwd=column, code=2)
    assert f"错误：{said}" in done.stderr
    assert not (column / ".gongkai").exists()


def test_a_file_that_cannot_be_written_stays_as_it_was(column: Path, gongkai: Run) -> None:
    (column / "site_config.toml").write_text("[site\n", encoding="utf-8")
    (column / "r.html").write_text("旧", encoding="utf-8")
    done = gongkai("report", "--as-of", "2020-10-30", "-o", "r.html", cwd=column, code=2)
    assert "config-syntax" in done.stdout
    assert (column / "r.html").read_text("utf-8") == "旧"


def test_an_interruption_leaves_nothing_behind(column: Path, tmp_path: Path) -> None:
    """Stopped while it looks back, it ends with 130; neither a folder nor a file of its own is left."""
    commit(column, "2020-01-01")
    (tmp_path / "temporary").mkdir()
    days = [date(2020, 1, 2) + timedelta(number) for number in range(250)]
    words = ["report", "--as-of", "2020-10-30", "--points", ",".join(map(str, days)), "-o", "r.html"]
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", *words],
        cwd=column,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "CI": "", "TMPDIR": str(tmp_path / "temporary")},
        stdout=subprocess.DEVNULL,
        stderr=follower,
        start_new_session=True,
    )
    os.close(follower)
    said, begun = b"", time.monotonic()
    while "回看 6/250".encode() not in said and time.monotonic() - begun < PATIENCE:
        if select.select([leader], [], [], 1)[0]:
            said += os.read(leader, 65536)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: git hears it too
    assert process.wait(timeout=PATIENCE) == 130
    os.close(leader)
    assert "回看 6/250".encode() in said
    assert list((tmp_path / "temporary").iterdir()) == []
    assert not [path for path in column.iterdir() if "r.html" in path.name]
