"""规划编制: every element is told, and a stage that is done shows what it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from generator.kinds.base import Document
from generator.kinds.plan import ELEMENTS, PlanDossier, PlanStage, Progress, Staged
from generator.model.diagnostics import Severity
from generator.model.site import Page, Site
from generator.rules.engine import Finding, Findings, Judged, Scope, flaw, rule
from generator.rules.sources import PLAN
from generator.text.dates import chinese_date


@rule(
    "plan-stages",
    Severity.WARNING,
    scope=Scope.SITE,
    basis="《2020年上海市商务委员会政务公开工作要点》三（三）",
    since=PLAN,
    judged=Judged.TODAY,
    local=True,
)
def stage_not_told(site: Site) -> Findings:
    """规划编制缺少应当公开的要素，阶段的先后不对，或者已经完成的阶段没有写明情况、没有可看的页面。

    规划涉及面广，编制过程要让公众看得到、参与得了：基本情况、重大课题、征求建议、规划草案、意见采纳、正式文本六个要素都要列出，
    还没有开始的不填日期。完成了的阶段要有结果可看：写明说明或者结果，列出至少一个已经公开、不早于阶段开始的相关页面；征求建议
    和意见采纳还要在“结果”中写收到多少意见、采纳情况怎样。专题的“进程”同样核对先后和已经完成的阶段。

    在“编制阶段”中补齐；要素之间可以加自己的阶段。课题结论、草案这类内容，先发布一个页面，再写进“相关页面”。
    """
    for page in site.having(PlanDossier):
        yield from _elements(page)
    for dossier in site.having(Staged):
        yield from _order(dossier, site.as_of)
        for number, stage in enumerate(dossier.meta.stages):
            if stage.state(site.as_of) is Progress.DONE:
                yield from _done(stage, number, dossier, site)


def _elements(page: Page[PlanDossier]) -> Iterator[Finding]:
    names = [one.name for one in page.meta.stages]
    lacking = "、".join(name for name in ELEMENTS if name not in names)
    if lacking:
        hint = f"依次列出 {'、'.join(ELEMENTS)}，还没有开始的不填日期"
        yield flaw(page.at("stages"), f"编制阶段没有列出{lacking}", hint)
    known = [(number, list(ELEMENTS).index(name)) for number, name in enumerate(names) if name in ELEMENTS]
    for (_, before), (number, place) in pairwise(known):
        if place < before:
            message = f"“{names[number]}”列在“{list(ELEMENTS)[before]}”之后"
            yield flaw(page.at("stages", number, "name"), message, f"按 {'、'.join(ELEMENTS)} 的先后排列")


def _order(page: Page[Staged], as_of: date) -> Iterator[Finding]:
    """Stages begin one after the other; one may begin before the one before it has ended."""
    latest: PlanStage | None = None
    for number, stage in enumerate(page.meta.stages):
        if stage.begins and latest and latest.begins and stage.begins < latest.begins:
            message = f"“{stage.name}”的开始日期{chinese_date(stage.begins)}早于前面的“{latest.name}”"
            yield flaw(page.at("stages", number, "begins"), message, "核对两个阶段的日期和先后")
        if stage.begins and (latest is None or latest.begins is None or stage.begins >= latest.begins):
            latest = stage
        later = next((one for one in page.meta.stages[number + 1 :] if one.state(as_of) is not Progress.AHEAD), None)
        if later and not (stage.begins or stage.ends):
            message = f"“{stage.name}”没有日期，后面的“{later.name}”却已经开始"
            yield flaw(page.at("stages", number), message, "填写“开始日期”和“完成日期”")


def _done(stage: PlanStage, number: int, page: Page[Staged], site: Site) -> Iterator[Finding]:
    said = f"“{stage.name}”已经完成"
    if stage.begins is None:
        yield flaw(page.at("stages", number, "ends"), f"{said}，没有开始日期", "填写“开始日期”")
    element = ELEMENTS.get(stage.name)
    if element and element.counted and not stage.result:
        message = f"{said}，没有写明意见的收集和采纳情况"
        yield flaw(page.at("stages", number), message, "在“结果”中写明收到多少、采纳多少、未采纳的理由")
    elif not (stage.note or stage.result):
        yield flaw(page.at("stages", number), f"{said}，没有写明情况", "填写“说明”或者“结果”")
    shown = [found for name in stage.pages if (found := site.pages.get(site.names.get(name, name)))]
    days = [day for one in shown if isinstance(one.meta, Document) and (day := _touched(one.meta))]
    if not shown:
        tells = f"，公开{element.tells}" if element else ""
        hint = f"先发布页面{tells}，再写进“相关页面”"
        yield flaw(page.at("stages", number), f"{said}，没有列出已经公开的相关页面", hint)
    elif stage.begins and len(days) == len(shown) and max(days) < stage.begins:
        message = f"{said}，相关页面都发布于阶段开始（{chinese_date(stage.begins)}）之前"
        yield flaw(page.at("stages", number, "pages"), message, "列出这个阶段发布的页面")


def _touched(meta: Document) -> date | None:
    moments = [one for one in (meta.published, meta.updated) if one]
    return max(moments).date() if moments else None
