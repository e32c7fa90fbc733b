"""While a document cannot be read, the site stays as it last was with it, and only its own fault is told."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.building.build import build
from generator.building.options import Options
from generator.model.diagnostics import Severity
from generator.serving import studio as making
from generator.serving.scene import News
from generator.serving.studio import Studio, studio

AS_OF = date(2020, 10, 30)
NEVER = max(Severity) + 1
"""A threshold that no finding reaches."""
BROKEN = "---\n标题: [\n---\n"

NEWS = "content/statutory/news/2020-09-18-training.md"
PAGE = "statutory/news/2020-09-18-training.html"
LIST = "statutory/news/index.html"
DRAFT = "content/statutory/news/2020-11-draft-media.md"
POLICY = "content/statutory/policies/2020-001.md"
INTERPRETATION = "content/statutory/interpretations/i-2020-001.md"
"""The only one of that policy."""


def served(shown: Studio) -> dict[str, bytes]:
    """All that is shown of the site."""
    found = {path: shown.find(path) for path in shown.scene.files}
    return {path: bytes(answer.content) for path, answer in found.items() if answer}


def made(column: Path) -> dict[str, bytes]:
    """What a build makes of the column that knows nothing, whatever stands against it."""
    beside = column.with_name("beside")
    shutil.copytree(column, beside, ignore=shutil.ignore_patterns(".gongkai", "output"))
    built = build(beside, beside / "output", Options(AS_OF), threshold=NEVER)  # type: ignore[arg-type]  # compared only
    assert built.changes
    return {path: (beside / "output" / path).read_bytes() for path in built.changes.written}


def report(shown: Studio, path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shown.report(path))
    return found


def text(shown: Studio, path: str) -> str:
    answer = shown.find(path)
    assert answer is not None, path
    return bytes(answer.content).decode()


def changed(path: Path, old: str, new: str) -> None:
    whole = path.read_text(encoding="utf-8")
    assert old in whole
    path.write_text(whole.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("broken", "content"),
    [
        ([NEWS], BROKEN.encode()),
        ([POLICY], "---\n标题: 甲\n发布日期: 2020-13-01\n---\n\n正文。\n".encode()),
        ([INTERPRETATION], b""),
        ([POLICY, INTERPRETATION, NEWS], b"\xff\xfe\xff"),
    ],
    ids=["news", "policy", "interpretation", "three"],
)
def test_all_that_stands_around_it_stays(column: Path, shown: Studio, broken: list[str], content: bytes) -> None:
    """Lists, site map, feeds, search, the set: not a byte is another, and no other file is blamed."""
    before, said = served(shown), shown.scene.findings
    whole = {path: (column / path).read_bytes() for path in broken}
    for path in broken:
        (column / path).write_bytes(content)
    shown.refresh(broken)
    assert served(shown) == before
    of_old = [one for one in said if one.span.path not in broken]
    of_now = [one for one in shown.scene.findings if one.span.path not in broken]
    assert of_now == of_old
    blamed = {one.span.path for one in shown.scene.findings if one.severity is Severity.ERROR}
    assert blamed == set(broken)
    shown.refresh()  # whatever it reads anew, it is the same
    assert served(shown) == before
    for path, data in whole.items():
        (column / path).write_bytes(data)
    shown.refresh(broken)
    assert (served(shown), shown.scene.findings, shown.scene.stale) == (before, said, frozenset())


def test_a_head_that_breaks_and_is_mended_costs_no_other_page(
    column: Path, shown: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def longer(_: object) -> None:
        raise AssertionError("the long way was taken")

    monkeypatch.setattr(making, "examine_run", longer)
    whole = (column / NEWS).read_text(encoding="utf-8")
    for step in (BROKEN, "", "---\n标题: 乙: 丙\n", f"{whole}\n又写了一段。\n"):
        (column / NEWS).write_text(step, encoding="utf-8")
        shown.refresh({NEWS})
        assert not shown.scene.failed
        assert (shown.scene.stale, "又写了一段" in text(shown, PAGE)) == (
            (frozenset(), True) if step.startswith(whole) else ({NEWS}, False)
        )


def test_the_reason_stands_on_its_page_and_on_the_dashboard(column: Path, shown: Studio) -> None:
    (column / INTERPRETATION).write_text(BROKEN, encoding="utf-8")
    shown.refresh()
    own = report(shown, "statutory/interpretations/i-2020-001.html")
    assert own["stale"] == "这一页的内容现在读不出来，显示的是上一次成功生成的网页"
    assert {one["place"].partition(":")[0] for one in own["findings"]} == {INTERPRETATION}
    policy = report(shown, "statutory/policies/2020-001.html")
    assert (policy["stale"], policy["cause"]) == ("", "")
    assert policy["others"]["错误"] == 1
    board = shown.board().decode()
    assert f"{INTERPRETATION} 现在读不出来，网站仍用它上一次的内容。" in board
    assert "不齐套" not in board.partition('id="releases"')[2].partition('id="waiting"')[0]


def test_it_can_be_mended_with_another_title(column: Path, shown: Studio) -> None:
    whole = (column / NEWS).read_text(encoding="utf-8")
    (column / NEWS).write_text(BROKEN, encoding="utf-8")
    shown.refresh({NEWS})
    (column / NEWS).write_text(whole.replace("标题: ", "标题: 改过的标题", 1), encoding="utf-8")
    shown.refresh({NEWS})
    assert "改过的标题" in text(shown, LIST)
    assert served(shown) == made(column)


def test_what_is_deleted_is_gone(column: Path, shown: Studio) -> None:
    (column / NEWS).write_text(BROKEN, encoding="utf-8")
    shown.refresh({NEWS})
    assert PAGE in served(shown)
    (column / NEWS).unlink()
    shown.refresh({NEWS})
    assert PAGE not in served(shown)
    assert served(shown) == made(column)


def test_what_is_renamed_goes_on_under_its_new_name(column: Path, shown: Studio) -> None:
    title = text(shown, PAGE).partition("<h1")[2].partition(">")[2].partition("</h1>")[0].strip()
    whole = (column / NEWS).read_text(encoding="utf-8")
    moved, there = NEWS.replace("09-18", "09-19"), PAGE.replace("09-18", "09-19")
    (column / NEWS).write_text(BROKEN, encoding="utf-8")
    shown.refresh({NEWS})
    (column / NEWS).rename(column / moved)
    for _ in range(2):
        shown.refresh({NEWS, moved})
        assert PAGE not in served(shown)
        assert title in text(shown, there)
        assert title in text(shown, LIST)
        assert shown.scene.stale == {moved}
    (column / moved).write_text(whole, encoding="utf-8")
    shown.refresh({moved})
    assert served(shown) == made(column)


def test_an_empty_new_file_is_not_taken_for_one_that_was_emptied(column: Path, shown: Studio) -> None:
    new = NEWS.replace("09-18", "09-19")
    (column / NEWS).write_bytes(b"")
    shown.refresh({NEWS})
    (column / new).write_bytes(b"")
    shown.refresh({new})
    assert (shown.scene.stale, shown.scene.missing) == ({NEWS}, {new})


def test_other_pages_are_made_anew_meanwhile(column: Path, shown: Studio) -> None:
    """Layouts and settings may change, and the page is among what follows."""
    (column / NEWS).write_text(BROKEN, encoding="utf-8")
    shown.refresh({NEWS})
    changed(column / "layouts/base.html", "</body>", "<!-- 新版式 --></body>")
    shown.refresh()
    assert shown.scene.stale == {NEWS}
    assert "新版式" in text(shown, PAGE)
    with (column / "site_config.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[privacy]\noffice_numbers = ["010-00000000"]\n')
    shown.refresh()
    assert (shown.scene.failed, shown.scene.stale) == (False, {NEWS})
    assert PAGE in served(shown)


def test_a_draft_that_cannot_be_read_stays(column: Path, shown: Studio) -> None:
    address = DRAFT.removeprefix("content/").replace(".md", ".html")
    before = text(shown, address)
    (column / DRAFT).write_text(BROKEN, encoding="utf-8")
    shown.refresh({DRAFT})
    assert text(shown, address) == before
    assert report(shown, address)["stale"].startswith("这一页的内容现在读不出来")


def test_what_was_never_read_is_named_first(column: Path) -> None:
    """There is nothing to show in its place; what is said of others may follow from that."""
    whole = (column / INTERPRETATION).read_text(encoding="utf-8")
    (column / INTERPRETATION).write_text(BROKEN, encoding="utf-8")
    with studio(column, None, lambda: Options(AS_OF)) as opened:
        opened.refresh()
        assert (opened.scene.stale, opened.scene.missing) == (frozenset(), {INTERPRETATION})
        assert "statutory/interpretations/i-2020-001.html" not in served(opened)
        told = report(opened, "statutory/policies/2020-001.html")
        assert told["findings"]
        said = f"{INTERPRETATION} 读不出来，不在网站上；其他文件的问题可能由此引起，请先改正它"
        assert told["cause"] == said
        assert report(opened, "statutory/catalogue/catalogue-2020.html")["cause"] == ""
        board = opened.board().decode()
        assert f"{said}。" in board
        files = [one.partition("</th>")[0] for one in board.split('<th scope="rowgroup" colspan="4">')[1:]]
        assert files[0] == INTERPRETATION
        assert len(files) > 1
        (column / INTERPRETATION).write_text(whole, encoding="utf-8")
        opened.refresh({INTERPRETATION})
        assert opened.scene.missing == frozenset()
        assert served(opened) == made(column)


def test_a_build_publishes_nothing_of_it(column: Path, shown: Studio) -> None:
    """What the preview keeps is for the eyes of its editor alone."""
    (column / NEWS).write_text(BROKEN, encoding="utf-8")
    shown.refresh({NEWS})
    built = build(column, column / "output", Options(AS_OF))
    assert built.changes is None
    assert not (column / "output").exists()
    forced = build(column, column / "output", Options(AS_OF), threshold=NEVER)  # type: ignore[arg-type]  # compared only
    assert forced.changes
    assert PAGE not in forced.changes.written


def test_a_page_saved_beside_it_is_shown_at_once(column: Path, shown: Studio) -> None:
    """The page of a policy whose interpretation cannot be read."""
    (column / INTERPRETATION).write_text(BROKEN, encoding="utf-8")
    shown.refresh({INTERPRETATION})
    seen = list[News]()
    changed(column / POLICY, "标题: ", "标题: 改过的标题")
    shown.refresh({POLICY}, seen.append)
    assert [one.changed for one in seen] == [{"statutory/policies/2020-001.html"}]
    assert shown.scene.stale == {INTERPRETATION}
    assert {one.span.path for one in shown.scene.findings if one.rule.startswith("sync-")} == set()
