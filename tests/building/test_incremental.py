"""A build that reuses what earlier ones found out gives the same bytes and findings as one that begins anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.building import cache as caching
from generator.building import pipeline
from generator.building.build import build, check
from generator.building.gathering import gather
from generator.building.options import Options
from generator.building.project import load
from generator.building.result import Built, Result
from generator.model.diagnostics import Severity
from generator.reading import files

AS_OF = date(2020, 10, 30)
NEVER = max(Severity) + 1
"""A threshold that no finding reaches: edits made at random break rules, and the pages are wanted all the same."""
POLICY = "content/statutory/policies/2020-001.md"
NEWS = "content/statutory/news/2020-09-18-training.md"
REVIEW = "content/statutory/news/2020-10-29-review.md"
TABLE = "content/statutory/catalogue/catalogue-2020.csv"


@pytest.fixture(autouse=True)
def settled_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let marks of files be trusted at once: a test cannot wait until they are old."""
    monkeypatch.setattr(files, "FRESH", -(10**12))


def built(root: Path, as_of: date = AS_OF, *, explain: bool = False, jobs: int = 1) -> Built:
    return build(
        root,
        root / "output",
        Options(as_of, jobs=jobs),
        threshold=NEVER,  # type: ignore[arg-type]  # compared only
        remember=False,
        explain=explain,
    )


def marks(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """What changes when a file or a folder is written."""
    found = ((path, path.stat()) for path in (folder, *folder.rglob("*")))
    return {path: (status.st_size, status.st_mtime_ns, status.st_ino) for path, status in found}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def clean(root: Path, beside: Path, as_of: date) -> tuple[dict[str, bytes], Built]:
    """What a build that knows nothing makes of the same column."""
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(root, beside, ignore=shutil.ignore_patterns("output", ".gongkai", ".output*"))
    made = built(beside, as_of)
    return tree(beside / "output"), made


def clean_apart(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, bytes], Built]:
    """The same, once nothing is forbidden any more."""
    monkeypatch.undo()
    return clean(root, root.parent / "clean", AS_OF)


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


@pytest.fixture
def column(tmp_path: Path, copy_column: Callable[[Path], Path]) -> Path:
    return copy_column(tmp_path / "column")


# Edits, one at a time


def test_with_nothing_changed_nothing_is_rendered_and_nothing_written(column: Path) -> None:
    first = built(column)
    assert first.result.rendered
    before = marks(column / "output")
    again = built(column)
    assert again.result.rendered == ()
    assert again.changes
    assert (again.changes.written, again.changes.removed) == ((), ())
    assert again.result.findings == first.result.findings
    assert marks(column / "output") == before


def test_a_changed_body_renders_its_own_page_alone(column: Path) -> None:
    built(column)
    append(column / NEWS, "\n会后征求了参训人员的意见。\n")
    again = built(column, explain=True)
    assert again.reasons == {"statutory/news/2020-09-18-training.html": "正文改了"}
    assert again.changes
    assert again.changes.written == ("statutory/news/2020-09-18-training.html",)


