"""What is written without the parser is written as the parser writes it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it.common.utils import MD_TRIM_CHARS, escapeHtml

from generator.reading.signs import TRIM, escape


def test_white_space_is_that_of_the_parser() -> None:
    assert TRIM == MD_TRIM_CHARS


@given(st.text("&<>\"'甲a#x27;"))
def test_text_is_escaped_as_the_parser_escapes_it(text: str) -> None:
    assert escape(text) == escapeHtml(text)
