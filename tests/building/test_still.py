"""Where nothing was touched, the last run's answer is given at once; whatever was touched, it is not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.building import manifest, production
from generator.building.build import build, check
from generator.building.options import Options
from generator.building.result import Built, Changes, listing
from generator.model.diagnostics import Severity
from generator.model.values import replace
from generator.reading import files

CHOSEN = Options(date(2020, 10, 30))
NEWS = "content/statutory/news/2020-09-18-training.md"
PAGE = "output/statutory/news/2020-09-18-training.html"


class Looked(Exception):
    """The column was looked into."""


@pytest.fixture
def column(tmp_path: Path, copy_column: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published column of which nothing was touched for a while; from here on looking into it is an error."""
    root = copy_column(tmp_path / "column")
    (root / "layouts" / "note.txt").write_text("说明", encoding="utf-8")
    monkeypatch.setattr(files, "FRESH", -(10**12))
    published(root)  # it writes the lock,
    published(root)  # so that now nothing is due any more

    def looking(*_: object) -> None:
        raise Looked

    monkeypatch.setattr(production, "load", looking)
    return root


def published(root: Path, options: Options = CHOSEN, threshold: Severity = Severity.ERROR) -> Built:
    built = build(root, root / "output", options, threshold=threshold)
    assert built.changes is not None
    return built


def faulty(root: Path) -> None:
    """Give a document a warning."""
    path = root / "content/statutory/policies/2020-001.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n附件：名单\n", encoding="utf-8")


def test_a_second_build_and_a_check_need_not_look(column: Path) -> None:
    again = published(column)
    assert (again.changes and (again.changes.written, again.changes.removed)) == ((), ())
    assert again.result == check(column, CHOSEN)
    assert again.result.tally.pages == len(list((column / "output").rglob("*.html")))


