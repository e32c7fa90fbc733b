"""The doctor: each thing it looks at, well and ill."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copy2

import pytest

from generator.authoring.doctor import Check, Patient, State, diagnose
from generator.building.build import build
from generator.building.options import Options
from generator.building.places import default_layouts

TODAY = date(2020, 10, 30)


def look(column: Path, name: str, as_of: date = TODAY) -> list[Check]:
    patient = Patient(column, column / "site_config.toml", column / "output", Options(as_of))
    return [one for one in diagnose(patient) if one.name == name]


def states(checks: list[Check]) -> list[State]:
    return [one.state for one in checks]


@pytest.fixture
def git(column: Path) -> Callable[..., None]:
    """Run git in the column."""

    def run(*arguments: str) -> None:
        who = ["-c", "user.name=某", "-c", "user.email=a@example.cn", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(column), *who, *arguments], check=True, capture_output=True)

    return run


def test_everything_ill_has_a_cure_and_nothing_well_has_one(column: Path) -> None:
    patient = Patient(column, column / "site_config.toml", column / "output", Options(TODAY))
    for one in diagnose(patient):
        assert bool(one.cure) is (one.state is not State.GOOD), one


def test_the_environment_of_the_tests_is_well(column: Path) -> None:
    assert states(look(column, "Python")) == [State.GOOD]
    assert State.BAD not in states(look(column, "软件包"))


def test_settings_well_and_ill(column: Path) -> None:
    (one,) = look(column, "设置")
    assert (one.state, one.found) == (State.GOOD, "示例市商务委员会，10 个栏目")
    (column / "site_config.toml").write_text("[site", encoding="utf-8")
    (one,) = look(column, "设置")
    assert one.state is State.BAD
    assert "第 1 行" in one.found


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        (TODAY, [State.GOOD, State.GOOD]),
        (date(2098, 1, 4), [State.BAD, State.NOTE]),
        (date.max, [State.BAD]),
    ],
)
def test_the_calendar_of_this_year_is_needed_and_of_the_next_wanted(
    as_of: date, found: list[State], column: Path
) -> None:
    assert states(look(column, "工作日历", as_of)) == found


def test_content_well_and_ill(column: Path) -> None:
    assert states(look(column, "内容")) == [State.GOOD]
    (column / "content").rename(column / "elsewhere")
    assert states(look(column, "内容")) == [State.BAD]


def test_layouts_that_are_overridden_are_named(column: Path) -> None:
    assert [(one.state, one.found) for one in look(column, "版式")] == [(State.GOOD, "全部用默认版式")]
    (column / "layouts").mkdir()
    copy2(default_layouts() / "robots.txt", column / "layouts" / "robots.txt")
    (column / "layouts" / "404.html").write_text("没有这个网页", encoding="utf-8")
    assert [(one.state, one.found) for one in look(column, "版式")] == [
        (State.NOTE, "与默认版式完全相同：robots.txt"),
        (State.NOTE, "覆盖了默认版式：404.html"),
    ]


def test_output_missing_fresh_stale_and_foreign(column: Path) -> None:
    assert states(look(column, "输出目录")) == [State.NOTE]
    build(column, column / "output", Options(TODAY))
    (one,) = look(column, "输出目录")
    assert (one.state, one.cure) == (State.GOOD, "")
    assert one.found.endswith("与内容一致")
    news = column / "content/statutory/news/news-2020-001.md"
    news.write_text(news.read_text(encoding="utf-8").replace("四十多家", "五十多家"), encoding="utf-8", newline="\n")
    assert look(column, "输出目录")[0].found.endswith("与内容不一致")
    news.write_text("没有文件头", encoding="utf-8")
    assert look(column, "输出目录")[0].found == "内容有错误，无法比较"
    (column / "output/manifest.json").unlink()
    assert states(look(column, "输出目录")) == [State.BAD]


def test_the_repository_and_the_lock(column: Path, git: Callable[..., None], tmp_path: Path) -> None:
    assert [one.found for one in look(column, "git")] == ["项目目录不在 git 仓库中"]
    git("init", "--quiet")
    assert states(look(column, "git")) == [State.GOOD]
    (column / "site.lock").unlink()
    assert [one.found for one in look(column, "site.lock")] == ["还没有：尚未发布过"]
    build(column, column / "output", Options(TODAY))
    assert states(look(column, "site.lock")) == [State.BAD]
    git("add", ".")
    git("commit", "--quiet", "-m", "首次发布")
    assert [one.found for one in look(column, "site.lock")] == ["已提交"]
    git("commit", "--quiet", "--allow-empty", "-m", "再次")
    subprocess.run(
        ["git", "clone", "--quiet", "--depth", "1", column.as_uri(), str(tmp_path / "shallow")],
        check=True,
        capture_output=True,
    )
    assert [one.cure for one in look(tmp_path / "shallow", "git")] == ["运行 git fetch --unshallow"]
    (column / "site.lock").write_text("{}", encoding="utf-8")
    assert states(look(column, "site.lock")) == [State.NOTE, State.BAD]
