"""One fault of every rule, planted in a copy of the sample column: reported exactly, and nothing else.

The tables in tests/planted/ list the faults. Each ``[[fault]]`` names

- ``rule``: the rule that it breaks;
- ``file``: the file of the sample that it is in, and one of ``old`` and ``new`` (that text, which stands there once,
  becomes this), ``text`` (a file is added), ``parts`` (an office file is added, its parts by name), ``gone`` (the file
  or folder is taken away), ``bytes`` (a file is added, in hexadecimal), ``size`` (a file of so many bytes is added),
  ``moved`` (the file goes there), ``link`` (a symbolic link
  is added, to that path), ``pipe`` (a named pipe is added);
- ``more``: further edits that belong to the fault, each with the keys above;
- ``at``: the line where the rule reports, or a piece that stands in that line only; without it, line 1 (where a rule
  reports what is not there); ``nth``: which of several such lines; ``path``: the file of that line, unless it is
  ``file``; ``severity``: the weight in words, unless it is the rule's own; ``times``: how often, unless once;
- ``also``: what other findings come with it by nature, each with ``rule``, ``at`` and so on, and ``because``;
- ``group``: the faults of one group are planted together, in one copy; most are in the same.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from os import mkfifo
from pathlib import Path
from shutil import rmtree
from typing import Any, TypeAlias
from zipfile import ZipFile

import pytest

from generator.rules.families import RULES
from tests.conftest import Run

PLANTED = Path(__file__).parent / "planted"
TABLES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(PLANTED.glob("*.toml"))}
FAULTS: list[dict[str, Any]] = [one for table in TABLES.values() for one in table.get("fault", ())]
IMPOSSIBLE: dict[str, str] = {
    rule: why for table in TABLES.values() for rule, why in table.get("impossible", {}).items()
}
"""Rules that cannot be broken in a copy of the sample by editing files alone, and why."""
Told: TypeAlias = tuple[str, str, int, str]
"""Rule, path, line, severity."""

GROUPS: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
for _fault in FAULTS:
    GROUPS[_fault.get("group", "whole")].append(_fault)


def edit(root: Path, one: dict[str, Any]) -> None:
    """Plant one edit."""
    file = root / one["file"]
    if "old" in one:
        text = file.read_bytes().decode("utf-8")
        assert text.count(one["old"]) == 1, f"{one['file']} has {text.count(one['old'])} times: {one['old']}"
        file.write_bytes(text.replace(one["old"], one["new"]).encode("utf-8"))
    elif "moved" in one:
        file.rename(root / one["moved"])
    elif one.get("gone"):
        rmtree(file) if file.is_dir() else file.unlink()
    else:
        assert not file.exists(), f"{one['file']} is there already"
        file.parent.mkdir(parents=True, exist_ok=True)
        if "parts" in one:
            with ZipFile(file, "w") as archive:
                for name, text in one["parts"].items():
                    archive.writestr(name, text)
        elif "bytes" in one:
            file.write_bytes(bytes.fromhex(one["bytes"]))
        elif "link" in one:
            file.symlink_to(one["link"])
        elif "size" in one:
            file.write_bytes(b"x" * one["size"])
        elif "pipe" in one:
            mkfifo(file)
        else:
            file.write_text(one["text"], "utf-8", newline="\n")


def expected(root: Path, fault: dict[str, Any]) -> Iterator[Told]:
    """What must be reported of a fault, once it is planted."""
    for one in (fault, *fault.get("also", ())):
        path = one.get("path", fault["file"])
        line = _line(root / path, one["at"], one.get("nth")) if "at" in one else 1
        for _ in range(one.get("times", 1)):
            yield one["rule"], path, line, one.get("severity", RULES[one["rule"]].severity.name.lower())


def _line(file: Path, at: str, nth: int | None) -> int:
    """The number of the line that is, or else contains, a text."""
    lines = file.read_bytes().decode("utf-8-sig").split("\n")
    found = [number for number, line in enumerate(lines, 1) if line.strip() == at.strip()]
    found = found or [number for number, line in enumerate(lines, 1) if at in line]
    assert len(found) == 1 or (nth and nth <= len(found)), f"{file} has these lines with “{at}”: {found}"
    return found[(nth or 1) - 1]


@pytest.mark.parametrize("group", GROUPS)
def test_planted_faults_are_found(
    group: str, tmp_path: Path, gongkai: Run, copy_column: Callable[[Path], Path]
) -> None:
    """Every fault of a group is reported once, at its place, with its weight, and nothing else is."""
    root = copy_column(tmp_path / "column")
    for fault in GROUPS[group]:
        for one in (fault, *fault.get("more", ())):
            edit(root, one)
    wanted = Counter(told for fault in GROUPS[group] for told in expected(root, fault))
    done = gongkai("check", "--format", "json", cwd=root)
    said = json.loads(done.stdout)["findings"]
    found = Counter((one["rule"], one["path"], one["line"], one["severity"]) for one in said)
    lost, strange = wanted - found, found - wanted
    messages = {(one["rule"], one["path"], one["line"]): one["message"] for one in said}
    told = [f"lost: {one}" for one in sorted(lost.elements())]
    told += [f"strange: {one} {messages[one[:3]]}" for one in sorted(strange.elements())]
    assert told == [], "\n".join(told)


def test_every_rule_is_planted() -> None:
    """Each rule has a fault of its own, or a reason why it can have none."""
    planted = {one["rule"] for one in FAULTS}
    assert sorted(RULES.keys() - planted - IMPOSSIBLE.keys()) == []
    assert sorted(planted & IMPOSSIBLE.keys()) == []
    assert IMPOSSIBLE.keys() <= RULES.keys()


def test_what_comes_along_is_explained() -> None:
    """A finding that comes with another by nature has a reason, and what cannot be planted, too."""
    assert all(one.get("because") for fault in FAULTS for one in fault.get("also", ()))
    assert all(IMPOSSIBLE.values())
