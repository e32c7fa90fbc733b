"""Column pages: order, pages, cuts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.kinds.general import News
from generator.model.site import Job, Site
from generator.rendering.cuts import AXES
from generator.text import urls

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
Jobs = Callable[[Site], dict[str, Job]]
Html = Callable[[Site, str], str]

NEWS = "statutory/news"


def news(make_page: MakePage, count: int, year: int = 2020) -> list[Any]:
    """Pages of one year, a day apart, the last the newest."""
    return [
        make_page(News, f"n{year}-{n:03}", published=f"{year}-{1 + n // 28:02}-{1 + n % 28:02}") for n in range(count)
    ]


def test_a_list_is_cut_into_pages_newest_first(make_page: MakePage, make_site: MakeSite, jobs: Jobs) -> None:
    found = jobs(make_site(*news(make_page, 45)))
    sheets = [found[urls.listing(NEWS, number)].context for number in (1, 2, 3)]
    entries = [one["url"] for sheet in sheets for one in sheet["column"]["entries"]]
    assert [len(sheet["column"]["entries"]) for sheet in sheets] == [20, 20, 5]
    assert entries == [f"{NEWS}/n2020-{n:03}.html" for n in reversed(range(45))]
    assert [(sheet["previous"], sheet["next"]) for sheet in sheets] == [
        ("", f"{NEWS}/page-2.html"),
        (f"{NEWS}/index.html", f"{NEWS}/page-3.html"),
        (f"{NEWS}/page-2.html", ""),
    ]
    assert sheets[1]["title"] == "工作动态（第2页） - 示例市商务委员会"
    assert urls.listing(NEWS, 4) not in found


def test_pages_link_to_their_neighbours(make_page: MakePage, make_site: MakeSite, html: Html) -> None:
    page = html(make_site(*news(make_page, 45)), f"{NEWS}/page-2.html")
    assert '<link rel="prev" href="index.html">' in page
    assert '<a href="page-3.html" rel="next">下一页</a>' in page
    assert '<a href="page-2.html" aria-label="第2页" aria-current="page">2</a>' in page


def test_long_paginations_leave_gaps(make_page: MakePage, make_site: MakeSite, jobs: Jobs) -> None:
    found = jobs(make_site(*news(make_page, 201)))
    pages = found[urls.listing(NEWS, 6)].context["column"]["pagination"]["pages"]
    assert [(one["number"], one["gap"]) for one in pages] == [
        (1, False),
        (4, True),
        (5, False),
        (6, False),
        (7, False),
        (8, False),
        (11, True),
    ]


def test_a_short_list_has_no_pagination_and_a_uniform_one_no_cuts(
    make_page: MakePage, make_site: MakeSite, jobs: Jobs
) -> None:
    found = jobs(make_site(*news(make_page, 20)))
    column = found[f"{NEWS}/index.html"].context["column"]
    assert (column["pagination"], column["facets"]) == (None, [])
    assert not any("year-" in path for path in found)


def test_cuts_by_year_are_pages_of_their_own(make_page: MakePage, make_site: MakeSite, jobs: Jobs) -> None:
    found = jobs(make_site(*news(make_page, 25, 2019), *news(make_page, 3)))
    assert {path for path in found if path.startswith(f"{NEWS}/year-")} == {
        f"{NEWS}/year-2019.html",
        f"{NEWS}/year-2019-page-2.html",
        f"{NEWS}/year-2020.html",
    }
    old = found[f"{NEWS}/year-2019.html"].context
    assert (old["title"], old["heading"]) == ("工作动态：2019年 - 示例市商务委员会", "工作动态：2019年")
    assert all(one["date"].startswith("2019") for one in old["column"]["entries"])
    [facet] = old["column"]["facets"]
    assert [(one["name"], one["current"]) for one in facet["values"]] == [
        ("全部", False),
        ("2020年", False),
        ("2019年", True),
    ]


def test_policies_are_cut_by_validity_year_and_topic(sample: Site, jobs: Jobs) -> None:
    found = jobs(sample)
    column = found["statutory/policies/index.html"].context["column"]
    assert [(facet["label"], [one["name"] for one in facet["values"]]) for facet in column["facets"]] == [
        ("有效性", ["全部", "现行有效", "尚未施行", "废止"]),
        ("发布年度", ["全部", "2020年", "2016年"]),
        ("主题分类", ["全部", "商贸、海关、旅游", "综合政务"]),
    ]
    valid = found["statutory/policies/status-in-force.html"].context["column"]["entries"]
    assert [one["title"] for one in valid] == ["示例市便利店发展办法"]


def test_what_no_longer_holds_is_marked_in_lists(sample: Site, html: Html) -> None:
    page = html(sample, "statutory/policies/index.html")
    assert '<li class="entry entry-repealed">' in page
    assert '<span class="badge badge-repealed">废止</span>' in page
    assert page.count("badge-") == 2


def test_a_column_shows_its_children_with_their_newest(sample: Site, jobs: Jobs) -> None:
    job = jobs(sample)["statutory/index.html"]
    assert job.layout == "statutory.html"
    children = {child["name"]: child for child in job.context["column"]["children"]}
    assert list(children)[:2] == ["政策文件", "政策解读"]
    assert len(children["实事项目"]["entries"]) == 3


def test_an_empty_column_says_so(make_site: MakeSite, html: Html) -> None:
    page = html(make_site(), f"{NEWS}/index.html")
    assert "本栏目暂无内容。" in page
    assert "feed.xml" not in page


def test_no_page_can_have_the_address_of_a_cut() -> None:
    assert [axis.name for axis in AXES if not urls.TAKEN.fullmatch(f"{axis.name}-2020")] == []
