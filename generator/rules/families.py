"""Every family of rules, imported so that the registry is full."""

from __future__ import annotations

from generator.rules import (
    assembly,
    attachments,
    attribute,
    dates,
    documents,
    intake,
    interpretation,
    links,
    numbers,
    permanence,
    platform,
    stages,
    statutory,
    sync,
    tags,
    validity,
)
from generator.rules.engine import RULES

__all__ = ["FAMILIES", "RULES"]

FAMILIES = (
    platform,
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
    tags,
    links,
    intake,
    assembly,
)
"""In the order of the reference page."""
