"""Where the links and resources of rendered pages lead inside the site, as they are written down of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from generator.model.output import Part
from generator.rules.outputs import HOME
from generator.text import urls

OPENING = f"/{HOME}"
STATIC = "assets/"
"""Where the layouts' own files are."""
OWN = "#"
"""The line of a link to the page that carries it."""
LINK, FILE = "link", "file"
"""What an address stands in: something to follow, or something that is loaded with the page."""
INNER = ("", "#", "?")
"""What an address that leads to the page itself begins with."""
KEPT = 8192
"""How many addresses are remembered for a folder."""
PLAIN = re.compile(r"((?:\.\./)*)((?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*)")
"""A relative address in which nothing is to be decoded or left out."""


class Address(NamedTuple):
    """Where an address leads inside the site."""

    path: str
    fragment: str
    usual: bool
    """It is spelt as this program spells it, so that a line is enough to know how."""

    line: str
    """Both as they are written down."""


Leads = tuple[set[Any], ...]
"""Where addresses lead: lines of ``COLUMNS``, ``LINKS``, ``ASSETS``, ``FILES``; ``ODD`` and ``OWN`` as in ``Ends``."""


def leads_of(parts: Iterable[Part], folder: str, base_url: str) -> Leads:
    """Resolve the addresses in parts of a page."""
    leads: Leads = tuple(set() for _ in range(6))
    links, files = _addresses(LINK, folder, base_url), _addresses(FILE, folder, base_url)
    for part in parts:
        within = {href for href, _ in part.links if href[:1] in INNER}
        leads[5].update(within)
        leads[1].update((OWN,) if within else ())
        led = [links[href] for href, _ in part.links if href not in within]
        for place, what in filter(None, (*led, *[files[href] for href in part.resources])):
            leads[place].add(what)
    return leads


shared_leads = lru_cache(maxsize=4096)(leads_of)


class Addresses(dict[str, tuple[int, Any] | None]):
    """What addresses add to the leads of the pages of a folder, and to which of them; most stand on many pages."""

    def __init__(self, form: str, folder: str, base_url: str) -> None:
        """Know what they stand in, and where."""
        super().__init__()
        self._form, self._folder, self._base_url = form, folder, base_url

    def __missing__(self, href: str) -> tuple[int, Any] | None:
        """Resolve an address for the first time."""
        if len(self) == KEPT:
            self.clear()
        self[href] = led = self._led(href)
        return led

    def _led(self, href: str) -> tuple[int, Any] | None:
        if href[:1] in INNER:
            return 5, href
        end = _address(href, self._folder, self._base_url)
        if end is None:
            return None
        if not end.usual:
            return 4, (self._form, href, end.path, end.fragment)
        if self._form == LINK:
            return 0 if "/" not in end.path or end.path.endswith(OPENING) else 1, end.line
        return 2 if end.path.startswith(STATIC) else 3, end.line


_addresses = lru_cache(maxsize=256)(Addresses)


def _address(href: str, folder: str, base_url: str) -> Address | None:
    """Resolve an address that stands on the pages of a folder, and leads to another page."""
    if plain := PLAIN.fullmatch(href):
        up, down = len(plain[1]) // len("../"), plain[2]
        above = folder.split("/") if folder else []
        if up <= len(above) and not (up and f"{down}/".startswith(f"{above[-up]}/")):
            line = "/".join((*above[: len(above) - up], down))
            return Address(line, "", usual=True, line=line)
    here = f"{folder}/-" if folder else "-"
    end = inside(href, here, base_url)
    if end is None:
        return None
    line = "#".join(end) if end[1] else end[0]
    return Address(*end, usual=urls.relative(line, here) == href and "\n" not in line, line=line)


def inside(href: str, here: str, base_url: str) -> tuple[str, str] | None:
    """Path and fragment that an address on a page leads to; ``None`` when it leads out of the site."""
    root = base_url.rstrip("/")
    if urls.is_absolute(href):
        if href != root and not href.startswith((f"{root}/", f"{root}#")):
            return None
        href = href.removeprefix(root) or "/"
    elif href.startswith("/"):
        href = href.removeprefix(urlsplit(root).path) or "/"
    if href.startswith("/"):
        path, _, fragment = href.lstrip("/").partition("#")
        path = path.partition("?")[0]
        path = path + HOME if not path or path.endswith("/") else path
    else:
        path, fragment = urls.resolve(href, here)
    return unquote(path), unquote(fragment)
