"""Finding one's way in rendered files: who owns them, and where their links lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname
from urllib.parse import unquote, urlsplit

from generator.model.diagnostics import Span
from generator.model.schema import Record
from generator.model.site import Artifact, Outline, Output, Page, Site
from generator.text import urls

HOME = "index.html"
"""The column's first page."""


@dataclass(frozen=True, slots=True)
class Step:
    """A link or a resource of a rendered page that leads inside the site."""

    here: str
    """Path of the artifact that carries it."""
    href: str
    """As written."""
    path: str
    """Path that it leads to, from the output's root."""
    fragment: str


def owners(site: Site) -> Mapping[str, Page[Record]]:
    """The published page behind each artifact that shows one, by the artifact's path."""
    return {page.url: page for page in site.pages.values()}


def where(path: str, owned: Mapping[str, Page[Record]]) -> Span:
    """The place of a finding about an artifact: its page's file, or else the artifact itself."""
    return Span(owned[path].path) if path in owned else Span(f"output/{path}")


def outlined(output: Output) -> Iterator[tuple[Artifact, Outline]]:
    """The rendered pages, with what they say of themselves."""
    for artifact in output.artifacts.values():
        if artifact.outline is not None:
            yield artifact, artifact.outline


def leading(output: Output, wanted: Callable[[str, str], bool]) -> Iterator[Step]:
    """Every link and resource of every rendered page that leads inside the site to a wanted path and fragment.

    Most addresses stand on every page of a folder; what is unwanted there once is not looked at again.
    """
    base = output.site.config.site.base_url
    settled: defaultdict[str, set[str]] = defaultdict(set)
    for artifact, outline in outlined(output):
        known = settled[dirname(artifact.path)]
        for href in sorted(hrefs(outline) - known):
            end = inside(href, artifact.path, base)
            if end is not None and wanted(*end):
                yield Step(artifact.path, href, *end)
            elif not href.startswith("#"):
                known.add(href)


def reached(output: Output, path: str) -> frozenset[str]:
    """Paths inside the site that one rendered page links to; none when there is no such page."""
    artifact = output.artifacts.get(path)
    if artifact is None or artifact.outline is None:
        return frozenset()
    ends = (inside(link.href, path, output.site.config.site.base_url) for link in artifact.outline.links)
    return frozenset(end[0] for end in ends if end is not None)


def reachable(output: Output) -> frozenset[str]:
    """Paths of everything that following links from the first page comes to."""
    base = output.site.config.site.base_url
    seen, waiting = {HOME}, [HOME]
    settled: defaultdict[str, set[str]] = defaultdict(set)
    while waiting:
        path = waiting.pop()
        artifact = output.artifacts.get(path)
        if artifact is None or artifact.outline is None:
            continue
        known = settled[dirname(path)]
        fresh = {link.href for link in artifact.outline.links} - known
        known |= fresh
        ends = {end[0] for href in fresh if not href.startswith("#") and (end := inside(href, path, base))} - seen
        seen |= ends
        waiting.extend(sorted(ends))
    return frozenset(seen)


def hrefs(outline: Outline) -> set[str]:
    """Addresses of a page's links and resources, as written."""
    return {link.href for link in outline.links}.union(outline.resources)


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
