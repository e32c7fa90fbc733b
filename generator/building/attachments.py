"""Attachments of published pages, each read once: what equal bytes say is kept, and what was found in it.

What of a person stands in one depends on the file alone; what must not be seen in it, on the search as well, which
changes with every page that is kept back. Reading takes most of the time, so both are found in what was read before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from posixpath import splitext
from typing import Any, NamedTuple, TypeAlias

from generator.building.cache import Cache, key
from generator.building.options import Options
from generator.building.parallel import each
from generator.building.wire import reader, write
from generator.model.attached import Attached, Trait
from generator.model.config import SiteConfig
from generator.model.site import Site
from generator.reading.attachments import examine, opened
from generator.reading.passages import Contents, Passage
from generator.rules.search import Search
from generator.rules.sought import sought

ENOUGH = 8
"""From so many on they are looked through in several processes: one file takes as long as dozens of pages."""
Packed: TypeAlias = tuple[bytes, ...]
"""What was found in an attachment; after it, if there was a search, what that found."""


class Open(NamedTuple):
    """An attachment to be looked through."""

    path: str
    file: str
    contents: bytes
    """What it says, packed; empty when it has not been read yet."""


class Seen(NamedTuple):
    """An attachment that was looked through."""

    packed: Packed
    contents: bytes
    """What it says, packed, where it was read just now."""


@dataclass(frozen=True, slots=True)
class Examiner:
    """Looks attachments through, in whatever process."""

    config: SiteConfig
    search: Search | None

    def __call__(self, attachments: Iterable[Open]) -> Iterator[Seen]:
        """Look through some."""
        seek = partial(sought, self.search) if self.search else None
        for one in attachments:
            new = b""
            try:
                read = unpack_contents(one.contents) if one.contents else opened(one.path, Path(one.file).read_bytes())
                new = b"" if one.contents else pack_contents(read)
            except OSError as error:
                read = Contents((), unread=f"系统报告 {error.__class__.__name__}")
            found = examine(one.path, read, self.config, seek)
            own = write([found.traits, found.unread, found.asks])
            yield Seen((own, write(found.told)) if seek else (own,), new)


def looked_through(site: Site, options: Options, cache: Cache, search: Search | None = None) -> Site:
    """The site with what stands in the attachments that would be published, and what a search finds in them.

    Raises:
        WorkerDied: a worker ended in the midst of its work.
    """
    search = search or None
    salts = [key("attachments", site.config.privacy.model_dump_json())]
    salts += [key("attachments searched", search.digest)] if search else []
    wanted = [one for path in site.asset_urls if (one := site.assets[path]).file]
    names = {one.path: [key("attached", salt, one.path, one.digest) for salt in salts] for one in wanted}
    known = cache.many(name for some in names.values() for name in some)
    missing = [one for one in wanted if not known.keys() >= set(names[one.path])]
    said = {one.path: key("contents", splitext(one.path)[1].lower(), one.digest) for one in missing}
    held = cache.many(said.values())
    cache.rest()
    work = [Open(one.path, one.file, held.get(said[one.path], b"")) for one in missing]
    found = _found(work, Examiner(site.config, search), options)
    fresh = {name: data for path, one in found.items() for name, data in zip(names[path], one.packed, strict=True)}
    cache.put(fresh | {said[path]: one.contents for path, one in found.items() if one.contents})
    told = {
        path: found[path].packed if path in found else tuple(known[name] for name in some)
        for path, some in names.items()
    }
    return replace(site, attached={path: _unpacked(path, *packed) for path, packed in told.items()})


def _found(work: Sequence[Open], examiner: Examiner, options: Options) -> Mapping[str, Seen]:
    found = {}
    done = each(examiner, work, options.jobs, ENOUGH)
    for number, (one, seen) in enumerate(zip(work, done, strict=True), 1):
        options.progress("检查附件", number, len(work))
        found[one.path] = seen
    return found


def pack_contents(one: Contents) -> bytes:
    """Write what an attachment says; the files within it were read into it."""
    return write([one.passages, one.makers, one.position, one.unread])


def unpack_contents(data: bytes) -> Contents:
    """Read what ``pack_contents`` wrote."""
    passages, makers, position, unread = _READ_CONTENTS(data)
    return Contents(passages, makers, position, unread=unread)


def _unpacked(path: str, own: bytes, told: bytes = b"null") -> Attached:
    traits, unread, asks = _READ(own)
    return Attached(path, tuple(Trait(*one) for one in traits), unread, asks, _READ_TOLD(told))


_READ = reader(tuple[list[tuple[str, str, str]], str, tuple[str, ...]])
_READ_TOLD = reader(Any)
_READ_CONTENTS = reader(tuple[tuple[Passage, ...], tuple[str, ...], str, str])
