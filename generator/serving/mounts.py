"""On which file system a folder lies, and whether that one tells of changes that others make to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
"""Where Linux lists what is mounted; other systems have no such file."""

SILENT = frozenset(
    """
    9p afs ceph cifs davfs drvfs fuse.davfs2 fuse.gvfsd-fuse fuse.rclone fuse.sshfs fuse.vmhgfs-fuse ncpfs nfs nfs4
    prl_fs smb3 smbfs vboxsf virtiofs vmhgfs
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
"""Drives of other machines, and those of the host within WSL and virtual machines."""

_ESCAPE = re.compile(r"\\([0-7]{3})")


def silent(places: Iterable[Path]) -> str:
    """Name the file system of the first place that tells of no changes; empty if all of them do."""
    try:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
    kinds = (file_system(place.resolve(), mounts) for place in places)
    return next((kind for kind in kinds if kind in SILENT), "")


def file_system(path: Path, mounts: str) -> str:
    """Name the type of the file system that a path lies on.

    Args:
        path: absolute, without links.
        mounts: as Linux lists them in ``mountinfo``.
    """
    within = {path, *path.parents}
    best, kind = -1, ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields, types = left.split(" "), right.split(" ")
        if len(fields) > 4:  # noqa: PLR2004  # the fifth field is where it is mounted
            point = Path(_ESCAPE.sub(lambda octal: chr(int(octal[1], 8)), fields[4]))
            # What was mounted later at the same place hides what was there before.
            if point in within and len(point.parts) >= best:
                best, kind = len(point.parts), types[0]
    return kind
