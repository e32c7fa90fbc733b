"""Conformity with CommonMark 0.31.2, example by example.

``commonmark.json`` holds the examples of the CommonMark Spec by John MacFarlane, https://spec.commonmark.org/0.31.2/,
licensed CC-BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/), unchanged.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

import pytest

from generator.reading.commonmark import html, parse, plain

SHARED = Path(__file__).with_name("commonmark.json")


class Example(TypedDict):
    """One example of the specification."""

    example: int
    markdown: str
    html: str
    section: str


EXAMPLES: list[Example] = json.loads(SHARED.read_text(encoding="utf-8"))

RAW_HTML = "raw HTML is text here: an official page takes no markup but its own"
TIMES = "a single * between digits is a sign of multiplication here"
REFERENCE = "double brackets are a reference to a document here"
EXCEPTIONS = {
    **dict.fromkeys((21, 31, *range(148, 192), 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536), RAW_HTML),
    **dict.fromkeys((*range(613, 618), 623, *range(625, 633), 642, 643), RAW_HTML),
    356: TIMES,
    590: REFERENCE,
}


def conforms(example: Example) -> bool:
    """Compare with the specification; an empty quotation may stand on one line or two."""
    return plain(example["markdown"]) == example["html"].replace("<blockquote>\n</blo", "<blockquote></blo")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one['section']}-{one['example']}")
def test_example(example: Example) -> None:
    """An example comes out as the specification says, unless listed as an exception, which then must differ."""
    assert conforms(example) is (example["example"] not in EXCEPTIONS), EXCEPTIONS.get(example["example"], "")


def test_all_examples_are_there() -> None:
    """The specification has 652 examples, numbered without a gap."""
    assert [one["example"] for one in EXAMPLES] == list(range(1, 653))


@pytest.mark.parametrize(
    ("body", "strong"),
    [
        ("**注意：**正文", "注意："),
        ("**《条例》**第二十条", "《条例》"),
        ("依照**《条例》**第二十条", "《条例》"),
        ("见**“三同步”**要求", "“三同步”"),
        ("**“三同步”**2020年起", "“三同步”"),
        ("**（一）**申请", "（一）"),
        ("**示范(试行)**的", "示范(试行)"),
        ("期限为**30日**。", "30日"),
        ("占**46%**的", "46%"),
        ("这是**重点**内容", "重点"),
        ("**注意!**正文", "注意!"),
        ("一、**范围。**二", "范围。"),
        ("__《条例》__ 全文", "《条例》"),
        ("葛\U000e0100**（城）**市", "（城）"),
        ("**a** b", "a"),
    ],
)
def test_becomes_strong(body: str, strong: str) -> None:
    """Emphasis that Chinese editors write comes out as such, without spaces around it."""
    assert f"<strong>{strong}</strong>" in plain(body)
    assert "*" not in plain(body)


@pytest.mark.parametrize(
    "body",
    [
        "2 * 3 * 4",
        "a*b",
        "**未闭合",
        "未开始**",
        "尺寸600*400*200毫米",
        "带有*标记的品种",
        "注** 空格 **",
        "附件_1_表",
        "附件__一__表",
        "a**“b”",
    ],
)
def test_stays_text(body: str) -> None:
    """What is not emphasis keeps every character."""
    assert plain(body) == f"<p>{body}</p>\n"


def test_escaped_marks_stay_text() -> None:
    """A backslash takes a mark's meaning away."""
    assert plain(r"\*\*转义\*\*") == "<p>**转义**</p>\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("甲乙\n丙丁", "<p>甲乙丙丁</p>\n"),
        ("甲，\n“乙”", "<p>甲，“乙”</p>\n"),
        ("**甲**\n乙", "<p><strong>甲</strong>乙</p>\n"),
        ("one\ntwo", "<p>one\ntwo</p>\n"),
        ("甲\ntwo", "<p>甲\ntwo</p>\n"),
        ("甲  \n乙", "<p>甲<br />\n乙</p>\n"),
    ],
)
def test_soft_break(body: str, expected: str) -> None:
    """A line break vanishes between two Chinese characters, and only there."""
    assert plain(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("　　甲\n　　乙", "<p>甲</p>\n<p>乙</p>\n"),
        ("文字\n　　乙", "<p>文字</p>\n<p>乙</p>\n"),
        ("甲\n---", "<h2>甲</h2>\n"),
        ("甲|乙\n-|-", "<table>"),
        ("甲\n\n: 乙", "<dl>\n<dt>甲</dt>\n<dd>乙</dd>\n</dl>\n"),
        ("(一)甲\n\n(二)乙", "<p>(一)甲</p>\n<p>(二)乙</p>\n"),
        ("甲\n- 乙", "<p>甲</p>\n<ul>\n<li>乙</li>\n</ul>\n"),
        ("> 甲\n\n乙", "<blockquote>\n<p>甲</p>\n</blockquote>\n<p>乙</p>\n"),
    ],
)
def test_blocks_that_start_with_chinese(body: str, expected: str) -> None:
    """The shortcut for plain paragraphs takes nothing that is something else."""
    assert expected in plain(body)


def test_raw_html_is_escaped() -> None:
    """Raw HTML never reaches a page as markup."""
    assert html(*parse("<script>alert(1)</script>")) == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
