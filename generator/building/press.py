"""Planning to finished sheets, in whatever process: rendered, looked at, searched, and put away.

What a sheet depends on is digested first. Where the cache has seen the same before, nothing is done again.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from generator.building.cache import Cache, key
from generator.building.facts import unpack
from generator.building.ledger import Line
from generator.building.publishing import Edition
from generator.building.shelf import Shelf, prose_name
from generator.model.config import SiteConfig
from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.model.output import Sheet
from generator.model.schema import Record
from generator.model.site import Job, Page, Slot, Validity
from generator.rendering.frame import Frame
from generator.rendering.links import inlaid
from generator.rendering.plan import Unit, expand
from generator.rendering.templates import LayoutError, Templates
from generator.rules.families import observe
from generator.rules.search import Search
from generator.text.markup import outline

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
BATCH = 32
"""Sheets that are put into the cache at once."""
TIES = (
    *("id", "url", "column", "validity", "interprets", "interpreted_by", "implements", "implemented_by"),
    *("replaces", "replaced_by", "amends", "amended_by", "parents", "children", "mentions", "attachments", "targets"),
)
"""What a page is besides its source."""


class Reprint(NamedTuple):
    """A sheet to be made once more, from the context that it had; keys are hexadecimal."""

    path: str
    layout: str
    context: str
    source: str
    """Path of the source whose body it shows; empty when it shows none."""
    facts: str
    """The key of that source's facts."""


class Lost(Exception):
    """The cache no longer has what a sheet was to be made from."""


class Made(NamedTuple):
    """A finished sheet, as the main process needs to know it; digests of keys are hexadecimal."""

    path: str
    layout: str
    context: str
    """The key of its context."""
    source: str
    """Path of the source whose body it shows; empty when it shows none."""
    rendered: str
    """The key of its bytes."""
    digest: str
    """SHA-256 of its bytes."""
    looked: str
    """The key of what the looks saw."""
    told: str
    """The key of what the search for withheld content found."""
    looks_data: str
    told_data: str
    """Both as JSON."""
    fresh: bool
    """It was rendered now, not taken from the cache."""

    @property
    def line(self) -> Line:
        """What the ledger keeps of it."""
        return Line(self.layout, self.context, self.source, self.rendered, self.digest, self.looked, self.told)


