"""Finding one's way in rendered pages: where their links and resources lead inside the site.

A page has dozens, most of them on every page of its folder. So they are written down as texts, with a line for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from posixpath import dirname
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from generator.model.output import Outline, Output, Part, Sheet, Trace
from generator.model.schema import Record
from generator.model.site import Page
from generator.rules.looks import look
from generator.rules.outputs import HOME, page_at, web
from generator.text import urls

OPENING = f"/{HOME}"
STATIC = "assets/"
"""Where the layouts' own files are."""
OWN = "#"
"""The line of a link to the page that carries it."""
LINK, FILE = "link", "file"
"""What an address stands in: something to follow, or something that is loaded with the page."""
TOP = "top"
"""The fragment that every page has."""
PLAIN = re.compile(r"((?:\.\./)*)((?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*)")
"""A relative address in which nothing is to be decoded or left out."""


@dataclass(frozen=True, slots=True)
class Step:
    """A link or a resource of a rendered page that leads inside the site."""

    here: str
    """Path of the page that carries it."""
    href: str
    """As written."""
    path: str
    """Path that it leads to, from the output's root."""
    fragment: str


class Address(NamedTuple):
    """Where an address leads inside the site."""

    path: str
    fragment: str
    usual: bool
    """It is spelt as this program spells it, so that a line is enough to know how."""

    line: str
    """Both as they are written down."""


class Ends(NamedTuple):
    """Where the addresses of a page lead inside the site."""

    frame: str
    """Links to the opening pages of columns, and after an empty line the layouts' own files: what a folder shares."""
    links: str
    """Other links."""
    files: str
    """Other resources."""
    odd: list[list[str]]
    """What is spelt in another way: form, address as written, path, fragment."""
    adrift: list[list[str]]
    """What leads to a place in the page itself that is not there: address as written, fragment."""


@look("frame")
def _frame(sheet: Sheet, _outline: Outline) -> str:
    return _ends(sheet).frame


@look("links")
def _links(sheet: Sheet, _outline: Outline) -> str:
    return _ends(sheet).links


@look("files")
def _files(sheet: Sheet, _outline: Outline) -> str:
    return _ends(sheet).files


@look("odd")
def _odd(sheet: Sheet, _outline: Outline) -> list[list[str]]:
    return _ends(sheet).odd


@look("adrift")
def _adrift(sheet: Sheet, _outline: Outline) -> list[list[str]]:
    return _ends(sheet).adrift


@look("ids")
def _ids(sheet: Sheet, outline: Outline) -> str | list[str]:
    """What a page has besides its headings' anchors: a line for each, or a list should one of them have two lines."""
    more = sorted(outline.ids.difference(_anchors(sheet.page), ("",)))
    return "\n".join(more) if not any("\n" in one for one in more) else more


@look("lost")
def _lost(sheet: Sheet, outline: Outline) -> list[str]:
    """The anchors of its headings that a page does not have."""
    return sorted({*_anchors(sheet.page)} - outline.ids)


@lru_cache(maxsize=1)
def _ends(sheet: Sheet) -> Ends:
    """Resolve the addresses of a page, once for all looks at it."""
    if sheet.outline is None:
        return Ends("", "", "", [], [])
    folder, base = dirname(sheet.path), sheet.config.site.base_url
    found = [(_shared_leads if part.shared else _leads)(part, folder, base) for part in sheet.outline.parts]
    columns, links, assets, files, odd, own = (set().union(*some) for some in zip(*found, strict=True))
    return Ends(
        frame="\n".join((*sorted(columns), "", *sorted(assets))),
        links="\n".join(sorted(links)),
        files="\n".join(sorted(files)),
        odd=sorted(map(list, odd)),
        adrift=sorted(_missed(own, sheet.outline.ids)),
    )


def _missed(own: Iterable[str], ids: frozenset[str]) -> Iterator[list[str]]:
    """Of what leads to the page itself that which leads to no place in it."""
    for href in own:
        if "%" in href or href[1:] not in ids:
            place = unquote(href.partition("#")[2])
            if place not in {"", TOP} and place not in ids:
                yield [href, place]


Leads = tuple[set[Any], ...]
"""Where addresses lead: lines of ``COLUMNS``, ``LINKS``, ``ASSETS``, ``FILES``; ``ODD`` and ``OWN`` as in ``Ends``."""


def _leads(part: Part, folder: str, base_url: str) -> Leads:
    """Resolve the addresses in a part of a page."""
    leads: Leads = tuple(set() for _ in range(6))
    for href, _ in part.links:
        for place, what in _led(LINK, href, folder, base_url):
            leads[place].add(what)
    for href in part.resources:
        for place, what in _led(FILE, href, folder, base_url):
            leads[place].add(what)
    return leads


