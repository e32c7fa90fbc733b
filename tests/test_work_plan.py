"""The table of the work plan (docs/work-plan.md) says what is so, and leaves nothing out."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.building.gathering import gather
from generator.building.options import Options
from generator.building.project import load
from generator.kinds.base import Document
from generator.kinds.registry import KINDS
from generator.model.site import Site
from generator.rendering.plan import plan
from generator.rules.engine import Scope
from generator.rules.families import RULES

PROJECT = Path(__file__).parents[1]
TEXT = (PROJECT / "docs/work-plan.md").read_text(encoding="utf-8")
CATALOGUE = PROJECT.parent / "shared/domain.md"
LATER = {"plat-search", "plat-export"}
"""Rules of the catalogue that are still to be written, besides those on accessibility of the finished page."""
CLAUSES = [
    *("一（一）", "一（二）", "一（三）", "一（四）"),
    *("二（一）", "二（二）", "二（三）"),
    *("三（一）", "三（二）", "三（三）", "三（四）"),
    *("四（一）", "四（二）", "四（三）", "四（四）"),
    *("五（一）", "五（二）", "五（三）"),
    *("六（一）", "六（二）"),
]


class Row(NamedTuple):
    """One clause of the plan."""

    clause: str
    kinds: tuple[str, ...]
    pages: tuple[str, ...]
    """Addresses in the built sample."""
    rules: tuple[str, ...]
    files: tuple[str, ...]


ROWS = [
    Row(clause, *(tuple(cell.split()) for cell in cells))
    for clause, *cells in (
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in TEXT.splitlines()
        if line.startswith("| ") and "（" in line
    )
]
COMMON = re.findall(r"`([a-z0-9]+-[a-z0-9-]+)`", TEXT)


def test_every_clause_of_the_plan_has_a_row() -> None:
    assert [row.clause[:4] for row in ROWS] == CLAUSES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.clause)
def test_a_row_names_what_there_is(row: Row) -> None:
    assert set(row.kinds) <= KINDS.keys()
    assert set(row.rules) <= RULES.keys()
    assert row.files
    assert [file for file in row.files if not (PROJECT / file).is_file()] == []


@pytest.fixture(scope="module")
def site() -> Site:
    """The sample column on its day."""
    found = gather(load(PROJECT), Options(date(2020, 10, 30))).site
    assert found
    return found


def test_every_page_of_the_table_is_built(site: Site) -> None:
    built = {job.path for job in plan(site)}
    assert [(row.clause, page) for row in ROWS for page in row.pages if page not in built] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.clause)
def test_a_row_has_the_pages_of_its_kinds_and_of_its_sample_files(row: Row, site: Site) -> None:
    shown = {page.meta.kind_id for page in site.having(Document) if page.url in row.pages}
    assert set(row.kinds) - shown == set()
    urls = {page.path: page.url for page in site.pages.values()}
    assert {urls[file] for file in row.files if file.endswith(".md")} - set(row.pages) == set()
    assert row.pages


def test_every_kind_serves_a_clause() -> None:
    assert {kind for row in ROWS for kind in row.kinds} == KINDS.keys()


def test_every_rule_serves_a_clause_or_all_of_them() -> None:
    """What only says that a file cannot be read or placed is no matter of the plan."""
    named = {rule for row in ROWS for rule in row.rules} | set(COMMON)
    assert named <= RULES.keys()
    technical = {rule.id for rule in RULES.values() if rule.scope is Scope.INTAKE or rule.basis == "逻辑"}
    assert {name for name in RULES.keys() - named if name not in technical} == set()


@pytest.mark.skipif(not CATALOGUE.is_file(), reason="needs the catalogue of checks, which is not part of the project")
def test_every_check_of_the_catalogue_is_a_rule() -> None:
    text = CATALOGUE.read_text(encoding="utf-8")
    table = text[text.index("## (ii)") : text.index("## (iii)")]
    wanted = set()
    for line in re.findall(r"^\| ([a-z0-9 /-]+) \| [EWI] \|", table, re.MULTILINE):
        first, *others = (part.strip() for part in line.split("/"))
        wanted |= {first, *(first.partition("-")[0] + other for other in others)}
    accessible = {name for name in wanted if name.startswith("a11y-")} - RULES.keys()
    assert wanted - RULES.keys() == LATER | accessible
