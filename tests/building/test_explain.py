"""Why a sheet was rendered is said in Chinese, whatever changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.building.cache import cache
from generator.building.explain import PARTS
from generator.building.options import Options
from generator.building.pipeline import examine
from generator.building.project import load
from generator.building.version import generator_version


def test_every_part_of_a_context_has_a_chinese_name(tmp_path: Path, copy_column: Callable[[Path], Path]) -> None:
    with cache(None, generator_version()) as used:
        last = examine(load(copy_column(tmp_path / "column")), Options(date(2020, 10, 30)), used).ledger
        assert last
        contexts = [json.loads(used.get(bytes.fromhex(one.context)) or b"[{}]")[0] for one in last.sheets.values()]
    names = {name for one in contexts for name in (*one, *(one.get("page") or ()))}
    assert {"page", "blocks", "title"} <= names
    assert names - PARTS.keys() == set()
    assert [name for name, called in PARTS.items() if called.isascii()] == []
