"""The fields of a new page: texts of the command line become values, and what is missing becomes a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import get_args, get_origin

from generator.authoring.quoting import Value
from generator.kinds.base import Enacted, Filed, Staged, Titled
from generator.kinds.decision import DecisionCatalogue
from generator.kinds.guide import Guide
from generator.kinds.term import NORMATIVES
from generator.model.schema import Record, labels, nested
from generator.model.values import Struct
from generator.text.chinese import suggest

_SEPARATOR = re.compile("[;；]")
NUMBERED = NORMATIVES | {"通知"}
"""文件类型 that carry a 发文字号."""

EXAMPLES: Mapping[str, str] = {
    "title": "关于印发《示例市早餐工程实施办法》的通知",
    "doc_number": "示商规〔2020〕1号",
    "type": "规范性文件",
    "topic": "商贸、海关、旅游",
    "items": "a20-05",
    "year": "2020",
    "interprets": "2020-003",
    "implements": "2020-003",
    "project": "project-2020-001",
    "hours": "工作日9:00—11:30，13:30—17:00",
    "phone": "000-00001201",
    "fax": "000-00001202",
    "email": "zwgk@sw.shili.gov.cn",
    "applicant": "申请人A-001",
    "content": "2020年早餐工程新建网点的数量和所在区",
}
DAYS = frozenset({"written", "effective", "expires", "deadline", "until", "published"})


class Misuse(ValueError):  # what the editor asked for cannot be done; the message says why, in Chinese
    """The request does not fit the column."""


class Question(Struct, frozen=True):
    """A field that only the editor can fill."""

    name: str
    label: str
    example: str


def read_fields(model: type[Filed], given: Iterable[tuple[str, str]]) -> dict[str, Value]:
    """Give each text to its field, named in English or Chinese.

    A field that holds a list takes one item each time it is given; a record's parts are separated by semicolons, in
    the order of the reference.

    Raises:
        Misuse: there is no such field, or a single value is given twice.
    """
    chinese = labels(model)
    names = {label: name for name, label in chinese.items()} | {name: name for name in chinese}
    found: dict[str, Value] = {}
    for key, text in given:
        name = names.get(key.strip())
        if name is None:
            near = suggest(key.strip(), names)
            cure = f"是否应为 {near}？" if near else f"可用的字段：{'、'.join(chinese.values())}"
            raise Misuse(f"“{model.kind_label}”没有字段 {key.strip()}，{cure}")
        value = _value(model, name, text.strip())
        if is_list(model, name):
            earlier = found.get(name, ())
            found[name] = [*(earlier if isinstance(earlier, (list, tuple)) else ()), value]
        elif name in found:
            raise Misuse(f"字段 {chinese[name]} 给了两次，它只能有一个值")
        else:
            found[name] = value
    return found


def is_list(model: type[Filed], name: str) -> bool:
    """Tell whether a field holds a list."""
    return get_origin(model.model_fields[name].annotation) is tuple


def needed(model: type[Filed], values: Mapping[str, Value]) -> Iterator[Question]:
    """Ask for what must be there and is not, in the order of the fields."""
    chinese = labels(model)
    required = {name for name, one in model.model_fields.items() if one.is_required()}
    asked = {name for name, when in CONDITIONAL.items() if name in chinese and when(model, values)}
    for name in chinese:
        if name in required | asked | set(model.mandatory) and not values.get(name):
            yield Question(name, chinese[name], example(model, name))


def example(model: type[Filed], name: str) -> str:
    """How a value of a field looks."""
    record = nested(model, name)
    if record is not None:
        return ";".join(_parts(record).values())
    if name in DAYS:
        return "2020-06-30"
    if name == "title" and not _paper(model):
        return ""
    choices = [one for one in _choices(model.model_fields[name].annotation) if one]
    return choices[0] if choices else EXAMPLES.get(name, "")


def _choices(annotation: object) -> Iterator[str]:
    """The words that a field admits, where it admits certain words only."""
    for one in get_args(annotation):
        if isinstance(one, str):
            yield one
        else:
            yield from _choices(one)


def _value(model: type[Filed], name: str, text: str) -> Value:
    record = nested(model, name)
    if record is None:
        return text
    parts, given = _parts(record), [one.strip() for one in _SEPARATOR.split(text)]
    needed_parts = sum(record.model_fields[part].is_required() for part in parts)
    if not needed_parts <= len(given) <= len(parts):
        raise Misuse(f"{labels(model)[name]}“{text}”写法不对，应写作 {';'.join(parts.values())}")
    return {label: one for label, one in zip(parts.values(), given, strict=False) if one}


def _parts(record: type[Record]) -> dict[str, str]:
    """Names and labels of a record's parts."""
    return labels(record)


def _paper(model: type[Filed]) -> bool:
    """Tell whether a kind is the organ's own paper with force."""
    return issubclass(model, Enacted) and issubclass(model, Staged)


CONDITIONAL: Mapping[str, Callable[[type[Filed], Mapping[str, Value]], bool]] = {
    "doc_number": lambda model, values: issubclass(model, Titled) and _type(values) in NUMBERED,
    "effective": lambda model, values: _paper(model) and _type(values) in NORMATIVES,
    "expires": lambda model, values: _paper(model) and _type(values) in NORMATIVES,
    "rows": lambda model, _: issubclass(model, DecisionCatalogue),
    **dict.fromkeys(("hours", "phone", "fax", "email"), lambda model, _: issubclass(model, Guide)),
}
"""Fields that must be there under a condition."""


def _type(values: Mapping[str, Value]) -> str:
    return str(values.get("type", ""))
