"""Schemas as files."""

from __future__ import annotations

import json
from pathlib import Path

from generator.authoring.schemas import write_schemas
from generator.kinds.registry import KINDS, schema


def test_one_file_for_each_kind_as_editors_read_them(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "a" / "b", KINDS)
    assert [path.name for path in written] == [f"{kind}.schema.json" for kind in KINDS]
    for kind, path in zip(KINDS, written, strict=True):
        data = path.read_bytes()
        assert json.loads(data) == schema(kind)
        assert data.endswith(b"}\n")
        assert "标题".encode() in data


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    before = [path.read_bytes() for path in write_schemas(tmp_path, ["policy"])]
    assert [path.read_bytes() for path in write_schemas(tmp_path, ["policy"])] == before
