"""The column as it stands on disk: read and assembled, neither checked nor rendered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.assembling.assemble import assemble
from generator.building.lock import read_lock
from generator.building.pipeline import CONFIG
from generator.building.project import load
from generator.model.diagnostics import Diagnostic, ordered
from generator.model.site import Site, Terms
from generator.reading.settings import read_settings
from generator.reading.study import study


def survey(
    root: Path, config: Path | None, as_of: date, *, hold: bool = False
) -> tuple[Site | None, tuple[Diagnostic, ...]]:
    """Read a project as of a day: the site, and what was wrong with the configuration; then there is no site.

    Raises:
        NoProject: there is no configuration.
    """
    inputs = load(root, config)
    settings, findings = read_settings(inputs.config, CONFIG)
    if settings is None:
        return None, ordered(findings)
    lock, _ = read_lock(inputs.lock)
    parsed = [study(source, settings) for source in inputs.sources]
    return assemble(parsed, settings, as_of, assets=inputs.assets, lock=lock, terms=Terms(hold=hold)).site, ordered(
        findings
    )
