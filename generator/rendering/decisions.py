"""重大行政决策: the catalogue of a year, the course of each decision, what the public said; and meetings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from generator.kinds.decision import (
    Decision,
    DecisionCatalogue,
    Meeting,
    Stage,
    deciding,
    decisions,
    listed_on,
    reached,
    removed_on,
    steps,
    waits,
)
from generator.kinds.participation import feedback_due
from generator.model.site import Page
from generator.rendering.grid import cell, figure, grid, head
from generator.rendering.hearing import asked, withdrawn
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.takeaway import Download
from generator.text import urls


def decision_catalogue(page: Page[DecisionCatalogue], lookup: Lookup) -> Plain:
    """重大行政决策事项目录: its items with the stage of each as of the build."""
    return {"table": _table(page, lookup) if page.meta.on(lookup.site.as_of) else None}


def catalogue_files(page: Page[DecisionCatalogue], lookup: Lookup) -> Iterator[Download]:
    """The same to take away."""
    if not page.meta.on(lookup.site.as_of):
        return
    table = _table(page, lookup)
    yield Download("separated", "目录数据", lambda: {"grid": table})
    yield Download(
        "workbook",
        "目录表格",
        lambda: {
            "title": page.meta.title,
            "author": lookup.site.config.site.organ,
            "day": (page.meta.updated or page.meta.published or date.min).isoformat(),
            "sheets": [{"name": page.meta.year, "grid": table}],
        },
    )


def _table(page: Page[DecisionCatalogue], lookup: Lookup) -> Plain:
    known, as_of = decisions(lookup.site), lookup.site.as_of
    names = ("序号", "决策事项", "承办单位", "计划完成时间", "履行程序", "状态", "调整说明")
    rows = []
    for number, one in enumerate(page.meta.on(as_of), 1):
        dossier = known.get(lookup.site.names.get(one.decision, one.decision))
        stage = deciding(dossier, lookup.site) if dossier else Stage.LISTED
        if one.removed:
            stage = Stage.REMOVED if one.removed <= as_of else stage
        rows.append(
            [
                figure(str(number), number),
                cell(one.name, url=dossier.url if dossier else ""),
                cell(one.unit),
                cell(one.planned),
                cell("、".join(one.procedures)),
                cell(str(stage)),
                cell(one.note if one.removed is None or one.removed <= as_of else ""),
            ]
        )
    widths = (4, 18, 10, 10, 14, 8, 14)
    return grid(f"{page.meta.year}年度重大行政决策事项目录", [[head(one) for one in names], *rows], widths=widths)


def decision(page: Page[Decision], lookup: Lookup) -> Plain:
    """重大行政决策事项: its course, how to be heard, what was said and what became of it, what was decided."""
    meta, as_of = page.meta, lookup.site.as_of
    days = {Stage.LISTED: listed_on(page, lookup.site), **dict(steps(page, lookup.site))}
    stages = reached(page, lookup.site)
    answered = Stage.ANSWERED in stages
    decided = meta.decided is not None and meta.decided <= as_of
    due = feedback_due(meta.ends, lookup.site.config.limits)
    return {
        "stage": str(stages[-1]),
        "steps": list(_steps(meta, days, stages)),
        "hearing": _hearing(page, lookup, off=Stage.REMOVED in stages),
        "short": meta.short_reason,
        "due": due.isoformat() if due and waits(page, lookup.site) else "",
        "papers": [
            {"label": label, "url": lookup.site.asset_urls[path]}
            for label, name in (("决策草案", meta.proposal), ("起草说明", meta.explanation))
            if name and (path := urls.source(name, page.path)) in lookup.site.asset_urls
        ],
        "basis": list(meta.basis),
        "opinions": _opinions(meta) if answered and meta.opinions else None,
        "silent": answered and meta.received == 0,
        "decided": meta.decided.isoformat() if meta.decided and decided else "",
        "result": lookup.related(lookup.site.names.get(name, name) for name in meta.result) if decided else [],
        "evaluation": meta.evaluation if Stage.EVALUATED in stages else "",
    }


def _steps(meta: Decision, days: Mapping[Stage, date | None], stages: Sequence[Stage]) -> Iterator[Plain]:
    """What has been and what is to come, each with its day, the hearing with its last as well."""
    for name, begun, over in (
        ("列入目录", Stage.LISTED, Stage.LISTED),
        ("征求意见", Stage.OPEN, Stage.CLOSED),
        ("公布采纳情况", Stage.ANSWERED, Stage.ANSWERED),
        ("公布决策", Stage.DECIDED, Stage.DECIDED),
        ("后评估", Stage.EVALUATED, Stage.EVALUATED),
    ):
        done, day = over in stages, days[begun]
        under_way = begun in stages and not done
        state = "已完成" if done else "进行中" if under_way else "未开始"
        tone = "in-force" if done else "amended" if under_way else "pending"
        shown = day.isoformat() if day and begun in stages else ""
        till = meta.ends.isoformat() if shown and meta.ends and begun is Stage.OPEN else ""
        yield {"name": name, "day": shown, "till": till, "state": state, "tone": tone}


def _hearing(page: Page[Decision], lookup: Lookup, *, off: bool) -> Plain | None:
    """How to be heard, or why one cannot be; ``off`` says that the item was taken off the catalogue."""
    meta, removed = page.meta, removed_on(page, lookup.site)
    if meta.begins is None or meta.ends is None:
        return None
    if off and removed and removed <= meta.ends:
        return withdrawn(meta.begins, meta.ends, removed)
    return asked(meta.begins, meta.ends, meta.method, lookup.site.as_of)


def _opinions(meta: Decision) -> Plain:
    rows = [
        [
            cell(one.text + ("（较为集中）" if one.concentrated else "")),
            figure(str(one.count), one.count),
            cell(one.adopted),
            cell(one.reason or "—"),
        ]
        for one in meta.opinions
    ]
    listed = sum(one.count for one in meta.opinions)
    others = f"，下列{listed}条" if listed != meta.received else ""
    said = f"下列意见{listed}条" if meta.received is None else f"共收到意见{meta.received}条{others}"
    heads = [head("意见"), head("条数"), head("采纳情况"), head("理由")]
    return grid(said, [heads, *rows], widths=(20, 4, 6, 20))


def meeting(page: Page[Meeting], lookup: Lookup) -> Plain:  # noqa: ARG001  # all parts are called alike
    """会议公开: what it was about, who was asked to come, and what was taken up."""
    meta = page.meta
    heads = [head("列席人员类别"), head("人数")]
    rows = [[cell(one.category), figure(str(one.count), one.count)] for one in meta.attendees]
    return {
        "topics": list(meta.topics),
        "attendees": grid("列席人员", [heads, *rows]) if rows else None,
        "outcome": [line.strip() for line in meta.outcome.splitlines() if line.strip()],
    }
