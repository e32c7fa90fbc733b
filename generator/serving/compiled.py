"""Layouts that stay compiled from one question to the next."""

from __future__ import annotations

from collections.abc import Mapping

from generator.building.compiled import templates
from generator.building.inputs import Inputs
from generator.rendering.templates import Templates


class Compiled:
    """Layouts, compiled once as long as nobody touches them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._layouts = templates(())
        self._files: Mapping[str, str] = {}

    def of(self, inputs: Inputs) -> Templates:
        """Those of a project as it was read."""
        if self._layouts.folders != inputs.layouts or self._files != inputs.layout_files:
            self._layouts, self._files = templates(inputs.layouts), inputs.layout_files
        return self._layouts
