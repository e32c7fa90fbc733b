"""Attachments of published pages, looked through once: what is found in equal bytes is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.building.cache import Cache, key
from generator.building.options import Options
from generator.building.parallel import each
from generator.building.wire import reader, write
from generator.model.attached import Attached, Trait
from generator.model.config import SiteConfig
from generator.model.site import Site
from generator.model.sources import Asset
from generator.reading.attachments import examine

ENOUGH = 8
"""From so many on they are looked through in several processes: one file takes as long as dozens of pages."""


@dataclass(frozen=True, slots=True)
class Examiner:
    """Looks attachments through, in whatever process."""

    config: SiteConfig

    def __call__(self, assets: Iterable[Asset]) -> Iterator[bytes]:
        """Look through some; what was found, packed."""
        for one in assets:
            try:
                found = examine(one.path, Path(one.file).read_bytes(), self.config)
            except OSError as error:
                found = Attached(one.path, unread=f"系统报告 {error.__class__.__name__}")
            yield write([found.traits, found.unread, found.asks])


def looked_through(site: Site, options: Options, cache: Cache) -> Site:
    """The site with what stands in the attachments that would be published.

    Raises:
        WorkerDied: a worker ended in the midst of its work.
    """
    salt = key("attachments", site.config.privacy.model_dump_json())
    wanted = [one for path in site.asset_urls if (one := site.assets[path]).file]
    names = {one.path: key("attached", salt, one.path, one.digest) for one in wanted}
    known = cache.many(names.values())
    missing = [one for one in wanted if names[one.path] not in known]
    cache.rest()
    found = _found(missing, site.config, options)
    cache.put({names[path]: data for path, data in found.items()})
    told = {path: found[path] if path in found else known[name] for path, name in names.items()}
    return replace(site, attached={path: _unpacked(path, data) for path, data in told.items()})


def _found(assets: Sequence[Asset], config: SiteConfig, options: Options) -> Mapping[str, bytes]:
    found = {}
    done = each(Examiner(config), assets, options.jobs, ENOUGH)
    for number, (one, data) in enumerate(zip(assets, done, strict=True), 1):
        options.progress("检查附件", number, len(assets))
        found[one.path] = data
    return found


def _unpacked(path: str, data: bytes) -> Attached:
    traits, unread, asks = _READ(data)
    return Attached(path, tuple(Trait(*one) for one in traits), unread, asks)


_READ = reader(tuple[list[tuple[str, str, str]], str, tuple[str, ...]])
