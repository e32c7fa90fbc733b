"""依申请转主动公开: what many ask for is made public for everybody, or it is said why not (条例 art. 44)."""

from __future__ import annotations

from generator.kinds.attributes import converted
from generator.kinds.procedure import ACT, SINCE
from generator.kinds.request import Conversion
from generator.model.diagnostics import Severity
from generator.model.site import Site
from generator.rules.clock import excess
from generator.rules.engine import Finding, Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.ledger import Candidate, Case, candidates, cases
from generator.text.chinese import suggest
from generator.text.dates import chinese_date

SEVERAL = 2
"""So many applicants are 多个申请人."""
DECIDE = "在其中一件写“转主动公开”：决定日期、决定，不转的写理由；本来已经公开的，写“已主动公开: 是”"


@rule(
    "appl-to-active",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=f"{ACT}第四十四条；《2020年上海市商务委员会政务公开工作要点》一（三）",
    since=SINCE,
    judged=Judged.TODAY,
)
def not_considered_for_all(site: Site) -> Findings:
    """多个申请人申请同一可以公开的信息，没有作出是否转为主动公开的决定；决定转了，却没有公开；决定不转，没有写明理由。

    多人申请的信息，公众多半都需要；主动公开以后，也不必逐件答复。“信息事项”相同（没有填的，申请内容相同）的申请算同一信息，
    其中至少一件的办理结果是予以公开或者部分公开，申请人有两个以上的，应当作出决定：在其中一件的“转主动公开”中写决定日期和
    决定；不转的，写明理由。决定转为主动公开的，要在公开时限（limits.disclosure_days）内发布页面，把页面编号写进“公开页面”，
    并在那个页面的“属性变更记录”中写明由依申请公开转为主动公开，供公开的目录列出。

    本来就已经主动公开、只是告知了获取方式的，在记录中写“已主动公开: 是”，不再要求决定。
    """
    for one in candidates(site):
        yield from _undecided(one)
    for case in cases(site):
        if case.now.conversion is None:
            continue
        if case.now.conversion.decision == "转为主动公开":
            yield from _converted(case, case.now.conversion, site)
        elif not case.now.conversion.reason.strip():
            said = "决定不转为主动公开，没有写明理由"
            yield flaw(case.parsed.at("conversion"), said, "补填“转主动公开”的“理由”", day=case.now.received)


def _undecided(one: Candidate) -> Findings:
    last = one.cases[-1]
    span = last.parsed.at("item" if last.now.item else "content")
    count, day = len(one.cases), last.now.received
    if one.applicants >= SEVERAL:
        said = f"{one.applicants}个申请人申请同一可以公开的信息（{count}件），没有作出是否转为主动公开的决定"
        yield flaw(span, said, DECIDE, day=day)
    else:
        said = f"{count}件申请同一可以公开的信息，其中{one.nameless}件没有登记申请人，无法判定是不是多个申请人"
        yield unknown(span, said, "补填“申请人”，可以用代号", day=day)


def _converted(case: Case, made: Conversion, site: Site) -> Findings:
    span, day = case.parsed.at("conversion", "page"), case.now.received
    known = site.names.get(made.page, "") if made.page else ""
    if made.page and not known:
        near = suggest(made.page, site.names)
        cure = f"是否应为 {near}？" if near else "写公开的页面的页面编号"
        yield flaw(span, f"决定转为主动公开，公开页面“{made.page}”却不存在", cure, day=day)
        return
    page = site.pages.get(known)
    if page is None:
        if made.decided is None:
            said, cure = "决定转为主动公开，没有决定日期，无法计算公开时限", "补填“决定日期”"
            yield unknown(case.parsed.at("conversion"), said, cure, day=day)
            return
        limit = site.config.limits.disclosure_days
        over = excess(site.config, span, made.decided, site.as_of, limit)
        if isinstance(over, Finding):
            yield unknown(over.span, over.message, over.hint, day=day)
        elif over:
            said = f"{chinese_date(made.decided)}决定转为主动公开，超过{limit}个工作日还没有公开"
            yield flaw(span, said, "发布页面，把页面编号写进“公开页面”", day=day)
        return
    if page.id not in {one.page for one in site.once(converted)}:
        said = f"已转为主动公开，公开页面 {page.id} 的属性变更记录却没有写，公开的目录列不出这一项"
        yield flaw(span, said, f"在 {page.path} 写“属性变更记录”：日期、原属性、现属性、依据、批准人", day=day)
