"""To which of 五公开 a page belongs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from generator.kinds.base import Document
from generator.kinds.decision import Decision, Stage, reached
from generator.kinds.participation import Consultation, Hearing, hearing
from generator.model.config import SiteConfig
from generator.model.phase import Phase
from generator.model.site import Page, Site


def belonging(page: Page[Document], site: Site) -> tuple[Phase, ...]:
    """To which of 五公开 a page belongs on the day of the build."""
    further = FURTHER.get(type(page.meta))
    return phases(page.meta, site.config, further(page, site) if further else ())


def phases(meta: Document, config: SiteConfig, further: tuple[Phase, ...] = ()) -> tuple[Phase, ...]:
    """What the page says, else what the configuration says of its kind, else what is usual for it; in their order.

    ``further`` is what is usual besides for a page that has come so far.
    """
    return ordered(meta.phases or config.phases.get(meta.kind_id) or (*meta.usual_phases, *further))


@cache
def ordered(stated: tuple[Phase, ...]) -> tuple[Phase, ...]:
    """Some of 五公开, each once, in their order."""
    return tuple(phase for phase in Phase if phase in stated)


def _decision(page: Page[Decision], site: Site) -> tuple[Phase, ...]:
    results = {Stage.ANSWERED, Stage.DECIDED, Stage.EVALUATED}
    return () if results.isdisjoint(reached(page, site)) else (Phase.RESULT,)


def _consultation(page: Page[Consultation], site: Site) -> tuple[Phase, ...]:
    return (Phase.RESULT,) if hearing(page, site) is Hearing.ANSWERED else ()


FURTHER: Mapping[type[Document], Callable[[Page[Any], Site], tuple[Phase, ...]]] = {
    Decision: _decision,
    Consultation: _consultation,
}
"""The kinds that tell a result once there is one."""
