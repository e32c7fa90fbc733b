"""Sentences: plain links are read as the parser reads them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.reading import sentences
from generator.reading.commonmark import Token, encoded, html, marks
from generator.reading.sentences import PATH, linked, sentence, written
from generator.reading.signs import TRIM

PIECES = r"""
    甲 乙丙， 。 [甲](b.md) [甲](../a/b.md#art-3) [甲](b.md#第三条) [甲](附件.docx) [a](https://例.cn/A?b=1&c)
    [a](//X.CN/b) [甲]() [](b.md) [甲](<b.md>) [甲](a(b)) [^1](b) [甲[乙](c) [[甲](b)] [[示商规〔2020〕1号]]
    [[a#第三条]] [[a|b]] [[甲|]] [[a*b*]] [[]] [[[a]]] ![[a]] ![图](a.png) [a] [a][] ( ) [ ] ! | \ * _ ** ` < > & &amp;
    " ~ <b> `c` #
""".split()  # noqa: SIM905 - a list of words reads best as words
TEXT = st.lists(st.sampled_from([*PIECES, " ", '[甲](b.md "题")', "[[ ]]", "[ 甲 ](b)", "\u3000"]), max_size=6).map(
    "".join
)


def said(tokens: list[Token]) -> list[tuple[Any, ...]]:
    """What becomes of tokens on a page."""
    return [
        (one.type, one.tag, one.nesting, one.content, one.attrs, one.meta, said(one.children or [])) for one in tokens
    ]


@pytest.mark.parametrize(
    "text",
    [
        "见[甲](b.md)。",
        "[甲](b.md#art-3)[乙](https://例.cn/附件?a=1)",
        "依据[[示商规〔2020〕1号]]和[[2020-001#第三条|旧办法]]，",
        "[ 甲 ](b_c*d!.md)",
        "[[a*b]]",
        '甲"乙"~丙',
    ],
)
def test_plain_links_need_no_parser(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links and references of the plainest form, and text that only has to be escaped."""
    expected = marks(text)
    monkeypatch.delattr(sentences, "marks")
    assert said(linked(text) or []) == said(expected)


def test_other_marks_are_the_parsers() -> None:
    """Emphasis, code and what only looks like a link are not guessed at."""
    assert [linked(text) for text in ("**甲**", "`a`", "[甲]", "[[ ]]", "![图](a.png)")] == [None] * 5


def test_a_sentence_is_a_paragraph() -> None:
    """It stands where it was written."""
    opening, block, closing = sentence("见[甲](b.md)。", 3)
    assert (opening.type, block.map, closing.type) == ("paragraph_open", [3, 4], "paragraph_close")


@settings(max_examples=1000)
@given(TEXT)
def test_any_sentence(text: str) -> None:
    """Whatever stands in a line, it is read as the parser reads it."""
    text = text.strip(TRIM)
    children = linked(text)
    if children is not None:
        assert said(children) == said(marks(text))
        assert f"<p>{written(children)}</p>\n" == html(sentence(text, 0), {})


@given(st.from_regex(PATH, fullmatch=True))
def test_a_path_is_encoded_as_it_is(address: str) -> None:
    """The shortcut past the library changes no address."""
    assert encoded(address) == address
