"""The studio shows the last site that could be made, and says what stands against the one on disk."""

from __future__ import annotations

import json
import re
import shutil
import threading
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from generator.building.build import build
from generator.building.options import Options
from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.model.values import replace
from generator.reading import files
from generator.rules.engine import RULES
from generator.serving import studio as making
from generator.serving.http import Server
from generator.serving.remarks import remark
from generator.serving.scene import News, Scene
from generator.serving.stored import Altered
from generator.serving.studio import Studio, media_type, studio

AS_OF = date(2020, 10, 30)
NEWS = "content/statutory/news/2020-09-18-training.md"
PAGE = "statutory/news/2020-09-18-training.html"
BUDGET = "content/statutory/finance/budget-2020.xlsx"
NEVER = max(Severity) + 1
"""A threshold that no finding reaches."""


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def page(shown: Studio, path: str = PAGE) -> str:
    answer = shown.find(path)
    assert answer is not None
    return bytes(answer.content).decode()


def report(shown: Studio, path: str = PAGE) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shown.report(path))
    return found


def served(shown: Studio, paths: Collection[str] | None = None) -> dict[str, bytes]:
    """All that is shown of the site, or what is shown at some paths."""
    assert shown.scene.ledger
    found = {path: shown.find(path) for path in paths or shown.scene.files}
    return {path: bytes(answer.content) for path, answer in found.items() if answer}


def published(column: Path, beside: Path) -> dict[str, bytes]:
    """What a build publishes that knows nothing."""
    shutil.copytree(column, beside, ignore=shutil.ignore_patterns(".gongkai", "output"))
    built = build(beside, beside / "output", Options(AS_OF))
    assert built.changes
    return {path: (beside / "output" / path).read_bytes() for path in built.changes.written}


def test_the_site_that_is_shown_is_the_site_that_would_be_published(
    column: Path, shown: Studio, tmp_path: Path
) -> None:
    assert served(shown) == published(column, tmp_path / "beside")
    assert not (column / "output").exists()


def test_a_save_is_shown_and_nothing_else_changes(column: Path, shown: Studio, tmp_path: Path) -> None:
    change(column / NEWS, "---\n\n", "---\n\n会上提了三个问题。\n\n")
    news = shown.refresh()
    assert news
    assert (news.build, PAGE in news.changed) == (2, True)
    assert "会上提了三个问题" in page(shown)
    assert served(shown) == published(column, tmp_path / "beside")
    before = shown.scene
    assert PAGE in before.rendered
    assert shown.refresh() is None
    assert (shown.build, shown.scene.rendered, shown.scene.when) == (2, before.rendered, before.when)


def test_findings_stand_beside_the_page_until_they_are_mended(column: Path, shown: Studio) -> None:
    whole = (column / NEWS).read_text(encoding="utf-8")
    change(column / NEWS, "---\n\n", "---\n\n见[附表](none.docx)。\n\n")
    shown.refresh()
    told = report(shown)
    assert (told["source"], told["page"], told["banner"], told["stale"]) == (NEWS, PAGE, "", "")
    assert told["findings"] == [
        {
            "rule": "link-broken",
            "severity": "错误",
            "message": "链接指向不存在的页面或附件 none.docx",
            "place": f"{NEWS}:20:7",
            "open": f"vscode://file{column / NEWS}:20:7",
            "frame": f"{20:>4} | 见[附表](none.docx)。\n{'':>4} | {'':>9}^^^^^^^^^",
            "basis": "国办秘函〔2019〕19号 可用性",
            "cure": "是否应为 own-rules.docx？",
        }
    ]
    assert "附表" in page(shown)
    assert (report(shown, "index.html")["findings"], report(shown, "index.html")["others"]["错误"]) == ([], 1)
    (column / NEWS).write_text(whole, encoding="utf-8")
    shown.refresh()
    assert report(shown)["findings"] == []


