"""HTML as layouts and Markdown write it, read without a parser.

Where every tag is spelt in the usual way and bears a known name, and all are nested well, a tree would say nothing that
the tags do not: each start tag makes one element, in the order of the source, with the attributes that are written in
it; and whatever was opened is closed where it seems to be, if not before. So the tags are found by one expression, and
what each of them tells is read once: most of them stand on many pages. Everything else is left to the parser.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from generator.model.output import Part
from generator.model.values import Struct
from generator.text.patterns import lazily

RESOURCES = {
    **dict.fromkeys(("img", "script", "source", "audio", "track", "embed", "iframe"), ("src",)),
    "video": ("src", "poster"),
    "object": ("data",),
}
"""Elements that make a browser load something, and the attributes that say what; besides them there is ``link``."""
LOADING = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})
"""The ``rel`` words with which a ``link`` element loads its address; with others it only names it."""

STEADY = frozenset(
    """
    a abbr address article aside audio b blockquote body br button cite code dd del details dfn div dl dt em figcaption
    figure footer h1 h2 h3 h4 h5 h6 head header hr html i img input ins kbd label li link main mark meta nav ol p pre q
    s samp section small source span strong sub summary sup time track u ul var video wbr
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
"""Elements whose start tags make an element wherever text may stand, and whose contents are text and tags."""
GRID = frozenset({"table", "caption", "thead", "tbody", "tr", "th", "td"})
"""Elements that stand nowhere but in their places."""
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
"""Elements that have no end tag."""
APART = frozenset({"article", "aside", "main", "nav", "section"})
"""Elements that stand between texts, never within one."""
PHRASES = frozenset({"abbr", "cite", "code", "del", "em", "i", "img", "ins", "mark", "small", "span", "strong", "time"})
"""Elements in a link with which it still is one link."""
BODY = (STEADY | GRID) - {"html", "head", "body", "button"}
"""What a page's own contents may consist of."""
BLOCKS = (
    rb"address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]"
    rb"|header|hr|li|main|nav|ol|option|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
"""Elements before and after which a reader sees a gap, as alternatives of an expression."""

TAG = lazily(rb"<([^>]*)>")
ATTRIBUTE = lazily(r' ([a-z-]+)(?:="([^"]*)")?')
VALUE = r'[^"<>&\x00-\x1f]*'
USUAL = lazily(rf'([a-z][a-z0-9]*)((?: [a-z][a-z-]*(?:="{VALUE}")?)*)')
HEAD = lazily(
    rf'<!doctype html>\s*<html(?: lang="({VALUE})")?>\s*<head>\s*'
    r"((?:<[^>]*>\s*)*)<title>([^<]*)</title>\s*((?:<[^>]*>\s*)*)</head>"
)
HEADED = lazily(rf'<(?:meta name="({VALUE})" content="({VALUE})"|([^>]*))>')
UNUSUAL = (b"&", b"\r", b"\x00", b"\x0b")
"""Where text may not mean itself."""
LINKED = lazily(rb"<(a(?: [^>]*)?)>([^<]*(?:<(?!/?a[ >])[^>]*>[^<]*)*)</a>")
"""A link that holds no other: its start tag, and what it holds."""
INNER = lazily(rb"<(?!/)([^ >]*)")
STRUCTURE = lazily(rb"<(?:caption|/?thead|/?tbody|/?tr|t[hd]|/table)[ >]")
PLACED = lazily(
    rb"<(?:(?:table(?: [^>]*)?|/caption|/thead|/tbody)>\s*(?=<(?:caption|thead|tbody|/table)[ >])"
    rb"|(?:thead|tbody|/tr)>\s*(?=<(?:tr|/thead|/tbody)[ >])"
    rb"|(?:tr(?: [^>]*)?|/t[hd])>\s*(?=<(?:t[hd]|/tr)[ >]))"
)
"""From one tag of a table to one that may follow it; what the cells and the caption hold is not between such tags."""
BLOCK = lazily(rb"</?(?:" + BLOCKS + rb")(?: [^>]*)?>")

NEAR = 300
"""How many bytes around a mark surely hold its neighbours; a tag that they cut is taken in whole."""
KEPT = 16384
"""How many tags are remembered."""


class Link(NamedTuple):
    """A link in a page."""

    href: str
    text: str
    rel: str = ""


class Telling(NamedTuple):
    """What a start tag tells."""

    link: tuple[str, str] | None = None
    """Address and ``rel``."""
    place: str | None = None
    """Its id."""
    resources: tuple[str, ...] = ()
    name: str = ""
    """Its name, if it belongs to a table or a footer."""
    parting: bool = False
    """It may stand within a text, and says something that is not ASCII."""


NOTHING = Telling()


class Irregular(ValueError):
    """A tag that only a parser should read."""


class Tags(dict[bytes, int]):
    """What tags do to the nesting: number N opens what -N closes, and 0 neither; ``Irregular`` where none may be read.

    Beside it stands what they tell, of those that tell something.
    """

    def __init__(self, names: Collection[str]) -> None:
        """Know the names."""
        super().__init__()
        self._numbers = {name: number for number, name in enumerate(sorted(names), 1)}
        self.telling: dict[bytes, Telling] = {}

    def __missing__(self, tag: bytes) -> int:
        """Read a tag for the first time."""
        name, attributes = read(tag.removeprefix(b"/"))
        if name not in self._numbers or (name == "meta" and "name" in attributes):  # in its own order, or place
            raise Irregular(name)
        if tag.startswith(b"/"):
            if attributes or name in VOID:
                raise Irregular(name)
            step = -self._numbers[name]
        else:
            step = 0 if name in VOID else self._numbers[name]
            if (told := tell(name, attributes)) != NOTHING:
                self.telling[tag] = told
        self[tag] = step
        return step

    def steps(self, tags: list[bytes]) -> list[int]:
        """Say what some tags do to the nesting."""
        if len(self) > KEPT:
            self.clear()
            self.telling.clear()
        return list(map(self.__getitem__, tags))

    def told(self, tag: bytes) -> Telling:
        """Say what a tag tells, though it may have been forgotten since its page was read."""
        if tag not in self:
            self.__missing__(tag)
        return self.telling.get(tag, NOTHING)


def read(tag: bytes) -> tuple[str, Mapping[str, str]]:
    """Name and attributes of a start tag.

    Raises:
        Irregular: it is spelt in another way than usual.
    """
    try:
        usual = USUAL.fullmatch(tag.decode())
    except UnicodeDecodeError:
        usual = None
    if usual is None:
        raise Irregular(tag)
    found = ATTRIBUTE.findall(usual[2])
    attributes = dict(found)
    if len(attributes) < len(found):
        raise Irregular(tag)
    return usual[1], attributes


def tell(name: str, attributes: Mapping[str, str]) -> Telling:
    """Say what a start tag tells."""
    loads = RESOURCES.get(name, ())
    if name == "link" and not LOADING.isdisjoint(attributes.get("rel", "").lower().split()):
        loads = ("href",)
    return Telling(
        (attributes["href"], attributes.get("rel", "")) if name == "a" and "href" in attributes else None,
        attributes.get("id"),
        tuple([address for one in loads if (address := attributes.get(one))]),
        name if name in GRID or name == "footer" else "",
        name not in APART and not all(map(str.isascii, attributes.values())),
    )


ABOVE, OWN = Tags({"link", "meta"}), Tags(BODY)
DIV = OWN[b"div"]


class Regular(Struct, frozen=True, eq=False, dict=True):
    """A page without what it shares, its tags being regular throughout."""

    language: str
    title: str
    part: Part
    footed: bool
    """It has a footer."""
    parting: tuple[bytes, ...]
    """The tags that may stand within a text and say something that is not ASCII."""
    _contents: bytes

    @cached_property
    def shown(self) -> tuple[str, str, str]:
        """Its text between what it shares, blocks parted by white space."""
        return "", TAG.sub(b"", BLOCK.sub(b" ", self._contents)).decode(), ""

    @cached_property
    def _linked(self) -> list[tuple[bytes, bytes]] | None:
        """The start tags of its links, and what they hold; ``None`` where that may part one in two."""
        found: list[tuple[bytes, bytes]] = LINKED.findall(self._contents)
        inner = {name.decode() for _, words in found if b"<" in words for name in INNER.findall(words)}
        return found if len(found) == self._contents.count(b"</a>") and inner <= PHRASES else None

    @property
    def named(self) -> tuple[Link, ...] | None:
        """Its links with their texts, in order; ``None`` where it takes a parser to tell them."""
        if self._linked is None:
            return None
        links = []
        for tag, words in self._linked:
            if told := OWN.told(tag).link:
                text = (TAG.sub(b"", words) if b"<" in words else words).decode()
                links.append(Link(told[0], " ".join(text.split()), told[1]))
        return tuple(links)

    @property
    def link_texts(self) -> tuple[str, ...] | None:
        """The texts of its links, but for white space; ``None`` where one may be several."""
        if self._linked is None:
            return None
        return tuple([TAG.sub(b"", words).decode() for _, words in self._linked])

    def around(self, mark: str) -> Iterator[tuple[str, ...]]:
        """The words of its own contents around each place where a mark is, as white space and tags part them."""
        html, sought = self._contents, mark.encode()
        place = html.find(sought)
        while place >= 0:
            start, stop = html.rfind(b"<", 0, max(place - NEAR, 1)), html.find(b">", place + NEAR)
            yield tuple(TAG.sub(b"\n", html[max(start, 0) : stop + 1 or None]).decode().split())
            place = html.find(sought, place + 1)

    def shows(self, words: str) -> bool:
        """Tell whether an element shows these words and nothing else."""
        return f">{words}<".encode() in self._contents

    @property
    def hides(self) -> bool:
        """Something in it is not meant to be read."""
        return False


def regular(head: bytes, contents: bytes) -> Regular | None:
    """Read a page's head and its own contents, which end with ``main``; ``None`` where this takes a parser."""
    if any(one in piece for piece in (head, contents) for one in UNUSUAL):
        return None
    parts, own = HEAD.fullmatch(head.decode("utf-8", "replace")), TAG.findall(contents)
    if parts is None:
        return None
    found = HEADED.findall(parts[2] + parts[4])
    above = [other.encode() for _, _, other in found if other]
    try:
        ABOVE.steps(above)
        steps = OWN.steps(own)
    except Irregular:
        return None
    tags = OWN.telling.keys() & own
    told = [OWN.telling[tag] for tag in tags]
    names = {name for _, _, _, name, _ in told}
    if not nested(steps) or not (names.isdisjoint(GRID) or tabled(contents)):
        return None
    parting = tuple([tag for tag, one in zip(tags, told, strict=True) if one.parting])
    told += [ABOVE.telling[tag] for tag in above if tag in ABOVE.telling]
    part = Part(
        links=tuple({link for link, _, _, _, _ in told if link}),
        ids=frozenset([place for _, place, _, _, _ in told if place is not None]),
        resources=tuple([address for _, _, addresses, _, _ in told if addresses for address in addresses]),
        metas=tuple([(name, content) for name, content, other in found if not other]),
        shared=False,
    )
    return Regular(parts[1] or "", " ".join(parts[3].split()), part, "footer" in names, parting, contents)


def nested(steps: list[int]) -> bool:
    """Tell whether every end tag closes what was opened last, and nothing is left open but ``div``."""
    opened: list[int] = []
    for step in steps:
        if step > 0:
            opened.append(step)
        elif step and (not opened or opened.pop() != -step):
            return False
    return opened.count(DIV) == len(opened)


def tabled(contents: bytes) -> bool:
    """Tell whether the tags of tables stand where they may, with nothing between them."""
    first, last = contents.find(b"<table"), contents.rfind(b"</table>") + len(b"</table>")
    return len(STRUCTURE.findall(contents)) == len(PLACED.findall(contents, max(first, 0), last))
