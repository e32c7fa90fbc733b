"""The engine: registering rules, running them by scope, and settling what they find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import pytest

from generator.kinds.general import News
from generator.kinds.policy import Policy
from generator.model.config import ColumnConfig, Identity, RuleSetting, SiteConfig
from generator.model.content import Parsed, Suppression
from generator.model.diagnostics import Diagnostic, Severity, Span
from generator.model.output import Output
from generator.model.site import Site
from generator.model.values import replace
from generator.rules import engine
from generator.rules.engine import Finding, Judged, Rule, Scope, check_document, flaw, unknown
from generator.rules.families import RULES
from generator.rules.settling import Circumstances, settle

DAY = date(2020, 6, 30)
PATH = "content/statutory/news/a.md"
HERE = Span(PATH, 3)
IDENTITY = Identity(
    name="示例市商务委员会",
    organ="示例市商务委员会",
    domain="sww.example.gov.cn",
    id_code="3100000099",
    base_url="https://sww.example.gov.cn",
    address="示例市中山路1号",
    contact="021-00000000",
    icp="示例ICP备00000000号",
    police="示例公网安备00000000000000号",
    party_mark="https://bszs.conac.cn/",
    report_error="https://zfwzgl.www.gov.cn/",
)
NEWS = ColumnConfig(folder="news", name="工作动态", type="工作动态", description="工作动态", kinds=("news",))


def config(**settings: RuleSetting) -> SiteConfig:
    """A configuration that changes some rules; underscores stand for hyphens."""
    return SiteConfig(
        site=IDENTITY, columns=(NEWS,), rules={name.replace("_", "-"): one for name, one in settings.items()}
    )


def setting(severity: str) -> RuleSetting:
    """A change to one rule."""
    return RuleSetting.model_validate({"severity": severity, "reason": "试运行期间"})


def parsed(published: datetime | None = None, silenced: str = "") -> Parsed:
    """A page, with the rule that it silences."""
    return Parsed(
        path=PATH,
        digest="",
        kind="news",
        meta=News(title="展会活动预告", published=published),
        suppressions=(Suppression(silenced, "试运行期间", Span(PATH, 9)),) if silenced else (),
    )


def a_rule(
    scope: Scope = Scope.DOCUMENT,
    severity: Severity = Severity.ERROR,
    *,
    since: date | None = None,
    judged: Judged = Judged.PUBLISHED,
    fixed: bool = False,
) -> Mapping[str, Rule]:
    """A registry of one rule, which finds one flaw and one thing that it cannot tell."""

    def found(*_: object) -> Iterator[Finding]:
        """某处有错。"""
        yield flaw(HERE, "有错", "改正")
        yield unknown(HERE, "缺少资料")

    return {"some-rule": Rule("some-rule", severity, scope, "某法 第一条", since, judged, fixed, News, found, "some")}


def raised(severity: Severity = Severity.ERROR, rule: str = "some-rule", path: str = PATH) -> Diagnostic:
    """A finding on its way to being settled."""
    return Diagnostic(rule, severity, Span(path, 3), "有错")


def settled(
    found: Diagnostic | None,
    rules: Mapping[str, Rule],
    page: Parsed | None = None,
    withheld: frozenset[str] = frozenset(),
    published: frozenset[str] = frozenset(),
    **settings: RuleSetting,
) -> list[tuple[str, Severity]]:
    """Ids and weights of what stands."""
    around = Circumstances(config(**settings), DAY, (page or parsed(),), withheld, published)
    return [(one.rule, one.severity) for one in settle([found] if found else [], around, rules)]


def test_document_rules_run_on_pages_of_their_model_only() -> None:
    """A rule on News looks at news, and not at a page whose front matter is broken."""
    broken = Parsed(PATH, "", "news", None)
    assert [one.message for one in engine.check_document(parsed(), config(), a_rule())] == ["有错", "缺少资料"]
    assert engine.check_document(broken, config(), a_rule()) == ()


@pytest.mark.parametrize("scope", list(Scope))
def test_each_runner_takes_its_own_scope(scope: Scope) -> None:
    """Document, set, site with history, and output rules run where their facts are; intake rules never run."""
    rules = a_rule(scope)
    site = Site(config(), DAY, {}, {}, (), {}, {}, {}, {})
    ran = {
        "document": bool(engine.check_document(parsed(), config(), rules)),
        "set": bool(engine.check_sets(site, rules)),
        "site": bool(engine.check_site(site, rules)),
        "output": bool(engine.check_output(Output(site, {}), rules)),
    }
    where = {
        Scope.DOCUMENT: "document",
        Scope.SET: "set",
        Scope.SITE: "site",
        Scope.HISTORY: "site",
        Scope.OUTPUT: "output",
    }
    assert [name for name, did in ran.items() if did] == ([where[scope]] if scope in where else [])


def test_what_cannot_be_told_is_neither_a_flaw_nor_a_pass() -> None:
    """A finding that is not assessable weighs 无法判定, whatever the rule weighs; both carry id and basis."""
    flawed, unknowable = engine.check_document(parsed(), config(), a_rule())
    assert (flawed.severity, unknowable.severity) == (Severity.ERROR, Severity.UNKNOWN)
    assert {(one.rule, one.basis) for one in (flawed, unknowable)} == {("some-rule", "某法 第一条")}


def test_a_taken_id_is_refused() -> None:
    """Two rules cannot share an id."""
    taken = min(RULES)
    with pytest.raises(ValueError, match=taken):
        engine.rule(taken, Severity.ERROR, basis="逻辑")(lambda: ())


@pytest.mark.parametrize(
    ("published", "stands"),
    [(datetime(2019, 5, 14), False), (datetime(2019, 5, 15), True), (None, True)],  # noqa: DTZ001  # in the site's zone
)
def test_older_pages_are_not_judged_by_later_rules(published: datetime | None, stands: bool) -> None:  # noqa: FBT001
    """A page published before the rule's first day is spared; one without a date is judged by today."""
    found = settled(raised(), a_rule(since=date(2019, 5, 15)), parsed(published))
    assert bool(found) is stands


