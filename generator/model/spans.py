"""Where the values of one file stand, found out when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.model.content import Loc
from generator.model.diagnostics import Span

Stretch = tuple[int, int, int]
"""Line, column and length of a span, without its file."""


class Spans(Mapping[Loc, Span]):
    """The spans of one file by path; equal to any mapping that holds the same.

    Every value of every page has a span, and hardly any of them is ever looked at. Until the first is asked for there
    is only a clue, from which ``find`` makes all stretches at once; the clue is also all that needs to be kept or sent
    elsewhere.
    """

    __slots__ = ("_stretches", "clue", "find", "path")

    def __init__(self, path: str, find: Callable[..., Mapping[Loc, Stretch]], *clue: str) -> None:
        self.path = path
        self.find = find
        self.clue = clue
        self._stretches: Mapping[Loc, Stretch] | None = None

    @property
    def stretches(self) -> Mapping[Loc, Stretch]:
        """The spans without their file."""
        if self._stretches is None:
            self._stretches = self.find(*self.clue)
        return self._stretches

    def __getitem__(self, where: Loc) -> Span:
        """Make the span of one value."""
        return Span(self.path, *self.stretches[where])

    def __contains__(self, where: object) -> bool:
        """Tell whether a value has a span, without making it."""
        return where in self.stretches

    def __iter__(self) -> Iterator[Loc]:
        """The paths of all values."""
        return iter(self.stretches)

    def __len__(self) -> int:
        """Count the spans."""
        return len(self.stretches)

    def __repr__(self) -> str:
        """Show the spans."""
        return f"Spans({self.path!r}, {self.stretches!r})"

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process without what was found."""
        return Spans, (self.path, self.find, *self.clue)
