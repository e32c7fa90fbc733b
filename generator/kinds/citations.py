"""Which clauses of documents are interpreted where: as front matter states it, and as links in bodies show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator.kinds.policy import Interpretation
from generator.model.content import Heading, Loc, Parsed
from generator.model.schema import Record
from generator.model.site import Page, Site
from generator.model.values import Struct
from generator.text.clauses import cited, listed


class Citation(Struct, frozen=True):
    """One clause that an interpretation cites."""

    text: str
    """Id of the interpretation."""
    document: str
    """Id of the document; empty where it is not said which, or none of those that the page interprets is meant."""
    clause: str
    """第十二条第二款; each of several that are written together."""
    anchor: str
    """Of the clause on the document's page; empty where it has none."""
    heading: str
    """The heading under which it is explained; empty for the page as a whole."""
    place: str
    """The anchor of that heading; empty for the page as a whole."""
    where: Loc = ()
    """Where the front matter states it; ``()`` for a link of the body."""


def citations(site: Site) -> Mapping[str, tuple[Citation, ...]]:
    """For each published interpretation the clauses that it cites, in its order, each once for a heading."""
    return site.once(_cited)


def explained(site: Site) -> Mapping[str, tuple[Citation, ...]]:
    """For each published document the places that explain clauses of it, in its order, those without anchor last."""
    return site.once(_explained)


def anchor(document: Parsed, clause: str) -> str:
    """The anchor of a clause on a document's page, named by its number or by how its heading begins."""
    named = cited(clause)
    for one in document.headings:
        # A point's heading is no more than its opening words; more of them may be cited.
        if (
            one.anchor == named.anchor
            if named
            else _begins(one.text, clause) or (not one.level and _begins(clause, one.text))
        ):
            return one.anchor
    return ""


def begins(document: Parsed, clause: str) -> bool:
    """Tell whether a heading or a paragraph of a document begins with some words."""
    return any(_begins(one.text, clause) for one in document.headings) or any(
        _begins(line, clause) for line in document.text.split("\n")
    )


def _begins(text: str, words: str) -> bool:
    return "".join(text.split()).startswith("".join(words.split()))


def _cited(site: Site) -> Mapping[str, tuple[Citation, ...]]:
    found = {}
    for page in site.having(Interpretation):
        seen: dict[tuple[str, str, str], Citation] = {}
        for one in (*_stated(page, site), *_linked(page, site)):
            seen.setdefault((one.document, one.clause, one.place), one)
        found[page.id] = tuple(seen.values())
    return found


def _explained(site: Site) -> Mapping[str, tuple[Citation, ...]]:
    found: defaultdict[str, list[Citation]] = defaultdict(list)
    for some in citations(site).values():
        for one in some:
            if one.document in site.pages:
                found[one.document].append(one)
    order = {
        name: {heading.anchor: place for place, heading in enumerate(site.pages[name].parsed.headings)}
        for name in found
    }
    return {
        name: tuple(sorted(some, key=lambda one: (order[name].get(one.anchor, len(order[name])), one.clause)))
        for name, some in found.items()
    }


def _stated(page: Page[Interpretation], site: Site) -> Iterator[Citation]:
    """What the field 条款解读 says."""
    for number, note in enumerate(page.meta.clauses):
        document = _document(note.document, page, site)
        heading = next((one for one in page.parsed.headings if note.heading and note.heading == one.text), None)
        for at, clause in ((at, clause) for at, written in enumerate(note.clauses) for clause in listed(written)):
            yield Citation(
                page.id,
                document.id if document else "",
                clause,
                anchor(document.parsed, clause) if document else "",
                note.heading,
                heading.anchor if heading else "",
                ("clauses", number, "clauses", at),
            )


def _document(name: str, page: Page[Interpretation], site: Site) -> Page[Record] | None:
    """The document that is meant: the one that is named, or the only one that the page interprets."""
    meant = site.names.get(name, "") if name else page.interprets[0] if len(page.interprets) == 1 else ""
    return site.pages.get(meant) if meant in page.interprets else None


def _linked(page: Page[Interpretation], site: Site) -> Iterator[Citation]:
    """What links of the body lead to: headings and clauses of the documents that the page interprets."""
    documents = {site.pages[name].url: site.pages[name] for name in page.interprets if name in site.pages}
    for link, end in zip(page.parsed.links, page.targets, strict=False):
        url, _, fragment = end.partition("#")
        document = documents.get(url) if fragment else None
        target = next((one for one in document.parsed.headings if one.anchor == fragment), None) if document else None
        if document and target:
            over = _above(page.parsed.headings, link.span.line)
            written = link.target.partition("#")[2]
            clause = "".join(written.split()) if cited(written) else target.text  # an article is named by its anchor
            yield Citation(
                page.id, document.id, clause, fragment, over.text if over else "", over.anchor if over else ""
            )


def _above(headings: Iterable[Heading], line: int) -> Heading | None:
    """The heading under which a line stands."""
    found = None
    for one in headings:
        if one.level and one.line <= line:
            found = one
    return found
