"""Files checked by themselves come to what the check of the whole column says of them, and the rest is not read."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.building import intake
from generator.building.build import check
from generator.building.options import Options
from generator.building.staged import LOCAL, Staged, check_files, ran
from generator.model.diagnostics import Diagnostic
from generator.model.sources import Source
from generator.reading import files
from generator.reading.files import Listed
from generator.rules.engine import Scope
from generator.rules.families import RULES

AS_OF = date(2020, 10, 30)
POLICIES, TEXTS = "content/statutory/policies/", "content/statutory/interpretations/"
POLICY, TEXT = POLICIES + "2020-001.md", TEXTS + "i-2020-001.md"
NEWS = "content/statutory/news/2020-09-18-training.md"
CATALOGUE, TABLE = (f"content/statutory/catalogue/catalogue-2020.{ending}" for ending in ("md", "csv"))
LIST = "content/statutory/services/lists/licences-2020-10.md"
LINKS = "link-broken"

Edit = Callable[[Path], object]


@pytest.fixture(autouse=True)
def settled_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let marks of files be trusted at once: a test cannot wait until they are old."""
    monkeypatch.setattr(files, "FRESH", -(10**12))


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory, copy_column: Callable[[Path], Path]) -> Path:
    """The sample column after a check."""
    root = copy_column(tmp_path_factory.mktemp("checked") / "column")
    check(root, Options(AS_OF))
    return root


@pytest.fixture
def column(checked: Path, tmp_path: Path) -> Path:
    """A copy to be changed; what the check found out comes with it."""
    return shutil.copytree(checked, tmp_path / "column")


def staged(root: Path, *wanted: str) -> Staged:
    found = check_files(root, wanted, Options(AS_OF))
    assert found is not None
    return found


def whole(root: Path, beside: Staged) -> tuple[Diagnostic, ...]:
    """What the check of the whole column says of the same files, as far as the same rules have run."""
    return of(beside, check(root, Options(AS_OF)).findings)


