"""Which files and folders a watch is about."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from os import sep
from os.path import join
from pathlib import Path

from generator.model.values import Struct


class Scope(Struct, frozen=True):
    """Folders with all that is in them, and single files, except what is ignored."""

    places: frozenset[Path]
    """Absolute."""
    ignored: Callable[[Path], bool]
    """Asked of every file and folder within a place; what is in an ignored folder is ignored too."""

    def counts(self, path: Path) -> bool:
        """Tell whether what happens at a path matters."""
        return self.bears(path) or any(self._holds(place, path) for place in self.places)

    def bears(self, path: Path) -> bool:
        """Tell whether a path is a place or above one, so that it comes and goes with the place."""
        top = _inside(path)
        return any(_inside(place).startswith(top) for place in self.places)

    def _holds(self, place: Path, path: Path) -> bool:
        inside = _inside(place)
        if not str(path).startswith(inside):
            return False
        *folders, _ = accumulate(path.relative_to(place).parts, join)
        return not (self.ignored(path) or any(self.ignored(place / folder) for folder in folders))


def _inside(folder: Path) -> str:
    """What the paths of everything in a folder begin with; texts compare many times faster than paths."""
    return f"{folder}".rstrip(sep) + sep
