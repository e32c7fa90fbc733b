"""Front matter that is written reads back as it was, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.authoring.quoting import document, scalar
from generator.reading import frontmatter
from generator.reading.decode import CONTROL, decode
from generator.text.chinese import normalise

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).filter(
    lambda text: not CONTROL.search(text) and "\r" not in text
)


def read_back(value: object) -> object:
    text, found = decode(document({"标题": value}, "正文").encode(), "content/a.md")  # type: ignore[dict-item]
    assert text is not None
    assert not found
    block = frontmatter.read(text, "content/a.md")
    assert not block.findings
    assert block.data is not None
    return block.data["标题"]


@pytest.mark.parametrize(
    "text",
    [
        "示商规〔2020〕1号",
        "2020-04-09 10:00",
        "是",
        "010",
        "《某办法》解读",
        "商贸、海关、旅游",
        "a20-05",
        "甲 乙",
        "5%",
    ],
)
def test_plain_text_stays_plain(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("甲: 乙", '"甲: 乙"'),
        ("甲 #乙", '"甲 #乙"'),
        ("*甲", '"*甲"'),
        ("“甲”", '"“甲”"'),
        ('说"甲"', '"说\\"甲\\""'),
        ("甲\\乙", '"甲\\\\乙"'),
        ("甲\n乙", '"甲\\n乙"'),
        ("", '""'),
        ("- 甲", '"- 甲"'),
        ("[甲]", '"[甲]"'),
        ("甲:", '"甲:"'),
        ("\ufeff甲", '"\\uFEFF甲"'),
        ("\U0001f600", '"\\U0001F600"'),
    ],
)
def test_text_that_yaml_could_misread_is_quoted(text: str, written: str) -> None:
    assert scalar(text) == written
    assert read_back(text) == text


@given(TEXTS)
@example("--- ")
@example("甲\u3000乙 ")
@example("no")
@example("标题：甲")
@example("甲\n\n乙")
def test_every_text_reads_back(text: str) -> None:
    assert normalise(str(read_back(text))) == normalise(text)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_every_list_reads_back(texts: list[str]) -> None:
    found = read_back(texts)
    assert isinstance(found, list)
    assert list(map(normalise, found)) == list(map(normalise, texts))


@given(st.lists(st.dictionaries(st.sampled_from(["目标", "单位", "说明"]), TEXTS, min_size=1), min_size=1, max_size=3))
def test_every_list_of_records_reads_back(records: list[dict[str, str]]) -> None:
    found = read_back(records)
    assert isinstance(found, list)
    assert [{key: normalise(value) for key, value in one.items()} for one in found] == [
        {key: normalise(value) for key, value in one.items()} for one in records
    ]


def test_a_page_has_fences_fields_in_order_and_a_body() -> None:
    page = document(
        {"标题": "甲", "标签": ["乙", "丙: 丁"], "解读方案": {"形式": ["文字"], "时间": "今天"}}, "\n正文\n\n"
    )
    assert page == (
        '---\n标题: 甲\n标签:\n  - 乙\n  - "丙: 丁"\n解读方案:\n  形式:\n    - 文字\n  时间: 今天\n---\n\n正文\n'
    )
