"""How far the run has come that goes on, for those who will not wait for its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Condition, RLock
from typing import TypeAlias

from generator.building.run import Run
from generator.serving.answers import Answer

Progress: TypeAlias = Callable[[str, int, int], None]
"""See ``Options``."""


class Overtaken(Exception):
    """A run is given up between two pieces of its work; what it has made so far is in the cache."""


class Pace:
    """At rest; at a run of which nobody knows yet how long it takes; or at one that looks through the whole site."""

    def __init__(self) -> None:
        """Begin at rest."""
        self.change = Condition(RLock())
        """Guards all this, and what is shown while it is exchanged."""
        self._trying = False
        self._long: Run | None = None
        self._meanwhile: dict[str, Answer] = {}
        self._overtaken = False
        self._spared = False
        """The last run was given up, so this one is not: whoever goes on saving sees it all in the end."""

    def begin(self) -> None:
        """A run begins."""
        self._at(trying=True)

    def lengthen(self, run: Run) -> None:
        """It will look through the whole site."""
        self._at(run)

    def end(self, *, given_up: bool = False) -> Mapping[str, Answer]:
        """It is over; the pages that were shown since it read its files, which are newer than what it made of them."""
        with self.change:
            found = self._meanwhile
            self._at()
            self._spared = given_up
            return found

    def overtake(self) -> None:
        """Have the long run given up, if there is one: files were written without which its site is of no use."""
        with self.change:
            self._overtaken = self._long is not None and not self._spared

    def counted(self, progress: Progress) -> Progress:
        """Tell of each piece of the work that is done, and raise ``Overtaken`` when the rest is not worth doing."""

        def step(stage: str, done: int, total: int) -> None:
            if self._overtaken:
                raise Overtaken
            progress(stage, done, total)

        return step

    def _at(self, run: Run | None = None, *, trying: bool = False) -> None:
        with self.change:
            self._trying, self._long, self._meanwhile, self._overtaken = trying, run, {}, False
            self.change.notify_all()

    def long(self) -> Run | None:
        """The run that looks through the whole site, once it is known whether the one that goes on does."""
        with self.change:
            self.change.wait_for(lambda: not self._trying)
            return self._long

    def keep(self, run: Run, pages: Mapping[str, Answer]) -> bool:
        """Keep pages to be shown after a run as well; tell whether it still goes on."""
        with self.change:
            if self._long is run:
                self._meanwhile |= pages
            return self._long is run
