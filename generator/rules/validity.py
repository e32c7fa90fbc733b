"""Validity (有效性): how long a document holds, what ended it, and whether the public can see that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.kinds.base import Enacted
from generator.kinds.term import longest, normative, presumed, provisional, years_after
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Severity
from generator.model.output import Output, Trace
from generator.model.schema import Record
from generator.model.site import Page, Site, Validity
from generator.rules.engine import Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.marked import ENDED
from generator.rules.outputs import page_at, web
from generator.rules.papers import VALIDITY, called, own
from generator.rules.sources import DISCLOSURE, LOGIC, PLATFORM
from generator.text.dates import chinese_date, months_after

TERM = "上海市行政规范性文件管理规定（沪府令17号；此前为沪府令26号第二十六条）"


@rule("valid-fields", Severity.WARNING, on=Enacted, basis=TERM, since=VALIDITY, judged=Judged.WRITTEN)
def term_not_stated(parsed: Parsed, meta: Enacted, config: SiteConfig) -> Findings:
    """规范性文件没有写明施行日期或有效期。

    规范性文件应当写明施行日期和有效期；没有写有效期的，按5年（暂行、试行2年）推定。请按文件条文填写“施行日期”“有效期至”，
    推定的日期也应核对后写明，公众才知道文件现在管不管用。已失效、废止的文件不查。
    """
    if not normative(meta) or not own(meta, config) or meta.status in ENDED:
        return
    if meta.effective is None:
        yield flaw(parsed.at("effective"), f"规范性文件{called(meta)}没有写明施行日期", "填写 施行日期")
    if meta.expires is None:
        day = presumed(meta, config.limits)
        until = f"，按{longest(meta, config.limits)}年推定至{chinese_date(day)}" if day else ""
        yield flaw(parsed.at("expires"), f"规范性文件{called(meta)}没有写明有效期{until}", "填写 有效期至")


@rule("valid-max", Severity.WARNING, on=Enacted, basis=TERM, since=VALIDITY, judged=Judged.WRITTEN)
def term_too_long(parsed: Parsed, meta: Enacted, config: SiteConfig) -> Findings:
    """规范性文件的有效期超过5年而没有理由，或暂行、试行文件的有效期超过2年。

    有效期从施行之日起算。确需超过5年的，在“有效期超限理由”中写明；暂行、试行的不得超过2年。年限可在 site_config.toml
    的 limits.validity_years 和 limits.provisional_years 中修改。
    """
    start = meta.effective or meta.written
    if not normative(meta) or not own(meta, config) or start is None or meta.expires is None:
        return
    years, word = longest(meta, config.limits), provisional(meta.title)
    if meta.expires > years_after(start, years) and (word or not meta.validity_reason):
        kind = f"{word}文件" if word else "规范性文件"
        cure = f"有效期至应不晚于 {years_after(start, years)}"
        yield flaw(
            parsed.at("expires"),
            f"{kind}自{chinese_date(start)}施行，有效期至{chinese_date(meta.expires)}，超过{years}年",
            cure if word else f"{cure}，或填写 有效期超限理由",
        )


@rule("valid-expired", Severity.ERROR, scope=Scope.SITE, basis=TERM, since=VALIDITY, judged=Judged.TODAY, local=True)
def expired_document_called_valid(site: Site) -> Findings:
    """文件的有效期已过，有效性却没有写成“失效”。

    有效期届满的规范性文件自动失效，仍标“有效”会误导公众和执法人员。请把“有效性”改为“失效”，或留空由日期推定；经评估
    延长的，改写“有效期至”并说明依据。
    """
    for page in site.having(Enacted):
        meta = page.meta
        if meta.expires and meta.expires < site.as_of and meta.status and meta.status not in ENDED:
            yield flaw(
                page.at("status"),
                f"{called(meta)}的有效期已于{chinese_date(meta.expires)}届满，有效性仍写着“{meta.status}”",
                "改为 有效性: 失效；已延长的改写 有效期至",
            )


@rule("status-dates", Severity.ERROR, scope=Scope.SITE, basis=LOGIC, judged=Judged.TODAY, local=True)
def status_against_dates(site: Site) -> Findings:
    """写明的有效性与施行日期不符：已经施行的写着“尚未施行”，还没有施行的写着“有效”。

    公众看到的有效性以写明的为准，与日期矛盾就会误导。留空最稳妥：有效性由日期和替代、修改关系推定。已过有效期的由
    valid-expired 报告。
    """
    for page in site.having(Enacted):
        meta = page.meta
        begun = meta.effective is not None and meta.effective <= site.as_of
        pending = meta.status == str(Validity.PENDING)
        if meta.effective and begun == pending and meta.status not in {"", *ENDED}:
            state = "已经施行" if begun else "尚未施行"
            message = f"{called(meta)}{chinese_date(meta.effective)}施行，{state}，有效性写着“{meta.status}”"
            yield flaw(page.at("status"), message, "删去“有效性”，由日期推定；日期抄错的改正")


@rule("valid-soon", Severity.WARNING, scope=Scope.SITE, basis=TERM, since=VALIDITY, judged=Judged.TODAY, local=True)
def document_about_to_lapse(site: Site) -> Findings:
    """规范性文件距有效期届满不到6个月，没有实施后评估的记录。

    有效期届满前6个月，制定机关应当评估文件的实施情况，决定延长、修改还是任其失效。请在“实施后评估”中记下评估结论和日期。
    预警的月数可在 site_config.toml 的 limits.expiry_notice_months 中修改。
    """
    for page, day in lapsing(site):
        meta = page.meta
        if normative(meta) and meta.expires and not meta.evaluation:
            yield flaw(
                page.at("expires"),
                f"{called(meta)}将于{chinese_date(day)}届满，还没有实施后评估的记录",
                "评估后填写 实施后评估",
            )


def lapsing(site: Site) -> Iterator[tuple[Page[Enacted], date]]:
    """The organ's own documents that lapse within the configured notice, and when: as they say, or as is presumed."""
    until = months_after(site.as_of, site.config.limits.expiry_notice_months)
    for page in site.having(Enacted):
        meta = page.meta
        if own(meta, site.config) and page.validity not in ENDED:
            day = meta.expires or presumed(meta, site.config.limits)
            if day and site.as_of <= day <= until:
                yield page, day


