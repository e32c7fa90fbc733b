"""The places of a page's fields: found late, found anywhere, and always the same."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from generator.model.diagnostics import Span
from generator.reading import frontmatter
from generator.reading.locating import located

PATH = "content/a.md"
HEAD = """---
标题: 甲
title: 乙
附件:
  - 文件: a.docx
    大小: 3
  - b.pdf
来源:
  甲: 乙
关键词: [丙, 丁]
作者:
---
"""
VALUES = {
    (): Span(PATH, 1, 1, 3),
    ("title",): Span(PATH, 2, 5, 1),
    ("attachments",): Span(PATH, 5, 3, 12),
    ("attachments", 0): Span(PATH, 5, 5, 10),
    ("attachments", 0, "file"): Span(PATH, 5, 9, 6),
    ("attachments", 1): Span(PATH, 7, 5, 5),
    ("source",): Span(PATH, 9, 3, 4),
    ("keywords",): Span(PATH, 10, 6, 6),
    ("keywords", 0): Span(PATH, 10, 7, 1),
    ("keywords", 1): Span(PATH, 10, 10, 1),
    ("author",): Span(PATH, 11, 1, 2),
}


@pytest.mark.parametrize("head", [HEAD, HEAD.replace("标题: 甲\n", "标题: 甲 # 说明\n")])
def test_fields_are_found_by_their_english_names(head: str) -> None:
    """The first of two spellings counts; what is no field, and what stands within a text, has no place of its own."""
    values, keys = located(PATH, head, "news")
    assert values == VALUES
    assert dict(keys.items()) == {
        ("title",): Span(PATH, 2, 1, 2),
        ("attachments",): Span(PATH, 4, 1, 2),
        ("attachments", 0, "file"): Span(PATH, 5, 5, 2),
        ("source",): Span(PATH, 8, 1, 2),
        ("keywords",): Span(PATH, 10, 1, 3),
        ("author",): Span(PATH, 11, 1, 2),
    }


def test_without_a_kind_names_stay() -> None:
    values, keys = located(PATH, HEAD, "")
    assert values["标题",] == Span(PATH, 2, 5, 1)
    assert keys["来源", "甲"] == Span(PATH, 9, 3, 1)


@pytest.mark.parametrize(("head", "length"), [("", 1), ("---\n标题: 甲\n", 3)])
def test_a_page_without_front_matter_has_its_first_line(head: str, length: int) -> None:
    assert located(PATH, head, "")[0] == {(): Span(PATH, 1, 1, length)}


def test_only_the_text_travels_to_another_process() -> None:
    """What was found stays behind; it is found again when it is asked for."""
    values, _ = located(PATH, HEAD, "news")
    sent = pickle.dumps(values)
    assert values == VALUES
    assert pickle.dumps(values) == sent
    assert pickle.loads(sent) == VALUES  # noqa: S301 - our own bytes


def test_a_page_is_found_by_its_head_alone() -> None:
    """Whatever the body, and however the block is read."""
    for path in sorted((Path(__file__).parents[2] / "content").rglob("*.md"))[:10]:
        block = frontmatter.read(path.read_text(encoding="utf-8"), PATH)
        assert block.spans == frontmatter.read(block.head, PATH).spans == located(PATH, block.head, "")[0]
        assert block.keys == located(PATH, block.head, "")[1]
