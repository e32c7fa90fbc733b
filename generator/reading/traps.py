"""The traps of YAML into which editors fall, found line by line, each with its own cure.

The parser stops at its first error and speaks of tokens; here every line of a broken block is looked at once more.
Lines and columns of a ``Trap`` count from 0, within the block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.model.values import Struct
from generator.reading.wording import FIELDS

SPECIAL = "*&!%@`|>[]{},\"'"
"""What a value may not begin with unless it is quoted, or means by it what YAML means."""

_LINE = re.compile(r"""([ \t]*)((?:-[ \t]+)*)("[^"]*"|'[^']*'|[^\s"':：#-][^:：]*?)[ \t]*(:(?=\s|$)|：|:)(.*)""")
_ITEM = re.compile(r"([ \t]*(?:-(?:[ \t]+|$))+)(.*)")
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'", re.DOTALL)}
_ESCAPE = re.compile(r"""\\(?![0abtnvfre "/\\N_LP\n]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})""")
_COLON = re.compile(r":(?=\s|$)")
_COMMENT = re.compile(r"(?:^|[ \t])#.*")
_READ, _AHEAD = 2000, 50
"""Characters of a line, and lines after it, that are looked at: enough for any field, and no more work than that."""
_LONGEST = 12
"""Characters of a word before a full-width colon that may be meant as a field's name."""


class Trap(Struct, frozen=True):
    """A line that does not say to YAML what it says to a reader."""

    line: int
    column: int
    length: int
    message: str
    hint: str


class _Entry(Struct, frozen=True):
    """The line ``key: value`` that was seen last."""

    key: str
    column: int
    value: str


def quoted(value: str) -> str:
    """Put a value in quotes, the kind that it does not itself contain."""
    return "'" + value.replace("'", "''") + "'" if '"' in value or "\\" in value else f'"{value}"'


def _field(line: str) -> re.Match[str] | None:
    """Read a line as ``key: value``; nobody writes a field name as far out as the limit."""
    return _LINE.fullmatch(line) if len(line) <= _READ else None


def is_bullet(text: str) -> bool:
    """Tell a line that was meant as a list item; a dash (——) begins prose."""
    return text[:1] in tuple("-－—–•·") and text[1:2] != text[:1]


def traps(lines: Sequence[str]) -> Iterator[Trap]:
    """Find the traps of a block that YAML cannot read, at most one on a line, in the order of lines."""
    yield from _Scan(lines).run()


def misread(lines: Sequence[str], first: int, last: int) -> Iterator[Trap]:
    """Find, in a value that runs over several lines, the lines that were meant as something else."""
    for number in range(first + 1, last + 1):
        text = lines[number].strip()
        column = len(lines[number]) - len(lines[number].lstrip())
        found = _field(lines[number])
        if found and found[3] in FIELDS:
            yield _not_a_key(number, found)
        elif is_bullet(text):
            cure = f"- {text[1:].lstrip()}"
            message = f"第 {number + 1} 行的“{text}”没有成为列表项"
            yield Trap(
                number, column, len(text), message, f"列表项写成半角减号加空格：{cure}；字段名那一行冒号后面不写值"
            )


def translated(problem: str, line: int, column: int) -> Trap:
    """Say in Chinese what the YAML parser says of a place."""
    message = next((said for words, said in _PARSER if words in problem), "这里的写法 YAML 读不懂")
    return Trap(
        line, column, 1, f"页首有语法错误：{message}", "请检查这一行和上一行的冒号、缩进和引号；不确定时给值加上引号"
    )


_PARSER = (
    ("mapping values are not allowed", "这里不应再出现“: ”"),
    ("block sequence entries are not allowed", "这里不应出现列表项“- ”"),
    ("could not find expected ':'", "上一行缺少冒号，或冒号后面缺少空格"),
    ("did not find expected key", "这里应当是“字段: 值”，或缩进与上面各行对不齐"),
    ("did not find expected '-' indicator", "这里应当是列表项“- ”，或缩进与上面各行对不齐"),
    ("did not find expected ',' or", "方括号或花括号没有闭合，或缺少逗号"),
    ("cannot start any token", "这个字符不能作为值的开头"),
    ("unexpected end of stream", "引号没有闭合"),
    ("unexpected document indicator", "引号没有闭合"),
    ("escape", "双引号中的反斜线用法有误"),
    ("did not find expected node content", "这里缺少内容，或括号没有闭合"),
    ("anchor", "“&”和“*”在 YAML 中有特殊含义"),
    ("alias", "“&”和“*”在 YAML 中有特殊含义"),
    ("tag", "“!”在 YAML 中有特殊含义"),
    ("directive", "“%”在 YAML 中有特殊含义"),
)


