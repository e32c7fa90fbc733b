"""Templates: layouts found by name in a search path of folders, rendered strictly.

The only module that knows Jinja2. A template sees its job's context and nothing else, so equal jobs give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePath
from posixpath import dirname
from types import TracebackType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.meta import find_referenced_templates
from jinja2.runtime import Context
from jinja2.utils import missing, pass_context

from generator.model.site import Artifact, Job
from generator.text import urls
from generator.text.dates import chinese_date
from generator.text.markup import outline

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


class Absent(StrictUndefined):
    """A name that the context does not hold; using it is an error that says so in Chinese."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return f"用到了没有提供的“{self._undefined_name}”"
        return f"用到了没有提供的“{self._undefined_name}”（所属对象没有这一项）"


class KeysFirst(Environment):
    """An environment in which ``page.items`` is the key of that name, not the method of a dict, and costs one look."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401  # Jinja2's own signature
        """Look a name up as a key, and only then as an attribute."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


class Templates:
    """The layouts of a search path, the first folder that has a file winning."""

    def __init__(self, folders: tuple[str, ...]) -> None:
        """Look the layouts up in these folders."""
        self.folders = folders
        self._environment = KeysFirst(
            loader=FileSystemLoader(folders, encoding="utf-8"),
            autoescape=True,
            undefined=Absent,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
        )
        self._environment.filters |= {"address": address, "day": day, "iso": iso}

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as the search path alone."""
        return templates, (self.folders,)

    def render(self, job: Job) -> Artifact:
        """Write one file; HTML comes with its outline.

        Raises:
            LayoutError: the layout, or one that it uses, is missing, ill-formed or asks for what it was not given.
        """
        try:
            text = self._environment.get_template(job.layout).render(job.context)
        except FAULTS as error:
            raise self._fault(error, job.layout) from error
        content = text.encode()
        return Artifact(job.path, content, outline(content) if job.path.endswith(".html") else None)

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
                waiting.extend(self._references(name))
        return tuple(sorted(found))

    def digest(self, layout: str) -> str:
        """SHA-256 over a layout and all that it uses: equal digests and equal contexts give equal bytes.

        Raises:
            LayoutError: one of them is missing or ill-formed.
        """
        total = sha256()
        for name in self.uses(layout):
            total.update(f"{name}\0{sha256(self._source(name).encode()).hexdigest()}\n".encode())
        return total.hexdigest()

    def _references(self, name: str) -> Iterator[str]:
        try:
            tree = self._environment.parse(self._source(name), name)
        except (TemplateSyntaxError, RecursionError) as error:
            raise self._fault(error, name) from error
        yield from (one for one in find_referenced_templates(tree) if one is not None)

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
            path = PurePath(trace.tb_frame.f_code.co_filename)
            for folder in self.folders:
                if path.is_relative_to(folder):
                    found = path.relative_to(folder).as_posix(), trace.tb_lineno
            trace = trace.tb_next
        return found


@lru_cache(maxsize=8)
def templates(folders: tuple[str, ...]) -> Templates:
    """The templates of a search path, compiled once in each process."""
    return Templates(folders)


@pass_context
def address(context: Context, target: str) -> str:
    """Write an address as the page that is being rendered needs it: relative, or absolute where ``root`` says so."""
    root = context["root"]
    if root and not urls.is_absolute(target):
        return urls.absolute(root, target)
    return _relative(target, dirname(context["here"]))


@lru_cache(maxsize=65536)
def _relative(target: str, folder: str) -> str:
    return urls.relative(target, f"{folder}/-" if folder else "-")


def day(text: str) -> str:
    """Write ``2020-07-06`` or ``2020-07-06 10:00`` as documents do: 2020年7月6日."""
    return chinese_date(date.fromisoformat(text[:10]))


def iso(text: str) -> str:
    """Write ``2020-07-06 10:00`` as a machine reads it: ``2020-07-06T10:00``; a bare day stays."""
    return text.replace(" ", "T")