@pytest.mark.parametrize(
    ("judged", "stands"), [(Judged.TODAY, True), (Judged.PUBLISHED, False), (Judged.WRITTEN, False)]
)
def test_what_must_hold_today_is_asked_of_old_pages_too(judged: Judged, stands: bool) -> None:  # noqa: FBT001
    """A page of 2015 is spared what had to be done when it appeared, not what the site must be now."""
    found = settled(raised(), a_rule(since=date(2019, 5, 15), judged=judged), parsed(datetime(2015, 1, 5)))  # noqa: DTZ001
    assert bool(found) is stands


def test_what_could_not_be_read_is_reported_whatever_the_day() -> None:
    """It is missing from the site; a rule on the way in that misses nothing by it has its day like any other."""
    later = date(2100, 1, 1)
    assert settled(raised(), a_rule(Scope.INTAKE, since=later, fixed=True))
    assert not settled(raised(), a_rule(Scope.INTAKE, since=later))


@pytest.mark.parametrize(("written", "stands"), [(date(2012, 6, 30), False), (date(2012, 7, 1), True)])
def test_a_paper_is_judged_by_its_signature(written: date, stands: bool) -> None:  # noqa: FBT001
    """How a paper is written was decided when it was signed, however late it came to the web."""
    paper = Policy(title="某办法", published=datetime(2020, 1, 5), written=written)  # noqa: DTZ001
    page = replace(parsed(None), meta=paper)
    found = settled(raised(), a_rule(since=date(2012, 7, 1), judged=Judged.WRITTEN), page)
    assert bool(found) is stands


@pytest.mark.parametrize(("day", "stands"), [(date(2016, 4, 17), False), (date(2016, 4, 18), True)])
def test_a_finding_may_bring_the_day_that_governs_it(day: date, stands: bool) -> None:  # noqa: FBT001
    """An interpretation of 2020 is not late for a document of 2014: the document's day counts."""

    def found(*_: object) -> Iterator[Finding]:
        yield flaw(HERE, "有错", day=day)

    rules = {name: replace(one, check=found) for name, one in a_rule(since=date(2016, 4, 18)).items()}
    assert bool(check_document(parsed(None), config(), rules)) is stands


def test_findings_about_no_page_are_judged_by_the_day() -> None:
    """The configuration and rendered files have no publication date: the day of the build counts."""
    found = raised(path="site_config.toml")
    assert settled(found, a_rule(since=DAY)) == [("some-rule", Severity.ERROR)]
    assert settled(found, a_rule(since=date(2020, 7, 1))) == []


@pytest.mark.parametrize(
    ("severity", "expected"), [("off", []), ("note", [Severity.NOTE]), ("error", [Severity.ERROR])]
)
def test_the_configuration_sets_the_weight(severity: str, expected: list[Severity]) -> None:
    """A rule can be turned off, lowered or raised."""
    found = settled(raised(Severity.WARNING), a_rule(severity=Severity.WARNING), some_rule=setting(severity))
    assert [weight for _, weight in found] == expected


def test_what_cannot_be_told_keeps_its_weight() -> None:
    """Raising a rule does not turn ignorance into an error; turning it off silences both."""
    assert settled(raised(Severity.UNKNOWN), a_rule(), some_rule=setting("error")) == [("some-rule", Severity.UNKNOWN)]
    assert settled(raised(Severity.UNKNOWN), a_rule(), some_rule=setting("off")) == []


