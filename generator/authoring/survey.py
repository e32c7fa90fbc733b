"""The column as it stands on disk, for those who write in it: read and assembled, not rendered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.building.cache import cache
from generator.building.gathering import gather
from generator.building.options import Options
from generator.building.project import load
from generator.building.version import generator_version
from generator.model.diagnostics import Diagnostic, ordered
from generator.model.site import Site


def survey(
    root: Path, config: Path | None, as_of: date, *, hold: bool = False
) -> tuple[Site | None, tuple[Diagnostic, ...]]:
    """Read a project as of a day: the site or, when there is none, what is wrong with the configuration.

    Raises:
        NoProject: there is no configuration.
    """
    with cache(root, generator_version()) as used:
        gathered = gather(load(root, config), Options(as_of, hold=hold), used)
    return gathered.site, ordered(gathered.findings) if gathered.site is None else ()
