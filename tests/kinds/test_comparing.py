"""Two versions of a table: what is new, gone, changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.comparing import Differences, differences
from generator.kinds.service_list import ListItem
from generator.model.tables import Row, Table

CELLS = st.sampled_from(["a", "b", "c"])
ITEMS = st.builds(ListItem, name=CELLS, code=st.sampled_from(["", "1", "2"]), note=CELLS)
TABLES = st.lists(ITEMS, max_size=6)


def compare(before: list[ListItem], after: list[ListItem]) -> Differences[ListItem]:
    old, new = ([Row(one, Table("a.csv"), (n,)) for n, one in enumerate(each)] for each in (before, after))
    return differences(old, new, (lambda item: item.code, lambda item: item.name))


def said(found: Differences[ListItem]) -> tuple[list[str], list[tuple[str, str, tuple[str, ...]]], list[str]]:
    return (
        [row.record.name for row in found.added],
        [(one.old.record.name, one.new.record.name, one.fields) for one in found.altered],
        [row.record.name for row in found.removed],
    )


def test_rows_are_added_removed_and_changed_field_by_field() -> None:
    before = [
        ListItem(name="甲", code="1", promised_limit="10日"),
        ListItem(name="乙", code="2"),
        ListItem(name="丙", note="旧"),
    ]
    after = [
        ListItem(name="丁", code="3"),
        ListItem(name="甲（新）", code="1", promised_limit="8日"),
        ListItem(name="丙", code="4", note=" 旧 "),
    ]
    assert said(compare(before, after)) == (
        ["丁"],
        [("甲", "甲（新）", ("name", "promised_limit")), ("丙", "丙", ("code",))],
        ["乙"],
    )


def test_the_surer_key_decides() -> None:
    """A row that kept its code and took another's name is the row of its code."""
    before = [ListItem(name="甲", code="1"), ListItem(name="乙", code="2")]
    assert said(compare(before, [ListItem(name="甲", code="2")])) == ([], [("乙", "甲", ("name",))], ["甲"])


def test_of_rows_that_cannot_be_told_apart_the_first_counts() -> None:
    before = [ListItem(name="甲", note="一"), ListItem(name="甲", note="二")]
    assert not compare(before, [ListItem(name="甲", note="一")]).any


@given(TABLES)
def test_a_table_does_not_differ_from_itself(table: list[ListItem]) -> None:
    assert not compare(table, table).any


@given(TABLES, TABLES)
def test_the_other_way_round_additions_are_removals(before: list[ListItem], after: list[ListItem]) -> None:
    there, back = compare(before, after), compare(after, before)
    assert (len(there.added), len(there.removed)) == (len(back.removed), len(back.added))


@given(TABLES, TABLES)
def test_every_row_is_accounted_for(before: list[ListItem], after: list[ListItem]) -> None:
    """What is not new stood there before, what stood there before and is not gone is there now."""
    found = compare(before, after)
    old, new = ({(one.code, one.name) for one in each} for each in (before, after))
    assert len(new) - len(found.added) == len(old) - len(found.removed)
