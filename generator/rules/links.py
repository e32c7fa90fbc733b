"""Links: none broken, none private, none that leaves the site unmarked, no page that none leads to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from generator.kinds.base import Document
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Severity
from generator.model.output import Outline, Output, Part, Sheet
from generator.model.schema import Record
from generator.model.site import Page
from generator.rules.engine import Findings, Judged, Scope, flaw, rule
from generator.rules.looks import look
from generator.rules.outputs import owners, web, where
from generator.rules.sources import INSPECTION, LOGIC, WEBSITES
from generator.rules.ways import TOP, Step, ids, leading, reachable
from generator.text import urls
from generator.text.chinese import suggest

SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
"""What a link of a published page may be: a path inside the site, an address on the web, a mail box, a telephone."""

ADDRESSED = ("link", "origin", "media")
"""Front matter fields that may hold an address."""


@rule(
    "link-broken",
    Severity.ERROR,
    scope=Scope.OUTPUT,
    basis="国办秘函〔2019〕19号 可用性",
    since=INSPECTION,
    judged=Judged.TODAY,
)
def link_leads_nowhere(output: Output) -> Findings:
    """站内链接指向不存在的网页、附件或者位置。

    错链是检查中最常见的扣分项，对公众来说就是内容不见了。链接到未公开的页面也算，因为对方不会发布；对方只是没到发布日期的，
    到那一天之前只显示文字，这里仅作提示。

    正文中的链接，路径从本文件所在目录算起，指到 Markdown 文件或者附件（如 ../notice/b.md、附件.docx）；
    条款写作 b.md#第三条。指到文件也可以写 [[发文字号]]。版式中的链接，改正版式。
    """
    pages = output.traces
    owned = owners(output.site)
    nearest = cache(lambda path: suggest(path, pages))  # one broken link of a layout stands on every page

    def broken(path: str, fragment: str) -> bool:
        trace = pages.get(path)
        if trace is None:
            return True
        return bool(fragment) and trace.html and fragment != TOP and fragment not in ids(path, output, owned)

    for step in leading(output, broken):
        if _reported(step, owned):
            continue
        if step.path in pages:
            offence = f"网页 {step.here} 的链接 {step.href} 指向 {step.path} 中没有的位置 #{step.fragment}"
            near = suggest(step.fragment, ids(step.path, output, owned))
        else:
            offence = f"网页 {step.here} 的链接 {step.href} 指向不存在的 {step.path}"
            near = nearest(step.path)
        yield flaw(where(step.here, owned), offence, f"是否应为 {near}？" if near else "改正链接或版式")


@rule("link-private", Severity.ERROR, basis=LOGIC)
def link_to_private_address(parsed: Parsed, meta: Document, _config: SiteConfig) -> Findings:
    """链接指向公众打不开的地址：localhost、内网地址、编辑本机的文件或者生成目录。

    这样的链接在编辑的电脑上打得开，在公众那里打不开，还会暴露内部网络和电脑上的路径。

    把文件放到页面旁边用相对路径链接，或者改用公开的网址。正文和页首（链接、转载自）中的地址都查。
    """
    for field in _addressed(type(meta)):
        value = getattr(meta, field)
        if isinstance(value, str) and (offence := urls.private(value)):
            yield flaw(parsed.at(field), offence, "改用公开的网址，或者相对路径")


@cache
def _addressed(model: type[Document]) -> tuple[str, ...]:
    """Which of these fields a kind has: asking a page for one that it has not takes long."""
    return tuple(name for name in ADDRESSED if name in model.model_fields or hasattr(model, name))


@rule("link-scheme", Severity.ERROR, scope=Scope.OUTPUT, basis=LOGIC)
def link_of_another_scheme(output: Output) -> Findings:
    """网页上有 javascript:、data: 一类的链接。

    这样的链接不是网址：点了会运行脚本，或者什么也打不开，也常被用来攻击浏览网页的人。

    网页上的链接只用站内路径和 https:、http:、mailto:、tel: 四种地址。页首和配置中的网址另行检查；这里报告的，改正版式。
    """
    owned = owners(output.site)
    for trace in web(output):
        for href in trace.looks.get("schemes", ()):
            message = f"网页 {trace.path} 的链接 {href} 是 {urls.scheme(href)}: 地址"
            yield flaw(where(trace.path, owned), message, "改用 https: 网址或站内的相对路径")


@look("schemes")
def _of_other_schemes(sheet: Sheet, _outline: Outline) -> list[str]:
    """Links that are neither paths nor what a published page may link to."""
    return sorted({href for href, _ in _away(sheet) if _scheme(href) not in SCHEMES})


@lru_cache(maxsize=1)
def _away(sheet: Sheet) -> list[tuple[str, str]]:
    """The links of a page that are more than paths, once for all looks at it."""
    parts = sheet.outline.parts if sheet.outline else ()
    return [link for part in parts for link in (_shared_away if part.shared else _part_away)(part)]


def _part_away(part: Part) -> list[tuple[str, str]]:
    return [link for link in part.links if ":" in link[0] or link[0].startswith("//")]


_shared_away = lru_cache(maxsize=4096)(_part_away)
_scheme = lru_cache(maxsize=4096)(urls.scheme)  # most links stand on many pages


@rule("image-external", Severity.ERROR, basis=LOGIC)
def image_from_elsewhere(parsed: Parsed, _meta: Document, _config: SiteConfig) -> Findings:
    """正文的图片来自别的网站。

    打开网页就会向那个网站要图片，对方因此知道谁在看什么；对方撤下或者换掉图片，网页上的内容也跟着变。

    把图片存到页面旁边，用相对路径写，如 ![流程图](流程图.png)。引用别家的图，写明来源并链接过去。
    """
    for link in parsed.links:
        if link.form == "image" and urls.is_absolute(link.target) and not urls.private(link.target):
            yield flaw(link.span, f"图片 {link.target} 来自别的网站", "把图片存到页面旁边，用相对路径写")


@rule(
    "link-external", Severity.WARNING, scope=Scope.OUTPUT, basis="国办发〔2017〕47号 政府网站发展指引", since=WEBSITES
)
def external_link_unmarked(output: Output) -> Findings:
    """通向非政府网站的链接没有标明是外部链接。

    离开政府网站时要让公众知道，对方的内容不由本机关负责。标明的办法是链接带有 rel="external"，默认版式据此显示标记。

    正文中的链接会自动标明；版式中自己写的链接，加上 rel="external noopener"。
    """
    owned = owners(output.site)
    for trace in web(output):
        for host, text in trace.looks.get("unmarked", ()):
            yield flaw(
                where(trace.path, owned),
                f"网页 {trace.path} 通向 {host} 的链接“{text}”没有标明是外部链接",
                '给链接加上 rel="external noopener"',
            )


@look("unmarked")
def _unmarked(sheet: Sheet, outline: Outline) -> list[list[str]]:
    """Links that leave the government's sites and do not say so: the host, and the link's text."""
    site = sheet.config.site
    if not any(_leaves(href, rel, site.domain, site.base_url) for href, rel in _away(sheet)):
        return []
    leaving = (link for link in outline.links if _leaves(link.href, link.rel, site.domain, site.base_url))
    return [[urls.host(link.href), link.text] for link in dict.fromkeys(leaving)]


@lru_cache(maxsize=4096)
def _leaves(href: str, rel: str, domain: str, base_url: str) -> bool:
    if not href.startswith(("http://", "https://", "//")) or "external" in rel.split():
        return False
    host = urls.host(href)
    return host not in {domain, urls.host(base_url)} and not f".{host}".endswith(".gov.cn")


@rule("link-orphan", Severity.WARNING, scope=Scope.OUTPUT, basis="国办发〔2017〕47号 政府网站发展指引", since=WEBSITES)
def page_unreachable(output: Output) -> Findings:
    """从首页出发，沿着链接走不到这个页面。

    只有知道网址才能打开的页面，等于没有公开。导航、栏目列表、站点地图和正文链接都算路。

    默认版式的栏目列表会列出全部页面；改过版式的，恢复列表和翻页链接。
    """
    seen = reachable(output)
    for page in output.site.having(Document):
        if page.url in output.traces and page.url not in seen:
            yield flaw(page.at("title"), f"从首页走不到网页 {page.url}", "恢复栏目列表或站点地图中的链接")


def _reported(step: Step, owned: Mapping[str, Page[Record]]) -> bool:
    """Tell whether assembling has reported a link already, with its line: one in a body to an anchor that is not."""
    page, target = owned.get(step.here), owned.get(step.path)
    if page is None or target is None or not step.fragment:
        return False
    written = {f"{step.path}#{step.fragment}", f"#{step.fragment}"}
    return not written.isdisjoint(page.targets) and step.fragment not in {one.anchor for one in target.parsed.headings}