@dataclass(frozen=True, slots=True)
class Press:
    """All that a worker needs to make sheets."""

    layouts: Templates
    config: SiteConfig
    search: Search
    salt: bytes
    """A digest of what looks ask of the configuration."""
    cache: Cache
    known: Container[bytes]
    """Keys of what is in the cache."""
    edition: Edition | None
    """Where what differs from the published site is laid; ``None`` when nothing is to be published."""
    shelf: Shelf
    frame: Frame | None = None
    """What planning needs; reprints are planned already."""
    pages: Mapping[str, tuple[Page[Record], bytes]] = field(default_factory=dict)
    """By address, the published pages, each with the key of its facts; reprints bring their own."""
    fresh: dict[bytes, bytes] = field(default_factory=dict)
    """What is still to be put into the cache."""

    def __call__(self, orders: Iterable[Unit | Reprint]) -> Iterator[Made | Diagnostic]:
        """Make some sheets.

        Raises:
            Lost: the context of a reprint is no longer in the cache.
        """
        for order in orders:
            if isinstance(order, Reprint):
                yield self._again(order)
            elif self.frame is not None:
                for job in expand(order, self.frame):
                    yield self._make(job, pack_context(job, page := self.pages.get(job.path)), page)
            if len(self.fresh) >= 4 * BATCH:
                self.flush()
        self.flush()

    def _again(self, order: Reprint) -> Made | Diagnostic:
        data = self.cache.get(bytes.fromhex(order.context))
        facts = self.cache.get(name := bytes.fromhex(order.facts)) if order.source else b""
        if data is None or facts is None:
            raise Lost(order.path)
        job, ties = unpack_context(data, order.path, order.layout)
        page = None
        if ties and facts:
            one = unpack(facts, order.source, self.shelf.kept).parsed
            page = Page(parsed=one, meta=one.meta, **ties) if one.meta else None
        return self._make(job, data, (page, name) if page else None)

    def flush(self) -> None:
        """Put away what was made."""
        self.cache.put(self.fresh)
        self.fresh.clear()

    def _make(self, job: Job, context: bytes, page: tuple[Page[Record], bytes] | None) -> Made | Diagnostic:
        source = page[0] if page else None
        body = prose_name(source.parsed.prose) if source else b""
        context_name = key("context", context)
        try:
            rendered = key("sheet", job.path, self.layouts.digest(job.layout), context_name, body)
            content = self.cache.get(rendered) if rendered in self.known else None
            fresh = content is None
            if content is None:
                html = source.parsed.prose.html if source else ""
                content = self.layouts.render(inlaid(job, html)).content
                self.fresh[rendered] = content
        except LayoutError as error:
            span = Span(f"layouts/{error.file}", error.line)
            hint = "改正版式，或删去它以用默认版式"
            return Diagnostic("layout-error", Severity.ERROR, span, f"版式出错：{error.message}", hint)
        if context_name not in self.known:
            self.fresh[context_name] = context
        digest = sha256(content).hexdigest()
        if self.edition is not None and self.edition.standing.get(job.path) != digest:
            self.edition.lay(job.path, content)
        about = key(job.path, digest, page_key(page) if page else b"", self.salt)
        looked, told = key("looks", about), key("told", about, self.search.digest)
        looks_data, told_data = self._seen(looked), self._seen(told)
        if looks_data is None or told_data is None:
            sheet = Sheet(
                job.path,
                content,
                outline(content) if job.path.endswith(".html") else None,
                page[0] if page else None,
                self.config,
            )
            if looks_data is None:
                looks_data = self._keep(looked, observe(sheet))
            if told_data is None:
                told_data = self._keep(told, self.search.told(sheet))
        return Made(
            job.path,
            job.layout,
            context_name.hex(),
            source.path if source else "",
            rendered.hex(),
            digest,
            looked.hex(),
            told.hex(),
            looks_data,
            told_data,
            fresh,
        )

    def _seen(self, name: bytes) -> str | None:
        data = self.cache.get(name) if name in self.known else None
        return None if data is None else data.decode("utf-8", "surrogatepass")

    def _keep(self, name: bytes, value: Any) -> str:  # noqa: ANN401  # whatever was seen
        data = _ENCODE(value) if value else ""
        self.fresh[name] = data.encode("utf-8", "surrogatepass")
        return data


def page_key(known: tuple[Page[Record], bytes]) -> bytes:
    """A digest of all that a page is: what its source says, and its ties."""
    page, facts = known
    return key(facts, repr([getattr(page, name) for name in TIES]))


def pack_context(job: Job, page: tuple[Page[Record], bytes] | None) -> bytes:
    """A job's context and slot, and its page's ties, as bytes: all equal, equal bytes."""
    ties = page and {name: getattr(page[0], name) for name in TIES}
    slot = job.slot and [job.slot.path, job.slot.targets, job.slot.signers, job.slot.base_url, job.slot.domain]
    return json.dumps([job.context, slot, ties], ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def unpack_context(data: bytes, path: str, layout: str) -> tuple[Job, dict[str, Any]]:
    """Read what ``pack_context`` wrote: the job, and the ties of its page."""
    context, slot, ties = json.loads(data)
    job = Job(path, layout, context, slot and Slot(slot[0], tuple(slot[1]), tuple(slot[2]), *slot[3:]))
    return job, {name: _tied(name, value) for name, value in (ties or {}).items()}


def _tied(name: str, value: Any) -> Any:  # noqa: ANN401  # ids are texts, ties lists of them
    if name == "validity":
        return value and Validity(value)
    return tuple(value) if isinstance(value, list) else value
