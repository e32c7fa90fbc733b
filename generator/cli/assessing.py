"""report: the assessment of the column for the 政务公开 officer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import reporting
from generator.cli.console import coloured, progress
from generator.cli.dialogue import EXIT_MISUSE, Choice, Context, ParamType, Quit, UsageError, command, echo, option
from generator.cli.options import (
    AS_OF,
    JOBS,
    OUTPUT,
    QUIET,
    ROOT,
    SETTINGS,
    VERBOSE,
    Day,
    Place,
    day,
    place,
    processes,
    with_options,
)

if TYPE_CHECKING:
    from generator.building.assessment.values import Period, Report, Table

REPORT = """
按检查指标和责任处室考核整个栏目：法定事项、公开时限、三同步、解读形式、栏目更新、问题和时限。

期间默认从当年 1 月 1 日到判定日。走势按 git 历史回看各月末：每天取当时最新的提交，按那一天核对；看不到的写明原因。
HTML 是一个文件，可以直接打印；XLSX 每张表一个工作表；JSON 的字段见 docs/formats.md。报告供内部使用，不会发布。
例：gongkai report -o 考核.html
例：gongkai report --from 2020-01-01 --to 2020-06-30 --points quarter -o 上半年.xlsx
"""

ENDINGS = {".html": "html", ".htm": "html", ".json": "json", ".xlsx": "xlsx", ".txt": "text"}
"""Formats by the ending of the file."""
FORMS = ("text", "html", "json", "xlsx")
EVERY = {"month": 1, "quarter": 3}
NONE = "none"
TITLE = 40
"""Columns of the terminal that a cell may take."""
PUBLISHED = ("content", "layouts", OUTPUT)
"""Folders of a project from which everything may be published."""


class Points(ParamType[str | tuple[date, ...]]):
    """The days of the trend: ends of months or quarters, none, or days as documents write them."""

    name = "日期"

    def convert(self, value: Any, param: Any, ctx: Context | None) -> str | tuple[date, ...]:  # noqa: ANN401  # click's
        """Read them."""
        if isinstance(value, tuple) or value in {*EVERY, NONE}:
            found: str | tuple[date, ...] = value
            return found
        words = str(value).replace("，", ",").replace("、", ",").split(",")
        days = [Day().convert(word.strip(), param, ctx) for word in words]
        return tuple(sorted(set(days)))


FROM = option("--from", "first", metavar="日期", type=Day(), help="期间从哪一天起（默认：期末当年的 1 月 1 日）")
TO = option("--to", "last", metavar="日期", type=Day(), help="期间到哪一天止（默认：判定日）")
POINTS = option(
    "--points",
    metavar="日期",
    type=Points(),
    default="month",
    help="回看 month 各月末、quarter 各季末、逗号隔开的日期，或者 none 不回看（默认：month）",
)
FORM = option("--format", "form", type=Choice(FORMS), help="结果的格式（默认：按文件名，在终端是 text）")
FILE = option("-o", "--to-file", "target", metavar="文件", type=Path, help="写到这个文件（默认：写在标准输出）")


@command("report", REPORT)
@with_options(ROOT, SETTINGS, AS_OF, FROM, TO, POINTS, FORM, FILE, JOBS, QUIET, VERBOSE)
def report_command(target: Path | None, **chosen: Any) -> None:  # noqa: ANN401  # the options, by name
    """Assess the column."""
    from generator.building.assessment.compose import compose
    from generator.building.options import Options

    where = place(chosen["root"], chosen["config"])
    _accepted(chosen["form"], target, where)
    form = chosen["form"] or _ending(target)
    today = day(chosen["as_of"], where)
    period = _period(chosen, today)
    options = Options(today, jobs=processes(chosen["jobs"]), progress=progress(quiet=chosen["quiet"]))
    report, findings = compose(where.root, where.config, options, period, _days(chosen["points"], period))
    if report is None:
        echo(reporting.text(findings, {}, colour=coloured()), nl=False, color=True)
        raise Quit(EXIT_MISUSE)
    data = _written(report, form)
    if target is None:
        echo(data.decode(), nl=False)
        return
    _save(target, data)
    if not chosen["quiet"]:
        echo(f"已写入 {target}（{period.first} 至 {period.last}，按 {today} 判定）")


def _ending(target: Path | None) -> str:
    """The format that a file's name says.

    Raises:
        UsageError: it says none.
    """
    if target is None:
        return "text"
    if (ending := target.suffix.lower()) not in ENDINGS:
        every = "、".join(ENDINGS)
        raise UsageError(f"看不出 {target} 要写成什么格式；文件名以 {every} 结尾，或者用 --format 指明")
    return ENDINGS[ending]


def _accepted(form: str | None, target: Path | None, where: Place) -> None:
    """Refuse what cannot be done, before any work.

    Raises:
        UsageError: a workbook on the terminal, no such folder, or one that is published.
    """
    if target is None:
        if form == "xlsx":
            raise UsageError("XLSX 不能写在标准输出；用 -o 指明文件，如 -o 考核.xlsx")
        return
    if target.is_dir() or not target.parent.is_dir():
        raise UsageError(f"{target} 是目录" if target.is_dir() else f"没有目录 {target.parent}")
    for name in PUBLISHED:
        if target.resolve().is_relative_to((where.root / name).resolve()):
            raise UsageError(f"{target} 在 {name}/ 中，那里的文件会发布到网站；报告供内部使用，请写到别处")


def _period(chosen: Mapping[str, Any], today: date) -> Period:
    """The days to assess.

    Raises:
        UsageError: they end after the day of judgement, or before they begin.
    """
    from generator.building.assessment.values import Period

    last = chosen["last"] or today
    first = chosen["first"] or date(last.year, 1, 1)
    if last > today:
        raise UsageError(f"期末 {last} 晚于判定日 {today}；判定日用 --as-of 指定")
    if first > last:
        raise UsageError(f"期初 {first} 晚于期末 {last}")
    return Period(first, last)


def _days(points: str | tuple[date, ...], period: Period) -> tuple[date, ...]:
    """The days of the trend; the last day of the period is one of them.

    Raises:
        UsageError: one lies outside of the period.
    """
    from generator.building.assessment.trend import month_ends

    if points == NONE:
        return ()
    if isinstance(points, tuple):
        outside = [str(one) for one in points if one not in period]
        if outside:
            raise UsageError(f"--points 中的 {'、'.join(outside)} 不在期间 {period.first} 至 {period.last} 之内")
        return points
    return tuple(sorted({*month_ends(period, EVERY[points]), period.last}))


def _written(report: Report, form: str) -> bytes:
    """The report in a format; what is not asked for is not imported."""
    if form == "html":
        from generator.authoring.report.page import page

        return page(report)
    if form == "xlsx":
        from generator.authoring.report.book import book

        return book(report)
    if form == "json":
        from generator.authoring.report.plain import document

        return document(report).encode()
    return "\n".join(_told(report)).encode()


def _told(report: Report) -> Iterator[str]:
    """The report in short, for the terminal."""
    from generator.building.assessment.summary import agenda, days, numbers, overview, rates_by_office, trend

    yield f"{report.organ} 政务公开考核 {report.period.first} 至 {report.period.last}，按 {report.as_of} 判定\n"
    tables = (overview(report), numbers(report), rates_by_office(report), agenda(report), *trend(report))
    for one in (*tables, days(report)) if report.trend else tables:
        yield _lined(one)


LEFT_OUT = {"counted", "standard", "basis", "path"}
"""Fields that explain; the other formats have them."""


def _lined(one: Table) -> str:
    places = [place for place, field in enumerate(one.fields) if field.id not in LEFT_OUT]
    if not one.rows:
        return f"{one.caption}：{one.none}\n"
    rows = [[_cell(row[place]) for place in places] for row in one.rows]
    return f"{one.caption}\n{reporting.table([one.fields[place].title for place in places], rows)}"


def _cell(cell: object) -> str:
    return "—" if cell is None else reporting.shortened(f"{cell:g}" if isinstance(cell, float) else str(cell), TITLE)


def _save(target: Path, data: bytes) -> None:
    """Write the whole file, or leave it as it was."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