def _not_a_key(number: int, found: re.Match[str]) -> Trap:
    """A full-width colon, or a colon without its space."""
    text, column = found[0].strip(), found.start(3)
    cure = f"{found[3]}: {found[5].strip()}"
    if found[4] == "：":
        message = f"第 {number + 1} 行的“{text}”用了全角冒号“：”"
        return Trap(number, column, len(found[3]) + 1, message, f"请改成半角冒号加空格：{cure}")
    if found[5][:1].isspace():
        message = f"第 {number + 1} 行的“{found[3]}”没有成为字段，而是并入了上一行"
        return Trap(number, column, len(found[3]), message, f"请删去它前面多余的空格，与上面的字段对齐：{cure}")
    message = f"第 {number + 1} 行的“{text}”冒号后面缺少空格"
    return Trap(number, column, len(found[3]) + 1, message, f"请在冒号后面加一个空格：{cure}")


class _Scan:
    """One pass over the lines of a broken block."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.columns: list[int] = []
        """Where the fields of the open levels begin, outermost first."""
        self.last: _Entry | None = None
        self.skip_to = 0
        self.block_in: int | None = None
        """The column of the field whose block of text (``|`` or ``>``) is open."""
        self.prose = False

    def run(self) -> Iterator[Trap]:
        for number, line in enumerate(self.lines):
            bare = line.strip()
            if number < self.skip_to or not bare or bare.startswith("#"):
                continue
            indent = len(line) - len(line.lstrip())
            if self.block_in is not None and indent > self.block_in:
                continue
            self.block_in = None
            if trap := self.line(number, line, indent):
                yield trap
            if self.prose:
                return

    def line(self, number: int, line: str, indent: int) -> Trap | None:
        bare = line.strip()
        if not line[:indent].isascii():
            return Trap(number, 0, indent, f"第 {number + 1} 行用全角空格缩进", "请改用半角空格缩进，每层 2 个")
        if "\t" in line[:indent]:
            message = f"第 {number + 1} 行用制表符（Tab）缩进"
            return Trap(number, line.index("\t"), 1, message, "YAML 只认空格：请把制表符换成空格，每层 2 个")
        if bare.startswith("---") or bare == "...":
            return Trap(number, indent, len(bare), f"第 {number + 1} 行多了“{bare}”", "页首只有首尾两个 ---，各占一行")
        found = _field(line)
        if found and self.is_entry(found):
            return self.entry(number, found)
        if item := _ITEM.fullmatch(line):
            return self.item(number, line, item)
        return self.rest(number, line, indent)

    def is_entry(self, found: re.Match[str]) -> bool:
        """Tell ``key: value`` from a text that happens to contain a colon."""
        if found[3][0] in SPECIAL and found[3][0] not in "\"'":
            return False
        if found[4] == ":" and (not found[5] or found[5][0].isspace()):
            return True
        if found[3] in FIELDS and not found[2]:
            return True
        column, last = found.start(3), self.last
        within = last is not None and column > last.column
        address = found[5].startswith("//") or (found[3][-1].isdigit() and found[5][:1].isdigit())
        return not (within or found[2] or address) and len(found[3]) <= _LONGEST

    def entry(self, number: int, found: re.Match[str]) -> Trap | None:
        column, last, value = found.start(3), self.last, found[5].strip()
        while self.columns and self.columns[-1] > column:
            self.columns.pop()
        opened = last is not None and not last.value and last.column < column
        fits = not self.columns or self.columns[-1] == column or bool(found[2]) or opened
        if not self.columns or self.columns[-1] != column:
            self.columns.append(column)
        self.last = _Entry(found[3], column, value)
        if found[4] == "：" or (value and not found[5][:1].isspace()):
            return _not_a_key(number, found)
        if not fits:
            message = f"第 {number + 1} 行的“{found[3]}”缩进 {column} 格，与上面的字段对不齐"
            return Trap(number, column, len(found[3]), message, "同一层的字段要左对齐，用相同数目的空格缩进")
        return self.value(number, len(found[0]) - len(found[5].lstrip()), value)

    def item(self, number: int, line: str, found: re.Match[str]) -> Trap | None:
        text, last = found[2].strip(), self.last
        if last and last.value and found.start(0) + len(line) - len(line.lstrip()) >= last.column:
            message = f"“{last.key}”已经有值“{last.value}”，第 {number + 1} 行又列出“{text}”"
            return Trap(
                number, line.index("-"), 1, message, f"请删去“{last.key}: ”后面的值，或把列表移到它自己的字段下面"
            )
        return self.value(number, found.start(2), text, field=False)

    def rest(self, number: int, line: str, indent: int) -> Trap | None:
        """A line that is neither a field nor a list item."""
        bare, last = line.strip(), self.last
        if last and indent > last.column:
            if not last.value and is_bullet(bare):
                cure = f"- {bare[1:].lstrip()}"
                return Trap(
                    number, indent, 1, f"第 {number + 1} 行的“{bare}”不是列表项", f"请写成半角减号加空格：{cure}"
                )
            return None if last.value else self.value(number, indent, bare)
        if bare[0] == ":":
            return Trap(number, indent, 1, f"第 {number + 1} 行的冒号前没有字段名", "请在冒号前写字段名，如 标题: ……")
        self.prose = True
        message = f"第 {number + 1} 行的“{bare[:20]}”不是“字段: 值”"
        hint = "如果正文从这里开始，请在它之前另起一行写 ---；如果它是一个字段，请补上冒号和空格"
        return Trap(number, indent, len(bare), message, hint)

    def value(self, number: int, column: int, value: str, *, field: bool = True) -> Trap | None:
        """Look at what stands after a field's colon or a list item's dash."""
        if not value or value.startswith("#"):
            return None
        start = f"{self.last.key}: " if field and self.last else "- "
        cure = f"请给整个值加上引号：{start}{quoted(value)}"
        if value[0] in "\"'":
            return self.quotes(number, column, value, start)
        if _BLOCK.fullmatch(value):
            self.block_in = len(self.lines[number]) - len(self.lines[number].lstrip())
            return None
        if value[0] in "[{" and self.balanced(number, column):
            return None
        if value[0] in "[{" and value.count("[") + value.count("{") > value.count("]") + value.count("}"):
            message = f"值以“{value[0]}”开头，却没有右边的括号"
            return Trap(number, column, len(value), message, f"请补上右边的括号；如果括号是文字的一部分，{cure}")
        opening = re.match(r"[-?:](?:\s|$)" if field else r"[?:](?:\s|$)", value)
        if value[0] in SPECIAL or opening:
            message = f"值以“{value[0]}”开头，而它在 YAML 中有特殊含义"
            return Trap(number, column, len(value), message, cure)
        if field and _COLON.search(_COMMENT.sub("", value)):
            return Trap(number, column, len(value), "值里有半角冒号加空格“: ”，YAML 会当作又一个字段", cure)
        return None

    def quotes(self, number: int, column: int, value: str, start: str) -> Trap | None:
        """A value in quotes: closed, nothing after them, no stray backslash."""
        mark = value[0]
        rows = [self.lines[number][column:], *self.within(number)]
        found = _QUOTED[mark].match("\n".join(rows))
        if not found:
            hint = f"请在值的末尾补上引号：{start}{quoted(value.strip(mark))}"
            return Trap(number, column, len(value), f"值以引号 {mark} 开头，却没有右边的引号", hint)
        if mark == '"' and (escape := _ESCAPE.search(found[0])):
            shown = found[0][1:-1].partition("\n")[0]
            hint = f"请改用单引号：{start}{quoted(shown)}"
            return Trap(
                number, column, len(value), f"双引号里的反斜线“{found[0][escape.start() :][:2]}”有特殊含义", hint
            )
        height = found[0].count("\n")
        self.skip_to = number + height + 1
        tail = rows[height][len(found[0].rpartition("\n")[2]) :]
        if tail.strip() and not tail.lstrip().startswith("#"):
            cure = "" if height else f"：{start}{quoted(value)}"
            hint = f"请给整个值（连同其中的引号）加上引号{cure}"
            return Trap(number, column, len(value), f"引号在“{tail.strip()}”之前就结束了", hint)
        return None

    def within(self, number: int) -> Iterator[str]:
        """The lines after one that cannot be fields of its level."""
        column = self.columns[-1] if self.columns else 0
        for line in self.lines[number + 1 : number + _AHEAD]:
            found = _field(line)
            if found and found.start(3) <= column and found[4] == ":":
                return
            yield line

    def balanced(self, number: int, column: int) -> bool:
        """Tell whether brackets close, here or on the following lines, with nothing after them."""
        rows, depth = [self.lines[number][column:], *self.within(number)], 0
        for height, row in enumerate(rows):
            for place, char in enumerate(re.sub(r"\"[^\"]*\"|'[^']*'", lambda m: "x" * len(m[0]), row)):
                depth += (char in "[{") - (char in "]}")
                if depth == 0:
                    self.skip_to = number + height + 1
                    tail = row[place + 1 :].strip()
                    return not tail or tail.startswith("#")
        return False
