"""Templates: layouts found by name in a search path of folders, rendered strictly.

This module and ``layouts`` alone know Jinja2. A template sees its job's context and nothing else, so equal jobs give
equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from types import TracebackType
from typing import Any

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from generator.model.site import Artifact, Job
from generator.rendering.forms import FORMS
from generator.rendering.layouts import LABEL, environment

ASSETS = "assets/"
"""Layout files below this folder are published as they are."""

FAULTS = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a mistake in a template can raise while it is rendered."""


class LayoutError(Exception):
    """A layout that cannot be rendered: its file (the template's name), the line, and what is wrong, in Chinese."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file = file
        self.line = line
        self.message = message

    def __reduce__(self) -> tuple[type[LayoutError], tuple[str, int, str]]:
        """Cross a process boundary whole."""
        return type(self), (self.file, self.line, self.message)


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
            with suppress(LayoutError, *FAULTS):
                for name in self.uses(layout):
                    self._environment.get_template(name)

    def render(self, job: Job) -> Artifact:
        """Write one file.

        Raises:
            LayoutError: the layout, or one that it uses, is missing, ill-formed or asks for what it was not given.
        """
        if job.layout in FORMS:
            return Artifact(job.path, FORMS[job.layout](dict(job.context)))
        try:
            text = self._environment.get_template(job.layout).render(job.context)
        except FAULTS as error:
            raise self._fault(error, job.layout) from error
        return Artifact(job.path, text.encode())

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
            source = self._source(name)
            try:
                named = _named(source, name)
            except (TemplateSyntaxError, RecursionError) as error:
                raise self._fault(error, name) from error
            self._known[name] = sha256(source.encode()).hexdigest(), named
        return self._known[name]

    def _source(self, name: str) -> str:
        try:
            loader = self._environment.loader
            return loader.get_source(self._environment, name)[0] if loader else ""
        except TemplateNotFound as error:
            raise self._fault(error, name) from error

    def _fault(self, error: Exception, layout: str) -> LayoutError:
        """Say in which template, on which line, and what."""
        if isinstance(error, TemplateSyntaxError):
            return LayoutError(error.name or layout, error.lineno, f"语法有误：{error.message}")
        file, line = self._place(error.__traceback__) or (layout, 1)
        if isinstance(error, TemplateNotFound):
            return LayoutError(file, line, f"找不到版式文件 {error.name}")
        if isinstance(error, TemplateError):
            return LayoutError(file, line, error.message or "无法生成")
        if isinstance(error, RecursionError):
            return LayoutError(file, line, "层层套用没有尽头：版式直接或者经过别的版式又用到自己，或者套得太深")
        return LayoutError(file, line, f"无法生成：{type(error).__name__}：{error}")

    def _place(self, trace: TracebackType | None) -> tuple[str, int] | None:
        """The innermost template frame of a traceback: the template's name and its line."""
        found = None
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            if name.startswith(LABEL):
                found = name.removeprefix(LABEL), trace.tb_lineno
            trace = trace.tb_next
        return found


@lru_cache(maxsize=256)
def _named(source: str, name: str) -> tuple[str, ...]:
    """Layouts that one names."""
    return tuple(one for one in find_referenced_templates(Environment(autoescape=True).parse(source, name)) if one)


@lru_cache(maxsize=8)
def templates(folders: tuple[str, ...]) -> Templates:
    """The templates of a search path, compiled once in each process."""
    return Templates(folders)
