"""时限: the limits that run on the day, and those that have run out while what they are for is still to be done."""

from __future__ import annotations

from collections import Counter

from generator.building.assessment.offices import of_column, of_path
from generator.building.assessment.values import Case, Cell, Count, Field, Section, Table
from generator.building.clocks import Clock
from generator.building.clocks import clocks as running
from generator.kinds.annual import AnnualReport
from generator.model.site import Site


def clocks(case: Case) -> Section:
    """Every limit that is running."""
    every = running(case.site)
    offices = [_office(one, case.site) for one in every]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.title, one.what, one.last, one.said, office, one.path) for one, office in zip(every, offices, strict=True)
    )
    fields = (
        Field("title", "名称"),
        Field("what", "事项"),
        Field("last", "最后一天"),
        Field("state", "状况"),
        Field("office", "责任处室"),
        Field("path", "文件"),
    )
    late = [office for one, office in zip(every, offices, strict=True) if one.late]
    return Section(
        "clocks",
        "正在计算的时限",
        ("没有当年放假安排、算不出最后一天的，列为无法判定，不算逾期。",),
        counts=(
            Count("clocks-running", "正在计算的时限", "项", f"{case.as_of} 还没有办结的，包括逾期的", Counter(offices)),
            Count("clocks-overdue", "已经逾期的时限", "项", "其中已过最后一天的", Counter(late)),
        ),
        tables=(Table("clocks", "正在计算的时限，最先到期的在前", fields, rows, "没有正在计算的时限。"),),
    )


def _office(one: Clock, site: Site) -> str:
    """Who answers for it; what has no file yet is the annual report."""
    return of_path(one.path, site) if one.path else of_column(AnnualReport.folder, site)
