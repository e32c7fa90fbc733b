"""HTML as the parser sees it: a page or a part of one as a tree, and what it says.

The only module that knows selectolax.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model.output import Part
from generator.text.regular import BLOCKS, LOADING, RESOURCES, STEADY, Link

HIDDEN = ("script", "style", "template", "noscript")
"""Elements of the body whose text nobody reads on the page."""

SECTIONS = frozenset({"article", "aside", "main", "nav", "section"})
"""Elements whose footer is not the page's."""

BLOCK = re.compile(rb"<(?<!\s<)(?=/?(?:" + BLOCKS + rb")\b)")
"""Where a reader sees a gap though the source has none: the text of neighbouring blocks must not run together."""

LOADED = frozenset(name for names in RESOURCES.values() for name in names)
TELLING = "[id],[src],[poster],object"
"""Elements that links can lead to, or that make a browser load something."""

NOTCH = "\x01"
"""A character that no page has; one that has it is not cut."""
MARK = f"x{NOTCH}"
"""An element that stands in for a shared part; like any that a browser does not know, it may stand where text may."""
MARKED = f"<{MARK}>{NOTCH}</{MARK}>".encode()

OPENED = frozenset({"html", "body", "div"})
"""What may be open where a shared part begins or ends: it changes nothing in the part."""
START = b"<!doctype html><body>"
NAMED = re.compile(rb"<[/!?]?([^\s/>]*)")

Footer = tuple[str, frozenset[str]]


class Shared(Part, frozen=True, eq=False):
    """A part that other pages have as well, and what it shows."""

    footer: Footer
    """Text and links of the footer in it that is the page's own."""
    shown: str
    """Its text, blocks parted by white space."""
    named: tuple[Link, ...]
    """Its links with their texts, in order."""


class Tree:
    """A page without what it shares, read by the parser; what it shares has marks in its place."""

    def __init__(self, html: bytes) -> None:
        """Take the bytes."""
        self._html = html
        self._tree = LexborHTMLParser(html)  # its text nodes say nothing of the gaps between blocks

    def open_at_marks(self, count: int) -> bool:
        """Tell whether there are so many marks, and nothing is open at them but what does not matter."""
        marks = self._tree.tags(MARK)
        return len(marks) == count and _free(marks)

    @property
    def language(self) -> str:
        """Of the page as a whole."""
        root = self._tree.root
        return (root.attributes.get("lang") or "") if root is not None else ""

    @property
    def title(self) -> str:
        """Of the window, whitespace collapsed."""
        title = self._tree.css_first("title")
        return collapsed(title.text()) if title is not None else ""

    @cached_property
    def part(self) -> Part:
        """What it says besides its text."""
        return _part(self._tree)

    @cached_property
    def _spaced(self) -> LexborHTMLParser:
        """Blocks parted by white space."""
        return LexborHTMLParser(BLOCK.sub(b" <", self._html))

    @property
    def shown(self) -> tuple[str, ...]:
        """Its text between what it shares, blocks parted by white space."""
        return tuple(_words(self._spaced).split(NOTCH))

    @property
    def named(self) -> tuple[Link, ...]:
        """Its links with their texts, in order."""
        return tuple(_links(self._spaced))

    @property
    def link_texts(self) -> tuple[str, ...] | None:
        """The texts of its links, but for white space; ``None`` where one that is not closed may be several."""
        links = self._tree.tags("a")
        return tuple([one.text() for one in links]) if len(links) == self._html.count(b"<a ") else None

    def around(self, _mark: str) -> Iterator[tuple[str, ...]]:
        """The words of its ``main`` element, as white space and tags part them; none where something is hidden."""
        found = [] if self.hides else self._tree.tags("main")
        yield from [tuple(one.text(separator="\n").split()) for one in found[:1]]

    def shows(self, words: str) -> bool:
        """Tell whether a ``time`` shows these words and nothing else."""
        times = (one for one in self._tree.tags("time") if one.text(separator="\n") == words)
        return any(all(above.tag not in HIDDEN for above in _above(one)) for one in times)

    @cached_property
    def hides(self) -> bool:
        """Something in it is not meant to be read."""
        return any(map(self._tree.tags, HIDDEN))

    @property
    def footed(self) -> bool:
        """It has a footer."""
        return bool(self._tree.tags("footer"))


@lru_cache(maxsize=256)
def shared(html: bytes) -> Shared | None:
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


def visible(html: bytes) -> str:
    """The text of a page that is meant to be read, whitespace collapsed."""
    return collapsed(_words(_readable(html)))


def feet(html: bytes) -> Footer:
    """Visible text of the footers that are the page's own, and addresses of the links in them."""
    return _footer(_readable(html))


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
        yield Link(values["href"] or "", collapsed(node.text()), values.get("rel") or "")


def _footer(tree: LexborHTMLParser) -> Footer:
    """Text and links of the footers that are the page's own."""
    feet = [one for one in tree.tags("footer") if not any(above.tag in SECTIONS for above in _above(one))]
    links = (link.attributes["href"] or "" for one in feet for link in one.css("a[href]"))
    return " ".join(collapsed(one.text()) for one in feet), frozenset(links)


def _above(node: LexborNode) -> Iterator[LexborNode]:
    """The elements in which one stands, innermost first."""
    above = node.parent
    while above is not None and above.is_element_node:
        yield above
        above = above.parent


def _words(tree: LexborHTMLParser) -> str:
    """The text of the body as it stands."""
    return tree.body.text() if tree.body is not None else ""


def collapsed(text: str) -> str:
    """Text, each stretch of white space one space."""
    return " ".join(text.split())
