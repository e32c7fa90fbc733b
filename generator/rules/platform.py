"""The platform: four fixed subcolumns, its name, its entries, its documents to read and to take away."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import splitext

from generator.kinds.base import Document, Enacted, Titled
from generator.kinds.guide import Guide
from generator.kinds.substance import filled
from generator.kinds.term import normative
from generator.model.config import FIXED_COLUMNS, REQUEST_COLUMN, ColumnConfig, SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Severity
from generator.model.output import Output
from generator.model.site import Column, Site
from generator.rules.attachments import speaks
from generator.rules.engine import Findings, Judged, Scope, flaw, rule
from generator.rules.outputs import HOME, owners, where
from generator.rules.papers import subject
from generator.rules.sources import DISCLOSURE, PLATFORM
from generator.rules.ways import reached
from generator.text.chinese import suggest

COLUMN = "政府信息公开"
RULES = "规章"
"""文件类型 whose text must be offered as a file, as must that of a 规范性文件."""


@rule(
    "plat-four-subcolumns",
    Severity.ERROR,
    scope=Scope.SITE,
    basis="国办公开办函〔2019〕61号；《2020年上海市商务委员会政务公开工作要点》一（二）",
    since=PLATFORM,
    judged=Judged.TODAY,
)
def subcolumns_not_the_four(site: Site) -> Findings:
    """四个规定栏目不全，名称不对，或者次序不对。

    各机关的政府信息公开平台须统一名称、统一格式：政府信息公开指南、政府信息公开制度、法定主动公开内容、政府信息公开年报，
    一字不差，依此次序，都在第一级。公众在任何一个机关的网站上都能按同样的位置找到同样的内容。

    在 site_config.toml 的 columns 中补齐栏目，改正名称或次序。“依申请公开”另设入口，不计在四个之内。
    """
    top = [column.config.name for column in site.columns.values() if column.parent is None]
    places = {column.name: site.setting("columns", n, "name") for n, column in enumerate(site.config.columns)}
    missing = [name for name in FIXED_COLUMNS if name not in top]
    for name in missing:
        near = suggest(name, [one for one in top if one not in (*FIXED_COLUMNS, REQUEST_COLUMN)])
        yield flaw(
            places[near] if near else site.setting("columns"),
            f"缺少一级栏目“{name}”" + (f"，却有“{near}”" if near else ""),
            f"把“{near}”改名为“{name}”" if near else "在 columns 中加上这个栏目",
        )
    standing = [name for name in top if name in FIXED_COLUMNS]
    if not missing and standing != list(FIXED_COLUMNS):
        astray = next((one for one, other in zip(standing, FIXED_COLUMNS, strict=False) if one != other), standing[-1])
        yield flaw(
            places[astray],
            f"四个栏目的次序是：{'、'.join(standing)}",
            f"次序应为：{'、'.join(FIXED_COLUMNS)}，名称不得重复",
        )


@rule(
    "plat-column-name",
    Severity.ERROR,
    scope=Scope.SITE,
    basis="国办公开办函〔2019〕61号 二",
    since=PLATFORM,
    judged=Judged.TODAY,
)
def column_misnamed(site: Site) -> Findings:
    """专栏没有命名为“政府信息公开”。

    各机关的平台须统一名称，公众和检查人员都按这个名称寻找；“信息公开”“政务公开”等都不是它。

    把 site_config.toml 中 site.column（专栏名称）改为“政府信息公开”，或者删去这一项，用默认值。
    """
    if site.config.site.column != COLUMN:
        yield flaw(
            site.setting("site", "column"),
            f"专栏名称是“{site.config.site.column}”，不是“{COLUMN}”",
            f'写作 column = "{COLUMN}"',
        )


@rule("plat-home-entry", Severity.ERROR, scope=Scope.OUTPUT, basis="国办公开办函〔2019〕61号 二", since=PLATFORM)
def home_without_entry(output: Output) -> Findings:
    """首页没有直接通向政府信息公开各栏目的链接。

    专栏须设在网站首页的显著位置，一次点击就能到达。首页 index.html 上应当有四个规定栏目的链接；
    缺一个，那一栏的内容就被藏起来了。

    默认版式自带这些链接。改过首页版式的，把导航放回去。
    """
    ends = reached(output, HOME)
    span = where(HOME, owners(output.site))
    if HOME not in output.traces:
        yield flaw(span, "没有生成首页 index.html", "检查首页版式")
        return
    for column in _fixed(output.site):
        if column.url not in ends:
            yield flaw(span, f"首页没有到“{column.config.name}”（{column.url}）的链接", "在首页版式中放回栏目导航")


@rule(
    "plat-subcolumn-empty",
    Severity.ERROR,
    scope=Scope.SITE,
    basis="国办公开办函〔2019〕61号；国办秘函〔2019〕19号 空白栏目",
    since=PLATFORM,
    judged=Judged.TODAY,
)
def subcolumn_empty(site: Site) -> Findings:
    """四个规定栏目之一没有任何已公开的内容。

    空白栏目是检查中一票否决的情形之一，也使公众以为本机关没有相应的制度或者年报。
    下级栏目中的内容也算在内；草稿、未到发布日期的、不公开的都不算，没有正文和自有内容的栏目首页（index.md）也不算。

    向该栏目发布内容；确实没有的法定事项，用“法定主动公开事项”页面写明“无此项理由”。
    """
    for column in _fixed(site):
        if not filled(column.folder, site):
            yield flaw(
                site.setting("columns", site.config.columns.index(column.config), "name"),
                f"栏目“{column.config.name}”没有已公开的内容",
                f"在 content/{column.folder}/ 中发布内容，并核对公开属性与发布日期",
            )


@rule(
    "plat-focus",
    Severity.WARNING,
    scope=Scope.SITE,
    basis="国办公开办函〔2019〕61号 一（专栏姓专）；《中华人民共和国政府信息公开条例》第二十条",
    since=PLATFORM,
    judged=Judged.TODAY,
    local=True,
)
def page_off_the_subject(site: Site) -> Findings:
    """专栏中的页面不属于指南、制度、年报，也不对应任何一个法定主动公开事项。

    “专栏姓专”：政府信息公开专栏只放法定主动公开内容和指南、制度、年报，不是综合栏目；无关内容会淹没公众要找的信息。

    给页面写“条例事项”（如 a20-13），或者在 site_config.toml 中给栏目写 items；确实无关的内容，移到网站的其他栏目。
    """
    home = {FIXED_COLUMNS[0], FIXED_COLUMNS[1], FIXED_COLUMNS[3], REQUEST_COLUMN}
    devoted = {
        folder
        for folder, column in site.columns.items()
        if any(one.items or one.name in home for one in _above(column, site))
    }
    for page in site.having(Document):
        if page.meta.items or page.column in devoted:
            continue
        name = site.columns[page.column].config.name if page.column in site.columns else page.column
        yield flaw(
            page.at("title"),
            f"栏目“{name}”中的《{page.meta.title}》没有对应的条例事项",
            "写明“条例事项”，如 条例事项: [a20-15]，或给栏目写 items",
        )


@rule(
    "plat-apply-entry",
    Severity.ERROR,
    scope=Scope.OUTPUT,
    basis="《中华人民共和国政府信息公开条例》第二十八条",
    since=DISCLOSURE,
)
def request_entry_missing(output: Output) -> Findings:
    """专栏首页或者公开指南的页面上没有“依申请公开”的入口。

    机关须建立完善申请渠道，为申请人提供便利。入口与四个栏目并列，从专栏首页和公开指南都能直接到达。

    在 site_config.toml 中设一级栏目“依申请公开”；改过版式的，在首页和指南的版式中放回它的链接。
    """
    site = output.site
    entry = next((one for one in site.columns.values() if one.config.name == REQUEST_COLUMN), None)
    if entry is None:
        yield flaw(
            site.setting("columns"), f"没有“{REQUEST_COLUMN}”栏目，也就没有申请入口", "在 columns 中加上这个栏目"
        )
        return
    owned = owners(site)
    wanted = [column.url for column in _fixed(site) if column.config.name == FIXED_COLUMNS[0]]
    wanted += [page.url for page in site.having(Guide)]
    for path in dict.fromkeys((HOME, *wanted)):
        if path in output.traces and entry.url not in reached(output, path):
            yield flaw(
                where(path, owned), f"页面 {path} 没有到“{REQUEST_COLUMN}”（{entry.url}）的链接", "在版式中放回入口"
            )


@rule(
    "plat-download",
    Severity.ERROR,
    scope=Scope.SITE,
    basis="《中华人民共和国政府信息公开条例》第二十四条",
    since=DISCLOSURE,
    judged=Judged.TODAY,
    local=True,
)
def nothing_to_download(site: Site) -> Findings:
    """规章、规范性文件没有可以下载的文件。

    政府信息公开平台应当具备信息检索、查阅、下载等功能。
    规章和规范性文件须附上文本文件（Word 或者 PDF），文件存在，而且不是空的。

    把文件放在页面旁边，写进页首的“附件”。
    """
    for page in site.having(Enacted):
        if page.meta.type != RULES and not normative(page.meta):
            continue
        if not any(site.assets[path].size for path in page.attachments if path in site.assets):
            offence = "列出的附件都不存在或是空文件" if page.meta.attachments else "没有附件"
            yield flaw(
                page.at("attachments") if page.meta.attachments else page.at("type"),
                f"{page.meta.type}《{page.meta.title}》{offence}，公众无法下载",
                "把文件的 Word 或 PDF 放在页面旁边，写进“附件”",
            )


@rule(
    "plat-text-body",
    Severity.ERROR,
    on=Titled,
    basis="国办公开办函〔2019〕61号 附件",
    since=PLATFORM,
    judged=Judged.TODAY,
)
def body_without_text(parsed: Parsed, meta: Titled, config: SiteConfig) -> Findings:
    """文件页面只有图片、扫描件或者附件链接，没有文字正文。

    只有图片的页面无法检索、复制、朗读，视障人士读不到，手机上也看不清。文件全文须以文字录入，附件只作下载之用。

    “详见附件”一类的话、附件名称、文件自身的标题、文号、落款和日期不算正文。把全文写在页首之后的正文中。
    """
    if not (parsed.links or meta.attachments or parsed.worded):
        return
    names = (meta.title, subject(meta.title), meta.doc_number, meta.type, meta.issuer, config.site.organ)
    files = (name for one in meta.attachments for name in (one.title, one.file, splitext(one.file)[0]))
    if not speaks(parsed.text, (*names, *files, *(link.text for link in parsed.links))):
        only = "图片" if parsed.links and all(link.form == "image" for link in parsed.links) else "附件或链接"
        yield flaw(parsed.body, f"《{meta.title}》的正文只有{only}，没有文字", "把全文录入为正文，附件留作下载")


def _fixed(site: Site) -> Iterator[Column]:
    """The fixed columns that the configuration has, by name."""
    for column in site.columns.values():
        if column.parent is None and column.config.name in FIXED_COLUMNS:
            yield column


def _above(column: Column | None, site: Site) -> Iterator[ColumnConfig]:
    """A column's configuration and those of all columns above it."""
    while column is not None:
        yield column.config
        column = site.columns.get(column.parent or "")
