"""The column as a whole: pages, columns, release sets, and what is rendered from them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from generator.model.attached import Attached
from generator.model.config import ColumnConfig, SiteConfig
from generator.model.content import Loc, Parsed
from generator.model.diagnostics import Diagnostic, Span
from generator.model.schema import Record
from generator.model.sources import Asset
from generator.model.tables import Table
from generator.model.values import Struct, field

M_co = TypeVar("M_co", bound=Record, covariant=True)
N = TypeVar("N", bound=Record)
T = TypeVar("T")


class Validity(StrEnum):
    """有效性 of a document as of a day."""

    IN_FORCE = "有效"
    PENDING = "尚未施行"
    AMENDED = "已修改"
    EXPIRED = "失效"
    REPEALED = "废止"


class Withheld(StrEnum):
    """Why a page is kept back."""

    ATTRIBUTE = "公开属性不是主动公开"
    DRAFT = "草稿"
    FUTURE = "未到发布日期"
    INCOMPLETE = "三同步不齐套"
    BROKEN = "内容有误"


class Page(Struct, Generic[M_co], frozen=True):
    """One content file that found its place: its column, its URL, and its ties to other pages (by id)."""

    id: str
    """ASCII, unique in the site, stable: the front matter's ``id`` or the file's stem.

    The ties below name pages by id; those of a published page lead to published pages only, so that nothing that is
    kept back can be reached by following them.
    """
    url: str
    """Posix, relative to the output's root: ``statutory/policies/2020-003.html``."""
    column: str
    """The folder of its column."""
    meta: M_co
    parsed: Parsed
    withheld: Withheld | None = None
    validity: Validity | None = None
    """``None`` for kinds that have no force of law."""
    interprets: tuple[str, ...] = ()
    interpreted_by: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()
    implemented_by: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    """Pages that this one belongs to otherwise: an update's project."""
    children: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    """The version before this one, of a table that appears in versions."""
    later: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """Pages that show how this one came about: those of a plan's stages."""
    part_of: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    """Pages that the body refers to, without those above."""
    attachments: tuple[str, ...] = ()
    """Paths of the assets that the page lists in its front matter, in its order."""
    targets: tuple[str, ...] = ()
    """For each of ``parsed.links`` the address it leads to (from the output's root, or absolute); empty: nowhere."""

    @property
    def path(self) -> str:
        """The source's path."""
        return self.parsed.path

    def at(self, *where: str | int) -> Span:
        """The span of a front matter value (see ``Parsed.at``)."""
        return self.parsed.at(*where)


class Column(Struct, frozen=True):
    """One column with its place in the tree and its published pages, newest first."""

    config: ColumnConfig
    parent: str | None
    children: tuple[str, ...]
    pages: tuple[str, ...]
    """Ids of the published pages that stand in it directly, as its list shows them."""
    index: str | None
    """Id of the published page that opens the column (``index.md``), if there is one."""

    @property
    def folder(self) -> str:
        """Its key."""
        return self.config.folder

    @property
    def url(self) -> str:
        """The column's first page."""
        return f"{self.config.folder}/index.html"


class ReleaseSet(Struct, frozen=True):
    """成套发布: a document with its implementing rules and its interpretations, published together or not at all."""

    policy: str
    """Id of the document; also the set's name."""
    implementing_rules: tuple[str, ...]
    interpretations: tuple[str, ...]
    required: frozenset[str]
    """What the set must hold: ``interpretation``, ``implementing-rules``."""
    waived: bool
    """An unexpired waiver stands in the configuration."""
    held: bool
    """Kept back as a whole, with every set that shares a member."""
    waiting: tuple[str, ...] = ()
    """Ids of members that exist but are kept back themselves (draft, future, not 主动公开); they do not count."""
    lacks: frozenset[str] = frozenset()
    """What is required and not there; an interpretation of the implementing rules alone is not the document's."""

    @property
    def members(self) -> tuple[str, ...]:
        """Every page of the set, the document first."""
        return (self.policy, *self.implementing_rules, *self.interpretations)


class LockEntry(NamedTuple):
    """What ``site.lock`` remembers of a document."""

    id: str
    url: str
    index_number: str
    published: date


class LockedContacts(Struct, frozen=True):
    """What ``site.lock`` remembers of how an organ could be reached."""

    changed: date | None
    """The 信息变更日期 that went with it."""
    parts: Mapping[str, str]
    """By name, what was told; nothing that was left out."""


class Lock(Struct, frozen=True):
    """The committed memory of what was published before."""

    recorded: date | None = None
    """The day as of which an entry was last added; ``None`` when nothing was published yet."""
    entries: Mapping[str, LockEntry] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    """By id, the 公开属性 of documents that were not 主动公开, as last recorded; nothing else of them is remembered."""
    contacts: Mapping[str, LockedContacts] = field(default_factory=dict)
    """By id, the contact data of published 指南."""
    present: bool = True
    """There is a lock; without one nobody can tell whether anything was published before."""


