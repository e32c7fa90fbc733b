"""三同步 of the objects: a document, its implementing rules and interpretations are there and lead to each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.kinds.base import Document
from generator.kinds.policy import ImplementingRules, Interpretation, Policy
from generator.model.diagnostics import Severity
from generator.model.output import Output
from generator.model.schema import Record
from generator.model.site import Page, ReleaseSet, Site, Validity
from generator.rules.clock import excess, standing
from generator.rules.engine import Finding, Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.outputs import page_at
from generator.rules.papers import called
from generator.rules.sources import LOGIC, WEBSITES
from generator.rules.ways import reached
from generator.text.dates import chinese_date

DUTY = "上海市行政机关政策文件解读实施办法（沪府办发〔2016〕9号）第三条"
DUTY_SINCE = date(2016, 5, 1)
PLAN = "2020年政务公开工作要点四（一）：政策文件、实施细则和政策解读“三同步”"
PLAN_SINCE = date(2020, 4, 19)


def published(page: Page[Record]) -> date | None:
    """The day on which a page was first published."""
    return page.meta.published_on if isinstance(page.meta, Document) else None


def where(page: Page[Record]) -> str:
    """The field at which a finding about a document as a whole stands."""
    return "doc_number" if getattr(page.meta, "doc_number", "") else "title"


@rule("sync-missing", Severity.ERROR, scope=Scope.SITE, basis=DUTY, since=DUTY_SINCE, fixed=True, local=True)
def policy_without_interpretation(site: Site) -> Findings:
    """必须解读的文件没有已发布的解读，也没有登记豁免。

    部门制定的行政规范性文件和其他涉及面广、社会关注度高的政策文件必须解读，解读与文件成套发布；缺了解读，整套不能发布
    （或用 --hold 整套暂缓）。哪些文件类型必须解读由 site_config.toml 的 sync.profile.interpret 规定，单份文件可用
    “须解读”改变；写“否”的必须写明“不解读理由”。草稿、未到发布日期、不主动公开的解读不算已发布。确有理由暂不解读的，在
    sync.waivers 中登记理由、批准人和期限。
    """
    for policy, one in _policies(site):
        if one and "interpretation" in one.lacks:
            yield _missing(policy, site, one)
        elif one and not one.waived and not policy.interpreted_by and _excused(policy.meta, site):
            message = f"{called(policy.meta)}标明不须解读，没有写明理由"
            yield flaw(policy.at("must_interpret"), message, "填写 不解读理由")
    covered = (one for one in site.sets.values() if one.waived or "interpretation" in one.required)
    tied = {name for one in covered for name in one.implementing_rules}
    for rules in site.having(ImplementingRules):
        due = rules.meta.type in site.config.sync.profile.interpret and "interpretation" in _objects(site)
        if due and rules.id not in tied and not rules.interpreted_by:
            yield _missing(rules, site, None)


def _excused(meta: Policy, site: Site) -> bool:
    """Tell whether a document that its type requires to be interpreted is excused without a reason."""
    return meta.must_interpret is False and meta.type in site.config.sync.profile.interpret and not meta.exemption


def _policies(site: Site) -> Iterator[tuple[Page[Policy], ReleaseSet | None]]:
    """The published policies with their sets; a held set is not published and does not count."""
    for policy in site.having(Policy):
        one = site.sets.get(policy.id)
        if one is None or not one.held:
            yield policy, one


def _objects(site: Site) -> tuple[str, ...]:
    return site.config.sync.profile.objects


def _missing(page: Page[Record], site: Site, one: ReleaseSet | None) -> Finding:
    limit, day = site.config.sync.profile.interpretation_days, published(page)
    state = f"（{standing(site.config, day, limit, site.as_of)}）" if day else ""
    waiting = [site.withheld[name] for name in (one.waiting if one else ()) if name in site.withheld]
    kept = [text for text in waiting if isinstance(text.meta, Interpretation)]
    if kept:
        cure = f"{kept[0].path} 是{kept[0].withheld}，公开后即齐套；或在 site_config.toml 的 sync.waivers 中登记豁免"
    else:
        cure = f"gongkai new interpretation --for {page.id}，或在 site_config.toml 的 sync.waivers 中登记豁免"
    return flaw(page.at(where(page)), f"缺少配套解读：{called(page.meta)}{state}", cure)


@rule("sync-rules-missing", Severity.ERROR, scope=Scope.SITE, basis=PLAN, since=PLAN_SINCE, fixed=True, local=True)
def policy_without_rules(site: Site) -> Findings:
    """须有实施细则的文件没有已发布的实施细则，也没有登记豁免。

    政策文件、实施细则和政策解读“三同步”：缺一样就不成套，整套不能发布（或用 --hold 整套暂缓）。文件页写“须制定细则: 是”
    的，或者 site_config.toml 的 sync.profile.objects 中列有 implementing-rules 的，应有实施细则在“上位文件”中写上它。
    确有理由暂缓的，在 sync.waivers 中登记理由、批准人和期限。
    """
    limit = site.config.sync.profile.rules_days
    for policy, one in _policies(site):
        if one and "implementing-rules" in one.lacks:
            start = published(policy)
            state = f"（{standing(site.config, start, limit, site.as_of)}）" if start else ""
            yield flaw(
                policy.at("promises_rules") if policy.meta.promises_rules else policy.at(where(policy)),
                f"缺少实施细则：{called(policy.meta)}{state}",
                f"gongkai new implementing-rules --for {policy.id}，或在 sync.waivers 中登记豁免",
            )


@rule("sync-rules", Severity.WARNING, scope=Scope.SITE, basis=PLAN, since=PLAN_SINCE, local=True)
def promised_rules_late(site: Site) -> Findings:
    """文件写明要制定的实施细则发布得太晚。

    文件说“细则另行制定”而细则迟迟不来，政策就落不了地。时限在 site_config.toml 的 sync.profile.rules_days 中规定（缺省
    60个工作日），从文件发布之日起算。整套暂缓的不查；还没有细则的由 sync-rules-missing 报告。
    """
    limit = site.config.sync.profile.rules_days
    for policy, one in _policies(site):
        start = published(policy)
        for name in one.implementing_rules if one and start and policy.meta.promises_rules else ():
            rules = site.pages[name]
            end = published(rules)
            over = excess(site.config, rules.at("published"), start, end, limit) if start and end else 0
            if isinstance(over, Finding):
                yield over
            elif over and start and end:
                yield flaw(
                    rules.at("published"),
                    f"实施细则发布于{chinese_date(end)}，{called(policy.meta)}发布于{chinese_date(start)}，"
                    f"超过{limit}个工作日的时限{over}个工作日",
                    "今后与文件同步制定、同步发布",
                )


@rule("sync-dangling", Severity.ERROR, scope=Scope.SITE, basis=LOGIC, local=True)
def interpretation_of_nothing(site: Site) -> Findings:
    """解读对象不在本站，或没有公开；细则的上位文件没有公开。

    解读、细则离了文件没有意义，指向未公开的文件还会泄露它的存在。请核对“解读对象”“上位文件”中的页面编号或发文字号；文件
    没有公开的，解读和细则也暂缓公开。
    """
    for rules in site.having(ImplementingRules):
        for place, name in enumerate(rules.meta.implements):
            target = site.withheld.get(site.names.get(name, ""))
            if target:
                message = f"上位文件“{name}”没有公开（{target.withheld}）"
                yield flaw(rules.at("implements", place), message, "文件公开前，细则标为草稿")
    for text in site.having(Interpretation):
        for place, name in enumerate(text.meta.interprets):
            target = site.find(site.names.get(name, ""))
            if target is None and name in site.unread:
                continue  # what is wrong with it is reported there
            if target is None:
                yield flaw(
                    text.at("interprets", place),
                    f"解读对象“{name}”不在本站",
                    "写文件的页面编号或发文字号，并先发布文件",
                )
            elif target.withheld:
                message = f"解读对象“{name}”没有公开（{target.withheld}）"
                yield flaw(text.at("interprets", place), message, "文件公开前，解读标为草稿")


@rule("sync-repealed", Severity.WARNING, scope=Scope.SITE, basis=LOGIC, local=True)
def interpretation_of_ended_document(site: Site) -> Findings:
    """解读对象已经失效或废止。

    旧文件的解读会让公众以为政策还在执行。请在解读开头说明文件已失效，另写新文件的解读；仅供存档的，可忽略本规则并写明
    理由。
    """
    for text in site.having(Interpretation):
        for place, name in enumerate(text.meta.interprets):
            target = site.pages.get(site.names.get(name, ""))
            if target and target.validity in (Validity.REPEALED, Validity.EXPIRED):
                message = f"解读对象{called(target.meta)}已{target.validity}"
                yield flaw(text.at("interprets", place), message, "在解读开头说明文件已不再执行")


@rule("sync-waiver-expired", Severity.WARNING, scope=Scope.SITE, basis=DUTY, since=DUTY_SINCE, judged=Judged.TODAY)
def waiver_without_effect(site: Site) -> Findings:
    """三同步豁免已过期，或豁免的文件不存在。

    豁免都有期限；到期后文件重新受三同步约束。请补发解读后删去这条豁免，或经批准延长期限。豁免按页面编号认文件，编号写错的
    豁免不起作用。
    """
    for number, waiver in enumerate(site.config.sync.waivers):
        if site.find(waiver.policy) is None:
            place = site.setting("sync", "waivers", number, "policy")
            yield flaw(place, f"sync.waivers 中的文件 {waiver.policy} 不存在", "写文件的页面编号，或删去这条豁免")
        elif waiver.expires < site.as_of:
            yield flaw(
                site.setting("sync", "waivers", number, "expires"),
                f"{waiver.policy} 的豁免已于{chinese_date(waiver.expires)}到期（{waiver.owner}：{waiver.reason}）",
                "补发解读后删去这条豁免，或经批准延长期限",
            )


@rule("sync-bilink", Severity.ERROR, scope=Scope.OUTPUT, basis="政府网站发展指引（国办发〔2017〕47号）", since=WEBSITES)
def pages_not_linked_both_ways(output: Output) -> Findings:
    """文件页没有链接到解读或细则，或者解读页、细则页没有链接到文件。

    文件与解读、细则应当双向关联，公众从任何一页都能到达另一页。缺省版式的“文件·细则·解读”栏自动列出；改过版式的请保留它。
    """
    for document, text, naming in _tied(output.site):
        for page, other, field in ((document, text, where(document)), (text, document, naming)):
            if page_at(page.url, output) is None:
                yield unknown(page.at(field), f"{page.url} 没有生成，无法核对双向链接")
            elif other.url not in reached(output, page.url):
                yield flaw(
                    page.at(field),
                    f"{called(page.meta)}的页面没有链接到{called(other.meta)}",
                    "在版式中保留“文件·细则·解读”栏",
                )


def _tied(site: Site) -> Iterator[tuple[Page[Record], Page[Record], str]]:
    """Each document with each page that names it, and the field in which that page does."""
    for text in site.having(Interpretation):
        yield from ((site.pages[name], text, "interprets") for name in text.interprets if name in site.pages)
    for rules in site.having(ImplementingRules):
        yield from ((site.pages[name], rules, "implements") for name in rules.implements if name in site.pages)
