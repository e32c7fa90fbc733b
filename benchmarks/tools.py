"""The tools that are compared: how each is installed, called, and made to begin anew."""

from __future__ import annotations

import re
import subprocess  # tools are programs
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from benchmarks.told import Told


@dataclass(frozen=True, slots=True)
class Tool:
    """One of them: how it is called, and where it works."""

    name: str
    command: tuple[str, ...]
    folder: Path
    output: Path
    document: Path
    """The document that is edited."""
    leavings: tuple[Path, ...] = ()
    """What must go before a cold build, besides the output."""


class Rival(Protocol):
    """The column as another generator wants it, in the making."""

    name: ClassVar[str]
    package: ClassVar[str]
    """What pip is asked for."""
    asked: ClassVar[str]
    """What makes the program tell its version."""

    def __init__(self, folder: Path, ours: Path) -> None:
        """Begin: settings, layouts, styles, and what the starter brings."""

    def add(self, page: Told, download: bytes) -> None:
        """Write one page, and its file for download if there is one."""

    def finish(self) -> None:
        """Write what needs to know all pages."""

    def tool(self, program: Path, edited: str) -> Tool:
        """The tool, ready to build; ``edited`` is a page's path with its ending."""

    @staticmethod
    def program(environment: Path) -> Path:
        """The program in an environment that has the package."""


def install(environment: Path, rival: type[Rival]) -> Path:
    """Install a tool in a throwaway environment of its own; its program."""
    venv.create(environment, with_pip=True)
    python = str(environment / "bin" / "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", rival.package]
    subprocess.run(pip, check=True, stderr=subprocess.DEVNULL)  # noqa: S603  # our own arguments
    return rival.program(environment)


def version(program: Path, asked: str) -> str:
    """The version that a program tells, or all its words."""
    said = subprocess.run([program, asked], check=True, capture_output=True, text=True).stdout  # noqa: S603  # ours
    found = re.search(r"\d+(\.\d+)+", said)
    return found[0] if found else said.strip()
