"""Tests over the registry: every rule explained, founded, specified, and none forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.authoring.reference import reference
from generator.kinds.registry import KINDS
from generator.kinds.statutory import ITEMS
from generator.model.diagnostics import Severity
from generator.rules.engine import Judged, Rule, Scope
from generator.rules.families import FAMILIES, RULES
from generator.rules.sources import LOGIC

ROOT = Path(__file__).parents[2]
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
HAN = re.compile(r"[一-鿿]")
PREFIXES = (
    "a11y column config content date field file front-matter id kind layout link lock pp raw relation suppress url"
)
QUOTED = re.compile(rf'"((?:{PREFIXES.replace(" ", "|")})-[a-z0-9-]+)"')
"""What looks like the id of a finding made on the way in."""
REPORTED = re.compile(r'(?:Diagnostic|fault|refuse|_error|offence|Problem)\(\s*"([a-z0-9-]+)"')
"""What is certainly one."""

CATALOGUE = """
plat-four-subcolumns plat-column-name plat-home-entry plat-subcolumn-empty plat-focus plat-apply-entry plat-download
plat-text-body
a20-coverage a20-org-fields a20-licence a20-penalty a20-budget a20-fee
attr-present attr-leak attr-ground attr-review-due attr-change-log
doc-required doc-no-format doc-no-bracket doc-no-ordinal doc-no-truncated doc-no-missing doc-no-unique doc-no-year
doc-type-gui doc-not-normative doc-unpublished-basis index-unique index-format index-stable topic-enum date-valid
date-truncated date-order date-20wd date-change-20wd date-backdated date-display valid-fields valid-max valid-expired
valid-soon status-ref title-variant status-visible attach-exists attach-match source-present body-thin
sync-missing sync-late sync-not-sameday sync-before sync-bilink sync-rules sync-plan sync-sign sync-elements sync-oldnew
sync-benefit sync-copy sync-form-alt sync-form-mix sync-author sync-dangling
appl-overdue appl-chain appl-to-active appl-ledger-leak
meta-site meta-column meta-article meta-empty meta-pubdate meta-coltype site-idcode site-domain foot-items
svc-keys svc-keys-partial svc-time svc-catchall svc-form-file svc-list-link svc-unlisted svc-list-version svc-conflict
link-broken link-private link-scheme image-external link-external link-orphan sitemap-404
ann-due ann-format ann-sections ann-balance ann-result-sum ann-row-sum ann-case-sum ann-carry ann-number ann-fee-note
ann-vs-site ann-vs-ledger ann-history
col-home-stale col-stale col-stale-5 col-stale-10 col-blank col-blank-5 item-undated owner-missing site-year-report
topic-nonempty guide-fields guide-channels guide-stale regime-core regime-outdated cat-fields
appl-form appl-terms appl-fee
std-columns std-oneof std-channel std-limit std-basis std-two-way std-changelog
dec-catalog dec-30d dec-draft dec-feedback dec-reasons dec-final dec-meeting
pp-fields pp-percent pp-monotone pp-cadence
resp-fields resp-48h part-consult part-message part-openday offline-fields media-stale
a11y-alt priv-id priv-mobile priv-card priv-address priv-partial priv-filemeta priv-unscanned
""".split()  # noqa: SIM905 - a list of words reads best as words
"""The rules that the catalogue of checks demands."""

BESIDES = """
sync-mention
std-area std-unlisted regime-unrevised regime-history text-placeholder sync-rules-missing sync-repealed
sync-waiver-expired sync-clause sync-measure sync-draft lock-missing url-stable page-gone topic-stale status-dates
appl-number-unique ann-once ann-title ann-stock svc-elements svc-list-fields dec-listed
pp-mismatch pp-implausible topic-section
""".split()  # noqa: SIM905 - as above
"""Rules that follow from those of the catalogue."""

NOTES = frozenset({"sync-not-sameday", "sync-form-mix", "ann-stock", "topic-section"})
WARNINGS = frozenset(
    """
    sync-mention
    plat-focus a20-licence a20-penalty a20-budget a20-fee attr-review-due attr-change-log doc-no-missing doc-no-year
    doc-type-gui doc-unpublished-basis date-change-20wd date-display valid-fields valid-max valid-soon title-variant
    attach-match source-present body-thin sync-before sync-rules sync-plan sync-sign sync-elements sync-oldnew
    sync-benefit sync-copy sync-author appl-overdue appl-chain appl-to-active
    meta-coltype site-idcode site-domain link-external link-orphan
    ann-fee-note ann-vs-site ann-history ann-title
    svc-keys-partial svc-catchall svc-unlisted svc-list-version svc-conflict
    col-stale col-blank item-undated owner-missing site-year-report
    topic-nonempty guide-stale regime-outdated appl-fee std-channel std-limit std-basis std-changelog
    dec-reasons dec-final dec-meeting pp-cadence resp-fields resp-48h part-consult part-openday offline-fields
    media-stale priv-address priv-partial priv-filemeta priv-unscanned
    std-area std-unlisted regime-unrevised regime-history sync-repealed sync-waiver-expired sync-measure sync-draft
    topic-stale svc-elements svc-list-fields dec-listed pp-implausible
    """.split()  # noqa: SIM905 - as above
)
"""Weights of the catalogue; what is in neither set is an error."""

each = pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())


@each
def test_rule_is_explained_to_editors(rule: Rule) -> None:
    """An explanation is Chinese: one sentence, an empty line, then why it matters and what to do."""
    first, empty, *rest = rule.explanation.split("\n")
    assert HAN.search(first)
    assert first.endswith("。")
    assert empty == ""
    assert HAN.search("\n".join(rest))


@each
def test_rule_has_a_basis_and_a_slug(rule: Rule) -> None:
    """Every rule names its legal source, or says that it follows from the facts; its id is a slug."""
    assert rule.basis.strip()
    assert SLUG.fullmatch(rule.id)


@each
def test_rule_says_from_when_its_basis_is_in_force(rule: Rule) -> None:
    """A page must not be judged by a rule that came later; only what follows from the facts alone has no day."""
    assert rule.since or rule.basis.startswith(LOGIC)


@each
def test_rule_on_the_site_as_it_was_published_is_judged_by_the_day(rule: Rule) -> None:
    """A page's own dates may be what was altered, and a whole output has none."""
    if rule.since and rule.scope in {Scope.HISTORY, Scope.OUTPUT, Scope.INTAKE}:
        assert rule.judged is Judged.TODAY


