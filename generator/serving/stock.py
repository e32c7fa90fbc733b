"""What the next run reads, out of what the last one read and came to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.building.inputs import Inputs
from generator.building.ledger import Ledger
from generator.model.values import replace
from generator.reading.files import Listed, rewritten
from generator.serving.scene import Scene


def reread(inputs: Inputs | None, paths: frozenset[str]) -> Inputs | None:
    """What is read, but for the texts of some documents; ``None`` when more changed than that."""
    if inputs is None:
        return None
    old = [(place, one) for place, one in enumerate(inputs.sources) if one.path in paths]
    new = {place: rewritten(one) for place, one in old if isinstance(one, Listed)}
    if len(new) != len(paths) or None in new.values():
        return None
    sources = list(inputs.sources)
    for place, one in new.items():
        sources[place] = one or sources[place]
    marks = {path: its for path, its in inputs.marks.items() if path not in paths}
    return replace(inputs, sources=tuple(sources), marks=marks)


def digested(inputs: Inputs, now: Ledger, stale: Collection[str]) -> Inputs:
    """What was read, each document with its digest: the next run reads only those that were written since."""
    known = now.documents
    sources = (
        one._replace(digest=known[one.path].digest) if isinstance(one, Listed) and not one.digest else one
        for one in inputs.sources
    )
    return replace(inputs, sources=tuple(sources), former={path: known[path].name for path in stale})


def former(inputs: Inputs, before: Scene) -> Mapping[str, str]:
    """What documents were, should they not be readable now; one that was not before may have moved."""
    if before.ledger is None:
        return {}
    known = before.ledger.documents
    found = {path: one.name for path, one in known.items()}
    gone = before.stale and before.stale.difference(one.path for one in inputs.sources)
    return found | {known[path].digest: known[path].name for path in gone}
