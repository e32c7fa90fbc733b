"""The past of a project, out of real repositories with dated commits."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from generator.authoring.start import start
from generator.building.assessment.compose import compose
from generator.building.assessment.trend import Past, month_ends
from generator.building.assessment.values import Period, Point, Rate, Report
from generator.building.cache import cache
from generator.building.history import History, NoHistory, ask, checkout, read_history
from generator.building.options import Options
from generator.building.version import generator_version

POLICY = "content/statutory/policies/2020-001.md"
TEXT = "content/statutory/interpretations/i-2020-001.md"
TODAY = date(2020, 12, 15)
WHOLE = ("content", "layouts", "site_config.toml", "site.lock")

Git = Callable[..., str]


def repository(folder: Path) -> Git:
    """A new repository, and what runs git in it; ``when`` dates a commit."""

    def run(*arguments: str, when: str = "") -> str:
        who = ["-c", "user.name=某", "-c", "user.email=a@example.cn", "-c", "commit.gpgsign=false"]
        dated = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z"} if when else {}
        done = subprocess.run(
            ["git", "-C", str(folder), *who, *arguments],
            check=True,
            capture_output=True,
            env={**os.environ, **dated},
            encoding="utf-8",
        )
        return done.stdout.strip()

    folder.mkdir(parents=True, exist_ok=True)
    run("init", "-q", "-b", "main")
    return run


def commit(git: Git, when: str) -> str:
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", when, when=when)
    return git("rev-parse", "HEAD")


def write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")


def laid(folder: Path) -> dict[str, str]:
    """Every file below a folder with its text; of a symbolic link, where it leads."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file())
    return {
        path.relative_to(folder).as_posix(): f"→ {os.readlink(path)}"  # noqa: PTH115  # as it is written
        if path.is_symlink()
        else path.read_text("utf-8")
        for path in paths
    }


# Which commit


def test_the_newest_commit_of_a_day_is_by_committer_date_in_shanghai(tmp_path: Path) -> None:
    """A day ends at midnight there; who wrote the change when does not matter."""
    git = repository(tmp_path)
    first = commit(git, "2020-03-31T15:59:59Z")  # a second before midnight
    second = commit(git, "2020-03-31T16:00:00Z")  # midnight: 1 April
    history = read_history(tmp_path)
    assert history.newest(date(2020, 3, 31)).name == first
    assert history.newest(date(2020, 4, 1)).name == second
    assert history.newest(TODAY).name == second
    with pytest.raises(NoHistory, match="2020-03-30 还没有提交，第一次提交在 2020-03-31"):
        history.newest(date(2020, 3, 30))


def test_of_commits_out_of_order_the_latest_counts(tmp_path: Path) -> None:
    git = repository(tmp_path)
    commit(git, "2020-01-01T00:00:00Z")
    late = commit(git, "2020-03-01T00:00:00Z")
    early = commit(git, "2020-02-01T00:00:00Z")  # a clock that was wrong
    history = read_history(tmp_path)
    assert history.newest(date(2020, 2, 15)).name == early
    assert history.newest(date(2020, 3, 15)).name == late


def test_what_a_side_branch_had_is_not_there_before_it_is_merged(tmp_path: Path) -> None:
    git = repository(tmp_path)
    base = commit(git, "2020-01-01T00:00:00Z")
    git("checkout", "-q", "-b", "side")
    commit(git, "2020-01-10T00:00:00Z")
    git("checkout", "-q", "main")
    git("merge", "-q", "--no-ff", "-m", "merged", "side", when="2020-02-01T00:00:00Z")
    history = read_history(tmp_path)
    assert history.newest(date(2020, 1, 20)).name == base
    assert history.newest(date(2020, 2, 1)).name == git("rev-parse", "HEAD")


def test_a_shallow_clone_knows_only_its_own_days(tmp_path: Path) -> None:
    git = repository(tmp_path / "whole")
    commit(git, "2020-01-01T00:00:00Z")
    last = commit(git, "2020-03-01T00:00:00Z")
    source = (tmp_path / "whole").as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "1", source, str(tmp_path / "shallow")], check=True)
    history = read_history(tmp_path / "shallow")
    assert history.shallow
    assert history.newest(date(2020, 3, 1)).name == last
    with pytest.raises(NoHistory, match="仓库是浅克隆，看不到 2020-02-01 的提交；运行 git fetch --unshallow"):
        history.newest(date(2020, 2, 1))


