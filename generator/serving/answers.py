"""What a browser gets, and what is asked for it."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Answer(NamedTuple):
    """What a browser gets for one address."""

    content: bytes
    type: str
    """Its media type, for texts with ``; charset=utf-8``."""
    status: int = 200


class Shows(Protocol):
    """What shows a site; it is asked from the server's thread, answers quickly, and never raises."""

    @property
    def build(self) -> int:
        """The number of the build that is shown; it only grows."""
        ...

    def find(self, path: str) -> Answer | None:
        """A file of the site by its path, decoded and safe; ``None``: there is none."""
        ...

    def missing(self) -> Answer:
        """The site's page for addresses that do not exist."""
        ...

    def report(self, path: str) -> bytes:
        """What an editor should know while looking at a file of the site, as JSON."""
        ...

    def board(self) -> bytes:
        """The page about the whole column, as HTML."""
        ...