def test_a_page_that_cannot_be_read_stays_as_it_was(column: Path, shown: Studio) -> None:
    before, whole = page(shown), (column / NEWS).read_text(encoding="utf-8")
    (column / NEWS).write_text("---\n标题: [\n---\n", encoding="utf-8")
    shown.refresh()
    shown.refresh()
    assert page(shown) == before
    told = report(shown)
    assert told["stale"].startswith("这一页的内容现在读不出来")
    assert [one["severity"] for one in told["findings"]] == ["错误"]
    assert report(shown, "index.html")["others"]["错误"] >= 1
    (column / NEWS).write_text(whole, encoding="utf-8")
    shown.refresh()
    assert (report(shown)["stale"], report(shown)["findings"]) == ("", [])


@pytest.mark.parametrize("file", ["site_config.toml", "layouts/news.html", "layouts/base.html"])
def test_a_broken_configuration_or_layout_is_one_more_finding(column: Path, shown: Studio, file: str) -> None:
    before, whole = served(shown), (column / file).read_bytes()
    (column / file).write_bytes(b"[[[ {% if %}")
    news = shown.refresh()
    assert news
    assert (news.changed, served(shown)) == (frozenset(), before)
    told = report(shown)
    assert told["stale"].startswith("最近一次没有生成成功")
    assert told["findings"]
    (column / file).write_bytes(whole)
    shown.refresh()
    assert (report(shown)["stale"], served(shown)) == ("", before)


def test_a_configuration_that_went_away_is_one_more_finding(column: Path, shown: Studio) -> None:
    (column / "site_config.toml").rename(column / "away.toml")
    shown.refresh()
    assert shown.scene.failed
    (column / "away.toml").rename(column / "site_config.toml")
    shown.refresh()
    assert not shown.scene.failed


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("---\n\n", "草稿: true\n---\n\n", "草稿"),
        ("公开属性: 主动公开", "公开属性: 不予公开", "公开属性不是主动公开"),
        ("发布日期: 2020-", "发布日期: 2021-", "未到发布日期"),
    ],
)
def test_a_page_that_is_kept_back_is_shown_with_the_reason(
    column: Path, shown: Studio, old: str, new: str, why: str
) -> None:
    title = page(shown).partition("<h1")[2].partition(">")[2].partition("</h1>")[0].strip()
    change(column / NEWS, old, new)
    shown.refresh()
    assert title in page(shown)
    assert report(shown)["banner"].startswith(why)
    assert title not in "".join(data.decode("utf-8", "replace") for data in served(shown).values())


def test_what_does_not_exist_is_not_shown(shown: Studio) -> None:
    assert shown.find("nothing.html") is None
    assert shown.find("../site_config.toml") is None
    missing = shown.missing()
    assert missing.status == 404
    assert "<html" in bytes(missing.content).decode()


def test_attachments_and_styles_are_shown(shown: Studio) -> None:
    assert shown.scene.ledger
    for path in shown.scene.ledger.copied:
        answer = shown.find(path)
        assert answer
        assert answer.type == media_type(path)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("a/index.html", "text/html; charset=utf-8"),
        ("assets/site.css", "text/css; charset=utf-8"),
        ("a/feed.xml", "application/xml; charset=utf-8"),
        ("manifest.json", "application/json; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.PDF", "application/pdf"),
        ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a", "application/octet-stream"),
    ],
)
def test_media_types_are_the_same_everywhere(path: str, told: str) -> None:
    assert media_type(path) == told


