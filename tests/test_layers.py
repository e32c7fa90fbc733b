"""The house stands: who may import whom, who may touch the world, and how long a module may be."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest

from generator.kinds.registry import KINDS

ROOT = Path(__file__).parents[1] / "generator"
SIBLINGS = ("reading", "assembling", "rules", "rendering")
FLOORS = (("model",), ("text",), ("kinds",), SIBLINGS, ("building",), ("serving", "authoring"), ("cli",))
ALLOWED = {one: {one, *chain(*FLOORS[:at])} for at, floor in enumerate(FLOORS) for one in floor}
ALLOWED["reporting"] = {"reporting", "model"}
ALLOWED["serving"] |= {"reporting"}
ALLOWED["cli"] |= {"reporting"}
ALLOWED["__main__"] = {"cli"}
ALLOWED[""] = set()  # generator/__init__.py: the version, which everyone may ask for

EDGES = ("reading.files", "building", "serving", "authoring", "cli")
"""Modules and packages that may read and write files, and ask for time, chance and environment."""
EXCUSED = {"rendering.layouts": {"jinja2.FileSystemLoader"}, "reading.portable": {"logging"}}
"""Jinja2 finds layouts with its own loader; pypdf would say on the terminal what is a finding here."""
WORLD = """
    asyncio concurrent.futures ctypes getpass glob http importlib jinja2.FileSystemLoader jinja2.PackageLoader locale
    logging multiprocessing os platform random secrets shutil signal socket sqlite3 subprocess sys tempfile threading
    time urllib.request uuid webbrowser
""".split()  # noqa: SIM905 - a list of words reads best as words
ACTS = """
    __import__ open print input breakpoint read_text read_bytes write_text write_bytes iterdir glob rglob stat lstat
    exists is_file is_dir is_symlink mkdir rmdir touch unlink rename symlink_to chmod cwd home expanduser now utcnow
    today
""".split()  # noqa: SIM905 - as above

LIBRARIES = {"pydantic_core": "pydantic"}  # imported name → the library it comes with, where they differ
SHARED: dict[str, set[str]] = {}
"""Libraries that more than one module imports: all of those, with the reason beside them."""


@dataclass(frozen=True)
class Module:
    """One module of ours: its dotted name below ``generator``, and all that it imports and calls, with the lines."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def package(self) -> str:
        return self.name.partition(".")[0]

    @property
    def imports(self) -> Iterator[tuple[int, str]]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)

    @property
    def calls(self) -> Iterator[tuple[int, str]]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.lineno, node.func.id
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                own = isinstance(node.func.value, ast.Name) and node.func.value.id == "self"
                yield from () if own else [(node.lineno, node.func.attr)]

    def at(self, line: int, what: str) -> str:
        return f"{self.path.relative_to(ROOT.parent)}:{line}: {what}"


