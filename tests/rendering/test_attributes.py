"""公开属性登记表: every published document, sheet by sheet; of all else numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from generator.kinds.compiled import AttributeRegister
from generator.kinds.general import GeneralPage
from generator.model.site import Artifact, Job, Site
from generator.rendering import attributes

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
REGISTER = "statutory/items/register.html"


@pytest.fixture
def site(make_page: MakePage, make_site: MakeSite) -> Site:
    """Five documents in two columns; the register is one of them."""
    step = {
        "date": "2019-06-01",
        "before": "不予公开",
        "after": "主动公开",
        "basis": "条例第十八条",
        "approver": "苏批准",
    }
    return make_site(
        make_page(AttributeRegister, "register", column="statutory/items", title="登记表", published="2019-05-15"),
        make_page(GeneralPage, "a", column="statutory/items", title="甲", published="2019-05-14"),
        make_page(GeneralPage, "b", column="statutory/items", title="乙", published="2019-05-13", attribute_log=[step]),
        make_page(GeneralPage, "c", column="regulations", title="丙", published="2019-05-12", reviewed="2019-06-02"),
        make_page(GeneralPage, "d", column="regulations", title="丁", published="2019-05-11"),
    )


def shown(job: Job) -> list[tuple[str, list[str]]]:
    """Columns and titles that a sheet shows."""
    special = job.context["special"]
    return [(one["name"], [row["entry"]["title"] for row in one["rows"]]) for one in special["columns"]]


def test_every_published_document_stands_in_its_column(site: Site, jobs: Callable[[Site], Mapping[str, Job]]) -> None:
    job = jobs(site)[REGISTER]
    assert shown(job) == [("政府信息公开制度", ["丙", "丁"]), ("法定事项", ["登记表", "甲", "乙"])]
    assert job.context["special"]["pagination"] is None


def test_what_does_not_fit_stands_on_sheets_of_its_own(
    site: Site, jobs: Callable[[Site], Mapping[str, Job]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attributes, "ROWS", 3)
    found = jobs(site)
    second = "statutory/items/register_2.html"
    assert shown(found[REGISTER]) == [("政府信息公开制度", ["丙", "丁"]), ("法定事项", ["登记表"])]
    assert shown(found[second]) == [("法定事项", ["甲", "乙"])]
    assert found[REGISTER].context["special"]["pagination"]["next"] == second
    assert (found[second].context["previous"], found[second].context["next"]) == (REGISTER, "")


def test_a_sheet_leads_back_and_says_what_it_is(
    site: Site, render: Callable[[Site], Mapping[str, Artifact]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attributes, "ROWS", 3)
    page = render(site)["statutory/items/register_2.html"].content.decode()
    assert "<h1>登记表（第2页）</h1>" in page
    assert '<a href="register.html">登记表</a>' in page
    assert '<a href="a.html">甲</a>' in page


def test_every_change_of_what_is_public_is_listed(site: Site, html: Callable[[Site, str], str]) -> None:
    page = html(site, REGISTER)
    changes = page[page.index('id="sec-changes"') : page.index('id="sec-reviews"')]
    words = " ".join(re.sub("<[^>]+>", " ", changes).split())
    assert "乙 2019年6月1日 不予公开 → 主动公开 条例第十八条" in words
    assert "苏批准" not in page
