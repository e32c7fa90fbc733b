"""What a record refuses, said in Chinese: the field by its label, the value as given, what was expected, the cure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from functools import cache
from typing import Any

from generator.kinds.registry import FILED
from generator.model.addresses import ADDRESS, BASE, OPTIONAL, PHONE_OR_ACCOUNT
from generator.model.content import Loc
from generator.model.schema import Problem, Record, labels, nested
from generator.text.chinese import suggest

PATTERNS = {
    r"^([a-z0-9]+(-[a-z0-9]+)*)?$": "小写字母、数字，中间可用一个连字符，如 2020-003",
    r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$": "小写字母、数字、连字符，用 / 分层，如 statutory/policies",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "小写字母、数字，中间可用一个连字符，如 epidemic",
    r"^(\d{6})?$": "六位邮政编码，如 200000",
    r"^(19|20)\d{2}$": "四位年份，如 2020",
    r"^((19|20)\d{2})?$": "四位年份，如 2020",
    BASE: "以 https:// 或 http:// 开头的网址，不带 ? 和 #，没有空格和引号，如 https://www.example.gov.cn/zwgk",
    PHONE_OR_ACCOUNT: "完整的号码：手机号码十一位，座机带不带区号都可以，账号五至十九位",
    **dict.fromkeys((ADDRESS, OPTIONAL), "以 https:// 或 http:// 开头的网址，没有空格和引号"),
}
"""The patterns of the kinds and of the configuration, in words."""

DAY = "2020-04-09 或 2020年4月9日"
MOMENT = f"{DAY}，写明时刻的写成 2020-04-09 14:30"
NEGATION = re.compile("[不未无没非否]")
SHORTENED = 40
Said = tuple[str, str]
"""What follows the field's name in the message, and the hint."""

_Says = Callable[[Problem], Said]


def shown(value: object) -> str:
    """Name a value and its type: 文字“是”, 数字 3, 列表."""
    match value:
        case None:
            return "空"
        case bool():
            return f"开关值 {str(value).lower()}"
        case int() | float():
            return f"数字 {value}"
        case str():
            return f"文字“{_short(value)}”"
        case date() | time():
            return f"日期或时间 {value}"
        case list() | tuple():
            return f"有 {len(value)} 项的列表"
        case _:
            return "一组键值"


def expected(what: str, hint: str) -> _Says:
    """A sentence for values of the wrong type."""
    return lambda problem: (f"应为{what}，却是{shown(problem.given)}", hint)


def _compared(words: str, key: str) -> _Says:
    return lambda problem: (
        f"应{words} {problem.context.get(key)}，却是 {problem.given}",
        f"请写一个{words} {problem.context.get(key)} 的数",
    )


def _text(problem: Problem) -> Said:
    if isinstance(problem.given, list | dict):
        return (
            f"应为文字，却是{shown(problem.given)}",
            "如果方括号、花括号是文字的一部分，请给整个值加上引号；否则请改写成一行文字",
        )
    return f"应为文字，却是{shown(problem.given)}", "请改写成一行文字，两边加英文引号"


def _choice(problem: Problem) -> Said:
    choices = [word for word in re.findall(r"'([^']*)'", str(problem.context.get("expected", ""))) if word]
    near = nearest(problem.given, choices) if isinstance(problem.given, str) else None
    hint = f"可选：{'、'.join(choices)}" + (f"；是否应为“{near}”？" if near else "")
    return f"不能是{shown(problem.given)}", hint


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that was most likely meant (see ``suggest``), among those that deny as much as the word does."""
    denies = bool(NEGATION.search(word))
    return suggest(word, [one for one in choices if bool(NEGATION.search(one)) is denies])


def _form(problem: Problem) -> Said:
    pattern = str(problem.context.get("pattern"))
    said = PATTERNS.get(pattern, f"符合 {pattern} 的文字")
    return f"的格式不对：“{_short(str(problem.given))}”", f"应写成{said}"


def _count(problem: Problem) -> Said:
    least, actual = problem.context.get("min_length"), problem.context.get("actual_length")
    return f"至少要有 {least} 项，却有 {actual} 项", "请补充，每项一行，以半角减号和空格开头"


def _brief(problem: Problem) -> Said:
    least = problem.context.get("min_length")
    if not str(problem.given).strip():
        return "是空的", "请填写"
    return f"至少要有 {least} 个字，却是“{problem.given}”", "请写得完整一些"


_LIST = expected("列表", "请写成列表：每项一行，以半角减号和空格开头")
_GROUP = expected("一组键值", "请另起一行，缩进 2 格，逐行写“字段: 值”")
_NUMBER = expected("数字", "请只写阿拉伯数字，不带单位和逗号，如 1200 或 85.5")
_WHOLE = expected("整数", "请只写阿拉伯数字，如 20")
_DAY = expected("日期", f"请写成 {DAY}")
_MOMENT = expected("日期和时刻", f"请写成 {MOMENT}")
_SWITCH = expected("是或否", "请写 是 或 否")
_ABSENT: _Says = lambda _: ("没有填写", "请补上这个字段")  # noqa: E731 - a row of the table below

SENTENCES: Mapping[str, _Says] = (
    {"missing": _ABSENT, "literal_error": _choice, "enum": _choice, "string_pattern_mismatch": _form}
    | {"too_short": _count, "string_too_short": _brief, "string_type": _text}
    | dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type", "iterable_type"), _LIST)
    | dict.fromkeys(("model_type", "model_attributes_type", "dict_type", "mapping_type", "dataclass_type"), _GROUP)
    | dict.fromkeys(("decimal_type", "decimal_parsing", "float_type", "float_parsing", "finite_number"), _NUMBER)
    | dict.fromkeys(("int_type", "int_parsing", "int_parsing_size", "int_from_float"), _WHOLE)
    | dict.fromkeys(("bool_type", "bool_parsing"), _SWITCH)
    | dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"), _DAY)
    | dict.fromkeys(("datetime_type", "datetime_parsing", "datetime_from_date_parsing"), _MOMENT)
    | {
        "greater_than": _compared("大于", "gt"),
        "greater_than_equal": _compared("不小于", "ge"),
        "less_than": _compared("小于", "lt"),
        "less_than_equal": _compared("不大于", "le"),
    }
)
"""A sentence for each of pydantic's error types that a record here can raise."""

