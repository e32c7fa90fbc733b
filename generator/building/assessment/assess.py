"""The assessment of a column on a day: every section, and who answers for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.building.assessment.offices import of_column, of_page, ranked
from generator.building.assessment.sections import SECTIONS
from generator.building.assessment.values import Case, Report
from generator.model.diagnostics import Diagnostic

HALF = frozenset({"layout-error", "url-collision"})
"""Rules after whose findings the finished pages are not looked at."""


def seen_whole(findings: Sequence[Diagnostic]) -> tuple[Diagnostic, ...] | None:
    """All findings; ``None`` where the finished pages could not be looked at, and there may be more."""
    return None if any(one.rule in HALF for one in findings) else tuple(findings)


def assess(case: Case) -> Report:
    """Judge a column."""
    site = case.site
    sections = tuple(make(case) for make in SECTIONS)
    pages = Counter(of_page(page, site) for page in site.pages.values())
    found = {one.office for section in sections for each in section.indicators for one in each.observations}
    found |= {office for section in sections for count in section.counts for office, n in count.by_office.items() if n}
    found |= {of_column(folder, site) for folder in site.columns}
    return Report(
        site.config.site.organ,
        site.as_of,
        case.period,
        ranked(frozenset(found | pages.keys()), site),
        pages,
        sections,
    )
