"""A project folder to its assessment: checked as it lies on disk, with the days before out of its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from generator.building.assessment.assess import assess, seen_whole
from generator.building.assessment.trend import Past
from generator.building.assessment.values import Case, Period, Point, Report
from generator.building.build import check
from generator.building.cache import cache
from generator.building.gathering import gather
from generator.building.options import Options
from generator.building.project import load
from generator.building.version import generator_version
from generator.model.diagnostics import Diagnostic
from generator.model.values import replace


def compose(
    root: Path, config: Path, options: Options, period: Period, days: Sequence[date]
) -> tuple[Report | None, tuple[Diagnostic, ...]]:
    """Assess a project: the report or, where the configuration cannot be used, what is wrong with it.

    Args:
        root: the project.
        config: its settings.
        options: the day on which the column is judged, among others.
        period: the days that are assessed.
        days: those of the trend; the day of judgement itself shows the column as it lies on disk.

    Raises:
        NoProject: there is no configuration.
        WorkerDied: a worker ended in the midst of its work.
    """
    result = check(root, options, config=config)
    if not result.usable:
        return None, result.findings
    with cache(root, generator_version()) as used:
        site = gather(load(root, config), options, used).site
        if site is None:  # it was changed this very moment
            return None, result.findings
        report = assess(Case(site, seen_whole(result.findings), period))
        past = Past(root, config, period.first, options, used)
        before = past.points([day for day in days if day != options.as_of])
    now = [Point(options.as_of, report.reading)] if options.as_of in days else []
    return replace(report, trend=tuple(sorted((*before, *now), key=lambda one: one.day))), ()