def test_intake_findings_weigh_what_their_rule_says() -> None:
    """Reading need not know weights and bases: the declaration does."""
    rules = a_rule(Scope.INTAKE, Severity.WARNING)
    (found,) = settle([raised()], Circumstances(config(), DAY, (parsed(),)), rules)
    assert (found.severity, found.basis) == (Severity.WARNING, "某法 第一条")


def test_of_a_stale_document_only_its_own_findings_stand() -> None:
    """What it silences is of before, and so is its day; rules of published pages do not look at it."""
    own = raised(rule="own")
    page = replace(parsed(datetime(2015, 1, 5), silenced="own"), findings=(own,), stale=True)  # noqa: DTZ001
    assert settled(own, {}, page) == [("own", Severity.ERROR)]
    assert settled(raised(), a_rule(), page) == []
    assert settled(raised(path="content/b.md"), a_rule(), page) == [("some-rule", Severity.ERROR)]
    rules = {"own": a_rule(since=date(2019, 5, 15))["some-rule"]}
    assert settled(own, rules, page) == [("own", Severity.ERROR)]
    published = {"own": replace(a_rule()["some-rule"], published=True)}
    assert settled(own, published, page, published=frozenset({PATH})) == []


def test_a_page_can_silence_a_rule_on_itself_only() -> None:
    """The suppression holds for its own file, and is used up by it."""
    page = parsed(silenced="some-rule")
    assert settled(raised(), a_rule(), page) == []
    assert settled(raised(path="content/b.md"), a_rule(), page) == [
        ("some-rule", Severity.ERROR),
        ("suppress-unused", Severity.WARNING),
    ]


def test_an_idle_suppression_is_reported_unless_the_page_is_kept_back() -> None:
    """On a draft, rules of the site are not run: whether the suppression is needed cannot be known."""
    page = parsed(silenced="some-rule")
    assert settled(None, a_rule(Scope.SITE), page) == [("suppress-unused", Severity.WARNING)]
    assert settled(None, a_rule(Scope.SITE), page, frozenset({PATH})) == []
    assert settled(None, a_rule(Scope.DOCUMENT), page, frozenset({PATH})) == [("suppress-unused", Severity.WARNING)]


def test_a_rule_about_what_is_shown_is_silent_on_what_is_not() -> None:
    """On a page kept back, or on a file without a place, it neither stands nor uses up a suppression."""
    rules, shown = {"some-rule": replace(a_rule()["some-rule"], published=True)}, frozenset({PATH})
    assert settled(raised(), rules, published=shown) == [("some-rule", Severity.ERROR)]
    assert settled(raised(), rules) == []
    page = parsed(silenced="some-rule")
    assert settled(raised(), rules, page, published=shown) == []
    assert settled(raised(), rules, page, withheld=frozenset({PATH})) == []
    assert settled(raised(), rules, page) == [("suppress-unused", Severity.WARNING)]


def test_a_suppression_of_no_rule_is_an_error_with_the_nearest_name() -> None:
    """A slip of the pen silences nothing, and says what was meant."""
    (found,) = settle([], Circumstances(config(), DAY, (parsed(silenced="some-rules"),)), a_rule())
    assert (found.rule, found.hint) == ("suppress-unknown", "是否应为 some-rule？")


def test_a_fixed_rule_yields_to_nobody() -> None:
    """Neither the configuration nor a page can lower or silence it, and trying is an error."""
    rules = a_rule(fixed=True)
    assert settled(raised(), rules, some_rule=setting("off")) == [("some-rule", Severity.ERROR)]
    assert settled(raised(), rules, parsed(silenced="some-rule")) == [
        ("some-rule", Severity.ERROR),
        ("suppress-fixed", Severity.ERROR),
    ]


def test_findings_about_suppressions_are_weighed_like_all_others() -> None:
    """The configuration may turn them off as well."""
    rules = dict(a_rule()) | {"suppress-unused": next(iter(a_rule(Scope.INTAKE, Severity.WARNING).values()))}
    page = parsed(silenced="some-rule")
    assert settled(None, rules, page, suppress_unused=setting("off")) == []
    assert settled(None, rules, page, suppress_unused=setting("error")) == [("suppress-unused", Severity.ERROR)]


def test_findings_are_sorted_by_place_and_said_once() -> None:
    """Order does not depend on the order of the rules; exact repeats are dropped."""
    late, early = (
        Diagnostic("a", Severity.ERROR, Span("b.md", 2), "乙"),
        Diagnostic("z", Severity.NOTE, Span("a.md"), "甲"),
    )
    found = settle([late, early, late], Circumstances(config(), DAY, ()), {})
    assert [one.rule for one in found] == ["z", "a"]
