"""Where nothing at all was touched since the last run, what that came to still stands.

Of everything that a run reads, size, times and inode are looked at. What was touched a moment ago may have been touched
twice within one tick of the clock, and proves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.building.cache import Cache, key
from generator.building.familiar import Seen, marked, seen
from generator.building.findings import Row, pack_findings, unpack_findings
from generator.building.options import Options
from generator.building.places import CONFIG, LOCK, layouts
from generator.building.result import Built, Changes, Result, Tally
from generator.building.trees import Seal, look, sealed
from generator.model.diagnostics import Severity
from generator.model.values import reader, write
from generator.reading.files import settled


class Sight(NamedTuple):
    """What a run reads, as it lies on disk."""

    digest: str
    """A digest of everything; empty while that proves nothing."""
    seen: Seen | None
    """What lies in the folders that documents are in, if that can be told."""


def sight(root: Path, config: Path | None, options: Options) -> Sight:
    """Look at everything that a run reads."""
    try:
        found = seen(root)
        trees = [*found.folders.values(), *(look(folder, marked) for folder in layouts(root))]
        whole = [file.read_bytes() if file.is_file() else None for file in (config or root / CONFIG, root / LOCK)]
    except OSError:
        return Sight("", None)
    marks = (one for tree in trees for one in tree.files.values())
    if any(tree.others for tree in trees) or not all(settled(one, found.begun) for one in marks):
        return Sight("", found)
    listed = (repr((sorted(tree.folders), sorted(tree.files.items()))) for tree in trees)
    known = (part for data in whole for part in ("absent" if data is None else "present", data or b""))
    return Sight(key("sight", options.as_of.isoformat(), options.variant, *known, *listed).hex(), found)


def result(cache: Cache, options: Options, digest: str) -> Result | None:
    """What the last run of a kind came to, if it saw the same; its files are not listed again."""
    data = cache.noted(f"still {options.variant}") if digest else None
    if data is None:
        return None
    then, tally, listed, findings = _READ_KEPT(data)
    if then != digest:
        return None
    return Result(usable=True, findings=unpack_findings(findings), tally=tally, listed=listed)


def built(  # noqa: PLR0913  # as ``build``
    cache: Cache, options: Options, digest: str, output: Path, threshold: Severity, *, remember: bool
) -> Built | None:
    """What a build comes to, if the last one saw the same and the site stands as it was published."""
    known = result(cache, options, digest)
    if known is None or (changes := _published(cache, digest, output, remember=remember)) is None:
        return None
    return Built(known, changes) if known.publishable(threshold) else None


def keep(cache: Cache, options: Options, digest: str, came: Result) -> None:
    """Let the next run of the kind know what this one saw, and what it came to."""
    if digest and came.ledger is not None:
        cache.note(f"still {options.variant}", write([digest, came.tally, came.listing, pack_findings(came.findings)]))


def keep_published(cache: Cache, digest: str, output: Path, came: Built, *, remember: bool) -> None:
    """Let the next run know that a folder holds what is made of what this run saw."""
    if digest and came.changes is not None:
        count = len(came.changes.written) + came.changes.kept
        standing = _standing(digest, came.standing, remember=remember)
        cache.note(f"stands {output.resolve()}", write([standing, count]))


def _published(cache: Cache, digest: str, output: Path, *, remember: bool) -> Changes | None:
    data = cache.noted(f"stands {output.resolve()}")
    if data is None:
        return None
    then, count = _READ_STANDING(data)
    return Changes((), (), count) if then == _standing(digest, sealed(output).files, remember=remember) else None


def _standing(digest: str, files: Mapping[str, Seal], *, remember: bool) -> str:
    return key("standing", digest, repr(remember), repr(sorted(files.items()))).hex()


_READ_KEPT = reader(tuple[str, Tally, str, list[Row]])
_READ_STANDING = reader(tuple[str, int])
