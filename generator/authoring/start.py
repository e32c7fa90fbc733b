"""A new column: the starter that comes with the package, copied to an empty folder."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

STARTER = "starter"
HIDDEN = {"gitignore": ".gitignore"}
"""Files that a package cannot carry under their own names: packers would obey them."""
ALLOWED = frozenset({".git", ".gitattributes", ".DS_Store", "desktop.ini"})
"""What a folder may hold and still count as empty."""


class NotEmpty(Exception):
    """The folder holds something already; nothing is written."""


def start(folder: Path) -> tuple[Path, ...]:
    """Make a new column in a folder, which is made when missing; the paths of the files, relative to it.

    Raises:
        NotEmpty: the folder holds something, or is no folder.
    """
    if folder.exists() and not folder.is_dir():
        raise NotEmpty(f"{folder} 不是目录")
    if folder.is_dir() and any(one.name not in ALLOWED for one in folder.iterdir()):
        raise NotEmpty(f"目录 {folder} 不是空的")
    written = []
    for name, entry in sorted(_entries(files("generator.authoring") / STARTER, PurePosixPath())):
        path = Path(name.parent, HIDDEN.get(name.name, name.name))
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(entry.read_bytes())
        written.append(path)
    return tuple(written)


def _entries(folder: Traversable, at: PurePosixPath) -> Iterator[tuple[PurePosixPath, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _entries(entry, at / entry.name)
        else:
            yield at / entry.name, entry
