"""What looking again finds, where nobody tells of changes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from generator.serving import polling
from generator.serving.polling import Poll, Seen
from generator.serving.scope import Scope


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "news").mkdir(parents=True)
    (folder / "a.md").write_text("甲")
    (folder / "news/b.md").write_text("乙")
    return folder


def poll(*places: Path) -> Poll:
    return Poll(Scope(frozenset(places), lambda path: path.name.startswith(".")))


def seen(*files: Path, gone: Iterable[Path] = (), whole: bool = False) -> Seen:
    return Seen(frozenset(files), frozenset(gone), whole)


def test_what_is_there_already_is_no_change(content: Path) -> None:
    assert poll(content).again() == seen()


def test_files_that_came_changed_and_went(content: Path) -> None:
    one = poll(content)
    (content / "a.md").write_text("甲甲")
    (content / "news/b.md").unlink()
    (content / "news/c.md").touch()
    assert one.again() == seen(content / "a.md", content / "news/c.md", gone=[content / "news/b.md"])
    assert one.again() == seen()


def test_a_file_that_moved_is_named_at_both_ends(content: Path) -> None:
    one = poll(content)
    (content / "a.md").rename(content / "news/a.md")
    assert one.again() == seen(content / "news/a.md", gone=[content / "a.md"])


def test_a_file_replaced_by_one_of_equal_size_and_time(content: Path) -> None:
    """As ``cp -p`` and ``rsync -t`` leave them."""
    one, status = poll(content), (content / "a.md").stat()
    (content / "new").write_text("丙")
    os.utime(content / "new", ns=(status.st_atime_ns, status.st_mtime_ns))
    (content / "new").replace(content / "a.md")
    assert one.again() == seen(content / "a.md")


def test_to_read_is_no_change(content: Path) -> None:
    one = poll(content)
    (content / "a.md").read_text()
    assert one.again() == seen()


def test_an_empty_folder_is_no_change_but_a_filled_one_is(content: Path) -> None:
    one = poll(content)
    (content / "empty").mkdir()
    assert one.again() == seen()
    (content / "empty/c.md").touch()
    assert one.again() == seen(content / "empty/c.md")
    shutil.copytree(content / "news", content / "copy")
    assert one.again() == seen(content / "copy/b.md", whole=True)


def test_a_folder_that_moved_or_went_makes_it_whole(content: Path) -> None:
    one = poll(content)
    (content / "news").rename(content / "old")
    assert one.again() == seen(content / "old/b.md", gone=[content / "news/b.md"], whole=True)
    shutil.rmtree(content / "old")
    assert one.again() == seen(gone=[content / "old/b.md"], whole=True)


def test_a_file_in_the_place_of_a_folder(content: Path) -> None:
    one = poll(content)
    shutil.rmtree(content / "news")
    (content / "news").touch()
    assert one.again() == seen(gone=[content / "news/b.md"], whole=True)


def test_places_may_be_files_and_may_come_later(content: Path) -> None:
    config, layouts = content.parent / "site_config.toml", content.parent / "layouts"
    one = poll(content, config, layouts)
    config.touch()
    (content.parent / "neighbour.toml").touch()
    assert one.again() == seen(config)
    layouts.mkdir()
    (layouts / "base.html").touch()
    assert one.again() == seen(layouts / "base.html", whole=True)


def test_what_is_ignored_is_not_even_looked_at(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (content / ".cache/deep").mkdir(parents=True)
    one = poll(content)
    listed = []
    monkeypatch.setattr(polling, "_entries", lambda folder: listed.append(folder) or [])
    one.again()
    assert listed == [str(content)]
    monkeypatch.undo()
    one.again()
    (content / ".cache/deep/x").touch()
    (content / ".a.md.swp").touch()
    assert one.again() == seen()


def test_links_are_not_followed(content: Path, tmp_path: Path) -> None:
    (content / "loop").symlink_to(content)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (content / "out").symlink_to(elsewhere)
    one = poll(content)
    (elsewhere / "c.md").touch()
    assert one.again() == seen()


def test_a_linked_place_is_followed(content: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(content)
    one = poll(tmp_path / "link")
    (content / "c.md").touch()
    assert one.again() == seen(tmp_path / "link/c.md")


def test_an_unreachable_drive_changes_nothing(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it can be reached, what changed meanwhile is found."""

    def fail(folder: str) -> Iterable[os.DirEntry[str]]:
        raise OSError(112, "Host is down", folder)

    one = poll(content)
    (content / "a.md").write_text("甲甲")
    monkeypatch.setattr(polling, "_entries", fail)
    assert one.again() == seen()
    monkeypatch.undo()
    assert one.again() == seen(content / "a.md")


def test_a_costly_look_is_rested_from(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking takes less than a tenth of a core."""
    worked = iter([0.0, 0.5, 0.5, 0.51])
    monkeypatch.setattr(polling.time, "thread_time", lambda: next(worked))
    one = poll(content)
    assert one.pause == pytest.approx(4.5)
    one.again()
    assert one.pause == pytest.approx(polling.PAUSE)
