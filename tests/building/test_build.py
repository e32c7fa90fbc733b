"""The main job on a real folder: what it publishes, what it remembers, and when it refuses."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.building import intake, lock
from generator.building.build import build
from generator.building.gathering import gather
from generator.building.options import Options
from generator.building.parallel import WorkerDied
from generator.building.places import LOCK
from generator.building.project import NoProject, load
from generator.building.result import Built
from generator.model.diagnostics import Severity
from generator.reading.study import Begun, rendered

AS_OF = date(2020, 10, 30)


@pytest.fixture
def column(tmp_path: Path, copy_column: Callable[[Path], Path]) -> Path:
    """A copy of the sample column that was never published."""
    found = copy_column(tmp_path / "column")
    (found / LOCK).write_bytes(lock.write_lock(lock.Lock()))
    return found


def built(root: Path, as_of: date = AS_OF) -> Built:
    return build(root, root / "output", Options(as_of))


def errors(one: Built) -> list[tuple[str, str]]:
    return [(found.rule, found.span.path) for found in one.result.findings if found.severity is Severity.ERROR]


def test_the_first_build_remembers_every_published_document(column: Path) -> None:
    one = built(column)
    assert one.changes
    site = gather(load(column), Options(AS_OF)).site
    assert site
    remembered, _ = lock.read_lock((column / LOCK).read_bytes())
    assert remembered.recorded == AS_OF
    assert remembered.entries.keys() == site.pages.keys()


def test_a_later_build_adds_nothing_and_leaves_the_lock_alone(column: Path) -> None:
    built(column)
    before = (column / LOCK).stat().st_mtime_ns
    assert built(column, date(2020, 11, 2)).changes
    assert (column / LOCK).stat().st_mtime_ns == before


ROSTER = "content/statutory/notices/2020-duty-roster.md"
RECORD = """公开属性: 主动公开
属性变更记录:
  - {日期: 2020-10-30, 原属性: 不予公开, 现属性: 主动公开, 依据: 条例第十八条, 批准人: 张示例}
