"""Where people must look for what a file of the output shows: in the source of its page, at the words themselves."""

from __future__ import annotations

import re
from functools import cache

from generator.model.diagnostics import Span
from generator.model.output import Output
from generator.model.schema import Record
from generator.model.site import Page
from generator.rules.exact import pattern
from generator.rules.flattening import flat
from generator.rules.outputs import attaching, owners

MARKS = r"[\s*_~`\\]*"
"""What may stand within words in a source that readers do not see."""


class Spots:
    """The sources behind an output; each is read once, and only where something was found."""

    def __init__(self, output: Output) -> None:
        """Take the output."""
        self._output = output
        self._owned = owners(output.site)
        self._written = cache(output.written)

    def source(self, path: str) -> str:
        """The source of the page that a file of the output shows; nothing where it shows none."""
        page = self._owned.get(path)
        return self._written(page.path) if page else ""

    def of(self, path: str, words: str) -> Span:
        """The place of words (flat) that a file of the output shows.

        Of an attachment it is the place where a page names it; of a file that shows no page, the file itself.
        """
        source = self._output.traces[path].source
        if source is not None:
            named = self._output.site.once(attaching).get(source)
            return named[1] if named else Span(f"output/{path}")
        page = self._owned.get(path)
        return self._within(page, words) if page else Span(f"output/{path}")

    def _within(self, page: Page[Record], words: str) -> Span:
        written = self._written(page.path)
        for form in (pattern(words), re.compile(MARKS.join(map(re.escape, words)))) if words and written else ():
            if found := form.search(written):
                start = written.rfind("\n", 0, found.start()) + 1
                length = len(found[0].partition("\n")[0])
                return Span(page.path, written.count("\n", 0, start) + 1, found.start() - start + 1, length)
        shown = enumerate(page.parsed.text.split("\n")) if words else ()
        return next((page.parsed.line(row) for row, line in shown if words in flat(line)), Span(page.path))
