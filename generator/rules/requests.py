"""Requests (依申请公开): in time, with every stage on record, each under a number of its own, and none published."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from generator.kinds.course import NOTICE, State
from generator.kinds.procedure import ACT, SINCE
from generator.kinds.request import number, requests
from generator.model.diagnostics import Severity, Span
from generator.model.output import Output
from generator.model.site import Site
from generator.model.values import replace
from generator.rules.clock import CURE
from generator.rules.engine import Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.ledger import LABELS, Case, archive_due, cases, missing
from generator.rules.private import RECORD
from generator.rules.sequence import disordered
from generator.rules.sources import SECRECY
from generator.rules.spills import spills
from generator.text.calendar import NoCalendar
from generator.text.dates import chinese_date
from generator.text.patterns import lazily

YEAR = lazily("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
"""The year in a number."""


@rule(
    "appl-overdue",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=f"{ACT}第三十条、第三十一条、第三十三条",
    since=SINCE,
    judged=Judged.TODAY,
    local=True,
)
def request_out_of_time(site: Site) -> Findings:
    """依申请公开的答复或者补正通知超过了法定时限。

    收到申请之日起7个工作日内一次性告知补正，20个工作日内答复；延长不超过20个工作日，并且要在期限届满以前告知申请人，否则不算。
    收到日期次日起的第一个工作日为第1日。征求第三方和其他机关意见的时间不计入，但最多扣除对方的15个工作日；等待补正的时间
    不计入，收到补正后重新起算，第二次通知补正不再重新起算。没有当年工作日数据，或者缺少有关日期的，报告“无法判定”。

    尽快答复；日期没有及时登记的，补上。确已逾期的，作为改进情况写入年度报告，在该件记录中忽略本规则并写明理由。
    """
    for case in cases(site):
        yield from _reply(case)
        yield from _corrections(case)


def _reply(case: Case) -> Findings:
    state, reply, day = case.course.state, case.course.reply, case.now.received
    said = f"{chinese_date(day)}收到的申请"
    notes = "".join(f"；{one}" for one in case.course.notes)
    if state is State.UNKNOWN:
        cure = CURE if reply.late is None else "补填缺少的日期，抄错的改正"
        yield unknown(case.parsed.at("received"), f"{said}，{case.course.reason}，无法计算答复期限", cure, day=day)
    elif state is State.OVERDUE and reply.due:
        over = -reply.left if reply.left else None
        by = f"{over}个工作日" if over and over > 0 else ""
        until = f"应于{chinese_date(reply.due)}前答复，已逾期{by}{notes}"
        hint = "尽快答复；已经答复的，补填“答复日期”和“办理结果”"
        yield flaw(case.parsed.at("received"), f"{said}{until}", hint, day=day)
    elif state is State.LATE and reply.due and reply.end:
        late = f"答复于{chinese_date(reply.end)}，超过{chinese_date(reply.due)}的期限{notes}"
        hint = "日期抄错的改正；确已逾期的，忽略本规则并写明理由"
        yield flaw(case.parsed.at("replied"), f"{said}{late}", hint, day=day)


def _corrections(case: Case) -> Findings:
    notice, day = case.course.notice, case.now.received
    if notice and notice.end and notice.late is not False:
        span = case.parsed.at("corrections", 0, "notified")
        if notice.late is None:
            yield unknown(span, f"{notice.gap}，无法计算补正通知的{NOTICE}个工作日", CURE, day=day)
        else:
            due = f"，超过{chinese_date(notice.due)}的期限" if notice.due else ""
            said = f"补正通知于{chinese_date(notice.end)}发出{due}（收到申请之日起{NOTICE}个工作日）"
            yield flaw(span, said, "日期抄错的改正；今后在审核时即判断申请内容是否明确", day=day)
    for place in range(1, len(case.now.corrections)):
        said = f"第{place + 1}次要求补正；补正应当一次性告知，答复期限不因此重新起算"
        cure = "答复期限按第一次补正计算；仍不明确的，作出答复"
        yield flaw(case.parsed.at("corrections", place), said, cure, day=day)


@rule(
    "appl-chain",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=f"{ACT}第三十条、第三十五条、第四十五条；《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）；"
    "《2020年上海市商务委员会政务公开工作要点》一（三）",
    since=SINCE,
    judged=Judged.TODAY,
    local=True,
)
def stage_unrecorded(site: Site) -> Findings:
    """申请的登记、审核、办理、答复、归档有环节没有记日期，补正、缴费过了期限没有处理，没有办理结果，或者先后颠倒。

    全过程记录是复议、诉讼时举证的依据，也是年度报告统计表的来源。登记日期必须有；收到申请7个工作日以后，审核日期必须有，
    因为过了这个时间就不能再按期告知补正；后一个环节有了日期，或者已经有办理结果，前面的环节就都要有；办结以后过了归档期限
    还没有归档日期的，也要补。条例没有规定归档的天数，缺省10个工作日，可在 site_config.toml 的 limits.archive_days 中
    调整。申请人逾期不补正、不缴费而视为放弃的，没有办理和答复这两个环节。

    补正通知要写明合理的期限，记录中有通知日期的，就要有补正期限；期限过了申请人没有补正的，条例规定无正当理由的视为放弃申请，
    不处理，这件申请就一直挂着，年度报告也算作结转。收取信息处理费的也一样：2021年起，收到收费通知次日起20个工作日内不缴的，视为
    放弃申请；没有写“缴费期限”的，从收费通知日期起算。延迟答复要有理由，否则就是超期。

    补填缺少的日期；抄错的改正。补正逾期的，无正当理由的写“逾期未补正: 是”和办理结果，有正当理由的延长补正期限。
    缴费逾期的，写办理结果；通知送达得晚的，写“缴费期限”。
    """
    for case in cases(site):
        day = case.now.received
        for name in missing(case, site):
            said = f"没有登记{LABELS[name]}日期"
            if name == "archived" and isinstance(limit := archive_due(case, site), date):
                said = f"应于{chinese_date(limit)}前归档，没有登记归档日期"
            elif name == "reviewed" and case.course.unreviewed and (last := case.course.unreviewed.due):
                said = f"应于{chinese_date(last)}前审核、告知补正，没有登记审核日期"
            yield flaw(_where(case, name), said, f"补填“{LABELS[name]}日期”", day=day)
        limit = archive_due(case, site)
        if isinstance(limit, NoCalendar) and not case.now.archived:
            yield unknown(_where(case, "archived"), f"{limit}，无法计算归档期限", CURE, day=day)
        if case.course.unreviewed and case.course.unreviewed.late is None:
            yield unknown(_where(case, "reviewed"), f"{case.course.unreviewed.gap}，无法计算审核期限", CURE, day=day)
        yield from _uncorrected(case)
        yield from _unpaid(case)
        yield from _results(case)
        for span, said in disordered(case):
            yield flaw(span, said, "核对两个日期", day=day)


def _uncorrected(case: Case) -> Findings:
    """Notices without a term, and a term that is over (条例 art. 30)."""
    day = case.now.received
    for place, one in enumerate(case.now.corrections):
        if one.notified and not one.until:
            said = f"{chinese_date(one.notified)}通知补正，没有登记补正期限"
            cure = "补填“补正期限”；通知书没有写明的，另行告知申请人一个合理的期限"
            yield flaw(case.parsed.at("corrections", place), said, cure, day=day)
    if case.course.state is State.LAPSED and (until := case.now.corrections[0].until):
        said = f"补正期限{chinese_date(until)}已过，申请人逾期未补正，请登记处理结果"
        cure = "无正当理由的，写“逾期未补正: 是”和“办理结果: 申请人逾期不补正”；已经补正的，补填“补正日期”"
        yield flaw(case.parsed.at("corrections", 0, "until"), said, cure, day=day)


def _unpaid(case: Case) -> Findings:
    """A term for paying that is over (国办函〔2020〕109号), and a reply put off without a reason (条例 art. 35)."""
    day = case.now.received
    if case.course.state is State.UNPAID and (last := case.course.payable):
        said = f"缴费期限{chinese_date(last)}已过，申请人逾期未缴费，请登记处理结果"
        cure = "写“办理结果: 申请人逾期不缴费”；已经缴费的，补填“缴费日期”；通知送达得晚的，写“缴费期限”"
        yield flaw(_where(case, "payable", "charged"), said, cure, day=day)
    if case.now.deferral and not case.now.deferral.reason.strip():
        said, cure = "延迟答复没有写明理由", "补填“延迟答复”的“理由”：申请的数量、频次怎样超过合理范围"
        yield flaw(case.parsed.at("deferral"), said, cure, day=day)


def _results(case: Case) -> Findings:
    if case.now.abandoned and case.now.closed_on is None:
        said = "申请人已经放弃，没有登记是哪一天认定的，年度报告会一直算作结转"
        cure = "补填“办理日期”，写认定放弃的日期"
        yield flaw(_where(case, "outcome", "corrections"), said, cure, day=case.now.received)
    ended = case.now.replied or case.now.abandoned
    if ended and case.now.outcome is None:
        word = "已经答复" if case.now.replied else "申请人已经放弃"
        span = _where(case, "replied" if case.now.replied else "corrections")
        said, cure = f"{word}，没有登记办理结果，年度报告无法统计", "补填“办理结果”"
        yield flaw(span, said, cure, day=case.now.received)


def _where(case: Case, *names: str) -> Span:
    """The place of the first field that is written, else of that which always is."""
    return case.parsed.at(next((one for one in names if (one,) in case.parsed.spans), "received"))


@rule(
    "appl-number-unique",
    Severity.ERROR,
    scope=Scope.SITE,
    basis=f"{ACT}第四十五条",
    since=SINCE,
    judged=Judged.TODAY,
)
def number_used_twice(site: Site) -> Findings:
    """台账中两件申请用了同一个登记编号。

    一件申请一个编号。重复多半是复制了另一件的文件来登记，忘了改编号，或者同一件登记了两次：年度报告会多算一件，
    答复、归档时也分不清是哪一件。没有写“登记编号”的，以文件名为编号。编号中没有年份的，只在同一年收到的申请中比对。

    改正其中一件的登记编号；同一件登记了两次的，删去一个文件。
    """
    groups = defaultdict(list)
    for parsed, one in requests(site):
        name = number(parsed, one).strip()
        groups[name, None if YEAR.search(name) else one.received.year].append((parsed, one))
    for (name, _), found in groups.items():
        for parsed, one in found if len(found) > 1 else ():
            others = "、".join(other.path for other, _ in found if other is not parsed)
            said = f"登记编号 {name} 与 {others} 相同"
            span = parsed.at("number" if one.number else "received")
            yield flaw(span, said, "改正其中一件的登记编号；同一件登记了两次的，删去一个文件", day=one.received)


@rule(
    "appl-ledger-leak",
    Severity.ERROR,
    scope=Scope.OUTPUT,
    basis=f"{ACT}第十五条",
    fixed=True,
    since=SECRECY,
    judged=Judged.TODAY,
)
def ledger_leaks(output: Output) -> Findings:
    """申请台账里的内容或者申请人的信息出现在将要发布的文件中。

    台账在 requests/ 中，从不发布。编辑从台账复制文字、把台账的表格当作附件、附件以申请人命名，都会把谁申请了什么公之于
    众。网页、检索数据、订阅、导出和生成的下载文件的内容，附件的文字、属性和文件名都查；读不出的附件由 priv-unscanned
    报告。报告指出网页源文件中的位置，附件则指出它附在哪一页、内容在附件的哪一处；只写是哪一件记录的什么，不写出查到的内容，
    也不引用原文。本规则不能关闭、降级或者忽略。

    查的是：申请人姓名或者名称、联系方式、通信地址、身份证明、登记编号、答复文号，十六个字以上的申请内容和办理记录中的句子。
    两三个字的姓名要独立成词，两边是标点、标记，或者“申请人”“先生”一类的词。不查的是：与领导、署名作者同名的，机关自己的
    电话和地址，与公开页面的编号相同的登记编号，决定转为主动公开的或者与公开标题相同的申请内容，几件记录里都有的套话，制度、
    指南中也有的句子。

    从公开的内容中删去；申请人名称因为许可、获奖等另外的原因必须出现的，在记录中写“名称另有公开: 是”。
    """
    private = output.secrets.private
    for one in spills(output, RECORD):
        span = one.span
        more = f"等{one.records}件" if one.records > 1 else ""
        yield flaw(
            replace(span, path=private.masked(span.path)) if span.path.startswith("output/") else span,
            private.masked(f"{one.file} 含有台账记录 {one.record}{more} 的{one.said}"),
            "从公开的内容、附件、文件名或版式中删去；必须另外公开的名称，在记录中写“名称另有公开: 是”",
        )
