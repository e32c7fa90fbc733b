"""法定主动公开内容: the fifteen items of 条例 art. 20, and what some of them must contain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.kinds.base import Document
from generator.kinds.statutory import ITEMS, Organisation, StatutoryItem
from generator.model.config import FIXED_COLUMNS
from generator.model.diagnostics import Severity
from generator.model.site import Page, Site
from generator.rules.engine import Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.papers import filled, substantial
from generator.rules.sources import DISCLOSURE
from generator.text.chinese import length
from generator.text.patterns import lazily

ACT = "《中华人民共和国政府信息公开条例》第二十条"
LABEL = 20
"""Characters that a heading, a table cell or a lead word has at most; longer blocks are running text."""
LEAD = lazily(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?([^，。；：:]{1,20})[：:。]")

LICENCE = {
    "依据": ("依据",),
    "条件": ("条件",),
    "程序": ("程序", "流程"),
    "办理结果": ("结果",),
}
PENALTY = {"依据": ("依据",), "条件": ("条件", "情形"), "程序": ("程序", "流程")}
FEE = {"依据": ("依据",), "标准": ("标准",)}
FREE = lazily("不收费(?!的|项目)|不收取|(?:没有|无)(?:行政事业性)?收费|未收取")
LIMITED = lazily(
    "除[^，。；]{1,30}外|除外|以外|之外|部分|其他|其余|但|的[，,]?(?:可以|予以|一律|均|都)?不收|[0-9一二三四五六七八九十百千万]元"
)
"""What makes a sentence about not charging one about some cases only."""


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
    没有正文的栏目首页不算）。
    没有该项业务的，用“法定主动公开事项”页面写“无此项理由”。写错的事项代码什么也不承担，同样在此报告。
    """
    for page in site.once(_carrying):
        for number, code in enumerate(page.meta.items):
            if code not in ITEMS:
                yield flaw(page.at("items", number), f"“{code}”不是条例第二十条的事项代码", "代码从 a20-01 到 a20-15")
    covered = _covered(site)
    names = [column.name for column in site.config.columns]
    column = ("columns", names.index(FIXED_COLUMNS[2]), "name") if FIXED_COLUMNS[2] in names else ("columns",)
    for code, name in ITEMS.items():
        if code not in covered:
            yield flaw(
                site.setting(*column),
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


@rule(
    "a20-licence", Severity.WARNING, scope=Scope.SITE, basis=f"{ACT}第（五）项", since=DISCLOSURE, judged=Judged.TODAY
)
def licence_incomplete(site: Site) -> Findings:
    """行政许可和对外管理服务事项没有写明依据、条件、程序或者办理结果。

    条例要求四样都公开：凭什么设、谁能办、怎么办、办成了哪些。只列事项名称，公众既不会办，也无从监督。

    在承担 a20-05 的“法定主动公开事项”页面正文中，用标题、表头或者“依据：……”这样的开头分别写明；几页合起来齐全即可。
    有的内容在链接的页面上，在链接的标题或者正文中说明是哪一样；只有链接的，看不到对方的内容，报告为“无法判定”。
    """
    yield from _parts(site, "a20-05", LICENCE)


@rule(
    "a20-penalty", Severity.WARNING, scope=Scope.SITE, basis=f"{ACT}第（六）项", since=DISCLOSURE, judged=Judged.TODAY
)
def penalty_incomplete(site: Site) -> Findings:
    """行政处罚、行政强制没有写明依据、条件或者程序。

    处罚和强制直接减损权利，公众有权事先知道凭什么罚、什么情形罚、按什么程序罚。

    在承担 a20-06 的“法定主动公开事项”页面正文中，用标题、表头或者“依据：……”这样的开头分别写明；几页合起来齐全即可。
    没有处罚和强制职权的，写“无此项理由”。只有链接的，看不到对方的内容，报告为“无法判定”。
    """
    yield from _parts(site, "a20-06", PENALTY)


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


@rule("a20-fee", Severity.WARNING, scope=Scope.SITE, basis=f"{ACT}第（八）项", since=DISCLOSURE, judged=Judged.TODAY)
def fee_unexplained(site: Site) -> Findings:
    """行政事业性收费没有写明依据和标准，也没有说明不收费。

    收费项目及其依据、标准是一项完整的公开内容；只有项目名称，公众无从判断该不该交、交多少。

    在承担 a20-08 的“法定主动公开事项”页面正文中分别写明依据和标准；不收费的写明“不收费”，或者写“无此项理由”。
    “除检测费外不收费”不是不收费，检测费仍须写明。只有链接的，看不到对方的内容，报告为“无法判定”。
    """
    own, linked = _told(site, "a20-08")
    charging = [page for page in own if not _free(page.parsed.text)]
    if charging or not own:
        yield from _lacking(charging, linked, FEE, "收费")


def _carrying(site: Site) -> tuple[Page[Document], ...]:
    """The pages that name items."""
    return tuple([page for page in site.having(Document) if page.meta.items])


def _covered(site: Site) -> set[str]:
    """The codes of items of which something is published, or said."""
    found: set[str] = set()
    for page in site.once(_carrying):
        if not found.issuperset(page.meta.items) and substantial(page.meta, page.parsed):
            found.update(page.meta.items)
    for column in site.columns.values():
        if column.config.items and filled(column.folder, site):
            found.update(column.config.items)
    return found


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
    return any(word in heading.text for heading in page.parsed.headings)


def _told(site: Site, code: str) -> tuple[list[Page[StatutoryItem]], list[Page[StatutoryItem]]]:
    """The pages that carry an item in their own words, and those that lead elsewhere; 无此项 is neither."""
    pages = [page for page in site.having(StatutoryItem) if code in page.meta.items and not page.meta.absent]
    return [page for page in pages if not page.meta.link], [page for page in pages if page.meta.link]


def _parts(site: Site, code: str, parts: Mapping[str, Sequence[str]]) -> Findings:
    own, linked = _told(site, code)
    yield from _lacking(own, linked, parts)


def _lacking(
    own: Sequence[Page[StatutoryItem]],
    linked: Sequence[Page[StatutoryItem]],
    parts: Mapping[str, Sequence[str]],
    name: str = "",
) -> Findings:
    """Say which parts no page marks by a heading, a cell or a lead word; beside own pages a link's title is a mark."""
    marks = [mark for page in (*own, *linked) for mark in _marks(page)]
    marks += [page.meta.title for page in linked if own]
    missing = [part for part, words in parts.items() if not any(word in mark for mark in marks for word in words)]
    if missing and own:
        yield flaw(
            own[0].parsed.body,
            f"“{name or own[0].meta.title}”没有写明{'、'.join(missing)}",
            f"在正文中加上标题或开头为“{missing[0]}”的段落",
        )
    elif missing and linked:
        yield unknown(
            linked[0].at("link"),
            f"“{linked[0].meta.title}”的内容在链接的页面上，无法判定是否写明{'、'.join(missing)}",
            "打开链接核对；也可以把要点写在本页正文中",
        )


def _free(text: str) -> bool:
    """Tell whether a text says that nothing is charged, without an exception in the same sentence."""
    return any(FREE.search(one) and not LIMITED.search(one) for one in re.split(r"[。；\n]", text))


def _marks(page: Page[StatutoryItem]) -> Iterator[str]:
    for line in page.parsed.text.splitlines():
        if length(line) <= LABEL:
            yield line
        elif found := LEAD.match(line):
            yield found[1]


def _nearest(pages: Sequence[Page[StatutoryItem]], year: int) -> Page[StatutoryItem]:
    return min(pages, key=lambda page: (abs(int(page.meta.year or 0) - year), page.id))
