"""办事清单: every item leads to its own guide, every guide is in a list, and every change is accounted for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from generator.kinds.registry import KINDS
from generator.kinds.rows import read_whole
from generator.kinds.service import ServiceGuide
from generator.kinds.service_list import (
    NEEDED,
    ItemChange,
    ListItem,
    ServiceList,
    before,
    current,
    happened,
    list_items,
)
from generator.model.diagnostics import Severity, Span
from generator.model.site import Page, Site
from generator.model.tables import Row
from generator.rules.engine import Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.papers import bare
from generator.rules.sources import PLAN
from generator.text.chinese import suggest
from generator.text.patterns import lazily

WORK_PLAN = "《2020年上海市商务委员会政务公开工作要点》二（三）"
EDITION = lazily(r"[（(][^（）()]*[）)]|[0-9]+年(?:度|版)?|[0-9]+月版?|[0-9]+日|第[0-9一二三四五六七八九十]+版|\s")
"""What a list's title says of its version."""


@rule("svc-list-link", Severity.ERROR, scope=Scope.SITE, basis=WORK_PLAN, since=PLAN, judged=Judged.TODAY)
def item_without_guide(site: Site) -> Findings:
    """清单里的事项没有办事指南，也没有网上办理的链接；或者写的是别的事项的指南。

    清单告诉公众能办什么，指南告诉公众怎么办；只有名称的清单不能用，点开是另一件事的更糟。编码不同就是别的事项（主项和它的子项除外）；
    没有编码可比的，另有一份指南的名称与事项一字不差，也是写错了。已有新版本的旧清单不查。

    在事项中写“办事指南”（指南的页面编号）；由一网通办提供指南的，写“链接”。
    """
    for page in in_force(site):
        whole = read_whole(page, site)
        for row in list_items(page, site):
            one = row.record
            if one.guide:
                if fault := _astray(one, site):
                    yield flaw(row.at("guide"), *fault)
            elif not one.link and whole:
                said = f"事项“{one.name}”没有办事指南，也没有链接"
                yield flaw(row.at("name"), said, "填写“办事指南”或者“链接”")


def in_force(site: Site) -> tuple[Page[ServiceList], ...]:
    """The lists that hold now; none while one cannot be understood, for it may be the newest version of any."""
    return () if any(True for _ in _unread(site)) else current(site)


def _unread(site: Site) -> Iterator[Span]:
    """The files that could not be understood and are lists, or may be."""
    for one in site.broken:
        folder = one.path.removeprefix("content/").rpartition("/")[0]
        admitted = [kind for column in site.config.columns if column.folder == folder for kind in column.kinds]
        kinds = (KINDS[kind] for kind in ([one.kind] if one.kind else admitted) if kind in KINDS)
        if any(issubclass(kind, ServiceList) for kind in kinds):
            yield one.at()


def _astray(one: ListItem, site: Site) -> tuple[str, str] | None:
    """What is wrong with the guide that an item names, and the cure."""
    page = site.find(site.names.get(one.guide, ""))
    if page is None:
        if one.guide in site.unread:
            return None
        near = suggest(one.guide, site.names)
        return f"事项“{one.name}”的办事指南“{one.guide}”不存在", f"是否应为 {near}？" if near else "写指南的页面编号"
    if not isinstance(page.meta, ServiceGuide):
        return f"事项“{one.name}”的“{one.guide}”不是办事指南", f"文件 {page.path}"
    if page.withheld:
        return f"事项“{one.name}”的办事指南“{one.guide}”没有公开", "先公开指南，或者改写“链接”"
    return _another(one, page.meta, site.once(_guides))


def _guides(site: Site) -> Mapping[str, Page[ServiceGuide]]:
    """The guides by their codes and by their names; of those that share one, the first."""
    found: dict[str, Page[ServiceGuide]] = {}
    for page in site.having(ServiceGuide):
        for name in filter(None, (page.meta.code, bare(page.meta.title))):
            found.setdefault(name, page)
    return found


def _another(one: ListItem, guide: ServiceGuide, guides: Mapping[str, Page[ServiceGuide]]) -> tuple[str, str] | None:
    """What is wrong where an item names the guide of something else, as far as that is certain."""
    right = guides.get(one.code) or guides.get(bare(one.name))
    known = bool(one.code and guide.code)
    if _akin(one.code, guide.code) if known else right is None or right.meta is guide:
        return None
    mine, theirs = (f"“{name}”" + (f"（{code}）" if code else "") for name, code in _called(one, guide))
    hint = f"是否应为 {right.id}？" if right and right.meta is not guide else "核对编码，改写这个事项的指南或者“链接”"
    return f"事项{mine}的办事指南“{one.guide}”是{theirs}的", hint


def _called(one: ListItem, guide: ServiceGuide) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one.name, one.code), (guide.title, guide.code)


def _akin(code: str, other: str) -> bool:
    """Tell whether two codes are those of one item, or of an item (主项) and a part of it (子项)."""
    first, second = sorted((code.rstrip("0"), other.rstrip("0")), key=len)
    return second.startswith(first)