def of(beside: Staged, findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The findings of the same files and rules; of links that lead nowhere, none is left to the finished pages."""
    return tuple(one for one in findings if one.span.path in beside.paths and (ran(one.rule) or one.rule == LINKS))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def edit(path: str, old: str, new: str) -> Edit:
    return lambda root: change(root / path, old, new)


def remove(path: str) -> Edit:
    return lambda root: (root / path).unlink()


def copied(path: str, target: str, *replaced: tuple[str, str]) -> Edit:
    """A new file, made from another one."""

    def write(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        (root / target).write_text(text, encoding="utf-8", newline="\n")

    return write


def moved(path: str, target: str) -> Edit:
    return lambda root: (root / path).rename(root / target)


# The same findings


def test_every_document_of_the_column_gets_the_findings_of_the_whole_check(checked: Path) -> None:
    paths = [path.relative_to(checked).as_posix() for path in sorted((checked / "content").rglob("*.md"))]
    findings = check(checked, Options(AS_OF)).findings
    for path in paths:
        found = staged(checked, path)
        assert path in found.paths
        assert found.findings == of(found, findings), path


ANOTHER = POLICIES + "2020-900.md"
FAULTS: dict[str, tuple[Edit, str, str, str]] = {
    "interpretation deleted": (remove(TEXT), POLICY, POLICY, "sync-missing"),
    "number misspelt": (edit(POLICY, "〔2020〕1号", "[2020]1号"), POLICY, POLICY, "doc-no-bracket"),
    "number of another": (edit(POLICY, "〔2020〕1号", "〔2020〕2号"), POLICY, POLICY, "doc-no-unique"),
    "tie broken": (edit(TEXT, "〔2020〕1号", "〔2020〕91号"), TEXT, TEXT, "sync-dangling"),
    "tie of the policy broken": (edit(TEXT, "〔2020〕1号", "〔2020〕91号"), POLICY, POLICY, "sync-missing"),
    "policy deleted": (remove(POLICY), TEXT, TEXT, "sync-dangling"),
    "policy a draft": (edit(POLICY, "公开属性:", "草稿: 是\n公开属性:"), POLICY, POLICY, "page-gone"),
    "interpretation a draft": (edit(TEXT, "公开属性:", "草稿: 是\n公开属性:"), POLICY, POLICY, "sync-missing"),
    "interpretation closed": (edit(TEXT, "主动公开", "不予公开"), TEXT, TEXT, "attr-ground"),
    "closed, seen from the policy": (edit(TEXT, "主动公开", "不予公开"), POLICY, POLICY, "sync-missing"),
    "interpretation late": (edit(TEXT, "2020-02-19 15:30", "2020-03-19 15:30"), TEXT, TEXT, "sync-late"),
    "fault in a member of the set": (edit(TEXT, "解读单位:", "责任单位:"), POLICY, TEXT, "field-unknown"),
    "front matter unreadable": (edit(POLICY, "---\n", "---\n标题: [\n"), TEXT, TEXT, "sync-dangling"),
    "front matter unreadable, named by its id": (
        edit("content/statutory/projects/2020-breakfast.md", "责任单位:", "责任:"),
        "content/statutory/projects/breakfast-2020-08.md",
        "",
        "",
    ),
    "new file with an old number": (copied(POLICY, ANOTHER), ANOTHER, ANOTHER, "doc-no-unique"),
    "new file with an old index": (
        copied(POLICY, ANOTHER, ("〔2020〕1号", "〔2020〕900号")),
        ANOTHER,
        ANOTHER,
        "index-unique",
    ),
    "old file, whose number a new one has": (copied(POLICY, ANOTHER), POLICY, POLICY, "doc-no-unique"),
    "title of another, another number": (
        copied(POLICY, ANOTHER, ("〔2020〕1号", "〔2020〕900号")),
        POLICY,
        POLICY,
        "title-variant",
    ),
    "file renamed": (moved(POLICY, POLICIES + "2020-901.md"), POLICIES + "2020-901.md", "", ""),
    "file moved": (moved(NEWS, "content/guide/training.md"), "content/guide/training.md", "", ""),
    "file without a column": (moved(NEWS, "content/training.md"), "content/training.md", "", "column-missing"),
    "id of another": (edit(NEWS, "标题:", "页面编号: i-2020-001\n标题:"), NEWS, "", "id-collision"),
    "link that leads nowhere": (
        lambda root: change(
            root / NEWS, "\n---\n", "\n---\n\n见[办法](../policies/2020-01.md)和[[示商规〔2020〕11号]]。\n"
        ),
        NEWS,
        NEWS,
        "link-broken",
    ),
    "link to a draft": (
        lambda root: (
            change(root / NEWS, "\n---\n", "\n---\n\n见[办法](../policies/2020-001.md)。\n"),
            change(root / POLICY, "公开属性:", "草稿: 是\n公开属性:"),
        ),
        NEWS,
        NEWS,
        "link-broken",
    ),
    "link to a page that cannot be read": (
        lambda root: (
            change(root / NEWS, "\n---\n", "\n---\n\n见[办法](../policies/2020-001.md)。\n"),
            change(root / POLICY, "---\n", "---\n标题: [\n"),
        ),
        NEWS,
        "",
        "",
    ),
    "limit of a list": (edit(LIST, "承诺时限: 12个工作日", "承诺时限: 30个工作日"), LIST, LIST, "svc-time"),
    "silence for nothing": (
        edit(NEWS, "标题:", "忽略规则: [{规则: date-order, 理由: 试一试忽略}]\n标题:"),
        NEWS,
        NEWS,
        "suppress-unused",
    ),
    "cell of a table": (edit(TABLE, "变更之日起5个工作日内", "尽快"), CATALOGUE, TABLE, "std-limit"),
    "cell, seen from the table": (edit(TABLE, "变更之日起5个工作日内", "尽快"), TABLE, TABLE, "std-limit"),
    "column of a table": (edit(TABLE, "公开时限", "公开期限"), CATALOGUE, TABLE, "field-unknown"),
    "table of an old version": (edit(TABLE.replace("2020", "2019"), "全社会", "市民"), CATALOGUE, "", ""),
    "version that is no longer the newest": (
        edit(CATALOGUE, "上一版本: catalogue-2019\n", ""),
        CATALOGUE.replace("2020", "2019"),
        "",
        "",
    ),
    "table deleted": (remove(TABLE), CATALOGUE, CATALOGUE, "table-missing"),
    "silence about a table": (
        lambda root: (
            change(root / TABLE, "变更之日起5个工作日内", "尽快"),
            change(root / CATALOGUE, "数据文件:", "忽略规则: [{规则: std-limit, 理由: 等待市里答复}]\n数据文件:"),
        ),
        TABLE,
        "",
        "",
    ),
    "attachment deleted": (remove(POLICIES + "2020-001.docx"), POLICY, POLICY, "attach-exists"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_as_the_whole_check_finds_it(name: str, column: Path) -> None:
    spoil, wanted, place, rule = FAULTS[name]
    spoil(column)
    found = staged(column, wanted)
    if rule:
        assert rule in {one.rule for one in found.findings if one.span.path == (place or wanted)}, found.findings
    assert found.findings == whole(column, found)


def test_a_second_look_after_the_fault_is_mended_finds_nothing(column: Path) -> None:
    change(column / TEXT, "〔2020〕1号", "〔2020〕91号")
    assert staged(column, TEXT).findings
    change(column / TEXT, "〔2020〕91号", "〔2020〕1号")
    assert staged(column, TEXT).findings == ()


def test_a_silence_for_a_rule_that_did_not_run_is_not_called_idle(column: Path) -> None:
    change(column / NEWS, "标题:", "忽略规则: [{规则: link-orphan, 理由: 试一试忽略}]\n标题:")
    assert staged(column, NEWS).findings == ()
    assert "suppress-unused" in {one.rule for one in check(column, Options(AS_OF)).findings}


def test_folders_stand_for_all_that_lies_below(column: Path) -> None:
    change(column / TEXT, "解读单位: 示例市商务委员会市场运行处\n", "")
    (folder, one) = staged(column, TEXTS.rstrip("/")), staged(column, TEXT)
    assert folder.findings == one.findings == whole(column, folder)
    assert len(folder.paths) > len(one.paths)


def test_a_table_stands_for_the_page_that_names_it(column: Path) -> None:
    assert staged(column, TABLE).paths == staged(column, CATALOGUE).paths == {CATALOGUE, TABLE}


# Random edits

WORDS = (
    *(("〔2020〕1号", number) for number in ("〔2020〕2号", "〔2020〕3号", "[2020]2号")),
    *((old, new) for old in ("2020-0", "2020-1") for new in ("2021-0", "2019-1")),
    *(("公开属性: 主动公开", new) for new in ("公开属性: 依申请公开", "公开属性: 主动公开\n草稿: 是")),
    *(("〔2020〕", new) for new in ("〔2019〕", "[2020]")),
    ("\n标题: ", "\n替代文件: [示商规〔2020〕2号, 2020-003]\n标题: "),
    ("\n标题: ", "\n废止依据: 示商规〔2020〕2号\n有效性: 废止\n标题: "),
    ("\n---\n", "\n---\n\n见[[示商规〔2020〕1号]]、[甲](../policies/2020-002.md)、[乙](index.md)、[[2020-00]]。\n"),
)


@pytest.mark.parametrize("seed", range(4))
def test_after_random_edits_any_file_gets_the_findings_of_the_whole_check(seed: int, column: Path) -> None:
    chance = random.Random(seed)  # noqa: S311  # not a secret
    paths = sorted((column / "content" / "statutory").rglob("*.md"))
    for path in chance.sample(paths, 6):
        text = path.read_text(encoding="utf-8")
        old, new = chance.choice([(old, new) for old, new in WORDS if old in text])
        change(path, old, new)
    lost, new = chance.sample(paths, 2)
    lost.unlink()
    if new != lost:
        shutil.copy(new, new.with_name("new-one.md"))
    some = [path.relative_to(column).as_posix() for path in sorted((column / "content").rglob("*.md"))]
    found = [staged(column, path) for path in some]
    findings = check(column, Options(AS_OF)).findings
    for path, each in zip(some, found, strict=True):
        assert each.findings == of(each, findings), path


# What is left alone


def test_no_other_document_is_read(column: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    studied: list[str] = []
    reading, parting = Listed.read, intake.parted

    def counted(one: Listed) -> Source:
        read.append(one.path)
        return reading(one)

    def noted(source: Source, digest: str) -> object:
        studied.append(source.path)
        return parting(source, digest)

    monkeypatch.setattr(Listed, "read", counted)
    monkeypatch.setattr(intake, "parted", noted)
    staged(column, TEXT)
    assert set(studied) == set()
    change(column / TEXT, "〔2020〕1号", "〔2020〕91号")
    read.clear()
    staged(column, TEXT)
    assert TEXT in read
    assert studied == [TEXT]


def test_the_rest_of_the_column_is_not_put_together(checked: Path) -> None:
    """A release set is a handful of documents, whatever the size of the column."""
    assert staged(checked, POLICY).paths == {POLICY, TEXT}


def test_only_rules_of_the_site_and_of_history_can_be_local() -> None:
    assert LOCAL
    assert {one.scope for one in LOCAL.values()} == {Scope.SITE, Scope.HISTORY}
    assert not any(ran(name) for name, one in RULES.items() if one.scope is Scope.OUTPUT)


# Where there is no answer


def test_without_an_earlier_run_there_is_no_answer(column: Path) -> None:
    shutil.rmtree(column / ".gongkai")
    assert check_files(column, [POLICY], Options(AS_OF)) is None


@pytest.mark.parametrize(
    "options",
    [Options(AS_OF + timedelta(days=1)), Options(AS_OF, drafts=True), Options(AS_OF, hold=True)],
    ids=["another day", "drafts", "held back"],
)
def test_with_other_choices_there_is_no_answer(options: Options, column: Path) -> None:
    assert check_files(column, [POLICY], options) is None


def test_what_is_held_back_depends_on_the_whole_column(column: Path) -> None:
    check(column, Options(AS_OF, hold=True))
    assert check_files(column, [POLICY], Options(AS_OF, hold=True)) is None


def test_with_another_configuration_or_lock_there_is_no_answer(column: Path) -> None:
    lock = (column / "site.lock").read_bytes()
    (column / "site.lock").write_bytes(lock + b"\n")
    assert check_files(column, [POLICY], Options(AS_OF)) is None
    (column / "site.lock").write_bytes(lock)
    assert check_files(column, [POLICY], Options(AS_OF)) is not None
    change(column / "site_config.toml", "\n[site]\n", "\n\n[site]\n")
    assert check_files(column, [POLICY], Options(AS_OF)) is None


def test_most_of_the_column_and_what_is_no_document_have_no_answer(checked: Path) -> None:
    for wanted in ("content", "content/statutory", POLICIES + "2020-001.docx"):
        assert check_files(checked, [wanted], Options(AS_OF)) is None