_shared_leads = lru_cache(maxsize=4096)(_leads)


@lru_cache(maxsize=65536)
def _led(form: str, href: str, folder: str, base_url: str) -> tuple[tuple[int, Any], ...]:
    """What an address adds to the leads of the pages of a folder; most addresses stand on many."""
    if not href or href[0] in "#?":
        return ((5, href), (1, OWN)) if form == LINK else ((5, href),)
    end = _address(href, folder, base_url)
    if end is None:
        return ()
    if not end.usual:
        return ((4, (form, href, end.path, end.fragment)),)
    if form == LINK:
        return ((0 if "/" not in end.path or end.path.endswith(OPENING) else 1, end.line),)
    return ((2 if end.path.startswith(STATIC) else 3, end.line),)


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


def leading(output: Output, wanted: Callable[[str, str], bool]) -> Iterator[Step]:
    """Every link and resource of every rendered page that leads inside the site to a wanted path and fragment.

    Most addresses stand on many pages; each is judged once.
    """
    chosen: set[str] = set()
    passed = {"", OWN}

    def among(lines: str) -> list[str]:
        found = lines.split("\n")
        if passed.issuperset(found):
            return []
        for line in chosen.symmetric_difference(found) - chosen - passed:
            (chosen if wanted(*_parted(line)) else passed).add(line)
        return [line for line in found if line in chosen]

    frames = lru_cache(maxsize=None)(among)
    for trace in web(output):
        looks = trace.looks
        lines = [*frames(looks.get("frame", "")), *among(looks.get("links", "")), *among(looks.get("files", ""))]
        if lines or "odd" in looks or "adrift" in looks:
            yield from _steps(trace, lines, wanted)


def _steps(trace: Trace, lines: Iterable[str], wanted: Callable[[str, str], bool]) -> Iterator[Step]:
    """The wanted links and resources of a page as they are written, in the order of their spelling."""
    here, looks = trace.path, trace.looks
    usual = (Step(here, urls.relative(line, here), *_parted(line)) for line in lines)
    odd = (Step(here, href, path, fragment) for _, href, path, fragment in looks.get("odd", ()))
    adrift = (Step(here, href, here, fragment) for href, fragment in looks.get("adrift", ()))
    steps = {*usual, *(step for step in chain(odd, adrift) if wanted(step.path, step.fragment))}
    yield from sorted(steps, key=lambda step: step.href)


def reached(output: Output, path: str) -> frozenset[str]:
    """Paths inside the site that one rendered page links to; none when there is no such page."""
    trace = page_at(path, output)
    if trace is None:
        return frozenset()
    found = {*_columns(trace.looks.get("frame", "")), *_others(trace)}
    return frozenset(found | {path} if OWN in trace.looks.get("links", "").split("\n") else found)


def reachable(output: Output) -> frozenset[str]:
    """Paths of everything that following links from the first page comes to."""
    seen, frames, waiting = {HOME}, set(), [HOME]
    while waiting:
        trace = page_at(waiting.pop(), output)
        if trace is None:
            continue
        fresh = set(_others(trace))
        if (frame := trace.looks.get("frame", "")) not in frames:
            frames.add(frame)
            fresh.update(_columns(frame))
        fresh -= seen
        seen |= fresh
        waiting.extend(fresh)
    return frozenset(seen)


def _columns(frame: str) -> list[str]:
    """The paths that the links of a frame lead to."""
    return _paths(frame.partition("\n\n")[0])


def _others(trace: Trace) -> list[str]:
    """The paths that the other links of a page lead to."""
    looks = trace.looks
    found = _paths(looks.get("links", "").removeprefix(OWN))
    return found + [path for form, _, path, _ in looks["odd"] if form == LINK] if "odd" in looks else found


def _paths(lines: str) -> list[str]:
    found = lines.split("\n") if lines else []
    return [line.partition("#")[0] for line in found if line] if "#" in lines else found


def ids(path: str, output: Output, owned: Mapping[str, Page[Record]]) -> frozenset[str]:
    """Where in a rendered page links can lead to."""
    looks = output.traces[path].looks
    more = looks.get("ids", "")
    named = frozenset(more.split("\n") if isinstance(more, str) else more)
    return named.union(_anchors(owned.get(path))) - {"", *looks.get("lost", ())}


def _anchors(page: Page[Record] | None) -> list[str]:
    return [one.anchor for one in page.parsed.headings] if page else []


def _parted(line: str) -> tuple[str, str]:
    path, _, fragment = line.partition("#")
    return path, fragment
