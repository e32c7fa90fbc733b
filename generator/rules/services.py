"""办事服务: guides that are complete and lists that are kept up to date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.kinds.service import KEY_ELEMENTS, ServiceGuide
from generator.kinds.service_list import ListItem, ServiceList, before, current, list_changes, list_items
from generator.model.config import SiteConfig
from generator.model.content import Loc, Parsed
from generator.model.diagnostics import Severity
from generator.model.site import Page, Site
from generator.rules.engine import Finding, Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.sources import INSPECTION, LOGIC, PLAN
from generator.text import urls
from generator.text.chinese import suggest
from generator.text.durations import parse_limit, unlimited
from generator.text.patterns import lazily

VETO = "政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）单项否决：服务不实用"
INDICATORS = "政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）"
WORK_PLAN = "《2020年上海市商务委员会政务公开工作要点》二（三）"

MANY = 4
"""Element classes that make a guide useless when they are missing (国办秘函〔2019〕19号)."""

CATCHALL = lazily(
    r"(?:其他|其它)[^，。；：、！？\s]{0,16}?(?:材料|条件|资料|文件|证明|证件)"
    r"|规定的其他(?:情形|要求)"
    r"|等(?:有关|相关|其他|其它)?(?:材料|条件|资料|文件|证明|证件)"
)
"""Words that leave open what else may be asked for."""
DENIED = lazily("不(?!超过|少于|低于)|无|没有|免|毋|取消")
"""What makes a clause say that nothing else is asked for."""
EDITION = lazily(r"[（(][^（）()]*[）)]|[0-9]+年(?:度|版)?|[0-9]+月版?|[0-9]+日|第[0-9一二三四五六七八九十]+版|\s")
"""What a list's title says of its version."""
CLAUSE = lazily(r"[，。；！？\n]")


@rule("svc-keys", Severity.ERROR, scope=Scope.SITE, basis=VETO, since=INSPECTION, judged=Judged.TODAY, local=True)
def guide_without_key_elements(site: Site) -> Findings:
    """办事指南的八类关键要素缺了四类以上。

    八类要素是：事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程。检查时，五个以上事项（事项不足
    五个的，全部事项）都缺四类以上，网站单项否决。一份这样的指南，群众拿着也办不成事，所以每一份都是错误，不等凑满五份。

    在页首填写这些字段；写在正文里的，用含有“条件”“材料”“流程”等字的标题标出来。办理不需要材料的，写“无需材料: 是”。
    """
    yield from (found for found, count in _lacking(site) if count >= MANY)


@rule(
    "svc-keys-partial",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=INDICATORS,
    since=INSPECTION,
    judged=Judged.TODAY,
    local=True,
)
def guide_lacks_some_key_elements(site: Site) -> Findings:
    """办事指南的八类关键要素缺了一至三类。

    八类要素是：事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程。缺一样，群众就要多打一个电话、
    多跑一趟；缺四类以上的，由 svc-keys 报告。

    在页首填写这些字段，或者在正文中用含有这些字的标题写明。办理不需要材料的，写“无需材料: 是”；只在网上办理的，办理地点
    写“网上办理”，并填写网办入口。
    """
    yield from (found for found, count in _lacking(site) if count < MANY)


def _lacking(site: Site) -> Iterator[tuple[Finding, int]]:
    for page in site.having(ServiceGuide):
        if lacking := page.meta.lacking(heading.text for heading in page.parsed.headings):
            said = f"“{page.meta.title}”缺少{len(lacking)}类关键要素：{'、'.join(lacking)}"
            hint = f"在页首填写{'、'.join(LABELS[name] for name in lacking)}"
            yield flaw(page.at("title"), said, hint), len(lacking)


LABELS = {name: ServiceGuide.model_fields[fields[0]].title or name for name, fields, _ in KEY_ELEMENTS}
"""The field that tells each key element."""


