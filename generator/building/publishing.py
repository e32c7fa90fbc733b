"""Files to a folder that is, at every instant, a complete old or a complete new site.

What is new is laid beside the old tree; equal files are linked, not copied, and what others put into the folder moves
along. Then the two trees change places at once.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from generator.building import manifest
from generator.building.exchange import recover
from generator.building.result import Changes
from generator.building.succession import spare_of, succeed, tidy
from generator.building.trees import Seal, Tree, discard, seal, sealed
from generator.model.values import Struct, field

LOCKED = "另一个 gongkai 正在写这个目录"
CHANGED = "文件在生成的过程中被改动；请再运行一次"
NOTHING: Mapping[Path, bytes] = {}

Seals = Mapping[str, tuple[Seal, str]]
"""For each published file its seal and the SHA-256 that its bytes had."""
UNSEALED: Seals = {}


class Edition(Struct):
    """A site in the making: the published one as it stands, and the place beside it where the next is laid."""

    output: Path
    staging: Path
    """Files that were written here by the time of publishing need not be given again."""
    owned: frozenset[str]
    """What our manifest lists."""
    tree: Tree[Seal]
    standing: Mapping[str, str]
    """The published files that are whole, with their SHA-256."""
    _folders: set[str] = field(default_factory=set)

    def lay(self, path: str, content: bytes) -> None:
        """Write one file of the new site."""
        target = f"{self.staging}/{path}"
        folder = os.path.dirname(target)  # noqa: PTH120  # pathlib takes longer than the writing
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103  # as above
            self._folders.add(folder)
        with open(target, "wb") as file:  # noqa: PTH123  # as above
            file.write(content)

    def publish(
        self, files: Mapping[str, str], contents: Mapping[str, bytes | Path], records: Mapping[Path, bytes] = NOTHING
    ) -> Changes:
        """Make the folder hold exactly these files, besides what is not ours.

        Args:
            files: the SHA-256 of each, by path.
            contents: of the files that neither stand nor were laid yet; a file to copy, or the bytes.
            records: files outside the folder that are replaced, each whole or not at all, once the site is published;
                when one cannot be written, nothing is published.

        Raises:
            OSError: the disk refused, or a file to copy changed meanwhile; the folder is as it was.
            ValueError: a path is the manifest's, or leads out of the folder.
        """
        for path in files.keys() - self.owned:  # the manifest lists nothing else
            if not manifest.ordinary(path):
                raise ValueError(f"{path} 不能作为网页或附件的路径：{manifest.NAME} 由程序占用，路径不能指向目录之外")
        written = tuple(sorted(path for path, digest in files.items() if self.standing.get(path) != digest))
        present = self.tree.files.keys() | self.tree.others
        removed = tuple(sorted(path for path in self.owned - files.keys() if path in present))
        listing = manifest.write(files)
        with _recorded(records):
            if written or removed or not self._listed(listing):
                for path in written:
                    if path in contents:
                        self.lay(path, _content(contents[path], files[path]))
                self.lay(manifest.NAME, listing)
                new = frozenset((*written, manifest.NAME))
                succeed(self.output, self.tree, self.staging, new, frozenset(present - self.owned | files.keys()) - new)
        return Changes(written, removed, len(files) - len(written))

    def seals(self, files: Mapping[str, str], changes: Changes) -> dict[str, tuple[Seal, str]]:
        """The seals of the files that were published."""
        found = {
            path: (self.tree.files[path], digest) for path, digest in files.items() if self.standing.get(path) == digest
        }
        for path in changes.written:
            status = os.stat(f"{self.output}/{path}", follow_symlinks=False)  # noqa: PTH116  # as above
            found[path] = (seal(status), files[path])
        return found

    def after(self, seals: Seals) -> dict[str, Seal]:
        """What is in the folder once it is published, given the seals of what is ours."""
        others = {path: its for path, its in self.tree.files.items() if path not in self.owned}
        listing = os.stat(self.output / manifest.NAME, follow_symlinks=False)  # noqa: PTH116  # as above
        return others | {path: its for path, (its, _) in seals.items()} | {manifest.NAME: seal(listing)}

    def _listed(self, listing: bytes) -> bool:
        size = self.tree.files.get(manifest.NAME, (None,))[0]
        return size == len(listing) and (self.output / manifest.NAME).read_bytes() == listing


@contextmanager
def edition(output: Path, before: Seals = UNSEALED) -> Iterator[Edition]:
    """Begin a new edition of the site in a folder, which is made when it is published; nobody else may meanwhile.

    ``before`` spares the reading of files whose seals are unbroken.

    Raises:
        ForeignFolder: the folder has files that we did not write and no manifest of ours.
        Busy: another process is publishing to it.
    """
    with _alone(output):
        recover(output)
        staging = _staging(output)
        discard(staging)
        tidy(output)
        owned = manifest.read(output)
        tree = sealed(output)
        standing = {
            path: digest
            for path, digest in owned.items()
            if before.get(path) == (tree.files.get(path), digest)
            or (path in tree.files and digest == _now(output, path, tree, before))
        }
        staging.mkdir(parents=True)
        try:
            yield Edition(output, staging, frozenset(owned), tree, standing)
        finally:
            discard(staging)


def _now(output: Path, path: str, tree: Tree[Seal], before: Seals) -> str:
    seal, digest = before.get(path, (None, ""))
    if seal == tree.files[path]:
        return digest
    with open(f"{output}/{path}", "rb") as file:  # noqa: PTH123  # as above
        return sha256(file.read()).hexdigest()


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
        discard(spare_of(output))
        _sweep(output, {above for name in removed for above in Path(name).parents} | {Path()})
        return Changes((), removed, 0)


def _sweep(output: Path, folders: Iterable[Path]) -> None:
    """Take away the folders, named as seen from the output folder, that are empty now; innermost first."""
    for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
        path = output / folder
        if path.is_dir() and not any(path.iterdir()):
            with suppress(OSError):  # a mount point stays
                path.rmdir()


def _content(content: bytes | Path, digest: str) -> bytes:
    if isinstance(content, bytes):
        return content
    data = content.read_bytes()
    if sha256(data).hexdigest() != digest:
        raise OSError(errno.EAGAIN, CHANGED, str(content))
    return data


def _staging(output: Path) -> Path:
    return output.with_name(f".{output.name}.new")


@contextmanager
def _alone(output: Path) -> Iterator[None]:
    """Hold a lock beside the folder; the system lets go of it when the process ends, however it ends."""
    output.parent.mkdir(parents=True, exist_ok=True)
    from filelock import FileLock, Timeout  # noqa: PLC0415  # a check needs none

    lock = FileLock(output.with_name(f".{output.name}.busy"), blocking=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise manifest.Busy(f"{LOCKED}：{output}") from error
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
