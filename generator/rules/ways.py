"""Finding one's way in rendered pages: where their links and resources lead inside the site.

A page has dozens, most of them on every page of its folder. So they are written down as texts, with a line for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from posixpath import dirname
from typing import NamedTuple
from urllib.parse import unquote

from generator.model.output import Outline, Output, Sheet, Trace
from generator.model.schema import Record
from generator.model.site import Page
from generator.model.values import Struct
from generator.rules.looks import look
from generator.rules.outputs import HOME, page_at, web
from generator.rules.resolving import LINK, OWN, leads_of, shared_leads
from generator.text import urls

TOP = "top"
"""The fragment that every page has."""


class Step(Struct, frozen=True):
    """A link or a resource of a rendered page that leads inside the site."""

    here: str
    """Path of the page that carries it."""
    href: str
    """As written."""
    path: str
    """Path that it leads to, from the output's root."""
    fragment: str


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
    own, *others = sheet.outline.parts
    both = (leads_of((own,), folder, base), shared_leads(tuple(others), folder, base))
    columns, links, assets, files, odd, inner = (set().union(*some) for some in zip(*both, strict=True))
    return Ends(
        frame="\n".join((*sorted(columns), "", *sorted(assets))),
        links="\n".join(sorted(links)),
        files="\n".join(sorted(files)),
        odd=sorted(map(list, odd)),
        adrift=sorted(_missed(inner, sheet.outline.ids)),
    )


def _missed(own: Iterable[str], ids: frozenset[str]) -> Iterator[list[str]]:
    """Of what leads to the page itself that which leads to no place in it."""
    for href in own:
        if "%" in href or href[1:] not in ids:
            place = unquote(href.partition("#")[2])
            if place not in {"", TOP} and place not in ids:
                yield [href, place]


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
