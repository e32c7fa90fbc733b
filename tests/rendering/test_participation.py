"""What the pages of 公众参与 say follows from the day: no answer before its day, nothing open after its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.decision import Decision
from generator.kinds.participation import Consultation, Interaction, Message, OpenDay
from generator.kinds.policy import Policy
from generator.kinds.response import Response
from generator.model.content import Heading
from generator.model.site import Site
from generator.rendering.decisions import decision
from generator.rendering.lookup import Lookup
from generator.rendering.participation import consultation, interaction, message, open_day, response

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
Html = Callable[[Site, str], str]
TODAY = "2020-10-30"
"""The day of the site of these tests."""


def steps(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["name"], one["state"]) for one in found["steps"]]


def test_the_site_stands_on_the_day(make_page: MakePage, make_site: MakeSite) -> None:
    assert make_site(make_page(Message, "a")).as_of.isoformat() == TODAY


def test_an_answer_tells_how_long_it_took(make_page: MakePage, make_site: MakeSite) -> None:
    page = make_page(Response, "a", found="2020-07-01 09:20", answered="2020-07-02 16:40")
    found = response(page, Lookup(make_site(page)))
    assert (found["taken"], found["limit"]) == ("31小时20分", 48)
    assert found["found"] == {"iso": "2020-07-01 09:20", "text": "2020年7月1日 09:20"}


@pytest.mark.parametrize(("answered", "expected"), [("2020-10-30 10:00", True), ("2020-10-31", False)])
def test_no_answer_is_told_before_its_day(
    answered: str, *, expected: bool, make_page: MakePage, make_site: MakeSite
) -> None:
    page = make_page(Response, "a", found="2020-10-29 09:00", answered=answered)
    found = response(page, Lookup(make_site(page)))
    assert (found["answered"] is not None, found["taken"] != "") == (expected, expected)


def test_papers_of_others_that_an_answer_relies_on_are_named(make_page: MakePage, make_site: MakeSite) -> None:
    page = make_page(Response, "a", policies=["国办发〔2016〕61号", "b"])
    other = make_page(Policy, "b")
    assert response(page, Lookup(make_site(page, other)))["papers"] == ["国办发〔2016〕61号"]


@pytest.mark.parametrize(("found", "answered"), [("2020-07-01", "2020-07-02"), ("2020-07-02 09:00", "2020-07-01")])
def test_no_length_is_told_that_is_not_known(
    found: str, answered: str, make_page: MakePage, make_site: MakeSite
) -> None:
    page = make_page(Response, "a", found=found, answered=answered, major="是")
    told = response(page, Lookup(make_site(page)))
    assert (told["taken"], told["limit"]) == ("", 24)


def test_an_open_consultation_tells_how_many_days_are_left(make_page: MakePage, make_site: MakeSite) -> None:
    page = make_page(
        Consultation, "a", begins="2020-10-20", ends=TODAY, method="写信。", received=3, answered="2020-11-15"
    )
    found = consultation(page, Lookup(make_site(page)))
    assert (found["hearing"]["open"], found["hearing"]["note"], found["result"]) == (True, "还有1天", None)
    assert steps(found) == [("征集意见", "进行中"), ("反馈结果", "未开始")]


def test_a_result_is_told_from_its_day(make_page: MakePage, make_site: MakeSite) -> None:
    fields = {"received": 3, "adopted": 2, "rejected": 1, "reasons": "不属于本机关职责。", "answered": TODAY}
    page = make_page(Consultation, "a", begins="2020-06-01", ends="2020-06-30", **fields)
    found = consultation(page, Lookup(make_site(page)))
    assert (found["stage"], found["hearing"]["open"]) == ("已反馈", False)
    assert [[one["text"] for one in row] for row in found["result"]["rows"]] == [
        ["收到", "采纳", "未采纳"],
        ["3", "2", "1"],
    ]
    assert found["reasons"] == ["不属于本机关职责。"]


@pytest.mark.parametrize(
    ("fields", "stage", "counts"),
    [
        ({}, "已截止待反馈", None),
        ({"received": 136}, "已截止待反馈", None),
        ({"received": 0}, "已反馈", ["0"]),
        ({"headings": (Heading(2, "采纳的建议", "a", 1),)}, "已反馈", None),
        ({"headings": (Heading(2, "征求内容", "a", 1),)}, "已截止待反馈", None),
    ],
)
def test_the_day_of_a_result_is_no_result(
    fields: dict[str, Any], stage: str, counts: list[str] | None, make_page: MakePage, make_site: MakeSite
) -> None:
    page = make_page(Consultation, "a", begins="2020-06-01", ends="2020-06-30", answered=TODAY, **fields)
    found = consultation(page, Lookup(make_site(page)))
    assert found["stage"] == stage
    assert steps(found)[1] == ("反馈结果", "已完成" if stage == "已反馈" else "未开始")
    assert (found["result"] and [one["text"] for one in found["result"]["rows"][1]]) == counts


@pytest.mark.parametrize(
    ("days", "due"),
    [
        ({"ends": "2020-10-29"}, "2020-11-28"),
        ({"ends": TODAY}, ""),
        ({"ends": "2020-10-01", "answered": TODAY, "received": 0}, ""),
        ({"ends": "2020-10-01", "answered": TODAY}, "2020-10-31"),
        ({"ends": "2020-10-01", "answered": "2020-10-31", "received": 0}, "2020-10-31"),
    ],
)
def test_those_who_were_heard_read_by_when_they_are_answered(
    days: dict[str, Any], due: str, make_page: MakePage, make_site: MakeSite, html: Html
) -> None:
    """From the day after the end until the answer is there; thirty days, as the settings have it."""
    fields = {"begins": "2020-09-01", **days}
    pages = (
        make_page(Consultation, "a", column="statutory/items", **fields),
        make_page(Decision, "b", column="statutory/items", year="2020", published="2020-07-05", **fields),
    )
    site = make_site(*pages)
    assert [consultation(pages[0], Lookup(site))["due"], decision(pages[1], Lookup(site))["due"]] == [due, due]
    for name in ("a", "b"):
        assert ("意见的收集和采纳情况应于" in html(site, f"statutory/items/{name}.html")) == bool(due)


@pytest.mark.parametrize(("answered", "told"), [(TODAY, ["可以。"]), ("2020-10-31", [])])
def test_an_answer_is_not_shown_before_its_day(
    answered: str, told: list[str], make_page: MakePage, make_site: MakeSite
) -> None:
    page = make_page(Message, "a", question="可以吗？", answered=answered, answer="可以。")
    found = message(page, Lookup(make_site(page)))
    assert (found["question"], found["answer"], found["answered"]) == (["可以吗？"], told, bool(told))


def test_an_open_day_that_was_held_waits_for_its_review(make_page: MakePage, make_site: MakeSite) -> None:
    fields = {"theme": "菜篮子", "held": "2020-10-29 09:00", "closes": "2020-10-20", "recalled": TODAY}
    bare = make_page(OpenDay, "a", **fields)
    found = open_day(bare, Lookup(make_site(bare)))
    assert (found["stage"], steps(found)) == (
        "已举办待回顾",
        [("报名", "已完成"), ("活动", "已完成"), ("回顾", "未开始")],
    )
    full = make_page(OpenDay, "a", headings=(Heading(2, "活动回顾", "a", 1),), **fields)
    assert open_day(full, Lookup(make_site(full)))["stage"] == "已回顾"


def test_the_channels_list_what_is_open_only(make_page: MakePage, make_site: MakeSite) -> None:
    pages = (
        make_page(Interaction, "channels", channels=[{"name": "热线", "phone": "12345"}]),
        make_page(Consultation, "open", begins="2020-10-20", ends="2020-11-30"),
        make_page(Consultation, "closed", begins="2020-06-01", ends="2020-10-29"),
        make_page(Consultation, "coming", begins="2020-10-31", ends="2020-11-30"),
        make_page(Decision, "decision", year="2020", begins="2020-10-20", ends="2020-11-30", published="2020-07-05"),
        make_page(OpenDay, "past", held="2020-10-20 09:00", closes="2020-10-18"),
        make_page(OpenDay, "next", held="2020-11-20 09:00", closes="2020-11-15"),
    )
    found = interaction(pages[0], Lookup(make_site(*pages)))
    told = {group["name"]: [one["url"].rpartition("/")[2] for one in group["entries"]] for group in found["groups"]}
    assert told == {"正在征集的意见": ["open.html", "decision.html"], "正在报名的活动": ["next.html"]}
