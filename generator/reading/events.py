"""Front matter as the YAML parser reads it, event by event: every key and value with its place, every trap named.

Scalars are never interpreted: ``no``, ``010``, ``10:00``, ``2020-4-9`` and ``~`` stay what the editor typed, and an
empty value is the empty text. Anchors, aliases, merge keys and tags are refused, so no block can grow beyond its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from generator.model.content import Loc
from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.model.spans import Stretch
from generator.reading.decode import CONTROL
from generator.reading.entries import Told
from generator.reading.fences import FENCE
from generator.reading.traps import Trap, is_bullet, misread, translated, traps
from generator.text.chinese import join_soft

LONGEST = 200
"""Lines of one unquoted value whose breaks are looked at."""
DEEPEST = 6
"""Levels of nesting; the kinds use three."""

_TOO_DEEP = "maximum nesting depth"
"""What libyaml says of brackets that it has not yet told us of: from 0.2.6 on it reads a thousand ahead, not more."""

_COMMENT = re.compile(r"[ \t]+(#\S.*)")
_HANDLER = YAMLHandler(fm_boundary=FENCE)


def split(text: str) -> tuple[str, str] | None:
    """Take what stands between the fences, and what follows them; ``None`` when there are no two fences."""
    if not _HANDLER.detect(text):
        return None
    try:
        inner, body = _HANDLER.split(text)
    except ValueError:
        return None
    return inner, body.removeprefix("\n")


def parse(inner: str, path: str) -> Told:
    """Read what stands between the fences of a page; nothing is raised."""
    reader = _Reader(inner, path)
    reader.read()
    return Told(None if reader.broken else reader.data, reader.spans, reader.keys, tuple(reader.findings))


def _stretch(event: yaml.Event) -> tuple[int, int, int, int]:
    """First and last line and column of an event, from 0."""
    start, end = event.start_mark, event.end_mark
    return (start.line, start.column, end.line, end.column) if start and end else (0, 0, 0, 0)


def _said(error: yaml.YAMLError) -> str:
    return f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')}"


class _Reader:
    """One walk over the events of one block; no recursion, so no depth can exhaust the stack."""

    def __init__(self, inner: str, path: str) -> None:
        # YAML counts lines by more than LF; decoding has reported those marks, here they must not shift the places.
        self.inner, self.path = CONTROL.sub(" ", inner).replace("\r", " "), path
        self.lines = self.inner.split("\n")
        self.data: dict[str, Any] = {}
        self.spans: dict[Loc, Stretch] = {}
        self.keys: dict[Loc, Stretch] = {}
        self.findings: list[Diagnostic] = []
        self.broken = False
        self.commented = " #" in inner
        self.documents = 0
        self.stack: list[tuple[dict[str, Any] | list[Any], Loc]] = []
        self.key: str | None = None
        self.muted: int | None = None
        """Depth of the value that a repeated key carries; nothing below it is kept."""

    def fault(self, rule: str, span: Span, message: str, hint: str) -> None:
        self.findings.append(Diagnostic(rule, Severity.ERROR, span, message, hint))

    def refuse(self, rule: str, span: Span, message: str, hint: str) -> None:
        """A fault that leaves the block without data."""
        self.broken = True
        self.fault(rule, span, message, hint)

    def read(self) -> None:
        parser = yaml.CSafeLoader(self.inner)
        try:
            while (event := parser.get_event()) and self.step(event):
                pass
        except yaml.YAMLError as error:
            self.findings.clear()
            self.ensnared(error)
        finally:
            parser.dispose()
        if not self.broken and not self.documents:
            self.refuse("front-matter-shape", Span(self.path, 1, 1, 3), "页首是空的", "请逐行写“字段: 值”，至少写标题")

    def ensnared(self, error: yaml.YAMLError) -> None:
        """Name the traps that the editor fell into; the parser's own words, translated, when none is known."""
        mark = getattr(error, "problem_mark", None)
        line, column = (min(mark.line, len(self.lines) - 1), mark.column) if mark else (0, 0)
        if _TOO_DEEP in _said(error):
            self.nested(Span(self.path, line + 1, column + 1))
            return
        self.sprung(tuple(traps(self.lines)) or (translated(_said(error), line, column),))

    def sprung(self, found: Iterable[Trap]) -> None:
        for trap in found:
            span = Span(self.path, trap.line + 1, trap.column + 1, max(1, trap.length))
            self.refuse("front-matter-syntax", span, trap.message, trap.hint)

    def step(self, event: yaml.Event) -> bool:
        """Take one event; ``False`` when nothing after it matters."""
        match event:
            case yaml.ScalarEvent():
                return self.scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                return self.enter(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
                if self.muted is not None and len(self.stack) <= self.muted:
                    self.muted = None
            case yaml.AliasEvent():
                self.shared(event, f"引用“*{event.anchor}”")
                self.put("", self.span(event))
            case yaml.DocumentStartEvent():
                self.documents += 1
                if event.explicit:
                    message = "页首中间多了一个 ---，它之后的内容会丢失"
                    self.refuse("front-matter-syntax", self.span(event), message, "页首只有首尾两个 ---，各占一行")
                    return False
            case yaml.DocumentEndEvent() if event.explicit:
                hint = "请删去这一行，使页首首尾之间只有“字段: 值”"
                self.refuse("front-matter-syntax", self.span(event), "页首中间有一行 ...，它之后的内容会丢失", hint)
                return False
        return True

    def span(self, event: yaml.Event) -> Span:
        """Where an event stands, at most to the end of its line."""
        line, column, end_line, end = _stretch(event)
        one = end_line == line and not isinstance(event, yaml.CollectionStartEvent)
        last = end if one else len(self.lines[line].rstrip())
        return Span(self.path, line + 1, column + 1, max(1, last - column))

    def shared(self, event: yaml.Event, what: str) -> None:
        hint = "如果它是文字的一部分，请给整个值加上引号；否则请把内容写出来"
        self.refuse("front-matter-alias", self.span(event), f"页首中不能使用 YAML 的{what}", hint)

    def marked(self, event: yaml.CollectionStartEvent | yaml.ScalarEvent) -> None:
        """Refuse anchors and tags."""
        if event.anchor is not None:
            self.shared(event, f"锚点“&{event.anchor}”")
        if event.tag is not None:
            line, column, *_ = _stretch(event)
            written = next((word for word in self.lines[line][column:].split() if word[0] == "!"), "!")
            self.shared(event, f"类型标记“{written}”")

    def scalar(self, event: yaml.ScalarEvent) -> bool:
        if event.anchor is not None or event.tag is not None:
            self.marked(event)
        span = self.span(event)
        if not self.stack:
            return self.shapeless(event, "一段文字")
        if isinstance(self.stack[-1][0], dict) and self.key is None:
            self.name(event.value, span)
            return True
        text: str = event.value
        if not event.style:
            if self.commented:
                self.comment(event)
            text = self.plain(event)
        if event.style == '"' and CONTROL.search(text):
            self.fault("file-control", span, "引号中的转义写出了控制字符", "请删去引号中以反斜线开头的转义")
        self.put(text, span)
        return True

    def comment(self, event: yaml.ScalarEvent) -> None:
        """Warn where a number sign cuts a value short."""
        *_, line, column = _stretch(event)
        if found := _COMMENT.match(self.lines[line], column):
            span = Span(self.path, line + 1, found.start(1) + 1, len(found[1]))
            message = f"“{found[1]}”被 YAML 当作注释，不会成为值的一部分"
            hint = "如果它是值的一部分，请给整个值加上引号；如果是注释，请在 # 后面加一个空格"
            self.findings.append(Diagnostic("front-matter-comment", Severity.WARNING, span, message, hint))

    def plain(self, event: yaml.ScalarEvent) -> str:
        """The text of an unquoted value; a soft break between Chinese characters leaves no space, as in prose."""
        text: str = event.value
        first, column, last, _ = _stretch(event)
        alone = is_bullet(text) and not self.lines[first][:column].strip()
        if first != last or alone:
            self.sprung(misread(self.lines, first - alone, last))
        if first == last:
            return text
        rows = [
            self.lines[first][column:].strip(),
            *map(str.strip, self.lines[first + 1 : min(last + 1, first + LONGEST)]),
        ]
        for left, right in pairwise(rows):
            if left and right and not join_soft(left, right):
                text = text.replace(f"{left} {right}", left + right, 1)
        return text

    def name(self, key: str, span: Span) -> None:
        """Take a key of the innermost mapping."""
        self.key = key
        container, loc = self.stack[-1]
        if key == "<<":
            self.refuse("front-matter-alias", span, "页首中不能使用 YAML 的合并键“<<”", "请把内容逐行写出来")
        elif not key:
            self.refuse("front-matter-syntax", span, "冒号前没有字段名", "请在冒号前写字段名，如 标题: ……")
        elif key[0] in "\u3000\xa0":
            hint = "请删去行首的全角空格；需要缩进时用半角空格"
            self.refuse("front-matter-syntax", span, f"字段“{key.strip()}”前面是全角空格", hint)
        if self.muted is None and key in container:
            first, *_ = self.keys.get((*loc, key), (span.line,))
            message = f"字段“{key}”写了两次：第 {first} 行和第 {span.line} 行"
            self.fault("front-matter-duplicate", span, message, "请只保留其中一个")
            self.muted = len(self.stack)
        elif self.muted is None:
            self.keys[*loc, key] = (span.line, span.column, span.length)

    def put(self, value: str | dict[str, Any] | list[Any], span: Span) -> None:
        """Give a value to the pending key, or to the list; a repeated key's value is dropped."""
        key, self.key = self.key, None
        if not self.stack:
            return
        container, loc = self.stack[-1]
        if self.muted is not None:
            if self.muted == len(self.stack) and isinstance(value, str):
                self.muted = None
            return
        if isinstance(container, list):
            here = (*loc, len(container))
            container.append(value)
        else:
            here = (*loc, key or "")
            container[key or ""] = value
        empty = value == "" and here in self.keys
        self.spans[here] = self.keys[here] if empty else (span.line, span.column, span.length)

    def enter(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> bool:
        if event.anchor is not None or event.tag is not None:
            self.marked(event)
        span = self.span(event)
        if not self.stack and isinstance(event, yaml.SequenceStartEvent):
            return self.shapeless(event, "一个列表")
        if self.stack and self.key is None and isinstance(self.stack[-1][0], dict):
            hint = "如果方括号或花括号是文字的一部分，请给整个值加上引号"
            self.refuse("front-matter-shape", span, "字段名应是一个词，却是列表或一组键值", hint)
            return False
        if len(self.stack) >= DEEPEST:
            self.nested(span)
            return False
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        if not self.stack:
            self.stack.append((self.data, ()))
            return True
        container, loc = self.stack[-1]
        here = (*loc, len(container) if isinstance(container, list) else self.key or "")
        self.put(value, span)
        self.stack.append((value, here))
        return True

    def nested(self, span: Span) -> None:
        hint = "请减少层次；如果括号是文字的一部分，请给整个值加上引号"
        self.refuse("front-matter-depth", span, f"页首的内容套了超过 {DEEPEST} 层", hint)

    def shapeless(self, event: yaml.Event, what: str) -> bool:
        found = tuple(traps(self.lines)) if isinstance(event, yaml.ScalarEvent) else ()
        self.sprung(found)
        if not found:
            message = f"页首应逐行写“字段: 值”，却是{what}"
            self.refuse(
                "front-matter-shape", self.span(event), message, "请把每一行写成 字段: 值，如 标题: 关于……的通知"
            )
        return False
