"""What is installed from a wheel is whole: the command, the layouts and the starter site."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command as a stranger would, knowing nothing of the checkout, and demand that it succeeds."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=cwd, env=surroundings, capture_output=True, encoding="utf-8", check=False, timeout=600
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, project, cwd=folder)
    (made,) = folder.glob("gongkai-*.whl")
    return made


def test_the_wheel_carries_the_product_and_nothing_else(project: Path, wheel: Path) -> None:
    """Every layout and every starter file is inside; tests and sample column are not."""
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = project / "generator"
    modules = {path.relative_to(project).as_posix() for path in package.rglob("*.py")}
    layouts = {
        f"generator/_layouts/{path.relative_to(project / 'layouts').as_posix()}"
        for path in (project / "layouts").rglob("*")
        if path.is_file()
    }
    starter = {
        path.relative_to(project).as_posix()
        for path in (package / "authoring" / "starter").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    browser = {path.relative_to(project).as_posix() for path in (package / "serving" / "browser").iterdir()}
    assert layouts
    assert starter
    assert browser
    assert sorted((modules | layouts | starter | browser) - names) == []
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"generator", "gongkai"}


def test_a_new_column_builds_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    """``gongkai init demo``, then ``gongkai build`` in it, in an environment that holds the wheel and its libraries."""
    run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    run(scripts / "gongkai", "init", "demo", cwd=tmp_path)
    run(scripts / "gongkai", "build", cwd=tmp_path / "demo")
    assert (tmp_path / "demo" / "output" / "index.html").is_file()
