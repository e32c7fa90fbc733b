"""What every page and every paper must have: its fields, a body, a source, the right type, its attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from generator.kinds.base import Document, Enacted, Titled
from generator.kinds.policy import Interpretation
from generator.kinds.response import Response
from generator.kinds.term import normative
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Severity, Span
from generator.model.schema import labels, nested, packed, texts
from generator.model.site import Page, Site, Withheld
from generator.rules.engine import Finding, Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.papers import NORMATIVES, bare, opens_column, own, quoted, subject
from generator.rules.sources import DIRECTORY, DISCLOSURE, INSPECTION, LOGIC, WEBSITES
from generator.text.chinese import length, suggest
from generator.text.official import TOPICS, find_numbers, parse_number, topic_known

ELSE = re.compile(
    r"(要点|工作计划|纪要|任免|任职|免职|表彰|奖惩|请示|报告|规划|规划纲要|技术标准|技术规范|编制)(（[^（）]*）)?$"
)
"""How titles end of papers that are no 规范性文件 by law (沪府令17号 art. 2)."""
PLACEHOLDER = "（请写："
"""How the skeletons of ``gongkai new`` mark what is to be written."""
_MARK = PLACEHOLDER.encode()
ENOUGH = 2
"""A beginning of so many times the least length mostly holds enough characters that count."""


@rule(
    "doc-required",
    Severity.ERROR,
    basis="《中华人民共和国政府信息公开条例》第十二条；《政府信息公开目录系统实施指引（试行）》核心元数据",
    since=DISCLOSURE,
    judged=Judged.TODAY,
)
def field_left_empty(parsed: Parsed, meta: Document, _config: SiteConfig) -> Findings:
    """必填项没有填写。

    标题、发布日期、公开属性是每个页面都要有的；政策文件和实施细则还要有发布机构、成文日期、文件类型、索引号、主题分类，
    政策解读要有解读对象，工作动态要有来源。缺了这些，目录编不成，公众也查不到。请在页首补填。
    """
    for name in meta.mandatory:
        value = getattr(meta, name)
        if not value and value in ("", (), None):
            label = labels(type(meta))[name]
            yield flaw(parsed.at(name), f"缺少“{label}”", f"在页首填写 {label}")


@rule(
    "doc-not-normative",
    Severity.ERROR,
    on=Titled,
    basis="上海市行政规范性文件管理规定（沪府令17号）第二条",
    since=NORMATIVES,
    judged=Judged.WRITTEN,
)
def paper_wrongly_called_normative(parsed: Parsed, meta: Titled, _config: SiteConfig) -> Findings:
    """工作要点、会议纪要、人事任免、规划、技术标准等标成了规范性文件。

    这些文件依法不属于行政规范性文件，不编“规”字号，不计入年报的规范性文件件数。请把“文件类型”改为实际文种。
    """
    found = ELSE.search(subject(meta.title)) if normative(meta) else None
    if found:
        yield flaw(
            parsed.at("type"),
            f"“{meta.title}”属于{found[1]}类文件，不是规范性文件",
            "文件类型写实际文种，如 工作要点、规划、通知",
        )


@rule(
    "doc-unpublished-basis",
    Severity.WARNING,
    scope=Scope.SITE,
    basis="上海市行政规范性文件管理规定（沪府令17号）第四条",
    since=NORMATIVES,
    judged=Judged.WRITTEN,
)
def unpublished_paper_relied_on(site: Site) -> Findings:
    """文件的制定依据、回应的关联政策是本机关的规范性文件，那份文件却没有在本站公布。

    未经公布的规范性文件不得作为行政管理的依据。凭发文字号的代字认出本机关的规范性文件：site_config.toml 的
    numbering.prefixes 所列的，和本栏目中本机关规范性文件用过的。只写《标题》的，凭本栏目未公开的同名文件认出；
    标题以本机关名称开头而本站没有这份文件的，报告为“无法判定”。请先公布依据，或改正“制定依据”；回应关切的
    “关联政策”只凭发文字号认。
    """
    citing = [page for page in site.having(Enacted) if page.meta.basis]
    answering = [page for page in site.having(Response) if page.meta.policies]
    if not citing and not answering:
        return
    open_numbers = frozenset(page.meta.doc_number for page in site.having(Titled))
    numbers = (parse_number(page.meta.doc_number) for page in _own_normatives(site))
    ours = frozenset(site.config.numbering.prefixes).union(number.prefix for number in numbers if number)
    hint = "先公布这份文件，或改正制定依据"
    for page in citing:
        for place, cited in enumerate(page.meta.basis):
            found = find_numbers(cited, ours)
            for text in _lacking(found, ours, open_numbers):
                yield flaw(page.at("basis", place), f"制定依据 {text} 是本机关的规范性文件，没有在本站公布", hint)
            for name in () if found else quoted(cited):
                yield from _unseen(name, page.at("basis", place), site, hint)
    # looking back at a day, an answer may already name what was published later and written into it then
    kept = site.having(Titled, withheld=True) if site.looks_back else ()
    later = frozenset(page.meta.doc_number for page in kept if page.withheld is Withheld.FUTURE)
    for one in answering:
        for place, name in enumerate(one.meta.policies):
            for text in _lacking((name,), ours, open_numbers | later):
                near = suggest(text, open_numbers)
                cure = f"是否应为 {near}？" if near else "先公布这份文件，或改正关联政策"
                yield flaw(one.at("policies", place), f"关联政策 {text} 是本机关的规范性文件，没有在本站公布", cure)


def _lacking(named: Iterable[str], ours: frozenset[str], open_numbers: frozenset[str]) -> Iterator[str]:
    """Of some 发文字号 those of the organ's own 规范性文件 that are not public here."""
    for text in named:
        number = parse_number(text)
        if number and number.prefix in ours and text not in open_numbers:
            yield text


