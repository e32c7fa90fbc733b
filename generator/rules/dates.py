"""The dates of a page: in order, within the statutory limit, written as documents write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from generator.kinds.base import OPEN, Document, Enacted, Titled
from generator.kinds.plan import Staged
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Severity, Span
from generator.model.schema import labels
from generator.model.site import Page, Site, Withheld
from generator.rules.clock import excess
from generator.rules.engine import Finding, Findings, Judged, Scope, flaw, rule
from generator.rules.papers import FORMAT, own
from generator.rules.sources import DISCLOSURE
from generator.text.dates import chinese_date, date_display_faults, truncated_dates
from generator.text.patterns import lazily

WRITING = "GB/T 9704-2012 成文日期"
LONGEST = len("二〇二〇年十二月三十一日")
"""A line longer than this is no date by itself."""
DIGITS = "0123456789０１２３４５６７８９"
ENDS = tuple(DIGITS)
ENDING = lazily(r"\n(?<=[0-9０-９\s]\n)")
"""The end of a line after a digit, or after a space behind which one may stand."""
LONG_NUMBER = lazily("[0-9０-９]{6}")
"""What every date without separators has."""
DAY_LAST = lazily(r"日\s*(?:\n|\Z)")
"""The end of a line that may be a date."""
SIGNED = lazily(r"[会局办厅院府部处委社](?:\s+)([0-9０-９]{6,8})\s*$")
"""The date that runs on after the signing organ when both were written in one paragraph."""
LIMIT = "《中华人民共和国政府信息公开条例》第二十六条"


@rule("date-truncated", Severity.ERROR, basis=WRITING, since=FORMAT, judged=Judged.TODAY)
def date_without_separators(parsed: Parsed, _meta: Document, _config: SiteConfig) -> Findings:
    """日期丢了年月日，只剩一串数字，如 202076。

    从文档中复制时落款的“年”“月”“日”常会丢失，剩下的数字无法确定是哪一天（202111 是1月11日还是11月1日），不能自动
    改正。请对照原文写全，如 2020年7月6日。页首的日期和正文中独占一行的数字都检查，表格中的数字不查。
    """
    text = parsed.text
    if not ((ENDING.search(text) or text.rstrip().endswith(ENDS)) and LONG_NUMBER.search(text)):
        return
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if not line.rstrip().endswith(ENDS):
            continue
        signed = SIGNED.search(line)
        number = signed[1] if signed else line.strip()
        before = "" if signed else "".join(lines[index - 1 : index])
        if len(number) <= LONGEST and truncated_dates(f"{before}\n{number}") and not _in_table(parsed, number):
            message = f"“{number}”是丢了年月日的日期，无法确定是哪一天"
            yield flaw(parsed.line(index), message, "对照原文写全，如 2020年7月6日")


@rule("date-display", Severity.WARNING, basis=WRITING, since=FORMAT, judged=Judged.WRITTEN)
def date_padded_or_spelt_out(parsed: Parsed, _meta: Document, _config: SiteConfig) -> Findings:
    """落款日期编了虚位（2020年07月06日）或用了汉字数字（二〇二〇年七月六日）。

    成文日期用阿拉伯数字，年份四位，月、日不编虚位，写作 2020年7月6日。只检查独占一行的日期，不动引文中的旧式日期。
    """
    text = parsed.text
    for index, whole in enumerate(text.split("\n") if DAY_LAST.search(text) else ()):
        line = whole.strip()
        if len(line) <= LONGEST and line.endswith("日") and date_display_faults(line) == (line,):
            fault = "编了虚位" if line[0] in DIGITS else "用了汉字数字"
            yield flaw(parsed.line(index), f"日期“{line}”{fault}", "写作 2020年7月6日 的样子：阿拉伯数字，月、日不补零")


@rule("date-order", Severity.ERROR, scope=Scope.SITE, basis="逻辑：先成文，后发布", local=True)
def dates_out_of_order(site: Site) -> Findings:
    """日期的先后颠倒：成文晚于发布、更新早于发布、失效早于施行，截止早于开始、答复早于留言、阶段完成早于开始，年报早于年底，或更新日期写成了将来的日子。

    日期是核对公开时限和有效性的依据，页面处在哪个阶段也由日期得出，颠倒说明有一处抄错。事项、征集、留言、开放日、关切、
    项目进展各有先后：列入目录、征求意见开始、截止、决策、后评估；截止、公布采纳情况；征集开始、截止、反馈；留言、答复；报名
    截止、活动、回顾；关切的发现、发布；截至日期、发布日期。同一天的不算颠倒。年报、年度报表在报告年度结束以后才能公布，草稿不在此列。

    请对照原文改正。发布日期写成将来的页面不在此列：它到那一天才发布，此前不会出现在网站上。用 --as-of 回看过去某一天，
    site.lock 表明此后还发布过内容的，那一天之后的更新日期不算将来。
    """
    for page in site.having(Document, withheld=True):
        meta = page.meta
        if not (meta.updated or meta.in_order or meta.yearly or isinstance(meta, Titled | Staged)):
            continue
        for name, span, message in _disorder(page.meta, page, site):
            yield flaw(span, message, f"核对{name}")


def _disorder(meta: Document, page: Page[Document], site: Site) -> Iterator[tuple[str, Span, str]]:
    written = meta.written if isinstance(meta, Titled) else None
    published = meta.published.date() if meta.published else None
    updated = meta.updated.date() if meta.updated else None
    if written and published and written > published:
        message = f"成文日期{chinese_date(written)}晚于发布日期{chinese_date(published)}"
        yield "成文日期和发布日期", page.at("written"), message
    if updated and published and updated < published:
        message = f"更新日期{chinese_date(updated)}早于发布日期{chinese_date(published)}"
        yield "更新日期和发布日期", page.at("updated"), message
    if isinstance(meta, Enacted) and meta.effective and meta.expires and meta.expires < meta.effective:
        message = f"有效期至{chinese_date(meta.expires)}，早于施行日期{chinese_date(meta.effective)}"
        yield "施行日期和有效期", page.at("expires"), message
    for number, stage in enumerate(meta.stages if isinstance(meta, Staged) else ()):
        if stage.begins and stage.ends and stage.ends < stage.begins:
            begun, ended = chinese_date(stage.begins), chinese_date(stage.ends)
            message = f"“{stage.name}”阶段的完成日期{ended}早于开始日期{begun}"
            yield "开始日期和完成日期", page.at("stages", number, "ends"), message
    if updated and updated > site.as_of and page.id in site.pages and not site.looks_back:
        message = f"更新日期{chinese_date(updated)}晚于生成日期{chinese_date(site.as_of)}"
        yield "更新日期", page.at("updated"), message
    if meta.yearly and published and page.withheld is not Withheld.DRAFT:
        ends = date(int(getattr(meta, "year", date.min.year)), 12, 31)
        if published <= ends:
            message = f"发布日期是{chinese_date(published)}，报告年度到{chinese_date(ends)}才结束"
            yield "发布日期和报告年度，年度结束以后再公布", page.at("published"), message
    for names in meta.in_order:
        yield from _turned(page, names)


def _turned(page: Page[Document], names: tuple[str, ...]) -> Iterator[tuple[str, Span, str]]:
    """Days that lie before one that they follow."""
    label = labels(type(page.meta))
    before, last = "", date.min
    for name in names:
        found = getattr(page.meta, name)
        day = found.date() if isinstance(found, datetime) else found
        if day is None:
            continue
        if day < last:
            message = f"{label[name]}{chinese_date(day)}早于{label[before]}{chinese_date(last)}"
            yield f"{label[before]}和{label[name]}", page.at(name), message
        else:
            before, last = name, day


@rule("date-20wd", Severity.ERROR, on=Titled, basis=LIMIT, since=DISCLOSURE)
def published_after_the_limit(parsed: Parsed, meta: Titled, config: SiteConfig) -> Findings:
    """从成文到发布超过20个工作日。

    主动公开的政府信息应当自形成或者变更之日起20个工作日内公开；标准目录规定更短时限的，在 site_config.toml 的
    limits.disclosure_days 中写明。成文次日起的第一个工作日为第1日，按国务院公布的放假调休安排计算；该年安排还没有
    数据的，报告“无法判定”。依申请公开转为主动公开的，从“属性变更记录”中转为主动公开的日期起算。只检查本机关的文件，
    转载的不查。
    """
    start, limit = disclosed_from(meta, config), config.limits.disclosure_days
    if start is None or meta.published is None:
        return
    day = meta.published.date()
    if (day - start).days <= limit:
        return
    span = parsed.at("published")
    yield from _over(
        excess(config, span, start, day, limit),
        span,
        f"信息形成于{chinese_date(start)}，发布于{chinese_date(day)}，超过{limit}个工作日的公开时限",
        "今后在时限内发布；日期抄错的对照原文改正，确有法定例外的在本页忽略本规则并写明理由",
    )


@rule(
    "date-change-20wd",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=LIMIT,
    since=DISCLOSURE,
    judged=Judged.TODAY,
    local=True,
)
def change_not_followed(site: Site) -> Findings:
    """信息已经变更，页面没有在20个工作日内更新。

    政府信息变更后，公开的内容应当在20个工作日内随之更新。“信息变更日期”登记事实变动的日子（如负责人调整），更新页面后
    填写“更新日期”。时限见 limits.disclosure_days。
    """
    limit = site.config.limits.disclosure_days
    for page in site.having(Document):
        changed = page.meta.changed
        if changed is None:
            continue
        done = caught_up(page.meta)
        span = page.at("updated") if done else page.at("changed")
        end, state = done or site.as_of, f"{chinese_date(done)}才更新" if done else "页面至今没有更新"
        yield from _over(
            excess(site.config, span, changed, end, limit),
            span,
            f"信息于{chinese_date(changed)}变更，{state}，超过{limit}个工作日的时限",
            "更新内容并填写 更新日期",
            day=changed,
        )


def disclosed_from(meta: Titled, config: SiteConfig) -> date | None:
    """The day from which a paper's limit of disclosure runs; ``None`` for one that has none."""
    return formed(meta) if meta.attribute in {"", OPEN} and own(meta, config) else None


def caught_up(meta: Document) -> date | None:
    """The day on which a page followed the change of its facts (信息变更日期); ``None`` when it has not yet."""
    days = (moment.date() for moment in (meta.published, meta.updated) if moment)
    return max((day for day in days if meta.changed and day >= meta.changed), default=None)


def formed(meta: Titled) -> date | None:
    """The day from which the clock runs: signature, or the turn from another attribute to 主动公开."""
    turned = [change.date for change in meta.attribute_log if change.date and change.after == OPEN]
    return max(turned, default=meta.written)


def _over(answer: int | Finding, span: Span, message: str, hint: str, *, day: date | None = None) -> Findings:
    """The finding that a measured excess amounts to."""
    if isinstance(answer, Finding):
        yield answer
    elif answer:
        yield flaw(span, f"{message}{answer}个工作日", hint, day=day)


def _in_table(parsed: Parsed, line: str) -> bool:
    """Tell whether a number stands in a cell: there it is a figure more likely than a date."""
    return re.search(rf"<t[dh][^>]*>\s*{re.escape(line)}\s*</t[dh]>", parsed.html) is not None
