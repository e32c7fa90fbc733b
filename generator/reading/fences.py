"""The fences (---) around front matter, and the many ways to get them wrong."""

from __future__ import annotations

import re

from generator.model.diagnostics import Diagnostic, Severity, Span

FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_ALMOST = re.compile(r"\s*(?:[-－—–]{2,}|\+{3})[^\S\n]*$", re.MULTILINE)
_LEAK = re.compile(r"\n*(?:[^\s:：#>*|-][^:：\n]{0,20}:(?:[ \t].*)?\n)+---[ \t]*$", re.MULTILINE)


def missing(text: str, path: str) -> Diagnostic:
    """Say why a page has no front matter, though it must."""
    first = text.lstrip().partition("\n")[0].strip()
    line = text[: len(text) - len(text.lstrip())].count("\n") + 1
    if not _ALMOST.match(text):
        message, hint = "文件没有以 --- 开头的页首", "请在第一行写 ---，再逐行写“字段: 值”，最后以一行 --- 结束"
    elif first == "---":
        whole = text.partition("\n")[0]
        message = f"页首的 --- 在第 {line} 行" if line > 1 else f"文件的第一行“{whole}”除了 --- 还有空格"
        hint = "第一行应当只有 ---，前面没有空行，前后没有空格"
    else:
        message, hint = f"页首的第一行“{first}”不是 ---", "请用英文输入法输入三个减号 ---"
    return _error("front-matter-missing", Span(path, line, 1, max(1, len(first))), message, hint)


def unterminated(text: str, path: str) -> Diagnostic:
    """Say where front matter that never ends was meant to end."""
    lines = text.split("\n")
    blank = next((f"（可能是第 {n} 行）" for n, line in enumerate(lines, 1) if n > 1 and not line.strip()), "")
    hint = f"请在页首最后一个字段之后另起一行{blank}写 ---"
    for number, line in enumerate(lines[1:], 2):
        if line.strip() and (_ALMOST.fullmatch(line) or line.strip("- \t") == ""):
            message = f"页首没有结束：第 {number} 行的“{line.strip()}”不是 ---"
            return _error("front-matter-unterminated", Span(path, number, 1, len(line)), message, hint)
    return _error("front-matter-unterminated", Span(path, 1, 1, 3), "页首没有结束：找不到第二个 ---", hint)


def torn(body: str, path: str, body_line: int) -> Diagnostic | None:
    """Report a fence in the middle of front matter: the fields after it would become a heading of the body."""
    found = _LEAK.match(body)
    if not found:
        return None
    line = body_line + found[0].count("\n")
    message = f"第 {body_line - 1} 行的 --- 已经结束了页首，到第 {line} 行又有一个 ---"
    hint = f"请删去第 {body_line - 1} 行的 ---，使页首只有首尾两个 ---"
    return _error("front-matter-syntax", Span(path, line, 1, 3), message, hint)


def _error(rule: str, span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, span, message, hint)
