r"""The specs of the rules (tests/specs/ID.md): examples that are tests.

A spec is Markdown. In a section headed 触发 or 不触发, each fenced block is a file laid over the base column; its info
string is a form and a path:

- ``md``, ``toml``, ``json``, ``html``, ``css`` or ``text`` and a path: a file with that text;
  a path that begins with ``+`` is added to the end of the base file;
- ``gone``: the base file, or folder, is taken away;
- ``bytes``: as text, without the last newline; ``escaped``: with ``\u0007`` and the like undone; ``gbk``: in that
  encoding; ``archive``: a zip file, as office files are: a line ``-- name`` begins a part;
  ``large``: as many bytes as the number in the block; ``link``: a symbolic link to the path in the block;
  ``pipe``: a named pipe. A path may carry ``%XX``.

``⟵ 错误`` (or 警告, 提示, 无法判定) at a line's end says: here the rule reports once, of that weight; words after it
stand in the message or the hint; the mark may be repeated. Lines outside the blocks may say ``日期：2020-06-30``,
``选项：hold drafts future`` and, for findings without a line of a block, ``报告于：output/index.html:1 错误``.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest

from generator.building.cache import Cache
from generator.building.cache import cache as caching
from generator.building.options import Options
from generator.building.pipeline import examine_run
from generator.building.project import load
from generator.building.run import Run
from generator.building.version import generator_version
from generator.model.diagnostics import Diagnostic, Severity
from generator.rendering.templates import Templates, templates
from generator.rules.families import RULES

SPECS = Path(__file__).parent.parent / "specs"
BASE = SPECS / "base"
AS_OF = date(2020, 6, 30)
WEIGHTS = {severity.label: severity for severity in Severity}
MARK = re.compile(rf"\s*⟵\s*({'|'.join(WEIGHTS)})([^⟵]*)")
ELSEWHERE = re.compile(rf"报告于：(\S+):(\d+) ({'|'.join(WEIGHTS)})(.*)")
FENCE = re.compile(r"(`{3,})(\S+) (\S+)")
WRITTEN = frozenset({"md", "toml", "json", "html", "css", "text"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One expected finding."""

    path: str
    line: int
    severity: Severity
    words: str = ""


@dataclass
class Section:
    """One example of a spec."""

    title: str
    as_of: date = AS_OF
    options: frozenset[str] = frozenset()
    blocks: list[tuple[str, str, str]] = field(default_factory=list)
    """Form, path and content of each block, marks taken out."""
    marks: list[Mark] = field(default_factory=list)

    @property
    def fires(self) -> bool:
        """Whether the title promises findings."""
        return self.title.startswith("触发")


def read(text: str) -> list[Section]:
    """Read the sections of a spec."""
    sections: list[Section] = []
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("## "):
            sections.append(Section(line.removeprefix("## ")))
        elif sections and (fence := FENCE.fullmatch(line)):
            content = list(iter(lambda: next(lines), fence[1]))
            _block(sections[-1], fence[2], fence[3], content)
        elif sections and line.startswith("日期："):
            sections[-1].as_of = date.fromisoformat(line.removeprefix("日期：").strip())
        elif sections and line.startswith("选项："):
            sections[-1].options = frozenset(line.removeprefix("选项：").split())
        elif sections and (found := ELSEWHERE.fullmatch(line)):
            sections[-1].marks.append(Mark(unquote(found[1]), int(found[2]), WEIGHTS[found[3]], found[4].strip()))
        else:
            assert not line.startswith(("```", "报告于")), f"unreadable line: {line}"
    return sections


def _block(section: Section, form: str, path: str, content: list[str]) -> None:
    path = unquote(path)
    added = path.startswith("+")
    before = len((BASE / path[1:]).read_text("utf-8").splitlines()) if added else 0
    plain = []
    for number, line in enumerate(content, before + 1):
        marks = MARK.findall(line)
        section.marks.extend(Mark(path.lstrip("+"), number, WEIGHTS[label], words.strip()) for label, words in marks)
        plain.append(line[: line.index("⟵")].rstrip() if marks else line)
    section.blocks.append((form, path, "".join(f"{line}\n" for line in plain)))


