"""The files of a project, before anyone asks what they say."""

from __future__ import annotations

from dataclasses import dataclass, field

REQUESTS = "requests"
"""The folder of the request ledger (依申请公开台账), beside ``content/``: read and checked, never published."""

Mark = tuple[int, int, int, int]
"""What changes when a file is written: its size in bytes, times of modification and of change in ns, and its inode."""


@dataclass(frozen=True, slots=True)
class Source:
    """A page under ``content/``, or a record of the ledger, read but not yet understood."""

    path: str
    """Posix, relative to the project's root (``content/statutory/policies/2020-003.md``), NFC."""
    data: bytes

    def read(self) -> Source:
        """Give itself: it has been read (see ``reading.files.Listed``)."""
        return self


@dataclass(frozen=True, slots=True)
class Asset:
    """A file beside the pages: an attachment, an image, a video."""

    path: str
    """Posix, relative to the project's root, NFC."""
    size: int
    """Bytes."""
    digest: str
    """SHA-256, hexadecimal."""
    file: str = field(default="", compare=False, repr=False)
    """Where it is on this machine, for those who read it; empty when nobody can."""
