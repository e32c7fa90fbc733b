"""Where the time of a build goes: processor seconds of each stage, in one process, for N documents.

``python -m benchmarks.stages 1000 10000`` makes the columns on a memory filesystem and builds each once, cold, in a
process of its own. Functions that are a stage are timed from outside; a stage within another counts for itself only.
"""

from __future__ import annotations

import argparse
import inspect
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import wraps
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.documents import AS_OF
from benchmarks.generate import generate
from benchmarks.machine import fast_place, load, machine, narrow, say, versions
from benchmarks.measure import Failed
from generator.building.build import build
from generator.building.options import Options

STAGES = {
    "scan, settings, lock": (
        "building.project:load",
        "reading.settings:read_settings",
        "reading.settings:settings_places",
        "building.lock:read_lock",
        "building.lock:updated",
        "building.lock:write_lock",
    ),
    "read": tuple(f"reading.study:{name}" for name in ("study", "parted", "rendered", "filled", "whole")),
    "document rules": ("rules.engine:check_document",),
    "pack, unpack": (
        "building.facts:pack",
        "building.facts:unpack",
        "building.facts:pack_prose",
        "building.facts:unpack_prose",
        "building.press:pack_context",
        "building.press:pack_ties",
        "building.press:page_key",
    ),
    "assemble": ("assembling.assemble:assemble",),
    "site rules": ("rules.engine:check_site",),
    "set rules": ("rules.engine:check_sets",),
    "plan": ("rendering.frame:Frame.prepare", "rendering.plan:units", "rendering.plan:expand"),
    "compile layouts": ("rendering.templates:Templates.prepare",),
    "render": (
        "rendering.templates:Templates.digest",
        "rendering.templates:Templates.render",
        "rendering.links:inlaid",
    ),
    "outline, looks": ("text.markup:outline", "rules.looks:observe"),
    "search": ("rules.leaks:Secrets.__init__", "rules.search:Search.told"),
    "output rules": ("rules.engine:check_output",),
    "settle": ("rules.settling:settle",),
    "publish": (
        "building.trees:look",
        "building.trees:discard",
        "building.publishing:Edition.lay",
        "building.publishing:Edition.publish",
        "building.publishing:Edition.seals",
        "building.publishing:Edition.after",
    ),
    "cache, ledger": (
        *(f"building.cache:{name}" for name in ("key", "Cache.get", "Cache.many", "Cache.names")),
        *(f"building.cache:{name}" for name in ("Cache.put", "Cache.prune", "Cache.rest")),
        "building.records:keep",
    ),
}
"""For each stage the functions that are it, below ``generator``."""
REST = "the rest"
WORK = "building.production"
"""What a build imports once it has something to do; that is measured as start-up, not here."""


class Clock:
    """Shares the time of one process out among stages."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._stages = [REST]
        self._since = time.process_time()

    def enter(self, stage: str) -> None:
        """From now on, this stage."""
        self.turn()
        self._stages.append(stage)

    def leave(self) -> None:
        """From now on, the stage before."""
        self.turn()
        self._stages.pop()

    def turn(self) -> None:
        """Count what has passed for the stage that is on."""
        now = time.process_time()
        self.spent[self._stages[-1]] += now - self._since
        self._since = now

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, timed; of a generator every step."""

        @wraps(function)
        def called(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401  # whatever the function has
            self.enter(stage)
            try:
                return function(*arguments, **named)
            finally:
                self.leave()

        @wraps(function)
        def stepped(*arguments: Any, **named: Any) -> Iterator[Any]:  # noqa: ANN401  # as above
            steps = function(*arguments, **named)
            step = self.timed(stage, lambda: next(steps, REST))
            while (one := step()) is not REST:
                yield one

        return stepped if inspect.isgeneratorfunction(function) else called


def found(place: str) -> tuple[Any, str, Callable[..., Any]]:
    """Find a function of the program: the module or class that has it, its name there, and itself.

    Raises:
        AttributeError, ModuleNotFoundError: the program has no such function any more.
    """
    module, _, name = place.partition(":")
    owner: Any = import_module(f"generator.{module}")
    *outer, last = name.split(".")
    for part in outer:
        owner = getattr(owner, part)
    return owner, last, getattr(owner, last)


def wind(clock: Clock) -> None:
    """Have all stages timed from now on, wherever in the program they are called from."""
    for stage, places in STAGES.items():
        for place in places:
            owner, name, original = found(place)
            timed = clock.timed(stage, original)
            setattr(owner, name, timed)
            for user in [one for title, one in sys.modules.items() if title.startswith("generator.")]:
                for key in [key for key, value in vars(user).items() if value is original]:
                    setattr(user, key, timed)


def spent(column: Path) -> dict[str, float]:
    """Build a column in this process; seconds of each stage.

    Raises:
        Failed: the check found an error.
    """
    import_module(f"generator.{WORK}")
    clock = Clock()
    wind(clock)
    built = build(column, column / "output", Options(AS_OF))
    clock.turn()
    if built.changes is None:
        raise Failed("\n".join(f"{one.span.path}: {one.message}" for one in built.result.findings[:10]))
    return {stage: clock.spent[stage] for stage in (*STAGES, REST)}


def table(took: Mapping[int, Mapping[str, float]]) -> Iterator[str]:
    """Seconds, shares, and how many times as long the most documents take as the fewest."""
    least, most = min(took), max(took)
    grown = least != most
    heading = f" growth ({most / least:.0f} ×) |" if grown else ""
    yield f"| stage |{''.join(f' {count} | share |' for count in took)}{heading}"
    yield f"|---|{'--:|--:|' * len(took)}{'--:|' if grown else ''}"
    totals = {count: sum(stages.values()) for count, stages in took.items()}
    for stage in (*STAGES, REST):
        cells = (f" {one[stage]:.2f} | {one[stage] / totals[count]:.0%} |" for count, one in took.items())
        yield f"| {stage} |{''.join(cells)}{_growth(took[least][stage], took[most][stage]) if grown else ''}"
    cells = (f" **{total:.2f}** | |" for total in totals.values())
    yield f"| **all** |{''.join(cells)}{_growth(totals[least], totals[most]) if grown else ''}"
    each = (f" {total / count * 1000:.2f} | |" for count, total in totals.items())
    yield f"| ms for each document |{''.join(each)}{' |' if grown else ''}"


def _growth(few: float, many: float) -> str:
    return f" {many / few:.1f} × |" if few else " |"


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[1000], help="numbers of documents (1000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, help="bodies from this .jsonl.gz (fields title, body)")
    chosen = parser.parse_args()
    place, _ = fast_place()
    before, took = load(), {}
    for count in sorted(chosen.counts):
        if warning := narrow(place, count, 0):
            say(warning, aside=True)
        folder = Path(tempfile.mkdtemp(prefix="gongkai-stages-", dir=place))
        try:
            made = generate(count, folder, chosen.seed, chosen.texts, ())
            with ProcessPoolExecutor(1, get_context("spawn")) as process:
                took[count] = process.submit(spent, made.gongkai).result()
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    say(f"### By stage: processor seconds of a cold build in one process\n\n{versions()};\n{machine()}.\n")
    say("\n".join(table(took)))
    say(f"\nLoad of the machine (1 min) {before:.1f} before, {load():.1f} after.")


if __name__ == "__main__":
    main()
