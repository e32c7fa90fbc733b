"""实事项目: figures that add up, and are told as long as the project runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from generator.kinds.project import Course, Project, ProjectUpdate, courses
from generator.model.diagnostics import Severity, Span
from generator.model.limits import Limits
from generator.model.site import Page, Site
from generator.rules.declaring import Declared, declare
from generator.rules.engine import Finding, Findings, Judged, Scope, flaw, rule, unknown
from generator.text.dates import chinese_date

PLAN = "《2020年上海市商务委员会政务公开工作要点》三（四）"
ISSUED = date(2020, 4, 19)
"""The day of the work plan."""
ROUNDING = 1
"""Points of per cent by which a published share may differ from the computed one."""

declare(
    __name__,
    Declared(
        "pp-fields",
        "实事项目没有写明目标值、单位、责任单位或者完成时限，进展没有写明截至日期或者累计完成。",
        "实事项目是向市民作出的承诺，承诺多少、谁负责、什么时候完成，缺一样就无法监督。进展没有截至日期，数字就没有意义。"
        "\n\n在页首补齐缺的那一项。",
        basis=PLAN,
        since=ISSUED,
    ),
)


@rule(
    "pp-percent", Severity.ERROR, scope=Scope.SITE, basis=f"{PLAN}；完成比例＝完成数÷目标数", since=ISSUED, local=True
)
def share_miscounted(site: Site) -> Findings:
    """公布的完成比例与累计完成数、目标值算出的不一致。

    占全年计划＝累计完成÷目标值，四舍五入到整数，可以超过100%。数字对不上，公众不知道该信哪一个。相差一个百分点以内不报。

    改正比例或者累计完成数；比例可以不写，由程序计算。进度中的目标在项目里找不到的，报告为“无法判定”。
    """
    for page in site.having(ProjectUpdate):
        project = next((found.meta for name in page.parents if (found := site.find(name))), None)
        targets = {one.name: one for one in project.targets} if isinstance(project, Project) else {}
        for number, one in enumerate(page.meta.progress if targets else ()):
            target = targets.get(one.target)
            if one.percent is None:
                continue
            if target is None:
                span = page.at("progress", number, "target")
                yield unknown(span, f"项目没有“{one.target}”这个目标，无法核对", f"项目的目标：{'、'.join(targets)}")
            elif abs(one.percent - target.share(one.total)) > ROUNDING:
                counted = f"{one.total}÷{target.value}＝{target.share(one.total)}%"
                span = page.at("progress", number, "percent")
                yield flaw(span, f"写的是{one.percent}%，算出来是{counted}", "改正比例，或者删去比例，由程序计算")


@rule("pp-monotone", Severity.ERROR, scope=Scope.SITE, basis="逻辑", since=ISSUED)
def total_fell(site: Site) -> Findings:
    """累计完成数比上一次公布的少了。

    累计数只会增加。少了，不是这一次写错，就是上一次写错；两个数字都在网上，公众看得出来。

    改正写错的那一次；上一次确有误的，在那一页改正并说明更正情况，或者另发一次截至日期相同的进展，以后发布的为准。
    """
    for course in courses(site).values():
        for target in course.project.meta.targets:
            for old, new in pairwise(course.told(target)):
                now, before = new.progress.total, old.progress.total
                if now < before:
                    number = new.page.meta.progress.index(new.progress)
                    day = chinese_date(old.until)
                    offence = f"“{target.name}”累计{now}{target.unit}，少于截至{day}的{before}{target.unit}"
                    hint = f"核对 {old.page.path}，改正写错的一处"
                    yield flaw(new.page.at("progress", number, "total"), offence, hint)


@rule(
    "pp-cadence",
    Severity.WARNING,
    scope=Scope.SITE,
    basis=f"{PLAN}（间隔没有统一规定）",
    since=ISSUED,
    judged=Judged.TODAY,
)
def progress_not_told(site: Site) -> Findings:
    """实事项目的进展没有定期公布，或者到期没有公布最终完成情况。

    工作要点要求定期公布进展，没有规定间隔；本程序默认每个目标两次之间不超过一百天（第一次从公布项目时起算），数字在截至日期
    后三十一天内公布，到完成时限后一个月内公布每个目标的最终完成情况，可在 site_config.toml 的 limits.project_gap_days、
    limits.project_telling_days、limits.project_closing_days 中修改。

    发布截至最近的“项目进展”；项目结束的，发布截至完成时限的一次，每个目标都写。
    """
    for course in courses(site).values():
        yield from _gaps(course, site.config.limits)
        yield from _told_late(course, site.config.limits)
        if course.project.meta.deadline >= ISSUED:
            yield from _overdue(course, site)


def _gaps(course: Course, limits: Limits) -> Iterator[Finding]:
    """Between two days of figures of a target, or before its first, lies too long a time."""
    found: dict[tuple[Span, str], list[str]] = {}
    for target in course.project.meta.targets:
        told, begun = course.told(target), course.begun
        starts = ([begun] if begun else []) + [one.until for one in told]
        for before, one in zip(starts, told if begun else told[1:], strict=False):
            gap = (one.until - before).days
            ended = before >= course.project.meta.deadline
            if gap > limits.project_gap_days and one.until >= ISSUED and not ended:
                start = "公布项目" if begun == course.project.meta.published_on else "年度开始"
                day = chinese_date(before)
                since = f"{day}{start}" if one is told[0] else f"截至{day}的上一次进展"
                offence = f"距{since} {gap} 天，超过 {limits.project_gap_days} 天"
                found.setdefault((one.first.at("until"), offence), []).append(target.name)
    for (span, offence), names in found.items():
        yield flaw(span, f"{_which(names, course)}{offence}", "补发其间的进展")


def _told_late(course: Course, limits: Limits) -> Iterator[Finding]:
    """Figures that were published long after their day; those that only correct others are not."""
    found: dict[tuple[Span, str], list[str]] = {}
    for target in course.project.meta.targets:
        for one in course.told(target):
            ending = one.until >= course.project.meta.deadline
            days = max(limits.project_telling_days, limits.project_closing_days if ending else 0)
            published = one.first.meta.published_on
            if published and one.until + timedelta(days) >= ISSUED and (late := (published - one.until).days) > days:
                offence = f"截至{chinese_date(one.until)}的数字 {late} 天以后才公布，超过 {days} 天"
                found.setdefault((one.first.at("published"), offence), []).append(target.name)
    for (span, offence), names in found.items():
        yield flaw(
            span,
            f"{_which(names, course)}{offence}",
            "以后在截至日期后及时公布；这一次已无法补救的，可以忽略并写明理由",
        )


def _overdue(course: Course, site: Site) -> Iterator[Finding]:
    """Targets of which new figures are due as of the day."""
    limits, project = site.config.limits, course.project
    found: dict[tuple[date, date | None], list[str]] = {}
    for target in project.meta.targets:
        due = course.due_of(target, limits)
        if due and site.as_of > due:
            told = course.told(target)
            found.setdefault((due, told[-1].until if told else None), []).append(target.name)
    for (due, until), names in found.items():
        last = f"最近一次截至{chinese_date(until)}" if until else "还没有公布过进展"
        which = _which(names, course)
        if site.as_of > course.end(limits):
            what = f"{which}的最终完成情况" if which else "最终完成情况"
            offence = f"完成时限{chinese_date(project.meta.deadline)}已过，没有公布{what}，{last}"
        else:
            offence = f"{which}应于{chinese_date(due)}前公布进展，{last}"
        yield flaw(project.at("deadline"), offence, f"gongkai new project-update --for {project.id}")


def _which(names: list[str], course: Course) -> str:
    """Targets by name; nothing where all are meant."""
    return "" if len(names) == len(course.project.meta.targets) else "".join(f"“{one}”" for one in names)


@rule("pp-mismatch", Severity.ERROR, scope=Scope.SITE, basis="逻辑", since=ISSUED, judged=Judged.TODAY)
def progress_of_something_else(site: Site) -> Findings:
    """实事项目与它的进展对不上：年度、目标或者所属的项目不一致。

    对不上的数字不会出现在项目页面、图表和数据文件中，或者算到别的年度去；项目没有公开的，公众看不到目标是多少。一个目标
    在一次进展中只写一次；截至同一天的两次进展，以后发布的为准，发布时间也相同的就不知道以哪一次为准。完成时限应在项目的
    年度以内，当年公布的项目不能已经过了时限；进展的截至日期不早于年度开始。

    照提示改正；项目跨年的，可以忽略本规则并写明理由。
    """
    for course in courses(site).values():
        yield from _off_year(course)
        yield from _repeated(course.project, "targets", [one.name for one in course.project.meta.targets])
        yield from _unordered(course)
    for page in site.having(ProjectUpdate):
        named = site.find(site.names.get(page.meta.project, ""))
        if named is not None and named.withheld:
            offence = f"所属项目“{page.meta.project}”没有公开（{named.withheld}）"
            yield flaw(page.at("project"), offence, "项目公开前，进展标为草稿")
        yield from _repeated(page, "progress", [one.target for one in page.meta.progress])
        targets = [one.name for one in named.meta.targets] if named and isinstance(named.meta, Project) else []
        for number, one in enumerate(page.meta.progress if targets else ()):
            if one.target not in targets:
                span = page.at("progress", number, "target")
                yield flaw(span, f"项目没有“{one.target}”这个目标", f"项目的目标：{'、'.join(targets)}")


def _off_year(course: Course) -> Iterator[Finding]:
    """A deadline out of the project's year, or over when it was announced; figures from before that year."""
    project, meta = course.project, course.project.meta
    year, announced = int(meta.year), meta.published_on
    if meta.deadline.year != year:
        offence = f"完成时限{chinese_date(meta.deadline)}不在{year}年度"
        yield flaw(project.at("deadline"), offence, "核对年度和完成时限，改正写错的一处")
        return
    # A page about an earlier year may be added at any time.
    if announced and announced.year == year and meta.deadline < announced:
        offence = f"完成时限{chinese_date(meta.deadline)}早于发布日期{chinese_date(announced)}"
        yield flaw(project.at("deadline"), offence, "核对完成时限")
    for page in course.updates:
        if page.meta.until.year < year:
            offence = f"截至{chinese_date(page.meta.until)}，项目是{year}年度的"
            yield flaw(page.at("until"), offence, "核对截至日期和所属项目")


