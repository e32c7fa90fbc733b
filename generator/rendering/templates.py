"""Templates: layouts found by name in a search path of folders, rendered strictly.

A template sees its job's context and nothing else, so equal jobs give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from typing import Any

from generator.model.site import Artifact, Job
from generator.rendering.faults import LayoutError
from generator.rendering.forms import FORMS
from generator.rendering.layouts import environment

ASSETS = "assets/"
"""Layout files below this folder are published as they are."""


class Templates:
    """The layouts of a search path, the first folder that has a file winning."""

    def __init__(self, folders: tuple[str, ...]) -> None:
        """Look the layouts up in these folders."""
        self.folders = folders
        self._digests: dict[str, str] = {}
        self._known: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._environment = environment(folders)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as the search path alone."""
        return templates, (self.folders,)

    def prepare(self, layouts: Iterable[str]) -> None:
        """Compile some layouts, with all that they use, so that processes forked from this one share them.

        Faults show where a layout is used.
        """
        for layout in layouts:
            with suppress(LayoutError):
                for name in self.uses(layout):
                    self._environment.compiled(name)

    def recall(self, digests: Mapping[str, str]) -> None:
        """Take over the digests of layouts, by name, that were found out before, of the very same files."""
        self._digests |= digests

    def render(self, job: Job) -> Artifact:
        """Write one file.

        Raises:
            LayoutError: the layout, or one that it uses, is missing, ill-formed or asks for what it was not given.
        """
        if job.layout in FORMS:
            return Artifact(job.path, FORMS[job.layout](dict(job.context)))
        return Artifact(job.path, self._environment.fill(job.layout, job.context).encode())

    def files(self) -> tuple[str, ...]:
        """Names of the layout files that are published as they are (styles, icons), sorted."""
        return tuple(sorted(name for name in self._environment.list_templates() if name.startswith(ASSETS)))

    def uses(self, layout: str) -> tuple[str, ...]:
        """Names of a layout and of all that it extends, includes or imports, sorted.

        Raises:
            LayoutError: one of them is missing or ill-formed.
        """
        found: set[str] = set()
        waiting = [layout]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting.extend(self._file(name)[1])
        return tuple(sorted(found))

    def digest(self, layout: str) -> str:
        """SHA-256 over a layout and all that it uses, or a form's name: equal ones and equal contexts give equal bytes.

        Raises:
            LayoutError: one of them is missing or ill-formed.
        """
        if layout in FORMS:
            return layout
        if layout not in self._digests:
            self._digests[layout] = self._digest(layout)
        return self._digests[layout]

    def _digest(self, layout: str) -> str:
        total = sha256()
        for name in self.uses(layout):
            total.update(f"{name}\0{self._file(name)[0]}\n".encode())
        return total.hexdigest()

    def _file(self, name: str) -> tuple[str, tuple[str, ...]]:
        """A layout's own digest and the layouts that it names, found out once."""
        if name not in self._known:
            source, named = self._environment.read(name)
            self._known[name] = sha256(source.encode()).hexdigest(), named
        return self._known[name]


@lru_cache(maxsize=8)
def templates(folders: tuple[str, ...]) -> Templates:
    """The templates of a search path, compiled once in each process."""
    return Templates(folders)
