"""What is kept of a run is read again as it was, whether it was written whole or as what is new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.building import records
from generator.building.build import check
from generator.building.cache import Cache, cache
from generator.building.ledger import Ledger
from generator.building.options import Options
from generator.building.records import Kept
from generator.building.version import generator_version
from generator.reading import files

CHOSEN = Options(date(2020, 10, 30))
NEWS = "content/statutory/news/2020-09-18-training.md"
POLICY = "content/statutory/policies/2020-001.md"


@pytest.fixture
def column(tmp_path: Path, copy_column: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(files, "FRESH", -(10**12))
    return copy_column(tmp_path / "column")


def checked(root: Path) -> Ledger:
    found = check(root, CHOSEN).ledger
    assert found is not None
    return found


def kept(root: Path) -> tuple[Kept, bytes]:
    """What the next run would read, and the ledger that was written whole."""
    with cache(root, generator_version()) as used:
        found, whole = records.read(used, CHOSEN.variant), used.noted(f"roll {CHOSEN.variant}")
        roll = records.read_roll(used, CHOSEN.variant)
    assert found is not None
    assert whole is not None
    assert roll is not None
    assert (roll.documents, roll.marks) == (found.ledger.documents, found.ledger.marks)
    return found, whole


def edit(root: Path, path: str, said: str) -> None:
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(f"\n{said}\n")


def test_edits_are_written_beside_and_come_back(column: Path) -> None:
    first = checked(column)
    found, whole = kept(column)
    assert (found.ledger, found.since) == (first, None)
    for path, said in ((NEWS, "会后征求了意见。"), (POLICY, "附件：名单"), (NEWS, "又征求了一次意见。")):
        edit(column, path, said)
        now = checked(column)
        found, still = kept(column)
        assert found.ledger == now
        assert still == whole
        assert found.since
        assert found.since.documents.keys() <= {NEWS, POLICY}
    assert found.since.documents.keys() == {NEWS, POLICY}


def test_too_much_that_is_new_is_written_whole(column: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked(column)
    _, whole = kept(column)
    monkeypatch.setattr(records, "MOST", 1)
    edit(column, NEWS, "会后征求了意见。")
    now = checked(column)
    found, fresh = kept(column)
    assert (found.ledger, found.since) == (now, None)
    assert fresh != whole


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / NEWS).unlink(),
        lambda root: (root / NEWS).with_name("2020-09-19-more.md").write_bytes((root / NEWS).read_bytes()),
        lambda root: edit(root, "site_config.toml", "# 说明"),
    ],
)
def test_what_the_short_way_does_not_change_is_written_whole(column: Path, change: Callable[[Path], object]) -> None:
    checked(column)
    _, whole = kept(column)
    change(column)
    now = checked(column)
    found, fresh = kept(column)
    assert (found.ledger, found.since) == (now, None)
    assert fresh != whole


def test_what_is_new_in_another_ledger_is_left_alone(column: Path) -> None:
    """Two runs may end at once: what one of them noted need not fit what the other wrote."""
    checked(column)
    edit(column, NEWS, "会后征求了意见。")
    checked(column)
    found, _ = kept(column)
    assert found.since
    with cache(column, generator_version()) as used:
        records.keep(used, CHOSEN.variant, found.ledger, None)
        assert records.read(used, CHOSEN.variant) == Kept(found.ledger, used_name(used), None)


def used_name(used: Cache) -> str:
    return (used.noted(f"roll {CHOSEN.variant}") or b"")[: records.NAME].decode()


def test_parts_of_two_ledgers_are_none(column: Path) -> None:
    checked(column)
    with cache(column, generator_version()) as used:
        whole = used.noted(f"ledger {CHOSEN.variant}")
        assert whole
        used.note(f"ledger {CHOSEN.variant}", b"0" * records.NAME + whole[records.NAME :])
        assert records.read(used, CHOSEN.variant) is None


def test_marks_that_are_lost_stay_lost(column: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was written a moment ago has no mark, whatever an older ledger says of it."""
    checked(column)
    edit(column, POLICY, "附件：名单")
    assert POLICY in checked(column).marks
    monkeypatch.setattr(files, "FRESH", 10**18)
    edit(column, NEWS, "会后征求了意见。")
    now = checked(column)
    assert now.marks == {}
    assert kept(column)[0].ledger == now