def read(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(part for part in parts if part != "__init__")
    return Module(name, path, ast.parse(path.read_text(encoding="utf-8")))


MODULES = [read(path) for path in sorted(ROOT.rglob("*.py")) if "starter" not in path.parts]


def package_of(imported: str) -> str | None:
    """Name the package of ours that a dotted name lies in: empty for the top, nothing for what is not ours."""
    first, _, rest = imported.partition(".")
    below = rest.partition(".")[0]
    return None if first != ROOT.name else below if below in ALLOWED else ""


def lies_in(name: str, places: Iterable[str]) -> bool:
    return any(f"{name}.".startswith(f"{place}.") for place in places)


def listing(offences: list[str]) -> str:
    return "\n".join(["", *offences])


def test_every_module_stands_on_a_floor() -> None:
    """A package that the rules below do not know would escape them."""
    strays = [
        module.at(1, f"{module.package} stands on no floor") for module in MODULES if module.package not in ALLOWED
    ]
    assert not strays, listing(strays)


def test_imports_go_down_only() -> None:
    """Model < text < kinds < the four blind siblings < building < serving, authoring < cli."""
    offences = [
        module.at(line, f"{module.package} may not import {imported}")
        for module in MODULES
        for line, imported in module.imports
        if package_of(imported) not in {None, "", *ALLOWED.get(module.package, ())}
    ]
    assert not offences, listing(offences)


def test_only_the_edges_touch_the_world() -> None:
    """Everything else is given its bytes, its day and its settings, and so says the same thing every time."""
    offences = []
    for module in MODULES:
        if not lies_in(module.name, EDGES):
            barred = set(WORLD) - EXCUSED.get(module.name, set())
            offences += [module.at(line, f"imports {name}") for line, name in module.imports if lies_in(name, barred)]
            offences += [module.at(line, f"calls {name}()") for line, name in module.calls if name in ACTS]
    assert not offences, listing(offences)


def test_one_module_wraps_each_library() -> None:
    """A library that changes its ways changes one module of ours."""
    users: dict[str, set[str]] = defaultdict(set)
    for module in MODULES:
        for _, imported in module.imports:
            top = imported.partition(".")[0]
            if top not in {*sys.stdlib_module_names, ROOT.name}:
                users[LIBRARIES.get(top, top)].add(module.name)
    assert {library: modules for library, modules in users.items() if len(modules) > 1} == SHARED


def kind_named_in(node: ast.Compare | ast.MatchValue) -> str:
    """The comparison, if it decides by a page's kind; empty otherwise."""
    if isinstance(node, ast.MatchValue):
        word = node.value.value if isinstance(node.value, ast.Constant) else None
        return ast.unparse(node.value) if word in KINDS else ""
    sides = [node.left, *node.comparators]
    attributes = {one.attr for one in sides if isinstance(one, ast.Attribute)}
    membership = isinstance(node.ops[0], ast.In | ast.NotIn)
    told = node.comparators if membership else sides
    literals = {one.value for side in told for one in ast.walk(side) if isinstance(one, ast.Constant)}
    by_kind = "kind_id" in attributes and not (membership and "kinds" in attributes)
    return ast.unparse(node) if by_kind or literals & KINDS.keys() else ""


def comparisons(tree: ast.AST) -> Iterator[ast.Compare | ast.MatchValue]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Compare | ast.MatchValue))


def kinds_named_in(code: str) -> list[str]:
    return [found for node in comparisons(ast.parse(code)) if (found := kind_named_in(node))]


@pytest.mark.parametrize(
    "code",
    [
        "meta.kind_id == 'policy'",
        "'policy' != kind",
        "kind in ('news', 'page')",
        "kind not in frozenset({'guide'})",
        "model.kind_id in REPORTED",
        "meta.kind_id == other",
    ],
)
def test_a_comparison_with_a_kind_is_seen(code: str) -> None:
    assert kinds_named_in(code) == [ast.unparse(ast.parse(code))]


def test_a_case_of_a_kind_is_seen() -> None:
    assert kinds_named_in("match kind:\n    case 'news':\n        pass\n    case 'other':\n        pass") == ["'news'"]


@pytest.mark.parametrize("code", ["'interpretation' in one.lacks", "meta.kind_id in column.kinds", "word == '页面'"])
def test_a_comparison_with_something_else_is_let_through(code: str) -> None:
    assert kinds_named_in(code) == []


def test_only_kinds_know_what_sets_them_apart() -> None:
    """Elsewhere a property of the model, its type or a table answers, so that a new kind changes no other code."""
    offences = [
        module.at(node.lineno, f"asks {found}")
        for module in MODULES
        if module.package != "kinds"
        for node in comparisons(module.tree)
        if (found := kind_named_in(node))
    ]
    assert not offences, listing(offences)


def test_modules_are_short() -> None:
    """At most 300 lines each."""
    lengths = {module: len(module.path.read_text(encoding="utf-8").splitlines()) for module in MODULES}
    long = [module.at(length, f"{length} lines") for module, length in lengths.items() if length > 300]
    assert not long, listing(long)


def test_modules_say_what_they_are() -> None:
    """Each begins with a docstring."""
    silent = [module.at(1, "no docstring") for module in MODULES if not ast.get_docstring(module.tree)]
    assert not silent, listing(silent)
