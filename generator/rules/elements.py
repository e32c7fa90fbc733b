"""许可、处罚、收费: the parts that 条例 art. 20 (5), (6) and (8) name, each of which must be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.kinds.base import Document
from generator.kinds.disclosed import Disclosed, absent, carrying, disclosed
from generator.kinds.general import GeneralPage
from generator.kinds.service import ServiceGuide
from generator.kinds.statutory import ITEMS, StatutoryItem
from generator.model.diagnostics import Severity
from generator.model.site import Page, Site
from generator.model.values import Struct
from generator.rules.engine import Findings, Judged, Scope, flaw, rule, unknown
from generator.rules.sources import DISCLOSURE
from generator.rules.statutory import ACT, statutory
from generator.text.chinese import length
from generator.text.patterns import lazily

Parts = Mapping[str, Sequence[str]]
"""What must be told, and the words that mark it."""

LABEL = 20
"""Characters that a heading, a table cell or a lead word has at most; longer blocks are running text."""
LEAD = lazily(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?([^，。；：:]{1,20})[：:。]")

LICENCE: Parts = {
    "依据": ("依据",),
    "条件": ("条件",),
    "程序": ("程序", "流程"),
    "办理结果": ("结果",),
}
PENALTY: Parts = {"依据": ("依据",), "条件": ("条件", "情形"), "程序": ("程序", "流程")}
FEE: Parts = {"依据": ("依据",), "标准": ("标准",)}
FREE = lazily("不收费(?!的|项目)|不收取|(?:没有|无)(?:行政事业性)?收费|未收取")
LIMITED = lazily(
    "除[^，。；]{1,30}外|除外|以外|之外|部分|其他|其余|但|的[，,]?(?:可以|予以|一律|均|都)?不收|[0-9一二三四五六七八九十百千万]元"
)
"""What makes a sentence about not charging one about some cases only."""
NONE = lazily(
    "(?:本机关|本委|本局|本办|本单位|我委|我局)(?:目前|现)?(?:不实施|没有|无|不承担|不具有|不行使)"
    "[^，。；]{0,20}(?:许可|处罚|强制|职权|职责|权限|权)"
)
"""An organ says that it has no such power."""
SIDE = ("公示", "决定", "情况", "目录", "清单", "名单", "基准", "统计", "案例")
"""Words in the title of a page that adds to others: it tells of cases, or lists, and need not tell every part."""


@rule(
    "a20-licence", Severity.WARNING, scope=Scope.SITE, basis=f"{ACT}第（五）项", since=DISCLOSURE, judged=Judged.TODAY
)
def licence_incomplete(site: Site) -> Findings:
    """行政许可和对外管理服务事项没有写明依据、条件、程序或者办理结果。

    条例要求四样都公开：凭什么设、谁能办、怎么办、办成了哪些。只列事项名称，公众既不会办，也无从监督。

    在承担 a20-05 的“法定主动公开事项”页面正文中，用标题、表头或者“依据：……”这样的开头分别写明。每一页分别核对，连同它
    链接的办事指南；标题说明只讲一部分的页面（如“办理结果”“许可决定公示”）和只有链接的页面，算作对其他各页的补充。
    有的内容在链接的页面上，在链接的标题或者正文中说明是哪一样；只有链接的，看不到对方的内容，报告为“无法判定”。
    没有这样的页面而由栏目、办事指南等承担的，合起来也要写明四样。
    """
    yield from _parts(site, "a20-05", LICENCE, _told(site, "a20-05"))


@rule(
    "a20-penalty", Severity.WARNING, scope=Scope.SITE, basis=f"{ACT}第（六）项", since=DISCLOSURE, judged=Judged.TODAY
)
def penalty_incomplete(site: Site) -> Findings:
    """行政处罚、行政强制没有写明依据、条件或者程序。

    处罚和强制直接减损权利，公众有权事先知道凭什么罚、什么情形罚、按什么程序罚。

    在承担 a20-06 的“法定主动公开事项”页面正文中，用标题、表头或者“依据：……”这样的开头分别写明。每一页分别核对；
    标题说明只讲一部分的页面（如“处罚决定公示”）算作对其他各页的补充。只有别的页面（如裁量基准）提到该项的，不能代替。
    没有处罚和强制职权的，写“无此项理由”。只有链接的，看不到对方的内容，报告为“无法判定”。
    """
    yield from _parts(site, "a20-06", PENALTY, _told(site, "a20-06"))


@rule("a20-fee", Severity.WARNING, scope=Scope.SITE, basis=f"{ACT}第（八）项", since=DISCLOSURE, judged=Judged.TODAY)
def fee_unexplained(site: Site) -> Findings:
    """行政事业性收费没有写明依据和标准，也没有说明不收费。

    收费项目及其依据、标准是一项完整的公开内容；只有项目名称，公众无从判断该不该交、交多少。

    在承担 a20-08 的“法定主动公开事项”页面正文中分别写明依据和标准；不收费的写明“不收费”，或者写“无此项理由”。
    “除检测费外不收费”不是不收费，检测费仍须写明。每一页分别核对；只有链接的，看不到对方的内容，报告为“无法判定”。
    没有这样的页面，只由栏目或者别的页面承担的，也要写明。
    """
    told = _told(site, "a20-08")
    charging = Told([page for page in told.own if not _free(page.parsed.text)], told.linked, told.absent)
    if charging.own or not told.own:
        yield from _parts(site, "a20-08", FEE, charging, "收费")


class Told(Struct, frozen=True):
    """The 法定主动公开事项 pages of an item."""

    own: Sequence[Page[StatutoryItem]]
    """Those that carry it in their own words."""
    linked: Sequence[Page[StatutoryItem]]
    """Those that lead elsewhere."""
    absent: bool
    """One says that there is nothing under it."""


def _told(site: Site, code: str) -> Told:
    pages = [page for page in site.having(StatutoryItem) if code in page.meta.items]
    some = [page for page in pages if not absent(page)]
    own = [page for page in some if not page.meta.link and not _none(page)]
    return Told(own, [page for page in some if page.meta.link], len(own) < len(pages))


def _none(page: Page[StatutoryItem]) -> bool:
    """Tell whether a short page says no more than that the organ has no such power (本机关不实施行政强制)."""
    return not page.parsed.headings and length(text := page.parsed.text) < NONE_AT_MOST and bool(NONE.search(text))


NONE_AT_MOST = 100
"""Characters of a page that says no more than that."""


def _parts(site: Site, code: str, parts: Parts, told: Told, name: str = "") -> Findings:
    """Say which parts a page does not mark by a heading, a cell or a lead word.

    Pages that add to the others, by their titles or by a link, lend what they mark to all; a guide lends to those pages
    of licences that link to it.
    """
    guides = site.once(_guides) if code == "a20-05" else {}
    aside = [page for page in told.own if _adds(page.meta.title, parts)]
    main = [page for page in told.own if page not in aside]
    lent = [mark for page in (*told.linked, *aside) for mark in _marks(page, guides)]
    lent += [page.meta.title for page in (*told.linked, *aside) if told.own]
    judged = [(page, [*lent, *_marks(page, guides)]) for page in main] or [(page, lent) for page in aside[:1]]
    for page, marks in judged:
        if missing := _missing(parts, marks):
            yield flaw(
                page.parsed.body,
                f"“{name or page.meta.title}”没有写明{'、'.join(missing)}",
                f"在正文中加上标题或开头为“{missing[0]}”的段落",
            )
    if judged:
        return
    if told.linked and (missing := _missing(parts, lent)):
        page = told.linked[0]
        yield unknown(
            page.at("link"),
            f"“{page.meta.title}”的内容在链接的页面上，无法判定是否写明{'、'.join(missing)}",
            "打开链接核对；也可以把要点写在本页正文中",
        )
    elif not told.linked and not told.absent:
        yield from _elsewhere(site, code, parts)


def _elsewhere(site: Site, code: str, parts: Parts) -> Findings:
    """Say which parts are nowhere told, of an item that other pages and columns carry; a20-coverage asks for these."""
    one = site.once(disclosed).get(code, Disclosed())
    pages = [*one.present, *(page for folder in one.columns for page in carrying(folder, code, site))]
    marks = [mark for page in pages for mark in _marked(page)]
    if pages and (missing := _missing(parts, marks)):
        yield flaw(
            statutory(site),
            f"法定事项 {code}（{ITEMS[code]}）没有页面写明{'、'.join(missing)}",
            "用“法定主动公开事项”页面写明；没有该项业务的，写“无此项理由”",
        )


def _missing(parts: Parts, marks: Iterable[str]) -> list[str]:
    text = "\n".join(marks)
    return [part for part, words in parts.items() if not any(word in text for word in words)]


def _adds(title: str, parts: Parts) -> bool:
    """Tell whether a page adds to others: its title names some of the parts, or cases or a list."""
    return any(word in title for word in SIDE) or 0 < len(_missing(parts, [title])) < len(parts)


def _free(text: str) -> bool:
    """Tell whether a text says that nothing is charged, without an exception in the same sentence."""
    return any(FREE.search(one) and not LIMITED.search(one) for one in re.split(r"[。；\n]", text))


def _marks(page: Page[StatutoryItem], guides: Mapping[str, Page[ServiceGuide]]) -> Iterator[str]:
    """What a page marks in its text, and what those of some guides tell to which it links."""
    yield from _labels(page.parsed.text)
    for target in (*page.targets, page.meta.link):
        if guides and (guide := guides.get(target.partition("#")[0])):
            yield from _marked(guide)


def _labels(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if length(line) <= LABEL:
            yield line
        elif found := LEAD.match(line):
            yield found[1]


def _guides(site: Site) -> dict[str, Page[ServiceGuide]]:
    """The guides by their address and by their path."""
    return {name: page for page in site.having(ServiceGuide) for name in (page.url, page.path)}


def _marked(page: Page[Document]) -> Iterator[str]:
    """What a page of any kind marks; its text is read only where that is all it has."""
    meta = page.meta
    yield meta.title
    yield from (heading.text for heading in page.parsed.told)
    if isinstance(meta, ServiceGuide):
        told = {"依据": meta.basis, "条件": meta.conditions, "程序": meta.steps, "标准": meta.fees}
        yield from (part for part, value in told.items() if value)
    elif isinstance(meta, (GeneralPage, StatutoryItem)):
        yield from _labels(page.parsed.text)
