"""Contexts as bytes: a sheet that is made once more is made from them, and their keys tell which sheets must be.

Masthead, navigation and side are the same objects on many pages. They are written and digested once.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from operator import attrgetter, is_
from typing import Any, NamedTuple

from generator.building.cache import key
from generator.model.schema import Record
from generator.model.site import COMMON, Job, Page, Slot, Validity
from generator.model.values import reader, write

TIES = (
    *("id", "url", "column", "validity", "interprets", "interpreted_by", "implements", "implemented_by"),
    *("replaces", "replaced_by", "amends", "amended_by", "parents", "children", "earlier", "later"),
    *("mentions", "attachments", "targets"),
)
"""What a page is besides its source."""
_TIES = attrgetter(*TIES)
_SLOT = attrgetter(*Slot.__struct_fields__)


class Common(NamedTuple):
    """What several contexts have in common, written already."""

    values: tuple[Any, ...]
    """By the names of ``COMMON``, ``...`` where there is none; held here, so that nothing else takes their places."""
    written: bytes
    """The members of an object in JSON."""
    digest: bytes


Commons = MutableMapping[tuple[int, ...], Common]
"""By the places of the values in memory."""


def pack_ties(page: Page[Record] | None) -> bytes:
    """A page's ties as bytes: equal ties, equal bytes."""
    return write(page and _TIES(page))


def pack_context(job: Job, ties: bytes, commons: Commons) -> tuple[bytes, bytes]:
    """A job's context and slot, and the ties of its page: a key of all that, and the bytes.

    Wherever they are written, they have the same key when they are equal, and only then. What is written once is
    remembered in ``commons``.
    """
    own = dict(job.context)
    common = _common(tuple(own.pop(name, ...) for name in COMMON), commons)
    slot = job.slot and _SLOT(job.slot)
    written, place = write(own), write(slot)
    members = b",".join(filter(None, (common.written, written[1:-1])))
    name = key("context", common.digest, written, place, ties)
    return name, b"[{%b},%b,%b]" % (members, place, ties)


def _common(values: tuple[Any, ...], commons: Commons) -> Common:
    places = tuple(map(id, values))
    found = commons.get(places)
    if found is None or not all(map(is_, found.values, values)):  # in another process other things have these places
        present = {name: value for name, value in zip(COMMON, values, strict=True) if value is not ...}
        written = write(present)[1:-1]
        found = commons[places] = Common(values, written, key(written))
    return found


def unpack_context(data: bytes, path: str, layout: str) -> tuple[Job, dict[str, Any]]:
    """Read what ``pack_context`` wrote: the job, and the ties of its page."""
    context, slot, ties = _READ(data)
    job = Job(path, layout, context, slot and _slot(slot))
    return job, {name: _tied(name, value) for name, value in zip(TIES, ties or (), strict=bool(ties))}


def _slot(written: list[Any]) -> Slot:
    path, targets, signers, base_url, domain, notes = written
    return Slot(path, tuple(targets), tuple(signers), base_url, domain, tuple(map(tuple, notes)))


_READ = reader(list[Any])


def _tied(name: str, value: Any) -> Any:  # noqa: ANN401  # ids are texts, ties lists of them
    if name == "validity":
        return value and Validity(value)
    return tuple(value) if isinstance(value, list) else value
