"""The list of 政府信息公开制度."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.general import GeneralPage
from generator.kinds.guide import Regulation
from generator.model.site import Site, Validity
from generator.rendering.lookup import Lookup
from generator.rendering.register import register

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
Html = Callable[[Site, str], str]


@pytest.fixture
def site(make_page: MakePage, make_site: MakeSite) -> Site:
    step = {"date": "2019-04-03", "number": "国务院令第711号", "action": "修订", "note": "修订"}
    return make_site(
        make_page(Regulation, "a", column="regulations", title="实施细则", type="配套制度"),
        make_page(
            Regulation,
            "b",
            column="regulations",
            title="条例",
            type="行政法规",
            revisions=[step],
            ties={"validity": Validity.IN_FORCE},
        ),
        make_page(
            Regulation,
            "c",
            column="regulations",
            title="旧细则",
            type="配套制度",
            doc_number="示商办〔2014〕7号",
            ties={"validity": Validity.REPEALED},
        ),
        make_page(GeneralPage, "d", column="regulations", title="说明"),
    )


def test_texts_stand_by_rank_and_are_numbered_through(site: Site) -> None:
    found = register(("a", "b", "c"), 21, Lookup(site))
    assert [(one["level"], [(row["number"], row["title"]) for row in one["rows"]]) for one in found] == [
        ("行政法规", [(21, "条例")]),
        ("本机关制度", [(22, "实施细则"), (23, "旧细则")]),
    ]
    assert found[0]["rows"][0]["note"] == ["2019年4月3日国务院令第711号修订"]
    assert [row["status"] for row in found[1]["rows"]] == ["有效", "废止"]


def test_a_list_of_other_pages_is_no_register(site: Site) -> None:
    assert register(("a", "d"), 1, Lookup(site)) == []
    assert register((), 1, Lookup(site)) == []


def test_the_columns_page_shows_a_table_for_each_rank(make_site: MakeSite, html: Html, site: Site) -> None:
    texts = [page for name, page in site.pages.items() if name != "d"]
    page = html(make_site(*texts), "regulations/index.html")
    assert '<h2 id="rank-1">行政法规</h2>' in page
    assert '<h2 id="rank-2">本机关制度</h2>' in page
    assert "<span>（2019年4月3日国务院令第711号修订）</span>" in page
    assert '<span class="badge badge-repealed">废止</span>' in page
