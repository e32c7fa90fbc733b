"""The stock of a project, quickly, where there is nothing in it but files with plain names, most of them known.

What is odd in any way is left to ``reading.files``, which looks at each name more closely, and has the same answer.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from unicodedata import normalize

from generator.building.trees import Tree, look
from generator.model.sources import REQUESTS, Asset, Mark
from generator.model.values import Struct
from generator.reading.files import CONTENT, IGNORED, LARGEST, PAGE, Known, Listed, Stock, mark, misnamed, settled

PLAIN = re.compile(r"[A-Za-z0-9_一-龥][A-Za-z0-9_.一-龥（）()《》〔〕、，：+ -]*")
"""Names that all systems can write, and in one way only but for capitals."""
UNKNOWN: tuple[Mark | None, str] = (None, "")


class Seen(Struct, frozen=True):
    """What lies in the folders that documents are in, seen with one walk."""

    begun: int
    """When the walk began, in ns."""
    folders: dict[str, Tree[Mark]]
    """By name."""


def seen(root: Path) -> Seen:
    """Look at the folders of a project.

    Raises:
        OSError: one cannot be read.
    """
    begun = time.time_ns()
    return Seen(begun, {name: look(root / name, marked) for name in (CONTENT, REQUESTS)})


def marked(entry: os.DirEntry[str]) -> Mark:
    """The mark of a file."""
    return mark(entry.stat(follow_symlinks=False))


def stock(root: Path, known: Known, found: Seen) -> Stock | None:
    """What lies there, as ``scan`` would tell; ``None`` where that takes a closer look.

    What is known was looked at closely when it became so.
    """
    content, requests = found.folders[CONTENT], found.folders[REQUESTS]
    folders = (folder for tree in (content, requests) for folder in tree.folders if folder)
    if "" not in content.folders or content.others or requests.others or not all(map(_plain, folders)):
        return None
    if any(map(misnamed, requests.files)):
        return None
    records = {name: now for name, now in requests.files.items() if _page(name)}
    every = [*_listed(root, CONTENT, content.files, known), *_listed(root, REQUESTS, records, known)]
    if not all(one.digest or _fit(one) for one in every) or len({_folded(one.path) for one in every}) < len(every):
        return None
    sources = sorted(one for one in every if _page(one.path))
    assets = sorted(one for one in every if not _page(one.path))
    return Stock(
        tuple(sources),
        tuple(Asset(path, mark[0], digest, file) for path, file, mark, digest in assets),
        (),
        {one.path: one.mark for one in every if settled(one.mark, found.begun)},
    )


def _page(name: str) -> bool:
    return name[-len(PAGE) :].lower() == PAGE


def _folded(path: str) -> str:
    """A path as systems compare it that make no difference between capitals and small letters."""
    return path.casefold() if path.isascii() else normalize("NFC", path.casefold())


def _listed(root: Path, top: str, files: Mapping[str, Mark], known: Known) -> Iterator[Listed]:
    before = f"{root / top}{os.sep}"
    for name, now in files.items():
        path = f"{top}/{name}"
        then, digest = known.get(path, UNKNOWN)
        yield Listed(path, before + name if os.sep == "/" else str(root / path), now, digest if then == now else "")


def _plain(path: str) -> bool:
    """Tell whether there is nothing to say about the last name in a path, and it is not passed over."""
    name = path.rpartition("/")[2]
    return bool(PLAIN.fullmatch(name)) and not IGNORED.match(name)


def _fit(one: Listed) -> bool:
    """Tell whether a file is a page that may be read."""
    return _page(one.path) and _plain(one.path) and one.mark[0] <= LARGEST and os.access(one.file, os.R_OK)
