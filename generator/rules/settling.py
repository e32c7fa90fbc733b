"""What stands of all that was found: start dates, severities, suppressions applied, and no personal data repeated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.kinds.base import Document
from generator.kinds.rows import table_owners
from generator.model.config import RuleSetting, SiteConfig
from generator.model.content import Parsed, Suppression
from generator.model.diagnostics import Diagnostic, Severity, ordered
from generator.model.values import Struct, replace
from generator.rules.engine import RULES, Judged, Rule, Scope
from generator.text.chinese import suggest
from generator.text.veiling import veiled


class Circumstances(Struct, frozen=True):
    """What decides whether a finding stands: the configuration, the day, and the pages that it is about."""

    config: SiteConfig
    as_of: date
    documents: tuple[Parsed, ...]
    withheld: frozenset[str] = frozenset()
    """Paths of the pages that are kept back: rules of the site do not look at them, so nobody knows what they need."""
    published: frozenset[str] = frozenset()
    """Paths of the pages that are published."""


def settle(
    found: Iterable[Diagnostic], around: Circumstances, rules: Mapping[str, Rule] = RULES
) -> tuple[Diagnostic, ...]:
    """Apply start dates, severities and suppressions, and report suppressions that silence nothing. Sorted.

    What is found in a table file (数据文件) is judged, and silenced, as what is found in the page that names it. Of a
    stale document only its own findings stand: all others are about what it was.
    """
    documents = {one.path: one for one in around.documents}
    documents |= {path: documents[owner] for path, owner in table_owners(around.documents).items()}
    stale = {one.path: frozenset(one.findings) for one in around.documents if one.stale}
    silenced = {(one.path, s.rule): s for one in around.documents for s in one.suppressions}
    used: set[tuple[str, str]] = set()
    standing: list[Diagnostic] = []
    for each in found:
        known = rules.get(each.rule)
        old = stale.get(each.span.path)
        if old is not None and each not in old:
            continue
        if known and _early(known, documents.get(each.span.path) if old is None else None, around.as_of):
            continue
        if known and known.published and (each.span.path not in around.published or old is not None):
            continue
        key = (about.path if (about := documents.get(each.span.path)) else each.span.path, each.rule)
        if key in silenced and old is None and not (known and known.fixed):
            used.add(key)
            continue
        setting = None if known and known.fixed else around.config.rules.get(each.rule)
        standing.extend(_weighed(each, known, setting))
    idle = {key: one for key, one in silenced.items() if key not in used and key[0] not in stale}
    for each in _suppressions(idle, around.withheld, rules):
        standing.extend(_weighed(each, rules.get(each.rule), around.config.rules.get(each.rule)))
    return ordered(standing)


def _early(known: Rule, parsed: Parsed | None, as_of: date) -> bool:
    """Tell whether a finding lies before its rule; what could not be read is missing, whatever the day."""
    if known.since is None or (known.scope is Scope.INTAKE and known.fixed):
        return False
    return _day(known, parsed, as_of) < known.since


def _day(known: Rule, parsed: Parsed | None, as_of: date) -> date:
    """The day that decides whether a rule applies to a page; the build's, where no page is meant."""
    if known.judged is Judged.TODAY:
        return as_of
    meta = parsed.meta if parsed else None
    if not isinstance(meta, Document):
        return as_of
    written = meta.written_on if known.judged is Judged.WRITTEN else None
    return written or meta.published_on or as_of


def _weighed(each: Diagnostic, known: Rule | None, setting: RuleSetting | None) -> tuple[Diagnostic, ...]:
    if setting is None:
        severity = known.severity if known and known.scope is Scope.INTAKE else each.severity
    elif setting.severity == "off":
        return ()
    else:
        severity = each.severity if each.severity is Severity.UNKNOWN else Severity.named(setting.severity)
    basis = each.basis or (known.basis if known else "")
    # A finding may quote what it is about; personal data must not travel with it into logs and reports.
    message, hint = veiled(each.message), veiled(each.hint)
    return (replace(each, severity=severity, message=message, hint=hint, basis=basis),)


def _suppressions(
    idle: Mapping[tuple[str, str], Suppression], withheld: frozenset[str], rules: Mapping[str, Rule]
) -> Iterator[Diagnostic]:
    """Report the suppressions that silenced nothing: of no rule, of one that cannot be silenced, of no finding."""
    for (path, name), one in idle.items():
        if name not in rules:
            near = suggest(name, rules)
            hint = f"是否应为 {near}？" if near else "gongkai rule 列出全部规则"
            yield Diagnostic("suppress-unknown", Severity.ERROR, one.span, f"没有名为“{name}”的规则", hint)
        elif rules[name].fixed:
            offence = f"规则 {name} 不允许忽略"
            yield Diagnostic("suppress-fixed", Severity.ERROR, one.span, offence, "改正问题，删去这一条忽略")
        elif path not in withheld or (rules[name].scope is Scope.DOCUMENT and not rules[name].published):
            offence = f"这里并未触发规则 {name}，忽略没有作用"
            yield Diagnostic("suppress-unused", Severity.WARNING, one.span, offence, "删去这一条忽略")
