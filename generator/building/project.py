"""A project folder to inputs: what is on disk, read once."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from generator.building import familiar
from generator.building.familiar import Seen
from generator.building.inputs import Inputs
from generator.building.places import CONFIG, LOCK, layouts
from generator.model.site import Artifact
from generator.reading.files import NOTHING, Known, Stock, scan

STATIC = "assets"
"""Folder of a layouts folder whose files are published as they are."""


class NoProject(Exception):
    """The folder is not a gongkai project: it has no configuration."""


def load(root: Path, config: Path | None = None, known: Known = NOTHING, found: Seen | None = None) -> Inputs:
    """Read a project: configuration, content, lock and layouts; files whose marks are known are not read again.

    ``found`` is what was seen in its folders a moment ago, if somebody looked.

    Raises:
        NoProject: the configuration file does not exist.
    """
    settings = config or root / CONFIG
    if not settings.is_file():
        raise NoProject(str(settings))
    stock = (_familiar(root, known, found) if known else None) or scan(root, known)
    lock = root / LOCK
    folders = layouts(root)
    return Inputs(
        config=settings.read_bytes(),
        sources=stock.sources,
        assets=stock.assets,
        lock=lock.read_bytes() if lock.is_file() else None,
        layouts=tuple(str(folder) for folder in folders),
        layout_files=layout_files(folders),
        static=static(folders),
        findings=stock.findings,
        marks=stock.marks,
    )


def _familiar(root: Path, known: Known, found: Seen | None) -> Stock | None:
    try:
        return familiar.stock(root, known, found or familiar.seen(root))
    except OSError:
        return None


def static(folders: tuple[Path, ...]) -> tuple[Artifact, ...]:
    """Styles and icons, published below ``assets/``; the first folder that has a file wins."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        for path in (folder / STATIC).rglob("*"):
            if path.is_file():
                found[path.relative_to(folder).as_posix()] = path
    return tuple(Artifact(name, path.read_bytes()) for name, path in sorted(found.items()))


def layout_files(folders: tuple[Path, ...]) -> dict[str, str]:
    """By name, the SHA-256 of each layout; the first folder that has a file wins."""
    found: dict[str, str] = {}
    for folder in reversed(folders):
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if not name.startswith(f"{STATIC}/") and path.is_file():
                found[name] = sha256(path.read_bytes()).hexdigest()
    return dict(sorted(found.items()))