@rule("svc-time", Severity.ERROR, on=ServiceGuide, basis=LOGIC, judged=Judged.TODAY)
def promise_longer_than_law(parsed: Parsed, meta: ServiceGuide, _config: SiteConfig) -> Findings:
    """承诺时限比法定时限还长。

    承诺时限是机关自己压缩后的时限，不能超过法定时限；超过了，不是写错，就是违法。“当场办结”按0个工作日比较。

    两个时限用同一种单位写，如“20个工作日”“5个工作日”。单位不同又比不出长短的（如20个工作日和30日），读不出数字的，
    报告为“无法判定”；法律没有规定时限的，法定时限写“无”。
    """
    if not meta.promised_limit or not meta.statutory_limit or unlimited(meta.statutory_limit):
        return
    for name, label, text in (
        ("statutory_limit", "法定时限", meta.statutory_limit),
        ("promised_limit", "承诺时限", meta.promised_limit),
    ):
        if parse_limit(text) is None:
            yield unknown(parsed.at(name), f"{label}“{text}”读不出天数，无法与另一个时限比较", "写作 20个工作日")
            return
    legal, promised = parse_limit(meta.statutory_limit), parse_limit(meta.promised_limit)
    if legal is None or promised is None:
        return
    longer = promised.exceeds(legal)
    if longer is None:
        said = f"承诺时限“{meta.promised_limit}”与法定时限“{meta.statutory_limit}”单位不同，无法比较长短"
        yield unknown(parsed.at("promised_limit"), said, "两个时限用同一种单位")
    elif longer:
        said = f"承诺时限“{meta.promised_limit}”超过法定时限“{meta.statutory_limit}”"
        yield flaw(parsed.at("promised_limit"), said, "核对两个时限，承诺时限不能长于法定时限")


@rule("svc-catchall", Severity.WARNING, on=ServiceGuide, basis=INDICATORS, since=INSPECTION, judged=Judged.TODAY)
def open_ended_demand(parsed: Parsed, meta: ServiceGuide, _config: SiteConfig) -> Findings:
    """申请条件、申请材料、办理流程或者正文中有“其他材料”“其他条件”之类的兜底说法。

    兜底条款让窗口可以随意加要求，群众不知道还差什么，一趟趟跑。“法律、法规规定的其他条件”也一样：有就列出来，没有就删去。

    把还要的逐项列明。“不需要其他材料”这样否定的说法不算。
    """
    for where, text in _demands(meta):
        if found := catchall(text):
            yield flaw(parsed.at(*where), f"有兜底说法“{found}”", "逐项列明，或者删去这一项")
    for index, line in enumerate(parsed.text.split("\n")):
        if found := catchall(line):
            yield flaw(parsed.line(index), f"正文有兜底说法“{found}”", "逐项列明，或者删去")


def _demands(meta: ServiceGuide) -> Iterator[tuple[Loc, str]]:
    yield from ((("conditions", n), one) for n, one in enumerate(meta.conditions))
    for n, one in enumerate(meta.materials):
        yield ("materials", n, "name"), one.name
        yield ("materials", n, "note"), one.note
    yield from ((("steps", n, "note"), one.note) for n, one in enumerate(meta.steps))


def catchall(text: str) -> str:
    """The words by which a text leaves open what else is asked for; empty when it does not."""
    for clause in CLAUSE.split(text):
        found = CATCHALL.search(clause)
        if found and not DENIED.search(clause):
            return found[0]
    return ""


@rule(
    "svc-form-file",
    Severity.ERROR,
    scope=Scope.SITE,
    basis=INDICATORS,
    since=INSPECTION,
    judged=Judged.TODAY,
    local=True,
)
def form_missing_or_empty(site: Site) -> Findings:
    """申请材料写了空表或者样表，文件却不存在，或者是空的。

    空表和样表要能下载，是检查的一项；点开是错链，比没有更糟。文件与页面放在同一目录，文件名要一字不差（区分大小写）。
    """
    for page in site.having(ServiceGuide):
        for where, name in page.meta.forms:
            path = urls.source(name, page.path)
            asset = site.assets.get(path)
            label = "空表" if where[-1] == "blank" else "样表"
            if asset is None:
                yield flaw(page.at(*where), f"{label} {name} 不存在", f"把文件放到 {path}，或改正文件名")
            elif not asset.size:
                yield flaw(page.at(*where), f"{label} {name} 是空文件", "重新放入完整的文件")


@rule("svc-list-link", Severity.ERROR, scope=Scope.SITE, basis=WORK_PLAN, since=PLAN, judged=Judged.TODAY)
def item_without_guide(site: Site) -> Findings:
    """清单里的事项没有办事指南，也没有网上办理的链接。

    清单告诉公众能办什么，指南告诉公众怎么办；只有名称的清单不能用。已有新版本的旧清单不查。

    在事项中写“办事指南”（指南的页面编号）；由一网通办提供指南的，写“链接”。
    """
    for page in current(site):
        for row in list_items(page, site):
            one = row.record
            if not one.guide and not one.link:
                said = f"事项“{one.name}”没有办事指南，也没有链接"
                yield flaw(row.at("name"), said, "填写“办事指南”或者“链接”")
            elif one.guide and (fault := _astray(one, site)):
                yield flaw(row.at("guide"), *fault)


