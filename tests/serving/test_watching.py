"""Every way to save is told, and nothing else; on real files."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from threading import Condition, Event

import pytest

from generator.reading.files import IGNORED
from generator.serving import mounts, polling
from generator.serving import watching as module
from generator.serving.settling import Settling
from generator.serving.watching import Batch, Watch, watching

if sys.platform == "linux":
    from watchdog.observers import inotify_c
    from watchdog.observers.inotify_c import InotifyConstants, InotifyEvent, InotifyFD, WatchDescriptor

LONG = 30
"""Seconds after which a test gives up; it never takes so long."""
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="listens to the Linux kernel")


class Told:
    """What a watch told, for a test to wait for."""

    def __init__(self) -> None:
        self.batches: list[Batch] = []
        self.away: set[Path] = set()
        """Files that were not there when they were told."""
        self._new = Condition()

    def __call__(self, batch: Batch) -> None:
        with self._new:
            self.batches.append(batch)
            self.away |= {path for path in batch.paths if not path.exists()}
            self._new.notify()

    @property
    def paths(self) -> set[Path]:
        return {path for batch in self.batches for path in batch.paths}

    @property
    def whole(self) -> bool:
        return any(batch.whole for batch in self.batches)

    def until(self, promise: Callable[[], bool]) -> None:
        with self._new:
            assert self._new.wait_for(promise, LONG), f"told only {self.batches}"[:2000]

    def of(self, *paths: Path) -> None:
        """Wait until some files were told."""
        self.until(lambda: self.paths.issuperset(paths))

    def forget(self) -> None:
        with self._new:
            self.batches.clear()


def ignored(path: Path) -> bool:
    return IGNORED.match(path.name) is not None


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A project with everything that is watched but layouts."""
    root = tmp_path / "site"
    (root / "content/news").mkdir(parents=True)
    (root / "content/a.md").write_text("甲")
    (root / "content/news/b.md").write_text("乙")
    (root / "site_config.toml").write_text("name = '局'")
    return root


@pytest.fixture
def told() -> Told:
    return Told()


def watch(site: Path, told: Callable[[Batch], None], *, poll: bool | None = False) -> AbstractContextManager[Watch]:
    places = [site / "content", site / "layouts", site / "site_config.toml"]
    return watching(places, ignored, told, poll=poll)


