"""Rules whose findings are made on the way in: reading and assembling report them, here they are explained."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from generator.model.diagnostics import Severity
from generator.rules.engine import Findings, Judged, Scope, rule
from generator.rules.sources import LOGIC


class Declared(NamedTuple):
    """A rule that has no check of its own."""

    id: str
    offence: str
    """One sentence."""
    remedy: str
    """Why it matters, and what to do."""
    severity: Severity = Severity.ERROR
    basis: str = LOGIC
    since: date | None = None
    """The day from which the basis is in force; none where the basis is logic."""
    fixed: bool = True
    """What could not be read or placed cannot be published, whatever a page or the configuration says."""


def declare(module: str, *table: Declared) -> None:
    """Register the rules of a module."""
    for one in table:

        def found_on_the_way_in() -> Findings:
            yield from ()

        found_on_the_way_in.__module__ = module
        found_on_the_way_in.__doc__ = f"{one.offence}\n\n{one.remedy}"
        fixed = one.fixed and one.severity is Severity.ERROR
        rule(
            one.id,
            one.severity,
            scope=Scope.INTAKE,
            basis=one.basis,
            since=one.since,
            judged=Judged.TODAY,
            fixed=fixed,
        )(found_on_the_way_in)
