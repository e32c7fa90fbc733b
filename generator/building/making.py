"""A sheet while it is made: what each step of the press hands to the next."""

from __future__ import annotations

from typing import NamedTuple

from generator.model.output import Sheet
from generator.model.schema import Record
from generator.model.site import Job, Page


class Planned(NamedTuple):
    """A sheet that can be written."""

    job: Job
    context: tuple[bytes, bytes]
    """The key of its context, and the context as bytes."""
    page: Page[Record] | None
    """The page that it shows."""
    whole: bytes
    """The key of all that this page is."""


class Fetched(NamedTuple):
    """A sheet as it was made before, or what it is to be made of."""

    planned: Planned
    rendered: bytes
    """The key of its bytes."""
    content: bytes | None
    """Its bytes, once it is written."""
    body: str
    """The body of its page, where it is still to be written."""
    fresh: bool = False
    """It was rendered now, not taken from the cache."""


class Printed(NamedTuple):
    """A sheet that was written, and what is still to be said of it."""

    planned: Planned
    content: bytes
    rendered: bytes
    """The key of its bytes."""
    digest: str
    looked: bytes
    told: bytes
    """The keys of what looks and search find."""
    fresh: bool


class Watched(NamedTuple):
    """A sheet that was looked at."""

    printed: Printed
    sheet: Sheet | None
    """For those who look at its bytes; ``None`` when nobody needs to any more."""
    looks: bytes
    told: bytes | None
    """What looks and search found, as JSON, so far."""
