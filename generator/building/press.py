"""Planning to finished sheets, in whatever process: rendered, looked at, searched, and put away.

What a sheet depends on is digested first. Where the cache has seen the same before, nothing is done again.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.building.cache import Cache, Lost, key
from generator.building.contexts import Commons, pack_context, pack_ties, unpack_context
from generator.building.facts import unpack
from generator.building.ledger import Line
from generator.building.making import Fetched, Planned, Printed, Watched
from generator.building.publishing import Edition
from generator.building.shelf import Shelf, prose_name
from generator.building.steps import stepwise
from generator.model.config import SiteConfig
from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.model.output import Sheet
from generator.model.schema import Record
from generator.model.site import Job, Page
from generator.model.values import Struct, field, write
from generator.rendering.faults import LayoutError
from generator.rendering.forms import legible
from generator.rendering.links import inlaid
from generator.rendering.templates import Templates
from generator.rules.families import observe
from generator.rules.search import Search
from generator.text.markup import outline

if TYPE_CHECKING:  # what was planned before is made again without
    from generator.rendering.frame import Frame
    from generator.rendering.plan import Unit

BATCH = 128
"""Sheets that are put into the cache at once."""
NOBODY: Final = (None, b"")
"""The page of a sheet that shows none, and the key of its facts."""


class Reprint(NamedTuple):
    """A sheet to be made once more, from the context that it had; keys are hexadecimal."""

    path: str
    layout: str
    context: str
    source: str
    """Path of the source whose body it shows; empty when it shows none."""
    facts: str
    """The key of that source's facts."""


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
    looks_data: bytes
    told_data: bytes
    """Both as JSON."""
    fresh: bool
    """It was rendered now, not taken from the cache."""

    @property
    def line(self) -> Line:
        """What the ledger keeps of it."""
        return Line(self.layout, self.context, self.source, self.rendered, self.digest, self.looked, self.told)


