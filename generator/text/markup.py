"""HTML read back: what a rendered page says of itself.

The only module that knows selectolax. Most of what surrounds a page's own contents stands on every page of its folder:
such a part is read once, by itself, wherever it can be shown that it says the same in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model.output import Part

HIDDEN = ("script", "style", "template", "noscript")
"""Elements of the body whose text nobody reads on the page."""

SECTIONS = frozenset({"article", "aside", "main", "nav", "section"})
"""Elements whose footer is not the page's."""

BLOCK = re.compile(
    rb"<(?<!\s<)(?=/?(?:address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer"
    rb"|form|h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b)"
)
"""Where a reader sees a gap though the source has none: the text of neighbouring blocks must not run together."""

RESOURCES = {
    **dict.fromkeys(("img", "script", "source", "audio", "track", "embed", "iframe"), ("src",)),
    "video": ("src", "poster"),
    "object": ("data",),
}
"""Elements that make a browser load something, and the attributes that say what; besides them there is ``link``."""
LOADED = frozenset(name for names in RESOURCES.values() for name in names)
LOADING = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})
"""The ``rel`` words with which a ``link`` element loads its address; with others it only names it."""

TELLING = "[id],[src],[poster],object"
"""Elements that links can lead to, or that make a browser load something."""

CUTS = (b"</head>", b"</header>", b"</main>")
"""What the head, the masthead and the page's own contents end with."""
NOTCH = "\x01"
"""A character that no page has; one that has it is not cut."""
MARK = f"x{NOTCH}"
"""An element that stands in for a shared part; like any that a browser does not know, it may stand where text may."""
MARKED = f"<{MARK}>{NOTCH}</{MARK}>".encode()

