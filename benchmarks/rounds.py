"""Rounds of measuring: every row once in each round, in turns, so that all meet the same neighbours on the machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.gongkai import PROGRAM
from benchmarks.measure import Cost, Tree, peak, timed, tree
from benchmarks.tools import Tool

ROOT = Path(__file__).resolve().parent.parent
COLD, UNCHANGED, EDITED = SITUATIONS = ("cold", "nothing changed", "one edit")
EDIT = "\n\n本段为测速时的第{}次改动。\n"
OTHERS = 2
"""Counted rounds of the tools that are measured cold only: they take long, and nothing is near enough to dispute."""


@dataclass(frozen=True, slots=True)
class Row:
    """Something that is measured: a command of a tool, in a situation."""

    what: str
    tool: Tool
    command: tuple[str, ...]
    situation: str
    rounds: int

    @property
    def name(self) -> tuple[str, str]:
        """What it is called; no two are called the same."""
        return self.what, self.tool.name


@dataclass(slots=True)
class Cell:
    """What the runs of a row took."""

    costs: list[Cost] = field(default_factory=list)
    memory: float = 0.0
    written: int = 0
    after: Tree = field(default_factory=lambda: Tree({}))


Cells = Mapping[tuple[str, str], Cell]


def builds(pair: Sequence[Tool], others: Sequence[Tool], rounds: int) -> list[Row]:
    """Builds: the pair in every situation, the others cold, after it."""
    found = [Row(one, tool, tool.command, one, rounds) for one in SITUATIONS for tool in pair]
    cold = [Row(COLD, tool, tool.command, COLD, min(rounds, OTHERS)) for tool in others]
    return [*found[: len(pair)], *cold, *found[len(pair) :]]


def alone(ours: Tool, tiny: Tool, rounds: int) -> list[Row]:
    """What only gongkai does, and its start; measured right after the builds of each round."""
    file = str(ours.document.relative_to(ours.folder))
    wanted = (
        ("`check`, nothing changed", ours, ("check",), UNCHANGED),
        ("`check FILE`, that file edited", ours, ("check", file), EDITED),
        ("`--help`", tiny, ("--help",), UNCHANGED),
        ("`check` of 11 pages, cold", tiny, ("check",), COLD),
        ("`check` of 11 pages, nothing changed", tiny, ("check",), UNCHANGED),
    )
    return [Row(what, tool, (*PROGRAM, *words), situation, rounds) for what, tool, words, situation in wanted]


def measure(rows: Sequence[Row], rounds: int, say: Callable[[str], None]) -> dict[tuple[str, str], Cell]:
    """Run every row in each round; the builds of the pair once before, not counted; a round after is for memory."""
    cells = {row.name: Cell() for row in rows}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever installs a program in Python compiles it once
    for row in rows:
        if row.situation == UNCHANGED and row.command == row.tool.command:
            timed(row.command, row.tool.folder, environment)
    edits = count(1)
    for number in range(rounds + 1):
        for row in rows:
            cell, last = cells[row.name], number == rounds
            if number >= row.rounds and not last:
                continue
            before = _prepare(row, edits)
            if last:
                cell.memory = peak(row.command, row.tool.folder, environment)
                continue
            cell.costs.append(timed(row.command, row.tool.folder, environment))
            cell.after = tree(row.tool.output)
            cell.written = cell.after.written(before)
            say(f"{number + 1}/{rounds} {row.what}: {row.tool.name} {cell.costs[-1].wall:.2f} s")
    return cells


def _prepare(row: Row, edits: count[int]) -> Tree:
    """Bring about the situation; the output as it then is."""
    tool = row.tool
    if row.situation == COLD:
        for path in (tool.output, *tool.leavings):
            shutil.rmtree(path, ignore_errors=True)
            path.unlink(missing_ok=True)
    elif row.situation == EDITED:
        text = tool.document.read_text(encoding="utf-8").partition(EDIT.partition("{")[0])[0].rstrip("\n")
        tool.document.write_text(text + EDIT.format(next(edits)), encoding="utf-8")
    return tree(tool.output)
