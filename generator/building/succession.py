"""The next tree of a site – what is new in it, and links to what stays –, and the two trees changing places.

The tree that goes stays beside the site, without what only it had: as links to what stands there. So the next time only
what differs is linked. To give ten thousand files another name, and take it away again, lasts longer than any edit.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from generator.building.exchange import exchange
from generator.building.trees import Seal, Tree, above, discard, look

MOUNTED = "目录是挂载点，不能整个替换；请改用其中的一个子目录（--output），或者改为挂载它的上级目录"


def succeed(output: Path, tree: Tree[Seal], laid: Path, new: frozenset[str], kept: frozenset[str]) -> None:
    """Let a folder have the files that were laid, and of its own those that are kept; at no time anything between.

    Args:
        output: the folder; it is made when there is none.
        tree: what is in it.
        laid: the folder beside it in which the new files are.
        new: their paths.
        kept: paths of files, and of what is no plain file, of the tree.

    Raises:
        OSError: the disk refused; the folder is as it was.
    """
    spare = spare_of(output)
    spared = bool(tree.files) and spare.is_dir()
    next_ = spare.rename(_turning(output)) if spared else laid
    try:
        present = _cleared(next_, tree, kept) if spared else frozenset()
        for path in sorted(new) if spared else ():
            _make_room(next_ / path)
            os.replace(f"{laid}/{path}", f"{next_}/{path}")  # noqa: PTH105  # pathlib takes longer than the system
        missing = sorted(kept - present)
        links = sum(_link(output, next_, path) for path in missing)
        fresh = not output.exists()
        output.mkdir(parents=True, exist_ok=True)
        if not fresh:
            _keep_folders(next_, tree)
        _exchange(output, next_)
    except BaseException:
        discard(next_)
        raise
    _leave(next_, spare, tree, kept, useful=links == len(missing) and not fresh)


def spare_of(output: Path) -> Path:
    """Where the tree that went last is kept."""
    return output.with_name(f".{output.name}.spare")


def tidy(output: Path) -> None:
    """Take away what an interrupted run left in the midst of this."""
    discard(_turning(output))


def _turning(output: Path) -> Path:
    """Where a spare tree becomes the next, and the old one the spare tree."""
    return output.with_name(f".{output.name}.next")


def _cleared(spare: Path, tree: Tree[Seal], kept: frozenset[str]) -> frozenset[str]:
    """Take away from the spare tree all but links to what is kept; tell the paths of those."""
    here = look(spare, os.DirEntry.inode)
    files = tree.files
    present = frozenset(path for path, inode in here.files.items() if path in kept and files[path][2] == inode)
    for path in (*(here.files.keys() - present), *here.others):
        (spare / path).unlink()
    for folder in sorted(here.folders.keys() - above(present) - {""}, reverse=True):
        (spare / folder).rmdir()
    return present


def _make_room(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)


def _link(output: Path, next_: Path, path: str) -> bool:
    """Let the next tree have a file of the old one; tell whether that took a link only."""
    source, target = f"{output}/{path}", f"{next_}/{path}"
    try:
        _linked(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target, follow_symlinks=False)
        return False
    return True


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except FileNotFoundError:
        _make_room(Path(target))
        os.link(source, target, follow_symlinks=False)


def _keep_folders(next_: Path, tree: Tree[Seal]) -> None:
    """Give the next tree the folders of the old one that are empty, and the permissions of all."""
    filled = above((*tree.files, *tree.others, *tree.folders))
    for folder, mode in sorted(tree.folders.items(), reverse=True):
        target = next_ / folder
        if folder not in filled and not target.exists():
            target.mkdir(parents=True)
        if target.is_dir():
            target.chmod(mode)


def _exchange(output: Path, next_: Path) -> None:
    try:
        exchange(output, next_)
    except OSError as error:
        if error.errno == errno.EBUSY:
            raise OSError(errno.EBUSY, MOUNTED, str(output)) from error
        raise


def _leave(old: Path, spare: Path, tree: Tree[Seal], kept: frozenset[str], *, useful: bool) -> None:
    """Keep the tree that went, but nothing that no longer stands in the folder; the site is published already."""
    open_ = all(mode & stat.S_IRWXU == stat.S_IRWXU for mode in tree.folders.values())
    with suppress(OSError):
        for path in (tree.files.keys() | tree.others) - kept if useful and open_ else ():
            (old / path).unlink()
        if useful and open_:
            discard(spare)
            old.rename(spare)
            return
    discard(old)
    discard(spare)