def test_a_changed_body_is_a_matter_of_its_own_sheet_and_set(column: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else is assembled, checked or planned again."""
    built(column)

    def longer(_: object) -> Result:
        raise AssertionError("the long way was taken")

    monkeypatch.setattr(pipeline, "examine_run", longer)
    for path in (NEWS, POLICY):
        append(column / path, "\n会后征求了参训人员的意见。\n")
    again = built(column)
    assert again.result.rendered == (
        "statutory/news/2020-09-18-training.html",
        "statutory/policies/2020-001.html",
    )
    expected, made = clean_apart(column, monkeypatch)
    assert tree(column / "output") == expected
    assert again.result.findings == made.result.findings


def test_a_copied_interpretation_is_found_when_the_policy_changes(column: Path) -> None:
    """A rule that reads two bodies sees a change of either."""
    built(column)
    found = {one.rule for one in built(column).result.findings}
    assert "sync-copy" not in found
    interpretation = column / "content/statutory/interpretations/i-2020-001.md"
    text = interpretation.read_text(encoding="utf-8").rpartition("---\n")[2]
    append(column / POLICY, text)
    again = built(column)
    assert "sync-copy" in {one.rule for one in again.result.findings}
    assert again.result.findings == clean(column, column.parent / "clean", AS_OF)[1].result.findings


def test_a_link_to_an_item_breaks_when_the_item_goes(column: Path) -> None:
    """Assembling reads the body of a document of which a 项 is linked, and sees it change."""
    append(column / NEWS, "\n见[日常库存](../policies/2020-001.md#第三条第（二）项)。\n")
    assert "link-broken" not in {one.rule for one in built(column).result.findings}
    change(column / POLICY, "（二）日常库存", "日常库存")
    again = built(column)
    assert "link-broken" in {one.rule for one in again.result.findings}
    assert again.result.findings == clean(column, column.parent / "clean", AS_OF)[1].result.findings


def test_a_changed_title_renders_every_page_that_shows_it_and_no_other(column: Path) -> None:
    built(column)
    before = tree(column / "output")
    change(column / NEWS, "标题: ", "标题: 再谈")
    again = built(column, explain=True)
    now = tree(column / "output")
    differing = {path for path in now if now[path] != before.get(path)} - {"manifest.json"}
    assert again.changes
    assert set(again.changes.written) == differing
    assert set(again.result.rendered) == differing
    assert again.reasons["statutory/news/2020-09-18-training.html"].startswith("改了：")


def test_a_document_that_no_longer_says_that_it_was_converted_leaves_the_list(column: Path) -> None:
    """The list is made of other pages' front matter, and rendered when that changes."""
    built(column)
    change(column / "content/statutory/notices/2020-first-store-list.md", "原属性: 依申请公开", "原属性: 不予公开")
    again = built(column)
    assert "apply/converted.html" in again.result.rendered
    assert "截至目前没有由依申请公开转为主动公开的信息" in (column / "output/apply/converted.html").read_text("utf-8")
    assert tree(column / "output") == clean(column, column.parent / "clean", AS_OF)[0]


def test_a_changed_phase_renders_the_page_and_the_lists_of_both_phases(column: Path) -> None:
    """五公开: the list that the page leaves, from its place on, and the list that it enters; no list of its column."""
    first = built(column)
    before = tree(column / "output")
    change(column / REVIEW, "五公开: 管理", "五公开: 结果")
    again = built(column, explain=True)
    assert again.reasons == {
        "phase-management-page-2.html": "改了：条目",
        "phase-management.html": "改了：条目",
        "phase-result.html": "改了：条目",
        "statutory/news/2020-10-29-review.html": "改了：五公开",
    }
    assert again.changes
    assert set(again.changes.written) == set(again.reasons)
    expected, made = clean(column, column.parent / "clean", AS_OF)
    assert tree(column / "output") == expected
    assert again.result.findings == made.result.findings == first.result.findings
    change(column / REVIEW, "五公开: 结果", "五公开: 管理")
    assert built(column).result.rendered == ()
    assert tree(column / "output") == before


def test_a_phase_of_a_kind_renders_what_depends_on_it(column: Path) -> None:
    built(column)
    append(column / "site_config.toml", '\n[phases]\n"会议公开" = ["决策", "结果"]\n')
    again = built(column)
    assert set(again.result.rendered) == {"statutory/meetings/2020-09-18-community.html", "phase-result.html"}
    assert tree(column / "output") == clean(column, column.parent / "clean", AS_OF)[0]


def test_a_changed_row_of_a_table_renders_the_page_that_shows_it(column: Path) -> None:
    """And its files; what a rule says of the row is said at once, and gone when the row is mended."""
    first = built(column)
    change(column / TABLE, "变更之日起5个工作日内", "变更之日起50个工作日内")
    again = built(column, explain=True)
    page = "statutory/catalogue/catalogue-2020"
    assert set(again.result.rendered) == {f"{page}.html", f"{page}.csv", f"{page}.xlsx"}
    assert again.reasons[f"{page}.html"] == "改了：专有内容"
    assert [(one.rule, one.span.path, one.span.line) for one in again.result.findings] == [("std-limit", TABLE, 3)]
    expected, made = clean(column, column.parent / "clean", AS_OF)
    assert tree(column / "output") == expected
    assert again.result.findings == made.result.findings
    change(column / TABLE, "变更之日起50个工作日内", "变更之日起5个工作日内")
    assert built(column).result.findings == first.result.findings == ()


def test_a_changed_body_leaves_what_is_said_of_the_table(column: Path) -> None:
    """The short way neither loses the findings of a table, nor calls a page's silence about them idle."""
    page = column / TABLE.replace(".csv", ".md")
    change(column / TABLE, "变更之日起5个工作日内", "变更之日起50个工作日内")
    change(column / TABLE, "政府网站、两微一端", "公众号")
    change(page, "数据文件:", "忽略规则: [{规则: std-limit, 理由: 等待市里答复}]\n数据文件:")
    first = built(column)
    assert {(one.rule, one.span.path) for one in first.result.findings} == {("std-channel", TABLE)}
    append(page, "\n各处室对本处室的条目负责。\n")
    again = built(column)
    assert again.result.rendered == ("statutory/catalogue/catalogue-2020.html",)
    assert again.result.findings == first.result.findings
    assert again.result.findings == clean(column, column.parent / "clean", AS_OF)[1].result.findings


def test_a_touched_file_renders_nothing(column: Path) -> None:
    built(column)
    for path in (column / "content").rglob("*"):
        os.utime(path)
    assert built(column).result.rendered == ()


def test_a_change_of_the_same_length_and_date_is_seen(column: Path) -> None:
    built(column)
    status = (column / NEWS).stat()
    change(column / NEWS, "培训", "训练")
    os.utime(column / NEWS, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert built(column).result.rendered


def test_a_changed_layout_renders_the_pages_that_use_it(column: Path) -> None:
    built(column)
    change(column / "layouts" / "news.html", "{% extends", "{# 新版 #}{% extends")
    again = built(column, explain=True)
    assert set(again.reasons.values()) == {"版式改了（news.html）"}
    site = gather(load(column), Options(AS_OF)).site
    assert site
    assert set(again.reasons) == {page.url for page in site.pages.values() if page.parsed.kind == "news"}


def test_a_layout_that_names_a_draft_and_then_does_not(column: Path) -> None:
    """Which titles are looked for depends on what the layouts say."""
    page = column / NEWS.replace("2020-09-18-training", "next")
    page.write_text(
        "---\n标题: 下一次业务培训的安排\n发布日期: 2020-10-30\n公开属性: 主动公开\n草稿: 是\n---\n略。\n", "utf-8"
    )
    layout, text = column / "layouts/map.html", "<p>下一次业务培训的安排</p>"
    built(column)
    change(layout, "{% block main %}", f"{{% block main %}}{text}")
    assert built(column).result.findings == clean(column, column.parent / "clean", AS_OF)[1].result.findings
    change(layout, text, "{% if false %}" + text + "{% endif %}")
    assert built(column).result.findings == clean(column, column.parent / "clean", AS_OF)[1].result.findings
    change(layout, "{% if false %}" + text + "{% endif %}", "")
    assert built(column).result.findings == clean(column, column.parent / "clean", AS_OF)[1].result.findings


def test_a_changed_weight_of_a_rule_renders_nothing(column: Path) -> None:
    built(column)
    append(column / "site_config.toml", '\n[rules.link-orphan]\nseverity = "note"\nreason = "试运行期间"\n')
    assert built(column).result.rendered == ()


def test_another_day_renders_only_what_depends_on_it(column: Path) -> None:
    built(column)
    again = built(column, AS_OF + timedelta(days=1))
    now, made = clean(column, column.parent / "clean", AS_OF + timedelta(days=1))
    assert tree(column / "output") == now
    assert again.result.findings == made.result.findings
    assert len(again.result.rendered) < len(made.result.rendered) / 2


def test_a_tampered_page_is_mended_without_rendering(column: Path) -> None:
    built(column)
    before = tree(column / "output")
    (column / "output" / "index.html").write_text("改动")
    again = built(column)
    assert again.changes
    assert (again.result.rendered, again.changes.written) == ((), ("index.html",))
    assert tree(column / "output") == before


def test_without_the_output_the_pages_come_from_the_cache(column: Path) -> None:
    built(column)
    before = tree(column / "output")
    shutil.rmtree(column / "output")
    assert built(column).result.rendered == ()
    assert tree(column / "output") == before


def test_a_check_leaves_a_build_nothing_to_render(column: Path) -> None:
    found = check(column, Options(AS_OF)).findings
    made = built(column)
    assert (made.result.rendered, made.result.findings) == ((), found)


@pytest.mark.parametrize("damage", ["overwritten", "cut", "a value changed", "gone", "of another version"])
def test_a_cache_that_is_damaged_or_foreign_does_no_harm(column: Path, damage: str) -> None:
    built(column)
    before = tree(column / "output")
    file = column / caching.FOLDER / caching.NAME
    data = file.read_bytes()
    if damage == "overwritten":
        file.write_bytes(b"x" * len(data))
    elif damage == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif damage == "a value changed":
        file.write_bytes(data.replace("政府信息公开".encode(), "政府信息不开".encode()))
    elif damage == "gone":
        shutil.rmtree(file.parent)
    else:
        with caching.cache(column, "another"):
            pass
    shutil.rmtree(column / "output")
    built(column)
    assert tree(column / "output") == before


def test_a_project_that_cannot_be_written_to_is_checked_all_the_same(column: Path) -> None:
    (column / caching.FOLDER).write_text("在这里不能建目录")
    assert check(column, Options(AS_OF)).findings == check(column, Options(AS_OF, jobs=2)).findings


# Edits in any order


def _paths(root: Path, pattern: str = "*.md") -> list[Path]:
    return sorted((root / "content").rglob(pattern))


def add(root: Path, number: int) -> None:
    (root / "content/statutory/news" / f"new-{number}.md").write_text(
        f"---\n标题: 新的动态{number}\n发布日期: 2020-10-{number % 28 + 1:02}\n公开属性: 主动公开\n来源: 本委\n---\n"
        f"见[培训](2020-09-18-training.md)，另见 [[示商规〔2020〕1号]]。\n",
        encoding="utf-8",
    )


def delete(root: Path, number: int) -> None:
    found = _paths(root)
    found[number % len(found)].unlink()


def rename(root: Path, number: int) -> None:
    found = _paths(root)
    path = found[number % len(found)]
    path.rename(path.with_name(f"renamed-{number}.md"))


def swap(root: Path, number: int) -> None:
    found = _paths(root)
    one, other = found[number % len(found)], found[(number * 7 + 1) % len(found)]
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def touch(root: Path, number: int) -> None:
    for path in _paths(root)[: number % 9]:
        os.utime(path, (number, number))


def body(root: Path, number: int) -> None:
    found = _paths(root)
    append(found[number % len(found)], f"\n补充第{number}段，说明办理的条件和时限，以及联系的处室。\n")


def top(root: Path, number: int) -> None:
    found = _paths(root)
    path = found[number % len(found)]
    head, mark, rest = path.read_text(encoding="utf-8").rpartition("---\n")
    path.write_text(f"{head}{mark}开头加了一段{number}。\n\n{rest}", encoding="utf-8")


def title(root: Path, number: int) -> None:
    found = _paths(root)
    path = found[number % len(found)]
    path.write_text(path.read_text(encoding="utf-8").replace("标题: ", f"标题: 改{number}", 1), encoding="utf-8")


def phase(root: Path, number: int) -> None:
    """Let a page belong to other phases (五公开), or to the usual ones."""
    found = _paths(root)
    path = found[number % len(found)]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    rest = [line for line in lines if not line.startswith("五公开")]
    said = ([], ["五公开: 结果\n"], ["五公开: [决策, 服务]\n"])[number % 3]
    path.write_text("".join([*rest[:1], *said, *rest[1:]]), encoding="utf-8")


def closed(root: Path, number: int) -> None:
    found = _paths(root)
    path = found[number % len(found)]
    text = path.read_text(encoding="utf-8")
    one, other = ("主动公开", "依申请公开")[:: 1 if "公开属性: 主动公开" in text else -1]
    path.write_text(text.replace(f"公开属性: {one}", f"公开属性: {other}", 1), encoding="utf-8")


def broken(root: Path, number: int) -> None:
    found = _paths(root)
    path = found[number % len(found)]
    path.write_text("---\n" + path.read_text(encoding="utf-8"), encoding="utf-8")


def layout(root: Path, number: int) -> None:
    found = sorted((root / "layouts").glob("*.html"))
    append(found[number % len(found)], f"{{# {number} #}}")


def style(root: Path, number: int) -> None:
    append(root / "layouts" / "assets" / "site.css", f"/* {number} */\n")


def config(root: Path, number: int) -> None:
    path = root / "site_config.toml"
    text = path.read_text(encoding="utf-8")
    kinds = [
        ("page_size = ", f"page_size = {number % 3 + 1}"),
        ("联系", "联络"),
        ('name = "工作动态"', 'name = "动态"'),
    ]
    old, new = kinds[number % len(kinds)]
    path.write_text(text.replace(old, new, 1) if old in text else text, encoding="utf-8")


def attachment(root: Path, number: int) -> None:
    found = _paths(root, "*.docx")
    append(found[number % len(found)], f"{number}")


def row(root: Path, number: int) -> None:
    """Change a table: a cell, a row, or so that it can no longer be read."""
    found = _paths(root, "*.csv")
    path = found[number % len(found)]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = number % len(lines)
    kinds = ([lines[at].replace("工作日", "个工作天")], [], ['"' + lines[at]], [lines[at], lines[at]])
    path.write_text("".join([*lines[:at], *kinds[number % 4], *lines[at + 1 :]]), encoding="utf-8")


def lose(root: Path, number: int) -> None:
    found = _paths(root, "*.docx")
    found[number % len(found)].unlink()


def tamper(root: Path, number: int) -> None:
    found = sorted((root / "output").rglob("*.html"))
    found[number % len(found)].write_text("改动")


EDITS = (
    *(add, delete, rename, swap, touch, body, body, top, title, phase, closed, broken),
    *(layout, style, config, attachment, row, row, lose, tamper),
)
Step = tuple[list[tuple[Callable[[Path, int], None], int]], int]
steps = st.tuples(
    st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 999)), max_size=3), st.sampled_from([0, 0, 0, 1, 40])
)


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=st.lists(steps, min_size=1, max_size=4))
def test_any_sequence_of_edits_ends_like_a_clean_build(
    sequence: list[Step], tmp_path_factory: pytest.TempPathFactory, copy_published: Callable[[Path], Path]
) -> None:
    folder = tmp_path_factory.mktemp("edits")
    root, as_of = copy_published(folder / "column"), AS_OF
    for edits, days in sequence:
        as_of += timedelta(days=days)
        for edit, number in edits:
            edit(root, number)
        now = built(root, as_of)
        expected, made = clean(root, folder / "clean", as_of)
        assert tree(root / "output") == expected
        assert now.result.findings == made.result.findings
        idle = built(root, as_of)
        assert idle.changes
        assert (idle.result.rendered, idle.changes.written, idle.changes.removed) == ((), (), ())
        assert idle.result.findings == made.result.findings
    shutil.rmtree(folder)


def test_a_paper_follows_the_text_of_its_page(tmp_path: Path, copy_column: Callable[[Path], Path]) -> None:
    """What is taken away as a file shows the body too: an edit of the body alone makes it anew."""
    column = copy_column(tmp_path / "column")
    built(column)
    paper = column / "output/annual-reports/report-2019-full.docx"
    before = paper.read_bytes()
    change(column / "content/annual-reports/2019.md", "举办培训两次", "举办培训三次")
    made = built(column)
    assert "annual-reports/report-2019-full.docx" in made.result.rendered
    assert paper.read_bytes() != before
    assert clean(column, tmp_path / "clean", AS_OF)[0]["annual-reports/report-2019-full.docx"] == paper.read_bytes()