def _astray(one: ListItem, site: Site) -> tuple[str, str] | None:
    """What is wrong with the guide that an item names, and the cure."""
    page = site.find(site.names.get(one.guide, ""))
    if page is None:
        near = suggest(one.guide, site.names)
        return f"事项“{one.name}”的办事指南“{one.guide}”不存在", f"是否应为 {near}？" if near else "写指南的页面编号"
    if not isinstance(page.meta, ServiceGuide):
        return f"事项“{one.name}”的“{one.guide}”不是办事指南", f"文件 {page.path}"
    if page.withheld:
        return f"事项“{one.name}”的办事指南“{one.guide}”没有公开", "先公开指南，或者改写“链接”"
    return None


@rule("svc-unlisted", Severity.WARNING, scope=Scope.SITE, basis=WORK_PLAN, since=PLAN, judged=Judged.TODAY)
def guide_in_no_list(site: Site) -> Findings:
    """办事指南不在任何一份现行的清单里。

    对办事服务事项实行清单管理，就是清单和指南互相对得上：有指南而清单里没有，不是清单漏了，就是事项已经取消。

    在清单中加上这一项并写明“办事指南”；事项取消的，撤下指南。
    """
    guides = (row.record.guide for page in current(site) for row in list_items(page, site))
    listed = {site.names.get(guide, guide) for guide in guides}
    for page in site.having(ServiceGuide):
        if page.id not in listed:
            said = f"办事指南“{page.meta.title}”不在任何一份清单里"
            yield flaw(page.at("title"), said, f"在清单中加上这一项，写明 办事指南: {page.id}")


@rule("svc-list-version", Severity.WARNING, scope=Scope.SITE, basis=WORK_PLAN, since=PLAN, judged=Judged.TODAY)
def list_without_version(site: Site) -> Findings:
    """清单没有版本日期，没有接上前一版，或者与前一版不同而没有说明理由。

    清单实行动态更新，公众要看得出是哪一天的清单、与上一版有什么不同、为什么变。

    填写“版本日期”；不是第一版的，写“上一版本”（前一版的页面编号），程序自动列出两版的差异；有增减和修改的，在“变更说明”中
    逐项写明理由，“事项”写名称或者编码。
    """
    families: defaultdict[tuple[str, str], list[Page[ServiceList]]] = defaultdict(list)
    for page in site.having(ServiceList):
        if page.meta.version is None:
            yield flaw(page.at("version"), f"“{page.meta.title}”没有版本日期", "填写 版本日期")
        else:
            families[_family(page.meta)].append(page)
    for page in (page for group in families.values() for page in group):
        if old := before(page, site):
            yield from _against(page, old, site)
        elif not page.meta.previous and (older := _older(page, families[_family(page.meta)])):
            said = f"“{page.meta.title}”没有接上前一版“{older.meta.title}”，看不出差异"
            yield flaw(page.at("previous"), said, f"填写 上一版本: {older.id}")


def _family(meta: ServiceList) -> tuple[str, str]:
    """What the versions of one list have in common: its type, and its title without version and date."""
    return meta.list_type or "", EDITION.sub("", meta.title)


def _older(page: Page[ServiceList], group: list[Page[ServiceList]]) -> Page[ServiceList] | None:
    """The version before, by its day; lists of one day are not each other's versions."""
    mine = page.meta.version
    older = [one for one in group if mine and one.meta.version and one.meta.version < mine and one.id not in page.later]
    return max(older, key=lambda one: (str(one.meta.version), one.id), default=None)


def _against(page: Page[ServiceList], old: Page[ServiceList], site: Site) -> Findings:
    meta = page.meta
    if old.meta.version and meta.version and old.meta.version >= meta.version:
        said = f"上一版本“{old.meta.title}”的版本日期不早于本版"
        yield flaw(page.at("previous"), said, "核对两版的版本日期")
    found = list_changes(page, old, site)
    items = [row.record for row in (*found.added, *(one.new for one in found.altered), *found.removed)]
    if silent := [item.name for item in items if not meta.reason(item)]:
        said = f"与上一版本不同的事项没有说明理由：{'、'.join(silent)}"
        yield flaw(page.at("changes"), said, "在“变更说明”中逐项写明 事项、变更类型、理由")
