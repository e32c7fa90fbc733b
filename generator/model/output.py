"""Rendered files: as they are seen where they are rendered, and what is left of them for rules that judge them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from generator.model.config import SiteConfig
from generator.model.schema import Record
from generator.model.site import Page, Site
from generator.model.values import Struct, field


class Anchor(Protocol):
    """A link in a rendered page."""

    @property
    def href(self) -> str:
        """Its address as written."""

    @property
    def rel(self) -> str:
        """Its ``rel``."""

    @property
    def text(self) -> str:
        """Its visible text, whitespace collapsed."""


class Part(Struct, frozen=True, eq=False):
    """What a stretch of a page says besides its text."""

    links: tuple[tuple[str, str], ...]
    """Address and ``rel`` of its links, each once."""
    ids: frozenset[str]
    """Where links can lead to."""
    resources: tuple[str, ...]
    """Addresses of images, scripts, styles and media."""
    metas: tuple[tuple[str, str], ...]
    """Names and values of the meta tags."""
    shared: bool
    """Other pages have this very value."""


class Outline(Protocol):
    """What a rendered page says of itself, read back from its bytes: each part when it is asked for."""

    @property
    def language(self) -> str:
        """Of the page as a whole."""

    @property
    def title(self) -> str:
        """Of the window, whitespace collapsed."""

    @property
    def pieces(self) -> tuple[bytes, ...]:
        """Its bytes: the head, the masthead, its own contents, and what follows; or the whole."""

    @property
    def parting(self) -> tuple[bytes, ...] | None:
        """The tags in its head and its own contents that may stand within a text and say what is not ASCII, each once.

        ``None`` where that cannot be told. No other tag there parts words that are one to a reader.
        """

    @property
    def parts(self) -> tuple[Part, ...]:
        """The page cut in parts, or as a whole; together they say what the page says, in no order."""

    @property
    def metas(self) -> tuple[tuple[str, str], ...]:
        """Names and values of the meta tags."""

    @property
    def ids(self) -> frozenset[str]:
        """Where links can lead to."""

    @property
    def links(self) -> tuple[Anchor, ...]:
        """Every link with its text, in order."""

    @property
    def text(self) -> str:
        """Visible text, whitespace collapsed."""

    @property
    def link_texts(self) -> tuple[str, ...]:
        """The texts of all links, but for white space, in no order."""

    def around(self, mark: str) -> Iterator[tuple[str, ...]]:
        """Stretches of its own contents, as words that white space and tags part: everywhere a mark surely shows."""

    def shows(self, words: str) -> bool:
        """Tell whether words stand in the visible text."""

    @property
    def footer(self) -> tuple[str, frozenset[str]]:
        """Visible text of the page's own footer (页脚; an article's is not meant), and addresses of the links in it."""


class Sheet(Struct, frozen=True, eq=False):
    """One rendered file in the process that rendered it, for those who must see its bytes."""

    path: str
    """Posix, relative to the output's root."""
    content: bytes
    outline: Outline | None
    """``None`` for what is not HTML."""
    page: Page[Record] | None
    """The published page that is shown at this address."""
    config: SiteConfig


class Trace(Struct, frozen=True):
    """What is left of a file of the output when its bytes are put away."""

    path: str
    digest: str
    """SHA-256 of the bytes, hexadecimal."""
    html: bool = False
    """It was rendered, and is a web page."""
    source: str | None = None
    """Path of the asset that is copied."""
    looks: Mapping[str, Any] = field(default_factory=dict)
    """What the looks saw in it, by their names; plain data, and nothing where there is nothing to tell."""
    told: Any = None
    """What the search for withheld content found in it; plain data."""


def _nothing(_path: str) -> str:
    return ""


class Output(Struct, frozen=True):
    """What would be published, for rules that look at rendered files."""

    site: Site
    traces: Mapping[str, Trace]
    """By path, in the order of paths."""
    secrets: Any = None
    """The search for withheld content that the traces were told by; whoever makes it knows what it is."""
    written: Callable[[str], str] = _nothing
    """The text of a source by its path, for those who must say where in it something stands."""
