"""Tables that are read and written without the parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.blocks import dress
from generator.reading.commonmark import html, parse
from generator.reading.tables import caption, grid, written

CELL = st.sampled_from(["甲", " 乙 ", "", " ", "1", '"丙"', "a>b", "\u3000丁\t", "-", ":"])
RULE = st.sampled_from(["-", "---", ":-", " -: ", ":-:"])


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table of one to four columns, perhaps with a caption."""
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=4))
    rows.insert(1, draw(st.lists(RULE, min_size=width, max_size=width)))
    return "\n".join(f"|{'|'.join(row)}|{draw(st.sampled_from(['', '', ' ']))}" for row in rows)


@given(tables(), st.sampled_from(["", "收费标准", "a > b"]))
def test_a_table_is_written_as_the_parser_would(table: str, title: str) -> None:
    """Sides, header cells, empty cells, captions and what must be escaped."""
    read = grid(table.split("\n"), 0)
    assert read is not None
    read.caption = title
    tokens, env = parse(f"表：{title}\n\n{table}" if title else table)
    assert written(read) == html(dress(tokens), env)


@pytest.mark.parametrize(
    "table",
    [
        "| 甲 |",
        "| 甲 |\n| 乙 |",
        "甲 |\n|-|",
        "| 甲 |\n-|-",
        "| 甲 |\n|-|\n乙",
        "| 甲 | 乙 |\n|-|",
        "| 甲 |\n|-|\n| 乙 | 丙 |",
        "| *甲* |\n|-|",
        "| 甲\\|乙 |\n|-|",
    ],
)
def test_is_left_to_the_parser(table: str) -> None:
    """No table, a table of uneven rows, or one with marks."""
    assert grid(table.split("\n"), 0) is None


@pytest.mark.parametrize(
    ("text", "expected"), [("表：收费", "收费"), ("Table: 收费", "收费"), ("表格：甲", ""), ("表：", "")]
)
def test_caption(text: str, expected: str) -> None:
    """A paragraph that begins with 表： is the caption of the table after it."""
    assert caption(text) == expected