def lay(section: Section, root: Path) -> None:
    """Write the base column, and a section's blocks over it, into a folder."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    for form, path, text in section.blocks:
        file = root / path.removeprefix("+")
        if form == "gone":
            shutil.rmtree(file) if file.is_dir() else file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        if form in WRITTEN:
            before = file.read_text("utf-8") if path.startswith("+") else ""
            file.write_text(before + text, "utf-8", newline="\n")
        elif form == "bytes":
            file.write_text(text.removesuffix("\n"), "utf-8", newline="\n")
        elif form == "escaped":
            file.write_text(re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text), "utf-8")
        elif form == "gbk":
            file.write_text(text, "gbk")
        elif form == "archive":
            _zip(file, text)
        elif form == "large":
            file.write_bytes(b"x" * int(text))
        elif form == "link":
            file.symlink_to(text.strip())
        else:
            assert form == "pipe", f"unknown form: {form}"
            os.mkfifo(file)


def _zip(file: Path, text: str) -> None:
    with ZipFile(file, "w") as archive:
        for part in text.split("-- ")[1:]:
            name, _, content = part.partition("\n")
            archive.writestr(name, content)


@pytest.fixture(scope="module")
def used() -> Iterator[Cache]:
    """What is known of the columns before: they are the same but for a few files."""
    with caching(None, generator_version()) as one:
        yield one


def found(section: Section, root: Path, used: Cache) -> tuple[Diagnostic, ...]:
    """Everything that is found in a section's column."""
    lay(section, root)
    chosen = section.options
    options = Options(section.as_of, drafts="drafts" in chosen, future="future" in chosen, hold="hold" in chosen)
    inputs = load(root)
    return examine_run(Run(inputs, options, layouts(inputs.layouts), used)).findings


def layouts(folders: tuple[str, ...]) -> Templates:
    """The default layouts, compiled once for all sections; those of a section's own anew."""
    return templates(folders) if len(folders) == 1 else Templates(folders)


def matched(found: Diagnostic, mark: Mark) -> bool:
    """Tell whether a finding is the one that a mark expects."""
    here = (found.span.path, found.span.line, found.severity)
    return here == (mark.path, mark.line, mark.severity) and mark.words in f"{found.message} {found.hint}"


EXAMPLES = [
    pytest.param(path.stem, section, id=f"{path.stem}: {section.title}")
    for path in sorted(SPECS.glob("*.md"))
    for section in read(path.read_text("utf-8"))
]


@pytest.mark.parametrize(("rule", "section"), EXAMPLES)
def test_spec(rule: str, section: Section, tmp_path: Path, used: Cache) -> None:
    """The rule reports exactly what the spec marks, and nothing else."""
    assert section.title.startswith(("触发：", "不触发：")), "a section is headed 触发： or 不触发："
    assert section.fires == bool(section.marks), "a section that fires has marks, one that stays silent has none"
    mine = [one for one in found(section, tmp_path, used) if one.rule == rule]
    said = Counter((one.span.path, one.span.line, one.severity.label) for one in mine)
    expected = Counter((mark.path, mark.line, mark.severity.label) for mark in section.marks)
    assert said == expected, "\n".join(f"{one.span.path}:{one.span.line} {one.message}" for one in mine)
    for mark in section.marks:
        assert any(matched(one, mark) for one in mine), f"no message says “{mark.words}”: {[m.message for m in mine]}"


def test_base_is_clean(tmp_path: Path, used: Cache) -> None:
    """The column under the specs has no finding of its own, so that each example shows one thing."""
    findings = found(Section("不触发：底本"), tmp_path, used)
    assert [(one.rule, one.span, one.message) for one in findings] == []


def test_every_rule_has_a_spec() -> None:
    """Each rule has a spec, each spec a rule, with one example that fires and one that stays silent at least."""
    specs = {path.stem: read(path.read_text("utf-8")) for path in SPECS.glob("*.md")}
    assert specs.keys() == RULES.keys()
    lacking = {name for name, sections in specs.items() if {one.fires for one in sections} != {True, False}}
    assert lacking == set()
