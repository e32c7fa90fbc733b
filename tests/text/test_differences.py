"""Two versions of a table: what is new, gone, changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.text.differences import Change, Edit, Row, differences

KEYS, FIELDS = ("code", "name"), ("code", "name", "limit")
CELLS = st.sampled_from(["", "a", "b", "c"])
TABLES = st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, CELLS)), max_size=6)


def compare(before: list[Row], after: list[Row]) -> tuple[Change, ...]:
    return differences(before, after, KEYS, FIELDS)


def test_rows_are_added_removed_and_changed_field_by_field() -> None:
    before = [
        {"code": "1", "name": "甲", "limit": "10日"},
        {"code": "2", "name": "乙", "limit": "5日"},
        {"name": "丙", "limit": "3日"},
    ]
    after = [
        {"code": "3", "name": "丁", "limit": "1日"},
        {"code": "1", "name": "甲（新）", "limit": "8日"},
        {"code": "4", "name": "丙", "limit": "3日"},
    ]
    assert compare(before, after) == (
        Change("added", after[0]),
        Change("changed", after[1], (Edit("name", "甲", "甲（新）"), Edit("limit", "10日", "8日"))),
        Change("changed", after[2], (Edit("code", "", "4"),)),
        Change("removed", before[1]),
    )


def test_the_surer_key_decides() -> None:
    """A row that kept its code and took another's name is the row of its code."""
    before = [{"code": "1", "name": "甲"}, {"code": "2", "name": "乙"}]
    after = [{"code": "2", "name": "甲"}]
    assert [(one.sort, one.row["code"]) for one in compare(before, after)] == [("changed", "2"), ("removed", "1")]


def test_rows_that_share_a_key_are_compared_in_order() -> None:
    before = [{"name": "甲", "limit": "1日"}, {"name": "甲", "limit": "2日"}]
    after = [{"name": "甲", "limit": "1日"}, {"name": "甲", "limit": "3日"}]
    assert compare(before, after) == (Change("changed", after[1], (Edit("limit", "2日", "3日"),)),)


def test_spaces_around_a_text_are_no_change() -> None:
    assert compare([{"name": "甲", "limit": "1日 "}], [{"name": "甲", "limit": "1日"}]) == ()


@given(TABLES)
def test_a_table_does_not_differ_from_itself(table: list[Row]) -> None:
    """But for rows without any key, which nobody knows again."""
    keyed = [row for row in table if row["code"] or row["name"]]
    assert compare(keyed, keyed) == ()


@given(TABLES, TABLES)
def test_the_other_way_round_additions_are_removals(before: list[Row], after: list[Row]) -> None:
    there, back = compare(before, after), compare(after, before)
    counts = [[sum(one.sort == sort for one in each) for sort in ("added", "removed")] for each in (there, back)]
    assert counts[0] == counts[1][::-1]


@given(TABLES, TABLES)
def test_every_row_is_accounted_for(before: list[Row], after: list[Row]) -> None:
    """What is not new stood there before, what stood there before and is not gone is there now."""
    found = compare(before, after)
    added, removed = (sum(one.sort == sort for one in found) for sort in ("added", "removed"))
    assert len(after) - added == len(before) - removed
