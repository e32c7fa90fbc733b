"""One run: all that it works with."""

from __future__ import annotations

from generator.building.cache import Cache
from generator.building.inputs import Inputs
from generator.building.options import Options
from generator.building.publishing import Edition
from generator.model.values import Struct
from generator.rendering.templates import Templates


class Run(Struct, frozen=True):
    """One run: what it reads, what was chosen, what it may use, and where it lays the new site."""

    inputs: Inputs
    options: Options
    layouts: Templates
    """Those of the inputs."""
    cache: Cache
    edition: Edition | None = None
    """``None`` when nothing is to be published."""
