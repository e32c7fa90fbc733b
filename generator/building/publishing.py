"""Artifacts to a folder that is, at every instant, a complete old or a complete new site.

The new tree is laid beside the old one: equal files are linked, not copied, and what others put into the folder moves
along. Then the two trees change places at once, and the old one is taken away.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from generator.building import manifest
from generator.building.exchange import exchange, recover
from generator.model.site import Artifact

LOCKED = "另一个 gongkai 正在写这个目录"


@dataclass(frozen=True, slots=True)
class Changes:
    """What publishing did to the output folder; paths relative to it, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int
    """How many files were equal and stayed."""


class Busy(Exception):
    """Another process publishes to the same folder."""


def publish(artifacts: Mapping[str, Artifact], assets: Mapping[str, Path], output: Path) -> Changes:
    """Make a folder hold exactly these artifacts, besides what is not ours.

    Args:
        artifacts: by path; those with a ``source`` are copied.
        assets: where each source stands on disk.
        output: the folder; created when missing.

    Raises:
        ForeignFolder: the folder has files that we did not write and no manifest of ours.
        Busy: another process is publishing to it.
        OSError: the disk refused; the folder is as it was.
    """
    with _alone(output):
        recover(output)
        shutil.rmtree(_staging(output), ignore_errors=True)
        old = manifest.read(output)
        contents = {path: _content(one, assets) for path, one in artifacts.items()}
        new = {path: sha256(content).hexdigest() for path, content in contents.items()}
        listing = manifest.write(new)
        written = tuple(path for path in sorted(new) if not _same(output / path, new[path]))
        removed = tuple(sorted(path for path in old.keys() - new.keys() if (output / path).exists()))
        if written or removed or not _same(output / manifest.NAME, sha256(listing).hexdigest()):
            changed = {path: contents[path] for path in written} | {manifest.NAME: listing}
            _replace(output, changed, frozenset(old) | {manifest.NAME}, frozenset(new))
        return Changes(written, removed, len(new) - len(written))


def clean(output: Path) -> Changes:
    """Take away exactly what is ours; the folder itself goes when nothing else is in it.

    Raises:
        ForeignFolder: the folder is not ours.
        Busy: another process is publishing to it.
    """
    with _alone(output):
        recover(output)
        old = manifest.read(output)
        names = [*sorted(old), manifest.NAME] if old or (output / manifest.NAME).exists() else []
        removed = tuple(name for name in names if (output / name).exists())
        for name in removed:
            (output / name).unlink()
        _sweep(output)
        return Changes((), removed, 0)


def _sweep(folder: Path) -> None:
    """Take away a folder and those below it, as far as they are empty."""
    if folder.is_dir():
        for below in folder.iterdir():
            if below.is_dir() and not below.is_symlink():
                _sweep(below)
        if not any(folder.iterdir()):
            folder.rmdir()


def _replace(output: Path, changed: Mapping[str, bytes], ours: frozenset[str], new: frozenset[str]) -> None:
    staging = _staging(output)
    try:
        staging.mkdir(parents=True)
        for path in new - changed.keys():
            _link(output / path, staging / path)
        for path, content in changed.items():
            target = staging / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        for path in _others(output, ours | new):
            _link(output / path, staging / path)
        output.mkdir(parents=True, exist_ok=True)
        exchange(output, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _others(output: Path, ours: frozenset[str]) -> Iterator[str]:
    """What is in the folder and not ours: a CNAME file, a verification page; it stays."""
    if output.exists():
        for path in sorted(output.rglob("*")):
            name = path.relative_to(output).as_posix()
            if (path.is_file() or path.is_symlink()) and name not in ours:
                yield name


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target, follow_symlinks=False)


def _content(artifact: Artifact, assets: Mapping[str, Path]) -> bytes:
    return artifact.content if artifact.source is None else assets[artifact.source].read_bytes()


def _same(path: Path, digest: str) -> bool:
    return path.is_file() and not path.is_symlink() and sha256(path.read_bytes()).hexdigest() == digest


def _staging(output: Path) -> Path:
    return output.with_name(f".{output.name}.new")


@contextmanager
def _alone(output: Path) -> Iterator[None]:
    """Hold a lock beside the folder; the system lets go of it when the process ends, however it ends."""
    output.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(output.with_name(f".{output.name}.busy"), blocking=False):
            yield
    except Timeout as error:
        raise Busy(f"{LOCKED}：{output}") from error
