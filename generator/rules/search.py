"""Searching one rendered file for what is kept back, where the file is at hand."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from html import unescape
from posixpath import basename
from typing import Any

from generator.model.output import Sheet
from generator.model.schema import Record
from generator.model.site import Page
from generator.text.chinese import normalise
from generator.text.needles import Needles

INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|mark|span|strong|sub|sup|time|u)\b[^>]*>")
"""Tags that stand within a sentence."""
BASENAME = re.compile(rb"[A-Za-z0-9._-]+?\.html")
JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


class Search:
    """The search of rendered files for what is kept back: made once, the same in every process."""

    def __init__(
        self,
        titles: Mapping[str, Sequence[Sequence[Any]]],
        sentences: Collection[str],
        drafted: Collection[str],
        hidden: Collection[str],
    ) -> None:
        """Take all that it depends on.

        Args:
            titles: for each title the pages that have it: the id, and the public names of which it is only a part.
            sentences: what those pages say.
            drafted: titles that published pages may say.
            hidden: addresses that must not be named.
        """
        self.titles = titles
        self.sentences = frozenset(sentences)
        self.excusable = self.sentences | (set(drafted) & titles.keys())
        """What is no leak, or less of one, where published pages say it themselves."""
        self.hidden = tuple(hidden)
        self.needles = Needles((*sorted(titles), *sorted(sentences)))

    def pack(self) -> bytes:
        """All that it depends on, as bytes."""
        drafted = sorted(self.excusable - self.sentences)
        told = [self.titles, sorted(self.sentences), drafted, self.hidden]
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
        if self.needles.texts:
            whole = flat(_plain(sheet.content.decode("utf-8", "replace")))
            found = self.needles.within(whole)
            told["titles"] = [name for one in found for name in self._named(one, whole)]
            told["sentences"] = [one for one in found if one in self.sentences]
            told["says"] = self._said(sheet.page) if sheet.page else []
        if self.hidden and sheet.outline is None:
            told["urls"] = self._linked(sheet.content)
        return {what: names for what, names in told.items() if names}

    def _named(self, title: str, whole: str) -> Iterator[str]:
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

    def _linked(self, content: bytes) -> list[str]:
        """The addresses that a file names that is no web page."""
        told = self._addresses.keys() & BASENAME.findall(content)
        return [url for name in sorted(told) for url in self._addresses[name] if url.encode() in content]

    def _said(self, page: Page[Record]) -> list[str]:
        """What a published page says in its own source: body or front matter."""
        said = flat("\n".join((page.parsed.text, *_strings(page.meta))))
        return [one for one in self.needles.within(said) if one in self.excusable]


def _plain(text: str) -> str:
    """A file's text without the tags that stand within sentences, entities and escapes undone."""
    text = unescape(INLINE.sub("", text))
    return JSON_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "\\u" in text else text


def flat(text: str) -> str:
    """Text in one spelling and without white space."""
    return "".join(normalise(text).split())


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _strings(getattr(value, name))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)
