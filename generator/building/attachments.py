"""Attachments of published pages, looked through once: what is found in equal bytes is kept, and never their text.

What of a person stands in one depends on the file alone; what must not be seen in it, on the search as well. Both are
found at one reading, for reading takes most of the time, and kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from generator.building.cache import Cache, key
from generator.building.options import Options
from generator.building.parallel import each
from generator.model.attached import Attached, Trait
from generator.model.config import SiteConfig
from generator.model.site import Site
from generator.model.sources import Asset
from generator.model.values import Struct, reader, replace, write
from generator.reading.attachments import examine, opened
from generator.rules.search import Search
from generator.rules.sought import sought

ENOUGH = 8
"""From so many on they are looked through in several processes: one file takes as long as dozens of pages."""
Packed: TypeAlias = tuple[bytes, ...]
"""What was found in an attachment; after it, if there was a search, what that found."""


class Examiner(Struct, frozen=True):
    """Looks attachments through, in whatever process."""

    config: SiteConfig
    search: Search | None

    def __call__(self, assets: Iterable[Asset]) -> Iterator[Packed]:
        """Look through some; what was found, packed."""
        seek = partial(sought, self.search) if self.search else None
        for one in assets:
            try:
                says = opened(one.path, Path(one.file).read_bytes())
                found = examine(one.path, says, self.config, seek)
            except OSError as error:
                found = Attached(one.path, unread=f"系统报告 {error.__class__.__name__}")
            own = write([found.traits, found.unread, found.asks])
            yield (own, write(found.told)) if seek else (own,)


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
    cache.rest()
    found = _found(missing, Examiner(site.config, search), options)
    cache.put({name: data for path, packed in found.items() for name, data in zip(names[path], packed, strict=True)})
    told = {path: found.get(path) or tuple(known[name] for name in some) for path, some in names.items()}
    return replace(site, attached={path: _unpacked(path, *packed) for path, packed in told.items()})


def _found(assets: Sequence[Asset], examiner: Examiner, options: Options) -> Mapping[str, Packed]:
    found = {}
    done = each(examiner, assets, options.jobs, ENOUGH)
    for number, (one, data) in enumerate(zip(assets, done, strict=True), 1):
        options.progress("检查附件", number, len(assets))
        found[one.path] = data
    return found


def _unpacked(path: str, own: bytes, told: bytes = b"null") -> Attached:
    traits, unread, asks = _READ(own)
    return Attached(path, tuple(Trait(*one) for one in traits), unread, asks, _READ_TOLD(told))


_READ = reader(tuple[list[tuple[str, str, str]], str, tuple[str, ...]])
_READ_TOLD = reader(Any)
