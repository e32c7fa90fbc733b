"""Findings as rows that JSON can hold: for the cache, and for the way from a worker to the main process."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.model.diagnostics import Diagnostic, Severity, Span

Row = list[Any]


def pack_findings(found: Iterable[Diagnostic]) -> list[Row]:
    """Write findings as rows that JSON can hold."""
    return [
        [one.rule, int(one.severity), one.span.path, place(one.span), one.message, one.hint, one.basis] for one in found
    ]


def unpack_findings(rows: Iterable[Row]) -> tuple[Diagnostic, ...]:
    """Read what ``pack_findings`` wrote."""
    return tuple(
        Diagnostic(rule, Severity(severity), Span(path, *place), message, hint, basis)
        for rule, severity, path, place, message, hint, basis in rows
    )


def place(span: Span) -> tuple[int, int, int]:
    """Line, column and length of a span, without its path."""
    return span.line, span.column, span.length
