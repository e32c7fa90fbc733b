"""JSON Schemas of front matter as files, for editors that complete and validate YAML."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from generator.kinds.registry import schema


def write_schemas(folder: Path, kinds: Iterable[str]) -> tuple[Path, ...]:
    """Write ``KIND.schema.json`` for each kind; the folder is made when missing."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in kinds:
        path = folder / f"{kind}.schema.json"
        path.write_text(json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
        written.append(path)
    return tuple(written)
