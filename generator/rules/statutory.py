"""法定主动公开内容: the fifteen items of 条例 art. 20, the organ itself, and its budgets year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from generator.kinds.base import Document
from generator.kinds.disclosed import Disclosed, carrying, disclosed
from generator.kinds.general import News
from generator.kinds.statutory import ITEMS, Organisation, StatutoryItem
from generator.model.config import FIXED_COLUMNS
from generator.model.diagnostics import Severity, Span
from generator.model.site import Page, Site, Validity
from generator.rules.engine import Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.papers import called
from generator.rules.sources import DISCLOSURE

ACT = "《中华人民共和国政府信息公开条例》第二十条"
ENDED = frozenset({Validity.EXPIRED, Validity.REPEALED})
NAMED = 3
"""Columns and pages that a message names."""


@rule(
    "a20-coverage",
    Severity.ERROR,
    scope=Scope.SITE,
    basis=f"{ACT}；《2020年上海市商务委员会政务公开工作要点》一（四）",
    since=DISCLOSURE,
    judged=Judged.TODAY,
    local=True,
)
def item_uncovered(site: Site) -> Findings:
    """十五个法定主动公开事项中，有的既没有页面或链接，也没有说明“无此项”。

    条例第二十条列出十五项应当主动公开的信息，机关对每一项都要有交代：有的公开，在别处公开的给出链接，没有该项业务的写明理由。
    什么都不写，公众无从知道是没有，还是没有公开。

    一项的内容可以由页面承担（页首“条例事项”），也可以由栏目承担（该栏目的 items，栏目及其下级须有内容，
    没有正文的栏目首页不算）。一个栏目承担几项的，要看其中的页面各属于哪一项：页面的“条例事项”、下级栏目的 items，
    或者内容类型（如政策文件是第一项，办事指南是第五项）；有的页面没有写明的，报告为“无法判定”。
    没有该项业务的，用“法定主动公开事项”页面写“无此项理由”；一面说没有、一面又公开了该项内容的，自相矛盾，也在此报告。
    写错的事项代码什么也不承担，同样在此报告。
    """
    for page in site.once(_carrying):
        for number, code in enumerate(page.meta.items):
            if code not in ITEMS:
                yield flaw(page.at("items", number), f"“{code}”不是条例第二十条的事项代码", "代码从 a20-01 到 a20-15")
    found = site.once(disclosed)
    for code, name in ITEMS.items():
        one = found.get(code, Disclosed())
        if one.absent and (against := _against(code, one, site)):
            yield flaw(
                statutory(site),
                f"法定事项 {code}（{name}）由{called(one.absent[0].meta)}说明“无此项”，{against}却公开了它的内容",
                "有内容的，从那一页的“条例事项”中删去这个代码；只是其中一部分没有的，写在该项页面的正文中，不写“无此项理由”",
            )
        elif one.pages or one.columns:
            continue
        elif one.unclear:
            folders = [column.folder for column in site.config.columns]
            yield unknown(
                site.setting("columns", folders.index(one.unclear[0]), "items"),
                f"栏目“{site.columns[one.unclear[0]].config.name}”承担几个事项，没有一页写明属于 {code}（{name}）",
                "在承担该项的页面上写“条例事项”；没有该项内容的，从栏目的 items 中删去",
            )
        else:
            yield flaw(
                statutory(site),
                f"法定事项 {code}（{name}）没有页面、链接，也没有说明“无此项”",
                "发布该项内容，或用“法定主动公开事项”页面给出链接或无此项理由",
            )


@rule(
    "a20-org-fields", Severity.ERROR, scope=Scope.SITE, basis=f"{ACT}第（二）项", since=DISCLOSURE, judged=Judged.TODAY
)
def organisation_incomplete(site: Site) -> Findings:
    """机构概况缺少机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名之一。

    这六样是条例第二十条第（二）项逐一列出的，缺一样公众就找不到门、找不到人。负责人姓名依法应当公开，不属于应当隐去的个人信息。

    在“机构概况”页面的页首补齐。职能和内设机构也可以写在正文中，标题须含“职能”“机构设置”或“内设机构”。
    一个机构分几页介绍的，几页合起来齐全即可；机构以“机构名称”区分，不写的是本机关。
    """
    organs: defaultdict[str, list[Page[Organisation]]] = defaultdict(list)
    for page in site.having(Organisation):
        organs[page.meta.organ or site.config.site.organ].append(page)
    for organ, pages in organs.items():
        for field, label, told in ORGAN_FACTS:
            if not any(told(page) for page in pages):
                yield flaw(pages[0].at(field), f"{organ}的机构概况没有{label}", f"在页首填写“{label}”")


@rule("a20-budget", Severity.WARNING, scope=Scope.SITE, basis=f"{ACT}第（七）项", since=DISCLOSURE, judged=Judged.TODAY)
def budget_year_missing(site: Site) -> Findings:
    """某一年度的预算或者决算没有公开。

    预算、决算须逐年公开，中间缺一年，前后就无法比较。从已公开的最早年度算起：预算应当齐到去年，四月起应当齐到当年
    （月份可在 site_config.toml 的 limits.budget_month 中修改）；决算应当齐到前年，去年的决算可能尚未批复，不作要求。

    补上该年度的“法定主动公开事项”页面：条例事项写 a20-07，并写明“年度”和“预决算”。
    一个页面没有写明年度或者预决算，就无法核对，报告为“无法判定”。
    """
    year_now, due = site.as_of.year, site.as_of.month >= site.config.limits.budget_month
    stages: dict[str, set[int]] = {"预算": set(), "决算": set()}
    pages = [page for page in site.having(StatutoryItem) if "a20-07" in page.meta.items and not page.meta.absent]
    for page in pages:
        if page.meta.year and page.meta.stage:
            stages[page.meta.stage].add(int(page.meta.year))
        else:
            lacking = "的内容在链接的页面上" if page.meta.link else "没有写明年度和预决算"
            yield unknown(
                page.at("link" if page.meta.link else "stage"),
                f"《{page.meta.title}》{lacking}，无法核对各年是否齐全",
                "每个年度写一页，填写“年度”和“预决算”",
            )
    known = stages["预算"] | stages["决算"]
    for stage, complete in (("预算", year_now if due else year_now - 1), ("决算", year_now - 2)):
        for year in range(min(known, default=complete + 1), complete + 1):
            if year not in stages[stage]:
                yield flaw(
                    _nearest(pages, year).at("year"), f"没有公开 {year} 年度{stage}", f"发布 {year} 年度{stage}页面"
                )


def _carrying(site: Site) -> tuple[Page[Document], ...]:
    """The pages that name items."""
    return tuple([page for page in site.having(Document) if page.meta.items])


def statutory(site: Site) -> Span:
    """Where the settings name the column 法定主动公开内容."""
    names = [column.name for column in site.config.columns]
    found = ("columns", names.index(FIXED_COLUMNS[2]), "name") if FIXED_COLUMNS[2] in names else ("columns",)
    return site.setting(*found)


def _against(code: str, one: Disclosed, site: Site) -> str:
    """What speaks against 无此项: columns and pages of the item; not what told of an event, nor what has ended."""
    columns = [folder for folder in one.columns if any(map(_stands, carrying(folder, code, site)))]
    names = [f"栏目“{site.columns[folder].config.name}”" for folder in columns]
    return "、".join([*names, *(called(page.meta) for page in one.present if _stands(page))][:NAMED])


def _stands(page: Page[Document]) -> bool:
    return not isinstance(page.meta, News) and page.validity not in ENDED


def _functions(page: Page[Organisation]) -> bool:
    return bool(page.meta.functions) or _headed(page, "职能")


def _departments(page: Page[Organisation]) -> bool:
    return bool(page.meta.departments) or _headed(page, "机构设置") or _headed(page, "内设机构")


ORGAN_FACTS: tuple[tuple[str, str, Callable[[Page[Organisation]], bool]], ...] = (
    ("functions", "机关职能", _functions),
    ("departments", "内设机构", _departments),
    ("address", "办公地址", lambda page: bool(page.meta.address)),
    ("hours", "办公时间", lambda page: bool(page.meta.hours)),
    ("phone", "联系方式", lambda page: bool(page.meta.phone)),
    ("leaders", "负责人", lambda page: bool(page.meta.leaders)),
)


def _headed(page: Page[Organisation], word: str) -> bool:
    return any(word in heading.text for heading in page.parsed.told)


def _nearest(pages: Sequence[Page[StatutoryItem]], year: int) -> Page[StatutoryItem]:
    return min(pages, key=lambda page: (abs(int(page.meta.year or 0) - year), page.id))
