"""The bodies of the documents, put away until somebody asks for one."""

from __future__ import annotations

from collections.abc import Callable

from generator.building.cache import Cache, key
from generator.building.facts import Packed, pack_prose, unpack_prose
from generator.model.content import Prose
from generator.model.values import Struct, field

HELD = 64
"""Bodies that are held at once."""


class Shelf(Struct):
    """Where bodies are, and which were asked for."""

    cache: Cache
    again: Callable[[str], Prose]
    """Read the body of a source (its path) once more, should the cache have lost it."""
    asked: set[str] = field(default_factory=set)
    """Paths of the sources whose bodies were asked for."""
    _held: dict[bytes, Packed] = field(default_factory=dict)
    """Those that were fetched last: who asks for some bodies in turn soon asks for them again."""

    def fetch(self, path: str, name: bytes) -> Packed:
        """The body of a source, kept under a key."""
        self.asked.add(path)
        found = self._held.get(name)
        if found is None:
            data = self.cache.get(name)
            found = unpack_prose(data if data is not None else pack_prose(self.again(path)))
            if len(self._held) >= HELD:
                self._held.pop(next(iter(self._held)))
            self._held[name] = found
        return found

    def kept(self, path: str, name: bytes) -> Kept:
        """The body of a source, not fetched yet."""
        return Kept(self, path, name)


class Kept(Struct, frozen=True):
    """A body on the shelf (``Prose``): every look at it fetches it."""

    shelf: Shelf
    path: str
    name: bytes
    """Its key: equal keys, equal bodies."""

    def __eq__(self, other: object) -> bool:
        """Whether it is the same body, from whatever shelf."""
        return isinstance(other, Kept) and (self.path, self.name) == (other.path, other.name)

    def __hash__(self) -> int:
        """As equality asks."""
        return hash((self.path, self.name))

    @property
    def html(self) -> str:
        """See ``Prose``."""
        return self.shelf.fetch(self.path, self.name).html

    @property
    def text(self) -> str:
        """See ``Prose``."""
        return self.shelf.fetch(self.path, self.name).text

    @property
    def lines(self) -> tuple[int, ...]:
        """See ``Prose``."""
        return self.shelf.fetch(self.path, self.name).lines


def prose_name(prose: Prose) -> bytes:
    """The key of a body."""
    return prose.name if isinstance(prose, Kept) else key("prose", pack_prose(prose))