STEADY = frozenset(
    """
    a abbr address article aside audio b blockquote body br button cite code dd del details dfn div dl dt em figcaption
    figure footer h1 h2 h3 h4 h5 h6 head header hr html i img input ins kbd label li link main mark meta nav ol p pre q
    s samp section small source span strong sub summary sup time track u ul var video wbr
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
"""Elements whose start tags make an element wherever text may stand, and whose contents are text and tags."""
OPENED = frozenset({"html", "body", "div"})
"""What may be open where a shared part begins or ends: it changes nothing in the part."""
START = b"<!doctype html><body>"
NAMED = re.compile(rb"<[/!?]?([^\s/>]*)")

Footer = tuple[str, frozenset[str]]


class Link(NamedTuple):
    """A link in a page."""

    href: str
    text: str
    rel: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Shared(Part):
    """A part that other pages have as well, and what it shows."""

    footer: Footer
    """Text and links of the footer in it that is the page's own."""
    shown: str
    """Its text, blocks parted by white space."""
    named: tuple[Link, ...]
    """Its links with their texts, in order."""


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
    def _shared(self) -> tuple[Shared, ...]:
        """The masthead, and what follows the page's own contents; nothing when the page is to be read as a whole."""
        found = tuple(one for html in self.pieces[1::2] if (one := _shared(html)) is not None)
        if not found or len(found) < len(self.pieces[1::2]):
            return ()
        marks = self._marked.tags(MARK)
        return found if len(marks) == len(found) and _free(marks) else ()

    @cached_property
    def _marked(self) -> LexborHTMLParser:
        """The page with marks in place of what it shares.

        Where a mark becomes an element, tags are tags, and what is above it in the tree is open there.
        """
        return LexborHTMLParser(MARKED.join((*self.pieces[::2], b"")))

    @cached_property
    def _own(self) -> LexborHTMLParser:
        """The page without what it shares; text nodes say nothing of the gaps between blocks."""
        return self._marked if self._shared else LexborHTMLParser(self._html)

    @cached_property
    def _spaced(self) -> LexborHTMLParser:
        """The page without what it shares, blocks parted by white space."""
        html = MARKED.join((*self.pieces[::2], b"")) if self._shared else self._html
        return LexborHTMLParser(BLOCK.sub(b" <", html))

    @property
    def language(self) -> str:
        """Of the page as a whole."""
        root = self._own.root
        return (root.attributes.get("lang") or "") if root is not None else ""

    @cached_property
    def title(self) -> str:
        """Of the window, whitespace collapsed."""
        title = self._own.css_first("title")
        return _collapse(title.text()) if title is not None else ""

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The page's own part, and those that it shares."""
        return (_part(self._own), *self._shared)

    @cached_property
    def metas(self) -> tuple[tuple[str, str], ...]:
        """Names and values of the meta tags."""
        return tuple(meta for part in self.parts for meta in part.metas)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Where links can lead to."""
        return frozenset().union(*(part.ids for part in self.parts))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link with its text, in order."""
        own = tuple(_links(self._spaced))
        return (*self._shared[0].named, *own, *self._shared[1].named) if self._shared else own

    @cached_property
    def link_texts(self) -> tuple[str, ...]:
        """The texts of all links, but for white space, in no order."""
        own, shared = self._own.tags("a"), [link.text for part in self._shared for link in part.named]
        if len(own) + len(shared) != self._html.count(b"<a "):  # one that is not closed may be several links
            return tuple(link.text for link in self.links)
        return (*(one.text() for one in own), *shared)

    @cached_property
    def text(self) -> str:
        """Visible text, whitespace collapsed."""
        if self._shared and not self._hides:
            own = _words(self._spaced).split(NOTCH)
            if len(own) == len(CUTS):
                above, below = (part.shown for part in self._shared)
                return _collapse(f"{own[0]}{above}{own[1]}{below}{own[2]}")
        return _collapse(_words(_readable(self._html)))

    @cached_property
    def contents(self) -> tuple[str, ...]:
        """The words of its own contents in order, as white space and tags part them; none where something is hidden."""
        found = [] if self._hides else self._own.tags("main")
        return tuple(found[0].text(separator="\n").split()) if found else ()

    def shows(self, words: str) -> bool:
        """Tell whether words stand in the visible text; a ``time`` of its own is found soonest."""
        times = (one for one in self._own.tags("time") if one.text(separator="\n") == words)
        return any(all(above.tag not in HIDDEN for above in _above(one)) for one in times) or words in self.text

    @cached_property
    def _hides(self) -> bool:
        """Something in it is not meant to be read."""
        return any(map(self._own.tags, HIDDEN))

    @cached_property
    def footer(self) -> Footer:
        """Visible text of the page's own footer (页脚; an article's is not meant), and addresses of the links in it."""
        if not self._shared or self._own.tags("footer"):
            return _footer(_readable(self._html))
        above, below = (part.footer for part in self._shared)
        return f"{above[0]} {below[0]}".strip(), above[1] | below[1]


def outline(html: bytes) -> Reading:
    """Read a rendered page."""
    return Reading(html)


@lru_cache(maxsize=256)
def _shared(html: bytes) -> Shared | None:
    """Read a part that many pages have; ``None`` where the rest of a page may decide how it is read."""
    names = {name.decode("ascii", "replace").lower() for name in NAMED.findall(html)}
    tree, spaced = (LexborHTMLParser(START + one) for one in (html + MARKED, BLOCK.sub(b" <", html)))
    marks = tree.tags(MARK)
    spine = [one for one in (tree.root, tree.head, tree.body) if one is not None]
    if not names <= STEADY or len(marks) != 1 or not _free(marks) or any("id" in one.attributes for one in spine):
        return None
    part = _part(tree)
    return Shared(
        links=part.links,
        ids=part.ids,
        resources=part.resources,
        metas=part.metas,
        shared=True,
        footer=_footer(spaced),
        shown=_words(spaced),
        named=tuple(_links(spaced)),
    )


def _free(marks: Iterable[LexborNode]) -> bool:
    """Tell whether nothing is open at the marks but what does not matter."""
    return all(above.tag in OPENED for mark in marks for above in _above(mark))


def _readable(html: bytes) -> LexborHTMLParser:
    """A page as it is meant to be read, blocks parted by white space."""
    tree = LexborHTMLParser(BLOCK.sub(b" <", html))
    if any(map(tree.tags, HIDDEN)):
        tree.strip_tags(list(HIDDEN))
    return tree


def _part(tree: LexborHTMLParser) -> Part:
    links = {(one["href"] or "", one.get("rel") or ""): None for one in _attributes(tree, "a") if "href" in one}
    metas = [(one["name"] or "", one.get("content") or "") for one in _attributes(tree, "meta") if "name" in one]
    loads = [one for one in _attributes(tree, "link") if not LOADING.isdisjoint((one.get("rel") or "").lower().split())]
    ids, resources = [], [address for one in loads if (address := one.get("href"))]
    for node in tree.css(TELLING):
        values = node.attributes
        if "id" in values:
            ids.append(values["id"] or "")
        if not LOADED.isdisjoint(values):
            resources += [value for name in RESOURCES.get(node.tag or "", ()) if (value := values.get(name))]
    return Part(tuple(links), frozenset(ids), tuple(resources), tuple(metas), shared=False)


def _attributes(tree: LexborHTMLParser, tag: str) -> list[dict[str, str | None]]:
    return [node.attributes for node in tree.tags(tag)]


def _links(tree: LexborHTMLParser) -> Iterator[Link]:
    """Every link with its text, in order."""
    for node in tree.css("a[href]"):
        values = node.attributes
        yield Link(values["href"] or "", _collapse(node.text()), values.get("rel") or "")


def _footer(tree: LexborHTMLParser) -> Footer:
    """Text and links of the footers that are the page's own."""
    feet = [one for one in tree.tags("footer") if not any(above.tag in SECTIONS for above in _above(one))]
    links = (link.attributes["href"] or "" for one in feet for link in one.css("a[href]"))
    return " ".join(_collapse(one.text()) for one in feet), frozenset(links)


def _above(node: LexborNode) -> Iterator[LexborNode]:
    """The elements in which one stands, innermost first."""
    above = node.parent
    while above is not None and above.is_element_node:
        yield above
        above = above.parent


def _words(tree: LexborHTMLParser) -> str:
    """The text of the body as it stands."""
    return tree.body.text() if tree.body is not None else ""


def _collapse(text: str) -> str:
    return " ".join(text.split())
