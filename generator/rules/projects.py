"""实事项目: figures that add up, and are told as long as the project runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from generator.kinds.project import Course, Project, ProjectUpdate, courses
from generator.model.diagnostics import Severity
from generator.model.site import Site
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
            if target is None:
                span = page.at("progress", number, "target")
                yield unknown(span, f"项目没有“{one.target}”这个目标，无法核对", f"项目的目标：{'、'.join(targets)}")
            elif one.percent is not None and abs(one.percent - target.share(one.total)) > ROUNDING:
                counted = f"{one.total}÷{target.value}＝{target.share(one.total)}%"
                span = page.at("progress", number, "percent")
                yield flaw(span, f"写的是{one.percent}%，算出来是{counted}", "改正比例，或者删去比例，由程序计算")


@rule("pp-monotone", Severity.ERROR, scope=Scope.SITE, basis="逻辑", since=ISSUED)
def total_fell(site: Site) -> Findings:
    """累计完成数比上一次公布的少了。

    累计数只会增加。少了，不是这一次写错，就是上一次写错；两个数字都在网上，公众看得出来。

    改正写错的那一次；上一次确有误的，在那一页改正并说明更正情况。
    """
    for course in courses(site).values():
        for target in course.project.meta.targets:
            told = [(page, found) for page in course.updates if (found := page.meta.of(target))]
            for (before, old), (page, new) in pairwise(told):
                if new.total < old.total:
                    number = page.meta.progress.index(new)
                    day = chinese_date(before.meta.until)
                    offence = f"“{target.name}”累计{new.total}{target.unit}，少于截至{day}的{old.total}{target.unit}"
                    yield flaw(page.at("progress", number, "total"), offence, f"核对 {before.path}，改正写错的一处")


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

    工作要点要求定期公布进展，没有规定间隔；本程序默认两次之间不超过一百天，到完成时限后一个月内公布最终完成情况，可在
    site_config.toml 的 limits.project_gap_days、limits.project_closing_days 中修改。

    发布截至最近的“项目进展”；项目结束的，发布截至完成时限的一次。
    """
    for course in courses(site).values():
        yield from _gaps(course, site)


def _gaps(course: Course, site: Site) -> Iterator[Finding]:
    limits, project = site.config.limits, course.project
    days = limits.project_gap_days
    for before, page in pairwise(course.updates):
        gap = (page.meta.until - before.meta.until).days
        if gap > days and page.meta.until >= ISSUED:
            day = chinese_date(before.meta.until)
            yield flaw(page.at("until"), f"距截至{day}的上一次进展 {gap} 天，超过 {days} 天", "补发其间的进展")
    due = course.due(limits)
    if due is None or site.as_of <= due or project.meta.deadline < ISSUED:
        return
    last = f"最近一次截至{chinese_date(course.last.meta.until)}" if course.last else "还没有公布过进展"
    if site.as_of > course.end(limits):
        offence = f"完成时限{chinese_date(project.meta.deadline)}已过，没有公布最终完成情况，{last}"
    else:
        offence = f"应于{chinese_date(due)}前公布进展，{last}"
    yield flaw(project.at("deadline"), offence, f"gongkai new project-update --for {project.id}")
