"""Where nothing at all was touched since the last run, what that came to still stands.

Of everything that a run reads, size, times and inode are looked at. What was touched a moment ago may have been touched
twice within one tick of the clock, and proves nothing.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from generator.building.cache import Cache, key
from generator.building.findings import Row, pack_findings, unpack_findings
from generator.building.options import Options
from generator.building.places import CONFIG, LOCK, layouts
from generator.building.result import Built, Changes, Result, Tally
from generator.building.trees import Seal, look, seal
from generator.building.wire import reader, write
from generator.model.diagnostics import Severity
from generator.model.sources import REQUESTS
from generator.reading.files import CONTENT, mark, settled


def sight(root: Path, config: Path | None, options: Options) -> str:
    """A digest of everything that a run reads, as it lies on disk; empty while that proves nothing."""
    begun = time.time_ns()
    try:
        trees = [look(folder, mark) for folder in (root / CONTENT, root / REQUESTS, *layouts(root))]
        whole = [file.read_bytes() if file.is_file() else None for file in (config or root / CONFIG, root / LOCK)]
    except OSError:
        return ""
    marks = (one for tree in trees for one in tree.files.values())
    if any(tree.others for tree in trees) or not all(settled(one, begun) for one in marks):
        return ""
    seen = (repr((sorted(tree.folders), sorted(tree.files.items()))) for tree in trees)
    return key("sight", options.as_of.isoformat(), options.variant, repr(whole), *seen).hex()


def result(cache: Cache, options: Options, seen: str) -> Result | None:
    """What the last run of a kind came to, if it saw the same; its files are not listed again."""
    data = cache.noted(f"still {options.variant}") if seen else None
    if data is None:
        return None
    then, tally, listed, findings = _READ_KEPT(data)
    if then != seen:
        return None
    return Result(usable=True, findings=unpack_findings(findings), tally=tally, listed=listed)


def built(  # noqa: PLR0913  # as ``build``
    cache: Cache, options: Options, seen: str, output: Path, threshold: Severity, *, remember: bool
) -> Built | None:
    """What a build comes to, if the last one saw the same and the site stands as it was published."""
    known = result(cache, options, seen)
    if known is None or (changes := _published(cache, seen, output, remember=remember)) is None:
        return None
    return Built(known, changes) if known.publishable(threshold) else None


def keep(cache: Cache, options: Options, seen: str, came: Result) -> None:
    """Let the next run of the kind know what this one saw, and what it came to."""
    if seen and came.ledger is not None:
        cache.note(f"still {options.variant}", write([seen, came.tally, came.listing, pack_findings(came.findings)]))


def keep_published(cache: Cache, seen: str, output: Path, came: Built, *, remember: bool) -> None:
    """Let the next run know that a folder holds what is made of what this run saw."""
    if seen and came.changes is not None:
        count = len(came.changes.written) + came.changes.kept
        standing = _standing(seen, came.standing, remember=remember)
        cache.note(f"stands {output.resolve()}", write([standing, count]))


def _published(cache: Cache, seen: str, output: Path, *, remember: bool) -> Changes | None:
    data = cache.noted(f"stands {output.resolve()}")
    if data is None:
        return None
    then, count = _READ_STANDING(data)
    return Changes((), (), count) if then == _standing(seen, look(output, seal).files, remember=remember) else None


def _standing(seen: str, files: Mapping[str, Seal], *, remember: bool) -> str:
    return key("standing", seen, repr(remember), repr(sorted(files.items()))).hex()


_READ_KEPT = reader(tuple[str, Tally, str, list[Row]])
_READ_STANDING = reader(tuple[str, int])