def test_marks_that_are_old_are_trusted(column: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So a save costs the reading of one document, and of the few tables that pages name."""
    monkeypatch.setattr(files, "FRESH", -(10**12))
    with studio(column, None, lambda: Options(AS_OF)) as opened:
        opened.refresh()
        read = []
        original = files.Listed.read
        monkeypatch.setattr(files.Listed, "read", lambda self: read.append(self.path) or original(self))
        change(column / NEWS, "---\n\n", "---\n\n再看一遍。\n\n")
        opened.refresh()
        assert {path for path in read if path.endswith(".md")} == {NEWS}


def test_told_what_was_written_it_looks_at_nothing_else(
    column: Path, shown: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looking(*_: object) -> None:
        raise AssertionError("looked at all files")

    monkeypatch.setattr(making, "load", looking)
    read, original = [], files.Listed.read
    monkeypatch.setattr(files.Listed, "read", lambda self: read.append(self.path) or original(self))
    change(column / NEWS, "---\n\n", "---\n\n再看一遍。\n\n")
    told = list[News]()
    if news := shown.refresh({NEWS}, told.append):
        told.append(news)
    assert PAGE in frozenset[str]().union(*(one.changed for one in told))
    assert "再看一遍" in page(shown)
    assert PAGE in shown.scene.rendered
    assert {path for path in read if path.endswith(".md")} == {NEWS}


@pytest.mark.parametrize("path", ["site_config.toml", "content/statutory/news/new.md", "layouts/base.html"])
def test_anything_but_a_written_document_makes_it_look_at_all(
    column: Path, shown: Studio, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    looked, load = [], making.load
    before = served(shown)
    monkeypatch.setattr(making, "load", lambda *given: looked.append(given) or load(*given))
    if not (column / path).exists():
        shutil.copy(column / NEWS, column / path)
    shown.refresh({NEWS, path})
    assert len(looked) == 1
    assert before.keys() <= served(shown).keys()


def test_a_document_that_went_away_makes_it_look_at_all(column: Path, shown: Studio) -> None:
    (column / NEWS).unlink()
    news = shown.refresh({NEWS})
    assert news
    assert PAGE in news.changed
    assert shown.find(PAGE) is None


def test_a_column_that_was_never_built_says_why(column: Path) -> None:
    whole = (column / "site_config.toml").read_bytes()
    (column / "site_config.toml").write_bytes(b"[site]\n")
    with studio(column, None, lambda: Options(AS_OF)) as opened:
        opened.refresh()
        assert opened.find("index.html") is None
        assert "还没有生成网页" in bytes(opened.missing().content).decode()
        told = report(opened, "index.html")
        assert {one["place"].partition(":")[0] for one in told["findings"]} == {"site_config.toml"}
        assert "site_config.toml" in opened.board().decode()
        (column / "site_config.toml").write_bytes(whole)
        news = opened.refresh()
        assert news
        assert "index.html" in news.changed
        assert report(opened, "index.html")["findings"] == []


def test_a_page_whose_title_changed_is_shown_before_the_rest(column: Path, shown: Studio, tmp_path: Path) -> None:
    """The whole site must be looked through for it, and who saved it looks at this page."""
    seen = []

    def early(news: News) -> None:
        seen.append(
            (news.changed, "改过的标题" in page(shown), "改过的标题" in page(shown, "statutory/news/index.html"))
        )
        assert report(shown)["pending"] == report(shown, "index.html")["pending"] == "列表和其他页面正在更新"

    change(column / NEWS, "标题: ", "标题: 改过的标题")
    news = shown.refresh({NEWS}, early)
    assert seen == [(frozenset({PAGE}), True, False)]
    assert news
    assert (news.build, PAGE in news.changed, "statutory/news/index.html" in news.changed) == (3, False, True)
    assert (shown.scene.early, report(shown)["pending"]) == ({}, "")
    assert served(shown) == published(column, tmp_path / "beside")


# What goes wrong in the program itself


def faulty(site: object) -> Iterator[object]:
    """A rule of the site that raises."""
    raise KeyError("2020-001")
    yield site


def test_a_rule_that_raises_is_one_more_finding(
    column: Path, shown: Studio, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    before = served(shown)
    with monkeypatch.context() as patched:
        patched.setitem(RULES, "date-order", replace(RULES["date-order"], check=faulty))
        change(column / NEWS, "标题: ", "标题: 改过的标题")
        news = shown.refresh({NEWS})
        assert news
        told = report(shown)
        assert told["stale"].startswith("最近一次没有生成成功，显示的是上一次成功生成的网站")
        (one,) = told["findings"]
        assert one["severity"] == "错误"
        assert re.fullmatch(
            r"程序内部错误，没有生成：KeyError: '2020-001'（generator/rules/engine\.py:\d+）", one["message"]
        )
        assert (one["place"], one["open"], one["frame"]) == ("", "", "")
        assert one["cure"].startswith("不是内容写错了")
        assert "KeyError" in shown.board().decode()
    said = capfd.readouterr().err
    assert said.startswith("预览生成网站时出错：KeyError: '2020-001'（generator/rules/engine.py:")
    assert said.endswith("KeyError: '2020-001'\n")
    assert "in faulty\n" in said
    assert served(shown).keys() == before.keys()
    change(column / NEWS, "标题: 改过", "标题: 又改过")
    shown.refresh({NEWS})
    assert not shown.scene.failed
    assert report(shown)["findings"] == []
    assert "又改过的标题" in page(shown)


def test_a_first_build_that_fails_says_so_and_the_next_save_is_tried(
    column: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with studio(column, None, lambda: Options(AS_OF)) as opened:
        with monkeypatch.context() as patched:
            patched.setitem(RULES, "date-order", replace(RULES["date-order"], check=faulty))
            opened.refresh()
        assert "还没有生成网页" in bytes(opened.missing().content).decode()
        assert "程序内部错误" in report(opened, "index.html")["findings"][0]["message"]
        news = opened.refresh()
        assert news
        assert "index.html" in news.changed
        assert opened.homes == ("/zwgk/", "/")


def test_what_the_disk_refuses_is_said_without_a_traceback(
    shown: Studio, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "content/a.md")

    with monkeypatch.context() as patched:
        patched.setattr(making, "load", refused)
        shown.refresh()
    (one,) = report(shown)["findings"]
    assert one["message"] == "没有生成：[Errno 13] Permission denied: 'content/a.md'"
    assert capfd.readouterr().err == ""


# Where the site begins


def test_the_site_moves_with_its_configured_address(column: Path, shown: Studio) -> None:
    config = column / "site_config.toml"
    (address,) = re.findall(r'base_url = "(.*)"', config.read_text(encoding="utf-8"))
    assert shown.homes == ("/zwgk/",)
    change(config, address, "https://sw.shili.gov.cn/公开/2020")
    news = shown.refresh()
    assert news
    assert (news.home, shown.homes) == ("/%E5%85%AC%E5%BC%80/2020/", ("/%E5%85%AC%E5%BC%80/2020/", "/zwgk/"))
    assert 'href="/%E5%85%AC%E5%BC%80/2020/"' in shown.board().decode()
    config.write_bytes(b"[[[")
    shown.refresh()
    assert shown.homes == ("/%E5%85%AC%E5%BC%80/2020/", "/zwgk/")


# The dashboard beside the pages


def test_pages_and_builds_go_on_while_the_dashboard_is_made(
    column: Path, shown: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, let, original = threading.Event(), threading.Event(), making.overview

    def slow(*given: Any) -> Any:
        begun.set()
        assert let.wait(20)
        return original(*given)

    monkeypatch.setattr(making, "overview", slow)
    boards: list[bytes] = []
    drawing = threading.Thread(target=lambda: boards.append(shown.board()))
    drawing.start()
    assert begun.wait(20)
    assert "<h1" in page(shown)
    change(column / NEWS, "---\n\n", "---\n\n同时保存。\n\n")
    shown.refresh({NEWS})
    assert "同时保存" in page(shown)
    assert boards == []
    let.set()
    drawing.join(20)
    assert "预览总览" in boards[0].decode()


# What is kept back


@pytest.fixture
def draft(column: Path, shown: Studio) -> Path:
    """A draft with a file that its front matter names, and a picture that its body shows."""
    (column / NEWS).with_name("plan.docx").write_bytes(b"PK plan")
    (column / NEWS).with_name("chart.svg").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    change(column / NEWS, "---\n\n", "草稿: true\n附件: [plan.docx]\n---\n\n![参训人数](chart.svg)\n\n")
    shown.refresh()
    return column / NEWS


@pytest.mark.usefixtures("draft")
def test_files_of_a_page_that_is_kept_back_are_shown_with_it(column: Path, shown: Studio) -> None:
    assert 'href="plan.docx"' in page(shown)
    found = shown.find("statutory/news/plan.docx")
    assert found
    assert (bytes(found.content), found.type) == (
        b"PK plan",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    picture = shown.find("statutory/news/chart.svg")
    assert picture
    assert picture.type.startswith("image/svg+xml")
    assert report(shown)["banner"] == "草稿：这一页和它的附件现在不会发布"
    assert not {"statutory/news/plan.docx", "statutory/news/chart.svg"} & shown.scene.files.keys()
    built = build(column, column / "output", Options(AS_OF), threshold=NEVER)  # type: ignore[arg-type]  # compared only
    assert built.changes
    names = {path.name for path in (column / "output").rglob("*")}
    assert "index.html" in names
    assert not {"plan.docx", "chart.svg", Path(PAGE).name} & names


def test_files_that_no_page_has_are_not_shown(shown: Studio, draft: Path) -> None:
    draft.with_name("other.docx").write_bytes(b"PK")
    shown.refresh()
    assert shown.find("statutory/news/other.docx") is None


def test_a_save_of_a_draft_is_told_to_whoever_looks_at_it(shown: Studio, draft: Path) -> None:
    seen = []
    change(draft, "---\n\n", "---\n\n草稿又写了一段。\n\n")
    news = shown.refresh({NEWS}, lambda early: seen.append((early.changed, "草稿又写了一段" in page(shown))))
    assert seen == [(frozenset({PAGE}), True)]
    assert news
    assert news.changed == frozenset()  # what browsers show already is not told again, only that nothing is pending
    assert "草稿又写了一段" in page(shown)
    draft.with_name("chart.svg").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>")
    news = shown.refresh()
    assert news
    assert news.changed == {PAGE}


def test_what_is_shown_over_a_page_hides_its_numbers(column: Path) -> None:
    """The line of a finding comes with its numbers hidden, so that a screen that is shared tells nothing."""
    text = (column / NEWS).read_text(encoding="utf-8")
    (column / NEWS).write_text(f"{text}\n张某，wx13800138000，证件ID110101199003077758。\n", encoding="utf-8")
    with studio(column, None, lambda: Options(AS_OF)) as opened:
        opened.refresh()
        told = report(opened)
        shown = [one for one in told["findings"] if one["rule"].startswith("priv-")]
        assert sorted(one["message"] for one in shown) == ["手机号码：138****8000", "身份证件号码：11*************758"]
        assert all("张某，wx138****8000，证件ID11*************758。" in one["frame"] for one in shown)
        whole = json.dumps(told, ensure_ascii=False) + opened.board().decode()
    assert "13800138000" not in whole
    assert "110101199003077758" not in whole


# Attachments are those that the last run accepted


@pytest.mark.parametrize("broken", [True, False])
def test_a_link_in_the_place_of_an_attachment_shows_nothing(
    column: Path, shown: Studio, tmp_path: Path, *, broken: bool
) -> None:
    """Whether a run can see it or not."""
    secret, file = tmp_path / "secret", column / BUDGET
    secret.write_text("root:x:0:0", encoding="utf-8")
    whole, config = file.read_bytes(), column / "site_config.toml"
    if broken:
        config.write_bytes(b"[[[")
    file.unlink()
    file.symlink_to(secret)
    server = Server(shown, port=0)
    server.start()
    try:
        address = server.address + BUDGET.removeprefix("content/")
        for _ in range(2):
            with pytest.raises(HTTPError) as refused:
                urlopen(address)  # noqa: S310  # our own address
            assert refused.value.code in {503, 404}
            assert b"root" not in refused.value.read()
            shown.refresh()
        file.unlink()
        file.write_bytes(whole)
        shown.refresh()
        with urlopen(address) as answer:  # noqa: S310  # as above
            assert answer.read() == whole
    finally:
        server.stop()


# Findings in the files of a page


def test_findings_in_the_rows_of_a_page_stand_on_the_page(column: Path, shown: Studio) -> None:
    rows = "content/statutory/catalogue/catalogue-2020.csv"
    (column / rows).write_text('坏\n"未闭合,13912345678\n', encoding="utf-8")
    shown.refresh()
    told, elsewhere = report(shown, "statutory/catalogue/catalogue-2020.html"), report(shown, "index.html")
    found = [one for one in told["findings"] if one["place"].startswith(f"{rows}:")]
    assert {(one["rule"], one["place"]) for one in found} >= {("table-shape", f"{rows}:2:1")}
    assert any(one["frame"].startswith("   2 | ") for one in found)
    assert "13912345678" not in json.dumps(told)
    own = [one for one in told["findings"] if one["severity"] == "错误"]
    assert (elsewhere["findings"], elsewhere["others"]["错误"]) == ([], told["others"]["错误"] + len(own))


def test_findings_about_an_attachment_stand_on_the_page_that_has_it(column: Path, shown: Studio) -> None:
    file = (column / NEWS).with_name("plan.docx")
    file.symlink_to("/nowhere")
    change(column / NEWS, "---\n\n", "附件: [plan.docx]\n---\n\n")
    shown.refresh()
    place = f"{file.relative_to(column).as_posix()}:1:1"
    assert [one["rule"] for one in report(shown)["findings"] if one["place"] == place] == ["file-symlink"]
    assert report(shown, "statutory/catalogue/catalogue-2020.html")["findings"] == []


def test_a_line_is_quoted_only_as_long_as_it_is_the_one_that_was_meant(column: Path, shown: Studio) -> None:
    whole = (column / NEWS).read_text(encoding="utf-8")
    change(column / NEWS, "---\n\n", "---\n\n见[附表](none.docx)。\n\n")
    shown.refresh()
    (before,) = report(shown)["findings"]
    assert "见[附表](none.docx)" in before["frame"]
    (column / NEWS).write_text(whole.replace("---\n\n", "---\n\n无关的话。\n\n", 1), encoding="utf-8")
    assert report(shown)["findings"] == [before | {"frame": ""}]
    change(column / NEWS, "无关的话。\n\n", "见[附表](none.docx)。\n\n")
    assert report(shown)["findings"] == [before]


@pytest.mark.parametrize(
    ("file", "content", "line"),
    [("site_config.toml", "[site]\n名 = 1\n", "名 = 1"), ("layouts/news.html", "一\n{{ a b }}\n", "")],
)
def test_what_a_failed_run_read_is_quoted_as_long_as_it_stands(
    column: Path, shown: Studio, file: str, content: str, line: str
) -> None:
    (column / file).write_text(content, encoding="utf-8")
    shown.refresh()
    frames = "".join(one["frame"] for one in report(shown)["findings"])
    assert line in frames
    (column / file).write_text(f"# 上面加了一行\n{content}", encoding="utf-8")
    assert {one["frame"] for one in report(shown)["findings"]} == {""}


@pytest.mark.parametrize(
    ("name", "written"), [("50%#附 件.md", "50%25%23%E9%99%84%20%E4%BB%B6.md"), ("a.md", "a.md"), ("?.md", "%3F.md")]
)
def test_the_address_of_a_place_leads_there_whatever_the_name(name: str, written: str) -> None:
    one = Diagnostic("date-order", Severity.ERROR, Span(f"content/{name}", 3, 5), "发布早于成文")
    for root, folder in ((Path("/srv/50%"), "srv/50%25"), (Path("/C:/栏目"), "C:/%E6%A0%8F%E7%9B%AE")):
        told = remark(one, Scene(), root, root / "site_config.toml")
        assert told["open"] == f"vscode://file/{folder}/content/{written}:3:5"


# Files of a page that cannot be read


def test_the_files_of_a_page_that_cannot_be_read_stay_with_it(column: Path, shown: Studio) -> None:
    source = column / "content/statutory/interpretations/i-2020-002-chart.md"
    files = [path for path in shown.scene.files if path.startswith("statutory/interpretations/i-2020-002-chart")]
    before = served(shown, files)
    assert {Path(path).suffix for path in before} >= {".html", ".png", ".svg"}
    source.write_text("---\n标题: [\n---\n", encoding="utf-8")
    for _ in range(2):
        shown.refresh()
        assert served(shown, files) == before
    picture = next(path for path in files if path.endswith(".png"))
    (column / "content" / picture).write_bytes(b"other")
    with pytest.raises(Altered):
        bytes(shown.find(picture).content)  # type: ignore[union-attr]  # it is there, but no run has looked at it
    shown.refresh()
    assert served(shown, [picture]) == {picture: b"other"}
    source.unlink()
    shown.refresh()
    assert [path for path in files if shown.find(path)] == []
