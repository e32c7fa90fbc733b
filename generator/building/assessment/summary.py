"""The report in short: every indicator, every 处室, what must be seen to, and the days before; as tables."""

from __future__ import annotations

from collections.abc import Sequence

from generator.building.assessment.tables import per_cent
from generator.building.assessment.values import Cell, Field, Outcome, Point, Rate, Reading, Report, Table

NOTHING = "—"
"""Stands where nothing was there to judge."""
DAYS = 12
"""Days of the trend in one table, as many as a page is wide."""


def shown(rate: Rate) -> str:
    """A rate in a cell: 5/6, and in brackets what is counted apart."""
    beside = "，".join(f"{label} {number}" for label, number in rate.apart)
    return (f"{rate.met}/{rate.judged}" if rate.judged else NOTHING) + (f"（{beside}）" if beside else "")


def overview(report: Report) -> Table:
    """Every indicator over the whole column."""
    fields = (
        Field("indicator", "指标"),
        Field("met", "达到", "个"),
        Field("judged", "可判定", "个"),
        Field("share", "比率", "%"),
        Field("unknown", "无法判定", "个"),
        Field("excused", "豁免或说明理由", "个"),
        Field("pending", "未到期", "个"),
        Field("counted", "分母"),
        Field("standard", "达到的标准"),
        Field("basis", "依据"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.title,
            one.rate.met,
            one.rate.judged,
            per_cent(one.rate.share),
            one.rate.unknown,
            one.rate.excused,
            one.rate.pending,
            one.counted,
            one.met,
            one.basis,
        )
        for one in report.indicators
    )
    return Table("overview", "各项指标", fields, rows)


def numbers(report: Report) -> Table:
    """Every count over the whole column."""
    fields = (Field("count", "数目"), Field("total", "合计"), Field("unit", "单位"), Field("counted", "怎样计"))
    return Table(
        "numbers", "各项数目", fields, tuple((one.title, one.total, one.unit, one.counted) for one in report.counts)
    )


def rates_by_office(report: Report) -> Table:
    """Every indicator of every 处室, met / judged; indicators that observed nothing are left out."""
    told = [one for one in report.indicators if not one.rate.empty]
    fields = (Field("office", "责任处室"), *(Field(one.id, one.title.removesuffix("率")) for one in told))
    rows: list[tuple[Cell, ...]] = [
        (office, *(shown(one.of(office)) for one in told))
        for office in report.offices
        if any(not one.of(office).empty for one in told)
    ]
    rows.append(("合计", *(shown(one.rate) for one in told)))
    return Table("offices-rates", "各处室的指标：达到/可判定", fields, tuple(rows) if told else ())


def counts_by_office(report: Report) -> Table:
    """Every count of every 处室, and the pages for which it answers."""
    fields = (
        Field("office", "责任处室"),
        Field("pages", "负责页面", "个"),
        *(Field(one.id, one.title, one.unit) for one in report.counts),
    )
    rows: list[tuple[Cell, ...]] = [
        (office, report.pages.get(office, 0), *(one.by_office.get(office, 0) for one in report.counts))
        for office in report.offices
    ]
    rows.append(("合计", sum(report.pages.values()), *(one.total for one in report.counts)))
    return Table("offices-counts", "各处室的页面、问题和时限", fields, tuple(rows))


def office_by_indicator(report: Report) -> Table:
    """The same rates, one row for each 处室 and indicator, to count with."""
    fields = (Field("office", "责任处室"), Field("indicator", "指标"), *RATED)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (office, one.title, *_rated(came))
        for office in report.offices
        for one in report.indicators
        if not (came := one.of(office)).empty
    )
    return Table("offices-indicators", "各处室各项指标", fields, rows)


RATED = (
    Field("met", "达到", "个"),
    Field("judged", "可判定", "个"),
    Field("share", "比率", "%"),
    Field("unknown", "无法判定", "个"),
    Field("excused", "豁免或说明理由", "个"),
    Field("pending", "未到期", "个"),
)
"""What a rate is made of, to count with."""


def _rated(came: Rate) -> tuple[Cell, ...]:
    return came.met, came.judged, per_cent(came.share), came.unknown, came.excused, came.pending


def agenda(report: Report) -> Table:
    """What did not reach an indicator, by 处室."""
    fields = (
        Field("name", "事项"),
        Field("indicator", "没有达到的指标"),
        Field("detail", "情况"),
        Field("office", "责任处室"),
        Field("path", "文件"),
    )
    found = [
        (one.name, indicator.title, one.detail, one.office, one.path)
        for office in report.offices
        for indicator in report.indicators
        for one in indicator.observations
        if one.outcome is Outcome.MISSED and one.office == office
    ]
    return Table("agenda", "没有达到指标的事项", fields, tuple(found), "没有。")


def trend(report: Report) -> tuple[Table, ...]:
    """The indicators and counts on the days of the trend of which something can be told, a few days in each table."""
    points = [point for point in report.trend if point.reading is not None]
    parts = [points[at : at + DAYS] for at in range(0, len(points), DAYS)]
    return tuple(_trend(report, part, f"-{number}" if len(parts) > 1 else "") for number, part in enumerate(parts, 1))


def _trend(report: Report, points: Sequence[Point], ending: str) -> Table:
    readings = [point.reading or Reading() for point in points]
    fields = (
        Field("figure", "指标、数目"),
        *(Field(f"day-{point.day}", point.day.isoformat()) for point in points),
    )
    rows: list[tuple[Cell, ...]] = []
    for rated in report.indicators:
        rates = [reading.rates.get(rated.id, Rate()) for reading in readings]
        if not all(rate.empty for rate in rates):
            rows.append((rated.title, *(shown(rate) for rate in rates)))
    for counted in report.counts:
        numbers = [reading.counts.get(counted.id) for reading in readings]
        if any(numbers):
            rows.append((f"{counted.title}（{counted.unit}）", *numbers))
    return Table(f"trend{ending}", "各日的指标（达到/可判定）和数目", fields, tuple(rows))


def trend_by_indicator(report: Report) -> Table:
    """The indicators on the days of the trend, one row for each, to count and to draw with."""
    fields = (Field("day", "日期"), Field("indicator", "指标"), *RATED)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (point.day, one.title, *_rated(came))
        for one in report.indicators
        for point in report.trend
        if point.reading is not None and not (came := point.reading.rates.get(one.id, Rate())).empty
    )
    return Table("trend-indicators", "各日各项指标", fields, rows)


def days(report: Report) -> Table:
    """Which commit each day of the trend was judged by, or why it could not be."""
    fields = (Field("day", "日期"), Field("commit", "提交"), Field("result", "结果"), Field("reason", "原因"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            point.day,
            point.commit or ("当前文件" if point.reading else None),
            "已核对" if point.reading else Outcome.UNKNOWN.label,
            point.reason or None,
        )
        for point in report.trend
    )
    return Table("trend-days", "每一天依据的提交", fields, rows)
