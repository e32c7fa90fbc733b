"""What all tests share: the project's folder, the command as an editor runs it, and honest property tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copy2, copytree
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, settings

PROJECT = Path(__file__).parents[1]
COLUMN = ("site_config.toml", "site.lock", "content", "requests", "layouts")
"""What makes the sample column; some of it may be missing."""

Run: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]

# The same examples on every machine, and no verdict by the clock: shared machines are slow at times.
settings.register_profile(
    "same", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the repository."""
    return PROJECT


@pytest.fixture(scope="session")
def gongkai() -> Run:
    """Run ``gongkai ARGUMENTS`` in a folder, and demand the exit code ``code`` unless it is ``None``."""

    def run(
        *arguments: str, cwd: Path, env: Mapping[str, str] | None = None, code: int | None = None
    ) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join(filter(None, [str(PROJECT), os.environ.get("PYTHONPATH")]))
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "generator", *arguments],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **(env or {})},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )
        said = f"gongkai {' '.join(arguments)} → {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert code is None or done.returncode == code, said
        return done

    return run


@pytest.fixture(scope="session")
def copy_column() -> Callable[[Path], Path]:
    """Copy the sample column, without anything built, to a new folder."""

    def copy(target: Path) -> Path:
        target.mkdir(parents=True)
        for name in COLUMN:
            if (PROJECT / name).is_dir():
                copytree(PROJECT / name, target / name)
            elif (PROJECT / name).exists():
                copy2(PROJECT / name, target / name)
        return target

    return copy


@pytest.fixture(scope="session")
def copy_published(
    tmp_path_factory: pytest.TempPathFactory, copy_column: Callable[[Path], Path], gongkai: Run
) -> Callable[[Path], Path]:
    """Copy the sample column, published, with all that its build left behind, to a new folder."""
    published = copy_column(tmp_path_factory.mktemp("published") / "column")
    gongkai("build", cwd=published, code=0)
    return lambda target: copytree(published, target)