def _unseen(name: str, span: Span, site: Site, hint: str) -> Iterator[Finding]:
    """A basis that is named by its title only, and is not public here."""
    if _names_of(name) & site.once(_open_names):
        return
    if _names_of(name) & site.once(_own_names):
        yield flaw(span, f"制定依据《{name}》是本机关的规范性文件，没有在本站公布", hint)
    elif name.startswith(site.config.site.organ) and not ELSE.search(subject(name)):
        offence = f"制定依据《{name}》看标题是本机关的文件，本站没有，无法判定是不是规范性文件"
        yield unknown(span, offence, "写明它的发文字号，或者先公布这份文件")


def _own_normatives(site: Site) -> Iterator[Page[Titled]]:
    papers = (page for page in site.having(Titled, withheld=True) if normative(page.meta))
    return (page for page in papers if own(page.meta, site.config))


def _own_names(site: Site) -> frozenset[str]:
    return frozenset(name for page in _own_normatives(site) for name in _names_of(page.meta.title))


def _open_names(site: Site) -> frozenset[str]:
    return frozenset(name for page in site.having(Titled) for name in _names_of(page.meta.title))


def _names_of(title: str) -> frozenset[str]:
    """What a paper may be called: its title, and the text that it issues."""
    return frozenset({bare(title), bare(subject(title))})


@rule("topic-enum", Severity.ERROR, on=Titled, basis="国务院公文主题分类", since=DIRECTORY, judged=Judged.TODAY)
def topic_off_the_list(parsed: Parsed, meta: Titled, _config: SiteConfig) -> Findings:
    r"""主题分类不在国务院公文主题分类的22类之中。

    主题分类是目录和检索的入口，写法要与分类表一字不差，如 商贸、海关、旅游；有二级类目的在其后加“\”和二级类目，如
    商贸、海关、旅游\国内贸易（含供销）。
    """
    if meta.topic and not topic_known(meta.topic):
        near = suggest(meta.topic.partition("\\")[0], TOPICS)
        hint = f"是否应为“{near}”？" if near else f"22类为：{'；'.join(TOPICS)}"
        yield flaw(parsed.at("topic"), f"主题分类“{meta.topic}”不在分类表中", hint)


