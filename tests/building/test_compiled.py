"""The program's own layouts are compiled once: who runs it next finds the code where Python keeps its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from generator.building import compiled
from generator.building.places import default_layouts
from generator.model.site import Job
from generator.rendering import layouts
from generator.rendering.compiled import Memory

NAME = "robots.txt"
CONTEXT = {"sitemap": "https://example.test/sitemap.xml"}
PAGE = "User-agent: *\nAllow: /\n\nSitemap: https://example.test/sitemap.xml\n"

Run = Callable[[Path], tuple[str, list[str]]]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a compiled layout is kept: below a folder of the test, by an interpreter that keeps what it compiles."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return compiled.place(NAME)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Write a page with the layouts of a folder as a new process would; what it says, and what was compiled for it."""
    found: list[str] = []
    usual = Environment.compile

    def watched(self: Environment, source: Any, name: str | None = None, *more: Any, **others: Any) -> Any:
        found.append(name or "")
        return usual(self, source, name, *more, **others)

    monkeypatch.setattr(Environment, "compile", watched)

    def used(folder: Path) -> tuple[str, list[str]]:
        found.clear()
        memory = Memory()
        monkeypatch.setattr(layouts, "MEMORY", memory)
        monkeypatch.setattr(compiled, "MEMORY", memory)
        made = compiled.templates((str(folder),))
        made.digest(NAME)
        return made.render(Job(NAME, NAME, CONTEXT)).content.decode(), list(found)

    return used


def test_a_layout_of_the_program_is_compiled_by_the_first_run_only(kept: Path, run: Run) -> None:
    assert run(default_layouts()) == (PAGE, [NAME])
    assert [one.name for one in kept.parent.iterdir()] == [kept.name]  # nothing half written beside it
    assert run(default_layouts()) == (PAGE, [])


def test_a_layout_of_a_column_is_compiled_in_every_run(kept: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("{{ sitemap }}", encoding="utf-8")
    assert run(tmp_path) == (CONTEXT["sitemap"], [NAME])
    assert run(tmp_path) == (CONTEXT["sitemap"], [NAME])
    assert not kept.exists()


def test_another_text_under_the_name_is_never_taken_for_it(
    kept: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(default_layouts())
    assert kept.exists()
    monkeypatch.setattr(compiled, "default_layouts", lambda: tmp_path)
    (tmp_path / NAME).write_text("neu: {{ sitemap }}", encoding="utf-8")
    assert run(tmp_path) == (f"neu: {CONTEXT['sitemap']}", [NAME])
    assert run(tmp_path) == (f"neu: {CONTEXT['sitemap']}", [])


@pytest.mark.parametrize("damage", [b"", b"\0" * 64, b"nonsense", b"(", b"\xe3"])
def test_a_damaged_file_is_made_anew(kept: Path, run: Run, damage: bytes) -> None:
    run(default_layouts())
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert run(default_layouts()) == (PAGE, [NAME])
    assert kept.read_bytes() == whole
    kept.write_bytes(whole[:-5])
    assert run(default_layouts()) == (PAGE, [NAME])
    assert kept.read_bytes() == whole


def test_what_another_compiler_made_is_not_used(
    kept: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(default_layouts())
    other = tmp_path / "other.py"
    other.write_text("# another compiler", encoding="utf-8")
    monkeypatch.setattr(compiled, "MAKERS", (str(other), str(other)))
    assert run(default_layouts()) == (PAGE, [NAME])
    os.utime(other, (1, 1))
    assert run(default_layouts()) == (PAGE, [NAME])
    assert run(default_layouts()) == (PAGE, [])
    assert kept.exists()


def test_nothing_is_kept_where_python_keeps_nothing(kept: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert run(default_layouts()) == (PAGE, [NAME])
    assert not kept.exists()


def test_a_program_that_may_not_be_written_to_still_runs(kept: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"a file where the folder should be")
    assert run(default_layouts()) == (PAGE, [NAME])
    assert run(default_layouts()) == (PAGE, [NAME])
    assert not kept.exists()