@rule(
    "status-ref",
    Severity.ERROR,
    scope=Scope.SITE,
    basis="《中华人民共和国政府信息公开条例》第六条、第十二条",
    local=True,
    since=DISCLOSURE,
    judged=Judged.TODAY,
)
def ending_without_reference(site: Site) -> Findings:
    """文件已废止或修改，却没有写明依据哪份文件、从哪一天起，或对方没有指回来。

    公众要能从旧文件找到新文件，也能从新文件找回旧文件。废止的，填写“废止依据”和“废止日期”，或由新文件在“替代文件”中
    写上它；修改的，由修改它的文件在“修改文件”中写上它。对方文件也在本站的，应在“替代文件”“修改文件”或正文链接中提到它。
    """
    for page in site.having(Enacted):
        meta, status = page.meta, page.validity
        heirs = [heir for name in page.replaced_by if _begun(heir := site.pages[name], site.as_of)]
        if status is Validity.REPEALED:
            yield from _repealed(page, site)
        elif meta.repealed_by:
            yield from _back(page, site)
        if status is Validity.AMENDED and not page.amended_by and not page.replaced_by and not meta.repealed_by:
            yield flaw(
                page.at("status"),
                f"{called(meta)}标为“已修改”，没有哪份文件写明修改了它",
                f"在修改它的文件中写上 修改文件: {page.id}",
            )
        if heirs and meta.status and status not in ENDED:
            yield flaw(
                page.at("status"),
                f"{called(meta)}已由{called(heirs[0].meta)}替代，有效性仍写着“{meta.status}”",
                "改为 有效性: 废止，或留空由替代关系推定",
            )


def _repealed(page: Page[Enacted], site: Site) -> Findings:
    meta = page.meta
    if not meta.repealed_by and not page.replaced_by:
        yield flaw(page.at("status"), f"{called(meta)}已废止，没有写明废止它的文件", "填写 废止依据")
    if meta.repealed_on is None and not any(_dated(site.pages[name]) for name in page.replaced_by):
        yield flaw(page.at("status"), f"{called(meta)}已废止，没有写明废止日期", "填写 废止日期")
    yield from _back(page, site)


def _back(page: Page[Enacted], site: Site) -> Findings:
    """The repealing document, when it stands here, must lead back."""
    other = site.pages.get(site.names.get(page.meta.repealed_by, ""))
    if other and page.id not in (*other.replaces, *other.amends, *other.mentions):
        yield flaw(
            page.at("repealed_by"),
            f"废止依据{called(other.meta)}没有指回{called(page.meta)}",
            f"在 {other.path} 的“替代文件”中写上 {page.id}，或在正文中写 [[{called(page.meta)}]]",
        )


def _begun(page: Page[Record], as_of: date) -> bool:
    return isinstance(page.meta, Enacted) and page.meta.begun(as_of)


def _dated(page: Page[Record]) -> bool:
    return isinstance(page.meta, Enacted) and page.meta.effective is not None


@rule("status-visible", Severity.ERROR, scope=Scope.OUTPUT, basis="国办公开办函〔2019〕61号", since=PLATFORM)
def ending_not_shown(output: Output) -> Findings:
    """失效或废止的文件，页面上或列表中没有醒目标明，或仍列在“现行有效”之中。

    失效、废止的文件仍留在网上供查阅，但必须让人一眼看出它已不管用。缺省版式在页面的状态条和每个列表项上都写明“失效”“废止”；
    改过版式的，请保留这些文字。
    """
    ended = {page.url: page for page in output.site.having(Enacted) if page.validity in ENDED}
    for url, page in ended.items():
        trace = page_at(url, output)
        if trace is None:
            yield unknown(page.at("title"), f"{called(page.meta)}没有生成页面，无法核对是否标明“{page.validity}”")
        elif "unsaid" in trace.looks:
            yield flaw(page.at("title"), f"{called(page.meta)}的页面没有标明“{page.validity}”", "在版式中显示有效性")
    for trace in web(output) if ended else ():
        if "entries" in trace.looks:
            yield from _listed(trace, ended)


def _listed(trace: Trace, ended: Mapping[str, Page[Enacted]]) -> Findings:
    """What is wrong with the entries of a list that lead to ended documents."""
    title, groups, doubtful = trace.looks["entries"]
    shown = [(url, marks) for marks, lines in groups.items() for url in lines.split("\n")]
    shown += [(url, text.replace(ended[url].meta.title, "") + rest) for url, text, rest in doubtful if url in ended]
    for url, words in shown:
        page = ended.get(url)
        if page is not None and title:
            yield flaw(page.at("title"), f"{called(page.meta)}已{page.validity}，仍列在“{title}”中")
        elif page is not None and str(page.validity) not in words:
            yield flaw(
                page.at("title"),
                f"{called(page.meta)}在列表 {trace.path} 中没有标明“{page.validity}”",
                "在列表版式中显示有效性",
            )
