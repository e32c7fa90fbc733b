"""The shelf of what earlier builds found out: what is put there comes back whole or not at all."""

from __future__ import annotations

import errno
import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.building import cache as caching
from generator.building.cache import Cache, cache, key
from generator.building.pile import Piles


def file(root: Path) -> Path:
    return root / caching.FOLDER / caching.NAME


def piles(root: Path) -> list[Path]:
    return sorted((root / caching.FOLDER).glob("values-*"))


def room(root: Path) -> int:
    return sum(one.stat().st_size for one in (root / caching.FOLDER).iterdir())


def test_what_is_put_comes_back_also_in_the_next_run(tmp_path: Path) -> None:
    with cache(tmp_path, "1") as used:
        used.put({b"a": b"1", b"b": b""})
        used.note("n", b"2")
    with cache(tmp_path, "1") as used:
        assert (used.get(b"a"), used.get(b"b"), used.get(b"c"), used.noted("n")) == (b"1", b"", None, b"2")
        assert used.many([b"a", b"b", b"c"]) == {b"a": b"1", b"b": b""}
        assert used.names() == {b"a", b"b"}


def test_another_version_begins_empty(tmp_path: Path) -> None:
    with cache(tmp_path, "1") as used:
        used.put({b"a": b"1"})
        used.note("n", b"2")
    with cache(tmp_path, "2") as used:
        assert (used.get(b"a"), used.noted("n")) == (None, None)


def test_a_value_that_changed_on_the_disk_is_as_good_as_missing(tmp_path: Path) -> None:
    with cache(tmp_path, "1") as used:
        used.put({b"a": b"1", b"b": b"2"})
    (pile,) = piles(tmp_path)
    pile.write_bytes(b"92")
    with cache(tmp_path, "1") as used:
        assert (used.get(b"a"), used.many([b"a", b"b"])) == (None, {b"b": b"2"})


@pytest.mark.parametrize(
    "change",
    [
        "checksum = checksum + 1",
        "place = 1000",
        "place = -1",
        "place = 'x'",
        "size = 0",
        "size = -1",
        "size = 9000000000000000000",
        "size = NULL",
        "pile = 7",
        "pile = x'00'",
    ],
)
def test_a_place_that_changed_on_the_disk_is_as_good_as_missing(tmp_path: Path, change: str) -> None:
    with cache(tmp_path, "1") as used:
        used.put({b"a": b"1", b"b": b"2"})
    with sqlite3.connect(file(tmp_path)) as connection:
        connection.execute(f"UPDATE entries SET {change} WHERE key = x'61'")  # noqa: S608  # from above
    connection.close()
    with cache(tmp_path, "1") as used:
        assert (used.get(b"a"), used.many([b"a", b"b"]), used.get(b"b")) == (None, {b"b": b"2"}, b"2")
        used.put({b"a": b"3"})
        assert used.get(b"a") == b"3"


def test_values_that_were_cut_off_are_as_good_as_missing(tmp_path: Path) -> None:
    """And what is put in afterwards is not mistaken for them."""
    with cache(tmp_path, "1") as used:
        used.put({b"a": b"111", b"b": b"222"})
    (pile,) = piles(tmp_path)
    pile.write_bytes(b"1112")
    with cache(tmp_path, "1") as used:
        assert used.many([b"a", b"b"]) == {b"a": b"111"}
        used.put({b"c": b"333"})
        assert used.many([b"a", b"b", b"c"]) == {b"a": b"111", b"c": b"333"}


def test_without_its_values_it_begins_empty(tmp_path: Path) -> None:
    with cache(tmp_path, "1") as used:
        used.put({b"a": b"1"})
    (pile,) = piles(tmp_path)
    pile.unlink()
    with cache(tmp_path, "1") as used:
        assert used.names() == frozenset()
        used.put({b"a": b"1"})
        assert used.get(b"a") == b"1"


def test_what_a_writer_left_that_was_killed_does_no_harm(tmp_path: Path) -> None:
    with cache(tmp_path, "1") as used:
        used.put({b"a": b"1"})
    (pile,) = piles(tmp_path)
    with pile.open("ab") as values:
        values.write(b"half a val")
    with cache(tmp_path, "1") as used:
        used.put({b"b": b"2"})
        assert used.many([b"a", b"b"]) == {b"a": b"1", b"b": b"2"}


def test_a_full_disk_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "no space left on device")

    with cache(tmp_path, "1") as used:
        used.put({b"a": b"1"})
        with monkeypatch.context() as patch:
            patch.setattr(Piles, "add", full)
            used.put({b"b": b"2"})
            patch.setattr(caching, "SPARE", -2)
            used.prune(frozenset([b"a"]))
        assert used.names() == {b"a"}
        assert used.get(b"a") == b"1"
        used.put({b"b": b"2"})
        assert used.get(b"b") == b"2"


