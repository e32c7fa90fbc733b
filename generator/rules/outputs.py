"""Rendered files: which there are, and who owns them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.diagnostics import Span
from generator.model.output import Output, Trace
from generator.model.schema import Record
from generator.model.site import Page, Site

HOME = "index.html"
"""The column's first page."""


def owners(site: Site) -> Mapping[str, Page[Record]]:
    """The published page behind each file of the output that shows one, by the file's path."""
    return {page.url: page for page in site.pages.values()}


def where(path: str, owned: Mapping[str, Page[Record]]) -> Span:
    """The place of a finding about a file of the output: its page's source, or else the file itself."""
    return Span(owned[path].path) if path in owned else Span(f"output/{path}")


def web(output: Output) -> Iterator[Trace]:
    """The rendered web pages, in the order of paths."""
    return (trace for trace in output.traces.values() if trace.html)


def page_at(path: str, output: Output) -> Trace | None:
    """The rendered web page at a path, if there is one."""
    trace = output.traces.get(path)
    return trace if trace is not None and trace.html else None
