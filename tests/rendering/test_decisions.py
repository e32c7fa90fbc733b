"""The page of a decision says what its source says, in the order in which it happened, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.decision import Decision, DecisionCatalogue
from generator.kinds.participation import Consultation
from generator.kinds.policy import Policy
from generator.model.site import Site
from generator.rendering.decisions import catalogue_files, decision, decision_catalogue
from generator.rendering.lookup import Lookup
from generator.rendering.participation import consultation

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
COURSE = {"year": "2020", "published": "2020-04-27", "begins": "2020-05-18", "ends": "2020-06-17"}
"""The public was asked; the site of these tests stands on 2020-10-30."""
OPINION = {"text": "公布语种", "count": 14, "adopted": "采纳"}


def listing(make_page: MakePage, name: str, **fields: str) -> Any:
    """A catalogue of 27 April that names one dossier."""
    row = {"name": "事项", "unit": "处室", "decision": name, **fields}
    return make_page(DecisionCatalogue, "list", year="2020", published="2020-04-27", rows=[row])


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
    catalogue = listing(make_page, "a")
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
    found = decision(page, Lookup(make_site(page, paper, listing(make_page, "a"))))
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


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (None, ("未列入目录", "", "未开始")),
        ({}, ("列入目录", "2020-04-27", "已完成")),
        ({"added": "2020-09-21"}, ("列入目录", "2020-09-21", "已完成")),
        ({"added": "2020-11-02"}, ("未列入目录", "", "未开始")),
        ({"removed": "2020-10-30", "note": "并入规划"}, ("已移出目录", "2020-04-27", "已完成")),
        ({"removed": "2020-10-31", "note": "并入规划"}, ("列入目录", "2020-04-27", "已完成")),
    ],
)
def test_what_is_listed_is_told_by_the_catalogue(
    row: dict[str, str] | None, expected: tuple[str, str, str], make_page: MakePage, make_site: MakeSite
) -> None:
    """The stage, and the first step with its day: the dossier's own publication says nothing of it."""
    page = make_page(Decision, "a", year="2020", published="2020-05-06")
    others = [] if row is None else [listing(make_page, "a", **row)]
    found = decision(page, Lookup(make_site(page, *others)))
    assert (found["stage"], *told(found)[0][1:]) == expected


def test_what_was_decided_is_not_taken_off(make_page: MakePage, make_site: MakeSite) -> None:
    paper = make_page(Policy, "paper", published="2020-07-24")
    page = make_page(Decision, "a", **COURSE, decided="2020-07-22", result=["paper"])
    catalogue = listing(make_page, "a", removed="2020-08-01")
    assert decision(page, Lookup(make_site(page, paper, catalogue)))["stage"] == "已公布决策"


def test_what_goes_on_in_the_next_year_is_not_taken_off(make_page: MakePage, make_site: MakeSite) -> None:
    """Only who is taken off every catalogue is."""
    page = make_page(Decision, "a", **COURSE)
    row = {"name": "事项", "unit": "处室", "decision": "a"}
    later = make_page(DecisionCatalogue, "next", year="2021", published="2020-10-01", rows=[row])
    lookup = Lookup(make_site(page, listing(make_page, "a", removed="2020-10-01", note="转入2021年度"), later))
    assert decision(page, lookup)["stage"] == "征求意见已截止"
    tables = [decision_catalogue(one, lookup)["table"]["rows"][1] for one in lookup.site.having(DecisionCatalogue)]
    assert sorted(row[5]["text"] for row in tables) == ["已移出目录", "征求意见已截止"]


def test_a_catalogue_shows_what_it_had_on_the_day(make_page: MakePage, make_site: MakeSite) -> None:
    """No item before it was added, no reason before it was taken off, and no table without items."""
    rows = [
        {"name": "将来增列", "unit": "处室", "added": "2020-11-02", "note": "增列"},
        {"name": "将来移出", "unit": "处室", "removed": "2020-11-02", "note": "移出"},
        {"name": "已经移出", "unit": "处室", "removed": "2020-10-02", "note": "移出"},
    ]
    page = make_page(DecisionCatalogue, "list", year="2020", published="2020-04-27", rows=rows)
    empty = make_page(DecisionCatalogue, "none", year="2019", published="2019-04-27")
    lookup = Lookup(make_site(page, empty))
    shown = decision_catalogue(page, lookup)["table"]["rows"][1:]
    assert [(row[0]["text"], row[1]["text"], row[5]["text"], row[6]["text"]) for row in shown] == [
        ("1", "将来移出", "列入目录", ""),
        ("2", "已经移出", "已移出目录", "移出"),
    ]
    assert decision_catalogue(empty, lookup) == {"table": None}
    assert list(catalogue_files(empty, lookup)) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"begins": "2020-11-02", "ends": "2020-12-02"},
            ("征求意见尚未开始", "尚未开始", "开始以后，可以这样提意见：写信。"),
        ),
        ({"begins": "2020-10-01", "ends": "2020-10-30"}, ("怎样提意见", "还有1天", "写信。")),
        (
            {"begins": "2020-09-01", "ends": "2020-10-29"},
            ("征求意见已经截止", "已于2020年10月29日截止，不再收集意见", ""),
        ),
    ],
)
@pytest.mark.parametrize("kind", [Decision, Consultation])
def test_nobody_is_asked_to_write_for_nothing(
    kind: type[Any], fields: dict[str, str], expected: tuple[str, str, str], make_page: MakePage, make_site: MakeSite
) -> None:
    """Before the first day, on the last, and after it; the timeline says from when to when."""
    year = {"year": "2020"} if kind is Decision else {}
    page = make_page(kind, "a", published="2020-08-01", method="写信。", **year, **fields)
    found = (decision if kind is Decision else consultation)(page, Lookup(make_site(page)))
    assert tuple(found["hearing"][one] for one in ("title", "note", "method")) == expected
    step = found["steps"][1 if kind is Decision else 0]
    assert (step["day"], step["till"]) in {(fields["begins"], fields["ends"]), ("", "")}


def test_nobody_is_asked_about_what_was_taken_off(make_page: MakePage, make_site: MakeSite) -> None:
    page = make_page(Decision, "a", **{**COURSE, "ends": "2020-11-11"}, method="写信。")
    lookup = Lookup(make_site(page, listing(make_page, "a", removed="2020-10-20", note="不再决策")))
    found = decision(page, lookup)["hearing"]
    assert (found["title"], found["open"], found["method"]) == ("不再征求意见", False, "")
    assert found["note"] == "本事项已于2020年10月20日移出目录，不再收集意见"
