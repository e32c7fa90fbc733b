"""The files of a project, before anyone asks what they say."""

from __future__ import annotations

from generator.model.values import Struct

REQUESTS = "requests"
"""The folder of the request ledger (依申请公开台账), beside ``content/``: read and checked, never published."""

Mark = tuple[int, int, int, int]
"""What changes when a file is written: its size in bytes, times of modification and of change in ns, and its inode."""


class Source(Struct, frozen=True):
    """A page under ``content/``, or a record of the ledger, read but not yet understood."""

    path: str
    """Posix, relative to the project's root (``content/statutory/policies/2020-003.md``), NFC."""
    data: bytes

    def read(self) -> Source:
        """Give itself: it has been read (see ``reading.files.Listed``)."""
        return self


class Asset(Struct, frozen=True):
    """A file beside the pages: an attachment, an image, a video."""

    path: str
    """Posix, relative to the project's root, NFC."""
    size: int
    """Bytes."""
    digest: str
    """SHA-256, hexadecimal."""
    file: str = ""
    """Where it is on this machine, for those who read it; empty when nobody can."""

    def __eq__(self, other: object) -> bool:
        """Whether it is the same file, wherever the column lies."""
        facts = (self.path, self.size, self.digest)
        return isinstance(other, Asset) and facts == (other.path, other.size, other.digest)

    def __hash__(self) -> int:
        """As equality asks."""
        return hash((self.path, self.digest))
