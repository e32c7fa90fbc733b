"""The main job: a project folder in, a checked and published site out, or every reason why not."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.building import still
from generator.building.cache import cache
from generator.building.options import Options
from generator.building.result import Built, Result
from generator.building.version import generator_version
from generator.model.diagnostics import Severity


def build(  # noqa: PLR0913  # the folders, and what the caller chose
    root: Path,
    output: Path,
    options: Options,
    *,
    config: Path | None = None,
    threshold: Severity = Severity.ERROR,
    remember: bool = True,
    explain: bool = False,
) -> Built:
    """Check the whole column and, when no finding reaches the threshold, publish it and remember it in ``site.lock``.

    A preview (``remember`` is false, or drafts or what is not yet due are among it) is not remembered.

    Raises:
        NoProject: there is no configuration.
        ForeignFolder: the output folder is not ours.
        Busy: another process is publishing to it.
        WorkerDied: a worker ended in the midst of its work.
        OSError: the disk refused the site or the lock; the folder is as it was.
    """
    remember = remember and not (options.drafts or options.future)
    with _uncollected(), cache(root, generator_version()) as used:
        seen, found = still.sight(root, config, options)
        built = still.built(used, options, seen, output, threshold, remember=remember)
        if built is None:
            from generator.building.production import produce  # noqa: PLC0415  # a third of a second, spent only here

            built = produce(
                root,
                output,
                options,
                used,
                found,
                config=config,
                threshold=threshold,
                remember=remember,
                explain=explain,
            )
            if built.changes is not None:
                still.keep(used, options, seen, built.result)
                still.keep_published(used, seen, output, built, remember=remember)
        return built


def check(root: Path, options: Options, *, config: Path | None = None) -> Result:
    """Check the whole column; nothing is published.

    Raises:
        NoProject: there is no configuration.
        WorkerDied: a worker ended in the midst of its work.
    """
    with _uncollected(), cache(root, generator_version()) as used:
        seen, found = still.sight(root, config, options)
        result = still.result(used, options, seen)
        if result is None:
            from generator.building.production import inspect  # noqa: PLC0415  # as above

            result = inspect(root, options, used, found, config=config)
            still.keep(used, options, seen, result)
        return result


@contextmanager
def _uncollected() -> Iterator[None]:
    """Do not look for garbage: next to none of what a run makes is, and looking takes longer the more it makes."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()
