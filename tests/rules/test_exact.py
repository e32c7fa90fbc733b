"""Short words that tell who somebody is: where they stand for themselves, and where they are a part of something."""

from __future__ import annotations

import pytest

from generator.rules.exact import Words, searchable
from generator.rules.flattening import core

NAMES = Words(["张三", "欧阳修", "申请人A-017", "13800001234", "ysq-2020-017", "a@b.example"])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("<td>张三</td>", "张三"),
        ("（张三）", "张三"),
        ("申请人张三要求公开", "张三"),
        ("张　三，", "张三"),
        ("<b>张三</b>所称", "张三"),
        ("张&nbsp;三：", "张三"),
        ("欧阳修先生", "欧阳修"),
        ("由申请人A-017提出", "申请人A-017"),
        ("电话13800001234转", "13800001234"),
        ("138 0000 1234", "13800001234"),
        ("编号ysq-2020-017。", "ysq-2020-017"),
        ("file/ysq-2020-017.docx", "ysq-2020-017"),
        ('<a href="form-13800001234.docx">表</a>', "13800001234"),
        ("mailto:a@b.example", "a@b.example"),
    ],
)
def test_a_word_that_stands_for_itself_is_found(text: str, word: str) -> None:
    assert NAMES.within(text) == [word]
    wide = core(text.replace("&nbsp;", ""))
    assert NAMES.near(text.encode(), wide), "the first look sees it as well"


@pytest.mark.parametrize(
    "text",
    [
        "开张三日",
        "紧张三人",
        "申请人A-0171",
        "申请人A-01",
        "213800001234",
        "138000012345",
        "ysq-2020-0171",
        "xysq-2020-017",
        "ysq-2020-017-2",
    ],
)
def test_a_part_of_something_else_is_not(text: str) -> None:
    assert NAMES.within(text) == []


@pytest.mark.parametrize(("word", "told"), [("张三", True), ("张", False), ("A-1", False), ("A-01", True), ("", False)])
def test_what_says_too_little_is_not_looked_for(word: str, *, told: bool) -> None:
    assert searchable(word) is told
    assert bool(Words([word])) is told
