"""The environment that layouts are compiled in: strict, quick, and with the same code for equal layouts.

The only module that knows Jinja2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from typing import Any

import markupsafe  # comes with Jinja2
from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    compiler,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.meta import find_referenced_templates
from jinja2.runtime import LoopContext
from jinja2.utils import missing, pass_context
from markupsafe import Markup, escape

from generator.rendering import syntax
from generator.rendering.compiled import Memory, checksum
from generator.rendering.faults import LABEL, LayoutError, place
from generator.rendering.filters import Shared, address, day, iso, parted

_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""Escapes text, and makes no ``Markup`` of it where MarkupSafe (3.0) can do without, which is ten times faster."""


FAULTS = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a mistake in a template can raise while it is rendered."""


class Absent(StrictUndefined):
    """A name that the context does not hold; using it is an error that says so in Chinese."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return f"用到了没有提供的“{self._undefined_name}”"
        return f"用到了没有提供的“{self._undefined_name}”（所属对象没有这一项）"


class Module(TemplateModule):
    """The macros of an imported layout, made when the first of them is asked for: most pages ask for none."""

    def __init__(self, template: Template, *seen: Any) -> None:  # noqa: ANN401  # what ``new_context`` takes
        """Keep what making them needs: the layout, and what it sees of the page."""
        self._waiting = template, seen

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever the layout defines
        """Make the macros, once."""
        waiting = self.__dict__.pop("_waiting", None)
        if waiting is None:
            raise AttributeError(name)
        template, seen = waiting
        super().__init__(template, template.new_context(*seen))
        return getattr(self, name)


KEYLESS = frozenset({Module, LoopContext})
"""What layouts ask for most that has attributes only."""


class Layout(Template):
    """A template whose macros are made late."""

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002  # Jinja2's own signature
        shared: bool = False,  # noqa: FBT001, FBT002  # as above
        locals: Mapping[str, Any] | None = None,  # noqa: A002  # as above
    ) -> Module:
        """Import this layout."""
        return Module(self, vars, shared, locals)


