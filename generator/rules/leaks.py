"""Looking for what must not be seen: titles, sentences, addresses and files of withheld pages in the output.

Files that found no place in the column count as well, where they are not known to be 主动公开.

There are two halves to it. Each file is searched where it is rendered (``Search``), each attachment where it is read
(``sought``); what that tells is judged for all files together (``leaks``), because a sentence that published pages say
themselves is no secret. An attachment is a part of what its page says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from generator.kinds.base import OPEN, Document
from generator.kinds.belongings import named, shown
from generator.model.content import Parsed
from generator.model.diagnostics import Span
from generator.model.output import Output, Trace
from generator.model.site import Page, Site, Withheld
from generator.model.values import Struct
from generator.rules.flattening import flat
from generator.rules.outputs import attaching
from generator.rules.private import Private
from generator.rules.search import Search
from generator.rules.spots import Spots
from generator.rules.ways import leading
from generator.rules.wording import Wording
from generator.text.chinese import length
from generator.text.needles import Needles

__all__ = ["Leak", "Search", "Secret", "Secrets", "leaks"]

SENTENCE = re.compile(r"[。！？；\n]")
LONG = 20
"""A sentence of fewer characters may stand anywhere by chance."""
TITLE = 6
"""A title of fewer characters is an ordinary word."""
ENOUGH = 2
"""Sentences that one published page must share with a page that is not public: one may be a common phrase."""


class Leak(Struct, frozen=True):
    """One withheld page that shows in one file of the output."""

    path: str
    """The file's path."""
    page: Page[Document]
    what: str
    """What shows, as the message says it."""
    span: Span
    """Where to look for it."""
    source: str = ""
    """Path of the asset, where the file is a copied one."""
    sure: bool = True
    """It is a leak; otherwise it may be one."""


class Trail(Struct, frozen=True):
    """What in a file leads to a secret."""

    secret: Secret
    what: str
    """As the message says it."""
    words: str = ""
    """How it reads, where it stands in the file as words."""
    sure: bool = True


class Secret(Struct, frozen=True):
    """A withheld page, as a list of what must not be seen."""

    page: Page[Document]
    closed: bool
    """It is not 主动公开; what is only not yet public may stand in published pages."""
    title: str
    """Flat; empty where it is an ordinary word."""
    sentences: tuple[str, ...]
    """Flat."""
    files: frozenset[str]
    """Paths of its assets."""


class Secrets:
    """What a site keeps back."""

    def __init__(self, site: Site, wording: Callable[[], Wording] = Wording) -> None:
        """Gather it, and make the search for it; ``wording`` gives what the program and the layouts say themselves."""
        kept = (page for page in site.having(Document, withheld=True) if page.withheld)
        self.kept = tuple(_secret(page, site) for page in (*kept, *_misplaced(site)))
        taken = {""} | {page.url for page in site.pages.values()} | {column.url for column in site.columns.values()}
        self.hidden = {one.page.url: one for one in self.kept if one.page.url not in taken}
        """What must not be linked to, by its address."""
        self.private = Private(site)
        titles = _titles(self.kept, site) if self.kept else {}
        drafted = frozenset(one.title for one in self.kept if not one.closed)
        spoken = wording().spoken(titles, drafted, flat(site.config.site.organ)) if titles else frozenset()
        self.search = Search(
            titles={title: pages for title, pages in titles.items() if title not in spoken},
            sentences=frozenset(sentence for one in self.kept for sentence in one.sentences),
            drafted=drafted,
            hidden=tuple(self.hidden),
            private=(self.private.texts, self.private.words),
            spoken=spoken,
        )
        self.search.prepare()


def files_of(page: Page[Document], site: Site) -> frozenset[str]:
    """Paths of the files that a page has and shows: those of its front matter, and those to which its body leads."""
    return (named(page.parsed) | shown(page.parsed)) & site.assets.keys()


def _secret(page: Page[Document], site: Site) -> Secret:
    closed = page.meta.attribute != OPEN
    known = page.parsed.meta is not None and length(page.meta.title) >= TITLE
    sentences = dict.fromkeys(flat(one) for one in SENTENCE.split(page.parsed.text) if length(one) >= LONG)
    files = files_of(page, site) - (site.asset_urls.keys() - named(page.parsed))
    return Secret(
        page=page,
        closed=closed,
        title=flat(page.meta.title) if known else "",
        sentences=tuple(sentences),
        files=files if closed else files - site.asset_urls.keys(),
    )


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


def _titles(kept: Iterable[Secret], site: Site) -> dict[str, list[tuple[str, list[str]]]]:
    """For each title to look for the pages that have it, by id, each with the public names of which it is a part."""
    names = _names(site)
    needles = Needles(one.title for one in kept if one.title not in names)
    around: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        for title in needles.within(name):
            around[title].append(name)
    found: dict[str, list[tuple[str, list[str]]]] = {title: [] for title in needles.texts}
    for one in kept:
        if one.title in found:
            tied = _tied(one, site)
            found[one.title].append((one.page.id, [name for name in around[one.title] if name not in tied]))
    return found


def _names(site: Site) -> frozenset[str]:
    """What published pages, columns and the organ are called."""
    identity = site.config.site
    columns = (column.config.name for column in site.columns.values())
    titles = (page.meta.title for page in site.having(Document))
    return frozenset(flat(one) for one in (*titles, *columns, identity.name, identity.organ, identity.column))


