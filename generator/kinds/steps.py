"""How far something is that goes step by step, on the day of the build: a consultation, an open day, a decision."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from generator.kinds.base import Document
from generator.model.site import Site

Step = TypeVar("Step")


def taken(steps: Iterable[tuple[Step, date | None]], as_of: date) -> tuple[Step, ...]:
    """The steps that have been taken, in order.

    One without a day was left out, or nobody told. One whose day is still to come keeps back all that stand after it:
    nothing is decided as long as the public is asked, whatever the dates say.
    """
    found = []
    for step, day in steps:
        if day is None:
            continue
        if day > as_of:
            break
        found.append(step)
    return tuple(found)


def appeared(name: str, site: Site) -> date | None:
    """The day on which a page, named by id or 发文字号, was published; ``None`` as long as it is not."""
    found = site.pages.get(site.names.get(name, name)) if name else None
    return found.meta.published_on if found and isinstance(found.meta, Document) else None