@rule(
    "source-present",
    Severity.WARNING,
    basis="政府网站发展指引（国办发〔2017〕47号）",
    since=WEBSITES,
    judged=Judged.TODAY,
)
def page_without_source(parsed: Parsed, meta: Document, _config: SiteConfig) -> Findings:
    """页面没有写明来源，或写明是转载却没有写转载自哪里。

    政府网站发布信息要注明来源，转载的要注明出处。请填写“来源”；转载的再填“转载自”。写了发布机构、解读单位的视为已有来源；
    栏目首页（index.md）不查，来源是必填项的（工作动态）由 doc-required 检查。
    """
    if "转载" in meta.source and not meta.origin:
        yield flaw(parsed.at("source"), f"来源写着“{meta.source}”，没有写明转载自哪里", "填写 转载自")
    issuer = meta.issuer if isinstance(meta, Titled) else meta.unit if isinstance(meta, Interpretation) else ""
    if not (meta.source or meta.origin or issuer or "source" in meta.mandatory or opens_column(parsed)):
        yield flaw(parsed.at("source"), f"“{meta.title}”没有写明来源", "在页首填写 来源")


@rule("text-placeholder", Severity.ERROR, basis=LOGIC, judged=Judged.TODAY, published=True)
def skeleton_not_filled(parsed: Parsed, meta: Document, _config: SiteConfig) -> Findings:
    """页面里还留着“（请写：……）”，骨架没有写完就要公开。

    gongkai new 写出的骨架用“（请写：……）”标出要写的内容，写完才能删去“草稿”。空骨架不是解读，也不是指南，公开出去比没有
    更糟。

    正文和页首都查：活动地点、征集方式、办事条件这些写在页首的，留着提示等于没有写。

    把这些地方写成内容；还没写完的，留着“草稿: 是”。
    """
    # Nearly every page has no such hint, and its one spelling as bytes says so sooner than its fields one by one.
    for where, said in texts(meta) if _MARK in packed(meta) else ():
        if PLACEHOLDER in said:
            yield flaw(parsed.at(*where), "还留着骨架的提示“（请写：”", "写成内容；用不着的字段，整个删去")
    text = parsed.text
    for index, line in enumerate(text.split("\n") if PLACEHOLDER in text else ()):
        if PLACEHOLDER in line:
            yield flaw(parsed.line(index), "还留着骨架的提示“（请写：”", "写成正文；没写完的标为草稿")


@rule(
    "body-thin",
    Severity.WARNING,
    basis="政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）",
    since=INSPECTION,
    judged=Judged.TODAY,
)
def body_of_one_sentence(parsed: Parsed, meta: Document, config: SiteConfig) -> Findings:
    """正文过短，是“一句话”信息。

    只有一句话的信息对公众没有用处，检查时会被指出。字数按汉字计，外文和数字一串算一字，少于 site_config.toml 的
    limits.body_characters（缺省50）即提示。内容在字段里的不算：机构概况、法定主动公开事项，填有目标、进度等表格数据的；
    列有附件的也不算，但文件（有文号、发布机构的公文）的附件不能代替正文；视频、图解的文字替代和演示步骤的说明计入字数；栏目首页（index.md）
    不查。
    """
    if meta.accepts_title_only or (meta.attachments and not isinstance(meta, Titled)):
        return
    text, limit = parsed.text, config.limits.body_characters
    # Counting a whole text takes long, and its beginning nearly always answers.
    if length(text[: ENOUGH * limit]) >= limit or opens_column(parsed) or _tabled(meta):
        return
    spoken = meta.spoken if isinstance(meta, Interpretation) else ()
    count = length(text) + sum(length(said) for _, said in spoken)
    if count < limit:
        yield flaw(parsed.body, f"正文只有{count}字，不足{limit}字", "补充办理依据、对象、内容、时间等要素")


def _tabled(meta: Document) -> bool:
    """Tell whether a kind's own fields hold records: targets, progress, revisions."""
    return any(isinstance(value := getattr(meta, name), tuple) and value for name in _tables(type(meta)))


@cache
def _tables(model: type[Document]) -> tuple[str, ...]:
    """A kind's own fields that can hold records."""
    return tuple(name for name in model.model_fields if name not in Document.model_fields and nested(model, name))
