"""The body (正文) of a page as it was read."""

from __future__ import annotations

from generator.model.content import Heading, Link
from generator.model.diagnostics import Diagnostic
from generator.model.values import Struct


class Body(Struct, frozen=True):
    """A body, understood."""

    html: str
    """With ``gongkai:N`` in place of local addresses, N being the link's place in ``links``."""
    text: str
    """The visible text, blocks separated by newlines; footnotes included, alternative texts not."""
    lines: tuple[int, ...] = ()
    """For each line of ``text``, the line of the file on which it stands."""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
