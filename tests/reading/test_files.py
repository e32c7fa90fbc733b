"""What a scan takes from ``content/``, what it passes over, and what it refuses."""

from __future__ import annotations

import os
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from generator.model.diagnostics import Diagnostic
from generator.model.sources import Asset, Source
from generator.reading import files
from generator.reading.files import LARGEST, Listed, project_path, read_bytes, scan

needs_posix = pytest.mark.skipif(sys.platform != "linux", reason="needs links, pipes and names of any bytes")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


def put(root: Path, *names: str) -> None:
    for name in names:
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def stock(root: Path) -> tuple[tuple[Listed, ...], tuple[Asset, ...], tuple[Diagnostic, ...]]:
    """Sources, assets and findings of a scan."""
    found = scan(root)
    return found.sources, found.assets, found.findings


def rules(root: Path) -> list[tuple[str, str]]:
    """Paths and ids of what a scan found."""
    return [(found.span.path, found.rule) for found in scan(root).findings]


def test_pages_and_assets_come_in_the_order_of_paths(root: Path) -> None:
    put(root, "b/甲.md", "b/附件.docx", "a/z.MD", "c.md", "a/b/d.png")
    sources, assets, findings = stock(root)
    assert findings == ()
    assert tuple(one.read() for one in sources) == (
        Source("content/a/z.MD", b"a/z.MD"),
        Source("content/b/甲.md", "b/甲.md".encode()),
        Source("content/c.md", b"c.md"),
    )
    digest = sha256("b/附件.docx".encode()).hexdigest()
    assert [asset.path for asset in assets] == ["content/a/b/d.png", "content/b/附件.docx"]
    assert assets[1] == Asset("content/b/附件.docx", len("b/附件.docx".encode()), digest)


@pytest.mark.parametrize(
    "name",
    [
        *(".a.md", ".git/a.md", ".#a.md", "#a.md#", "~$附件.docx", "a.md~", "a.md.swp", ".a.md.swo", "x.tmp"),
        *("Thumbs.db", "thumbs.DB", ".DS_Store", "desktop.ini"),
    ],
)
def test_leftovers_are_passed_over(root: Path, name: str) -> None:
    """Hidden files and what editors and systems leave behind are no content."""
    put(root, name, "a.md")
    sources, assets, findings = stock(root)
    assert [one.path for one in sources] == ["content/a.md"]
    assert (assets, findings) == ((), ())


def test_ordinary_names_are_not_leftovers(root: Path) -> None:
    put(root, "a~1.md", "tmp.md", "$a.md", "thumbs.db.md", "swp.md", "a b　c.md")
    assert len(scan(root).sources) == 6


def test_missing_content_folder(tmp_path: Path) -> None:
    assert rules(tmp_path) == [("content", "file-content-missing")]


def test_page_that_is_too_large_is_not_read(root: Path) -> None:
    put(root, "a.md", "b.pdf")
    for name in ("a.md", "b.pdf"):
        with (root / "content" / name).open("wb") as file:
            file.truncate(LARGEST + 1)
    sources, assets, (found,) = stock(root)
    assert sources == ()
    assert [asset.size for asset in assets] == [LARGEST + 1]
    assert (found.rule, found.span.path) == ("file-size", "content/a.md")
    assert "10.0 MB，超过 10 MB" in found.message


def test_page_of_the_largest_size_is_read(root: Path) -> None:
    with (root / "content" / "a.md").open("wb") as file:
        file.truncate(LARGEST)
    assert len(scan(root).sources) == 1


@needs_posix
def test_names_that_are_one_elsewhere_collide(root: Path) -> None:
    """Two names that differ only in case are one file on Windows; both are read, the second is reported."""
    put(root, "a.md", "A.md", "ß.md", "b.md")
    sources, _, (found,) = stock(root)
    assert len(sources) == 4
    assert (found.rule, found.span.path) == ("file-name-collision", "content/a.md")
    assert "content/A.md" in found.message


