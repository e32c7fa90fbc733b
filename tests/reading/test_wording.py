"""What pydantic says, said in Chinese: no type is left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic_core.core_schema import ErrorType

from generator.kinds.registry import KINDS
from generator.model.config import SiteConfig
from generator.model.schema import Problem, Record, ValidationError, problems
from generator.reading.wording import FIELDS, PATTERNS, SENTENCES, inner, label, names, phrase, record_labels, shown

HAN = re.compile("[一-鿿]")
LATIN = re.compile("[A-Za-z]{3,}")
GIVEN = ("文字", ["甲"], {"甲": "乙"}, 3, None, "")


def records() -> Iterator[type[Record]]:
    """Every record that content or configuration fills."""
    waiting: list[type[Record]] = [SiteConfig, *KINDS.values()]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [held for name in one.model_fields if (held := inner(one, name))]


@pytest.mark.parametrize("kind", get_args(ErrorType))
@pytest.mark.parametrize("given", GIVEN)
def test_no_error_type_is_left_in_english(kind: str, given: object) -> None:
    """Message and hint are Chinese and name the field, whatever pydantic found."""
    said, hint = phrase(Problem(("title",), kind, "Input should be something else", given, {}), "“标题”")
    assert said.startswith("“标题”")
    assert HAN.search(hint)
    assert not LATIN.search((said + hint).replace("None", ""))


def test_the_table_speaks_of_pydantic_only() -> None:
    assert set(SENTENCES) <= set(get_args(ErrorType))


def test_our_own_messages_are_kept() -> None:
    said, hint = phrase(Problem(("x",), "date-valid", "2020年2月没有30日", "2020-2-30", {}), "“发布日期”")
    assert said == "“发布日期”：2020年2月没有30日"
    assert "2020-04-09" in hint
    assert phrase(Problem((), "value_error", "甲不等于乙", "", {}), "“标题”")[0] == "“标题”：甲不等于乙"


@pytest.mark.parametrize(
    "record", sorted(set(records()), key=lambda record: record.__name__), ids=lambda record: record.__name__
)
def test_every_field_has_one_chinese_label(record: type[Record]) -> None:
    """Labels are Chinese, unique within their record, and patterns are put into words."""
    found = record_labels(record)
    assert len(set(found.values())) == len(found)
    assert all(HAN.search(one) for one in found.values())
    for field in record.model_fields.values():
        for constraint in field.metadata:
            if pattern := getattr(constraint, "pattern", None):
                assert pattern in PATTERNS


def test_names_admit_both_spellings() -> None:
    assert names(KINDS["policy"])["发文字号"] == names(KINDS["policy"])["doc_number"] == "doc_number"
    assert {"附件", "attachments", "文件", "解读方案", "提纲"} <= FIELDS


def test_labels_of_nested_fields() -> None:
    assert label(KINDS["policy"], ("attachments", 1, "file")) == "“附件”第 2 项的“文件”"
    assert label(KINDS["interpretation"], ("plan", "forms", 0)) == "“解读方案”的“形式”第 1 项"
    assert label(KINDS["policy"], ("attachments",)) == "“附件”"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "开关值 true"),
        (3, "数字 3"),
        ("甲", "文字“甲”"),
        ("甲" * 50, f"文字“{'甲' * 40}…”"),
        (["甲"], "有 1 项的列表"),
        ({}, "一组键值"),
        (None, "空"),
    ],
)
def test_values_are_shown_with_their_type(value: object, expected: str) -> None:
    assert shown(value) == expected


@pytest.mark.parametrize(
    ("given", "near"),
    [("不采纳", "未采纳"), ("没采纳", "未采纳"), ("采纳了", "采纳"), ("部份采纳", "部分采纳"), ("没有意见", "")],
)
def test_no_choice_is_proposed_that_says_the_opposite(given: str, near: str) -> None:
    """A hint keeps the negation of what was written, or proposes nothing."""
    context = {"expected": "'采纳', '部分采纳' or '未采纳'"}
    _, hint = phrase(Problem(("adopted",), "literal_error", "", given, context), "“采纳情况”")
    assert hint == "可选：采纳、部分采纳、未采纳" + (f"；是否应为“{near}”？" if near else "")


@pytest.mark.parametrize("given", ["2020年10月19日14时30分", "2020年10月19日上午9:30", "昨天"])
@pytest.mark.parametrize(
    ("kind", "field", "timed"), [("response", "首次发现时间", True), ("decision", "决策日期", False)]
)
def test_who_writes_a_moment_is_shown_a_moment(given: str, kind: str, field: str, *, timed: bool) -> None:
    """A field that takes a time of day says how to write it; one of days does not."""
    meta = {"标题": "标题", "发布日期": "2020-10-21", "年度": "2020", field: given}
    record = KINDS[kind]
    found = {names(record)[name]: value for name, value in meta.items() if name in names(record)}
    with pytest.raises(ValidationError) as caught:
        record.model_validate(found)
    (problem,) = problems(caught.value)
    said, hint = phrase(problem, f"“{field}”")
    assert given in said
    assert ("2020-04-09 14:30" in hint) is timed
