"""Build the same documents with other generators and with gongkai, in turns, and print what each build took.

``python -m benchmarks.run 1000 10000`` measures Hugo and gongkai cold, with nothing changed, and after one edit, on a
memory filesystem, and gongkai's checks and its start; ``--all`` measures cold builds with Pelican and MkDocs as well,
``--disk FOLDER`` all of it on a disk as well. Nothing is judged: no time makes it fail.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmarks.generate import RIVALS, generate
from benchmarks.gongkai import gongkai, small
from benchmarks.machine import fast_place, load, machine, narrow, say, versions
from benchmarks.rounds import alone, builds, measure
from benchmarks.tables import compared, listed
from benchmarks.tools import Rival, install, version

Programs = Mapping[type[Rival], Path]


def floor(output: Path, beside: Path) -> float:
    """Seconds that one process takes to write the same files, and nothing else."""
    files = {path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    runs = []
    for _ in range(3):
        shutil.rmtree(beside, ignore_errors=True)
        start = time.perf_counter()
        for name, content in files.items():
            target = beside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        runs.append(time.perf_counter() - start)
    shutil.rmtree(beside, ignore_errors=True)
    return median(runs)


def report(count: int, place: Path, kind: str, chosen: argparse.Namespace, programs: Programs) -> str:
    """Make the columns, measure, and take them away."""
    if warning := narrow(place, count, len(programs)):
        say(warning, aside=True)
    folder = Path(tempfile.mkdtemp(prefix="gongkai-bench-", dir=place))
    before = load()
    try:
        made = generate(count, folder, chosen.seed, chosen.texts, tuple(programs))
        ours, tiny = gongkai(made.gongkai, made.edited), gongkai(small(folder / "small"))
        theirs = [rival.tool(programs[type(rival)], made.edited) for rival in made.rivals]
        built = builds((theirs[0], ours), theirs[1:], chosen.rounds)
        besides = alone(ours, tiny, chosen.rounds)
        cells = measure(
            [*built, *besides],
            chosen.rounds,
            lambda line: say(f"{count} {kind} {line}", aside=True),
        )
        least = floor(ours.output, folder / "floor")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    lines = [
        f"### {count} documents, {kind}",
        "",
        *compared(built, cells),
        "",
        *listed(besides, cells),
        "",
        f"Markdown {made.bytes / 1e6:.1f} MB; one process that only writes gongkai's files: {least:.2f} s.",
        f"Load of the machine (1 min) {before:.1f} before, {load():.1f} after.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[1000], help="numbers of documents (1000)")
    parser.add_argument("--rounds", type=int, default=5, help="counted runs of each build (5)")
    parser.add_argument("--all", action="store_true", help="cold builds with Pelican and MkDocs, too")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, help="bodies from this .jsonl.gz (fields title, body)")
    parser.add_argument("--disk", type=Path, metavar="FOLDER", help="measure below this folder of a disk as well")
    parser.add_argument("--hugo", type=Path, metavar="FILE", help="this Hugo program, instead of the package's")
    chosen = parser.parse_args()
    if chosen.rounds < 1:
        parser.error("--rounds: at least 1")
    places = [fast_place(), *([(chosen.disk, "disk")] if chosen.disk else [])]
    with tempfile.TemporaryDirectory(prefix="gongkai-tools-") as environments:
        programs = {
            rival: chosen.hugo if chosen.hugo and rival is RIVALS[0] else install(Path(environments, rival.name), rival)
            for rival in (RIVALS if chosen.all else RIVALS[:1])
        }
        others = ", ".join(f"{rival.name} {version(program, rival.asked)}" for rival, program in programs.items())
        say(f"{versions()}, {others};\n{machine()}.\n")
        for count in chosen.counts:
            for place, kind in places:
                say(report(count, place, kind, chosen, programs))


if __name__ == "__main__":
    main()
