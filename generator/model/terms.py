"""What a caller lets through."""

from __future__ import annotations

from generator.model.values import Struct


class Terms(Struct, frozen=True):
    """What a build lets through besides what is due."""

    drafts: bool = False
    """Show drafts; for previews."""
    future: bool = False
    """Show pages whose publication date has not come; for previews."""
    hold: bool = False
    """Keep incomplete release sets back, whole, instead of failing."""
    shown: frozenset[str] = frozenset()
    """Paths of documents that are shown whatever keeps them back; for the preview of a single page."""
