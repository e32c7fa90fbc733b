"""五公开: what a page says, what the configuration says of its kind, what is usual."""

from __future__ import annotations

from typing import Any

import pytest

from generator.kinds.base import Document
from generator.kinds.general import News
from generator.kinds.phases import phases
from generator.kinds.registry import KINDS
from generator.model.config import SiteConfig
from generator.model.phase import Phase
from generator.model.schema import ValidationError, packed, problems, unpacked

USUAL = {
    Phase.DECISION: {"policy", "interpretation", "decision-catalogue", "decision", "meeting", "consultation", "plan"},
    Phase.EXECUTION: {"implementing-rules", "project", "project-update", "topic", "news"},
    Phase.MANAGEMENT: {
        *("guide", "regulation", "organisation", "statutory-item", "catalogue", "attribute-register", "duty-map"),
        *("conversion-list", "page"),
    },
    Phase.SERVICE: {
        *("request-guide", "service-guide", "service-list", "interaction", "message", "open-day", "media-account"),
        *("place", "measures"),
    },
    Phase.RESULT: {"response", "site-report", "annual-report"},
}


def config(**phases: tuple[Phase, ...]) -> SiteConfig:
    return SiteConfig.model_construct(phases=phases)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.kind_id)
def test_every_kind_says_where_its_pages_belong(kind: type[Document]) -> None:
    """Each by itself: none has it from another."""
    assert "usual_phases" in vars(kind)
    assert phases(kind.model_construct(), config()) == tuple(one for one in Phase if kind.kind_id in USUAL[one])
    assert kind.usual_phases


def test_the_configuration_overrides_the_kind_and_the_page_overrides_both() -> None:
    chosen = config(news=(Phase.RESULT, Phase.MANAGEMENT), policy=(Phase.SERVICE,))
    assert phases(News(title="动态"), chosen) == (Phase.MANAGEMENT, Phase.RESULT)
    assert phases(News(title="动态", phases=(Phase.SERVICE,)), chosen) == (Phase.SERVICE,)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("决策", (Phase.DECISION,)),
        (["结果", "决策"], (Phase.DECISION, Phase.RESULT)),
        (["服务", "服务"], (Phase.SERVICE,)),
    ],
)
def test_one_or_several_are_taken_in_their_order(given: Any, expected: tuple[Phase, ...]) -> None:
    page = News.model_validate({"title": "动态", "phases": given})
    assert phases(unpacked(News, packed(page)), config()) == expected


@pytest.mark.parametrize(("given", "where"), [("决策公开", 0), (["决策", "进展"], 1)])
def test_there_are_no_others(given: Any, where: int) -> None:
    with pytest.raises(ValidationError) as caught:
        News.model_validate({"title": "动态", "phases": given})
    (problem,) = problems(caught.value)
    assert (problem.where, problem.type) == (("phases", where), "enum")


def test_names_and_addresses() -> None:
    assert [(one.label, one.slug) for one in Phase] == [
        ("决策公开", "decision"),
        ("执行公开", "execution"),
        ("管理公开", "management"),
        ("服务公开", "service"),
        ("结果公开", "result"),
    ]
