"""Artifacts to a folder that is, at every instant, a complete old or a complete new site.

The new tree is laid beside the old one: equal files are linked, not copied, and what others put into the folder moves
along. Then the two trees change places at once, and the old one is taken away.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from generator.building import manifest
from generator.building.exchange import exchange, recover
from generator.model.site import Artifact

LOCKED = "另一个 gongkai 正在写这个目录"
MOUNTED = "目录是挂载点，不能整个替换；请改用其中的一个子目录（--output），或者改为挂载它的上级目录"
NOTHING: Mapping[Path, bytes] = {}


@dataclass(frozen=True, slots=True)
class Changes:
    """What publishing did to the output folder; paths relative to it, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int
    """How many files were equal and stayed."""


class Busy(Exception):
    """Another process publishes to the same folder."""


def publish(
    artifacts: Mapping[str, Artifact],
    assets: Mapping[str, Path],
    output: Path,
    records: Mapping[Path, bytes] = NOTHING,
) -> Changes:
    """Make a folder hold exactly these artifacts, besides what is not ours.

    Args:
        artifacts: by path; those with a ``source`` are copied.
        assets: where each source stands on disk.
        output: the folder; created when missing.
        records: files outside the folder that are replaced, each whole or not at all, once the site is published;
            when one cannot be written, nothing is published.

    Raises:
        ForeignFolder: the folder has files that we did not write and no manifest of ours.
        Busy: another process is publishing to it.
        OSError: the disk refused; the folder is as it was.
        ValueError: an artifact's path is the manifest's, or leads out of the folder.
    """
    for path in artifacts:
        if not manifest.ordinary(path):
            raise ValueError(f"{path} 不能作为网页或附件的路径：{manifest.NAME} 由程序占用，路径不能指向目录之外")
    with _alone(output), _recorded(records):
        recover(output)
        _discard(_staging(output))
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
        removed = tuple(name for name in names if (output / name).is_file() or (output / name).is_symlink())
        for name in removed:
            (output / name).unlink()
        _sweep(output, {above for name in removed for above in Path(name).parents} | {Path()})
        return Changes((), removed, 0)


def _sweep(output: Path, folders: Iterable[Path]) -> None:
    """Take away the folders, named as seen from the output folder, that are empty now; innermost first."""
    for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
        path = output / folder
        if path.is_dir() and not any(path.iterdir()):
            with suppress(OSError):  # a mount point stays
                path.rmdir()


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
        fresh = not output.exists()
        output.mkdir(parents=True, exist_ok=True)
        if not fresh:
            _keep_folders(output, staging)
        _exchange(output, staging)
    finally:
        _discard(staging)


def _exchange(output: Path, staging: Path) -> None:
    try:
        exchange(output, staging)
    except OSError as error:
        if error.errno == errno.EBUSY:
            raise OSError(errno.EBUSY, MOUNTED, str(output)) from error
        raise


def _keep_folders(output: Path, staging: Path) -> None:
    """Give the new tree the folders of the old one that are empty, and the permissions of all."""
    for path in [*sorted(output.rglob("*"), reverse=True), output]:
        if path.is_dir() and not path.is_symlink():
            target = staging / path.relative_to(output)
            if not any(path.iterdir()) and not target.exists():
                target.mkdir(parents=True)
            if target.is_dir():
                target.chmod(stat.S_IMODE(path.stat().st_mode))


def _discard(folder: Path) -> None:
    """Take away a tree, also where folders in it are read-only."""
    for path, _, _ in os.walk(folder):
        with suppress(OSError):
            Path(path).chmod(stat.S_IRWXU)
    shutil.rmtree(folder, ignore_errors=True)


def _others(output: Path, ours: frozenset[str]) -> Iterator[str]:
    """What is in the folder and not ours: a CNAME file, a verification page; it stays."""
    if output.exists():
        for path in sorted(output.rglob("*")):
            name = path.relative_to(output).as_posix()
            if (not path.is_dir() or path.is_symlink()) and name not in ours:
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
    lock = FileLock(output.with_name(f".{output.name}.busy"), blocking=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise Busy(f"{LOCKED}：{output}") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _recorded(records: Mapping[Path, bytes]) -> Iterator[None]:
    """Write files beside those they are to replace, and put them in their places when all went well."""
    differing = {path: new for path, new in records.items() if not (path.is_file() and path.read_bytes() == new)}
    fresh = {path: path.with_name(f".{path.name}.new") for path in differing}
    try:
        for path, content in differing.items():
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "这里应是文件，却是目录", str(path))
            fresh[path].write_bytes(content)
        yield
        for path, beside in fresh.items():
            beside.replace(path)
    finally:
        for beside in fresh.values():
            with suppress(OSError):
                beside.unlink(missing_ok=True)
