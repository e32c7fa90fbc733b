"""Page tags (网页标签), the site's registrations, its footer, its site map and its 404 page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from posixpath import dirname
from typing import Any

from generator.kinds.base import Document
from generator.model.diagnostics import Severity, Span
from generator.model.output import Output
from generator.model.schema import Record
from generator.model.site import Page, Site
from generator.rules.engine import Findings, Judged, Scope, flaw, rule
from generator.rules.outputs import HOME, owners, page_at, web, where
from generator.rules.sources import WEBSITES
from generator.rules.tagged import MISSING_PAGE, SITE_MAP

GUIDE = "国办发〔2017〕47号 政府网站发展指引"
TAGS = f"{GUIDE} 网页标签规范"
COLUMN_TYPES = (
    *(
        "首页",
        "概况信息",
        "机构职能",
        "负责人信息",
        "工作动态",
        "政策文件",
        "信息公开指南",
        "信息公开目录",
        "信息公开年报",
    ),
    *("依申请公开", "数据发布", "数据开放", "政策解读", "回应关切", "办事服务", "咨询投诉", "征集调查", "在线访谈"),
)
"""ColumnType values of 国办发〔2017〕47号; the source's list is open."""
CODE = re.compile(r"\d{10}|bm\d{8}")
DATES = {
    "form": ("PubDate 的值“{value}”不是 YYYY-MM-DD HH:MM", "写作 2020-04-09 10:00"),
    "other": ("PubDate 是 {value}，发布日期是 {published:%Y-%m-%d %H:%M}", "让版式中的标签取页首的发布日期"),
    "hidden": ("网页 {url} 没有显示发布日期 {published:%Y-%m-%d}", "在版式中显示发布日期"),
}
"""What may be wrong with a PubDate, by the look's word for it."""
NOTHING: Mapping[str, Any] = {}


@rule("meta-site", Severity.ERROR, scope=Scope.OUTPUT, basis=TAGS, since=WEBSITES)
def site_tags_missing(output: Output) -> Findings:
    """网页缺少站点标签 SiteName、SiteDomain、SiteIDCode 之一。

    站点标签是每一个网页的必选标签，全国政府网站的监测、检索靠它认出网页属于哪个网站。缺了，这一页就不算本站的。

    默认版式自带这些标签，值取自 site_config.toml 的 site。改过版式的，让每种版式都继承基本版式。
    缺的标签相同的网页合并报告一次。
    """
    yield from _grouped("site", output, "站点标签", "在版式的 head 中放回这些标签")


@rule("meta-column", Severity.ERROR, scope=Scope.OUTPUT, basis=TAGS, since=WEBSITES)
def column_tags_missing(output: Output) -> Findings:
    """首页或者栏目页缺少栏目标签 ColumnName、ColumnDescription、ColumnKeywords、ColumnType 之一。

    四个栏目标签是首页和栏目页的必选标签，说明这一栏叫什么、放什么、属于哪一类。
    列表的第二页以后，按年度、主题、有效性分的页面，五公开的列表，都是栏目页。

    默认版式自带这些标签，值取自 site_config.toml 的 columns；缺少栏目关键词的，在那里补写 keywords。
    """
    folders = {dirname(HOME), *output.site.columns}
    own = frozenset(trace.path for trace in web(output) if dirname(trace.path) in folders)
    yield from _grouped("column", output, "栏目标签", "在栏目版式的 head 中放回这些标签", own)


@rule("meta-article", Severity.ERROR, scope=Scope.OUTPUT, basis=TAGS, since=WEBSITES)
def article_tags_missing(output: Output) -> Findings:
    """内容页缺少内容标签 ArticleTitle、PubDate、ContentSource 之一。

    三个内容标签是内容页的必选标签，分别是标题、发布时间和来源；缺了，搜索和监测就不知道这一页何时由谁发布。

    标题、发布日期、来源取自页首；改过版式的，让内容页版式继承默认的标签。
    """
    for page, looks in _articles(output):
        if missing := looks.get("lacking", NOTHING).get("article"):
            yield flaw(page.at("title"), f"网页 {page.url} 缺少内容标签 {'、'.join(missing)}", "在内容页版式中放回标签")


@rule("meta-empty", Severity.ERROR, scope=Scope.OUTPUT, basis=TAGS, since=WEBSITES)
def tag_empty(output: Output) -> Findings:
    """网页标签的值是空的，或者只是占位的字样。

    空标签和“待填”“null”一类占位字样，在检查中与没有标签一样。

    值取自 site_config.toml（站点、栏目）和页首（标题、发布日期、来源、关键词、摘要）；
    没有值的可选标签，版式中整个略去。
    """
    owned = owners(output.site)
    empty: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for trace in web(output):
        for name, value in trace.looks.get("void", ()):
            empty[name, value].append(trace.path)
    for (name, value), paths in empty.items():
        offence = f"值是占位字样“{value}”" if value else "没有值"
        yield flaw(
            _together(paths, owned),
            f"网页标签 {name} {offence}（网页 {paths[0]}）{_such(paths)}",
            f"填写 {name} 所取的内容",
        )


@rule("meta-pubdate", Severity.ERROR, scope=Scope.OUTPUT, basis=TAGS, since=WEBSITES)
def publication_tag_wrong(output: Output) -> Findings:
    """PubDate 标签不是“YYYY-MM-DD HH:MM”，或者与页面上显示的发布日期不一致。

    发布时间是检查更新是否及时、有没有倒填日期的依据，机器读到的和人看到的必须是同一个。

    默认版式由页首的“发布日期”写出两处；改过版式的，不要另写日期。
    """
    for page, looks in _articles(output):
        for fault, value in looks.get("dates", ()):
            offence, cure = DATES[fault]
            told = {"value": value, "url": page.url, "published": page.meta.published}
            yield flaw(page.at("published"), offence.format_map(told), cure)


