"""What a watch is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.serving.scope import Scope

ROOT = Path("/site")
SCOPE = Scope(
    frozenset({ROOT / "content", ROOT / "site_config.toml"}), lambda path: path.name.startswith(".") or path == ROOT
)


@pytest.mark.parametrize("path", ["content/a.md", "content/x/y/a.md", "content", "site_config.toml", "."])
def test_what_is_in_a_place_matters_and_what_a_place_is_in(path: str) -> None:
    assert SCOPE.counts(ROOT / path)


@pytest.mark.parametrize(
    "path", ["output/a.html", "site_config.toml~", "contents/a.md", "content/.a.md", "content/.git/a.md", "content.md"]
)
def test_neighbours_and_what_is_ignored_do_not(path: str) -> None:
    assert not SCOPE.counts(ROOT / path)


def test_a_place_is_never_ignored_for_its_own_name() -> None:
    assert Scope(frozenset({ROOT / ".content"}), SCOPE.ignored).counts(ROOT / ".content/a.md")


def test_a_place_goes_with_the_folders_around_it() -> None:
    assert [SCOPE.bears(ROOT / path) for path in (".", "content", "content/x", "output")] == [True, True, False, False]
