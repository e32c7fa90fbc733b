"""The gate: what would break the rules stops the build at the right line and leaves the published site as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from generator.building.cache import Cache, cache
from generator.building.gathering import gather
from generator.building.inputs import Inputs
from generator.building.options import Options
from generator.building.pipeline import examine
from generator.building.project import load
from generator.building.version import generator_version
from generator.model.diagnostics import Severity
from generator.model.sources import Source
from generator.model.values import replace
from generator.text.calendar import calendar

Run = Callable[..., Any]
PROJECT = Path(__file__).parents[1]
AS_OF = date(2020, 10, 30)
"""The day on which the sample stands still."""
INTERPRETATIONS = sorted(
    path.relative_to(PROJECT).as_posix() for path in (PROJECT / "content/statutory/interpretations").rglob("*.md")
)


def digests(folder: Path) -> dict[str, str]:
    """Every file under a folder, with its digest and the moment of its last change."""
    return {
        path.relative_to(folder).as_posix(): f"{sha256(path.read_bytes()).hexdigest()} {path.stat().st_mtime_ns}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    """The sample column as it is read from disk."""
    return load(PROJECT)


@pytest.fixture(scope="module")
def used() -> Iterator[Cache]:
    """What was found out of the sample column, for all runs that differ from each other in one page."""
    with cache(None, generator_version()) as found:
        yield found


@pytest.fixture
def column(tmp_path: Path, copy_published: Callable[[Path], Path]) -> Path:
    """A copy of the sample column, published."""
    return copy_published(tmp_path / "column")


@pytest.fixture
def refused(column: Path, gongkai: Run) -> Callable[[], list[dict[str, Any]]]:
    """Build again; demand that it is refused and that ``output/`` stays byte for byte; give the errors."""
    before = digests(column / "output")
    lock = (column / "site.lock").read_bytes()

    def build() -> list[dict[str, Any]]:
        done = gongkai("build", "--format", "json", cwd=column, code=1)
        assert digests(column / "output") == before
        assert (column / "site.lock").read_bytes() == lock
        return [one for one in json.loads(done.stdout)["findings"] if one["severity"] == "error"]

    return build


def places(findings: list[dict[str, Any]], rule: str) -> set[tuple[str, int]]:
    return {(one["path"], one["line"]) for one in findings if one["rule"] == rule}


def line_of(path: Path, pattern: str) -> int:
    """The line on which a pattern first stands, from 1."""
    return next(
        n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if re.search(pattern, line)
    )


def test_the_sample_publishes_with_nothing_at_or_above_a_warning(column: Path, gongkai: Run) -> None:
    done = gongkai("check", "--strict", "--format", "json", cwd=column, code=0)
    assert [one for one in json.loads(done.stdout)["findings"] if one["severity"] in {"warning", "error"}] == []
    assert (column / "output" / "index.html").exists()


@pytest.mark.parametrize("path", INTERPRETATIONS)
def test_deleting_an_interpretation_stops_the_build(
    path: str, column: Path, inputs: Inputs, refused: Callable[[], list[dict[str, Any]]]
) -> None:
    """Each interpretation that was published is missed: by its set, by the pages that lead to it, by the lock."""
    if re.search(r"^(草稿: 是|公开属性: (依申请|不予)公开)", (column / path).read_text(encoding="utf-8"), re.MULTILINE):
        pytest.skip("not published in the first place")
    site = gather(inputs, Options(AS_OF)).site
    assert site
    alone_in = [
        policy
        for policy, one in site.sets.items()
        if "interpretation" in one.required and site.pages[policy].interpreted_by == (Path(path).stem,)
    ]
    (column / path).unlink()
    rules = {one["rule"] for one in refused()}
    assert "page-gone" in rules
    assert ("sync-missing" in rules) is bool(alone_in)


def test_a_policy_without_its_only_interpretation_is_named_at_its_number(
    column: Path, refused: Callable[[], list[dict[str, Any]]]
) -> None:
    policy, interpretation = alone(column)
    interpretation.unlink()
    where = (policy.relative_to(column).as_posix(), line_of(policy, r"^发文字号:"))
    assert where in places(refused(), "sync-missing")


def test_renaming_a_subcolumn_stops_the_build(column: Path, refused: Callable[[], list[dict[str, Any]]]) -> None:
    config = column / "site_config.toml"
    line = line_of(config, '^name = "政府信息公开制度"')
    config.write_text(
        config.read_text(encoding="utf-8").replace('name = "政府信息公开制度"', 'name = "信息公开制度"'),
        encoding="utf-8",
    )
    assert ("site_config.toml", line) in {(path, line) for path, _ in places(refused(), "plat-four-subcolumns")}


def test_an_interpretation_five_working_days_later_stops_the_build(
    column: Path, refused: Callable[[], list[dict[str, Any]]]
) -> None:
    _, interpretation = alone(column)
    text = interpretation.read_text(encoding="utf-8")
    found = re.search(r"^发布日期: (\d{4})-(\d{2})-(\d{2})", text, re.MULTILINE)
    assert found
    later = calendar({}).add(date(*map(int, found.groups())), 5)
    interpretation.write_text(text.replace(found[0], f"发布日期: {later}"), encoding="utf-8")
    where = (interpretation.relative_to(column).as_posix(), line_of(interpretation, r"^发布日期:"))
    assert places(refused(), "sync-late") == {where}


def test_marking_a_policy_closed_is_named_at_its_attribute(
    column: Path, refused: Callable[[], list[dict[str, Any]]]
) -> None:
    policy, _ = alone(column)
    policy.write_text(
        policy.read_text(encoding="utf-8").replace("公开属性: 主动公开", "公开属性: 不予公开"), encoding="utf-8"
    )
    where = (policy.relative_to(column).as_posix(), line_of(policy, r"^公开属性:"))
    findings = refused()
    assert places(findings, "attr-ground") == {where}
    assert places(findings, "sync-dangling")


PAGES = sorted(
    path.relative_to(PROJECT).as_posix()
    for path in (PROJECT / "content").rglob("*.md")
    if "\n公开属性: 主动公开\n" in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("path", PAGES)
def test_any_page_marked_closed_stops_the_build(path: str, inputs: Inputs, used: Cache) -> None:
    """Whatever its kind and its age: closing a page needs a ground, and the line says so."""
    changed = [
        Source(one.path, one.read().data.replace("公开属性: 主动公开".encode(), "公开属性: 不予公开".encode(), 1))
        if one.path == path
        else one
        for one in inputs.sources
    ]
    result = examine(replace(inputs, sources=tuple(changed)), Options(AS_OF), used)
    line = line_of(PROJECT / path, r"^公开属性:")
    errors = {(one.rule, one.span.path, one.span.line) for one in result.findings if one.severity is Severity.ERROR}
    assert ("attr-ground", path, line) in errors


def alone(column: Path) -> tuple[Path, Path]:
    """A policy of the sample and the one interpretation that it has, which serves nothing else."""
    policies = {path.stem: path for path in (column / "content/statutory/policies").rglob("*.md")}
    texts = sorted((column / "content/statutory/interpretations").rglob("*.md"))
    serving = {path: _names(path) for path in texts}
    for stem, policy in sorted(policies.items()):
        text = policy.read_text(encoding="utf-8")
        number = re.search(r"^发文字号: (.*)$", text, re.MULTILINE)
        mine = [path for path, names in serving.items() if {stem, number[1] if number else ""} & names]
        if "文件类型: 规范性文件" in text and len(mine) == 1 and len(serving[mine[0]]) == 1:
            return policy, mine[0]
    raise AssertionError("the sample has no policy with exactly one interpretation")


def _names(path: Path) -> set[str]:
    found = re.search(r"^解读对象:(.*(?:\n +- .*)*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return set(re.findall(r"[^\s\[\],\"'-][^\[\],\"'\n]*", found[1])) if found else set()
