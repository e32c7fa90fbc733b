"""The quick look at a project's files sees what the close one sees, or says that it cannot tell."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.building import familiar
from generator.reading import files
from generator.reading.files import Known, Stock, scan

NAMES = st.one_of(
    st.sampled_from(["a.md", "A.md", "a.MD", "附件1.docx", "a b（1）.pdf", "index.md"]),
    st.sampled_from([".hidden", "~$a.docx", "#a#", "a.md~", "a.swp", "a.tmp", "Thumbs.db", "desktop.ini", "é.md"]),
    st.text("aB1中：.-_ ~#$\u00e9\u0301\t", min_size=1, max_size=4).filter(lambda name: name not in {".", ".."}),
)
FOLDERS = st.sampled_from(
    ["content", "content/news", "content/新闻", "content/.git", "content/x.tmp", "requests", "requests/附"]
)


def known(stock: Stock) -> Known:
    """What the run after would know."""
    digests = {one.path: one.digest for one in stock.assets}
    digests |= {one.path: files.hashlib.sha256(Path(one.file).read_bytes()).hexdigest() for one in stock.sources}
    return {path: (mark, digests[path]) for path, mark in stock.marks.items()}


def quick(root: Path, before: Known) -> Stock | None:
    return familiar.stock(root, before, familiar.seen(root))


@pytest.fixture(autouse=True)
def settled_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FRESH", -(10**12))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in ("content/index.md", "content/news/2020-001.md", "content/news/附件（1）.docx", "requests/r-1.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path, encoding="utf-8")
    (tmp_path / "requests" / "scan.pdf").write_bytes(b"x")
    return tmp_path


def test_what_is_known_and_what_was_edited_is_seen_at_once(root: Path) -> None:
    before = known(scan(root))
    assert quick(root, before) == scan(root, before)
    (root / "content/news/2020-001.md").write_text("改了", encoding="utf-8")
    (root / "content/news/2020-002.md").write_text("新的", encoding="utf-8")
    (root / "requests/r-1.md").unlink()
    found = quick(root, before)
    assert found == scan(root, before)
    assert found is not None
    assert [one.path for one in found.sources if not one.digest] == [
        "content/news/2020-001.md",
        "content/news/2020-002.md",
    ]


def test_files_are_found_where_they_are(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    before = known(scan(Path()))
    found = quick(Path(), before)
    assert found is not None
    assert [one.file for one in found.sources] == [one.file for one in scan(Path(), before).sources]
    assert [one.file for one in found.assets] == [one.file for one in scan(Path(), before).assets]


@pytest.mark.parametrize(
    "odd",
    [
        lambda root: (root / "content/news/附件（1）.docx").write_bytes(b"other"),
        lambda root: (root / "content/news/link.md").symlink_to(root / "content/index.md"),
        lambda root: os.mkfifo(root / "content/pipe"),
        lambda root: (root / "content/news/2020-001.MD").write_bytes(b"x"),
        lambda root: (root / "content/news/.draft.md").write_bytes(b"x"),
        lambda root: (root / "content/news/a\tb.md").write_bytes(b"x"),
        lambda root: (root / "content/.git").mkdir(),
        lambda root: (root / "content/news/2020-001.md").write_bytes(b"x" * (files.LARGEST + 1)),
        lambda root: shutil.rmtree(root / "content"),
    ],
)
def test_what_is_odd_takes_a_closer_look(root: Path, odd: Callable[[Path], object]) -> None:
    before = known(scan(root))
    odd(root)
    assert quick(root, before) is None


@given(wanted=st.dictionaries(st.tuples(FOLDERS, NAMES), st.integers(0, 2), max_size=6), fresh=st.sampled_from([0, 1]))
def test_it_never_sees_anything_else(
    tmp_path_factory: pytest.TempPathFactory, wanted: dict[tuple[str, str], int], fresh: int
) -> None:
    root = tmp_path_factory.mktemp("project")
    (root / "content").mkdir()
    for (folder, name), state in wanted.items():
        (root / folder).mkdir(parents=True, exist_ok=True)
        if not (root / folder / name).exists():
            (root / folder / name).write_text(f"{state}", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "FRESH", 10**15 if fresh else -(10**12))
        before = known(scan(root))
        for (folder, name), state in wanted.items():
            if state:
                (root / folder / name).write_text("改了", encoding="utf-8")
        found = quick(root, before)
        assert found in (None, scan(root, before))
