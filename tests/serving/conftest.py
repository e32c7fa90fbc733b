"""What tests of the preview begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.building.options import Options
from generator.serving.studio import Studio, studio

AS_OF = date(2020, 10, 30)


@pytest.fixture
def column(tmp_path: Path, copy_column: Callable[[Path], Path]) -> Path:
    """A copy of the sample column."""
    return copy_column(tmp_path / "column")


@pytest.fixture
def shown(column: Path) -> Iterator[Studio]:
    """The studio of the sample column, after its first build."""
    with studio(column, None, lambda: Options(AS_OF)) as opened:
        opened.refresh()
        yield opened