class Swift(CodeGenerator):
    """Compiles templates that do the same as Jinja2's, with less ado for each value that they write."""

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Collect what a template or a block writes, and hand it over at once."""
        if frame.buffer is not None or frame.require_output_check:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")
        frame.buffer = None

    def write_commons(self) -> None:
        """Have at hand what nearly every line needs."""
        super().write_commons()
        self.writeline("escaped = environment.escaped")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja2's own name
        """Take what a plain dict has at once, and leave the rest to ``Layouts.getattr``."""
        self.write(f"(held[{node.attr!r}] if type(held := ")
        self.visit(node.node, frame)
        self.write(f") is dict and {node.attr!r} in held else environment.getattr(held, {node.attr!r}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401  # Jinja2's own
        """Escape plain text at once, and leave the rest to ``Layouts.written``."""
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("(escaped(value) if type(value := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401  # as above
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write(") is str else environment.written(value)")
        super()._output_child_post(node, frame, finalize)


class Layouts(Environment):
    """An environment in which ``page.items`` is the key of that name, not the method of a dict, and costs one look."""

    code_generator_class = Swift
    template_class = Layout

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  # Jinja2's own
        """Begin with nothing compiled."""
        super().__init__(**options)
        self._ready: dict[str | Template, Template] = {}
        self._trees: dict[str, tuple[str, nodes.Template]] = {}
        """Layouts that were read, with their source, until they are compiled."""

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  # Jinja2's own signature
    ) -> Template:
        """Have at hand what was compiled; layouts name each other alike, whichever of them asks."""
        found = None if globals else self._ready.get(name)
        if found is None:
            found = self._ready[name] = super().get_template(name, parent, globals)
        return found

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401  # Jinja2's own signature
        """Look a name up as a key, and only then as an attribute."""
        if type(obj) in KEYLESS:
            return super().getattr(obj, attribute)
        try:
            return obj[attribute]
        except (LookupError, TypeError):
            return super().getattr(obj, attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give templates a plain dict of globals, which every page copies; they never change."""
        return {**self.globals, **(d or {})}

    escaped = staticmethod(_escaped)

    @staticmethod
    def written(value: object) -> str:
        """Write a value into a page, escaped unless it is markup already."""
        if type(value) is str:
            return _escaped(value)
        return value if type(value) is Markup else str(value) if type(value) is int else escape(value)

    def compiled(self, layout: str) -> Template:
        """Compile a layout, unless that was done.

        Raises:
            LayoutError: it is missing or ill-formed.
        """
        try:
            return self.get_template(layout)
        except FAULTS as error:
            raise _fault(error, layout) from error

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Hand over the tree of a layout that was read; compiling uses it up."""
        known, tree = self._trees.pop(name or "", ("", None))
        return tree if tree is not None and known == source else super()._parse(source, name, filename)

    def fill(self, layout: str, context: Mapping[str, Any]) -> str:
        """Write a page.

        Raises:
            LayoutError: the layout, or one that it uses, is missing, ill-formed or asks for what it was not given.
        """
        try:
            return self.get_template(layout).render(context)
        except FAULTS as error:
            raise _fault(error, layout) from error

    def read(self, layout: str) -> tuple[str, tuple[str, ...]]:
        """Read a layout: its source, and the layouts that it names.

        Raises:
            LayoutError: it is missing or ill-formed.
        """
        try:
            source = self.loader.get_source(self, layout)[0] if self.loader else ""
            seen = checksum(source)
            named = MEMORY.names(layout, seen)
            if named is None:
                tree = super()._parse(source, layout, LABEL + layout)
                self._trees[layout] = source, tree
                named = tuple(one for one in find_referenced_templates(tree) if one)
                MEMORY.note(layout, seen, named)
        except (TemplateNotFound, TemplateSyntaxError, RecursionError) as error:
            raise _fault(error, layout) from error
        return source, named


class Loader(FileSystemLoader):
    """Finds layouts in folders; the code of equal ones is equal, whatever folder they lie in."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Read a layout."""
        source, file, fresh = super().get_source(environment, template)
        MEMORY.read(template, file)
        return source, LABEL + template, fresh


MAKERS = (__file__, compiler.__file__)
"""The modules that compile layouts."""
MEMORY = Memory()


class Remembered(BytecodeCache):
    """What was compiled before, as Jinja2 asks for it."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Know a layout by its name."""
        _ = filename
        return name

    def get_source_checksum(self, source: str) -> str:
        """See ``compiled``."""
        return checksum(source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code of a layout, if this very source was compiled."""
        bucket.code = MEMORY.code(bucket.key, bucket.checksum)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a layout."""
        if bucket.code is not None:
            MEMORY.keep(bucket.key, bucket.checksum, bucket.code)


def environment(folders: tuple[str, ...]) -> Layouts:
    """Make the environment of a search path."""
    made = Layouts(
        loader=Loader(folders, encoding="utf-8"),
        bytecode_cache=Remembered(),
        autoescape=True,
        undefined=Absent,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters |= {
        "address": pass_context(address),
        "day": day,
        "iso": iso,
        "parted": parted,
        "shared": Shared(),
    }
    return made


def _fault(error: Exception, layout: str) -> LayoutError:
    """Say in which layout, on which line, and what."""
    if isinstance(error, TemplateSyntaxError):
        return LayoutError((error.name or layout).removeprefix(LABEL), error.lineno, syntax.fault(error.message or ""))
    file, line = place(error.__traceback__) or (layout, 1)
    if isinstance(error, TemplateNotFound):
        return LayoutError(file, line, f"找不到版式文件 {error.name}")
    if isinstance(error, TemplateError):
        return LayoutError(file, line, error.message or "无法生成")
    if isinstance(error, RecursionError):
        return LayoutError(file, line, "层层套用没有尽头：版式直接或者经过别的版式又用到自己，或者套得太深")
    return LayoutError(file, line, f"无法生成：{type(error).__name__}：{error}")
