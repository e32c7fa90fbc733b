"""The day on which a demonstration stands still, without reading the rest of the settings."""

from __future__ import annotations

import tomllib
from datetime import date, datetime


def fixed_day(data: bytes) -> date | None:
    """The day that settings (TOML) fix; ``None`` when they fix none, or cannot be read: then that is a finding."""
    try:
        found = tomllib.loads(data.decode("utf-8-sig"))
    except ValueError:
        return None
    demonstration = found.get("demonstration")
    day = demonstration.get("as_of") if isinstance(demonstration, dict) else None
    return day if isinstance(day, date) and not isinstance(day, datetime) else None
