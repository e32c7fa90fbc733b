"""The first page of the column."""

from __future__ import annotations

from collections.abc import Callable

from generator.model.config import SiteConfig
from generator.model.site import Job, Site

Jobs = Callable[[Site], dict[str, Job]]
Html = Callable[[Site, str], str]


def test_home_shows_the_four_and_the_entry_beside_them(sample: Site, jobs: Jobs) -> None:
    context = jobs(sample)["index.html"].context
    assert [one["name"] for one in context["columns"]] == [
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
    ]
    assert all(one["description"] and one["entries"] for one in context["columns"])
    assert context["request"]["url"] == "apply/index.html"
    assert context["portal"]["url"] == "https://zwdt.shili.gov.cn/ysqgk"


def test_home_is_named_by_the_column(sample: Site, html: Html) -> None:
    page = html(sample, "index.html")
    assert "<title>政府信息公开 - 示例市商务委员会</title>" in page
    assert "<h1>政府信息公开</h1>" in page
    assert '<a href="index.html" aria-current="page">政府信息公开</a>' in page
    assert 'aria-label="当前位置"' not in page


def test_what_is_new_stands_there_with_its_date(sample: Site, jobs: Jobs) -> None:
    """Ten at most, newest first, whatever the column; opening pages are not news."""
    latest = jobs(sample)["index.html"].context["latest"]
    assert len(latest) == 10
    assert [one["date"] for one in latest] == sorted((one["date"] for one in latest), reverse=True)
    assert "guide/index.html" not in {one["url"] for one in latest}


def test_an_opening_page_leads_its_column_s_entries(sample: Site, jobs: Jobs) -> None:
    guide = jobs(sample)["index.html"].context["columns"][0]
    assert [one["url"] for one in guide["entries"]] == ["guide/index.html"]


def test_a_site_without_a_portal_or_pages_still_has_a_home(
    config: SiteConfig, make_site: Callable[..., Site], html: Html
) -> None:
    identity = config.site.model_copy(update={"request_portal": ""})
    page = html(make_site(config=config.model_copy(update={"site": identity})), "index.html")
    assert "网上申请" not in page
    assert "最新公开" not in page
