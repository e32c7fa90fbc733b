"""Who saves while the whole site is looked through sees the page, without waiting for the end of that."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from generator.building.build import build
from generator.building.options import Options
from generator.building.result import Result
from generator.building.run import Run
from generator.serving import studio as making
from generator.serving.pace import Overtaken, Pace
from generator.serving.scene import News
from generator.serving.studio import Studio

AS_OF = date(2020, 10, 30)
NEWS = "content/statutory/news/2020-09-18-training.md"
PAGE = "statutory/news/2020-09-18-training.html"
OTHER = "content/statutory/news/2020-09-24-port.md"
OTHER_PAGE = "statutory/news/2020-09-24-port.html"
LIST = "statutory/news/index.html"
PATIENCE = 60
"""Seconds that a test waits for what must come."""


class Held:
    """The long way, which ends when it is let."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.let = Event(), Event()
        self.fault = ""
        original = making.examine_run

        def held(run: Run) -> Result:
            result = original(run)  # it has read its files by now
            self.begun.set()
            while not self.let.wait(0.01):
                run.options.progress("生成", 1, 1)
            self.begun.clear()
            if self.fault:
                raise RuntimeError(self.fault)
            return result

        monkeypatch.setattr(making, "examine_run", held)


@pytest.fixture
def held(shown: Studio, monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    """From the first build on."""
    _ = shown
    one = Held(monkeypatch)
    yield one
    one.let.set()


@pytest.fixture
def builder() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as one:
        yield one


def changed(path: Path, old: str, new: str) -> None:
    whole = path.read_text(encoding="utf-8")
    assert old in whole
    path.write_text(whole.replace(old, new, 1), encoding="utf-8")


def retitled(column: Path, shown: Studio, held: Held, builder: ThreadPoolExecutor) -> Future[News | None]:
    """A run that goes on: somebody gave a page another title, and only this page is shown yet."""
    changed(column / NEWS, "标题: ", "标题: 改过的标题")
    run = builder.submit(shown.refresh, {NEWS})
    assert held.begun.wait(PATIENCE)
    return run


def text(shown: Studio, path: str) -> str:
    answer = shown.find(path)
    assert answer is not None, path
    return bytes(answer.content).decode()


def pending(shown: Studio, path: str = PAGE) -> str:
    told: dict[str, Any] = json.loads(shown.report(path))
    return str(told["pending"])


def same_as_built(column: Path, shown: Studio) -> bool:
    """Whether it shows what a build makes that knows nothing."""
    beside = column.with_name("beside")
    shutil.copytree(column, beside, ignore=shutil.ignore_patterns(".gongkai", "output"))
    built = build(beside, beside / "output", Options(AS_OF))
    assert built.changes
    files = {path: (beside / "output" / path).read_bytes() for path in built.changes.written}
    return files == {path: bytes(shown.find(path).content) for path in shown.scene.files}  # type: ignore[union-attr]


@pytest.mark.parametrize("saved", [NEWS, OTHER], ids=["the same", "another"])
def test_a_save_during_a_long_run_is_shown_before_its_end(
    column: Path, shown: Studio, held: Held, builder: ThreadPoolExecutor, saved: str
) -> None:
    path = saved.removeprefix("content/").replace(".md", ".html")
    run = retitled(column, shown, held, builder)
    changed(column / saved, "---\n\n", "---\n\n会上又提了三个问题。\n\n")
    news = shown.glance({saved})
    assert news
    assert news.changed == {path}
    assert "会上又提了三个问题" in text(shown, path)
    assert "改过的标题" in text(shown, PAGE)
    assert "改过的标题" not in text(shown, LIST)
    assert (run.done(), pending(shown)) == (False, "列表和其他页面正在更新")
    held.let.set()
    ended = run.result(PATIENCE)
    assert ended
    assert LIST in ended.changed
    assert path not in ended.changed
    assert "改过的标题" in text(shown, LIST)
    assert "会上又提了三个问题" in text(shown, path)  # the run did not know of it
    assert pending(shown) == "列表和其他页面正在更新"
    shown.refresh({saved})
    assert (shown.scene.early, pending(shown)) == ({}, "")
    assert same_as_built(column, shown)


def test_who_saves_again_and_again_sees_each_and_the_lists_in_the_end(
    column: Path, shown: Studio, held: Held, builder: ThreadPoolExecutor
) -> None:
    """No save puts the end of the run off."""
    run = retitled(column, shown, held, builder)
    builds = [shown.build]
    for number in range(5):
        changed(column / NEWS, "---\n\n", f"---\n\n第{number}段。\n\n")
        assert shown.glance({NEWS})
        assert f"第{number}段" in text(shown, PAGE)
        builds.append(shown.build)
    assert builds == list(range(builds[0], builds[0] + 6))
    held.let.set()
    assert run.result(PATIENCE)
    assert "改过的标题" in text(shown, LIST)
    assert "第4段" in text(shown, PAGE)
    shown.refresh({NEWS})
    assert same_as_built(column, shown)


def test_a_run_that_comes_to_nothing_takes_no_page_back(
    column: Path, shown: Studio, held: Held, builder: ThreadPoolExecutor
) -> None:
    run = retitled(column, shown, held, builder)
    changed(column / OTHER, "---\n\n", "---\n\n会上又提了三个问题。\n\n")
    assert shown.glance({OTHER})
    held.fault = "no memory"
    held.let.set()
    run.result(PATIENCE)
    assert shown.scene.failed
    assert "会上又提了三个问题" in text(shown, OTHER_PAGE)
    held.fault = ""
    shown.refresh({OTHER})
    assert not shown.scene.failed
    assert same_as_built(column, shown)


def many(column: Path) -> Collection[str]:
    """More documents than are shown before the rest."""
    found = sorted((column / NEWS).parent.glob("*.md"))[: making.FEW + 1]
    return [path.relative_to(column).as_posix() for path in found]


@pytest.mark.parametrize(
    "written",
    [
        many,
        lambda _: {"layouts/base.html"},
        lambda _: {NEWS, "site_config.toml"},
        lambda _: {"content/a.md"},
        lambda _: None,
    ],
    ids=["many", "layout", "settings", "new", "anything"],
)
def test_a_run_is_given_up_for_what_is_not_a_few_pages(
    column: Path,
    shown: Studio,
    held: Held,
    builder: ThreadPoolExecutor,
    written: Callable[[Path], Collection[str] | None],
) -> None:
    """Its site would be out of date; nothing of it is ever shown but the page that was shown before."""
    run, before = retitled(column, shown, held, builder), shown.scene
    assert shown.glance(written(column)) is None
    assert isinstance(run.exception(PATIENCE), Overtaken)
    assert shown.scene is before
    assert "改过的标题" not in text(shown, LIST)
    assert "改过的标题" in text(shown, PAGE)
    held.let.set()
    shown.refresh()
    assert same_as_built(column, shown)


def test_no_two_runs_are_given_up_one_after_the_other(
    column: Path, shown: Studio, held: Held, builder: ThreadPoolExecutor
) -> None:
    """Whoever goes on saving sees the lists in the end."""
    run = retitled(column, shown, held, builder)
    for overtaken in (True, False, True):
        held.begun.clear()
        assert shown.glance({"layouts/base.html"}) is None
        if overtaken:
            assert isinstance(run.exception(PATIENCE), Overtaken)
        else:
            held.let.set()
            assert run.result(PATIENCE)
            held.let.clear()
            changed(column / NEWS, "标题: 改过的标题", "标题: 又改过的标题")
        run = builder.submit(shown.refresh, {NEWS})
        assert held.begun.wait(PATIENCE)
    held.let.set()
    assert run.result(PATIENCE)
    assert "又改过的标题" in text(shown, LIST)
    assert same_as_built(column, shown)


def test_where_no_long_run_goes_on_there_is_nothing_to_do(column: Path, shown: Studio) -> None:
    changed(column / NEWS, "---\n\n", "---\n\n会上又提了三个问题。\n\n")
    assert shown.glance({NEWS}) is None
    assert "会上又提了三个问题" not in text(shown, PAGE)


def test_whoever_asks_waits_until_it_is_known_how_long_a_run_takes(builder: ThreadPoolExecutor) -> None:
    pace, run = Pace(), object()
    assert pace.long() is None
    pace.begin()
    asked = builder.submit(pace.long)
    pace.lengthen(run)  # type: ignore[arg-type]  # any will do
    assert asked.result(PATIENCE) is run
    assert pace.keep(run, {})  # type: ignore[arg-type]  # as above
    pace.begin()
    asked = builder.submit(pace.long)
    assert pace.end() == {}
    assert asked.result(PATIENCE) is None
    assert not pace.keep(run, {})  # type: ignore[arg-type]  # as above
