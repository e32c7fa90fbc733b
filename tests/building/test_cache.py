"""The shelf of what earlier builds found out: what is put there comes back whole or not at all."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.building import cache as caching
from generator.building.cache import Cache, cache, key


def file(root: Path) -> Path:
    return root / caching.FOLDER / caching.NAME


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
    with sqlite3.connect(file(tmp_path)) as connection:
        connection.execute("UPDATE entries SET value = x'39' WHERE key = x'61'")
    connection.close()
    with cache(tmp_path, "1") as used:
        assert (used.get(b"a"), used.many([b"a", b"b"])) == (None, {b"b": b"2"})


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
    full = file(tmp_path).stat().st_size
    with cache(tmp_path, "1") as used:
        used.prune(frozenset())
    assert file(tmp_path).stat().st_size < full / 10


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
