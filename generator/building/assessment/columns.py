"""栏目更新: when each column last had something new, and which are blank or past their limit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.building.assessment.offices import of_column
from generator.building.assessment.values import Case, Cell, Field, Indicator, Observation, Outcome, Section, Table
from generator.kinds.base import Document
from generator.model.site import Column, Site
from generator.rules.ages import Age, ages, blank

BASIS = "政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）"
FRESH, STALE, BLANK, UNDATED, UNLIMITED = "按期", "超期", "空白", "没有日期", "—"


def columns(case: Case) -> Section:
    """The columns: fresh, overdue, blank."""
    indicator = Indicator(
        "columns",
        "栏目按期更新率",
        f"{BASIS} 单项否决“栏目不更新”",
        "定有更新期限的栏目：动态、要闻类，通知公告、政策文件类，另行登记期限（fresh_days）的；加上空白栏目",
        f"到 {case.as_of} 没有超过期限",
        tuple(_observed(case)),
    )
    fields = (
        Field("name", "栏目"),
        Field("newest", "最近更新"),
        Field("age", "距今", "天"),
        Field("limit", "期限"),
        Field("last", "最后一天"),
        Field("state", "状况"),
        Field("count", "页面", "个"),
        Field("office", "责任处室"),
    )
    return Section(
        "columns",
        "栏目更新",
        (
            "没有更新期限的栏目只列情况，不在分母之内；内容都没有日期的列为无法判定。",
            "动态、要闻类和通知公告、政策文件类只算发布日期，更新旧页面不算栏目更新；另行登记期限的也看更新日期。",
        ),
        (indicator,),
        tables=(
            Table(
                "columns", "各栏目最近一次更新", fields, tuple(_row(one, case) for one in case.site.columns.values())
            ),
        ),
    )


def _observed(case: Case) -> Iterator[Observation]:
    site = case.site
    for age in site.once(ages):
        outcome = Outcome.MISSED if age.stale else Outcome.MET if age.newest else Outcome.UNKNOWN
        told = f"最近更新 {age.newest}，{age.pace}栏目应在{age.limit}内更新" if age.newest else "内容都没有日期"
        yield Observation(of_column(age.column.folder, site), outcome, age.column.config.name, detail=told)
    for _, config in site.once(blank):
        yield Observation(of_column(config.folder, site), Outcome.MISSED, config.name, detail="空白栏目")


def _row(column: Column, case: Case) -> tuple[Cell, ...]:
    site = case.site
    age = next((one for one in site.once(ages) if one.column.folder == column.folder), None)
    empty = any(config.folder == column.folder for _, config in site.once(blank))
    newest = age.newest if age else _newest(column, site)
    return (
        column.config.name,
        newest,
        (case.as_of - newest).days if newest else None,
        age.limit if age else None,
        age.last if age else None,
        BLANK if empty else _state(age),
        len(column.pages),
        of_column(column.folder, site),
    )


def _newest(column: Column, site: Site) -> date | None:
    metas = [site.pages[name].meta for name in column.pages]
    return max((day for meta in metas if isinstance(meta, Document) and (day := meta.published_on)), default=None)


def _state(age: Age | None) -> str:
    if age is None:
        return UNLIMITED
    if age.newest is None:
        return UNDATED
    return STALE if age.stale else FRESH
