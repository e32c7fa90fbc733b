"""A heading says nothing by itself: what stands under it does."""

from __future__ import annotations

import pytest

from generator.reading.markdown import render
from generator.reading.sections import bare, says


@pytest.mark.parametrize(
    ("body", "expected", "words"),
    [
        ("没有标题。", (), True),
        ("", (), False),
        ("## 草案说明", ("草案说明",), False),
        ("## 草案\n\n## 说明\n\n理由。", ("草案",), True),
        ("## 草案\n\n正文。\n\n## 说明\n", ("说明",), True),
        ("## 草案\n\n### 范围\n\n正文。\n\n## 说明", ("说明",), True),
        ("## 草案\n\n### 范围\n\n### 标准\n\n## 说明\n\n理由。", ("草案", "范围", "标准"), True),
        ("### 范围\n\n## 草案\n\n正文。", ("范围",), True),
        ("## 草案\n\n![草案全文](draft.png)", (), False),
        ("## 草案\n\n见[全文](draft.pdf)。", (), True),
        ("## 草案\n\n| 甲 |\n|---|\n| 乙 |", (), True),
        ("## 草案\n\n- 一条", (), True),
        ("## 草案\n\n> 一条\n\n## **说明**\n\n---", ("说明",), True),
        ("说明\n====\n\n草案\n----\n", ("说明", "草案"), False),
        ("说明\n====\n\n草案\n----\n\n第一条 正文。", (), True),
        ("## 见[全文](draft.pdf)\n", ("见全文",), False),
    ],
)
def test_a_heading_without_anything_under_it_says_nothing(body: str, expected: tuple[str, ...], *, words: bool) -> None:
    """The headings under which nothing stands, and whether the body has a word besides its headings."""
    found = render(body, "content/a.md", 7)
    names = {one.anchor: one.text for one in found.headings}
    assert tuple(names[anchor] for anchor in bare(found)) == expected
    assert says(found) is words
