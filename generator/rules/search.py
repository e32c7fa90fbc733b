"""Searching one rendered file for what is kept back, where the file is at hand."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from posixpath import basename
from typing import Any
from unicodedata import is_normalized

from generator.model.output import Sheet
from generator.model.schema import Record
from generator.model.site import Page
from generator.rules.exact import Words
from generator.rules.flattening import core, flat, foreign, plain, spaceless
from generator.rules.scan import MARKS, Scan, holds, wide
from generator.text.needles import Needles
from generator.text.patterns import lazily

MARKUP = lazily(r"[<>]")
PARTING = lazily("[<>\ud800-\udfff\ufffd]")
"""Tags, and what the bytes of a page cannot say or may say in several ways."""
TELLING = 4
"""A text with fewer characters that are not ASCII is not looked for by them."""
SILENT = (bool, int, float, date)
SEVERAL = (list, tuple)
FEW = 64
"""So many texts are looked for one by one."""
BYTES = 4
"""So many has a character at most."""
KEPT = 256
"""Shared pieces that are remembered."""
BASENAME = lazily(rb"[A-Za-z0-9._-]+?\.html")


class Search:
    """The search of rendered files for what is kept back: made once, the same in every process."""

    def __init__(  # noqa: PLR0913, PLR0917  # all that a search depends on; packed and unpacked in this order
        self,
        titles: Mapping[str, Sequence[Sequence[Any]]],
        sentences: Collection[str],
        drafted: Collection[str],
        hidden: Collection[str],
        private: tuple[Collection[str], Collection[str]] = ((), ()),
        spoken: Collection[str] = (),
    ) -> None:
        """Take all that it depends on.

        Args:
            titles: for each title the pages that have it: the id, and the public names of which it is only a part.
            sentences: what those pages say.
            drafted: titles that published pages may say.
            hidden: addresses that must not be named.
            private: what the request ledger says of a case, which no page may say: texts, and short words.
            spoken: titles that are not looked for, because the program or the layouts say them by themselves.
        """
        self.titles = titles
        self.sentences = frozenset(sentences)
        self.drafted = frozenset(drafted)
        self.spoken = frozenset(spoken)
        self.excusable = self.sentences | (self.drafted & titles.keys())
        """What is no leak, or less of one, where published pages say it themselves."""
        self.hidden = tuple(hidden)
        self.private = frozenset(private[0])
        self.words = Words(private[1])
        self.needles = Needles((*sorted(titles), *sorted(self.sentences | self.private)))
        self._cores: defaultdict[str, list[str]] = defaultdict(list)
        """The texts to look for, by what is left of them where only what is not ASCII is read."""
        for one in self.needles.texts:
            self._cores[max(map(core, PARTING.split(one)), key=len)].append(one)
        self._probes = Needles(self._cores)
        self._longest = max(map(len, self._cores), default=0)
        self._telling = min(map(len, self._cores), default=TELLING) >= TELLING
        self._tagged = frozenset(one for one in self.needles.texts if any(map(MARKUP.search, self._spoken(one))))
        """What may stand in more than one piece of a page; what has no tags of its own stands within one."""
        self._urls = Needles(_narrow(one.encode()) for one in self.hidden)
        self._shared: dict[bytes, Scan | None] = {}

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self.needles.texts or self.words or self.hidden)

    def prepare(self) -> None:
        """Make ready what every process needs, before they part."""
        self.needles.prepare()
        self._probes.prepare()
        self._probes.hasten()
        self._urls.prepare()
        self.words.prepare()

    def pack(self) -> bytes:
        """All that it depends on, as bytes."""
        private = sorted(self.private), self.words.words
        drafted, spoken = sorted(self.drafted), sorted(self.spoken)
        told = [self.titles, sorted(self.sentences), drafted, self.hidden, private, spoken]
        return json.dumps(told, sort_keys=True).encode()

    @classmethod
    def unpack(cls, data: bytes) -> Search:
        """Make it again."""
        return cls(*json.loads(data))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all that it depends on."""
        return sha256(self.pack()).hexdigest()

    def told(self, sheet: Sheet) -> dict[str, list[str]]:
        """Say what a rendered file tells: plain data for ``leaks``, and nothing where it tells nothing."""
        told = {}
        if self.needles.texts or self.words:
            scan = self._scanned(sheet)
            whole = flat(plain(b"".join(scan.places).decode("utf-8", "replace"))) if scan.suspects else ""
            found = [one for one in scan.suspects if one in whole]
            told["titles"] = [name for one in found for name in self.named(one, whole)]
            told["sentences"] = [one for one in found if one in self.sentences]
            told["private"] = [one for one in found if one in self.private]
            if scan.near:
                told["private"] += self.words.within(sheet.content.decode("utf-8", "replace"))
            told["says"] = self._said(sheet.page, scan) if sheet.page else []
        if self.hidden and sheet.outline is None:
            told["urls"] = self.linked(sheet.content)
        return {what: names for what, names in told.items() if names}

    def _scanned(self, sheet: Sheet) -> Scan:
        """Take a first look at a file; where only a thorough one can tell, everything may stand there."""
        outline = sheet.outline
        pieces = outline.pieces if outline is not None else (sheet.content,)
        parting = outline.parting if outline is not None else None
        own = self._scan(b"".join(pieces[::2]), parting) if self._telling else None
        scans = [own, *map(self._scan_of_shared, pieces[1::2])]
        looked = [one for one in scans if one]
        if own is None or len(looked) < len(scans):
            whole = flat(plain(sheet.content.decode("utf-8", "replace")))
            return Scan(b"", tuple(self.needles.within(whole)), (sheet.content,), bool(self.words))
        near = any(one.near for one in looked)
        found = {one for scan in looked if scan.suspects for one in scan.suspects}
        if not found:
            return Scan(own.text, (), (), near)
        places = tuple(place for scan in looked if scan.suspects for place in scan.places)
        if not self._tagged.isdisjoint(found):
            places = (sheet.content,)
        return Scan(own.text, tuple(one for one in self.needles.texts if one in found), places, near)

    def _scan(self, piece: bytes, parting: Collection[bytes] | None = None) -> Scan | None:
        """Look at a piece of a page, given the tags that part its words, if they are known."""
        found = wide(piece, parting)
        if found is None:
            return None
        words = found.decode("utf-8", "replace")
        text = "".join(words.split())
        if not is_normalized("NFC", text):
            return None
        probes = self._probes.within(text)
        suspects = tuple([one for probe in probes for one in self._cores[probe]])
        near = bool(self.words) and self.words.near(piece, text)
        return Scan(found if len(text) == len(words) else text.encode(), suspects, (piece,), near)

    def _scan_of_shared(self, piece: bytes) -> Scan | None:
        """Look at a piece that pages share; most were looked at before."""
        if piece not in self._shared:
            if len(self._shared) == KEPT:
                self._shared.clear()
            self._shared[piece] = self._scan(piece)
        return self._shared[piece]

    def _spoken(self, text: str) -> Iterator[str]:
        """A text that is looked for, and the names of which it may be a part."""
        yield text
        for _, names in self.titles.get(text, ()):
            yield from names

    def named(self, title: str, whole: str) -> Iterator[str]:
        """Ids of the pages whose title stands for itself in a file, not as a part of a public name."""
        for page_id, names in self.titles.get(title, ()):
            words = whole
            for name in names:
                words = words.replace(name, "\n")
            if title in words:
                yield page_id

    @cached_property
    def _addresses(self) -> Mapping[bytes, list[str]]:
        """The addresses that must not be named, by their last part."""
        found: defaultdict[bytes, list[str]] = defaultdict(list)
        for url in self.hidden:
            found[basename(url).encode()].append(url)
        return found

    def linked(self, content: bytes) -> list[str]:
        """The addresses that a file names that is no web page."""
        if not self._urls.within(_narrow(content)):
            return []
        told = self._addresses.keys() & BASENAME.findall(content)
        return [url for name in sorted(told) for url in self._addresses[name] if url.encode() in content]

    def _said(self, page: Page[Record], scan: Scan) -> list[str]:
        """What a published page says in its own source: body or front matter.

        Where the body stands in the page as it is, the first look at the page has seen it.
        """
        text, words = page.parsed.text, "\n".join(_strings(page.meta, []))
        suspects = scan.suspects
        if not scan.text or not self._seen(text, words, scan.text):
            suspects = self.needles.texts
        said = flat(f"{text}\n{words}") if suspects else ""
        found = suspects if len(suspects) < FEW else self.needles.within(said)
        return [one for one in found if one in self.excusable and one in said]

    def _seen(self, text: str, words: str, shown: bytes) -> bool:
        """Tell whether nothing stands in a page's source that does not stand in what it shows."""
        body, more = foreign(text), foreign(words)
        if not holds(shown, body):
            body = spaceless(body).encode("utf-8", "surrogatepass")
            if not holds(shown, body):
                return False
        if MARKS[0] in more or MARKS[1] in more or not is_normalized("NFC", words):
            return False
        end = (body[-BYTES * self._longest :] + more).decode("utf-8", "ignore")
        return not self._probes.within("".join(end.split()))


def _narrow(content: bytes) -> str:
    """Bytes as they stand, one character for each."""
    return content.decode("latin-1")


def _strings(value: object, found: list[str]) -> list[str]:
    """Gather the texts in a value, in order."""
    if not isinstance(value, SEVERAL):
        value = value.__dict__ if isinstance(value, Record) else value
        value = value.values() if isinstance(value, Mapping) else ()
    for one in filter(None, value):
        if isinstance(one, str):
            found.append(one)
        elif not isinstance(one, SILENT):
            _strings(one, found)
    return found