OFFENCES = {
    "date-valid": f"请写成 {DAY}",
    "date-truncated": "请补上年月日的分隔，如 2020-7-6 或 2020年7月6日",
    "field-value": "请按字段说明改写",
}
"""Types that our own validators raise, with the cure; their messages are Chinese already."""


_EMPTY = frozenset({"too_short", "string_too_short"})


def ruled(problem: Problem, unfilled: str = "field-missing") -> str:
    """The rule that a problem offends against: a validator's own, that on values left out, or that on unfit ones."""
    bare = problem.given == [] or (isinstance(problem.given, str) and not problem.given.strip())
    if problem.type in OFFENCES:
        return problem.type
    return unfilled if problem.type in _EMPTY and bare else "field-value"


def phrase(problem: Problem, subject: str) -> Said:
    """Say a problem of the field that ``subject`` names: message and hint, both Chinese whatever the type."""
    gap = " " if subject.endswith(")") else ""
    if problem.type in OFFENCES:
        whole = problem.type == "date-valid" and problem.context.get("timed")
        return f"{subject}：{problem.message}", f"请写成 {MOMENT}" if whole else OFFENCES[problem.type]
    if problem.type in SENTENCES:
        said, hint = SENTENCES[problem.type](problem)
        return f"{subject}{gap}{said}", hint
    if re.search("[一-鿿]", problem.message):
        return f"{subject}：{problem.message}", "请按字段说明改写"
    return f"{subject}{gap}不能是{shown(problem.given)}", "请按字段说明改写"


@cache
def names(record: type[Record]) -> Mapping[str, str]:
    """Every spelling of a record's fields, English or Chinese, and the field that it means."""
    found = labels(record)
    return {label: name for name, label in found.items()} | {name: name for name in found}


@cache
def inner(record: type[Record], name: str) -> type[Record] | None:
    """The record that a field holds (see ``schema.nested``), remembered."""
    return nested(record, name)


@cache
def fields(record: type[Record]) -> Mapping[str, tuple[str, type[Record] | None]]:
    """Every spelling of a record's fields, the field that it means, and the record that the field holds."""
    return {spelling: (name, inner(record, name)) for spelling, name in names(record).items()}


def _words(record: type[Record]) -> Iterator[str]:
    yield from names(record)
    for name in record.model_fields:
        if held := inner(record, name):
            yield from _words(held)


FIELDS = frozenset(word for kind in FILED.values() for word in _words(kind))
"""Every name and label that a field may have."""


def label(record: type[Record], where: Loc) -> str:
    """The label of a field, with those of its parents: “附件”第 2 项的“文件”."""
    said, current = "", record
    for part in where:
        if isinstance(part, int):
            said += f"第 {part + 1} 项"
        elif part in record_labels(current):
            said += f"{'的' if said else ''}“{record_labels(current)[part]}”"
            current = inner(current, part) or current
        else:
            said += f"{'的' if said else ''}“{part}”"
    return said


@cache
def record_labels(record: type[Record]) -> Mapping[str, str]:
    """Each field's label (see ``schema.labels``), remembered."""
    return labels(record)


def _short(text: str) -> str:
    return text if len(text) <= SHORTENED else text[:SHORTENED] + "…"


def excerpt(value: Any) -> str:  # noqa: ANN401 - front matter is of any shape
    """A value as a message quotes it: a text in quotes, anything else by its type."""
    return f"“{_short(value)}”" if isinstance(value, str) else shown(value)
