"""The words of the program and of the layouts, read from their own sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from generator.building.places import PACKAGE, default_layouts
from generator.rules.flattening import flat, plain
from generator.rules.wording import Wording

WRITERS = ("kinds", "rendering")
"""Packages whose words stand on pages: labels, headings, names of files to take away."""
LITERAL = re.compile(r'"([^"\n]*)"')
FIELD = re.compile(r"\{[^{}]*\}")
"""Where a text takes in something of the column."""
ENDINGS = frozenset({".html", ".xml", ".txt"})


def wording(folders: Iterable[str]) -> Wording:
    """The words of the program, and of the layouts in a search path of folders."""
    default = default_layouts()
    own = (folder for folder in map(Path, folders) if folder.resolve() != default.resolve())
    return Wording(
        "\n".join((_program(), *_lines(default))), "\n".join(line for folder in own for line in _lines(folder))
    )


@cache
def _program() -> str:
    files = (file for name in WRITERS for file in sorted((PACKAGE / name).glob("*.py")))
    literals = (said for file in files for said in LITERAL.findall(file.read_text("utf-8")))
    return "\n".join(flat(one) for said in literals if not said.isascii() for one in FIELD.split(said))


def _lines(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob("*")):
        if file.suffix in ENDINGS:
            yield from (flat(plain(line)) for line in file.read_text("utf-8").splitlines() if not line.isascii())
