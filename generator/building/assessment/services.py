"""办事服务: how complete the service guides are, by the eight key elements of the inspection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.building.assessment.columns import BASIS
from generator.building.assessment.offices import of_page
from generator.building.assessment.tables import apart, per_cent
from generator.building.assessment.values import Case, Cell, Field, Indicator, Observation, Outcome, Section, Table
from generator.kinds.service import KEY_ELEMENTS, ServiceGuide
from generator.model.site import Page, Site

NAMES = tuple(name for name, _, _ in KEY_ELEMENTS)


def services(case: Case) -> Section:
    """The guides, and which key elements they lack."""
    every = case.site.once(lacking)
    indicator = Indicator(
        "services",
        "办事指南要素齐全率",
        f"{BASIS} 单项否决“服务不实用”、办事指南",
        "已公开的办事指南",
        f"八类关键要素齐全：{'、'.join(NAMES)}",
        tuple(_observed(case.site)),
    )
    gaps = Counter(name for _, names in every for name in names)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, len(every) - gaps[name], len(every), per_cent(1 - gaps[name] / len(every))) for name in NAMES if every
    )
    fields = (
        Field("element", "关键要素"),
        Field("met", "写明的指南", "份"),
        Field("judged", "全部指南", "份"),
        Field("share", "占比", "%"),
    )
    return Section(
        "services",
        "办事服务",
        ("要素写在页首，或者写在正文相应的标题下，都算写明；写得对不对、同一网上办事平台是否一致，要另行核对。",),
        (indicator,),
        tables=(
            Table("services", "各类关键要素写明的情况", fields, rows, "没有办事指南。"),
            apart("services-apart", "缺少关键要素的办事指南", indicator),
        ),
    )


def lacking(site: Site) -> tuple[tuple[Page[ServiceGuide], tuple[str, ...]], ...]:
    """Every published guide with the key elements that it lacks; ask with ``site.once(lacking)``."""
    return tuple(
        (page, page.meta.lacking(heading.text for heading in page.parsed.headings))
        for page in site.having(ServiceGuide)
    )


def _observed(site: Site) -> Iterator[Observation]:
    for page, names in site.once(lacking):
        outcome = Outcome.MISSED if names else Outcome.MET
        detail = f"缺少 {len(names)} 类：{'、'.join(names)}" if names else "齐全"
        yield Observation(of_page(page, site), outcome, page.meta.title, page.path, detail)
