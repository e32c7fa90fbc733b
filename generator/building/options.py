"""What the caller of a run chose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from generator.model.terms import Terms
from generator.model.values import Struct, field


class Options(Struct, frozen=True):
    """What the caller chose."""

    as_of: date
    base_url: str = ""
    """Replaces the configured address when not empty."""
    drafts: bool = False
    future: bool = False
    hold: bool = False
    shown: frozenset[str] = frozenset()
    """See ``Terms``."""
    jobs: int = 1
    progress: Callable[[str, int, int], None] = field(default=lambda *_: None)
    """Told stage, done and total as the work goes on."""

    @property
    def terms(self) -> Terms:
        """What is let through besides what is due."""
        return Terms(self.drafts, self.future, self.hold, self.shown)

    @property
    def variant(self) -> str:
        """What makes runs of one kind: each kind has records of its own in the cache."""
        return repr((self.terms, self.base_url))
