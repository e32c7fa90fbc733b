"""Sources to studied documents: what is known from an earlier build is taken from the cache, the rest is read."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from hashlib import sha256
from typing import Any, NamedTuple

from generator.building.cache import Cache, key
from generator.building.facts import Studied, pack, pack_prose, readable, standing
from generator.building.parallel import each
from generator.building.shelf import Shelf
from generator.building.steps import stepwise
from generator.model.config import SiteConfig
from generator.model.content import Parsed, Prose
from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.model.sources import Source
from generator.model.values import Struct, replace
from generator.reading.files import Listed
from generator.reading.study import filled, parted, rendered, study, whole
from generator.rules.engine import check_document

Readable = Source | Listed
Step = Callable[[Any], Any]
UNASKED = {"rules", "listing", "demonstration", "freshness", "duties", "catalogue"}
"""Parts of the configuration that neither reading nor the rules of documents ask for."""
BATCH = 128
"""Documents that are put into the cache at once."""


class Taken(Struct, frozen=True):
    """A document as it was taken in."""

    digest: str
    """SHA-256 of the source's bytes, hexadecimal."""
    name: bytes
    """Its key in the cache."""
    facts: bytes
    """The document without its body, packed."""


class Opened(NamedTuple):
    """A source that is still to be understood."""

    digest: str
    name: bytes
    """Its key in the cache."""
    page: Any
    """What it has come to: a ``Source``, then ``Begun``, and ``Parsed`` at last."""


class Again(Struct, frozen=True, dict=True):
    """Reads a body once more that the cache has lost."""

    sources: Sequence[Readable]
    config: SiteConfig

    @cached_property
    def _by_path(self) -> Mapping[str, Readable]:
        return {one.path: one for one in self.sources}

    def __call__(self, path: str) -> Prose:
        """Read the body of a source."""
        return study(self._by_path[path].read(), self.config).prose


class Reader(Struct, frozen=True):
    """Reads documents, in whatever process, and puts them into the cache."""

    config: SiteConfig
    cache: Cache
    known: Container[bytes]
    """Keys of what is in the cache."""
    salt: bytes
    """What, besides path and bytes, decides what a document says."""

    def name(self, path: str, digest: str) -> bytes:
        """The key of a document."""
        return key("document", self.salt, path, digest)

    def __call__(self, sources: Iterable[Readable]) -> Iterator[Taken]:
        """Read some."""
        fresh: dict[bytes, bytes] = {}

        def rest() -> None:
            if len(fresh) >= 2 * BATCH:
                self.cache.put(fresh)
                fresh.clear()

        reading: list[Step] = [rendered, partial(filled, config=self.config), partial(whole, config=self.config)]
        read = [_read(step) for step in reading]
        steps: list[Step] = [self._opened, _parted, *read, partial(self._judged, fresh)]
        yield from stepwise(sources, steps, rest)
        if fresh:
            self.cache.put(fresh)

    def _opened(self, one: Readable) -> Opened | Taken:
        """Read the bytes of a source; that is all where the cache knows what they say."""
        try:
            source = one.read()
        except OSError as error:
            return self._unreadable(one.path, error)
        digest = sha256(source.data).hexdigest()
        name = self.name(one.path, digest)
        facts = self.cache.get(name) if name in self.known else None
        return Opened(digest, name, source) if facts is None else Taken(digest, name, facts)

    def _judged(self, fresh: dict[bytes, bytes], one: Opened | Taken) -> Taken:
        """Run the document's rules, and pack it; it is a ``Parsed`` by now."""
        if isinstance(one, Taken):
            return one
        parsed: Parsed = one.page
        prose = pack_prose(parsed.prose)
        body = key("prose", prose)
        facts = pack(Studied(parsed, check_document(parsed, self.config)), body)
        fresh[body], fresh[one.name] = prose, facts
        return Taken(one.digest, one.name, facts)

    def _unreadable(self, path: str, error: OSError) -> Taken:
        message = f"无法读取：系统报告 {error.__class__.__name__}"
        found = Diagnostic(
            "file-unreadable", Severity.ERROR, Span(path), message, "请检查文件的权限，或重新放置这个文件"
        )
        nothing = Parsed(path, "", kind="", meta=None, findings=(found,))
        return Taken("", b"", pack(Studied(nothing, ()), key("prose", pack_prose(nothing.prose))))


def _parted(one: Opened | Taken) -> Opened | Taken:
    return one if isinstance(one, Taken) else one._replace(page=parted(one.page, one.digest))


def _read(step: Step) -> Callable[[Opened | Taken], Opened | Taken]:
    """A step in reading a page, taken with all documents that still need it."""

    def further(one: Opened | Taken) -> Opened | Taken:
        if isinstance(one, Taken) or isinstance(one.page, Parsed):
            return one
        return Opened(one.digest, one.name, step(one.page))

    return further


def reader(config: SiteConfig, cache: Cache, count: int) -> Reader:
    """A reader of about so many documents, for a configuration."""
    return Reader(config, cache, cache.held(count), salt(config))


def salt(config: SiteConfig) -> bytes:
    """A digest of what a document's reading and its rules ask of the configuration."""
    return key("reading", config.model_dump_json(exclude=UNASKED))


def take_in(
    sources: Sequence[Readable],
    read: Reader,
    jobs: int,
    progress: Callable[[str, int, int], None],
    former: Mapping[str, str],
) -> Iterator[Taken]:
    """Take in all sources, in their order: while processes still read, those that came first can be seen to.

    For what cannot be read now stands what it was, where that is known: ``former`` has the keys, hexadecimal, by path,
    or by the digest of a source that was moved.

    Raises:
        WorkerDied: a worker ended in the midst of its work.
    """
    names = [read.name(one.path, one.digest) if isinstance(one, Listed) and one.digest else b"" for one in sources]
    held = read.cache.many(name for name in names if name in read.known)
    missing = [one for one, name in zip(sources, names, strict=True) if name not in held]
    read.cache.rest()
    fresh = enumerate(each(read, missing, jobs), 1)
    for one, name in zip(sources, names, strict=True):
        if name in held:
            new = Taken(getattr(one, "digest", ""), name, held[name])
        else:
            number, new = next(fresh)
            progress("读取", number, len(missing))
        yield _kept_up(one.path, new, read.cache, former) if former else new
    next(fresh, None)  # asked for more, the reader puts away what it still has


def _kept_up(path: str, one: Taken, cache: Cache, former: Mapping[str, str]) -> Taken:
    """A document as it was taken in or, where it cannot be read, as it was with what is wrong with it now."""
    if readable(one.facts) or not (name := former.get(path) or former.get(one.digest)):
        return one
    then = cache.get(bytes.fromhex(name))
    cache.rest()  # processes may be started yet
    if then is None or not readable(then):
        return one
    facts = standing(path, then, one.facts)
    own = key("stale", facts)
    cache.put({own: facts})
    cache.rest()
    return replace(one, name=own, facts=facts)


def shelf(sources: Sequence[Readable], config: SiteConfig, cache: Cache) -> Shelf:
    """Where the bodies of some sources are found."""
    return Shelf(cache, Again(sources, config))
