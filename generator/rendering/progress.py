"""实事项目: targets and progress, on the pages and as a series to take away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from generator.kinds.project import Course, Progress, Project, ProjectUpdate, Target, courses
from generator.model.site import Column, Page
from generator.rendering.chart import Line, lines
from generator.rendering.grid import cell, dated, figure, grid, head
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.takeaway import Download
from generator.rendering.words import number
from generator.text.dates import chinese_date


def project(page: Page[Project], lookup: Lookup) -> Plain:
    """实事项目: targets, the cumulative progress over all published updates, oldest first, and what comes next."""
    meta, course = page.meta, courses(lookup.site)[page.id]
    days = course.rows
    rows: list[Plain] = [
        {
            "until": row.until.isoformat(),
            "url": row.page.url,
            "gap": (row.until - days[at - 1].until).days if at else None,
            "cells": [_cell(target, one) for target, one in zip(meta.targets, row.cells, strict=True)],
        }
        for at, row in enumerate(days)
    ]
    newest = [course.told(target)[-1:] for target in meta.targets]
    until = {one.until.isoformat() for told in newest for one in told}
    return {
        "targets": [
            {
                "name": target.name,
                "value": number(target.value),
                "unit": target.unit,
                "latest": _cell(target, told[0].progress) if told else None,
                "until": told[0].until.isoformat() if told else "",
            }
            for target, told in zip(meta.targets, newest, strict=True)
        ],
        "rows": rows,
        # One day for all, else each target has its own.
        "until": min(until) if len(until) == 1 else "",
        "apart": len(until) > 1,
        "chart": _chart(course),
        "next": _next(course, lookup),
        "evaluation": [line.strip() for line in meta.evaluation.splitlines() if line.strip()],
    }


def overview(column: Column, lookup: Lookup) -> Plain | None:
    """The projects of a column before their many updates: each target, how far it is, and what comes next."""
    found = [one for one in courses(lookup.site).values() if one.project.column == column.folder]
    if not found:
        return None
    names = ("项目", "目标", "目标值", "累计完成", "占全年计划", "截至", "下一次公布")
    rows = [[head(one) for one in names]]
    for course in sorted(found, key=_newest):
        meta, targets = course.project.meta, course.project.meta.targets
        title = head(meta.title, rows=len(targets), across=True) | {"url": course.project.url}
        following = cell(_following(course, lookup)) | {"rows": len(targets)}
        for at, target in enumerate(targets):
            told = next(reversed(course.told(target)), None)
            one = _cell(target, told.progress if told else None)
            row = [
                cell(target.name),
                figure(f"{number(target.value)}{target.unit}"),
                figure(f"{one['total']}{target.unit}" if told else "尚未公布"),
                figure(f"{one['percent']}%" if told else "—"),
                dated(told.until) if told else cell("—"),
            ]
            cells = [*row, following] if at == 0 else row
            labelled = [one | {"label": name} for one, name in zip(cells, names[1:], strict=False)]
            rows.append([title, *labelled] if at == 0 else labelled)
    return grid("各项目的目标、完成情况和下一次公布的时间", rows)


def _newest(course: Course) -> tuple[int, str]:
    return -int(course.project.meta.year), course.project.id


def _following(course: Course, lookup: Lookup) -> str:
    """By when the next update is to be published."""
    due = course.due(lookup.site.config.limits)
    if due is None:
        return "已公布最终完成情况" if course.closed else "—"
    return f"{chinese_date(due)}前"


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
    """The series of a project that has updates, for people and for programs."""
    course = courses(lookup.site)[page.id]
    if course.updates:
        yield Download("separated", "进展数据", lambda: {"grid": _series(course)})
        yield Download("record", "进展数据（供程序使用）", lambda: {"record": _record(course)})


def _series(course: Course) -> Plain:
    """A row a day, and for each target what was reached and which share of it."""
    meta = course.project.meta
    heads = [head("截至日期")]
    for one in meta.targets:
        heads += [head(f"{one.name}（{one.unit}）"), head(f"{one.name}占全年计划（%）")]
    rows = []
    for row in course.rows:
        cells = [_cell(target, one) for target, one in zip(meta.targets, row.cells, strict=True)]
        figures = [figure(one[name]) for one in cells for name in ("total", "percent")]
        rows.append([cell(row.until.isoformat()), *figures])
    return grid(meta.title, [heads, *rows])


def _record(course: Course) -> Plain:
    """The same with names; numbers are texts as published, so that no digit is lost."""
    meta = course.project.meta
    return {
        "title": meta.title,
        "year": meta.year,
        "responsible": meta.lead,
        "deadline": meta.deadline.isoformat(),
        "targets": [{"name": one.name, "value": number(one.value), "unit": one.unit} for one in meta.targets],
        "updates": [
            {
                "until": row.until.isoformat(),
                "progress": [
                    {"target": target.name, **_cell(target, one)}
                    for target, one in zip(meta.targets, row.cells, strict=True)
                    if one
                ],
            }
            for row in course.rows
        ],
    }


def _chart(course: Course) -> Plain | None:
    meta = course.project.meta
    series = [Line(target.name, tuple(_points(target, course))) for target in meta.targets]
    return lines("累计完成占全年计划的比例", int(meta.year), meta.deadline, series)


def _points(target: Target, course: Course) -> Iterator[tuple[date, float]]:
    for told in course.told(target):
        yield told.until, float(target.share(told.progress.total))


def _next(course: Course, lookup: Lookup) -> str:
    """What is to come, in a sentence."""
    due = course.due(lookup.site.config.limits)
    if due is None:
        return "最终完成情况已经公布。" if course.closed else ""
    return f"下一次进展于{chinese_date(due)}前公布。"


def _cell(target: Target, one: Progress | None) -> Plain:
    if one is None:
        return {"total": "", "percent": ""}
    return {"total": number(one.total), "percent": _percent(one.percent, one.total, target)}


def _percent(stated: Decimal | None, total: Decimal, target: Target | None) -> str:
    """Per cent as published, else computed."""
    if stated is not None:
        return number(stated)
    return number(target.share(total)) if target else ""
