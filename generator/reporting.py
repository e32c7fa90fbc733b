"""Findings as people and programs read them: text with the source line, JSON, and tables that line up in Chinese."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from unicodedata import category, east_asian_width

from generator.model.diagnostics import Diagnostic, Severity, Span, ordered

VERSION = 1
"""Of the JSON report; raised when a field changes its meaning or goes."""

CELLS = 100
"""Columns of the terminal that a source line may take; a longer one is cut on both sides of the fault."""

REACH = 8 * CELLS
"""Characters on each side of a fault that are looked at; more than fit, for some take no column."""

GUTTER = 4
TAB = "    "
CUT = "…"
_LINE_END = re.compile("\r\n?|\n")
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.UNKNOWN: "35", Severity.NOTE: "36"}
_COUNTED = (
    (Severity.ERROR, "个错误"),
    (Severity.WARNING, "个警告"),
    (Severity.UNKNOWN, "项无法判定"),
    (Severity.NOTE, "个提示"),
)


def text(
    findings: Iterable[Diagnostic], sources: Mapping[str, str], *, colour: bool = False, concluded: bool = True
) -> str:
    """Write findings for a terminal, each with its source line where that is known, and the summary last.

    ``sources`` maps paths to the text of the files; a finding in any other file is written without its line.
    ``concluded=False`` leaves the summary out; then no finding is no text.
    """
    found = ordered(findings)
    lines = {path: _LINE_END.split(whole) for path, whole in sources.items()}
    blocks = [_block(one, lines.get(one.span.path, ()), _Ink(on=colour)) for one in found]
    said = [*blocks, summary(found)] if concluded else blocks
    return "\n\n".join(said) + "\n" if said else ""


def frame(one: Diagnostic, whole: str) -> str:
    """The source line of a finding with carets under the place; empty when there is none, or it must not be shown."""
    lines = _LINE_END.split(whole)
    if not _quotable(one.span, lines):
        return ""
    return "\n".join(_frame(one.span, lines[one.span.line - 1], "", "", _Ink(on=False))).rstrip()


def summary(findings: Iterable[Diagnostic]) -> str:
    """Count findings in one line: 发现 3 个错误、1 个警告."""
    counts = Counter(one.severity for one in findings)
    told = "、".join(f"{counts[severity]} {unit}" for severity, unit in _COUNTED if counts[severity])
    return f"发现 {told}" if told else "没有发现问题"


def json_report(findings: Iterable[Diagnostic]) -> str:
    """Write findings for programs; the fields are described in ``docs/formats.md``."""
    found = ordered(findings)
    counts = Counter(one.severity for one in found)
    report = {
        "version": VERSION,
        "summary": {severity.name.lower(): counts[severity] for severity, _ in _COUNTED},
        "findings": [_plain(one) for one in found],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def width(words: str) -> int:
    """Count the terminal columns that a text takes: two for each full-width character, none for combining marks."""
    return sum(map(_cells, words))


def padded(words: str, columns: int) -> str:
    """Fill a text with spaces up to a width in terminal columns."""
    return words + " " * (columns - width(words))


def shortened(words: str, columns: int) -> str:
    """Cut a text that is too wide, with … for what is missing."""
    return words if width(words) <= columns else _head(words, columns - 1) + CUT


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Line up rows under their headings; a full-width character counts as two columns."""
    every = [[safe(cell) for cell in row] for row in (headings, *rows)]
    columns = [max(map(width, column)) for column in zip(*every, strict=True)]
    lines = ["  ".join(map(padded, row, columns)).rstrip() for row in every]
    rule = "  ".join("─" * one for one in columns)
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"


def safe(words: str) -> str:
    """Make a text fit for one line of a terminal: no line breaks, and no control character that could steer it."""
    return "".join(
        TAB if char == "\t" else "�" if category(char) in {"Cc", "Cs", "Zl", "Zp"} else char for char in words
    )


def _cells(char: str) -> int:
    if category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(char) in {"W", "F"} else 1


def _plain(one: Diagnostic) -> dict[str, object]:
    return {
        "rule": one.rule,
        "severity": one.severity.name.lower(),
        "path": one.span.path,
        "line": one.span.line,
        "column": one.span.column,
        "length": one.span.length,
        "message": one.message,
        "hint": one.hint,
        "basis": one.basis,
    }


class _Ink:
    """Colours, or none."""

    __slots__ = ("on",)

    def __init__(self, *, on: bool) -> None:
        self.on = on

    def __call__(self, words: str, *codes: str) -> str:
        return f"\033[{';'.join(codes)}m{words}\033[0m" if self.on else words


def _block(one: Diagnostic, lines: Sequence[str], ink: _Ink) -> str:
    span, severity = one.span, one.severity
    place = ink(f"{safe(span.path)}:{span.line}:{span.column}", "1")
    head = f"{place}  {ink(severity.label, '1', _COLOURS[severity])}  {ink(one.rule, '2')}  {safe(one.message)}"
    basis = f"依据 {safe(one.basis)}" if one.basis else ""
    frame = _frame(span, lines[span.line - 1], basis, _COLOURS[severity], ink) if _quotable(span, lines) else []
    indent = " " * (len(frame[1].partition("|")[0]) if frame else GUTTER + 1)
    notes = [basis] if basis and not frame else []
    hints = [f"修复 {safe(one.hint)}"] if one.hint else []
    return "\n".join([head, *frame, *(f"{indent}= {note}" for note in (*notes, *hints))])


def _quotable(span: Span, lines: Sequence[str]) -> bool:
    """Tell whether there is a line to show, and it may be shown."""
    return bool(span.length) and 0 < span.line <= len(lines)


def _frame(span: Span, line: str, basis: str, colour: str, ink: _Ink) -> list[str]:
    """The source line with carets under the span."""
    start = min(max(span.column - 1, 0), len(line))
    end = min(start + span.length, len(line))
    # A line may be as long as its file, and be shown once for each of its findings.
    parts = line[max(start - REACH, 0) : start], line[start : min(end, start + REACH)], line[end : end + REACH]
    before, marked, after = _window(*map(safe, parts))
    number = f"{span.line:>{GUTTER}}"
    carets = "^" * max(width(marked), 1)
    under = f"{' ' * width(before)}{ink(carets, colour)}{' ' if basis else ''}{basis}"
    return [f"{number} | {before}{marked}{after}".rstrip(), f"{' ' * len(number)} | {under}"]


def _window(before: str, marked: str, after: str) -> tuple[str, str, str]:
    """Cut what does not fit around the marked part, and the marked part itself when it alone is too long."""
    if width(before + marked + after) <= CELLS:
        return before, marked, after
    kept = _head(marked, CELLS * 3 // 4)
    if kept != marked:
        marked, after = kept, CUT
    room = CELLS - width(marked)
    tail = _head(after, max(room // 2, room - width(before)))
    lead = _head(before[::-1], room - width(tail))[::-1]
    return (lead if lead == before else CUT + lead), marked, (tail if tail == after else tail + CUT)


def _head(words: str, columns: int) -> str:
    """The beginning of a text that fits into a width."""
    taken = 0
    for place, char in enumerate(words):
        taken += _cells(char)
        if taken > columns:
            return words[:place]
    return words
