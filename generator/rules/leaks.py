"""Looking for what must not be seen: titles, sentences, addresses and files of withheld pages in the output."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from posixpath import basename, dirname

from generator.kinds.base import OPEN, Document
from generator.model.site import Artifact, Output, Page, Site
from generator.rules.outputs import leading
from generator.text import urls
from generator.text.chinese import length, normalise

SENTENCE = re.compile(r"[。！？；\n]")
LONG = 20
"""A sentence of fewer characters may stand anywhere by chance."""
TITLE = 6
"""A title of fewer characters is an ordinary word."""
ENOUGH = 2
"""Sentences that one published page must share with a page that is not public: one may be a common phrase."""
RUN = re.compile(r"[^\W_]{6,}")
"""Words without punctuation between them; each sentence is first looked up by these."""
SPACE = re.compile(r"\s+")
INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|mark|span|strong|sub|sup|time|u)\b[^>]*>")
"""Tags that stand within a sentence."""
TAUGHT = 8
"""Pages of each folder whose lines are remembered: by then whatever a layout writes on every page is known."""
JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Leak:
    """One withheld page that shows in one artifact."""

    path: str
    """The artifact's path."""
    page: Page[Document]
    what: str
    """What shows, as the message says it."""


def leaks(output: Output) -> Iterator[Leak]:
    """Find every trace of a withheld page in the artifacts, at most one per page and artifact."""
    secrets = [_Secret(page, output.site) for page in output.site.having(Document, withheld=True) if page.withheld]
    if not secrets:
        return
    public = _Public(output.site)
    hunt = _Hunt(secrets, public)
    linked = _linked(output, secrets)
    files = _files(output, secrets)
    for artifact in output.artifacts.values():
        found: dict[str, Leak] = {}
        for secret, what in (*linked.get(artifact.path, ()), *files.get(artifact.path, ())):
            found.setdefault(secret.page.id, Leak(artifact.path, secret.page, what))
        if artifact.content:
            for secret, what in hunt.told(artifact):
                found.setdefault(secret.page.id, Leak(artifact.path, secret.page, what))
        yield from found.values()


class _Secret:
    """A withheld page, as a list of what must not be seen."""

    def __init__(self, page: Page[Document], site: Site) -> None:
        self.page = page
        self.closed = page.meta.attribute != OPEN
        title = flat(page.meta.title)
        self.title = title if length(page.meta.title) >= TITLE else ""
        self.sentences = tuple(
            dict.fromkeys(flat(one) for one in SENTENCE.split(page.parsed.text) if length(one) >= LONG)
        )
        named = {urls.source(name, page.path) for _, name in page.meta.files()}
        shown = {urls.source(link.target, page.path) for link in page.parsed.links if not urls.is_absolute(link.target)}
        public = {path for path in site.asset_urls if path not in named}
        self.files = frozenset(path for path in (named | shown) - public if path in site.assets)
        if not self.closed:
            self.files -= site.asset_urls.keys()


class _Public:
    """What published pages say themselves."""

    def __init__(self, site: Site) -> None:
        identity = site.config.site
        self.titles = tuple(flat(page.meta.title) for page in site.having(Document))
        columns = tuple(flat(column.config.name) for column in site.columns.values())
        self.names = frozenset(
            (*self.titles, *columns, flat(identity.name), flat(identity.organ), flat(identity.column))
        )
        self._site = site
        self._standing: dict[str, int] = {}

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """Body and front matter of each published page."""
        return tuple(
            flat("\n".join((page.parsed.text, *_strings(page.meta.model_dump())))) for page in self._site.pages.values()
        )

    def standing(self, words: str) -> int:
        """Count the published pages whose own source has these words."""
        if words not in self._standing:
            self._standing[words] = sum(words in text for text in self._texts)
        return self._standing[words]

    def around(self, title: str) -> list[str]:
        """The public names of which a title is only a part."""
        return [name for name in self.names if title in name]


