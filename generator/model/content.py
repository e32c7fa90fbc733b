"""What one source file says, before anyone asks how it relates to the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from generator.model.diagnostics import Diagnostic, Span
from generator.model.schema import Record
from generator.model.values import Struct, field

Loc = tuple[str | int, ...]
"""The path to a value inside front matter: ``("attachments", 0, "file")``; ``()`` is the whole block."""


class Heading(NamedTuple):
    """A heading of the body, or a clause (第N条; 一、 where there are no articles), with its anchor."""

    level: int
    """1 to 6 for headings; 0 for a clause."""
    text: str
    anchor: str
    line: int


class Link(NamedTuple):
    """A link, an image or a ``[[文号]]`` reference that stands in the body.

    In ``Parsed.html`` its address is ``gongkai:N``, N being its place in ``Parsed.links``; planning puts the real
    address in, because only the assembled site knows it.
    """

    target: str
    """As written, percent-decoded: ``../b.md#art-3``, ``form.docx``, ``https://…``; a reference's 文号 or id."""
    text: str
    span: Span
    form: str = "link"
    """``link``, ``image`` or ``reference``."""


class Private(NamedTuple):
    """Personal data (个人信息) that stands in a file."""

    sort: str
    """What sort: a name of ``text.personal.Sort``."""
    span: Span
    masked: str
    """What may be shown of it."""


class Suppression(Struct, frozen=True):
    """A rule that this page asks to be silent, and why."""

    rule: str
    reason: str
    span: Span


class Prose(Protocol):
    """The body of a page: its HTML, its visible text, and where the text's lines stand.

    It is the bulk of a column, so it is not kept in memory: what was read in another process, or by an earlier build,
    fetches it when it is asked for.
    """

    @property
    def html(self) -> str:
        """The body, with ``gongkai:N`` in place of local addresses."""

    @property
    def text(self) -> str:
        """The body's visible text, blocks separated by newlines."""

    @property
    def lines(self) -> tuple[int, ...]:
        """For each line of ``text``, the line of the file on which it stands (that of its block at worst)."""


class Written(Struct, frozen=True):
    """A body at hand."""

    html: str = ""
    text: str = ""
    lines: tuple[int, ...] = ()


class Parsed(Struct, frozen=True):
    """One content file, understood as far as it can be; what could not be understood stands in ``findings``."""

    path: str
    """The source's path."""
    digest: str
    """SHA-256 of the source's bytes, hexadecimal."""
    kind: str
    """The kind's English id; empty when it could not be told."""
    meta: Record | None
    """The kind's model; ``None`` when the front matter is broken."""
    prose: Prose = Written()
    """The body; everything else here is small."""
    opening: str = ""
    """How the body's text begins, for descriptions."""
    worded: bool = False
    """The body shows at least a word that is no heading."""
    headings: Sequence[Heading] = ()
    bare: tuple[str, ...] = ()
    """The anchors of the headings under which nothing stands."""
    links: tuple[Link, ...] = ()
    spans: Mapping[Loc, Span] = field(default_factory=dict)
    """Where each front matter value stands; a missing field's span is that of its nearest parent."""
    keys: Mapping[Loc, Span] = field(default_factory=dict)
    """Where each front matter key stands."""
    body_line: int = 1
    """The line on which the body begins."""
    suppressions: tuple[Suppression, ...] = ()
    personal: tuple[Private, ...] = ()
    """Personal data in front matter and body, but for the numbers that the configuration allows."""
    findings: tuple[Diagnostic, ...] = ()
    stale: bool = False
    """The source cannot be read now, so this is what it said when it last could; ``findings`` are those of now, all of
    them, and nothing else can be said of the file."""

    def at(self, *where: str | int) -> Span:
        """The span of a front matter value, or of its nearest parent that is written; at worst the first line."""
        while where:
            if where in self.spans:
                return self.spans[where]
            where = where[:-1]
        return self.spans.get((), Span(self.path))

    @property
    def told(self) -> Sequence[Heading]:
        """The headings and clauses but for those under which nothing stands: a heading alone says nothing."""
        return [one for one in self.headings if one.anchor not in self.bare] if self.bare else self.headings

    @property
    def html(self) -> str:
        """The body, with ``gongkai:N`` in place of local addresses."""
        return self.prose.html

    @property
    def text(self) -> str:
        """The body's visible text, blocks separated by newlines."""
        return self.prose.text

    @property
    def body(self) -> Span:
        """The span of the body's first line."""
        return Span(self.path, self.body_line)

    def line(self, index: int) -> Span:
        """The span of the ``index``-th line of ``text``, counted from 0; the body's first line when it is not known."""
        lines = self.prose.lines
        return Span(self.path, lines[index] if index < len(lines) else self.body_line)
