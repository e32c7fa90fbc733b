"""Which files and folders a watch is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Scope:
    """Folders with all that is in them, and single files, except what is ignored."""

    places: frozenset[Path]
    """Absolute."""
    ignored: Callable[[Path], bool]
    """Asked of every file and folder within a place; what is in an ignored folder is ignored too."""

    def counts(self, path: Path) -> bool:
        """Tell whether what happens at a path matters."""
        if self.bears(path):
            return True
        inside: list[Path] = []
        for one in (path, *path.parents):
            if one in self.places:
                return not any(self.ignored(each) for each in inside)
            inside.append(one)
        return False

    def bears(self, path: Path) -> bool:
        """Tell whether a path is a place or above one, so that it comes and goes with the place."""
        return any(place.is_relative_to(path) for place in self.places)
