"""Every family of rules, imported so that the registries of rules and of looks are full."""

from __future__ import annotations

from generator.rules import (
    agreement,
    annual,
    applying,
    assembly,
    attachments,
    attribute,
    catalogue,
    dates,
    documents,
    duties,
    freshness,
    guidance,
    intake,
    interpretation,
    links,
    numbers,
    permanence,
    platform,
    privacy,
    projects,
    regime,
    reports,
    requests,
    service_conflicts,
    services,
    stages,
    statutory,
    sync,
    tags,
    validity,
)
from generator.rules.engine import RULES
from generator.rules.looks import observe

__all__ = ["FAMILIES", "RULES", "observe"]

FAMILIES = (
    platform,
    guidance,
    regime,
    applying,
    statutory,
    attribute,
    documents,
    numbers,
    dates,
    validity,
    attachments,
    permanence,
    sync,
    stages,
    interpretation,
    requests,
    annual,
    reports,
    services,
    service_conflicts,
    catalogue,
    agreement,
    projects,
    tags,
    links,
    freshness,
    duties,
    privacy,
    intake,
    assembly,
)
"""In the order of the reference page."""
