"""``site_config.toml`` read and checked: every problem of it at once, each with its place."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from generator.kinds.registry import NAMES
from generator.kinds.statutory import ITEMS
from generator.model.config import SiteConfig
from generator.model.content import Loc
from generator.model.diagnostics import Diagnostic, Severity, Span, ordered
from generator.model.schema import Record, ValidationError, problems
from generator.model.values import Struct, replace
from generator.reading.decode import decode
from generator.reading.places import Places, locate
from generator.reading.topics import topics
from generator.reading.wording import inner, names, phrase, record_labels
from generator.text.chinese import suggest

_DATES = ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact")
_CURES = {
    **dict.fromkeys(("list_type", "tuple_type"), '请写成 ["甲", "乙"]；由多节组成的写成 [[columns]] 等'),
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type"), "请写成 [表名] 一节，逐行写 键名 = 值"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "请写 true 或 false，不加引号"),
    **dict.fromkeys(_DATES, "请写成 2020-04-09，不加引号"),
    "too_short": "请至少写一项",
}
"""Cures that TOML words differently from front matter."""

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_FULL_WIDTH = {"“": '"', "”": '"', "‘": "'", "’": "'", "：": ":", "＝": "=", "，": ",", "【": "[", "】": "]"}

_BAD_DAY = re.compile(r"=\s*\d{4}-\d{1,2}-\d{1,2}\s*(?:#.*)?$")

_SYNTAX = (
    ("Expected '=' after a key", "键名后面缺少等号", "写成 键名 = 值"),
    ("Invalid initial character for a key", "键名含有不能直接使用的字符", "键名用英文，如 name；中文键名要加英文引号"),
    ("Invalid statement", "这一行不是“键名 = 值”，也不是 [表名]", "写成 键名 = 值，键名用英文；说明文字前面加 #"),
    ("Invalid value", "等号后面的值读不懂", '文字要加英文引号，如 name = "示例"；开关写 true 或 false'),
    (
        "Expected newline or end of document",
        "一个值的后面还有多余的文字",
        "每行只写一个“键名 = 值”；文字要用一对英文引号括全",
    ),
    ("Cannot declare", "同一个表声明了两次", "请合并两处；栏目等可以重复的表用双方括号 [[columns]]"),
    ("Cannot overwrite a value", "同一个键写了两次", "请只保留其中一个"),
    ("Duplicate inline table key", "同一个键写了两次", "请只保留其中一个"),
    ("namespace", "这个表在别处已经写完，不能再添加", "请把内容移到那一处"),
    ("declaration", "表名缺少右边的方括号", "写成 [表名] 或 [[表名]]"),
    ("Unclosed array", "列表没有右边的方括号，或缺少逗号", '写成 ["甲", "乙"]'),
    ("Unclosed inline table", "花括号没有闭合，或缺少逗号", "写成 { 键名 = 值 }"),
    ("Unterminated string", "文字没有右边的引号", "请补上右边的英文引号"),
    ("Illegal character '\\n'", "文字没有右边的引号", "请补上右边的英文引号"),
    ("Illegal character", "文字里有不能使用的字符", "请删去这个字符，或改用单引号"),
    ("Unescaped", "双引号里的反斜线有特殊含义", "请改用单引号，如 'C:\\附件'"),
    ("hex value", "双引号里的反斜线有特殊含义", "请改用单引号"),
    ("Unicode scalar", "双引号里的反斜线有特殊含义", "请改用单引号"),
    ("date or datetime", "没有这一天或这个时刻", "日期写成 2020-04-09"),
    ("Found invalid character", "这里有不能使用的字符", "请删去这个字符"),
)
"""What tomllib says, in Chinese, with the cure."""


def read_settings(data: bytes, path: str = "site_config.toml") -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    """Read the configuration; ``None`` when anything in it must be mended first.

    ``data`` is the file's content and ``path`` its name in findings. Nothing is raised, whatever the content.
    """
    text, found = decode(data, path)
    if text is None:
        return None, found
    try:
        raw = tomllib.loads(text)
        places = locate(text, path)
    except tomllib.TOMLDecodeError as error:
        return None, ordered((*found, _syntax(error, text, path)))
    except RecursionError:
        message = "括号套得太深，无法读取"
        return None, (*found, _error("config-syntax", Span(path), message, "请减少方括号或花括号的层次"))
    check = _Check(raw, places)
    faults = [*found, *check.columns(), *check.topics(), *check.phases(), *check.patterns()]
    try:
        config = _named(SiteConfig.model_validate_json(json.dumps(raw, default=str), strict=True))
    except ValidationError as error:
        faults += check.problems(error)
        config = None
    return (None if faults else config), ordered(faults)


def settings_places(data: bytes, path: str = "site_config.toml") -> dict[Loc, Span]:
    """Where each value of a configuration that ``read_settings`` accepts stands."""
    text, _ = decode(data, path)
    return locate(text or "", path).values


def _named(config: SiteConfig) -> SiteConfig:
    """The configuration with the ids of kinds where it had their Chinese names."""
    return config.model_copy(update={"phases": {NAMES.get(kind, kind): of for kind, of in config.phases.items()}})


def _error(rule: str, span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, span, message, hint)


def _syntax(error: tomllib.TOMLDecodeError, text: str, path: str) -> Diagnostic:
    found = _PLACE.search(str(error))
    lines = text.rstrip("\n").split("\n")
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (len(lines), len(lines[-1]) + 1)
    char = lines[line - 1][column - 1 : column] if line <= len(lines) else ""
    if char in _FULL_WIDTH and char:
        message, hint = f"用了全角符号 {char}", f"请改成半角符号 {_FULL_WIDTH[char]}"
    elif _BAD_DAY.search(lines[line - 1] if line <= len(lines) else ""):
        message, hint = "没有这一天，或年月日没有写足位数", "日期写成 2020-04-09，不加引号"
    else:
        said = (row[1:] for row in _SYNTAX if row[0] in str(error))
        message, hint = next(said, ("这里的写法读不懂", "请检查这一行和上一行的引号、括号和等号"))
    return _error("config-syntax", Span(path, line, column), f"配置有语法错误：{message}", hint)


def _heading(where: Loc) -> str:
    """The heading of a table: ``[site]``, ``[[columns]]``."""
    name = ".".join(part for part in where if isinstance(part, str))
    return f"[[{name}]]" if isinstance(where[-1], int) else f"[{name}]"


def _key(where: Loc) -> str:
    """A path as one would write it: ``columns[2].name``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where).removeprefix(".")


