"""A new column for the tests of what people write with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.authoring.start import start
from generator.authoring.survey import survey
from generator.model.site import Site

TODAY = date(2020, 10, 30)


@pytest.fixture
def column(tmp_path: Path) -> Path:
    """A new column, as ``gongkai init`` makes it."""
    start(tmp_path / "column")
    return tmp_path / "column"


@pytest.fixture
def site(column: Path) -> Site:
    """That column, read as of 30 October 2020."""
    found, findings = survey(column, None, TODAY)
    assert not findings
    assert found is not None
    return found
