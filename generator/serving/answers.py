"""What a browser gets for an address, and what the server asks of the site that it shows."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from generator.serving.stored import Stored


class Answer(NamedTuple):
    """What a browser gets for one address."""

    content: bytes | Stored
    type: str
    """The media type, with ``; charset=utf-8`` for text."""
    status: int = 200
    place: str = ""
    """Where it should have asked, for 301 and 302."""


class Shows(Protocol):
    """The site as it is shown now; asked from the server's threads.

    All but the board is asked while others wait, so it must be quick. What raises is answered as a mistake of ours.
    """

    @property
    def build(self) -> int:
        """The number of the build that is shown; each is greater than the one before."""

    @property
    def homes(self) -> tuple[str, ...]:
        """The path where the site begins, as a browser asks for it (``/zwgk/``), and after it those where it began."""

    def find(self, path: str) -> Answer | None:
        """What stands at a path inside the site (``statutory/index.html``), decoded and checked before."""

    def missing(self) -> Answer:
        """The site's own page for addresses where nothing stands."""

    def report(self, path: str) -> bytes:
        """What the overlay shows on the page at a path inside the site, as JSON."""

    def board(self) -> bytes:
        """The overview of the whole column, as HTML; it may take its time, and several may ask at once."""