class _Check(Struct, frozen=True):
    """The checks of one configuration that tomllib could read."""

    raw: dict[str, Any]
    places: Places

    def wrong(self, where: Loc, message: str, hint: str) -> Diagnostic:
        return _error("config-value", self.places.value(where), message, hint)

    def problems(self, error: ValidationError) -> Iterator[Diagnostic]:
        for problem in problems(error):
            where = tuple(part for part in problem.where if part != "[key]")
            record, label = _field(where)
            subject = f"“{label}”({_key(where)})" if where else "配置"
            if problem.type == "extra_forbidden":
                yield self.unknown(where, record)
            elif problem.type == "missing":
                hint = (
                    f"请在 {_heading(where[:-1])} 下补上 {where[-1]} = ……" if where[1:] else f"请补上 [{where[0]}] 一节"
                )
                yield _error("config-missing", self.places.key(where[:-1]), f"缺少{subject}", hint)
            else:
                in_key = problem.where != where
                value = where[-1] if in_key else self.given(where, problem.given)
                span = self.places.key(where) if in_key else self.places.value(where)
                said, hint = phrase(replace(problem, given=value), subject)
                yield _error("config-value", span, said, _CURES.get(problem.type, hint))

    def given(self, where: Loc, otherwise: object) -> object:
        """The value as TOML gave it: JSON knows no dates."""
        value: Any = self.raw
        for part in where:
            try:
                value = value[part]
            except (LookupError, TypeError):
                return otherwise
        return value

    def unknown(self, where: Loc, record: type[Record]) -> Diagnostic:
        known, key = names(record), str(where[-1])
        near = known.get(key) or known.get(suggest(key, known) or "")
        hint = (
            f"是否应为 {near}（{record_labels(record)[near]}）？"
            if near
            else f"可用的键：{'、'.join(record_labels(record))}"
        )
        return _error("config-unknown-key", self.places.key(where), f"没有“{key}”({_key(where)})这个设置", hint)

    def columns(self) -> Iterator[Diagnostic]:
        """Folders twice or without their parent, kinds and items that do not exist; kinds become ids."""
        columns = self.raw.get("columns")
        tables = (
            [(n, one) for n, one in enumerate(columns) if isinstance(one, dict)] if isinstance(columns, list) else []
        )
        seen: dict[str, int] = {}
        folders = {one.get("folder") for _, one in tables if isinstance(one.get("folder"), str)}
        for number, table in tables:
            folder, where = table.get("folder"), ("columns", number, "folder")
            if isinstance(folder, str):
                first = seen.setdefault(folder, number)
                if first != number:
                    line = self.places.value(("columns", first, "folder")).line
                    yield self.wrong(
                        where, f"栏目目录 {folder} 写了两次，第一次在第 {line} 行", "请合并这两个栏目，或改一个目录"
                    )
                parent = folder.rpartition("/")[0]
                if parent and parent not in folders:
                    hint = f"请先为 {parent} 写一个 [[columns]]，或改正目录"
                    yield self.wrong(where, f"栏目目录 {folder} 的上级 {parent} 不是栏目", hint)
            yield from self.listed(table, number, "kinds", NAMES, "内容类型")
            yield from self.listed(table, number, "items", ITEMS, "条例事项")
            if isinstance(table.get("kinds"), list):
                table["kinds"] = [NAMES.get(one, one) if isinstance(one, str) else one for one in table["kinds"]]

    def listed(
        self, table: dict[str, Any], number: int, name: str, known: dict[str, str], label: str
    ) -> Iterator[Diagnostic]:
        entries = table.get(name)
        for place, one in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(one, str) and one not in known:
                near = suggest(one, known)
                hint = f"是否应为 {near}？" if near else f"可选：{'、'.join(known)}"
                where = ("columns", number, name, place)
                yield self.wrong(where, f"“{label}”({_key(where)}) 没有“{one}”这一种", hint)

    def topics(self) -> Iterator[Diagnostic]:
        """What topics cannot gather; kinds become ids, and columns folders."""
        return (self.wrong(one.where, one.message, one.hint) for one in topics(self.raw))

    def phases(self) -> Iterator[Diagnostic]:
        """Kinds that do not exist, or that are named twice."""
        table = self.raw.get("phases")
        seen: dict[str, str] = {}
        for name in table if isinstance(table, dict) else ():
            where, near = ("phases", name), suggest(name, NAMES)
            if name not in NAMES:
                hint = f"是否应为 {near}？" if near else f"可选：{'、'.join(NAMES)}"
                message = f"“{_field(('phases',))[1]}”({_key(where)}) 没有“{name}”这种内容类型"
                yield _error("config-unknown-key", self.places.key(where), message, hint)
            elif (first := seen.setdefault(NAMES[name], name)) != name:
                message = f"“{first}”和“{name}”是同一种内容类型，写了两次"
                yield _error("config-value", self.places.key(where), message, "请只保留其中一个")

    def patterns(self) -> Iterator[Diagnostic]:
        """Regular expressions that cannot be used."""
        extra = self.given(("numbering", "extra_patterns"), None)
        listed = [("numbering", "extra_patterns", n) for n in range(len(extra))] if isinstance(extra, list) else []
        for where in (("site", "domain_pattern"), ("numbering", "index_pattern"), *listed):
            pattern = self.given(where, None)
            if not isinstance(pattern, str):
                continue
            try:
                re.compile(pattern)
            except (re.error, RecursionError, OverflowError) as error:
                at = getattr(error, "pos", None)
                said = "" if at is None else f"，第 {at + 1} 个字符处有误"
                message = f"“{_field(where)[1]}”({_key(where)}) 不是能用的正则表达式：{pattern}{said}"
                yield self.wrong(where, message, "请检查括号是否成对、反斜线是否写在单引号里")


def _field(where: Loc) -> tuple[type[Record], str]:
    """The record that holds a setting, and the setting's label."""
    record: type[Record] = SiteConfig
    holder, label = record, ""
    for part in where:
        if isinstance(part, int):
            continue
        holder, label = record, record_labels(record).get(part, part)
        record = inner(record, part) or record
    return holder, label
