"""What a report contains, in its order: a subject is added by a line here."""

from __future__ import annotations

from collections.abc import Callable

from generator.building.assessment.activity import published, trainings
from generator.building.assessment.columns import columns
from generator.building.assessment.disclosure import coverage, timeliness
from generator.building.assessment.inspection import inspection
from generator.building.assessment.limits import clocks
from generator.building.assessment.problems import problems
from generator.building.assessment.releases import releases
from generator.building.assessment.requests import requests
from generator.building.assessment.services import services
from generator.building.assessment.telling import forms
from generator.building.assessment.values import Case, Section

SECTIONS: tuple[Callable[[Case], Section], ...] = (
    coverage,
    timeliness,
    releases,
    forms,
    columns,
    services,
    requests,
    problems,
    clocks,
    published,
    trainings,
    inspection,
)
"""Each makes one section out of the column, its findings and the period."""