def _tied(secret: Secret, site: Site) -> set[str]:
    """The titles of pages that are about a closed page: there its own title is no mere part."""
    about = (*secret.page.interpreted_by, *secret.page.implemented_by) if secret.closed else ()
    pages = (site.pages.get(name) for name in about)
    return {flat(one.meta.title) for one in pages if one and isinstance(one.meta, Document)}


def leaks(output: Output) -> Iterator[Leak]:
    """Find every trace of a withheld page in the output, at most one per page and file."""
    secrets: Secrets = output.secrets
    if not secrets.kept:
        return
    judge = _Judge(secrets, output)
    linked = _linked(output, secrets)
    files = _files(output, secrets)
    spots = Spots(output)
    for path, trace in output.traces.items():
        if trace.told or path in linked or path in files:
            found: dict[str, Trail] = {}
            for trail in (*linked.get(path, ()), *files.get(path, ()), *judge.told(trace.told or {})):
                found.setdefault(trail.secret.page.id, trail)
            for one in found.values():
                yield Leak(path, one.secret.page, one.what, spots.of(path, one.words), trace.source or "", one.sure)


class _Judge:
    """Decides which of the titles and sentences that files tell are leaks."""

    def __init__(self, secrets: Secrets, output: Output) -> None:
        self.titled = {one.page.id: one for one in secrets.kept}
        self.quoted: defaultdict[str, list[Secret]] = defaultdict(list)
        for one in secrets.kept:
            for sentence in one.sentences:
                self.quoted[sentence].append(one)
        said: defaultdict[str, set[str]] = defaultdict(set)
        speakers: dict[str, str] = {}
        for path, trace in output.traces.items():
            for one in (trace.told or {}).get("says", ()):
                said[one].add(_speaker(path, trace, output.site, speakers))
        self.standing = defaultdict[str, int](int, {one: len(some) for one, some in said.items()})
        """How many published pages say something in their own source, or in their attachments."""

    def told(self, told: Mapping[str, Any]) -> Iterator[Trail]:
        """The secrets that a file tells, each with the words."""
        places = told.get("places", {})
        for name in told.get("titles", ()):
            secret = self.titled[name]
            if secret.closed or not self.standing[secret.title]:
                yield Trail(secret, f"标题“{secret.page.meta.title}”{_in(places, name)}", secret.title)
        sentences = told.get("sentences", ())
        quoted = ((secret, one) for one in sentences for secret in self.quoted[one])
        for secret, sentence, sure in self._quoted(quoted):
            # Nobody reads attachments sentence by sentence, as pages are read: there a single one is worth a look.
            if sure or places:
                yield Trail(secret, f"正文“{sentence[:LONG]}……”{_in(places, sentence)}", sentence, sure)

    def _quoted(self, quoted: Iterable[tuple[Secret, str]]) -> Iterator[tuple[Secret, str, bool]]:
        """Sentences that no published page says itself, or that one has copied from a page that is not public.

        A single one may be a common phrase: it is not sure that it was copied.
        """
        copied: defaultdict[str, list[str]] = defaultdict(list)
        for secret, sentence in sorted(quoted, key=lambda one: (one[0].page.id, one[0].sentences.index(one[1]))):
            standing = self.standing[sentence]
            if standing == 0:
                yield secret, sentence, True
            elif standing == 1 and secret.closed:
                copied[secret.page.id].append(sentence)
        for name, sentences in copied.items():
            sure = len(sentences) >= min(ENOUGH, len(self.titled[name].sentences))
            yield self.titled[name], sentences[0], sure


def _in(places: Mapping[str, str], name: str) -> str:
    """Where in an attachment something stands, as it is said after it."""
    return f"（{places[name]}）" if name in places else ""


def _speaker(path: str, trace: Trace, site: Site, known: dict[str, str]) -> str:
    """Who says what a file says: of a page the page, of an attachment the first page that has it or an equal one."""
    if trace.source is None:
        return path
    named = site.once(attaching).get(trace.source)
    return known.setdefault(trace.digest, named[0].url if named else path)


def _linked(output: Output, secrets: Secrets) -> dict[str, list[Trail]]:
    """Files that are, or name, the address of a withheld page."""
    hidden = secrets.hidden
    found: defaultdict[str, list[Trail]] = defaultdict(list)
    for path, secret in hidden.items():
        if path in output.traces:
            found[path].append(Trail(secret, f"网页 {path}"))
    for step in leading(output, lambda path, _: path in hidden) if hidden else ():
        found[step.here].append(Trail(hidden[step.path], f"网址 {step.href}", step.href))
    for path, trace in output.traces.items():
        if trace.told:
            found[path].extend(Trail(hidden[url], f"网址 {url}", url) for url in trace.told.get("urls", ()))
    return found


def _files(output: Output, secrets: Secrets) -> dict[str, list[Trail]]:
    """Files that are a withheld page's own, by path or by bytes."""
    assets = output.site.assets
    kept: dict[str, tuple[Secret, str]] = {}
    for secret in secrets.kept:
        for path in sorted(secret.files):
            kept[path] = (secret, path)
            if assets[path].size and secret.closed:
                kept.setdefault(assets[path].digest, (secret, path))
    found: defaultdict[str, list[Trail]] = defaultdict(list)
    for trace in output.traces.values() if kept else ():
        if trace.source is not None and trace.source in assets:
            for key in (trace.source, assets[trace.source].digest):
                if key in kept:
                    secret, path = kept[key]
                    found[trace.path].append(Trail(secret, f"附件 {path}"))
    return found
