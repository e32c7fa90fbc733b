"""What the program and the layouts say by themselves, whatever the column holds: that betrays no page of that name."""

from __future__ import annotations

from collections.abc import Collection

from generator.model.values import Struct


class Wording(Struct, frozen=True):
    """Their words, flat, each stretch on a line."""

    program: str = ""
    """Of the program and the layouts that come with it. They cannot know what a column keeps back."""
    layouts: str = ""
    """Of a project's own layouts. Who writes them may publish what is to be published anyway, and nothing else."""

    def spoken(self, titles: Collection[str], drafted: Collection[str], organ: str) -> frozenset[str]:
        """Those of the titles of withheld pages (flat) that are said by themselves: with the organ's name, or without.

        ``drafted`` are titles of pages that are only not yet public.
        """
        return frozenset(
            one
            for one in titles
            if one.removeprefix(organ) in self.program or (one in drafted and one.removeprefix(organ) in self.layouts)
        )
