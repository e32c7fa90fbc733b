"""A project folder to inputs: what is on disk, read once."""

from __future__ import annotations

from pathlib import Path

from generator.building.lock import NAME as LOCK
from generator.building.pipeline import CONFIG, Inputs
from generator.model.site import Artifact
from generator.reading.files import scan

PACKAGE = Path(__file__).resolve().parent.parent
STATIC = "assets"
"""Folder of a layouts folder whose files are published as they are."""


class NoProject(Exception):
    """The folder is not a gongkai project: it has no configuration."""


def load(root: Path, config: Path | None = None) -> Inputs:
    """Read a project: configuration, content, lock and layouts.

    Raises:
        NoProject: the configuration file does not exist.
    """
    settings = config or root / CONFIG
    if not settings.is_file():
        raise NoProject(str(settings))
    sources, assets, findings = scan(root)
    lock = root / LOCK
    folders = layouts(root)
    return Inputs(
        config=settings.read_bytes(),
        sources=sources,
        assets=assets,
        lock=lock.read_bytes() if lock.is_file() else None,
        layouts=tuple(str(folder) for folder in folders),
        static=static(folders),
        findings=findings,
    )


def default_layouts() -> Path:
    """The layouts that come with the package; in a checkout they stand at its top."""
    inside = PACKAGE / "_layouts"
    return inside if inside.is_dir() else PACKAGE.parent / "layouts"


def layouts(root: Path) -> tuple[Path, ...]:
    """The layouts folders of a project: its own, if it has one, before the default."""
    own, default = root / "layouts", default_layouts()
    return (own, default) if own.is_dir() and own.resolve() != default.resolve() else (default,)


def static(folders: tuple[Path, ...]) -> tuple[Artifact, ...]:
    """Styles and icons, published below ``assets/``; the first folder that has a file wins."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        for path in (folder / STATIC).rglob("*"):
            if path.is_file():
                found[path.relative_to(folder).as_posix()] = path
    return tuple(Artifact(name, path.read_bytes()) for name, path in sorted(found.items()))
