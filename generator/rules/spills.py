"""Where in the output shows what must not be seen of the request ledger and of the contacts in the duties.

It is looked for in every file that is rendered, in the attachments that are copied, and in the names of these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from generator.kinds.guide import Guide, Regulation, RequestGuide
from generator.model.diagnostics import Span
from generator.model.output import Output
from generator.model.values import Struct
from generator.rules.exact import Words
from generator.rules.flattening import flat
from generator.rules.private import CONTENT, DUTY, LIAISON, LOCAL, NOTE, PHONE, RECORD, Private
from generator.rules.spots import Spots
from generator.text.needles import Needles

NORMS = (Regulation, Guide, RequestGuide)
"""Pages that say what holds for all: a sentence that stands there tells of no case."""
CALLED = r"联络[员人](?:(?!\n\s*\n)[^。；！？])*?"
"""What leads to the name of a contact within a sentence or a table."""
NAMED = "文件名"
"""The place of what the name of a file tells."""


class Spill(Struct, frozen=True):
    """What of one record, or of one duty, shows in one file of the output."""

    path: str
    """The file's path."""
    span: Span
    """Where to look for it; its line must not be quoted."""
    record: str
    """Path of the record, or what the duty is called."""
    records: int
    """Of so many records it is."""
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    """Which parts show (see ``RECORD``, ``DUTY``), the gravest first, each with its places; never how they read."""
    source: str = ""
    """Path of the asset that is copied."""

    @property
    def file(self) -> str:
        """The file as findings name it."""
        return f"附件 {self.source}" if self.source else f"输出文件 {self.path}"

    @property
    def said(self) -> str:
        """The parts in words; where there are several, or where the file is no page, each with its places."""
        placed = len(self.parts) > 1 or self.source
        return "、".join(f"{what}（{'、'.join(places)}）" if placed and places else what for what, places in self.parts)


def spills(output: Output, sorts: Collection[str]) -> Iterator[Spill]:
    """Find what of the ledger (``RECORD``) or of the duties (``DUTY``) shows in the output, by file and record."""
    private: Private = output.secrets.private
    if not private.found:
        return
    said = _said_of_all(output, private)
    spots = Spots(output)
    names = Words(private.words), Needles(private.texts)
    for path, trace in output.traces.items():
        told = trace.told or {}
        shown = dict.fromkeys(told.get("private", ()), "")
        if trace.source is not None:
            shown = {one: told["places"][one] for one in shown} | dict.fromkeys(_named(path, *names), NAMED)
        wanted = {one: place for one, place in shown.items() if one not in said and _sort(one, private) in sorts}
        yield from _by_record(path, wanted, private, spots, trace.source or "")


def _named(path: str, words: Words, texts: Needles) -> list[str]:
    """What the name of a file says; its parts are words of their own."""
    plain = re.sub(r"[/._]", " ", path)
    return [*words.within(plain), *texts.within(flat(path))]


def _sort(text: str, private: Private) -> str:
    """What a text is, first of all: records come before duties."""
    return private.found[text][0][1]


def _by_record(path: str, shown: dict[str, str], private: Private, spots: Spots, source: str) -> Iterator[Spill]:
    order = (*RECORD, *DUTY)
    records: dict[str, list[tuple[int, str]]] = {}
    several = Counter(record for text in shown for record, _ in private.found[text])
    liaisons = [one for one in shown if _sort(one, private) == LIAISON]
    for text in shown:
        # Of the records that have it, the one of which most shows: all of that is told together.
        duty = _sort(text, private) in DUTY
        holders = [one for one in private.found[text] if (one[1] in DUTY) is duty]
        record, what = max(holders, key=lambda one: several[one[0]])
        records.setdefault(record, []).append((order.index(what), text))
    for record, ranked in sorted(records.items()):
        ranked.sort(key=lambda one: one[0])
        sorts, texts = [order[rank] for rank, _ in ranked], [text for _, text in ranked]
        alone = set(sorts) <= {LIAISON} and not _introduced(liaisons, texts, spots.source(path), listed=bool(source))
        if alone or set(sorts) <= {LOCAL}:
            continue
        spans = [spots.of(path, text) for text in texts]
        parts: dict[str, dict[str, None]] = {}
        for text, what, span in zip(texts, sorts, spans, strict=True):
            place = shown[text] or (f"第 {span.line} 行" if span.path.startswith("content/") else "")
            parts.setdefault(PHONE if what == LOCAL else what, {}).update({place: None} if place else {})
        yield Spill(
            path=path,
            span=Span(spans[0].path, spans[0].line, spans[0].column, 0),
            record=record,
            records=len(private.found[texts[0]]),
            parts=tuple((what, tuple(places)) for what, places in parts.items()),
            source=source,
        )


def _introduced(liaisons: Sequence[str], names: Sequence[str], source: str, *, listed: bool) -> bool:
    """Tell whether some names are told as those of contacts: by a page in so many words, or by the list of several."""
    return (listed and len(liaisons) > 1) or any(re.search(CALLED + re.escape(one), source) for one in names)


def _said_of_all(output: Output, private: Private) -> frozenset[str]:
    """Sentences of notes that pages say which hold for all."""
    found = set[str]()
    for page in output.site.pages.values():
        trace = output.traces.get(page.url)
        if isinstance(page.meta, NORMS) and trace and trace.told:
            texts = trace.told.get("private", ())
            found.update(one for one in texts if all(what in {NOTE, CONTENT} for _, what in private.found[one]))
    return frozenset(found)
