"""Front matter of which there is no doubt, read line by line: ``字段: 值``, and lists and groups of such lines.

What most pages say needs no YAML parser. Where a line might mean anything else to YAML than it means here (quotes,
brackets within a text, number signs, tabs, values of several lines …), the whole block is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.model.content import Loc
from generator.model.diagnostics import Diagnostic
from generator.model.spans import Stretch
from generator.reading.decode import ORDINARY
from generator.text.patterns import lazily

DEEPEST = 5
"""Levels of nesting that are read here, the block itself and lists in brackets included."""

# The classes name what is out of ASCII and Latin-1 only; which other characters may stand is ORDINARY's to say.
_FIRST = r"[^\x00-')-\-:-@\[-`{-\xb6\xb8-\xff]"
"""What a text may begin with: letters, digits, the marks of Chinese prose, and ``(./``."""
_INNER = r"[^\x00-#%&'*,:>?@\[\]`{|}\x7f-\xb6\xb8-\xff]"
"""What a text may hold besides, even within brackets."""
_OUTER = r"[^\x00- \"#':\[\]`{}\x7f-\xb6\xb8-\xff]"
"""What a text may hold that does not stand within brackets; a colon too, when no space follows."""
_KEY = r"[^\x00-@\[-`{-\xff][^\x00-,./:-@\[-^`{-\xff]{0,40}+"
_TEXT = rf"{_FIRST}(?:{_OUTER}++|(?::| ++)(?={_OUTER}))*+"
_ITEM = rf"{_FIRST}{_INNER}*+(?: ++{_INNER}++)*+"
_LIST = rf"\[ *+(?:{_ITEM} *+(?:, *+{_ITEM} *+)*+)?\]"
_LINE = lazily(
    rf"^( *+)(- ++(?=[^ \n]))?+(?:({_KEY}):(?:( ++)(?:({_TEXT})|({_LIST}))?+|(?=$))|({_TEXT}))?+ *+$", re.MULTILINE
)
_ITEMS = lazily(_ITEM)
_WIDE_SPACE = "\u3000"

_Row = tuple[str, str, str, str, str, str, str]
"""Indent, dash, key, gap, text, list; and the text of a list's item that has no key."""


class Told(NamedTuple):
    """What a block says, and where."""

    data: dict[str, Any] | None
    """``None`` when the block cannot be understood."""
    spans: Mapping[Loc, Stretch]
    keys: Mapping[Loc, Stretch]
    findings: tuple[Diagnostic, ...] = ()


class _Walk:
    """One walk over the lines of a block."""

    __slots__ = ("data", "keys", "levels", "spans", "waiting")

    def __init__(self) -> None:
        self.data: dict[str, Any] = {}
        self.spans: dict[Loc, Stretch] = {}
        self.keys: dict[Loc, Stretch] = {}
        self.levels: list[tuple[int, Any, Loc]] = [(0, self.data, ())]
        """The groups and lists that are open, outermost first: column from 0, value, path."""
        self.waiting = ""
        """The key of the line before, when it has no value there; one may follow on lines of its own."""

    def plain(self, line: int, key: str, gap: str, text: str) -> None:
        """Say where a key of the block itself and its value stand."""
        self.keys[key,] = (line, 1, len(key))
        self.spans[key,] = (line, len(key) + len(gap) + 2, len(text))

    def nested(self, line: int, row: _Row) -> bool:
        """Take a line that is indented or a list's item; ``False`` when its place is not beyond doubt."""
        indent, dash, key, gap, text, listed, alone = row
        column = len(indent)
        value = f"{key}:{gap}{text}{listed}".rstrip() if key else alone
        if not self.reach(column, line, len(dash + value), list if dash else dict):
            return False
        if dash:
            _, items, above = self.levels[-1]
            here = (*above, len(items))
            column += len(dash)
            self.spans[here] = (line, column + 1, len(value))
            if alone:
                items.append(alone)
                return True
            items.append({})
            self.levels.append((column, items[-1], here))
        return not alone and len(self.levels) < DEEPEST and self.entry(line, row)

    def reach(self, column: int, line: int, length: int, kind: type[dict[str, Any] | list[Any]]) -> bool:
        """Close what has ended before this line, and open what the key above it waits for."""
        levels, key = self.levels, self.waiting
        self.waiting = ""
        level, value, above = levels[-1]
        if key and (column > level or (column == level and kind is list)):
            here = (*above, key)
            value[key] = opened = kind()
            self.spans[here] = (line, column + 1, length)
            levels.append((column, opened, here))
            return True
        while column < level or (column == level and kind is dict and isinstance(value, list)):
            levels.pop()
            level, value, above = levels[-1]
        return column == level and isinstance(value, kind)

    def entry(self, line: int, row: _Row) -> bool:
        """Take a key of the innermost group, with its value; ``False`` when it is there already."""
        column, group, above = self.levels[-1]
        _, _, key, gap, text, listed, _ = row
        if key in group:
            return False
        here = (*above, key)
        name = self.keys[here] = (line, column + 1, len(key))
        start = column + len(key) + len(gap) + 2
        self.waiting = "" if text or listed else key
        if listed:
            self.spans[here] = (line, start, len(listed))
            items: list[str] = []
            group[key] = items
            for found in _ITEMS.finditer(listed):
                first, end = found.span()
                self.spans[*here, len(items)] = (line, start + first, end - first)
                items.append(found[0])
        else:
            group[key] = text
            self.spans[here] = (line, start, len(text)) if text else name
        return True


def entries(inner: str, *, located: bool) -> Told | None:
    """Read what stands between the fences; ``None`` when any of it is for the YAML parser to tell.

    Unless they are to be ``located``, not all places are kept.
    """
    doubtful = _WIDE_SPACE in inner or not ORDINARY.fullmatch(inner)
    walk, rows = _Walk(), [] if doubtful else _LINE.findall(inner)
    if len(rows) != inner.count("\n") + 1:
        return None
    data, levels = walk.data, walk.levels
    for line, row in enumerate(rows, 1):
        indent, dash, key, gap, text, _, alone = row
        if indent or dash or alone:
            if (key or alone) and not walk.nested(line, row):
                return None
        elif text:
            if key in data:
                return None
            data[key] = text
            if located:
                walk.plain(line, key, gap, text)
            walk.waiting = ""
            del levels[1:]
        elif key:
            del levels[1:]
            if not walk.entry(line, row):
                return None
    return Told(data, walk.spans, walk.keys) if data else None
