"""The benchmarks still fit the program; how fast anything is decides nothing here."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks.documents import AS_OF
from benchmarks.generate import RIVALS, generate
from benchmarks.gongkai import small
from benchmarks.stages import REST, STAGES, Clock, found, table
from benchmarks.tables import ratio
from generator.building.build import check
from generator.building.options import Options
from generator.model.diagnostics import Severity


@pytest.mark.parametrize("place", [place for places in STAGES.values() for place in places])
def test_every_stage_is_in_the_program(place: str) -> None:
    """A function that was renamed would be missed in silence: its time would count as the rest."""
    assert callable(found(place)[2])


def test_generated_column_has_no_findings(tmp_path: Path) -> None:
    assert check(generate(40, tmp_path / "made").gongkai, Options(AS_OF)).findings == ()


def test_given_texts_bring_no_errors(tmp_path: Path) -> None:
    """Warnings they may bring: real sentences say what they say."""
    texts = tmp_path / "texts.jsonl.gz"
    body = "\n\n".join(f"第{number}条　本市居民可以在第{number}号窗口办理登记，当日办结。" for number in range(1, 400))
    texts.write_bytes(gzip.compress(json.dumps({"title": "", "body": body}).encode()))
    result = check(generate(100, tmp_path / "made", texts=texts).gongkai, Options(AS_OF))
    assert result.publishable(Severity.ERROR)


def test_equal_arguments_make_equal_sites(tmp_path: Path) -> None:
    generate(25, tmp_path / "one", rivals=RIVALS)
    generate(25, tmp_path / "other", rivals=RIVALS)
    assert _digests(tmp_path / "one") == _digests(tmp_path / "other")


def test_every_tool_gets_every_public_page(tmp_path: Path) -> None:
    generate(25, tmp_path / "made", rivals=RIVALS)
    made = [{path.name for path in tmp_path.rglob(f"{tool.name.lower()}/**/?-0*.md")} for tool in RIVALS]
    kept_back = {"n-000019.md"}
    ours = {path.name for path in tmp_path.rglob("gongkai/**/?-0*.md")} - kept_back
    assert made == [ours] * len(RIVALS)


def test_small_column_has_eleven_pages_and_no_findings(tmp_path: Path) -> None:
    column = small(tmp_path / "small")
    assert len(list(column.rglob("*.md"))) == 11
    assert check(column, Options(AS_OF)).findings == ()


def test_ratio_is_of_medians_and_spreads_over_rounds() -> None:
    assert ratio([2.0, 4.0, 9.0], [1.0, 4.0, 3.0]) == "1.33 (1.00–3.00)"
    assert ratio([2.0], [1.0, 4.0]) == "2.00 (2.00–2.00)"


def test_clock_counts_a_stage_within_another_for_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(100))
    monkeypatch.setattr("time.process_time", lambda: next(ticks))
    clock = Clock()
    inner = clock.timed("inner", lambda: None)
    clock.timed("outer", inner)()
    clock.turn()
    assert clock.spent == {REST: 2, "outer": 2, "inner": 1}


def test_clock_counts_the_steps_of_a_generator() -> None:
    clock = Clock()
    assert list(clock.timed("counting", _counted)(3)) == [0, 1, 2]


def test_table_says_how_stages_grow() -> None:
    lines = list(table({10: dict.fromkeys((*STAGES, REST), 1.0), 40: dict.fromkeys((*STAGES, REST), 8.0)}))
    assert lines[0] == "| stage | 10 | share | 40 | share | growth (4 ×) |"
    assert lines[2].endswith("| 8.0 × |")


def _counted(most: int) -> Iterator[int]:
    yield from range(most)


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}
