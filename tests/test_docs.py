"""What the documentation shows is what the program prints."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from generator.building.options import Options
from generator.building.pipeline import examine
from generator.building.project import load
from generator.kinds.registry import KINDS
from generator.model.phase import Phase
from generator.model.sources import Source
from generator.model.values import replace
from generator.reporting import text

PROJECT = Path(__file__).parents[1]
FENCED = re.compile(r"^```(?:text)?\n(content/\S+:\d+:\d+  .*?)```$", re.MULTILINE | re.DOTALL)
PLACE = re.compile(r"(\S+?):(\d+):\d+  .*\n +\d+ \| (.*)\n")
DAY = date(2020, 10, 30)
"""On which the sample column stands still."""


def example(name: str) -> str:
    """The one finding that a document shows."""
    [block] = FENCED.findall((PROJECT / name).read_text("utf-8"))
    return str(block)


def sources() -> tuple[Source, ...]:
    """The pages of the sample column, read."""
    return tuple(one.read() for one in load(PROJECT).sources)


def printed(sources: tuple[Source, ...]) -> str:
    """What is said of the sample column with other pages."""
    findings = examine(replace(load(PROJECT), sources=sources), Options(DAY)).findings
    return text(findings, {source.path: source.data.decode() for source in sources})


@pytest.mark.parametrize("name", ["docs/editing.md", "docs/formats.md"])
def test_a_faulty_line_is_reported_as_the_document_shows(name: str) -> None:
    """Put the line into the sample column, at its place, and the program says the same."""
    block = example(name)
    place = PLACE.match(block)
    assert place
    [right] = [source for source in sources() if source.path == place[1]]
    lines = right.data.decode().split("\n")
    lines[int(place[2]) - 1] = place[3]
    wrong = replace(right, data="\n".join(lines).encode())
    assert wrong != right
    assert block in printed(tuple(wrong if one == right else one for one in sources()))


def test_the_handbook_says_where_pages_of_each_kind_belong() -> None:
    """五公开: the table has every kind in the rows of the phases that are usual for it."""
    text = (PROJECT / "docs/editing.md").read_text("utf-8").partition("### 五公开\n")[2].partition("\n### ")[0]
    rows = dict(re.findall(r"^\| (决策|执行|管理|服务|结果) \| (.+) \|$", text, re.MULTILINE))
    assert {name: set(kinds.split("、")) for name, kinds in rows.items()} == {
        phase: {kind.kind_label for kind in KINDS.values() if phase in kind.usual_phases} for phase in Phase
    }


def test_a_missing_interpretation_is_reported_as_the_readme_shows() -> None:
    block = example("README.md")
    whole = sources()
    rest = tuple(one for one in whole if not one.path.endswith("/i-2020-001.md"))
    assert len(rest) == len(whole) - 1
    assert block in printed(rest)