def _repeated(page: Page[Project] | Page[ProjectUpdate], field: str, names: list[str]) -> Iterator[Finding]:
    """A target that a page names twice."""
    inner = "name" if field == "targets" else "target"
    for number, name in enumerate(names):
        if name in names[:number]:
            yield flaw(page.at(field, number, inner), f"“{name}”写了两次，后一次不会显示", "合并，或者改正目标的名称")


def _unordered(course: Course) -> Iterator[Finding]:
    """Two updates of one day that give different figures, published at the same time."""
    for target in course.project.meta.targets:
        told = [(page, one) for page in course.updates if (one := page.meta.of(target))]
        for (before, old), (page, new) in pairwise(told):
            same = (before.meta.until, before.meta.published) == (page.meta.until, page.meta.published)
            if same and old.total != new.total:
                span = page.at("progress", page.meta.progress.index(new), "total")
                offence = f"“{target.name}”累计{new.total}{target.unit}，截至和发布时间都相同的另一次是{old.total}"
                yield flaw(span, offence, f"与 {before.path} 合并；更正的，写明发布的时和分，以后发布的为准")


@rule("pp-implausible", Severity.WARNING, scope=Scope.SITE, basis="逻辑", since=ISSUED, local=True)
def total_out_of_proportion(site: Site) -> Findings:
    """累计完成数是目标值的好几倍，多半是单位或者小数点写错了。

    目标是4万人，累计完成要写3.4，写成34000就是目标的八千多倍。本程序默认超过百分之三百时提醒，可在 site_config.toml 的
    limits.project_most_percent 中修改。

    照目标的单位改正；确实超额完成这么多的，忽略本规则并写明理由。
    """
    most = site.config.limits.project_most_percent
    for course in courses(site).values():
        for page in course.updates:
            for target in course.project.meta.targets:
                one = page.meta.of(target)
                if one and (share := target.share(one.total)) > most:
                    span = page.at("progress", page.meta.progress.index(one), "total")
                    goal = f"目标值{target.value}{target.unit}"
                    offence = f"“{target.name}”累计{one.total}{target.unit}，是{goal}的{share}%，超过{most}%"
                    yield flaw(span, offence, f"累计完成的单位是{target.unit}，核对单位和小数点")
