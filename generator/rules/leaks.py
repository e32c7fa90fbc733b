"""Looking for what must not be seen: titles, sentences, addresses and files of withheld pages in the output.

Files that found no place in the column count as well, where they are not known to be 主动公开. What stands inside
attachments is not looked at here: an asset's bytes are not at hand, only its digest, and so a published attachment
with a closed page's words in it, plain text included, is left to the examination of the attachments themselves.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import chain
from posixpath import basename, dirname

from generator.kinds.base import OPEN, Document
from generator.model.content import Parsed
from generator.model.site import Artifact, Output, Page, Site, Withheld
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
GRAM = TITLE
"""Characters in a row by which titles and sentences are looked up."""
SPACE = re.compile(r"\s+")
INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|mark|span|strong|sub|sup|time|u)\b[^>]*>")
"""Tags that stand within a sentence."""
TAUGHT = 8
"""Pages of each folder whose lines are remembered: by then whatever a layout writes on every page is known."""
BASENAME = re.compile(rb"[A-Za-z0-9._-]+?\.html")
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
    kept = (page for page in output.site.having(Document, withheld=True) if page.withheld)
    secrets = [_Secret(page, output.site) for page in (*kept, *_misplaced(output.site))]
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
        known = page.parsed.meta is not None and length(page.meta.title) >= TITLE
        self.title = flat(page.meta.title) if known else ""
        self.sentences = tuple(
            dict.fromkeys(flat(one) for one in SENTENCE.split(page.parsed.text) if length(one) >= LONG)
        )
        named = {urls.source(name, page.path) for _, name in page.meta.files()}
        shown = {urls.source(link.target, page.path) for link in page.parsed.links if not urls.is_absolute(link.target)}
        public = {path for path in site.asset_urls if path not in named}
        self.files = frozenset(path for path in (named | shown) - public if path in site.assets)
        if not self.closed:
            self.files -= site.asset_urls.keys()


def _misplaced(site: Site) -> Iterator[Page[Document]]:
    """Files that are no page of the column, as if they were kept back.

    Where front matter can be read its 公开属性 decides. Where it cannot, nobody knows: in a column it is a page with
    a slip in it, elsewhere its words are kept back like a draft's, which published pages may say as well.
    """
    folders = tuple(f"content/{folder}/" for folder in site.columns)
    for one in site.broken:
        meta = one.meta if isinstance(one.meta, Document) else None
        if meta is not None and meta.attribute != OPEN:
            yield _outside(one, meta)
        elif meta is None and not one.path.startswith(folders):
            yield _outside(one, Document(title=one.path, attribute=OPEN))


def _outside(parsed: Parsed, meta: Document) -> Page[Document]:
    return Page(parsed.path, url="", column="", meta=meta, parsed=parsed, withheld=Withheld.BROKEN)


class _Index:
    """Titles and sentences, each under a few characters in a row of which the first is rare; texts are read once."""

    def __init__(self, words: Iterable[str], common: Iterable[str]) -> None:
        known = tuple(dict.fromkeys(one for one in words if len(one) >= GRAM))
        frequent = Counter(chain.from_iterable((*known, *common)))
        self.filed: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for one in known:
            # Markup and scripts are full of ASCII, whatever the pages' own words are.
            at = min(range(len(one) - GRAM + 1), key=lambda n: (one[n].isascii(), frequent[one[n]]))
            self.filed[one[at], one[at + 1 : at + GRAM]].append(one)
        heads = "".join(re.escape(head) for head in sorted({head for head, _ in self.filed}))
        self.pattern = re.compile(f"([{heads}])(?=(.{{{GRAM - 1}}}))", re.DOTALL) if heads else None

    def near(self, text: str) -> list[str]:
        """Say what a flat text may contain."""
        met = self.filed.keys() & set(self.pattern.findall(text)) if self.pattern else ()
        return [one for gram in sorted(met) for one in self.filed[gram]]

    def within(self, text: str) -> list[str]:
        """Say what a flat text contains."""
        return [one for one in self.near(text) if one in text]


class _Public:
    """What published pages say themselves."""

    def __init__(self, site: Site) -> None:
        identity = site.config.site
        columns = (flat(column.config.name) for column in site.columns.values())
        titles = (flat(page.meta.title) for page in site.having(Document))
        self.names = frozenset((*titles, *columns, flat(identity.name), flat(identity.organ), flat(identity.column)))
        self.site = site
        self.index = _Index((), ())

    def expect(self, words: Iterable[str]) -> None:
        """Take the titles and sentences that will be asked for."""
        self.index = _Index(words, self.names)

    @cached_property
    def standing(self) -> Counter[str]:
        """How many published pages have a title or a sentence in their own source: body or front matter."""
        found: Counter[str] = Counter()
        for page in self.site.pages.values():
            said = "\n".join((page.parsed.text, *_strings(page.meta.model_dump())))
            found.update(self.index.within(flat(said)))
        return found

    @cached_property
    def _around(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(self.names):
            for one in self.index.within(name):
                found[one].append(name)
        return found

    def around(self, secret: _Secret) -> list[str]:
        """The public names of which a title is only a part; of pages that are about a closed page, it is no part."""
        page = secret.page
        about = (*page.interpreted_by, *page.implemented_by) if secret.closed else ()
        pages = (self.site.pages.get(name) for name in about)
        tied = {flat(one.meta.title) for one in pages if one and isinstance(one.meta, Document)}
        return [name for name in self._around.get(secret.title, ()) if name not in tied]


class _Hunt:
    """One search for titles and sentences over all artifacts; lines known to be harmless are not read again."""

    def __init__(self, secrets: Iterable[_Secret], public: _Public) -> None:
        self.public = public
        self.titles: defaultdict[str, list[_Secret]] = defaultdict(list)
        self.sentences: defaultdict[str, list[_Secret]] = defaultdict(list)
        for secret in secrets:
            if secret.title and secret.title not in public.names:
                self.titles[secret.title].append(secret)
            for sentence in secret.sentences:
                self.sentences[sentence].append(secret)
        public.expect((*self.titles, *self.sentences))
        self.harmless: set[str] = set()
        self.taught: Counter[str] = Counter()

    def told(self, artifact: Artifact) -> list[tuple[_Secret, str]]:
        """Titles and sentences that an artifact tells."""
        raw = artifact.content.decode("utf-8", "replace")
        lines = [line for line in raw.splitlines() if line not in self.harmless]
        candidates = self.public.index.near(flat(_plain("\n".join(lines))))
        if candidates:
            whole = flat(_plain(raw))
            found = [one for one in candidates if one in whole]
            named = [secret for one in found for secret in self.titles.get(one, ())]
            quoted = [(secret, one) for one in found for secret in self.sentences.get(one, ())]
            return [*self._named(named, whole), *self._quoted(quoted)]
        folder = dirname(artifact.path)
        if self.taught[folder] < TAUGHT:
            self.taught[folder] += 1
            self.harmless.update(lines)
        return []

    def _named(self, named: Iterable[_Secret], whole: str) -> Iterator[tuple[_Secret, str]]:
        """Titles that stand for themselves, not as a part of a public name nor in a published source."""
        for secret in named:
            if not secret.closed and self.public.standing[secret.title]:
                continue
            words = whole
            for name in self.public.around(secret):
                words = words.replace(name, "\n")
            if secret.title in words:
                yield secret, f"标题“{secret.page.meta.title}”"

    def _quoted(self, quoted: Iterable[tuple[_Secret, str]]) -> Iterator[tuple[_Secret, str]]:
        """Sentences that no published page says itself, or that one has copied from a page that is not public."""
        copied: defaultdict[_Secret, list[str]] = defaultdict(list)
        for secret, sentence in sorted(quoted, key=lambda one: (one[0].page.id, one[0].sentences.index(one[1]))):
            standing = self.public.standing[sentence]
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
    taken = {""} | {page.url for page in site.pages.values()} | {column.url for column in site.columns.values()}
    hidden = {secret.page.url: secret for secret in secrets if secret.page.url not in taken}
    found: defaultdict[str, list[tuple[_Secret, str]]] = defaultdict(list)
    for path, secret in hidden.items():
        if path in output.artifacts:
            found[path].append((secret, f"网页 {path}"))
    for step in leading(output, lambda path, _: path in hidden) if hidden else ():
        found[step.here].append((hidden[step.path], f"网址 {step.href}"))
    names: defaultdict[bytes, list[str]] = defaultdict(list)
    for url in hidden:
        names[basename(url).encode()].append(url)
    for artifact in output.artifacts.values():
        if artifact.outline is None and artifact.content:
            told = names.keys() & BASENAME.findall(artifact.content) if names else ()
            for url in (one for name in sorted(told) for one in names[name] if one.encode() in artifact.content):
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