@pytest.fixture(params=[False, True], ids=["listening", "polling"])
def watched(request: pytest.FixtureRequest, site: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """A watch of the site, of either kind."""
    monkeypatch.setattr(polling, "PAUSE", 0.05)
    with watch(site, told, poll=request.param) as one:
        yield one


@pytest.fixture
def listened(site: Path, told: Told) -> Iterator[Watch]:
    with watch(site, told) as one:
        yield one


def end(site: Path, told: Told) -> None:
    """Save one more file and wait for it: what happened before has been told by then."""
    path, known = site / "content/end.md", -1
    while path not in told.paths:  # where everything is looked at, single files need not be told
        known = len(told.batches)
        path.write_text("完" * known)
        told.until(lambda: path in told.paths or any(batch.whole for batch in told.batches[known:]))  # noqa: B023


def vim(path: Path) -> None:
    """Try whether the folder can be written to, move the old text away, write the new one, drop the old one."""
    probe, backup = path.with_name("4913"), path.with_name(f"{path.name}~")
    probe.touch()
    probe.unlink()
    path.rename(backup)
    with path.open("w") as file:
        file.write("新")
        os.fsync(file.fileno())
    backup.unlink()
    path.with_name(f".{path.name}.swp").touch()


def in_place(path: Path) -> None:
    """Empty and write it, as VS Code does."""
    with path.open("r+") as file:
        file.truncate(0)
        file.write("新")


def gedit(path: Path) -> None:
    stream = path.with_name(".goutputstream-AB12CD")
    stream.write_text("新")
    stream.rename(path)


def word(path: Path) -> None:
    """Write beside it, move the old one away and the new one in its place."""
    owner, new, old = (path.with_name(name) for name in (f"~${path.name}", "~WRD0001.tmp", "~WRL0002.tmp"))
    owner.write_text("张三")
    new.write_text("新")
    path.rename(old)
    new.rename(path)
    old.unlink()
    owner.unlink()


def libreoffice(path: Path) -> None:
    lock, new = path.with_name(f".~lock.{path.name}#"), path.with_name("lu1234abcd.tmp")
    lock.write_text("张三")
    new.write_text("新")
    new.rename(path)
    lock.unlink()


def rsync(path: Path) -> None:
    """Write under a hidden name, give it the time of the origin, move it in place."""
    hidden = path.with_name(f".{path.name}.Xa1b2C")
    hidden.write_text("新")
    os.utime(hidden, (1_000_000_000, 1_000_000_000))
    hidden.rename(path)


def sed(path: Path) -> None:
    hidden = path.with_name("sedAb12Cd")
    hidden.write_text("新")
    hidden.replace(path)


def copied(path: Path) -> None:
    """Copy an older file over it with its time, as ``cp -p`` does."""
    old = path.parents[2] / "old"
    old.write_text("新")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    shutil.copy2(old, path)


SAVES = [vim, in_place, gedit, word, libreoffice, rsync, sed, copied]
STRAYS = {"4913", "sedAb12Cd"}
"""Names that look like any other; they are gone by the time that somebody looks."""


@pytest.mark.parametrize("save", SAVES, ids=lambda save: save.__name__)
@pytest.mark.parametrize("name", ["a.md", "news/b.md", "公开指南.docx"])
@pytest.mark.usefixtures("listened")
def test_a_save_is_told(save: Callable[[Path], None], name: str, site: Path, told: Told) -> None:
    path = site / "content" / name
    path.touch()
    end(site, told)
    told.forget()
    save(path)
    told.of(path)
    end(site, told)
    assert {one for one in told.paths if one.name not in STRAYS} == {path, site / "content/end.md"}
    assert not told.whole


def slow_vim(path: Path, pause: float) -> None:
    """Move the old text away, and think before the new one is written."""
    backup = path.with_name(f"{path.name}~")
    path.rename(backup)
    time.sleep(pause)
    path.write_text("新")
    backup.unlink()


def slow_word(path: Path, pause: float) -> None:
    """Move the old file away, and the new one in its place a while later."""
    old, new = path.with_name("~WRL0001.tmp"), path.with_name("~WRD0002.tmp")
    path.rename(old)
    new.write_text("新")
    time.sleep(pause)
    new.rename(path)
    old.unlink()


def anew(path: Path, pause: float) -> None:
    """Take the file away, and make it anew a while later."""
    path.unlink()
    time.sleep(pause)
    path.write_text("新")


@pytest.mark.parametrize("pause", [0.05, 0.1, 0.3])
@pytest.mark.parametrize("save", [slow_vim, slow_word, anew], ids=lambda save: save.__name__)
@pytest.mark.usefixtures("watched")
def test_a_file_is_not_told_while_it_is_away(
    save: Callable[[Path, float], None], pause: float, site: Path, told: Told
) -> None:
    path = site / "content/a.md"
    save(path, pause)
    told.of(path)
    assert told.away == set()
    assert [batch.paths for batch in told.batches] == [{path}]
    assert path.read_text() == "新"


@pytest.mark.usefixtures("watched")
def test_a_file_that_stays_away_is_told(site: Path, told: Told) -> None:
    path = site / "content/a.md"
    path.unlink()
    told.of(path)
    assert not told.whole


def test_files_that_come_slowly_are_few_batches(site: Path, told: Told) -> None:
    """As they are copied from a slow drive."""
    paths = [site / f"content/{at}.md" for at in range(20)]
    with watch(site, told):
        for path in paths:
            path.write_text("新")
            time.sleep(0.06)
        told.of(*paths)
    assert len(told.batches) < 10  # three, unless the machine is busy with something else


@pytest.mark.parametrize("save", SAVES, ids=lambda save: save.__name__)
def test_a_save_is_found(save: Callable[[Path], None], site: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "PAUSE", 0.05)
    with watch(site, told, poll=True):
        save(site / "content/a.md")
        told.of(site / "content/a.md")


@pytest.mark.parametrize("save", [vim, in_place, gedit, rsync, sed], ids=lambda save: save.__name__)
@pytest.mark.usefixtures("watched")
def test_a_single_file_is_followed_without_its_neighbours(save: Callable[[Path], None], site: Path, told: Told) -> None:
    for at in range(3):  # it is another file each time
        told.forget()
        save(site / "site_config.toml")
        (site / "README.md").write_text(f"{at}")
        told.of(site / "site_config.toml")
        end(site, told)
        assert told.paths == {site / "site_config.toml", site / "content/end.md"}
        assert not told.whole


@pytest.mark.usefixtures("watched")
def test_files_that_are_made_moved_and_deleted(site: Path, told: Told) -> None:
    content = site / "content"
    (content / "new.md").write_text("丙")
    (content / "a.md").rename(content / "news/a.md")
    (content / "news/b.md").unlink()
    told.of(*(content / name for name in ("new.md", "a.md", "news/a.md", "news/b.md")))
    assert not told.whole


@pytest.mark.usefixtures("watched")
def test_files_that_come_from_elsewhere_and_go_there(site: Path, told: Told, tmp_path: Path) -> None:
    """As from a download folder, and to the waste bin."""
    (tmp_path / "c.md").write_text("丙")
    (tmp_path / "c.md").rename(site / "content/c.md")
    (site / "content/a.md").rename(tmp_path / "a.md")
    told.of(site / "content/c.md", site / "content/a.md")


@pytest.mark.usefixtures("watched")
def test_to_read_is_no_change(site: Path, told: Told) -> None:
    for path in (site / "content").rglob("*.md"):
        path.read_bytes()
        with path.open("r+"):  # for writing, though nothing is written
            pass
    list((site / "content").iterdir())
    (site / "site_config.toml").read_bytes()
    end(site, told)
    assert told.paths == {site / "content/end.md"}
    assert not told.whole


@pytest.mark.usefixtures("watched")
def test_what_is_ignored_and_what_lies_beside_is_not_told(site: Path, told: Told) -> None:
    """Thousands of files in the output, in the cache, and in hidden folders."""
    for folder in (site / "output", site / ".gongkai", site / "content/.git/objects"):
        folder.mkdir(parents=True)
        for at in range(1500):
            (folder / f"{at}.html").touch()
        (folder / "0.html").rename(folder / "x.html")
        shutil.rmtree(folder)
    (site / "content/~$a.docx").touch()
    end(site, told)
    assert told.paths == {site / "content/end.md"}
    assert not told.whole


@pytest.mark.usefixtures("watched")
def test_an_empty_folder_is_no_change(site: Path, told: Told) -> None:
    (site / "content/empty").mkdir()
    end(site, told)
    assert told.paths == {site / "content/end.md"}
    assert not told.whole
    (site / "content/empty/c.md").touch()
    told.of(site / "content/empty/c.md")


@pytest.mark.usefixtures("watched")
def test_folders_that_come_with_contents_move_and_go(site: Path, told: Told, tmp_path: Path) -> None:
    content = site / "content"
    copy = content / "copy/deep/b.md"
    shutil.copytree(content / "news", copy.parent)  # if slowly, then first the empty folders, and the file by itself
    told.until(lambda: told.whole or copy in told.paths)
    end(site, told)
    steps: list[Callable[[], object]] = [
        lambda: (content / "copy").rename(content / "moved"),
        lambda: (content / "moved").rename(tmp_path / "moved"),
        lambda: (tmp_path / "moved").rename(content / "back"),
        lambda: shutil.rmtree(content / "back/deep"),
    ]
    for step in steps:
        told.forget()
        step()
        told.until(lambda: told.whole)
        end(site, told)


@pytest.mark.usefixtures("watched")
def test_files_in_folders_of_any_fate_are_followed(site: Path, told: Told, tmp_path: Path) -> None:
    """New ones, moved ones, and ones that came back under the name of another."""
    content = site / "content"
    (content / "x/y/z").mkdir(parents=True)
    (content / "x").rename(content / "w")
    shutil.rmtree(content / "news")
    (content / "news").mkdir()
    (tmp_path / "v/u").mkdir(parents=True)
    (tmp_path / "v").rename(content / "v")
    told.until(lambda: told.whole)
    for folder in ("w/y/z", "news", "v/u"):
        (content / folder / "c.md").write_text("丙")
        told.until(lambda path=content / folder / "c.md": told.whole or path in told.paths)
    end(site, told)
    told.forget()
    for folder in ("w/y/z", "news", "v/u"):
        (content / folder / "c.md").write_text("丁丁")
        told.of(content / folder / "c.md")


@pytest.mark.usefixtures("watched")
def test_a_place_that_is_not_there_yet_is_noticed(site: Path, told: Told) -> None:
    (site / "layouts").mkdir()
    (site / "layouts/base.html").write_text("页")
    told.until(lambda: told.whole)
    told.forget()
    (site / "layouts/base.html").write_text("网页")
    told.of(site / "layouts/base.html")


def test_a_place_far_from_being_there_is_noticed(tmp_path: Path, told: Told) -> None:
    place = tmp_path / "far/away/content"
    with watching([place], ignored, told, poll=False):
        place.mkdir(parents=True)
        told.until(lambda: told.whole)
        (place / "a.md").touch()
        told.until(lambda: told.whole or place / "a.md" in told.paths)
        told.forget()
        (place / "b.md").touch()
        told.until(lambda: told.whole or place / "b.md" in told.paths)


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("away", [shutil.rmtree, lambda folder: folder.rename(folder.with_name("away"))])
def test_a_place_that_went_and_came_back_is_followed_again(
    away: Callable[[Path], object], site: Path, told: Told
) -> None:
    for at in range(2):
        told.forget()
        away(site / "content")
        told.until(lambda: told.whole)
        shutil.rmtree(site / "away", ignore_errors=True)
        (site / "content").mkdir()
        (site / "content/new.md").touch()
        told.until(lambda: told.batches[-1].whole or site / "content/new.md" in told.paths)
        end(site, told)
        (site / "content/a.md").write_text(f"{at}")
        told.of(site / "content/a.md")


@pytest.mark.usefixtures("watched")
def test_a_place_that_is_exchanged_at_once_is_followed(site: Path, told: Told) -> None:
    """Away and back between two looks."""
    shutil.copytree(site / "content", site / "next")
    (site / "content").rename(site / "before")
    (site / "next").rename(site / "content")
    (site / "content/a.md").write_text("新")
    told.until(lambda: told.whole or site / "content/a.md" in told.paths)
    end(site, told)
    told.forget()
    (site / "content/news/b.md").write_text("新新")
    told.of(site / "content/news/b.md")


@pytest.mark.usefixtures("watched")
def test_linked_folders_are_not_followed(site: Path, told: Told, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (site / "content/link").symlink_to(tmp_path / "elsewhere")
    (site / "content/loop").symlink_to(site / "content")
    told.until(lambda: told.whole or site / "content/loop" in told.paths)
    end(site, told)
    told.forget()
    (tmp_path / "elsewhere/c.md").touch()
    end(site, told)
    assert told.paths == {site / "content/end.md"}


@pytest.mark.parametrize("poll", [False, True], ids=["listening", "polling"])
def test_linked_places_are_followed_under_their_own_name(
    *, poll: bool, site: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "PAUSE", 0.05)
    places = [site / "linked", site / "linked.toml"]
    places[0].symlink_to(site / "content")
    places[1].symlink_to(site / "site_config.toml")
    with watching(places, ignored, told, poll=poll):
        (site / "content/news/b.md").write_text("新")
        (site / "site_config.toml").write_text("新")
        told.of(site / "linked/news/b.md", site / "linked.toml")
    assert told.paths == {site / "linked/news/b.md", site / "linked.toml"}


def git(site: Path, *words: str) -> None:
    who = ["-c", "user.name=张三", "-c", "user.email=z@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=site, check=True, capture_output=True)


@pytest.fixture
def branches(site: Path) -> set[Path]:
    """A repository with two branches that differ in 500 files; these files."""
    git(site, "init", "-q", "-b", "main")
    paths = [site / f"content/{at % 7}/{at}.md" for at in range(500)]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.write_text("甲")
    git(site, "add", "-A")
    git(site, "commit", "-q", "-m", "甲")
    git(site, "switch", "-q", "-c", "other")
    for path in paths[:400]:
        path.write_text("乙乙")
    for path in paths[400:]:
        path.unlink()
    (site / "content/only.md").write_text("乙")
    git(site, "add", "-A")
    git(site, "commit", "-q", "-m", "乙")
    git(site, "switch", "-q", "main")
    return {*paths, site / "content/only.md"}


@pytest.mark.parametrize("poll", [False, True], ids=["listening", "polling"])
def test_another_branch_is_one_batch(
    *, poll: bool, branches: set[Path], site: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "PAUSE", 0.05)
    generous = partial(Settling, 1, LONG, LONG)  # of a machine that is busy with something else
    monkeypatch.setattr(module, "Settling", lambda *_: generous())
    with watch(site, told, poll=poll):
        for branch in ("other", "main"):
            told.forget()
            git(site, "switch", "-q", branch)
            told.of(*branches)
            assert len(told.batches) == 1
            assert told.paths == branches


def test_another_branch_is_told_at_any_pace(branches: set[Path], site: Path, told: Told) -> None:
    """Folders come and go with it, with all that is in them."""
    git(site, "rm", "-r", "-q", "content/news")
    git(site, "commit", "-q", "-m", "丙")
    with watch(site, told):
        git(site, "switch", "-q", "other")
        told.until(lambda: told.whole or told.paths >= {*branches, site / "content/news/b.md"})
        end(site, told)
        told.forget()
        (site / "content/news/b.md").write_text("新")
        told.of(site / "content/news/b.md")
        git(site, "restore", ".")
        git(site, "clean", "-fdq")
        git(site, "switch", "-q", "main")
        told.until(lambda: told.whole)


def test_while_one_batch_is_worked_on_the_next_is_gathered(site: Path) -> None:
    """Many saves come as one batch after it."""
    told, begun, go = Told(), Event(), Event()

    def work(batch: Batch) -> None:
        begun.set()
        assert go.wait(LONG)
        told(batch)

    with watch(site, work):
        (site / "content/a.md").write_text("一")
        assert begun.wait(LONG)
        for at in range(5):
            (site / "content/a.md").write_text("一" * at)
            threading.Event().wait(0.1)
        last = site / "content/news/b.md"
        last.write_text("末")
        threading.Event().wait(1)  # by now even a slow machine has heard of it
        go.set()
        told.of(last)
    assert told.batches == [
        Batch(frozenset({site / "content/a.md"}), whole=False),
        Batch(frozenset({site / "content/a.md", last}), whole=False),
    ]


def test_closing_waits_for_the_work(site: Path) -> None:
    begun, done = Event(), Event()

    def work(_: Batch) -> None:
        begun.set()
        threading.Event().wait(0.2)
        done.set()

    with watch(site, work):
        (site / "content/a.md").write_text("一")
        assert begun.wait(LONG)
    assert done.is_set()


@pytest.mark.parametrize("poll", [False, True], ids=["listening", "polling"])
def test_nothing_is_told_after_closing(*, poll: bool, site: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "PAUSE", 0.05)
    with watch(site, told, poll=poll):
        end(site, told)
    told.forget()
    (site / "content/a.md").write_text("一")
    threading.Event().wait(0.3)
    assert told.batches == []


def descriptors() -> int:
    """Count what this process holds open."""
    return len(list(Path("/proc/self/fd").iterdir()))


@LINUX
@pytest.mark.parametrize("poll", [False, True], ids=["listening", "polling"])
def test_closed_watches_leave_nothing_behind(*, poll: bool, site: Path, told: Told) -> None:
    """Neither threads nor file descriptors, after a hundred of them."""
    before = set(threading.enumerate()), descriptors()
    for at in range(100):
        with watch(site, told, poll=poll):
            (site / f"content/{at}.md").touch()
    assert (set(threading.enumerate()), descriptors()) == before


@LINUX
def test_watching_anew_leaves_nothing_behind(site: Path, told: Told) -> None:
    with watch(site, told):
        end(site, told)
        before = threading.active_count(), descriptors()
        for _ in range(10):
            told.forget()
            (site / "content/news").rename(site / "content/news2")
            told.until(lambda: told.whole)
            (site / "content/news2").rename(site / "content/news")
            end(site, told)
        assert (threading.active_count(), descriptors()) == before


def test_listening_needs_no_reason(listened: Watch) -> None:
    assert (listened.polling, listened.reason) == (False, "")


def test_polling_when_asked_says_so(site: Path, told: Told) -> None:
    with watch(site, told, poll=True) as one:
        assert one.polling
        assert one.reason == "已按要求定时查看文件"


def test_a_network_drive_is_polled_by_itself(
    site: Path, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = tmp_path / "mountinfo"
    listing.write_text(f"2 1 0:2 / {site} rw - cifs //host/share rw\n")
    monkeypatch.setattr(mounts, "MOUNTS", listing)
    monkeypatch.setattr(polling, "PAUSE", 0.05)
    with watch(site, told, poll=None) as one:
        assert one.polling
        assert "网络驱动器" in one.reason
        assert "cifs" in one.reason
        end(site, told)
    with watch(site, told, poll=False) as one:
        assert not one.polling


def refusing(after: int, error: int) -> Callable[[int, bytes, int], int]:
    """The kernel, when it listens to so many folders only."""
    real, left = inotify_c.inotify_add_watch, iter(range(after))

    def add(descriptor: int, path: bytes, mask: int) -> int:
        if next(left, None) is None:
            ctypes.set_errno(error)
            return -1
        return int(real(descriptor, path, mask))

    return add


@LINUX
@pytest.mark.parametrize("after", [0, 1, 2])
def test_too_many_folders_are_polled(after: int, site: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the limit is met at once or somewhere deep within."""
    monkeypatch.setattr(polling, "PAUSE", 0.05)
    monkeypatch.setattr(inotify_c, "inotify_add_watch", refusing(after, errno.ENOSPC))
    threads = threading.active_count()
    with watch(site, told) as one:
        assert one.polling
        assert "fs.inotify.max_user_watches" in one.reason
        assert threading.active_count() == threads + 1
        (site / "content/news/b.md").write_text("新新")
        told.of(site / "content/news/b.md")


@LINUX
def test_a_new_folder_too_many_is_polled(site: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "PAUSE", 0.05)
    with watch(site, told) as one:
        monkeypatch.setattr(inotify_c, "inotify_add_watch", refusing(0, errno.ENOSPC))
        (site / "content/new").mkdir()
        told.until(lambda: told.whole)
        assert one.polling
        assert "fs.inotify.max_user_watches" in one.reason
        (site / "content/new/c.md").touch()
        told.of(site / "content/new/c.md")


@LINUX
def test_too_many_programs_are_polled(site: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        ctypes.set_errno(errno.EMFILE)
        return -1

    monkeypatch.setattr(inotify_c, "inotify_init", refuse)
    with watch(site, told) as one:
        assert one.polling
        assert "fs.inotify.max_user_instances" in one.reason


@LINUX
def test_lost_word_makes_it_whole(site: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel keeps only so much; then it says that it dropped the rest."""
    real = InotifyFD.read_events
    overflow = InotifyEvent(WatchDescriptor(-1), InotifyConstants.IN_Q_OVERFLOW, 0, b"")
    with watch(site, told):
        with monkeypatch.context() as patch:
            patch.setattr(InotifyFD, "read_events", lambda one: [overflow] if real(one) else [])
            (site / "content/a.md").write_text("丢")  # the reading that is under way still tells of it
            (site / "content/news/b.md").write_text("丢")
            told.until(lambda: told.batches != [])
            (site / "content/news/c.md").write_text("丢")
            told.until(lambda: told.whole)
        end(site, told)
        told.forget()
        (site / "content/news/b.md").write_text("新")
        told.of(site / "content/news/b.md")


@LINUX
def test_a_watch_that_breaks_off_begins_again_and_then_polls(
    site: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "PAUSE", 0.05)
    with watch(site, told) as one:
        for at in range(module.DEATHS):
            assert not one.polling
            told.forget()
            [kernel] = [thread for thread in threading.enumerate() if isinstance(thread, InotifyFD)]
            kernel.stop()
            told.until(lambda: told.whole)
            (site / "content/a.md").write_text("甲" * at)
            told.of(site / "content/a.md")
        assert one.polling
        assert "中断" in one.reason
