"""HTML read back: what a rendered page says of itself.

Most of what surrounds a page's own contents stands on every page of its folder: such a part is read once, by itself,
wherever it can be shown that it says the same in the page. The rest takes no parser where it is regular.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import pairwise

from generator.model.output import Part
from generator.text.regular import Link, Regular, regular
from generator.text.tree import MARKED, NOTCH, Footer, Shared, Tree, collapsed, feet, shared, visible

CUTS = (b"</head>", b"</header>", b"</main>")
"""What the head, the masthead and the page's own contents end with."""


class Reading:
    """What a page says of itself (see ``Outline``): each part of it is read when it is asked for."""

    def __init__(self, html: bytes) -> None:
        """Take a page's bytes."""
        self._html = html

    @cached_property
    def pieces(self) -> tuple[bytes, ...]:
        """The head, the masthead, the page's own contents, and what follows; the whole when it has no such."""
        html = self._html
        place, cuts = 0, [0]
        for end in CUTS:
            place = html.find(end, place) + len(end)
            cuts.append(place)
        pieces = tuple(html[start:stop] for start, stop in pairwise((*cuts, len(html))))
        ended = all(piece.endswith(end) for piece, end in zip(pieces, CUTS, strict=False))
        fit = ended and b"<a" not in pieces[0].lower() and NOTCH.encode() not in html
        return pieces if fit else (html,)

    @cached_property
    def _common(self) -> tuple[Shared, ...]:
        """The masthead, and what follows the page's own contents, as they are read where they can be cut out."""
        found = tuple(one for html in self.pieces[1::2] if (one := shared(html)) is not None)
        return found if len(found) == len(CUTS) - 1 else ()

    @cached_property
    def _regular(self) -> Regular | None:
        """The rest of the page, where this takes no parser."""
        return regular(*self.pieces[::2]) if self._common else None

    @cached_property
    def _shared(self) -> tuple[Shared, ...]:
        """The masthead, and what follows the page's own contents; nothing when the page is to be read as a whole.

        Where a mark becomes an element, tags are tags, and what is above it in the tree is open there.
        """
        if not self._common or self._regular:
            return self._common
        return self._common if self._marked.open_at_marks(len(self._common)) else ()

    @cached_property
    def _marked(self) -> Tree:
        """The page with marks in place of what it shares."""
        return Tree(MARKED.join((*self.pieces[::2], b"")))

    @cached_property
    def _tree(self) -> Tree:
        """The page without what it shares."""
        return self._marked if self._shared else Tree(self._html)

    @property
    def _own(self) -> Regular | Tree:
        """The page without what it shares, read in the quickest way that can be trusted."""
        return self._regular or self._tree

    @property
    def parting(self) -> tuple[bytes, ...] | None:
        """The tags within its own texts that say what is not ASCII; ``None`` where only a parser sees them."""
        return None if self._regular is None else self._regular.parting

    @property
    def language(self) -> str:
        """Of the page as a whole."""
        return self._own.language

    @property
    def title(self) -> str:
        """Of the window, whitespace collapsed."""
        return self._own.title

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The page's own part, and those that it shares."""
        return (self._own.part, *self._shared)

    @cached_property
    def metas(self) -> tuple[tuple[str, str], ...]:
        """Names and values of the meta tags."""
        return tuple([meta for part in self.parts for meta in part.metas])

    @cached_property
    def ids(self) -> frozenset[str]:
        """Where links can lead to."""
        own, *others = [part.ids for part in self.parts]
        return own.union(*others)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link with its text, in order."""
        own = self._own.named
        own = self._tree.named if own is None else own
        return (*self._shared[0].named, *own, *self._shared[1].named) if self._shared else own

    @property
    def link_texts(self) -> tuple[str, ...]:
        """The texts of all links, but for white space, in no order."""
        own = self._own.link_texts
        if own is None:
            return tuple([link.text for link in self.links])
        return (*own, *[link.text for part in self._shared for link in part.named])

    @cached_property
    def text(self) -> str:
        """Visible text, whitespace collapsed."""
        own = self._own.shown if self._shared and not self._own.hides else ()
        if len(own) != len(CUTS):
            return visible(self._html)
        above, below = (part.shown for part in self._shared)
        return collapsed(f"{own[0]}{above}{own[1]}{below}{own[2]}")

    def around(self, mark: str) -> Iterator[tuple[str, ...]]:
        """Stretches of its own contents that hold a mark, as words that white space and tags part."""
        return self._own.around(mark)

    def shows(self, words: str) -> bool:
        """Tell whether words stand in the visible text; an element of their own is found soonest."""
        return self._own.shows(words) or words in self.text

    @cached_property
    def footer(self) -> Footer:
        """Visible text of the page's own footer (页脚; an article's is not meant), and addresses of the links in it."""
        if not self._shared or self._own.footed:
            return feet(self._html)
        return _feet(*(part.footer for part in self._shared))


def outline(html: bytes) -> Reading:
    """Read a rendered page."""
    return Reading(html)


@lru_cache(maxsize=256)
def _feet(above: Footer, below: Footer) -> Footer:
    """Two footers as one."""
    return f"{above[0]} {below[0]}".strip(), above[1] | below[1]