def test_figures_and_findings_are_those_of_the_build_that_looked(
    tmp_path: Path, copy_column: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_column(tmp_path / "column")
    faulty(root)
    monkeypatch.setattr(files, "FRESH", -(10**12))
    looked, known = published(root), published(root)
    assert looked.result.ledger is not None
    assert known.result.ledger is None
    assert looked.result.findings
    assert known.result == replace(looked.result, ledger=None, rendered=(), listed=looked.result.listing)
    assert known.result.listing == listing(manifest.read(root / "output"))
    assert looked.changes
    assert known.changes == Changes((), (), len(looked.changes.written))


def other_bytes(path: Path) -> None:
    """As many as before, and the time of before."""
    status = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize(
    "touch",
    [
        lambda root: other_bytes(root / NEWS),
        lambda root: (root / NEWS).touch(),
        lambda root: (root / NEWS).unlink(),
        lambda root: (root / NEWS).rename((root / NEWS).with_name("2020-09-19-training.md")),
        lambda root: (root / "content" / "new").mkdir(),
        lambda root: (root / "content" / "link.md").symlink_to(root / NEWS),
        lambda root: other_bytes(root / "layouts" / "note.txt"),
        lambda root: other_bytes(root / "site.lock"),
        lambda root: (root / "site.lock").unlink(),
        lambda root: (root / "site_config.toml").write_bytes((root / "site_config.toml").read_bytes() + b"\n"),
    ],
)
def test_what_a_run_reads_was_touched(column: Path, touch: Callable[[Path], object]) -> None:
    touch(column)
    with pytest.raises(Looked):
        published(column)
    with pytest.raises(Looked):
        check(column, CHOSEN)


@pytest.mark.parametrize(
    "touch",
    [
        lambda root: (root / PAGE).unlink(),
        lambda root: (root / PAGE).write_bytes((root / PAGE).read_bytes()[::-1]),
        lambda root: (root / "output" / "manifest.json").unlink(),
        lambda root: (root / "output" / "strange.txt").touch(),
        lambda root: (root / "output").rename(root / "elsewhere"),
    ],
)
def test_what_was_published_was_touched(column: Path, touch: Callable[[Path], object]) -> None:
    touch(column)
    check(column, CHOSEN)
    with pytest.raises(Looked):
        published(column)


@pytest.mark.parametrize(
    "options",
    [
        replace(CHOSEN, as_of=CHOSEN.as_of + timedelta(1)),
        replace(CHOSEN, base_url="https://sw.shili.gov.cn/other"),
        replace(CHOSEN, drafts=True),
        replace(CHOSEN, hold=True),
    ],
)
def test_something_else_was_chosen(column: Path, options: Options) -> None:
    with pytest.raises(Looked):
        check(column, options)


def test_a_threshold_that_would_refuse_is_not_passed_by(
    tmp_path: Path, copy_column: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_column(tmp_path / "column")
    faulty(root)
    monkeypatch.setattr(files, "FRESH", -(10**12))
    published(root)
    published(root)
    assert build(root, root / "output", CHOSEN, threshold=Severity.WARNING).changes is None


def test_a_preview_does_not_stand_for_what_must_be_remembered(
    tmp_path: Path, copy_column: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_column(tmp_path / "column")
    (root / "site.lock").unlink()
    monkeypatch.setattr(files, "FRESH", -(10**12))
    for _ in range(2):
        assert build(root, root / "output", CHOSEN, remember=False).changes is not None
    built = build(root, root / "output", CHOSEN)
    assert built.changes is None
    assert [one.message[:5] for one in built.result.findings if one.severity >= Severity.ERROR] == ["网站发布过"]
    assert check(root, CHOSEN).publishable(Severity.ERROR)


def test_what_was_touched_a_moment_ago_is_looked_into(
    tmp_path: Path, copy_column: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be touched again within the same tick of the clock."""
    root = copy_column(tmp_path / "column")
    published(root)
    published(root)
    calls = []
    load = production.load
    monkeypatch.setattr(production, "load", lambda *given: calls.append(given) or load(*given))
    (root / NEWS).touch()
    published(root)
    published(root)
    assert len(calls) == 2


def test_so_short_a_run_imports_little(tmp_path: Path, copy_column: Callable[[Path], Path]) -> None:
    """Neither models nor rules nor layouts: most of the time of a build would pass with that."""
    root = copy_column(tmp_path / "column")
    code = f"""
import sys
from datetime import date
from pathlib import Path
from generator.reading import files
files.FRESH = -(10**12)
from generator.building.build import build
from generator.building.options import Options
root = Path({str(root)!r})
built = build(root, root / "output", Options(date(2020, 10, 30)))
print(*sorted({{"pydantic", "jinja2", "markdown_it", "filelock", "generator.rules.engine"}} & sys.modules.keys()))
"""
    runs = [subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True) for _ in range(2)]
    assert [run.stdout.split() for run in runs] == [
        ["filelock", "generator.rules.engine", "jinja2", "markdown_it", "pydantic"],
        [],
    ]


NEEDLESS = {
    *("docx", "markdown_it", "multiprocessing", "openpyxl", "pypdf", "segno", "xlsxwriter", "yaml"),
    *("generator.building.gathering", "generator.building.pipeline", "generator.rendering.plan"),
}
"""What an edit does without, if it is one to a plain body: it takes longer to load than to make the page."""


def test_an_edit_imports_no_more_than_its_page_needs(tmp_path: Path, copy_column: Callable[[Path], Path]) -> None:
    root = copy_column(tmp_path / "column")
    published(root)
    code = f"""
import sys
from datetime import date
from pathlib import Path
from generator.building.options import Options
root, chosen = Path({str(root)!r}), Options(date(2020, 10, 30))
with (root / {NEWS!r}).open("a", encoding="utf-8") as file:
    file.write("\\n会后征求了参训人员的意见。\\n")
if sys.argv[1:]:
    from generator.building.staged import check_files
    assert check_files(root, sys.argv[1:], chosen) is not None
else:
    from generator.building.build import build
    assert build(root, root / "output", chosen).changes.written == ({PAGE.removeprefix("output/")!r},)
asked = {sorted(NEEDLESS)} + ["generator.rendering", "generator.building.publishing", "jinja2"]
print(*sorted(sys.modules.keys() & asked))
"""
    runs = [
        subprocess.run([sys.executable, "-c", code, *given], check=True, capture_output=True, text=True)
        for given in ((), (NEWS,))
    ]
    assert [run.stdout.split() for run in runs] == [
        ["generator.building.publishing", "generator.rendering", "jinja2"],
        [],
    ]
