"""To which of 五公开 a page belongs."""

from __future__ import annotations

from functools import cache

from generator.kinds.base import Document
from generator.model.config import SiteConfig
from generator.model.phase import Phase


def phases(meta: Document, config: SiteConfig) -> tuple[Phase, ...]:
    """What the page says, else what the configuration says of its kind, else what is usual for it; in their order."""
    return ordered(meta.phases or config.phases.get(meta.kind_id) or meta.usual_phases)


@cache
def ordered(stated: tuple[Phase, ...]) -> tuple[Phase, ...]:
    """Some of 五公开, each once, in their order."""
    return tuple(phase for phase in Phase if phase in stated)
