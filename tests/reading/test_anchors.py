"""Anchors: stable names for headings and clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.anchors import Anchors, article, numbered, wish
from generator.text.chinese import clause


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["第一章 总则", "第二章　附 则"], ["chapter-1", "chapter-2"]),
        (["第十二章", "第三节 一般规定"], ["chapter-12", "section-12-3"]),
        (["第一节 一般规定"], ["section-1"]),
        (["第二编 分则", "第一章"], ["part-2", "chapter-1"]),
        (["第一章", "第一章"], ["chapter-1", "chapter-1-2"]),
        (["第三条 范围", "第三条之一 期限"], ["art-3", "art-3-1"]),
        (["Hello, World!", "hello world"], ["h-hello-world", "h-hello-world-2"]),
        (["一、背景", "二、依据", "第一章", "三、内容"], ["s-1", "s-2", "chapter-1", "s-3"]),
        (["", "!!"], ["s-1", "s-2"]),
        (["第一百百章"], ["s-1"]),
    ],
)
def test_headings(headings: list[str], expected: list[str]) -> None:
    """A heading is named by its number, its ASCII words, or its order."""
    anchors = Anchors()
    assert [anchors.heading(text) for text in headings] == expected


def test_a_wished_name_wins_and_is_unique() -> None:
    """An editor's own anchor is kept as long as it is free."""
    anchors = Anchors(["fn-1"])
    assert [anchors.heading("流程", name) for name in ("flow", "flow", "fn-1", "flow-2")] == [
        "flow",
        "flow-2",
        "fn-1-2",
        "flow-2-2",
    ]


def test_a_wish_does_not_hide_the_chapter() -> None:
    """Sections count within their chapter even when the chapter has a name of its own."""
    anchors = Anchors()
    assert [anchors.heading("第二章 程序", "flow"), anchors.heading("第一节 受理")] == ["flow", "section-2-1"]


@pytest.mark.parametrize(
    ("text", "anchor", "written"),
    [
        ("第三条 为了", "art-3", "第三条"),
        ("第三十二条之一　为了", "art-32-1", "第三十二条之一"),
        ("第3条\n为了", "art-3", "第3条"),
        ("第三条", "art-3", "第三条"),
        ("第三条规定的", None, ""),
        ("第三条、第四条", None, ""),
        ("本办法第三条 ", None, ""),
    ],
)
def test_article(text: str, anchor: str | None, written: str) -> None:
    """A clause starts where white space or the end follows its number."""
    assert article(text) == anchor
    assert numbered(text) == ((anchor, written) if anchor else None)


@given(st.text("第条之章一十百〇零3０ 　\n甲", max_size=12))
def test_a_clause_is_what_the_text_says(text: str) -> None:
    """A clause has an anchor exactly when its number can be read."""
    found = clause(text)
    main, inserted = found or (0, 0)
    assert article(text) == ((f"art-{main}-{inserted}" if inserted else f"art-{main}") if found else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("流程 {#flow}", ("流程", "flow")),
        ("流程{#flow.a-1} ", ("流程", "flow.a-1")),
        ("流程 {#流程}", ("流程 {#流程}", "")),
        ("{#a} 流程", ("{#a} 流程", "")),
        ("流程", ("流程", "")),
    ],
)
def test_wish(text: str, expected: tuple[str, str]) -> None:
    """An anchor is wished for in braces at the very end."""
    assert wish(text) == expected