"""


def changed_attributes(one: Built) -> list[str]:
    return [found.message for found in one.result.findings if found.rule == "attr-change-log"]


def test_what_is_not_public_is_remembered_by_its_attribute_alone_and_in_no_published_file(column: Path) -> None:
    built(column)
    remembered, _ = lock.read_lock((column / LOCK).read_bytes())
    assert remembered.attributes["2020-duty-roster"] == "不予公开"
    assert "2020-duty-roster" not in remembered.entries
    assert "值守安排" not in (column / LOCK).read_text(encoding="utf-8")
    published = (path for path in (column / "output").rglob("*") if path.is_file())
    assert [path for path in published if b"2020-duty-roster" in path.read_bytes()] == []
    assert not (column / "output" / LOCK).exists()


def test_a_change_of_attribute_is_told_until_it_is_recorded(column: Path) -> None:
    """Publishing does not make it forgotten; a recorded step is what the next one is compared with."""
    built(column)
    page = column / ROSTER
    closed = page.read_text(encoding="utf-8").replace("2020-07-06", "2020-10-30")
    opened = closed.replace("公开属性: 不予公开\n", "公开属性: 主动公开\n")
    page.write_text(opened, encoding="utf-8")
    told = ["这一页原来是“不予公开”，现在是“主动公开”，没有变更记录"]
    assert changed_attributes(first := built(column)) == told
    assert first.changes
    assert changed_attributes(built(column)) == told
    page.write_text(opened.replace("公开属性: 主动公开\n", RECORD), encoding="utf-8")
    assert changed_attributes(built(column)) == []
    page.write_text(closed, encoding="utf-8")
    assert changed_attributes(built(column)) == ["这一页曾于 2020-10-30 公开，现在是“不予公开”，没有变更记录"]


def test_a_draft_does_not_wash_the_memory_of_its_attribute_away(column: Path) -> None:
    built(column)
    page = column / ROSTER
    text = page.read_text(encoding="utf-8").replace("公开属性: 不予公开\n", "公开属性: 主动公开\n")
    page.write_text(text.replace("---\n", "---\n草稿: 是\n", 1), encoding="utf-8")
    built(column)
    page.write_text(text, encoding="utf-8")
    assert len(changed_attributes(built(column))) == 1


def test_a_changed_phone_of_the_guide_is_told_until_its_day_is_written(column: Path) -> None:
    built(column)
    page = column / "content/guide/index.md"
    text = page.read_text(encoding="utf-8").replace("000-00001201", "000-00001209", 1)
    page.write_text(text, encoding="utf-8")
    told = ["公开指南的联系电话原来是“000-00001201”，改成了“000-00001209”，没有新的信息变更日期"]
    for _ in range(2):
        found = built(column).result.findings
        assert [one.message for one in found if one.rule == "guide-stale"] == told
    dated = text.replace("更新日期: 2020-10-12\n", "更新日期: 2020-10-30\n信息变更日期: 2020-10-29\n")
    page.write_text(dated, encoding="utf-8")
    assert [one for one in built(column).result.findings if one.rule == "guide-stale"] == []
    remembered, _ = lock.read_lock((column / LOCK).read_bytes())
    assert remembered.contacts["guide"].changed == date(2020, 10, 29)
    assert remembered.contacts["guide"].parts["phone"] == "000-00001209"


def test_a_lock_that_was_lost_is_missed_where_something_was_published(column: Path) -> None:
    built(column)
    (column / LOCK).unlink()
    one = built(column)
    assert (errors(one), one.changes) == ([("lock-missing", "site.lock")], None)
    assert not (column / LOCK).exists()


def test_without_lock_and_output_nobody_can_tell(column: Path) -> None:
    (column / LOCK).unlink()
    one = built(column)
    assert [found.rule for found in one.result.findings if found.severity is Severity.UNKNOWN] == ["lock-missing"]
    assert one.changes


def test_a_page_that_went_back_to_draft_is_missed(column: Path) -> None:
    built(column)
    page = column / "content/statutory/news/2020-09-18-training.md"
    page.write_text(page.read_text(encoding="utf-8").replace("---\n", "---\n草稿: 是\n", 1), encoding="utf-8")
    assert ("page-gone", "content/statutory/news/2020-09-18-training.md") in errors(built(column))


def test_a_folder_without_configuration_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(NoProject):
        built(tmp_path)


def test_a_preview_is_not_remembered_and_misses_no_lock(column: Path) -> None:
    (column / LOCK).unlink()
    for _ in range(2):
        one = build(column, column / "preview", Options(AS_OF), remember=False)
        assert (errors(one), one.changes is not None) == ([], True)
    assert not (column / LOCK).exists()


def test_a_lock_that_cannot_be_written_stops_the_build_before_anything_is_published(column: Path) -> None:
    (column / f".{LOCK}.new").mkdir()
    with pytest.raises(OSError, match=r"\.site\.lock\.new"):
        built(column)
    assert not (column / "output").exists()


def test_a_worker_that_is_killed_is_reported_with_its_document(column: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when memory runs out over one enormous page: the page is named, and the published site stays."""
    built(column)
    before = {path: path.stat().st_mtime_ns for path in (column / "output").rglob("*")}
    fatal = column / "content/statutory/news/fatal.md"
    fatal.write_text("---\n标题: 甲\n---\n", encoding="utf-8")
    settings = column / "site_config.toml"  # changed so that every page is read again
    text = settings.read_text(encoding="utf-8").replace("body_characters = 50", "body_characters = 49", 1)
    settings.write_text(text, encoding="utf-8")

    def deadly(one: Begun) -> Begun:
        if one.path.endswith("fatal.md"):
            os.kill(os.getpid(), signal.SIGKILL)
        return rendered(one)

    monkeypatch.setattr(intake, "rendered", deadly)
    with pytest.raises(WorkerDied, match=r"处理 content/statutory/news/fatal\.md 的进程被系统用信号 9 终止"):
        build(column, column / "output", Options(AS_OF, jobs=2))
    assert {path: path.stat().st_mtime_ns for path in (column / "output").rglob("*")} == before
    assert [path.name for path in column.iterdir() if path.name.startswith(".output")] == [".output.busy"]