class Press(Struct, frozen=True):
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
    commons: Commons = field(default_factory=dict)
    """What was written already of the contexts."""
    fresh: dict[bytes, bytes] = field(default_factory=dict)
    """What is still to be put into the cache."""

    def __call__(self, orders: Iterable[Unit | Reprint]) -> Iterator[Made | Diagnostic]:
        """Make some sheets.

        Raises:
            Lost: the context of a reprint is no longer in the cache.
            ValueError: there are units, and no frame to plan them in.
        """
        making = self._planned, self._keyed, self._fetched, self._written, self._laid, self._looked, self._searched
        yield from stepwise(orders, making, self._rest)
        self.flush()

    def _rest(self) -> None:
        if len(self.fresh) >= 4 * BATCH:
            self.flush()

    def _planned(self, order: Unit | Reprint) -> Planned | Job:
        if isinstance(order, Reprint):
            return self._again(order)
        from generator.rendering.plan import expand  # noqa: PLC0415  # see above

        if self.frame is None:
            raise ValueError(order)
        (job,) = expand(order, self.frame)
        return job

    def _keyed(self, job: Planned | Job) -> Planned:
        """Put the context of a job into bytes."""
        if isinstance(job, Planned):
            return job
        page, facts = self.pages.get(job.path, NOBODY)
        context = pack_context(job, ties := pack_ties(page), self.commons)
        return Planned(job, context, page, page_key(facts, ties))

    def _again(self, order: Reprint) -> Planned:
        data = self.cache.get(context := bytes.fromhex(order.context))
        facts = self.cache.get(name := bytes.fromhex(order.facts)) if order.source else b""
        if data is None or facts is None:
            raise Lost(order.path)
        job, ties = unpack_context(data, order.path, order.layout)
        page = None
        if ties and facts:
            one = unpack(facts, order.source, self.shelf.kept).parsed
            page = Page(parsed=one, meta=one.meta, **ties) if one.meta else None
        return Planned(job, (context, data), page, page_key(name if page else b"", pack_ties(page)))

    def flush(self) -> None:
        """Put away what was made."""
        self.cache.put(self.fresh)
        self.fresh.clear()

    def _fetched(self, planned: Planned) -> Fetched | Diagnostic:
        """Fetch a sheet that was made before, or else what it is made of."""
        job, (context, _), page, _ = planned
        body = prose_name(page.parsed.prose) if page else b""
        try:
            rendered = key("sheet", job.path, self.layouts.digest(job.layout), context, body)
        except LayoutError as error:
            return _failed(error)
        content = self.cache.get(rendered) if rendered in self.known else None
        return Fetched(planned, rendered, content, page.parsed.prose.html if page and content is None else "")

    def _written(self, one: Fetched | Diagnostic) -> Fetched | Diagnostic:
        """Write a sheet, unless that was done."""
        if isinstance(one, Diagnostic) or one.content is not None:
            return one
        try:
            content = self.layouts.render(inlaid(one.planned.job, one.body)).content
        except LayoutError as error:
            return _failed(error)
        self.fresh[one.rendered] = content
        return one._replace(content=content, fresh=True)

    def _laid(self, one: Fetched | Diagnostic) -> Printed | Diagnostic:
        """Lay a sheet where it will be published, where it differs from what is."""
        if isinstance(one, Diagnostic):
            return one
        (job, (context_name, context_data), _, whole), rendered, written, _, fresh = one
        if context_name not in self.known:
            self.fresh[context_name] = context_data
        content = written or b""
        digest = sha256(content).hexdigest()
        if self.edition is not None and self.edition.standing.get(job.path) != digest:
            self.edition.lay(job.path, content)
        about = key(job.path, digest, whole, self.salt)
        looked, told = key("looks", about), key("told", about, self.search.digest)
        return Printed(one.planned, content, rendered, digest, looked, told, fresh)

    def _looked(self, one: Printed | Diagnostic) -> Watched | Diagnostic:
        """Take every look at a sheet, unless that was done."""
        if isinstance(one, Diagnostic):
            return one
        looks, told = self._seen(one.looked), self._seen(one.told)
        sheet = self._sheet(one) if looks is None or told is None else None
        if sheet and looks is None:
            looks = self._keep(one.looked, observe(sheet))
        return Watched(one, sheet, looks or b"", told)

    def _searched(self, one: Watched | Diagnostic) -> Made | Diagnostic:
        """Search a sheet for what is kept back, unless that was done."""
        if isinstance(one, Diagnostic):
            return one
        printed, sheet, looks, told = one
        if sheet and told is None:
            told = self._keep(printed.told, self.search.told(sheet))
        job, (context, _), page, _ = printed.planned
        return Made(
            job.path,
            job.layout,
            context.hex(),
            page.path if page else "",
            printed.rendered.hex(),
            printed.digest,
            printed.looked.hex(),
            printed.told.hex(),
            looks,
            told or b"",
            printed.fresh,
        )

    def _sheet(self, one: Printed) -> Sheet:
        """A sheet for those who look at its bytes."""
        job, content = one.planned.job, one.content
        outlined = outline(content) if job.path.endswith(".html") else None
        return Sheet(job.path, legible(job.layout, content), outlined, one.planned.page, self.config)

    def _seen(self, name: bytes) -> bytes | None:
        return self.cache.get(name) if name in self.known else None

    def _keep(self, name: bytes, value: object) -> bytes:
        data = self.fresh[name] = write(value) if value else b""
        return data


def _failed(error: LayoutError) -> Diagnostic:
    span = Span(f"layouts/{error.file}", error.line)
    hint = "改正版式，或删去它以用默认版式"
    return Diagnostic("layout-error", Severity.ERROR, span, f"版式出错：{error.message}", hint)


def page_key(facts: bytes, ties: bytes) -> bytes:
    """A digest of all that a page is: what its source says, and its ties."""
    return key(facts, ties)
