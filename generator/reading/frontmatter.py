"""The front matter (页首) of a page: what it says, as text, and where its body begins.

Front matter is YAML whose scalars are never interpreted. Blocks of plain lines are read at once (see ``entries``);
all others, and whatever may be wrong with one, are the parser's (see ``events``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.content import Loc
from generator.model.diagnostics import Diagnostic, Span
from generator.model.spans import Spans, Stretch
from generator.model.values import Struct, field
from generator.reading.entries import Told, entries
from generator.reading.fences import FENCE, missing, torn, unterminated


class Block(Struct, frozen=True):
    """A page's front matter and where its body begins."""

    data: dict[str, Any] | None
    """Nested dicts, lists and texts; ``None`` when the block cannot be understood."""
    spans: Mapping[Loc, Span] = field(default_factory=dict)
    """Where each value stands; ``()`` is the opening fence. An empty value stands at its key."""
    keys: Mapping[Loc, Span] = field(default_factory=dict)
    head: str = ""
    """The page up to its body, from which the spans can be found again."""
    body: str = ""
    body_line: int = 1
    findings: tuple[Diagnostic, ...] = ()
    told: Mapping[Loc, Stretch] = field(default_factory=dict)
    """Where some of the values stand: items of lists, and what else was seen in reading."""


def read(text: str, path: str) -> Block:
    """Take a page apart; whatever is wrong with its front matter becomes a finding."""
    parts = _parts(text)
    if parts is None:
        return _unfenced(text, path)
    inner, body = parts
    head, body_line = text[: len(text) - len(body)], inner.count("\n") + 2
    tear = torn(body, path, body_line)
    found = entries(inner, located=False) or _parse(inner, path)
    findings = (*found.findings, tear) if tear else found.findings
    return Block(found.data, *_spans(path, head), head, body, body_line, findings, found.spans)


def stretches(head: str) -> tuple[Mapping[Loc, Stretch], Mapping[Loc, Stretch]]:
    """Where the values and the keys of a page that begins with ``head`` stand."""
    parts = _parts(head)
    if parts is None:
        return {(): (1, 1, 3 if FENCE.match(head) else 1)}, {}
    found = entries(parts[0], located=True) or _parse(parts[0], "")
    return {(): (1, 1, 3), **found.spans}, found.keys


def _values(head: str) -> Mapping[Loc, Stretch]:
    return stretches(head)[0]


def _keys(head: str) -> Mapping[Loc, Stretch]:
    return stretches(head)[1]


def _spans(path: str, head: str) -> tuple[Spans, Spans]:
    return Spans(path, _values, head), Spans(path, _keys, head)


def _parts(text: str) -> tuple[str, str] | None:
    """What stands between the fences, and what follows them; ``None`` when there are no two fences."""
    if text.startswith("---\n"):
        end = text.find("\n---", 3)
        if end >= 0 and text[end + 4 : end + 5] in {"", "\n"}:
            return text[3 : end + 1], text[end + 5 :]
    return _split(text)


def _unfenced(text: str, path: str) -> Block:
    if FENCE.match(text):
        return Block(None, *_spans(path, text), text, "", text.count("\n") + 1, (unterminated(text, path),))
    return Block(None, *_spans(path, ""), "", text, 1, (missing(text, path),))


# Most columns never need the YAML parser, and it takes longer to load than many pages to read.


def _split(text: str) -> tuple[str, str] | None:
    from generator.reading.events import split  # noqa: PLC0415 - see above

    return split(text)


def _parse(inner: str, path: str) -> Told:
    from generator.reading.events import parse  # noqa: PLC0415 - see above

    return parse(inner, path)
