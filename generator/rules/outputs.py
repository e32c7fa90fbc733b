"""Rendered files: which there are, and who owns them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from generator.kinds.base import Document
from generator.model.diagnostics import Span
from generator.model.output import Output, Trace
from generator.model.schema import Record
from generator.model.site import Page, Site
from generator.text import urls

HOME = "index.html"
"""The column's first page."""


def owners(site: Site) -> Mapping[str, Page[Record]]:
    """The published page behind each file of the output that shows one, by the file's path."""
    return {page.url: page for page in site.pages.values()}


def where(path: str, owned: Mapping[str, Page[Record]]) -> Span:
    """The place of a finding about a file of the output: its page's source, or else the file itself."""
    return Span(owned[path].path) if path in owned else Span(f"output/{path}")


def attaching(site: Site) -> Mapping[str, tuple[Page[Document], Span]]:
    """The files published with pages, by path, each with the first page that has it, and where that names it.

    Ask with ``site.once(attaching)``.
    """
    found: dict[str, tuple[Page[Document], Span]] = {}
    for page in site.having(Document):
        named = ((urls.source(name, page.path), page.at(*where)) for where, name in page.meta.files())
        linked = (
            (urls.source(link.target, page.path), link.span)
            for link in page.parsed.links
            if link.form != "reference" and not urls.is_absolute(link.target)
        )
        for path, span in chain(named, linked):
            if path in site.asset_urls:
                found.setdefault(path, (page, span))
    return found


def web(output: Output) -> Iterator[Trace]:
    """The rendered web pages, in the order of paths."""
    return (trace for trace in output.traces.values() if trace.html)


def page_at(path: str, output: Output) -> Trace | None:
    """The rendered web page at a path, if there is one."""
    trace = output.traces.get(path)
    return trace if trace is not None and trace.html else None
