"""期内工作: what was published in the period, and the trainings that were held."""

from __future__ import annotations

from collections import Counter

from generator.building.assessment.offices import of_page, ranked
from generator.building.assessment.values import Case, Cell, Count, Field, Section, Table
from generator.kinds.base import Document
from generator.kinds.general import News
from generator.kinds.registry import KINDS

TRAINING = ("政务公开", "培训")
"""Tags (标签) that mark the report of a training in 政务公开."""


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
    """Trainings that were reported in the period."""
    pages = sorted(
        (day, page.id, page)
        for page in case.site.having(News)
        if set(TRAINING) <= set(page.meta.tags) and (day := page.meta.published_on) in case.period and day
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (page.meta.title, day, page.meta.description, of_page(page, case.site), page.path) for day, _, page in pages
    )
    fields = (
        Field("title", "培训"),
        Field("published", "报道日期"),
        Field("description", "摘要"),
        Field("office", "责任处室"),
        Field("path", "文件"),
    )
    words = "、".join(f"“{tag}”" for tag in TRAINING)
    return Section(
        "trainings",
        "培训",
        (f"按期内发布、标签有{words}的工作动态计；没有在栏目中报道的培训，本报告看不到。",),
        counts=(
            Count(
                "trainings",
                "政务公开培训",
                "次",
                f"期内发布、标签有{words}的工作动态，一篇计一次",
                Counter(of_page(page, case.site) for _, _, page in pages),
            ),
        ),
        tables=(Table("trainings", "期内的政务公开培训", fields, rows, "期内没有报道政务公开培训。"),),
    )
