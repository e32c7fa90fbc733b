"""有效性: whether a document is in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from generator.kinds.base import Enacted
from generator.model.schema import Record
from generator.model.site import Validity


def validity(meta: Record, as_of: date, replacing: Iterable[Record], amending: Iterable[Record]) -> Validity | None:
    """Say whether a document is in force: as its editor states it, else as dates and ties tell.

    ``replacing`` and ``amending`` are the metas of the published documents that replace or amend it; a document that
    is replaced falls when its successor takes effect. ``None`` for pages that have no force of law.
    """
    if not isinstance(meta, Enacted):
        return None
    if meta.status:
        return Validity(meta.status)
    repealed = meta.repealed_by and (meta.repealed_on is None or meta.repealed_on <= as_of)
    if repealed or any(_begun(one, as_of) for one in replacing):
        return Validity.REPEALED
    if meta.expires and meta.expires < as_of:
        return Validity.EXPIRED
    if meta.effective and meta.effective > as_of:
        return Validity.PENDING
    if any(_begun(one, as_of) for one in amending):
        return Validity.AMENDED
    return Validity.IN_FORCE


def stood(meta: Enacted, day: date, replacing: Sequence[Enacted]) -> Validity | None:
    """Say how a document stood on a past day, by dates alone: what its editor states of it (有效性) is of today.

    Amendments do not matter here. ``None`` where it is said to have ended and no date tells when.
    """
    ends = [one for one in (meta.repealed_on, *(_start(each) for each in replacing)) if one]
    if any(one <= day for one in ends):
        return Validity.REPEALED
    if meta.expires and meta.expires < day:
        return Validity.EXPIRED
    stated = Validity(meta.status) if meta.status else None
    dateless = not ends and (meta.repealed_by or stated is Validity.REPEALED or replacing)
    if dateless or (stated is Validity.EXPIRED and meta.expires is None):
        return None
    return Validity.PENDING if meta.effective and meta.effective > day else Validity.IN_FORCE


def _begun(meta: Record, as_of: date) -> bool:
    return isinstance(meta, Enacted) and meta.begun(as_of)


def _start(meta: Enacted) -> date | None:
    return meta.effective or meta.written_on or meta.published_on
