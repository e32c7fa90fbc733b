"""实事项目: targets and progress, on the pages and as a series to take away."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from generator.kinds.project import Project, ProjectUpdate, Target
from generator.model.site import Page
from generator.rendering.grid import cell, figure, grid, head
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.takeaway import Download
from generator.rendering.words import number


def project(page: Page[Project], lookup: Lookup) -> Plain:
    """实事项目: targets, and the cumulative progress over all published updates, oldest first."""
    meta = page.meta
    updates = [lookup.pages[name] for name in dict.fromkeys(page.children) if name in lookup.pages]
    dated = sorted(
        ((one.meta.until, one.id, one.url, one.meta) for one in updates if isinstance(one.meta, ProjectUpdate)),
        key=lambda row: row[:2],
    )
    rows: list[Plain] = []
    for at, (until, _, url, update) in enumerate(dated):
        rows.append(
            {
                "until": until.isoformat(),
                "url": url,
                "gap": (until - dated[at - 1][0]).days if at else None,
                "cells": [_cell(target, update) for target in meta.targets],
            }
        )
    return {
        "targets": [
            {
                "name": target.name,
                "value": number(target.value),
                "unit": target.unit,
                "latest": next((row["cells"][at] for row in reversed(rows) if row["cells"][at]["total"]), None),
            }
            for at, target in enumerate(meta.targets)
        ],
        "rows": rows,
        "until": rows[-1]["until"] if rows else "",
    }


def project_update(page: Page[ProjectUpdate], lookup: Lookup) -> Plain:
    """项目进展: the values of one day beside the targets."""
    meta = page.meta
    project_page = next((lookup.pages[name] for name in page.parents if name in lookup.pages), None)
    targets = project_page.meta.targets if project_page and isinstance(project_page.meta, Project) else ()
    by_name = {target.name: target for target in targets}
    return {
        "project": {"title": project_page.meta.title, "url": project_page.url} if project_page else None,
        "until": meta.until.isoformat(),
        "values": [
            {
                "name": one.target,
                "goal": number(by_name[one.target].value) if one.target in by_name else "",
                "unit": by_name[one.target].unit if one.target in by_name else "",
                "total": number(one.total),
                "percent": _percent(one.percent, one.total, by_name.get(one.target)),
            }
            for one in meta.progress
        ],
    }


def progress(page: Page[Project], lookup: Lookup) -> Iterator[Download]:
    """The series of a project that has updates: a row a day, and for each target what was reached and which share."""
    found = project(page, lookup)
    if found["rows"]:
        yield Download("separated", "进展数据", lambda: {"grid": _series(page.meta, found)})


def _series(meta: Project, found: Plain) -> Plain:
    heads = [head("截至日期")]
    for one in meta.targets:
        heads += [head(f"{one.name}（{one.unit}）"), head(f"{one.name}占全年计划（%）")]
    rows = [
        [cell(row["until"]), *(figure(value) for each in row["cells"] for value in (each["total"], each["percent"]))]
        for row in found["rows"]
    ]
    return grid(meta.title, [heads, *rows])


def _cell(target: Target, update: ProjectUpdate) -> Plain:
    one = next((each for each in update.progress if each.target == target.name), None)
    if one is None:
        return {"total": "", "percent": ""}
    return {"total": number(one.total), "percent": _percent(one.percent, one.total, target)}


def _percent(stated: Decimal | None, total: Decimal, target: Target | None) -> str:
    """Per cent as published, else computed and rounded to a whole number (domain: round(完成/目标×100))."""
    if stated is not None:
        return number(stated)
    return number((total / target.value * 100).quantize(Decimal(1), ROUND_HALF_UP)) if target else ""
