"""Equal content gives equal bytes, wherever and whenever it is built."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_place_time_locale_and_workers_leave_no_trace(
    tmp_path: Path, copy_column: Callable[[Path], Path], gongkai: Callable[..., object]
) -> None:
    """Folder, file times, time zone, language, hash seed and number of workers change not one byte."""
    here = copy_column(tmp_path / "here")
    there = copy_column(tmp_path / "另一处 目录" / "深一层")
    for path in there.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    gongkai(
        *("build", "--jobs", "1"),
        cwd=here,
        env={"TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"},
        code=0,
    )
    gongkai(
        *("build", "--jobs", "2"),
        cwd=there,
        env={"TZ": "America/Los_Angeles", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
        code=0,
    )
    one, other = digests(here / "output"), digests(there / "output")
    assert "index.html" in one
    assert one.keys() == other.keys()
    assert sorted(path for path in one if one[path] != other[path]) == []


def test_a_second_build_changes_nothing(
    tmp_path: Path, copy_column: Callable[[Path], Path], gongkai: Callable[..., object]
) -> None:
    """Building again, with what the first build left behind, publishes the same bytes."""
    column = copy_column(tmp_path / "column")
    gongkai("build", cwd=column, code=0)
    first = digests(column / "output")
    gongkai("build", cwd=column, code=0)
    assert digests(column / "output") == first