class Site(Struct, frozen=True, dict=True):
    """Everything that is known of the column on one day."""

    config: SiteConfig
    as_of: date
    pages: Mapping[str, Page[Record]]
    """Published pages by id, in the order of ids."""
    withheld: Mapping[str, Page[Record]]
    """Pages kept back, by id."""
    broken: tuple[Parsed, ...]
    """Files that could not be understood, or found no place; records that could not be understood as well."""
    columns: Mapping[str, Column]
    """By folder, in the order of the configuration."""
    sets: Mapping[str, ReleaseSet]
    """By the policy's id."""
    assets: Mapping[str, Asset]
    """Every non-page file under ``content/``, by path."""
    asset_urls: Mapping[str, str]
    """Where the assets of published pages go; nothing else is ever copied."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Every id and every 发文字号, published or kept back, and the id that it means."""
    lock: Lock = field(default_factory=Lock)
    requests: tuple[Parsed, ...] = ()
    """The records of the request ledger (依申请公开台账), in the order of paths; nothing of them may be published."""
    attached: Mapping[str, Attached] = field(default_factory=dict)
    """Attachments of published pages by path, as they were looked through."""
    tables: Mapping[str, Table] = field(default_factory=dict)
    """The table files (数据文件) that pages name, by path; ``kinds.rows`` gives a page its rows."""
    settings: Mapping[Loc, Span] = field(default_factory=dict)
    """Where each value of the configuration stands."""

    @cached_property
    def _answers(self) -> dict[Hashable, Any]:
        """What was asked of the site before; as it never changes, each question is worked out once."""
        return {}

    @cached_property
    def unread(self) -> frozenset[str]:
        """Ids of the pages that could not be understood, as far as the names of their files tell."""
        return frozenset(one.path.rpartition("/")[2].rpartition(".")[0] for one in self.broken)

    @property
    def looks_back(self) -> bool:
        """Whether the column is known to have gone on after this day: something was first published later."""
        return self.lock.recorded is not None and self.lock.recorded > self.as_of

    def once(self, question: Callable[[Site], T]) -> T:
        """The answer to a question about the whole site, worked out the first time; nobody may change it."""
        if question not in self._answers:
            self._answers[question] = question(self)
        answer: T = self._answers[question]
        return answer

    def setting(self, *where: str | int) -> Span:
        """The span of a value of the configuration, or of its nearest parent that is written."""
        while where:
            if where in self.settings:
                return self.settings[where]
            where = where[:-1]
        return Span("site_config.toml")

    def having(self, model: type[N], *, withheld: bool = False) -> tuple[Page[N], ...]:
        """The published pages whose meta is of a type (``withheld=True``: those kept back as well, after them)."""
        key = (model, withheld)
        if key not in self._answers:
            groups = (self.pages, self.withheld) if withheld else (self.pages,)
            every = [page for group in groups for page in group.values()]
            self._answers[key] = tuple([page for page in every if isinstance(page.meta, model)])
        found: tuple[Page[N], ...] = self._answers[key]
        return found

    def find(self, page_id: str) -> Page[Record] | None:
        """A page by id, published or kept back."""
        return self.pages.get(page_id) or self.withheld.get(page_id)


class Assembly(Struct, frozen=True):
    """A site and what was wrong in putting it together."""

    site: Site
    findings: tuple[Diagnostic, ...]


class Slot(Struct, frozen=True):
    """Where a page's body goes (``page.body`` of the context) once it is fetched, and what it needs to be put there."""

    path: str
    """The source whose body it is."""
    targets: tuple[str, ...]
    """For each link of the body the address it leads to (see ``Page.targets``)."""
    signers: tuple[str, ...]
    """Whose signature may end the body."""
    base_url: str
    domain: str
    """The site's own address and domain: everything else is marked as external."""
    notes: tuple[tuple[str, str, str], ...] = ()
    """Clauses that are interpreted: the anchor of each, its name, and the address of the place that explains it."""


COMMON = ("site", "navigation", "side", "place")
"""Parts of a job's context that are the same objects in those of many files."""


class Job(Struct, frozen=True):
    """One file to render; context and body are complete, plain data: equal jobs give equal bytes."""

    path: str
    """Where the artifact goes, posix, relative to the output's root."""
    layout: str
    """The template's name."""
    context: Mapping[str, Any]
    slot: Slot | None = None
    """For a page with a body: the body itself is the bulk, and is put in at the last moment."""


class Artifact(Struct, frozen=True):
    """One file of the output: bytes that were rendered, or the asset to copy."""

    path: str
    content: bytes
    source: str | None = None
    """Path of the asset to copy; then ``content`` is empty."""
