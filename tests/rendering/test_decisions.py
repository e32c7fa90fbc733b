"""The page of a decision says what its source says, in the order in which it happened, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.decision import Decision, DecisionCatalogue
from generator.kinds.policy import Policy
from generator.model.site import Site
from generator.rendering.decisions import decision, decision_catalogue
from generator.rendering.lookup import Lookup

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
COURSE = {"year": "2020", "published": "2020-04-27", "begins": "2020-05-18", "ends": "2020-06-17"}
"""The public was asked; the site of these tests stands on 2020-10-30."""
OPINION = {"text": "公布语种", "count": 14, "adopted": "采纳"}


def told(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["name"], one["day"], one["state"]) for one in found["steps"]]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("征求意见已截止", False, None)),
        ({"received": 0}, ("已公布采纳情况", True, None)),
        ({"opinions": [OPINION]}, ("已公布采纳情况", False, "下列意见14条")),
        ({"opinions": [OPINION], "received": 14}, ("已公布采纳情况", False, "共收到意见14条")),
        ({"opinions": [OPINION], "received": 20}, ("已公布采纳情况", False, "共收到意见20条，下列14条")),
    ],
)
def test_nobody_is_said_to_have_been_silent_but_by_the_source(
    fields: dict[str, Any], expected: tuple[str, bool, str | None], make_page: MakePage, make_site: MakeSite
) -> None:
    """Stage, whether nobody spoke, and the caption of the table."""
    page = make_page(Decision, "a", **COURSE, answered="2020-07-06", **fields)
    found = decision(page, Lookup(make_site(page)))
    caption = found["opinions"] and found["opinions"]["caption"]
    assert (found["stage"], found["silent"], caption) == expected
    assert told(found)[2] == (("公布采纳情况", "2020-07-06", "已完成") if fields else ("公布采纳情况", "", "未开始"))


def test_a_decision_without_its_paper_is_not_public(make_page: MakePage, make_site: MakeSite) -> None:
    page = make_page(Decision, "a", **COURSE, received=0, answered="2020-07-06", decided="2020-07-22")
    found = decision(page, Lookup(make_site(page)))
    assert (found["stage"], found["decided"], found["result"]) == ("已公布采纳情况", "2020-07-22", [])
    assert told(found)[3] == ("公布决策", "", "未开始")


def test_a_decision_is_public_from_the_day_of_its_paper(make_page: MakePage, make_site: MakeSite) -> None:
    paper = make_page(Policy, "paper", published="2020-07-24", doc_number="示商规〔2020〕5号")
    fields = {"received": 0, "answered": "2020-07-06", "decided": "2020-07-22", "result": ["paper"]}
    page = make_page(Decision, "a", **COURSE, **fields)
    catalogue = make_page(
        DecisionCatalogue, "list", year="2020", rows=[{"name": "事项", "unit": "处室", "decision": "a"}]
    )
    lookup = Lookup(make_site(page, paper, catalogue))
    found = decision(page, lookup)
    assert (found["stage"], found["decided"], len(found["result"])) == ("已公布决策", "2020-07-22", 1)
    assert told(found)[3] == ("公布决策", "2020-07-24", "已完成")
    assert decision_catalogue(catalogue, lookup)["table"]["rows"][1][5]["text"] == "已公布决策"


def test_nothing_follows_while_the_public_is_asked(make_page: MakePage, make_site: MakeSite) -> None:
    """Whatever days are stated: the page does not count the days that are left beside a decision."""
    paper = make_page(Policy, "paper", published="2020-10-20")
    fields = {**COURSE, "ends": "2020-11-11", "decided": "2020-10-19", "received": 0, "answered": "2020-10-19"}
    page = make_page(Decision, "a", **fields, result=["paper"])
    found = decision(page, Lookup(make_site(page, paper)))
    assert found["stage"] == "征求意见中"
    assert [state for _, _, state in told(found)] == ["已完成", "进行中", "未开始", "未开始", "未开始"]


def test_an_evaluation_is_told_with_its_text(make_page: MakePage, make_site: MakeSite) -> None:
    paper = make_page(Policy, "paper", published="2020-07-24")
    fields = {"decided": "2020-07-22", "result": ["paper"], "evaluated": "2020-10-01"}
    bare = make_page(Decision, "a", **COURSE, **fields)
    full = make_page(Decision, "b", **COURSE, **fields, evaluation="效果良好。")
    lookup = Lookup(make_site(bare, full, paper))
    assert [decision(one, lookup)["stage"] for one in (bare, full)] == ["已公布决策", "已后评估"]
    assert [decision(one, lookup)["evaluation"] for one in (bare, full)] == ["", "效果良好。"]
