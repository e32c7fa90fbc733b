"""办事服务: how complete the service guides are, by the eight key elements of the inspection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.building.assessment.columns import BASIS
from generator.building.assessment.offices import of_page
from generator.building.assessment.tables import apart, per_cent
from generator.building.assessment.values import Case, Cell, Field, Indicator, Observation, Outcome, Section, Table
from generator.kinds.service import FURTHER_ELEMENTS, KEY_ELEMENTS, Elements, ServiceGuide
from generator.model.site import Page, Site

NAMES = tuple(name for name, _, _ in KEY_ELEMENTS)
FURTHER = tuple(name for name, _, _ in FURTHER_ELEMENTS)


def services(case: Case) -> Section:
    """The guides, and which key elements they lack."""
    every, further = case.site.once(lacking), case.site.once(lacking_further)
    indicator = Indicator(
        "services",
        "办事指南要素齐全率",
        f"{BASIS} 单项否决“服务不实用”、办事指南",
        "已公开的办事指南",
        f"八类关键要素齐全：{'、'.join(NAMES)}",
        tuple(_observed(every, case.site, "类")),
    )
    others = Indicator(
        "services-further",
        "办事指南其他要素齐全率",
        "优化营商环境条例（国令第722号）第三十五条至第三十七条；检查指标",
        "已公开的办事指南",
        f"写明{'、'.join(FURTHER[:-1])}，{FURTHER[-1]}或者不能网办的理由",
        tuple(_observed(further, case.site, "项")),
    )
    return Section(
        "services",
        "办事服务",
        ("要素写在页首，或者写在正文相应的标题下，都算写明；写得对不对、同一网上办事平台是否一致，要另行核对。",),
        (indicator, others),
        tables=(
            _told("services", "各类关键要素写明的情况", "关键要素", every, NAMES),
            _told("services-further", "其他要素写明的情况", "要素", further, FURTHER),
            apart("services-apart", "缺少关键要素的办事指南", indicator),
            apart("services-further-apart", "缺少其他要素的办事指南", others),
        ),
    )


def _told(id: str, caption: str, label: str, every: Lacking, names: tuple[str, ...]) -> Table:  # noqa: A002  # the field's word
    """How many guides tell each element."""
    gaps = Counter(name for _, lacking in every for name in lacking)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, len(every) - gaps[name], len(every), per_cent(1 - gaps[name] / len(every))) for name in names if every
    )
    fields = (
        Field("element", label),
        Field("met", "写明的指南", "份"),
        Field("judged", "全部指南", "份"),
        Field("share", "占比", "%"),
    )
    return Table(id, caption, fields, rows, "没有办事指南。")


Lacking = tuple[tuple[Page[ServiceGuide], tuple[str, ...]], ...]
"""Every published guide with the elements that it lacks."""


def lacking(site: Site) -> Lacking:
    """The key elements that guides lack; ask with ``site.once(lacking)``."""
    return _lacking(site, KEY_ELEMENTS)


def lacking_further(site: Site) -> Lacking:
    """The other elements that guides lack; ask as above."""
    return _lacking(site, FURTHER_ELEMENTS)


def _lacking(site: Site, elements: Elements) -> Lacking:
    return tuple(
        (page, page.meta.lacking((heading.text for heading in page.parsed.told), elements))
        for page in site.having(ServiceGuide)
    )


def _observed(every: Lacking, site: Site, unit: str) -> Iterator[Observation]:
    for page, names in every:
        outcome = Outcome.MISSED if names else Outcome.MET
        detail = f"缺少 {len(names)} {unit}：{'、'.join(names)}" if names else "齐全"
        yield Observation(of_page(page, site), outcome, page.meta.title, page.path, detail)
