"""Document numbers (发文字号) and index numbers (索引号): written right, one to a document, never changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from generator.kinds.base import Titled
from generator.kinds.term import NORMATIVE, normative
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Severity
from generator.model.site import Page, Site
from generator.rules.engine import Findings, Judged, Scope, flaw, rule
from generator.rules.papers import FORMAT, NORMATIVES, called, own
from generator.rules.sources import DIRECTORY
from generator.text.official import Fault, number_fault, order_number, parse_number

WRITING = "《党政机关公文处理工作条例》第九条；GB/T 9704-2012"
INDEX = "《政府信息公开目录系统实施指引（试行）》索引号"


def _faulty(parsed: Parsed, meta: Titled, config: SiteConfig, code: str) -> Findings:
    """What is wrong with a document number, if it is of the kind that one rule speaks of."""
    fault = _fault(meta.doc_number, config.numbering.extra_patterns)
    if fault and fault.code == code:
        hint = f"改为 {fault.fix}" if fault.fix else "对照原文补全，如 示商规〔2020〕1号"
        yield flaw(parsed.at("doc_number"), fault.message, hint)


@lru_cache(maxsize=1024)
def _fault(number: str, others: tuple[str, ...]) -> Fault | None:
    """What is wrong with a number that belongs to none of the other series (公告, 令) either."""
    fault = number_fault(number) if number else None
    return None if fault is None or any(re.fullmatch(one, number) for one in others) else fault


@rule("doc-no-format", Severity.ERROR, on=Titled, basis=WRITING, since=FORMAT, judged=Judged.WRITTEN)
def number_without_its_parts(parsed: Parsed, meta: Titled, config: SiteConfig) -> Findings:
    """发文字号不是“机关代字〔年份〕顺序号号”的写法。

    发文字号由机关代字、年份、顺序号三部分组成，如 示商规〔2020〕1号；令的编号写作 示例市人民政府令第5号。公众和其他机关
    按发文字号引用、检索文件，写法不一就查不到。请对照原文改正；括号、“第”和前导零、缺字另有规则提示。公告和令另有编号
    办法（商务部公告2020年第12号、主席令第三十一号），所认的格式列在 site_config.toml 的 numbering.extra_patterns 中。
    """
    yield from _faulty(parsed, meta, config, "format")


@rule("doc-no-bracket", Severity.ERROR, on=Titled, basis=WRITING, since=FORMAT, judged=Judged.WRITTEN)
def number_in_other_brackets(parsed: Parsed, meta: Titled, config: SiteConfig) -> Findings:
    """发文字号的年份没有用六角括号“〔〕”括起。

    国家标准规定年份用六角括号（U+3014、U+3015）。方括号、圆括号、方头括号和小号的“﹝﹞”看着相近，检索时却是不同的字。
    年份和顺序号齐全的，提示中写有改正后的文号。
    """
    yield from _faulty(parsed, meta, config, "bracket")


@rule("doc-no-ordinal", Severity.ERROR, on=Titled, basis=WRITING, since=FORMAT, judged=Judged.WRITTEN)
def number_with_padded_serial(parsed: Parsed, meta: Titled, config: SiteConfig) -> Findings:
    """发文字号的顺序号前有“第”字或前导零。

    顺序号不编虚位（1不编为01），不加“第”字。提示中写有改正后的文号。
    """
    yield from _faulty(parsed, meta, config, "ordinal")


@rule("doc-no-truncated", Severity.ERROR, on=Titled, basis=WRITING, since=FORMAT, judged=Judged.WRITTEN)
def number_cut_short(parsed: Parsed, meta: Titled, config: SiteConfig) -> Findings:
    """发文字号丢了后括号或“号”字，年份和顺序号连成一串。

    从文档中复制时“〕”“号”常会丢失，如 示商办〔2020168。这时年份与顺序号从哪里断开无法确定，不能自动改正；请对照
    原文补全。
    """
    yield from _faulty(parsed, meta, config, "truncated")


@rule(
    "doc-no-missing",
    Severity.WARNING,
    on=Titled,
    basis="《党政机关公文处理工作条例》第九条",
    since=FORMAT,
    judged=Judged.WRITTEN,
)
def paper_without_number(parsed: Parsed, meta: Titled, _config: SiteConfig) -> Findings:
    """规范性文件或通知没有发文字号。

    正式印发的公文都有发文字号，缺了它公众无法引用和查询。工作要点等确无文号的页面，请把文件类型写成“工作要点”等实际
    文种，不要写“通知”。
    """
    if not meta.doc_number and (normative(meta) or meta.type == "通知"):
        yield flaw(parsed.at("type"), f"{meta.type}“{meta.title}”没有发文字号", "填写 发文字号，如 示商规〔2020〕1号")


@rule("doc-no-unique", Severity.ERROR, scope=Scope.SITE, basis="逻辑：一文一号", local=True)
def number_used_twice(site: Site) -> Findings:
    """两份文件用了同一个发文字号。

    一个发文字号只对应一份文件。重复通常是录入时抄错，或同一文件发布了两次。请核对原文；同一文件只保留一页。
    未公开的页面也参加比对。
    """
    for number, page, others in _shared(site, partial(_number, others=site.config.numbering.extra_patterns)):
        yield flaw(page.at("doc_number"), f"发文字号 {number} 与 {others} 相同", "核对原文；同一份文件请合并为一页")


@rule(
    "doc-no-year",
    Severity.WARNING,
    on=Titled,
    basis="逻辑：发文字号的年份是成文年份",
    since=FORMAT,
    judged=Judged.WRITTEN,
)
def number_of_another_year(parsed: Parsed, meta: Titled, _config: SiteConfig) -> Findings:
    """发文字号的年份与成文日期的年份不同。

    文件按签发年份编号，两者不同多半有一处抄错。请对照原文；确属跨年编号的，可在本页忽略本规则并写明理由。
    """
    number = parse_number(meta.doc_number) or order_number(meta.doc_number)
    if number and number.year and meta.written and number.year != meta.written.year:
        yield flaw(
            parsed.at("doc_number"),
            f"发文字号 {meta.doc_number} 的年份是{number.year}年，成文日期在{meta.written.year}年",
            "对照原文改正其中一处",
        )


@rule(
    "doc-type-gui",
    Severity.WARNING,
    on=Titled,
    basis="上海市行政规范性文件管理规定（沪府令17号）及本市编号惯例",
    since=NORMATIVES,
    judged=Judged.WRITTEN,
)
def type_against_prefix(parsed: Parsed, meta: Titled, config: SiteConfig) -> Findings:
    """文件类型与发文字号的机关代字不一致：规范性文件的代字应以“规”结尾，其他文件不应。

    本市行政规范性文件单独编号（如 沪商规），公众凭“规”字识别规范性文件。只检查本机关的文件；结尾用字可在
    site_config.toml 的 numbering.normative_suffix 中修改，留空则不检查。
    """
    suffix = config.numbering.normative_suffix
    number = parse_number(meta.doc_number)
    if not suffix or not number or not meta.type or not own(meta, config):
        return
    if normative(meta) and not number.prefix.endswith(suffix):
        yield flaw(
            parsed.at("type"),
            f"文件类型是“{meta.type}”，发文字号 {number} 的代字却不以“{suffix}”结尾",
            "核对文件类型与发文字号",
        )
    elif not normative(meta) and number.prefix.endswith(suffix):
        yield flaw(
            parsed.at("type"),
            f"发文字号 {number} 的代字以“{suffix}”结尾，文件类型却是“{meta.type}”",
            f"文件类型应为“{NORMATIVE}”，或发文字号有误",
        )


@rule("index-format", Severity.ERROR, on=Titled, basis=INDEX, since=DIRECTORY, judged=Judged.TODAY)
def index_of_another_form(parsed: Parsed, meta: Titled, config: SiteConfig) -> Findings:
    """索引号与本机关的索引号格式不符。

    索引号是政府信息的身份证号。缺省格式为国家规定的20位：组织机构代码（9位，不含连字符）/年份-5位流水号。本机关另有
    编制办法的，在 site_config.toml 的 numbering.index_pattern 中写明。
    """
    if meta.index_number and not re.fullmatch(config.numbering.index_pattern, meta.index_number):
        yield flaw(
            parsed.at("index_number"),
            f"索引号“{meta.index_number}”与规定的格式不符",
            f"格式如 {config.numbering.index_example}",
        )


@rule("index-unique", Severity.ERROR, scope=Scope.SITE, basis=INDEX, local=True, since=DIRECTORY, judged=Judged.TODAY)
def index_used_twice(site: Site) -> Findings:
    """两条信息用了同一个索引号。

    索引号在本机关内唯一，重复则目录和检索都会指错。请给其中一条另编号；未公开的页面也参加比对。
    """
    for number, page, others in _shared(site, _index):
        yield flaw(page.at("index_number"), f"索引号 {number} 与 {others} 相同", "给其中一条信息另编索引号")


def _number(meta: Titled, others: tuple[str, ...]) -> str:
    """The document number in its right spelling, so that two spellings of one number are one."""
    fault = _fault(meta.doc_number, others)
    return fault.fix or meta.doc_number if fault else meta.doc_number


def _index(meta: Titled) -> str:
    return meta.index_number


def _shared(site: Site, key: Callable[[Titled], str]) -> Iterator[tuple[str, Page[Titled], str]]:
    """Each page that shares a number, with the number and the other pages' files and names."""
    groups: defaultdict[str, list[Page[Titled]]] = defaultdict(list)
    for page in site.having(Titled, withheld=True):
        if number := key(page.meta):
            groups[number].append(page)
    for number, group in groups.items():
        for page in group if len(group) > 1 else ():
            others = [f"{other.path}（{called(other.meta)}）" for other in group if other is not page]
            yield number, page, "、".join(others)
