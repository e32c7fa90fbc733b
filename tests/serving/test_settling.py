"""One burst makes one batch, whatever the pace; all by an artificial clock."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.serving.settling import ABSENCE, MANY, MASS, PATIENCE, SETTLE, STREAM, Batch, Kind, Settling

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


def test_a_file_that_was_replaced_is_written_no_longer() -> None:
    changes = [(10, Kind.WRITING, [A]), (10.01, Kind.DONE, [A])]
    assert stream(Settling(), changes) == [(pytest.approx(10.01 + SETTLE), only(A))]


def test_a_file_that_went_is_given_time_to_come_back() -> None:
    assert stream(Settling(), [(10, Kind.GONE, [A])]) == [(pytest.approx(10 + ABSENCE), only(A))]


@pytest.mark.parametrize("absence", [0.001, 0.05, 0.1, 0.3, 0.45])
def test_a_save_that_moves_the_old_text_away_first_is_one_batch(absence: float) -> None:
    """As Vim and Office save: moved away, then made anew; told as soon as any other save."""
    back = 10 + absence
    made = [(back, Kind.MADE, [A]), (back + 0.01, Kind.WRITING, [A]), (back + 0.02, Kind.CLOSED, [A])]
    assert stream(Settling(), [(10, Kind.GONE, [A]), *made]) == [(pytest.approx(back + 0.02 + SETTLE), only(A))]
    moved = [(back, Kind.DONE, [A])]
    assert stream(Settling(), [(10, Kind.GONE, [A]), *moved]) == [(pytest.approx(back + SETTLE), only(A))]


def test_every_missing_file_is_waited_for() -> None:
    changes = [(10, Kind.GONE, [A]), (10.2, Kind.GONE, [B]), (10.3, Kind.DONE, [A])]
    assert stream(Settling(), changes) == [(pytest.approx(10.2 + ABSENCE), only(A, B))]


def test_files_that_go_one_after_another_are_told_in_the_end() -> None:
    changes = [(10 + at * 0.4, Kind.GONE, [MANY_FILES[at]]) for at in range(10)]
    assert stream(Settling(), changes)[0][0] == pytest.approx(10 + MASS)


def test_a_file_that_only_passes_is_not_waited_for() -> None:
    """Some editors make a file to see whether they may, and take it away at once."""
    changes = [(10, Kind.MADE, [B]), (10.001, Kind.GONE, [B]), (10.002, Kind.DONE, [A])]
    assert stream(Settling(), changes) == [(pytest.approx(10.002 + SETTLE), only(A, B))]


def test_a_file_that_was_there_and_is_made_anew_does_not_only_pass() -> None:
    changes = [(10, Kind.GONE, [A]), (10.01, Kind.MADE, [A]), (10.02, Kind.GONE, [A])]
    assert stream(Settling(), changes) == [(pytest.approx(10.02 + ABSENCE), only(A))]


def test_a_stream_of_files_is_told_at_its_beginning_and_its_end() -> None:
    """Sixty files, copied from a slow drive: the first at once, the others together, but not too late."""
    changes = [(10 + at * 0.06, Kind.MADE, [MANY_FILES[at]]) for at in range(60)]
    told = stream(Settling(), changes)
    last = 10 + 59 * 0.06
    assert [due for due, _ in told] == [pytest.approx(at) for at in (10 + SETTLE, 10.06 + MASS, last + STREAM)]
    assert frozenset().union(*(batch.paths for _, batch in told)) == set(MANY_FILES[:60])


def test_the_same_file_saved_again_and_again_is_no_stream() -> None:
    changes = [(10 + at * 0.1, Kind.DONE, [A]) for at in range(5)]
    assert stream(Settling(), changes) == [(pytest.approx(10 + at * 0.1 + SETTLE), only(A)) for at in range(5)]


def test_what_comes_after_a_stream_is_told_at_once() -> None:
    changes = [(10, Kind.DONE, [A]), (10.1, Kind.DONE, [B]), (10.1 + STREAM + 0.1, Kind.DONE, [A])]
    assert stream(Settling(), changes)[-1] == (pytest.approx(10.2 + STREAM + SETTLE), only(A))


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
        st.sampled_from([Kind.DONE, Kind.MADE, Kind.GONE, Kind.WRITING, Kind.FOLDER]),
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