@rule("meta-coltype", Severity.WARNING, scope=Scope.SITE, basis=TAGS, since=WEBSITES, judged=Judged.TODAY)
def column_type_unlisted(site: Site) -> Findings:
    """栏目类别（ColumnType）不是指引列出的类别。

    监测平台按栏目类别归集同类栏目；自造的类别归不进去。
    指引的清单是开放的，确有需要时可以保留，在 rules 中写明理由调低级别。

    把 site_config.toml 中该栏目的 type 改为最接近的一个。
    """
    for number, column in enumerate(site.config.columns):
        if column.type not in COLUMN_TYPES:
            yield flaw(
                site.setting("columns", number, "type"),
                f"栏目“{column.name}”的类别“{column.type}”不在清单中",
                f"从清单中选：{'、'.join(COLUMN_TYPES)}",
            )


@rule("site-idcode", Severity.WARNING, scope=Scope.SITE, basis=GUIDE, since=WEBSITES, judged=Judged.TODAY)
def id_code_malformed(site: Site) -> Findings:
    """政府网站标识码不是十位数字，也不是 bm 加八位数字。

    标识码是政府网站的身份证号，地方网站十位数字，国务院部门网站 bm 加八位数字；写错了，网站就无法被认出。

    在 site_config.toml 的 site.id_code 中照核发的标识码填写。
    """
    code = site.config.site.id_code
    if not CODE.fullmatch(code):
        offence = f"网站标识码“{code}”不是十位数字，也不是 bm 加八位数字"
        yield flaw(site.setting("site", "id_code"), offence, '写作 id_code = "3100000000" 的样式')


@rule("site-domain", Severity.WARNING, scope=Scope.SITE, basis=GUIDE, since=WEBSITES, judged=Judged.TODAY)
def domain_malformed(site: Site) -> Findings:
    """网站域名不是政府网站域名的样式。

    政府网站使用以 .gov.cn 结尾的英文域名，部门网站用本级政府门户网站的下级域名；公众凭域名辨认真伪。

    在 site_config.toml 中改正 site.domain；域名的样式由 site.domain_pattern 规定，上海市的部门可限定 .sh.gov.cn。
    """
    domain, pattern = site.config.site.domain, site.config.site.domain_pattern
    if not re.search(pattern, domain):
        offence = f"网站域名“{domain}”不符合格式 {pattern}"
        yield flaw(site.setting("site", "domain"), offence, "填写以 .gov.cn 结尾的域名，不带 https:// 和路径")


@rule("foot-items", Severity.ERROR, scope=Scope.OUTPUT, basis=f"{GUIDE} 底部功能区", since=WEBSITES)
def footer_incomplete(output: Output) -> Findings:
    """网页底部缺少七项标识之一。

    七项是：党政机关网站标识、“我为政府网站找错”入口、网站标识码、主办单位及联系方式、ICP备案编号、公安机关备案标识、站点地图。
    公众凭它们确认这是真的政府网站，发现错误时知道向谁反映。

    只看页脚，也就是网页自己的 footer 元素；写在页首、正文中的不算。
    默认版式自带七项，内容取自 site_config.toml 的 site。改过版式的，把页脚放回去。缺项相同的网页合并报告一次。
    """
    yield from _grouped("footer", output, "页脚", "在版式的页脚中放回这些内容")


@rule("sitemap-404", Severity.ERROR, scope=Scope.OUTPUT, basis=GUIDE, since=WEBSITES)
def service_page_missing(output: Output) -> Findings:
    """没有站点地图页面，或者没有 404 页面。

    站点地图让公众看到全部栏目，也是页脚必备的入口；404 页面在网址失效时告诉公众往哪里去。

    两者都由默认版式生成（map.html、404.html）；改过版式的，不要删去它们。
    """
    for path, name in ((SITE_MAP, "站点地图页面"), (MISSING_PAGE, "404 页面")):
        trace = page_at(path, output)
        if trace is None or "blank" in trace.looks:
            yield flaw(where(path, {}), f"没有{name} {path}，或者它是空的", f"恢复{name}的版式")


def _articles(output: Output) -> Iterator[tuple[Page[Document], Mapping[str, Any]]]:
    """Content pages with what was seen of them; a page that opens a column is the column's."""
    columns = {column.url for column in output.site.columns.values()}
    for page in output.site.having(Document):
        trace = page_at(page.url, output)
        if trace is not None and page.url not in columns:
            yield page, trace.looks


def _grouped(part: str, output: Output, what: str, cure: str, among: Container[str] | None = None) -> Findings:
    """One finding for all pages that lack the same things: such faults come from a layout."""
    owned = owners(output.site)
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for trace in web(output):
        missing = trace.looks["lacking"].get(part) if "lacking" in trace.looks else None
        if missing and (among is None or trace.path in among):
            groups[tuple(missing)].append(trace.path)
    for missing, paths in groups.items():
        yield flaw(_together(paths, owned), f"网页 {paths[0]} 的{what}缺少：{'、'.join(missing)}{_such(paths)}", cure)


def _together(paths: Sequence[str], owned: Mapping[str, Page[Record]]) -> Span:
    """The place of a finding about several pages: a layout's fault is no one page's, and no page's date excuses it."""
    return where(paths[0], owned if len(paths) == 1 else {})


def _such(paths: Sequence[str]) -> str:
    return f"（同样的网页共 {len(paths)} 个）" if len(paths) > 1 else ""
