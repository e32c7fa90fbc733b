"""gongkai as a tool of the comparison, and a small column on which its start shows."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from benchmarks.tools import Tool
from generator.authoring.start import start

NAME = "gongkai"
PROGRAM = (sys.executable, "-m", "generator")
ITEMS = "statutory/items"
KEPT = "a20-03-plans.md"
"""The one page about items of the law that the small column keeps: with it, it has eleven."""


def gongkai(column: Path, edited: str = "") -> Tool:
    """Ready to build a column."""
    command = (*PROGRAM, "build", "--jobs", str(os.cpu_count() or 1))
    leavings = (column / ".gongkai", column / ".output.spare")
    return Tool(NAME, command, column, column / "output", column / "content" / edited, leavings)


def small(folder: Path) -> Path:
    """Make the starter's column, cut to eleven pages, against which the check has nothing to say."""
    start(folder)
    for page in (folder / "content" / ITEMS).glob("*.md"):
        if page.name != KEPT:
            page.unlink()
    kept = folder / "content" / ITEMS / KEPT
    carried = ", ".join(f"a20-{number:02}" for number in range(3, 15))
    kept.write_text(
        kept.read_text(encoding="utf-8").replace("条例事项: a20-03", f"条例事项: [{carried}]"), encoding="utf-8"
    )
    return folder