@rule("svc-unlisted", Severity.WARNING, scope=Scope.SITE, basis=WORK_PLAN, since=PLAN, judged=Judged.TODAY)
def guide_in_no_list(site: Site) -> Findings:
    """办事指南不在任何一份现行的清单里。

    对办事服务事项实行清单管理，就是清单和指南互相对得上：有指南而清单里没有，不是清单漏了，就是事项已经取消。清单的页首或者
    数据文件读不懂的，没有列入的指南无从核对，报告为“无法判定”。

    在清单中加上这一项并写明“办事指南”；事项取消的，撤下指南。
    """
    lists = current(site)
    guides = (row.record.guide for page in lists for row in list_items(page, site))
    listed = {site.names.get(guide, guide) for guide in guides}
    missing = [page for page in site.having(ServiceGuide) if page.id not in listed]
    unread = (*_unread(site), *(page.at("data") for page in lists if not read_whole(page, site)))
    if missing and unread:
        names = "、".join(page.meta.title for page in missing)
        said = f"清单没有全部读出来，无法核对 {len(missing)} 份办事指南是否列入清单：{names}"
        yield unknown(unread[0], said, "先改正清单中读不懂的地方")
        return
    for page in missing:
        said = f"办事指南“{page.meta.title}”不在任何一份清单里"
        yield flaw(page.at("title"), said, f"在清单中加上这一项，写明 办事指南: {page.id}")


@rule("svc-list-fields", Severity.WARNING, scope=Scope.SITE, basis=WORK_PLAN, since=PLAN, judged=Judged.TODAY)
def list_without_substance(site: Site) -> Findings:
    """清单里一个事项也没有，有两行相同的事项，或者事项缺少这一类清单应有的内容。

    基本公共服务项目清单每一项都要写对象、内容、标准、支出责任、负责单位，公众才知道自己能得到什么、由谁负责；行政许可事项清单要写
    设定依据和实施机关，全市通办事项清单要写通办范围。空的清单和重复的事项，多半是粘贴时出的错。已有新版本的旧清单不查。

    补上缺的内容，删去重复的一行；编码和名称都相同的两行，或者没有编码而内容相同的两行，算重复。
    """
    for page in in_force(site):
        items = list_items(page, site)
        if not read_whole(page, site):
            continue
        if not items:
            where = page.at("data" if page.meta.data else "rows")
            yield flaw(
                where, f"“{page.meta.title}”里没有一个事项", "写上清单事项；不再使用的清单，发布说明去向的新版本"
            )
            continue
        yield from _repeated(items)
        yield from _unfilled(page, items)


def _repeated(items: tuple[Row[ListItem], ...]) -> Findings:
    seen: set[tuple[str, ...]] = set()
    for row in items:
        one = row.record
        key = (
            (one.code, bare(one.name)) if one.code else ("", *(bare(text) for _, text in one if isinstance(text, str)))
        )
        if key in seen:
            yield flaw(
                row.at("name"), f"事项“{one.name}”与前面的一行相同", "删去重复的一行；是两件事的，改正编码或者名称"
            )
        seen.add(key)


def _unfilled(page: Page[ServiceList], items: tuple[Row[ListItem], ...]) -> Findings:
    needed = NEEDED.get(page.meta.list_type or "", ())
    empty = [name for name in needed if not any(getattr(row.record, name) for row in items)]
    if empty:
        where = page.at("data" if page.meta.data else "rows")
        yield flaw(where, f"各个事项都没有写{_labels(page, empty)}", f"{page.meta.list_type}的每一项都要写")
    for row in items:
        if lacking := [name for name in needed if name not in empty and not getattr(row.record, name)]:
            yield flaw(row.at("name"), f"事项“{row.record.name}”没有写{_labels(page, lacking)}", "补上这几格")


def _labels(page: Page[ServiceList], names: list[str]) -> str:
    return "、".join(map(page.meta.label, names))


@rule("svc-list-version", Severity.WARNING, scope=Scope.SITE, basis=WORK_PLAN, since=PLAN, judged=Judged.TODAY)
def list_without_version(site: Site) -> Findings:
    """清单没有版本日期，没有接上前一版，或者与前一版不同而没有说明理由；或者“变更说明”与实际的差异对不上。

    清单实行动态更新，公众要看得出是哪一天的清单、与上一版有什么不同、为什么变。写着“修改”而其实删去了，或者说的事项根本没有变，
    公众就被说错了。

    填写“版本日期”；不是第一版的，写“上一版本”（前一版的页面编号），程序自动列出两版的差异；有增减和修改的，在“变更说明”中
    逐项写明理由，“事项”写名称或者编码。“变更类型”可以不写，写了就要与差异一致；只换了指南或者链接的，写不写都可以。
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
    if not (read_whole(page, site) and read_whole(old, site)):
        said = "两版清单的数据文件没有全部读出来，无法核对差异和变更说明"
        yield unknown(page.at("previous"), said, "先改正数据文件中读不懂的地方")
        return
    changes = happened(page, old, site)
    told = Counter(one.subject for one in meta.changes)
    if silent := [one.name for one in changes if one.notable and told.keys().isdisjoint(one.names)]:
        said = f"与上一版本不同的事项没有说明理由：{'、'.join(silent)}"
        yield flaw(page.at("changes"), said, "在“变更说明”中逐项写明 事项、变更类型、理由")
    for number, note in enumerate(meta.changes):
        sorts = [sort for one in changes for sort in one.sorts(note.subject)]
        if fault := _misreported(note, sorts):
            yield flaw(page.at("changes", number, "subject"), *fault)


def _misreported(note: ItemChange, sorts: list[str]) -> tuple[str, str] | None:
    """What is wrong with a reason, given what became of its item, and the cure."""
    if not sorts:
        return f"变更说明写了“{note.subject}”，与上一版本相比并没有变", "改正事项的名称或者编码，或者删去这一项"
    if note.sort and note.sort not in sorts:
        real = "、".join(dict.fromkeys(sorts))
        return f"变更说明写“{note.subject}”是{note.sort}，与上一版本相比是{real}", f"变更类型改为 {sorts[0]}"
    return None