def test_no_repository_no_commit_and_no_program_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoHistory, match="项目目录不在 git 仓库中"):
        read_history(tmp_path)
    repository(tmp_path / "new")
    with pytest.raises(NoHistory, match="仓库中还没有提交"):
        read_history(tmp_path / "new")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoHistory, match="没有找到 git 程序"):
        read_history(tmp_path)


def test_a_refusal_of_git_is_passed_on(tmp_path: Path) -> None:
    repository(tmp_path)
    with pytest.raises(NoHistory, match=r"git 无法回答：fatal: .*nonsense"):
        ask(tmp_path, "log", "nonsense")


def test_what_a_hook_is_told_does_not_lead_to_another_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = repository(tmp_path / "mine"), repository(tmp_path / "other")
    name = commit(mine, "2020-01-01T00:00:00Z")
    commit(other, "2020-01-01T00:00:01Z")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    assert [one.name for one in read_history(tmp_path / "mine").commits] == [name]


# Its files


def shown(history: History, *days: date, wanted: tuple[str, ...] = WHOLE) -> list[dict[str, str]]:
    found = []
    with checkout(history) as there:
        found.extend(laid(there.show(history.newest(day), wanted)) for day in days)
        folder = there.root
    assert not folder.exists()
    return found


def test_each_commit_is_laid_out_as_it_was(tmp_path: Path) -> None:
    """Changed, renamed, deleted, a file that became a folder and back; Chinese names; what is not wanted stays away."""
    git = repository(tmp_path)
    write(tmp_path, {"content/甲 乙.md": "一", "content/b.md": "二", "site.lock": "锁", "secret/key": "密"})
    commit(git, "2020-01-01T00:00:00Z")
    git("mv", "content/甲 乙.md", "content/c.md")
    (tmp_path / "content/b.md").unlink()
    write(tmp_path, {"content/b.md/inner.md": "三", "site.lock": "新锁"})
    commit(git, "2020-02-01T00:00:00Z")
    (tmp_path / "content/b.md/inner.md").unlink()
    (tmp_path / "content/b.md").rmdir()
    write(tmp_path, {"content/b.md": "四"})
    commit(git, "2020-03-01T00:00:00Z")
    one, two, three = (date(2020, month, 1) for month in (1, 2, 3))
    first = {"content/甲 乙.md": "一", "content/b.md": "二", "site.lock": "锁"}
    second = {"content/c.md": "一", "content/b.md/inner.md": "三", "site.lock": "新锁"}
    third = {"content/c.md": "一", "content/b.md": "四", "site.lock": "新锁"}
    assert shown(read_history(tmp_path), one, two, three, two, one) == [first, second, third, second, first]


def test_bytes_are_as_they_were_stored_and_nothing_is_left_out(tmp_path: Path) -> None:
    """Attributes that change what an export holds do not apply."""
    git = repository(tmp_path)
    write(
        tmp_path,
        {
            ".gitattributes": "content/hidden.md export-ignore\ncontent/id.md export-subst ident\n",
            "content/hidden.md": "在",
            "content/id.md": "$Format:%H$ $Id$",
        },
    )
    commit(git, "2020-01-01T00:00:00Z")
    (found,) = shown(read_history(tmp_path), TODAY)
    assert found == {"content/hidden.md": "在", "content/id.md": "$Format:%H$ $Id$"}


def test_links_stay_links_and_lead_nowhere(tmp_path: Path) -> None:
    git = repository(tmp_path)
    write(tmp_path, {"content/a.md": "一"})
    (tmp_path / "content/link.md").symlink_to("../../../etc/passwd")
    commit(git, "2020-01-01T00:00:00Z")
    (found,) = shown(read_history(tmp_path), TODAY)
    assert found == {"content/a.md": "一", "content/link.md": "→ ../../../etc/passwd"}


def test_a_project_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    git = repository(tmp_path)
    write(tmp_path, {"readme": "外", "content/out.md": "外"})
    commit(git, "2020-01-01T00:00:00Z")
    write(tmp_path / "网站", {"content/in.md": "内"})
    commit(git, "2020-02-01T00:00:00Z")
    history = read_history(tmp_path / "网站")
    assert history.prefix == "网站/"
    assert shown(history, TODAY) == [{"content/in.md": "内"}]
    with checkout(history) as there, pytest.raises(NoHistory, match="那时仓库中还没有这个项目目录"):
        there.show(history.newest(date(2020, 1, 1)), WHOLE)


