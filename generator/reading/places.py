"""Where each key and each value of a TOML text stands; tomllib reads values but forgets places."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right

from generator.model.content import Loc
from generator.model.diagnostics import Span
from generator.model.values import Struct, field

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_PART = re.compile(r"""[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*""")
_VALUE = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""(?:"{0,2})|\'\'\'.*?\'\'\'(?:'{0,2})|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^,\]}#\n]+''',
    re.DOTALL,
)


class Places(Struct):
    """The places of one text, by path: ``("columns", 2, "name")``."""

    path: str
    text: str
    keys: dict[Loc, Span] = field(default_factory=dict)
    values: dict[Loc, Span] = field(default_factory=dict)
    counts: dict[Loc, int] = field(default_factory=dict)
    """How many elements each array of tables has so far."""
    starts: list[int] = field(default_factory=list)

    def value(self, where: Loc) -> Span:
        """The place of a value, or of its nearest parent that is written."""
        while where:
            if where in self.values:
                return self.values[where]
            where = where[:-1]
        return Span(self.path)

    def key(self, where: Loc) -> Span:
        """The place of a key or of a table's heading; that of the value when it has none."""
        return self.keys.get(where) or self.value(where)

    def span(self, start: int, end: int) -> Span:
        """A stretch of the text, at most to the end of its first line."""
        line = bisect_right(self.starts, start) - 1
        newline = self.text.find("\n", start, end)
        stop = end if newline < 0 else newline
        return Span(self.path, line + 1, start - self.starts[line] + 1, max(1, stop - start))


def locate(text: str, path: str) -> Places:
    """Find the places of all keys and values of a text that tomllib accepts."""
    places = Places(path, text)
    places.starts = [0, *(found.end() for found in re.finditer("\n", text))]
    table: Loc = ()
    at = _blank(text, 0)
    while at < len(text):
        if text[at] == "[":
            at, table = _heading(places, at)
        else:
            at = _pair(places, at, table)
        at = _blank(text, at)
    return places


def _blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _name(text: str, at: int) -> tuple[int, tuple[str, ...], tuple[int, int]]:
    """Read a key, dotted or not: where it ends, its parts, and the stretch of its last part."""
    parts: list[str] = []
    stretch = (at, at + 1)
    while found := _PART.match(text, at):
        word, stretch, at = found[1], found.span(1), found.end()
        parts.append(next(iter(tomllib.loads(f"{word} = 0"))) if word[0] in "\"'" else word)
        if text[at : at + 1] != ".":
            break
        at += 1
    return at, tuple(parts), stretch


def _heading(places: Places, at: int) -> tuple[int, Loc]:
    """Read ``[a.b]`` or ``[[a.b]]``; later headings below an array of tables mean its newest element."""
    double = places.text.startswith("[[", at)
    end, parts, _ = _name(places.text, at + 1 + double)
    end += 1 + double
    where: Loc = ()
    for depth, part in enumerate(parts, 1):
        where = (*where, part)
        if double and depth == len(parts):
            places.counts[where] = places.counts.get(where, 0) + 1
        places.values.setdefault(where, places.span(at, end))
        if where in places.counts:
            where = (*where, places.counts[where] - 1)
    places.keys[where] = places.values[where] = places.span(at, end)
    return end, where


def _pair(places: Places, at: int, table: Loc) -> int:
    """Read ``key = value``."""
    end, parts, stretch = _name(places.text, at)
    if not parts:
        return len(places.text)
    where: Loc = table
    for part in parts:
        where = (*where, part)
        places.keys.setdefault(where, places.span(*stretch))
        places.values.setdefault(where, places.span(*stretch))
    return _value(places, _blank(places.text, end + 1), where)


def _value(places: Places, at: int, where: Loc) -> int:
    text, start = places.text, at
    if text[at] in "[{":
        end, index = _blank(text, at + 1), 0
        while text[end] not in "]}":
            end = _value(places, end, (*where, index)) if text[at] == "[" else _pair(places, end, where)
            index += 1
            end = _blank(text, end)
            end = _blank(text, end + 1) if text[end] == "," else end
        end += 1
    else:
        found = _VALUE.match(text, at)
        end = at + len(found[0].rstrip()) if found else at + 1
    places.values[where] = places.span(start, end)
    return end
