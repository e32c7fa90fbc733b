"""An attachment is shown while it is the file that was accepted, and nothing else is shown in its place."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

import pytest

from generator.reading.files import FRESH, mark
from generator.serving import stored
from generator.serving.stored import Altered, Opened, Proven, Stored

CONTENT = b"0123456789"
Accept: TypeAlias = Callable[..., Stored]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "content" / "a").mkdir(parents=True)
    path = tmp_path / "content" / "a" / "table.xlsx"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def accept(tmp_path: Path, file: Path) -> Accept:
    """Take the file as a run did that accepted it, with its mark or without."""

    def accepted(*, marked: bool = True, proven: Proven | None = None) -> Stored:
        its = mark(file.stat()) if marked else None
        known = {} if proven is None else proven
        return Stored(file, tmp_path / "content", len(CONTENT), sha256(CONTENT).hexdigest(), its, known)

    return accepted


@pytest.mark.parametrize("marked", [True, False])
def test_the_file_that_was_accepted_is_shown(accept: Accept, *, marked: bool) -> None:
    assert bytes(accept(marked=marked)) == CONTENT


def test_a_part_is_read_without_the_rest(accept: Accept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Opened, "digest")
    with closing(accept().opened()) as file:
        assert (file.read(range(2, 5)), file.read(range(1)), file.read(range(0))) == (b"234", b"0", b"")


def test_a_file_that_was_touched_is_the_same_file(file: Path, accept: Accept) -> None:
    one = accept()
    os.utime(file, (0, 0))
    assert bytes(one) == CONTENT


def test_a_file_is_read_through_once(file: Path, accept: Accept, monkeypatch: pytest.MonkeyPatch) -> None:
    """And as often as it is asked for only while its mark is so fresh that it proves nothing."""
    proven: Proven = {}
    one, now = accept(marked=False, proven=proven), time.time_ns()
    assert bytes(one) == CONTENT
    assert proven == {}
    monkeypatch.setattr(stored.time, "time_ns", lambda: now + 2 * FRESH)
    assert bytes(one) == CONTENT
    assert list(proven.values()) == [mark(file.stat())]
    monkeypatch.delattr(Opened, "digest")
    assert bytes(one) == CONTENT


@pytest.mark.parametrize("content", [b"9876543210", b"0123456789 and more", b""])
def test_other_content_is_not_shown(file: Path, accept: Accept, content: bytes) -> None:
    one = accept()
    file.write_bytes(content)
    with pytest.raises(Altered):
        bytes(one)


def test_a_file_that_went_away_is_not_shown(file: Path, accept: Accept) -> None:
    one = accept()
    file.unlink()
    with pytest.raises(Altered):
        bytes(one)


def test_no_link_out_of_the_folder_is_followed(tmp_path: Path, file: Path, accept: Accept) -> None:
    """Not even to equal bytes."""
    (tmp_path / "secret").write_bytes(CONTENT)
    one = accept()
    file.unlink()
    file.symlink_to(tmp_path / "secret")
    with pytest.raises(Altered):
        bytes(one)


def test_no_folder_that_leads_out_is_followed(tmp_path: Path, file: Path, accept: Accept) -> None:
    one = accept()
    file.parent.rename(tmp_path / "away")
    file.parent.symlink_to(tmp_path / "away")
    with pytest.raises(Altered):
        bytes(one)


def test_a_link_to_what_was_accepted_inside_the_folder_is_followed(file: Path, accept: Accept) -> None:
    one = accept()
    file.rename(file.with_name("original.xlsx"))
    file.symlink_to(file.with_name("original.xlsx"))
    assert bytes(one) == CONTENT


def test_a_link_to_another_file_inside_the_folder_is_not(file: Path, accept: Accept) -> None:
    one = accept()
    file.with_name("draft.xlsx").write_bytes(b"9876543210")
    file.unlink()
    file.symlink_to(file.with_name("draft.xlsx"))
    with pytest.raises(Altered):
        bytes(one)


def test_a_pipe_keeps_nobody_waiting(file: Path, accept: Accept) -> None:
    one = accept()
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(Altered):
        bytes(one)


def test_what_is_written_while_it_is_sent_is_not_shown(file: Path, accept: Accept) -> None:
    with closing(accept().opened()) as opened:
        assert opened.read(range(2)) == b"01"
        file.write_bytes(b"9876543210")
        os.utime(file, (0, 0))
        with pytest.raises(Altered):
            opened.read(range(2, 10))