def test_a_lost_object_is_said_and_nothing_is_fetched(tmp_path: Path) -> None:
    git = repository(tmp_path)
    write(tmp_path, {"content/a.md": "一"})
    commit(git, "2020-01-01T00:00:00Z")
    name = git("rev-parse", "HEAD:content/a.md")
    (tmp_path / ".git/objects" / name[:2] / name[2:]).unlink()
    history = read_history(tmp_path)
    with checkout(history) as there, pytest.raises(NoHistory, match=f"git 中缺少对象 {name[:12]}"):
        there.show(history.newest(TODAY), WHOLE)


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    git = repository(tmp_path / "project")
    write(tmp_path / "project", {"content/a.md": "一"})
    commit(git, "2020-01-01T00:00:00Z")
    history = read_history(tmp_path / "project")

    def interrupted() -> None:
        with checkout(history) as there:
            assert laid(there.show(history.newest(TODAY), WHOLE))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list((tmp_path / "temporary").iterdir()) == []


# The trend


def trend(root: Path, *days: date, config: Path | None = None) -> list[Point]:
    settings = config or root / "site_config.toml"
    with cache(root, generator_version()) as used:
        return Past(root, settings, date(2020, 1, 1), Options(TODAY), used).points(days)


@pytest.fixture
def column(tmp_path: Path) -> tuple[Path, Git]:
    """A new column in a folder of a repository, its one policy first without and then with its interpretation."""
    git = repository(tmp_path / "repository")
    root = tmp_path / "repository" / "zwgk"
    start(root)
    text = (root / TEXT).read_text("utf-8")
    (root / TEXT).unlink()
    commit(git, "2020-10-20T02:00:00Z")
    write(root, {TEXT: text})
    commit(git, "2020-11-20T02:00:00Z")
    return root, git


def test_each_day_is_judged_by_its_own_commit_and_as_of_itself(column: tuple[Path, Git]) -> None:
    """Published on 19 October: on the 20th the missing interpretation is not due, on the 31st it is overdue."""
    root, git = column
    points = trend(root, date(2020, 9, 30), date(2020, 10, 20), date(2020, 10, 31), date(2020, 11, 30))
    sync = [point.reading and point.reading.rates["sync"] for point in points]
    assert sync == [None, Rate(pending=1), Rate(missed=1), Rate(met=1)]
    assert points[0].reason == "2020-09-30 还没有提交，第一次提交在 2020-10-20"
    names = [git("rev-parse", name)[:10] for name in ("HEAD~", "HEAD~", "HEAD")]
    assert [point.commit for point in points] == ["", *names]
    overdue = [point.reading and point.reading.counts["clocks-overdue"] for point in points[1:]]
    assert overdue == [0, 1, 0]


def test_what_was_found_once_is_kept_and_says_the_same(column: tuple[Path, Git]) -> None:
    root, _ = column
    days = (date(2020, 10, 31), date(2020, 11, 30))
    assert trend(root, *days) == trend(root, *days)


def test_a_renamed_page_is_the_same_page(column: tuple[Path, Git]) -> None:
    """Moved without a change of its id, the policy has its interpretation before and after."""
    root, git = column
    git("mv", f"zwgk/{POLICY}", "zwgk/content/statutory/policies/办法.md")
    moved = root / "content/statutory/policies/办法.md"
    moved.write_text(moved.read_text("utf-8").replace("---\n", "---\n页面编号: 2020-001\n", 1), encoding="utf-8")
    commit(git, "2020-12-01T02:00:00Z")
    points = trend(root, date(2020, 11, 30), date(2020, 12, 14))
    assert [point.reading and point.reading.rates["sync"] for point in points] == [Rate(met=1), Rate(met=1)]


def test_a_commit_that_cannot_be_read_today_is_not_assessable(column: tuple[Path, Git]) -> None:
    root, git = column
    settings = (root / "site_config.toml").read_text("utf-8")
    write(root, {"site_config.toml": "[site\n"})
    commit(git, "2020-12-01T02:00:00Z")
    (root / "site_config.toml").unlink()
    commit(git, "2020-12-05T02:00:00Z")
    write(root, {"site_config.toml": settings})
    commit(git, "2020-12-10T02:00:00Z")
    broken, gone, mended = trend(root, date(2020, 12, 4), date(2020, 12, 9), date(2020, 12, 14))
    assert broken.reading is None
    assert broken.reason.startswith("那时的设置不能用现在的版本读取（site_config.toml 第 1 行：")
    assert (gone.reading, gone.reason) == (None, "那时还没有设置文件 site_config.toml")
    assert mended.reading is not None


def test_without_history_every_day_says_why(tmp_path: Path) -> None:
    start(tmp_path / "alone")
    (point,) = trend(tmp_path / "alone", date(2020, 11, 30))
    assert (point.reading, point.commit, point.reason) == (None, "", "项目目录不在 git 仓库中")


