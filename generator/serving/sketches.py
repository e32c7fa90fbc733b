"""Single pages, made beside a run that looks through the whole site."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from generator.building.cache import Cache
from generator.building.options import Options
from generator.building.run import Run
from generator.model.values import replace
from generator.serving import mishaps
from generator.serving.answers import Answer
from generator.serving.compiled import Compiled
from generator.serving.rehearsal import rehearsed
from generator.serving.scene import Scene
from generator.serving.stock import former, reread


class Sketches:
    """Makes them, in one thread, with what is shown at the moment as their surroundings."""

    def __init__(self, file: Path) -> None:
        """Use the cache in this file, which others may use meanwhile."""
        self._cache = Cache(file)
        self._layouts = Compiled()

    def of(self, written: Collection[str], scene: Scene, options: Options) -> dict[str, Answer]:
        """By path in the site, the pages of documents that were written; none where more than these changed."""
        inputs = reread(scene.inputs, frozenset(written)) if written else None
        if inputs is None or scene.ledger is None:
            return {}
        inputs = replace(inputs, former=former(inputs, scene))
        silent = replace(options, progress=lambda *_: None)
        try:
            return rehearsed(written, Run(inputs, silent, self._layouts.of(inputs), self._cache), scene.ledger)
        except Exception as error:  # noqa: BLE001  # the next run meets it again, and makes a finding of it
            mishaps.tell("预览生成网页时出错", error)
            return {}
        finally:
            self._cache.rest()
