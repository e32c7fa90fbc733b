"""What rules of a scope may look at: bodies are the bulk of a column, and stay away from rules of the whole site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator.assembling.assemble import assemble
from generator.kinds.policy import Interpretation, Policy
from generator.kinds.statutory import Organisation, StatutoryItem
from generator.model.config import SiteConfig
from generator.model.content import Parsed, Prose, Written
from generator.model.schema import Record
from generator.model.site import Page, Site
from generator.model.sources import Asset, Source
from generator.model.values import replace
from generator.reading.settings import read_settings
from generator.reading.study import study
from generator.rules import families  # noqa: F401  # the rules register themselves
from generator.rules.engine import check_sets, check_site

ROOT = Path(__file__).parents[2]
AS_OF = date(2020, 10, 30)


@dataclass(frozen=True)
class Watched:
    """A body that notes who asks for it."""

    path: str
    behind: Prose
    asked: list[str]

    @property
    def html(self) -> str:
        """The body's HTML."""
        self.asked.append(self.path)
        return self.behind.html

    @property
    def text(self) -> str:
        """The body's text."""
        self.asked.append(self.path)
        return self.behind.text

    @property
    def lines(self) -> tuple[int, ...]:
        """Where its lines stand."""
        self.asked.append(self.path)
        return self.behind.lines


@pytest.fixture(scope="module")
def documents() -> tuple[Parsed, ...]:
    """The sample column, read."""
    paths = sorted((ROOT / "content").rglob("*.md"))
    return tuple(study(Source(path.relative_to(ROOT).as_posix(), path.read_bytes()), config()) for path in paths)


@cache
def config() -> SiteConfig:
    """The sample column's configuration."""
    found, _ = read_settings((ROOT / "site_config.toml").read_bytes(), "site_config.toml")
    assert found is not None
    return found


def site(documents: tuple[Parsed, ...]) -> Site:
    """The column that some documents make."""
    files = (path for path in (ROOT / "content").rglob("*") if path.is_file() and path.suffix != ".md")
    assets = tuple(Asset(path.relative_to(ROOT).as_posix(), path.stat().st_size, "0" * 64) for path in files)
    return assemble(documents, config(), AS_OF, assets=assets).site


def test_the_whole_site_is_judged_without_its_bodies(documents: tuple[Parsed, ...]) -> None:
    """Assembling reads no body; rules of the site read those of a few pages at most.

    These are the items of art. 20, the organs with their telephone numbers, and what tells how information is asked
    for: guide, 制度 and 依申请公开.
    """
    asked: list[str] = []
    watched = tuple(replace(one, prose=Watched(one.path, one.prose, asked)) for one in documents)
    whole = site(watched)
    assert asked == []
    check_site(whole)
    told = {page.path for page in whole.pages.values() if page.column in {"guide", "regulations", "apply"}}
    told |= {page.path for kind in (StatutoryItem, Organisation) for page in whole.having(kind)}
    assert set(asked) <= told


def test_rules_of_sets_find_the_same_on_a_part_of_the_site(documents: tuple[Parsed, ...]) -> None:
    """A set by itself is found to have what it has among all others."""
    spoilt = tuple(_spoilt(one) for one in documents)
    whole = site(spoilt)
    expected = {(one.rule, one.span, one.message) for one in check_sets(whole)}
    found = {(one.rule, one.span, one.message) for part in _parts(whole) for one in check_sets(part)}
    assert expected
    assert found == expected


def _spoilt(one: Parsed) -> Parsed:
    """Take the headings and the body away from interpretations, so that they lack what a rule of sets demands."""
    if not isinstance(one.meta, Interpretation):
        return one
    return replace(one, meta=one.meta.model_copy(update={"elements": ()}), headings=(), prose=Written())


def _parts(whole: Site) -> list[Site]:
    """The site cut into groups of pages that are tied, directly or indirectly."""
    groups: list[set[str]] = []
    for policy in whole.having(Policy):
        near = {policy.id, *_tied(whole.pages, policy)}
        touched = [group for group in groups if group & near]
        groups = [group for group in groups if not group & near] + [near.union(*touched)]
    return [replace(whole, pages={name: whole.pages[name] for name in sorted(group)}) for group in groups]


def _tied(pages: Mapping[str, Page[Record]], page: Page[Record]) -> set[str]:
    mine = {*page.implemented_by, *page.interpreted_by}
    return mine | {text for name in page.implemented_by for text in pages[name].interpreted_by}


def test_what_was_asked_of_a_site_is_not_asked_of_a_part(documents: tuple[Parsed, ...]) -> None:
    """A site answers from memory, and another site has a memory of its own."""
    whole = site(documents)
    assert whole.having(Policy) is whole.having(Policy)
    assert whole.once(_count) == len(whole.pages)
    part = replace(whole, pages={})
    assert part.having(Policy) == ()
    assert part.once(_count) == 0


def _count(one: Site) -> int:
    return len(one.pages)
