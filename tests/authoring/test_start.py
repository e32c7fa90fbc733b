"""The starter: whole, copied exactly, and only into an empty folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.authoring.start import NotEmpty, start
from generator.building.gathering import gather
from generator.building.options import Options
from generator.building.pipeline import examine
from generator.building.project import load
from generator.kinds.statutory import ITEMS
from generator.model.config import FIXED_COLUMNS, REQUEST_COLUMN
from generator.reading.settings import read_settings

STARTER = Path(__file__).parents[2] / "generator" / "authoring" / "starter"


def test_everything_is_copied_and_gitignore_gets_its_name(tmp_path: Path) -> None:
    written = start(tmp_path / "new")
    copied = {path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*") if path.is_file()}
    assert copied == {path.as_posix() for path in written}
    original = {path.relative_to(STARTER).as_posix() for path in STARTER.rglob("*") if path.is_file()}
    assert copied == original - {"gitignore"} | {".gitignore"}
    for name in original - {"gitignore"}:
        assert (tmp_path / "new" / name).read_bytes() == (STARTER / name).read_bytes()


def test_a_folder_with_only_a_repository_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert start(tmp_path)


@pytest.mark.parametrize("name", ["letter.txt", "content/a.md"])
def test_a_used_folder_is_refused_untouched(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("甲", encoding="utf-8")
    with pytest.raises(NotEmpty, match="不是空的"):
        start(tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / name]


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(NotEmpty, match="不是目录"):
        start(tmp_path / "file")


def test_the_starter_has_no_finding_at_all(column: Path) -> None:
    result = examine(load(column), Options(date(2020, 10, 30)))
    assert result.findings == ()


def test_the_starter_is_whole(column: Path) -> None:
    """Four fixed columns, the entry beside them, every art. 20 item stated, one whole release set with a download."""
    site = gather(load(column), Options(date(2020, 10, 30))).site
    assert site is not None
    top = [one.config.name for one in site.columns.values() if one.parent is None]
    assert top == [*FIXED_COLUMNS, REQUEST_COLUMN]
    stated = {code for page in site.pages.values() for code in getattr(page.meta, "items", ())}
    stated |= {code for one in site.columns.values() for code in one.config.items}
    assert stated == set(ITEMS)
    assert [one.lacks for one in site.sets.values()] == [frozenset()]
    assert "content/statutory/policies/2020-001.docx" in site.asset_urls
    assert not site.withheld
    assert not site.broken


def test_the_settings_explain_themselves(column: Path) -> None:
    """Each table and each setting of the site has a Chinese comment near it."""
    data = (column / "site_config.toml").read_bytes()
    config, findings = read_settings(data)
    assert (config is not None, findings) == (True, ())
    assert config is not None
    assert config.demonstration is not None
    lines = data.decode().splitlines()
    assert sum("#" in line for line in lines) > 30