def test_what_is_not_in_use_goes_once_it_is_the_greater_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "SPARE", 10)
    live = frozenset(bytes([number]) for number in range(5))
    with cache(tmp_path, "1") as used:
        used.put({bytes([number]): b"x" for number in range(20)})
        used.note("n", b"2")
        used.prune(live)
        assert len(used.names()) == 20
        used.put({b"more": b"x"})
        used.prune(live)
        assert used.names() == live
        assert used.noted("n") == b"2"


def test_pruning_gives_the_room_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "SPARE", 0)
    with cache(tmp_path, "1") as used:
        used.put({key(str(number)): bytes(10_000) for number in range(500)})
    full = room(tmp_path)
    with cache(tmp_path, "1") as used:
        used.prune(frozenset())
    assert room(tmp_path) < full / 10


def test_who_is_at_work_does_not_notice_that_another_prunes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "SPARE", 0)
    with cache(tmp_path, "1") as one, cache(tmp_path, "1") as other:
        one.put({bytes([number]): bytes([number]) * 9 for number in range(20)})
        assert other.get(b"\1") == b"\1" * 9
        one.prune(frozenset([b"\1", b"\2"]))
        assert len(piles(tmp_path)) == 1
        other.put({b"more": b"x"})
        for used in (one, other):
            assert used.names() == {b"\1", b"\2", b"more"}
            assert used.many(used.names()) == {b"\1": b"\1" * 9, b"\2": b"\2" * 9, b"more": b"x"}


def test_another_version_gives_the_room_back(tmp_path: Path) -> None:
    with cache(tmp_path, "1") as used:
        used.put({key(str(number)): bytes(10_000) for number in range(500)})
        used.note("n", bytes(1_000_000))
    full = room(tmp_path)
    with cache(tmp_path, "2"):
        pass
    assert room(tmp_path) < full / 10


def test_a_cache_of_before_there_were_piles_begins_empty(tmp_path: Path) -> None:
    file(tmp_path).parent.mkdir()
    with sqlite3.connect(file(tmp_path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "CREATE TABLE entries (key BLOB PRIMARY KEY, value BLOB NOT NULL, checksum INTEGER NOT NULL)"
        )
        connection.execute("CREATE TABLE version (name TEXT NOT NULL)")
        connection.execute("INSERT INTO version VALUES ('1')")
    connection.close()
    for version in ("2", "1"):
        with cache(tmp_path, version) as used:
            used.put({b"a": b"1"})
            assert used.get(b"a") == b"1"
            assert used.file == file(tmp_path)


def _fill(root: Path, first: int) -> None:
    with cache(root, "1") as used:
        for number in range(first, first + 200):
            used.put({key(str(number)): str(number).encode() * 100})


def test_two_processes_at_once_do_no_harm(tmp_path: Path) -> None:
    with cache(tmp_path, "1"):
        pass
    context = multiprocessing.get_context("spawn")
    crew = [context.Process(target=_fill, args=(tmp_path, first)) for first in (0, 100)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
        assert one.exitcode == 0
    with cache(tmp_path, "1") as used:
        assert used.many(key(str(number)) for number in range(300)) == {
            key(str(number)): str(number).encode() * 100 for number in range(300)
        }


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_a_file_that_is_no_cache_is_replaced(tmp_path: Path, content: bytes) -> None:
    file(tmp_path).parent.mkdir()
    file(tmp_path).write_bytes(content)
    with cache(tmp_path, "1") as used:
        used.put({b"a": b"1"})
    with cache(tmp_path, "1") as used:
        assert used.get(b"a") == b"1"


def test_where_no_cache_can_be_kept_there_is_one_that_goes_away(tmp_path: Path) -> None:
    (tmp_path / caching.FOLDER).write_text("", encoding="utf-8")
    with cache(tmp_path, "1") as used:
        used.put({b"a": b"1"})
        assert used.get(b"a") == b"1"
        place = used.file
    assert not place.exists()


def test_it_is_used_in_another_process_by_its_path_alone(tmp_path: Path) -> None:
    with cache(tmp_path, "1") as used:
        used.put({b"a": b"1"})
        make, arguments = used.__reduce__()
        other = make(*arguments)
        assert isinstance(other, Cache)
        assert other.get(b"a") == b"1"
        other.rest()


@given(st.lists(st.text(max_size=3), min_size=1, max_size=4), st.lists(st.text(max_size=3), min_size=1, max_size=4))
def test_keys_are_equal_only_for_equal_parts(one: list[str], other: list[str]) -> None:
    """Wherever the borders between the parts lie."""
    assert (key(*one) == key(*other)) is (one == other)
