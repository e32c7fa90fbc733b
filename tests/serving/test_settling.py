"""One burst makes one batch, whatever the pace; all by an artificial clock."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.serving.settling import MANY, MASS, PATIENCE, SETTLE, Batch, Kind, Settling

A, B = Path("/site/content/a.md"), Path("/site/content/b.md")
MANY_FILES = [Path(f"/site/content/{at}.md") for at in range(500)]


def stream(settling: Settling, changes: list[tuple[float, Kind, list[Path]]]) -> list[tuple[float, Batch]]:
    """Play changes in order of time; say what is handed out, and when."""
    told = []
    for now, kind, paths in changes:
        while (due := settling.due) is not None and due <= now:
            told.append((due, settling.take()))
        settling.note(kind, paths, now)
    while (due := settling.due) is not None:
        told.append((due, settling.take()))
    return told


def only(*paths: Path, whole: bool = False) -> Batch:
    return Batch(frozenset(paths), whole)


def test_nothing_is_due_while_nothing_happens() -> None:
    assert Settling().due is None


def test_a_save_is_told_once_it_settled() -> None:
    assert stream(Settling(), [(10, Kind.DONE, [A])]) == [(pytest.approx(10 + SETTLE), only(A))]


def test_what_follows_closely_is_the_same_burst() -> None:
    """A save as Vim does it: moved away, made anew, the old one taken away."""
    changes = [(10, Kind.DONE, [A, B]), (10.02, Kind.DONE, [A]), (10.04, Kind.DONE, [B])]
    assert stream(Settling(), changes) == [(pytest.approx(10.04 + SETTLE), only(A, B))]


def test_what_follows_later_is_another_burst() -> None:
    told = stream(Settling(), [(10, Kind.DONE, [A]), (10.05, Kind.DONE, [B])])
    assert [batch for _, batch in told] == [only(A), only(B)]


def test_an_endless_stream_of_few_files_is_told_in_between() -> None:
    """Every so often, and nothing is lost."""
    changes = [(10 + at * 0.02, Kind.DONE, [A]) for at in range(60)]
    told = stream(Settling(), changes)
    assert [due for due, _ in told][:2] == [pytest.approx(10 + PATIENCE), pytest.approx(10 + 2 * PATIENCE)]
    assert {batch for _, batch in told} == {only(A)}


def test_a_change_of_many_files_is_gathered_for_longer() -> None:
    """A branch of 500 files, checked out in 1.5 s."""
    changes = [(10 + at * 0.003, Kind.DONE, [path]) for at, path in enumerate(MANY_FILES)]
    [(due, batch)] = stream(Settling(), changes)
    assert batch == only(*MANY_FILES)
    assert due == pytest.approx(10 + 499 * 0.003 + SETTLE)


def test_even_many_files_are_told_in_the_end() -> None:
    changes = [(10 + at * 0.01, Kind.DONE, [path]) for at, path in enumerate(MANY_FILES)]
    told = stream(Settling(), changes)
    assert told[0][0] == pytest.approx(10 + MASS)
    assert frozenset().union(*(batch.paths for _, batch in told)) == set(MANY_FILES)


def test_one_file_less_than_many_is_not_waited_for() -> None:
    changes = [(10 + at * 0.02, Kind.DONE, [MANY_FILES[at % (MANY - 1)]]) for at in range(60)]
    assert stream(Settling(), changes)[0][0] == pytest.approx(10 + PATIENCE)


def test_a_writer_who_pauses_is_waited_for() -> None:
    """Emptied, then written a while later, as editors on slow drives do."""
    changes = [(10, Kind.WRITING, [A]), (10.2, Kind.WRITING, [A]), (10.21, Kind.CLOSED, [A])]
    assert stream(Settling(), changes) == [(pytest.approx(10.21 + SETTLE), only(A))]


def test_a_writer_who_never_ends_is_not_waited_for_for_ever() -> None:
    assert stream(Settling(), [(10, Kind.WRITING, [A])]) == [(pytest.approx(10 + PATIENCE), only(A))]


def test_another_file_does_not_end_the_writing() -> None:
    changes = [(10, Kind.WRITING, [A]), (10.01, Kind.WRITING, [B]), (10.02, Kind.CLOSED, [B])]
    assert stream(Settling(), changes) == [(pytest.approx(10 + PATIENCE), only(A, B))]


@pytest.mark.parametrize("paths", [[A], [A, B]])
def test_a_file_that_went_or_was_moved_is_written_no_longer(paths: list[Path]) -> None:
    changes = [(10, Kind.WRITING, [A]), (10.01, Kind.DONE, paths)]
    assert stream(Settling(), changes) == [(pytest.approx(10.01 + SETTLE), only(*paths))]


def test_a_file_closed_unwritten_is_no_change() -> None:
    assert stream(Settling(), [(10, Kind.CLOSED, [A])]) == []


def test_the_end_of_a_writing_that_was_told_is_no_change() -> None:
    assert len(stream(Settling(), [(10, Kind.WRITING, [A]), (11, Kind.CLOSED, [A])])) == 1


def test_a_folder_makes_the_batch_whole_and_is_no_file() -> None:
    assert stream(Settling(), [(10, Kind.FOLDER, [A.parent])]) == [(pytest.approx(10 + SETTLE), only(whole=True))]


def test_the_next_batch_is_whole_only_by_itself() -> None:
    told = stream(Settling(), [(10, Kind.FOLDER, []), (10.01, Kind.DONE, [A]), (20, Kind.DONE, [B])])
    assert [batch for _, batch in told] == [only(A, whole=True), only(B)]


def test_what_was_gathered_meanwhile_is_due_at_once() -> None:
    """Two saves while the batch before was worked on are one batch, long due."""
    settling = Settling()
    settling.note(Kind.DONE, [A], 10)
    settling.note(Kind.DONE, [B], 12)
    assert settling.due is not None
    assert settling.due <= 12
    assert settling.take() == only(A, B)
    assert settling.due is None


changes_of_any_kind = st.lists(
    st.tuples(
        st.floats(0, 0.5),
        st.sampled_from([Kind.DONE, Kind.WRITING, Kind.FOLDER]),
        st.lists(st.sampled_from(MANY_FILES[:40]), min_size=1, max_size=2),
    ),
    max_size=80,
)


@given(changes_of_any_kind)
def test_nothing_is_lost_and_nothing_waits_too_long(steps: list[tuple[float, Kind, list[Path]]]) -> None:
    now, changes = 0.0, []
    for pause, kind, paths in steps:
        now += pause
        changes.append((now, kind, paths))
    told = stream(Settling(), changes)
    expected = {path for _, kind, paths in changes if kind is not Kind.FOLDER for path in paths}
    assert frozenset().union(*(batch.paths for _, batch in told)) == expected
    assert any(batch.whole for _, batch in told) == any(kind is Kind.FOLDER for _, kind, _ in changes)
    for when, kind, paths in changes:
        soon = [batch for due, batch in told if when <= due <= when + MASS]
        assert any(batch.whole if kind is Kind.FOLDER else batch.paths.issuperset(paths) for batch in soon)
