"""What was found, where, and how bad it is."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from generator.model.values import Struct


class Failed(Exception):
    """Something outside the content went wrong; the message says it, with the cure, to whoever ran the program."""


class Severity(IntEnum):
    """How much a finding weighs; the order is the order of weight."""

    NOTE = 10
    UNKNOWN = 20
    WARNING = 30
    ERROR = 40

    @property
    def label(self) -> str:
        """The word that an editor reads."""
        return {10: "提示", 20: "无法判定", 30: "警告", 40: "错误"}[self]

    @classmethod
    def named(cls, word: str) -> Severity:
        """Read a severity from the configuration: note, unknown, warning or error.

        Raises:
            KeyError: the word is none of them.
        """
        return cls[word.upper()]


class Span(Struct, frozen=True, order=True):
    """A place in a file: lines and columns count from 1; columns count characters, not bytes."""

    path: str
    """Posix, relative to the project's root, NFC."""
    line: int = 1
    column: int = 1
    length: int = 1
    """Characters to underline; a span never leaves its line. 0 where the line must not be quoted: it has a secret."""


class Diagnostic(Struct, frozen=True):
    """One finding, complete: what, where, how bad, by what right, and the cure."""

    rule: str
    severity: Severity
    span: Span
    message: str
    hint: str = ""
    basis: str = ""


def ordered(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort findings by place, then by rule, dropping exact repeats; the order is the same however they came."""
    return tuple(sorted(set(found), key=lambda d: (d.span, d.rule, d.message, d.severity, d.hint, d.basis)))
