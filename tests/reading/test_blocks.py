"""Tables and figures, dressed."""

from __future__ import annotations

import pytest

from generator.reading.blocks import dress
from generator.reading.commonmark import html, parse

TABLE = "\n\n| 甲 |\n|-|\n| 1 |"


def dressed(body: str) -> str:
    """Write a body with its tables and figures dressed."""
    tokens, env = parse(body)
    return html(dress(tokens), env)


@pytest.mark.parametrize("lead", ["表：收费标准", "表: 收费标准", "Table: 收费标准", "Table： 收费标准"])
def test_a_caption(lead: str) -> None:
    """A paragraph that says so is the caption of the table after it, and names its region."""
    written = dressed(lead + TABLE)
    assert written.startswith(
        '<div class="table" tabindex="0" role="region" aria-label="收费标准">\n<table>\n<caption>收费标准</'
    )
    assert "<p>" not in written


@pytest.mark.parametrize(
    "lead", ["见表：收费标准", "表：", "表1：收费标准", "## 表：收费标准", "> 表：收费标准", "表：甲\n\n乙"]
)
def test_no_caption(lead: str) -> None:
    """Anything else before a table stays what it is."""
    written = dressed(lead + TABLE)
    assert "<caption>" not in written
    assert 'aria-label="表格"' in written


@pytest.mark.parametrize(
    "body", ["![图](a.png) 文", "![图](a.png)![图](b.png)", "- ![图](a.png)", "[![图](a.png)](b.md)"]
)
def test_no_figure(body: str) -> None:
    """Only an image alone in a paragraph is a figure."""
    assert "<figure>" not in dressed(body)


def test_a_figure_in_a_quotation() -> None:
    """A figure may stand wherever a paragraph may."""
    assert dressed('> ![图](a.png "题")') == (
        '<blockquote>\n<figure><img src="a.png" alt="图"><figcaption>题</figcaption></figure>\n</blockquote>\n'
    )


def test_a_label_is_escaped() -> None:
    """A caption with quotes does not break out of its attribute."""
    assert 'aria-label="&quot;甲&quot;"' in dressed('表："甲"' + TABLE)
