"""期内工作: what was published in the period, and the trainings that were held."""

from __future__ import annotations

from collections import Counter

from generator.building.assessment.offices import of_page, ranked
from generator.building.assessment.values import Case, Cell, Count, Field, Section, Table
from generator.kinds.base import Document
from generator.kinds.general import trainings as held
from generator.kinds.registry import KINDS

TRAINING, CAMPAIGN = "培训", "宣传"
"""Forms of what a page tells as 培训情况."""


def published(case: Case) -> Section:
    """Pages first published in the period, by kind and 处室."""
    pages = [page for page in case.site.having(Document) if page.meta.published_on in case.period]
    undated = sum(page.meta.published_on is None for page in case.site.having(Document))
    placed = Counter((type(page.meta), of_page(page, case.site)) for page in pages)
    offices = ranked(frozenset(office for _, office in placed), case.site)
    kinds = [kind for kind in KINDS.values() if any(placed[kind, office] for office in offices)]
    rows: list[tuple[Cell, ...]] = [
        (
            kind.kind_label,
            sum(placed[kind, office] for office in offices),
            *(placed[kind, office] for office in offices),
        )
        for kind in kinds
    ]
    if rows:
        totals = [sum(placed[kind, office] for kind in kinds) for office in offices]
        rows.append(("合计", sum(totals), *totals))
    fields = (
        Field("kind", "内容类型"),
        Field("total", "合计", "个"),
        *(Field(f"office-{number}", office, "个") for number, office in enumerate(offices, 1)),
    )
    count = Count(
        "published",
        "期内公开的页面",
        "个",
        "首次发布日期在期内、现在公开着的页面",
        Counter(of_page(page, case.site) for page in pages),
    )
    missing = (f"另有 {undated} 个页面没有发布日期，没有计入。",) if undated else ()
    return Section(
        "published",
        "期内公开的内容",
        ("按首次发布日期计，期内又撤下的不在其内。", *missing),
        counts=(count,),
        tables=(Table("published", "期内公开的页面", fields, tuple(rows), "期内没有公开页面。"),),
    )


def trainings(case: Case) -> Section:
    """Trainings and campaigns that began in the period."""
    pages = held(case.site, case.period.first, case.period.last)
    told = [(page, page.meta.training) for page in pages if page.meta.training]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (page.meta.title, one.form, one.begun, one.audience, one.people, of_page(page, case.site), page.path)
        for page, one in told
    )
    fields = (
        Field("title", "名称"),
        Field("form", "形式"),
        Field("begun", "时间"),
        Field("audience", "对象"),
        Field("people", "人数", "人"),
        Field("office", "责任处室"),
        Field("path", "文件"),
    )
    forms = (("trainings", "政务公开培训", TRAINING), ("campaigns", "政务公开宣传", CAMPAIGN))
    return Section(
        "trainings",
        "培训和宣传",
        ("按工作动态页首登记的“培训情况”计，时间在期内的；没有在栏目中登记的，本报告看不到。",),
        counts=tuple(
            Count(
                name,
                title,
                "次",
                f"期内开始的{form}，一篇计一次",
                Counter(of_page(page, case.site) for page, one in told if one.form == form),
            )
            for name, title, form in forms
        ),
        tables=(Table("trainings", "期内的政务公开培训和宣传", fields, rows, "期内没有登记培训和宣传。"),),
    )