@needs_posix
def test_names_that_are_one_after_normalisation_are_read_once(root: Path) -> None:
    put(root, "é.md", "e\u0301.md")
    sources, _, findings = stock(root)
    assert [one.path for one in sources] == ["content/é.md"]
    assert [one.rule for one in findings] == ["file-name-collision"]


@needs_posix
def test_links_out_of_the_content_are_refused(root: Path) -> None:
    (root / "secret.md").write_text("密")
    (root / "folder").mkdir()
    put(root, "a/b.md")
    top = root / "content"
    (top / "out.md").symlink_to(root / "secret.md")
    (top / "folder").symlink_to(root / "folder")
    (top / "gone.md").symlink_to(root / "gone.md")
    (top / "loop.md").symlink_to(top / "loop.md")
    (top / "self").symlink_to(top)
    (top / "a" / "same.md").symlink_to(top / "a" / "b.md")
    sources, assets, findings = stock(root)
    assert [one.path for one in sources] == ["content/a/b.md", "content/a/same.md"]
    assert assets == ()
    assert [(one.span.path, one.rule) for one in findings] == [
        (f"content/{name}", "file-symlink") for name in ("folder", "gone.md", "loop.md", "out.md", "self")
    ]
    assert "content/ 之外" in findings[3].message


@needs_posix
def test_what_is_no_file_is_not_read(root: Path) -> None:
    os.mkfifo(root / "content" / "pipe.md")
    assert rules(root) == [("content/pipe.md", "file-unreadable")]


@needs_posix
@pytest.mark.skipif(sys.platform == "linux" and os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(root: Path) -> None:
    put(root, "a.md")
    (root / "content" / "a.md").chmod(0)
    assert rules(root) == [("content/a.md", "file-unreadable")]


@needs_posix
def test_names_that_are_no_text_are_refused(root: Path) -> None:
    for name in (b"\xff.md", b"a\nb.md"):
        Path(os.fsdecode(os.fsencode(root / "content") + b"/" + name)).touch()
    assert rules(root) == [("content/?.md", "file-name-encoding"), ("content/a\nb.md", "file-name-encoding")]


def test_read_bytes_knows_absence(root: Path) -> None:
    (root / "site.lock").write_bytes(b"{}")
    assert read_bytes(root / "site.lock") == b"{}"
    assert read_bytes(root / "other") is None


def test_project_path_is_posix_and_nfc(root: Path) -> None:
    assert project_path(root / "content" / "e\u0301.md", root) == "content/é.md"


def age(root: Path) -> None:
    """Make every file under ``content/`` look as if it had been written a while ago, as far as a test can."""
    for path in root.rglob("*"):
        os.utime(path, ns=(0, 0))


def test_a_file_that_did_not_change_is_not_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, "a.md", "b.docx")
    age(root)
    monkeypatch.setattr(files, "FRESH", -(10**12))  # as if the clock had gone on since
    first = scan(root)
    known = {path: (mark, f"digest of {path}") for path, mark in first.marks.items()}
    assert sorted(known) == ["content/a.md", "content/b.docx"]
    again = scan(root, known)
    assert [one.digest for one in (*again.sources, *again.assets)] == [f"digest of {path}" for path in sorted(known)]


@pytest.mark.parametrize("change", ["same length", "touched back", "replaced"])
def test_a_file_that_changed_is_read_whatever_its_date(
    root: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    put(root, "b.docx")
    age(root)
    monkeypatch.setattr(files, "FRESH", -(10**12))
    known = {path: (mark, "old") for path, mark in scan(root).marks.items()}
    file = root / "content" / "b.docx"
    time.sleep(0.02)  # a tick of the file system's clock
    if change == "replaced":
        (root / "new").write_bytes(b"B.DOCX")
        (root / "new").replace(file)
    else:
        file.write_bytes(b"B.DOCX")
    if change != "same length":
        age(root)
    assert scan(root, known).assets[0].digest == sha256(b"B.DOCX").hexdigest()


def test_the_mark_of_a_file_just_written_proves_nothing(root: Path) -> None:
    put(root, "a.md")
    assert scan(root).marks == {}
