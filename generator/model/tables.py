"""Rows of data (条目) beside a page or in its front matter: what each says, and where every value stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, Protocol, TypeVar

from generator.model.content import Loc, Private
from generator.model.diagnostics import Span
from generator.model.schema import Record
from generator.model.values import Struct, field

R_co = TypeVar("R_co", bound=Record, covariant=True)


class Table(Struct, frozen=True):
    """A table file (数据文件), understood as far as it can be."""

    path: str
    """Posix, relative to the project's root, NFC."""
    rows: tuple[Record, ...] = ()
    """The rows that could be understood, in the order of the file."""
    spans: Mapping[Loc, Span] = field(default_factory=dict)
    """Where each row, ``(2,)``, and each of its values, ``(2, "limit")``, stands; ``()`` is the header."""
    personal: tuple[Private, ...] = ()
    """What in it is personal data (个人信息)."""
    whole: bool = True
    """Every column and every row was understood; else what is missing here may well stand in the file."""

    def at(self, *where: str | int) -> Span:
        """The span of a value, or of its row where it is empty, or of the header."""
        while where:
            if where in self.spans:
                return self.spans[where]
            where = where[:-1]
        return self.spans.get((), Span(self.path))


class Places(Protocol):
    """What knows where its values stand: a page, or a table file."""

    def at(self, *where: str | int) -> Span:
        """The span of a value, or of its nearest parent that is written."""


class Row(Struct, Generic[R_co], frozen=True):
    """One row, wherever it is written."""

    record: R_co
    places: Places
    where: Loc
    """The row's own path in its file."""

    def at(self, *where: str | int) -> Span:
        """The span of a value of the row, or of the row where it is empty."""
        return self.places.at(*self.where, *where)