def test_settings_from_elsewhere_have_no_history(column: tuple[Path, Git], tmp_path: Path) -> None:
    root, _ = column
    other = tmp_path / "other.toml"
    other.write_bytes((root / "site_config.toml").read_bytes())
    (point,) = trend(root, date(2020, 11, 30), config=other)
    assert point.reading is None
    assert "不在项目目录中，没有它的历史" in point.reason


def test_a_layout_that_fails_now_leaves_the_findings_out_but_not_the_rest(column: tuple[Path, Git]) -> None:
    root, git = column
    write(root, {"layouts/page.html": "{{ 没有 }}"})
    commit(git, "2020-12-01T02:00:00Z")
    (point,) = trend(root, date(2020, 12, 2))
    assert point.reading is not None
    assert point.reading.rates["sync"] == Rate(met=1)
    assert "error" not in point.reading.counts


def composed(root: Path, as_of: date, *days: date) -> Report:
    found, _ = compose(root, root / "site_config.toml", Options(as_of), Period(date(2020, 1, 1), as_of), days)
    assert found is not None
    return found


def test_the_day_of_judgement_shows_the_files_as_they_lie(column: tuple[Path, Git]) -> None:
    """What is not committed yet counts there, and nowhere else; the project itself is left alone."""
    root, git = column
    (root / TEXT).unlink()
    before = git("status", "--porcelain")
    report = composed(root, TODAY, date(2020, 11, 30), TODAY)
    sync = [point.reading and point.reading.rates["sync"] for point in report.trend]
    assert sync == [Rate(met=1), Rate(missed=1)]
    assert [point.commit for point in report.trend][1] == ""
    assert git("status", "--porcelain") == before


RECORD = """---
申请人: 某人
申请人类别: 自然人
收到方式: 邮寄
收到日期: 2020-11-02
登记日期: 2020-11-02
申请内容: 某件信息
---
"""


def test_a_ledger_that_was_not_committed_leaves_the_past_untold_not_empty(column: tuple[Path, Git]) -> None:
    """Kept out of the repository, it is known today alone; once committed, from then on."""
    root, git = column
    write(root, {"requests/2020/r1.md": RECORD})
    before, now = composed(root, TODAY, date(2020, 11, 30), TODAY).trend
    assert before.reading is not None
    assert before.reading.rates["requests"] == Rate(unknown=1)  # 无法判定, not none
    assert now.reading is not None
    assert now.reading.rates["requests"] == Rate(missed=1)
    commit(git, "2020-12-01T02:00:00Z")
    (after,) = trend(root, date(2020, 12, 2))
    assert after.reading is not None
    assert after.reading.rates["requests"] == Rate(missed=1)


def test_a_shallow_clone_of_the_column(column: tuple[Path, Git], tmp_path: Path) -> None:
    source = column[0].parent.as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "1", source, str(tmp_path / "shallow")], check=True)
    before, after = trend(tmp_path / "shallow/zwgk", date(2020, 10, 31), date(2020, 11, 30))
    assert (before.reading, before.reason) == (
        None,
        "仓库是浅克隆，看不到 2020-10-31 的提交；运行 git fetch --unshallow",
    )
    assert after.reading is not None
    assert after.reading.rates["sync"] == Rate(met=1)


def test_a_broken_configuration_gives_findings_and_no_report(tmp_path: Path) -> None:
    start(tmp_path / "column")
    write(tmp_path / "column", {"site_config.toml": "[site\n"})
    period = Period(date(2020, 1, 1), TODAY)
    root = tmp_path / "column"
    report, findings = compose(root, root / "site_config.toml", Options(TODAY), period, ())
    assert report is None
    assert [one.rule for one in findings] == ["config-syntax"]


@pytest.mark.parametrize(
    ("months", "found"),
    [(1, [(2020, 1, 31), (2020, 2, 29), (2020, 3, 31)]), (3, [(2020, 3, 31)])],
)
def test_months_end_within_the_period(months: int, found: list[tuple[int, int, int]]) -> None:
    assert month_ends(Period(date(2020, 1, 31), date(2020, 4, 29)), months) == tuple(date(*one) for one in found)


def test_a_copy_of_the_column_without_its_repository_has_no_past(column: tuple[Path, Git], tmp_path: Path) -> None:
    copytree(column[0], tmp_path / "copy")
    (point,) = composed(tmp_path / "copy", TODAY, date(2020, 11, 30)).trend
    assert point.reason == "项目目录不在 git 仓库中"
