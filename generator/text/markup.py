"""HTML read back: what a rendered page says of itself, and what a fragment shows.

The only module that knows selectolax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model.site import Anchor, Outline

HIDDEN = ("script", "style", "template", "noscript")
"""Elements of the body whose text nobody reads on the page."""

SECTIONS = frozenset({"article", "aside", "main", "nav", "section"})
"""Elements whose footer is not the page's."""

BLOCK = re.compile(
    rb"<(?=/?(?:address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]"
    rb"|header|hr|li|main|nav|ol|option|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b)"
)
"""Where a reader sees a gap though the source may have none: the text of neighbouring blocks must not run together."""

RESOURCES = {
    **dict.fromkeys(("img", "script", "source", "audio", "track", "embed", "iframe"), ("src",)),
    "link": ("href",),
    "video": ("src", "poster"),
    "object": ("data",),
}
"""Elements that make a browser load something, and the attributes that say what."""

LOADING = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})
"""The ``rel`` words with which a ``link`` element loads its address; with others it only names it."""


def outline(html: bytes) -> Outline:
    """Read a rendered page: language, title, meta tags, ids, links, resources and visible text."""
    tree = LexborHTMLParser(BLOCK.sub(b" <", html))
    feet = [one for one in tree.css("footer") if not _within(one)]
    root, title = tree.root, tree.css_first("title")
    language = _value(root, "lang") if root is not None else ""
    return Outline(
        language=language,
        title=_collapse(title.text()) if title is not None else "",
        metas=tuple((_value(one, "name"), _value(one, "content")) for one in tree.css("meta[name]")),
        ids=frozenset(_value(one, "id") for one in tree.css("[id]")),
        links=tuple(Anchor(_value(one, "href"), _text(one), _value(one, "rel")) for one in tree.css("a[href]")),
        resources=tuple(_resources(tree)),
        text=_shown(tree),
        footer=" ".join(_text(one) for one in feet),
        footer_links=frozenset(_value(link, "href") for one in feet for link in one.css("a[href]")),
    )


def visible(html: str) -> str:
    """Say what a fragment of HTML shows: its text with whitespace collapsed, scripts and styles left out."""
    return _shown(LexborHTMLParser(BLOCK.sub(b" <", html.encode())))


def _resources(tree: LexborHTMLParser) -> Iterator[str]:
    """List what the page makes a browser load, in the order of the page."""
    for node in tree.css(",".join(RESOURCES)):
        names = RESOURCES[node.tag or ""]
        if node.tag != "link" or not LOADING.isdisjoint(_value(node, "rel").lower().split()):
            yield from (value for name in names if (value := _value(node, name)))


def _within(node: LexborNode) -> bool:
    """Tell whether an element stands in a part of the page that can have a footer of its own."""
    above = node.parent
    while above is not None and above.tag not in SECTIONS:
        above = above.parent
    return above is not None


def _shown(tree: LexborHTMLParser) -> str:
    """The text of the body; what is not meant to be read is removed from the tree first."""
    body = tree.body
    if body is None:
        return ""
    if body.css_first(",".join(HIDDEN)) is not None:
        tree.strip_tags(list(HIDDEN))
    return _text(body)


def _text(node: LexborNode) -> str:
    return _collapse(node.text(separator=""))


def _collapse(text: str) -> str:
    return " ".join(text.split())


def _value(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""