def test_catalogue_is_complete() -> None:
    """Every check of the catalogue is registered."""
    assert set(CATALOGUE) - RULES.keys() == set()


def test_weights_are_the_catalogues() -> None:
    """No rule of the catalogue weighs more or less than it says there."""
    expected = {
        name: Severity.NOTE if name in NOTES else Severity.WARNING if name in WARNINGS else Severity.ERROR
        for name in (*CATALOGUE, *BESIDES)
    }
    assert {name: RULES[name].severity for name in expected} == expected


def test_only_the_leak_rule_and_the_gate_are_fixed() -> None:
    """What must not be public stays out, and a set ships whole, whatever a page or the configuration says."""
    fixed = sorted(rule.id for rule in RULES.values() if rule.fixed and rule.scope is not Scope.INTAKE)
    assert fixed == ["appl-ledger-leak", "attr-leak", "sync-missing", "sync-rules-missing"]


def test_every_module_with_rules_is_a_family() -> None:
    """A module that registers rules is imported by the families, so that none is forgotten."""
    names = {family.__name__.rpartition(".")[2] for family in FAMILIES}
    written = {
        path.stem
        for path in (ROOT / "generator" / "rules").glob("*.py")
        if re.search(r"^(@rule\(|declare\()", path.read_text("utf-8"), re.MULTILINE)
    }
    assert names == written
    assert {rule.family for rule in RULES.values()} == names


def test_every_id_in_the_source_is_declared_and_every_declared_id_is_used() -> None:
    """What reading, assembling and building report has a rule that explains it, and the other way round."""
    other = {*KINDS, *ITEMS}
    emitted = {
        name
        for path in (ROOT / "generator").rglob("*.py")
        if path.parent.name in {"reading", "assembling", "building", "kinds", "rendering"} or path.stem == "settling"
        for pattern in (QUOTED, REPORTED)
        for name in pattern.findall(path.read_text("utf-8"))
        if name not in other
    }
    declared = {rule.id for rule in RULES.values() if rule.scope is Scope.INTAKE}
    assert emitted - RULES.keys() == set()
    assert declared - emitted == set()


def test_reference_page_is_current() -> None:
    """docs/rules.md is what `gongkai rule --all` prints."""
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == reference()


def test_reference_names_every_rule() -> None:
    """The reference has one heading for each rule."""
    headings = re.findall(r"^### `([^`]+)`", reference(), re.MULTILINE)
    assert sorted(headings) == sorted(RULES)