class _Hunt:
    """One search for titles and sentences over all artifacts; lines known to be harmless are not read again."""

    def __init__(self, secrets: Iterable[_Secret], public: _Public) -> None:
        self.public = public
        self.titles = [secret for secret in secrets if secret.title and secret.title not in public.names]
        self.runs: defaultdict[str, list[tuple[_Secret, str]]] = defaultdict(list)
        """Each sentence under every run of words in it."""
        for secret in secrets:
            for sentence in secret.sentences:
                for run in set(RUN.findall(sentence)):
                    self.runs[run].append((secret, sentence))
        self.harmless: set[str] = set()
        self.taught: Counter[str] = Counter()

    def told(self, artifact: Artifact) -> list[tuple[_Secret, str]]:
        """Titles and sentences that an artifact tells."""
        raw = artifact.content.decode("utf-8", "replace")
        lines = set(raw.splitlines()) - self.harmless
        words = _plain("\n".join(lines))
        named = [secret for secret in self.titles if secret.page.meta.title in words]
        candidates = {one: None for run in self.runs.keys() & set(RUN.findall(words)) for one in self.runs[run]}
        if named or candidates:
            whole = flat(_plain(raw))
            return [*self._named(named, whole), *self._quoted(candidates, whole)]
        folder = dirname(artifact.path)
        if self.taught[folder] < TAUGHT:
            self.taught[folder] += 1
            self.harmless |= lines
        return []

    def _named(self, named: Iterable[_Secret], whole: str) -> Iterator[tuple[_Secret, str]]:
        """Titles that stand for themselves, not as a part of a public name nor in a published source."""
        for secret in named:
            if not secret.closed and self.public.standing(secret.title):
                continue
            words = whole
            for name in self.public.around(secret.title):
                words = words.replace(name, "\n")
            if secret.title in words:
                yield secret, f"标题“{secret.page.meta.title}”"

    def _quoted(self, candidates: Iterable[tuple[_Secret, str]], whole: str) -> Iterator[tuple[_Secret, str]]:
        """Sentences that no published page says itself, or that one has copied from a page that is not public."""
        copied: defaultdict[_Secret, list[str]] = defaultdict(list)
        for secret, sentence in sorted(candidates, key=lambda one: (one[0].page.id, one[0].sentences.index(one[1]))):
            if sentence not in whole:
                continue
            standing = self.public.standing(sentence)
            if standing == 0:
                yield secret, f"正文“{sentence[:LONG]}……”"
            elif standing == 1 and secret.closed:
                copied[secret].append(sentence)
        for secret, sentences in copied.items():
            if len(sentences) >= min(ENOUGH, len(secret.sentences)):
                yield secret, f"正文“{sentences[0][:LONG]}……”"


def _plain(text: str) -> str:
    """A file's text without the tags that stand within sentences, entities and escapes undone."""
    text = unescape(INLINE.sub("", text))
    return JSON_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "\\u" in text else text


def flat(text: str) -> str:
    """Text in one spelling and without white space."""
    return SPACE.sub("", normalise(text))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def _linked(output: Output, secrets: Iterable[_Secret]) -> dict[str, list[tuple[_Secret, str]]]:
    """Artifacts that are, or name, the address of a withheld page."""
    site = output.site
    taken = {page.url for page in site.pages.values()} | {column.url for column in site.columns.values()}
    hidden = {secret.page.url: secret for secret in secrets if secret.page.url not in taken}
    found: defaultdict[str, list[tuple[_Secret, str]]] = defaultdict(list)
    for path, secret in hidden.items():
        if path in output.artifacts:
            found[path].append((secret, f"网页 {path}"))
    for step in leading(output, lambda path, _: path in hidden) if hidden else ():
        found[step.here].append((hidden[step.path], f"网址 {step.href}"))
    names = {url: basename(url) for url in hidden}
    for artifact in output.artifacts.values():
        if artifact.outline is None and artifact.content:
            for url, name in names.items():
                if name.encode() in artifact.content and url.encode() in artifact.content:
                    found[artifact.path].append((hidden[url], f"网址 {url}"))
    return found


def _files(output: Output, secrets: Iterable[_Secret]) -> dict[str, list[tuple[_Secret, str]]]:
    """Artifacts that are a withheld page's file, by path or by bytes."""
    assets = output.site.assets
    kept: dict[str, tuple[_Secret, str]] = {}
    for secret in secrets:
        for path in sorted(secret.files):
            kept[path] = (secret, path)
            if assets[path].size and secret.closed:
                kept.setdefault(assets[path].digest, (secret, path))
    found: defaultdict[str, list[tuple[_Secret, str]]] = defaultdict(list)
    for artifact in output.artifacts.values():
        if artifact.source in assets and artifact.source is not None:
            for key in (artifact.source, assets[artifact.source].digest):
                if key in kept:
                    secret, path = kept[key]
                    found[artifact.path].append((secret, f"附件 {path}"))
    return found
