"""How a rule is written, kept and run.

A rule is a generator function over facts. It yields what it finds with ``flaw`` or, when an input is missing,
``unknown``: a rule that cannot know must not pass in silence. Its docstring is its explanation; its spec,
``tests/specs/ID.md``, is its examples and its test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from inspect import cleandoc
from typing import TypeVar

from generator.kinds.base import Document
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.model.output import Output
from generator.model.schema import Record
from generator.model.site import Site
from generator.model.values import Struct

M = TypeVar("M", bound=Record)


class Scope(StrEnum):
    """What a rule looks at."""

    INTAKE = "intake"
    """Found on the way in, by reading or assembling; the rule only declares and explains the id."""
    DOCUMENT = "document"
    """One file by itself; must not depend on the day."""
    SET = "set"
    """One release set (成套), or one page with its own texts: the rule may read bodies.

    What it finds of a page depends only on that page and on the pages tied to it, directly or indirectly (interprets,
    implements), so that it can be run on a part of the site.
    """
    SITE = "site"
    """The assembled column on its day. It reads no bodies but a few: what a page says at length is not at hand."""
    HISTORY = "history"
    """The column against what was published before (``site.lock``)."""
    OUTPUT = "output"
    """The rendered files."""


class Judged(StrEnum):
    """By whose day a rule applies: a page must not be judged by a rule that came later."""

    TODAY = "today"
    """What must hold on the site as it stands: the day of the build."""
    PUBLISHED = "published"
    """What had to be done when a page went on the web: its publication."""
    WRITTEN = "written"
    """What had to be right in a paper: its signature (成文日期), else its publication."""


class Finding(Struct, frozen=True):
    """What a rule yields; the engine adds id, severity and basis."""

    span: Span
    message: str
    hint: str = ""
    assessable: bool = True
    day: date | None = None
    """The day that governs this finding, where it is neither today nor a date of the page that is named."""


Findings = Iterator[Finding]


def flaw(span: Span, message: str, hint: str = "", *, day: date | None = None) -> Finding:
    """Something offends the rule: the message states the offence with its data, the hint states the cure."""
    return Finding(span, message, hint, day=day)


def unknown(span: Span, message: str, hint: str = "", *, day: date | None = None) -> Finding:
    """The rule cannot tell (无法判定): the message states what is missing."""
    return Finding(span, message, hint, assessable=False, day=day)


class Rule(Struct, frozen=True):
    """One rule as the registry keeps it."""

    id: str
    severity: Severity
    scope: Scope
    basis: str
    """The legal source: 文号 and article, or “逻辑” where the rule follows from the facts alone."""
    since: date | None
    """What lies before this day is not judged by it."""
    judged: Judged
    fixed: bool
    """Neither a page nor the configuration may silence or lower it."""
    model: type[Record]
    """Document rules run on pages whose meta is of this type."""
    check: Callable[..., Iterable[Finding]]
    family: str
    published: bool = False
    """What a document rule finds stands only when the page is published."""
    local: bool = False
    """What a rule of the site or of history finds about a page can be found on a part of the site.

    It depends only on the page; on the pages tied to it, directly or indirectly (interprets, implements); on those that
    it names otherwise (front matter, links), and those that replace or amend it; on those that have the id, the number,
    the index number or the title of one of these; on the files beside the pages; and on configuration, lock and day.
    """

    @property
    def explanation(self) -> str:
        """The docstring: a sentence, then why it matters and what to do."""
        return cleandoc(self.check.__doc__ or "")


RULES: dict[str, Rule] = {}
"""The registry; filled by importing ``generator.rules.families``."""

Check = TypeVar("Check", bound=Callable[..., Iterable[Finding]])


def rule(  # noqa: PLR0913  # the keywords are the rule's own data sheet
    id: str,  # noqa: A002  # the field's word
    severity: Severity,
    *,
    basis: str,
    scope: Scope = Scope.DOCUMENT,
    on: type[Record] = Document,
    since: date | None = None,
    judged: Judged | None = None,
    fixed: bool = False,
    published: bool = False,
    local: bool = False,
) -> Callable[[Check], Check]:
    """Register a rule. Unless ``judged`` says otherwise, output rules apply by the build's day, others by the page's.

    Signatures by scope: document ``(parsed, meta, config)``; set, site and history ``(site)``; output ``(output)``;
    intake ``()``.

    Raises:
        ValueError: the id is taken.
    """

    def register(check: Check) -> Check:
        if id in RULES:
            message = f"rule id taken: {id}"
            raise ValueError(message)
        family = check.__module__.rpartition(".")[2]
        by = judged or (Judged.TODAY if scope is Scope.OUTPUT else Judged.PUBLISHED)
        RULES[id] = Rule(id, severity, scope, basis, since, by, fixed, on, check, family, published, local)
        _registered_for.cache_clear()
        return check

    return register


def check_document(parsed: Parsed, config: SiteConfig, rules: Mapping[str, Rule] = RULES) -> tuple[Diagnostic, ...]:
    """Run the document rules on one file; a file without meta is judged by what reading found."""
    meta = parsed.meta
    if meta is None:
        return ()
    # Which rules concern a kind is worked out once; only tests come with rules of their own.
    concerned = _registered_for(type(meta)) if rules is RULES else _document_rules(type(meta), rules)
    return tuple(
        [
            _diagnostic(one, found)
            for one in concerned
            for found in one.check(parsed, meta, config)
            if _governed(one, found)
        ]
    )


def _document_rules(model: type[Record], rules: Mapping[str, Rule]) -> tuple[Rule, ...]:
    return tuple(one for one in rules.values() if one.scope is Scope.DOCUMENT and issubclass(model, one.model))


@cache
def _registered_for(model: type[Record]) -> tuple[Rule, ...]:
    return _document_rules(model, RULES)


def check_sets(site: Site, rules: Mapping[str, Rule] = RULES) -> tuple[Diagnostic, ...]:
    """Run the rules of release sets, on the whole site or on a part that holds all pages tied to each other."""
    return _of_site(site, rules, frozenset({Scope.SET}))


def check_site(site: Site, rules: Mapping[str, Rule] = RULES) -> tuple[Diagnostic, ...]:
    """Run the site and history rules."""
    return _of_site(site, rules, frozenset({Scope.SITE, Scope.HISTORY}))


def _of_site(site: Site, rules: Mapping[str, Rule], scopes: frozenset[Scope]) -> tuple[Diagnostic, ...]:
    return tuple(
        _diagnostic(one, found)
        for one in rules.values()
        if one.scope in scopes
        for found in one.check(site)
        if _governed(one, found)
    )


def check_output(output: Output, rules: Mapping[str, Rule] = RULES) -> tuple[Diagnostic, ...]:
    """Run the output rules."""
    return tuple(
        _diagnostic(one, found) for one in rules.values() if one.scope is Scope.OUTPUT for found in one.check(output)
    )


def _governed(one: Rule, found: Finding) -> bool:
    """Tell whether a finding that brings its own day lies within the rule's time."""
    return one.since is None or found.day is None or found.day >= one.since


def _diagnostic(one: Rule, found: Finding) -> Diagnostic:
    severity = one.severity if found.assessable else Severity.UNKNOWN
    return Diagnostic(one.id, severity, found.span, found.message, found.hint, one.basis)
