"""What only pages of one kind show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from generator.kinds.general import News
from generator.kinds.project import Progress, Project, ProjectUpdate, Target
from generator.kinds.statutory import StatutoryItem
from generator.kinds.topic import Topic
from generator.model.site import Site
from generator.model.values import replace
from generator.rendering.lookup import Lookup
from generator.rendering.parts import parts
from tests.rendering.conftest import make_config

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
Html = Callable[[Site, str], str]


def of(site: Site, name: str) -> dict[str, Any]:
    lookup = Lookup(site)
    return parts(lookup.pages[name], lookup)


def test_a_guide_gives_its_contacts_and_the_portal(sample: Site, html: Html) -> None:
    assert of(sample, "guide-index")["contact"] == [
        {"label": "工作机构", "value": "办公室"},
        {"label": "联系电话", "value": "000-00001201"},
    ]
    page = html(sample, "guide/index.html")
    assert "<div><dt>联系电话</dt><dd>000-00001201</dd></div>" in page
    assert page.count("000-00001201") == 1
    assert 'href="https://zwdt.shili.gov.cn/ysqgk" class="external" rel="external noopener">网上申请</a>' in page


def test_an_organisation_gives_functions_departments_and_leaders(sample: Site, html: Html) -> None:
    found = of(sample, "office")
    assert found["functions"] == ["负责商务工作。", "负责口岸工作。"]
    assert found["departments"] == ["办公室", "市场处"]
    row = '<tr><th scope="row">张某</th><td>主任</td><td>主持全面工作</td></tr>'
    assert row in html(sample, "statutory/organisation/office.html")


def test_an_interpretation_gives_its_objects_elements_and_medium(sample: Site, html: Html) -> None:
    found = of(sample, "2020-003-jd")
    assert [one["title"] for one in found["interprets"]] == ["示例市便利店发展办法"]
    assert found["elements"] == [{"name": "背景依据", "anchor": "s-1"}, {"name": "执行标准", "anchor": ""}]
    assert found["transcript"] == ["图解第一行", "图解第二行"]
    page = html(sample, "statutory/interpretations/2020-003-jd.html")
    assert '<img src="map.png" alt="图解：《示例市便利店发展办法》图解，文字内容见本页">' in page
    assert "https://sw.shili.gov.cn/zwgk/statutory/interpretations/map.png" in page


def test_a_project_gives_its_progress_oldest_first(sample: Site) -> None:
    """Per cent is rounded half up: 0.9 of 4 is 23 %, 2.15 of 4 is 54 %."""
    found = of(sample, "homecare")
    assert found["until"] == "2020-06-30"
    assert found["targets"] == [
        {
            "name": "持证上门服务人员",
            "value": "4",
            "unit": "万人",
            "latest": {"total": "2.15", "percent": "54"},
            "until": "2020-06-30",
        }
    ]
    assert [(row["until"], row["gap"], row["cells"]) for row in found["rows"]] == [
        ("2020-03-31", None, [{"total": "0.9", "percent": "23"}]),
        ("2020-06-30", 91, [{"total": "2.15", "percent": "54"}]),
    ]


def test_a_project_without_updates_says_so(make_page: MakePage, make_site: MakeSite, html: Html) -> None:
    page = make_page(
        Project,
        "p",
        year="2020",
        lead="示例市商务委员会",
        deadline="2020-12-31",
        targets=(Target(name="门店", value="10", unit="家"),),
    )
    site = make_site(page)
    assert (of(site, "p")["until"], of(site, "p")["rows"]) == ("", [])
    assert "尚未公布" in html(site, "statutory/news/p.html")


def test_a_stated_percentage_stands_as_published(make_page: MakePage, make_site: MakeSite) -> None:
    page = make_page(
        ProjectUpdate,
        "u",
        project="gone",
        until=date(2020, 9, 26),
        progress=(Progress(target="人数", total="3.96", percent="99"), Progress(target="另一", total="1")),
    )
    found = of(make_site(page), "u")
    assert found["project"] is None
    assert [(one["total"], one["percent"], one["goal"]) for one in found["values"]] == [
        ("3.96", "99", ""),
        ("1", "", ""),
    ]


def test_an_item_leads_out_with_a_notice_or_says_why_not(sample: Site, html: Html) -> None:
    page = html(sample, "statutory/items/plan-link.html")
    assert 'rel="external noopener">专项规划<span class="notice">（外部链接）</span></a>' in page
    assert "理由：由示例市公务员局统一公布" in html(sample, "statutory/items/none-14.html")


def test_an_item_s_link_may_name_a_file_a_column_or_a_page(make_page: MakePage, make_site: MakeSite) -> None:
    """Project paths and site addresses both; what leads nowhere is no link."""
    ends = {
        "../news/n.md": "statutory/news/n.html",
        "../news/n.md#s-1": "statutory/news/n.html#s-1",
        "../policies/": "statutory/policies/index.html",
        "/statutory/policies/": "statutory/policies/index.html",
        "/content/statutory/policies/index.md": "statutory/policies/index.html",
        "https://www.gov.cn/": "https://www.gov.cn/",
        "../nowhere.md": "",
    }
    items = [make_page(StatutoryItem, f"i-{n}", column="statutory/items", link=target) for n, target in enumerate(ends)]
    site = make_site(make_page(News, "n"), *items)
    found = [of(site, f"i-{n}")["link"] for n in range(len(ends))]
    assert [one["url"] if one else "" for one in found] == list(ends.values())


def test_a_regulation_gives_its_history(sample: Site, html: Html) -> None:
    assert of(sample, "reg")["revisions"] == [
        {"date": "2004-01-20", "number": "", "action": "", "note": "公布"},
        {"date": "2020-04-26", "number": "", "action": "", "note": "修订"},
    ]
    row = '<time datetime="2020-04-26">2020年4月26日</time></th><td>—</td><td>—</td><td>修订</td></tr>'
    assert row in html(sample, "regulations/reg.html")


def test_other_kinds_add_nothing(sample: Site) -> None:
    assert of(sample, "page-a") == {}


def test_a_topic_says_of_a_section_without_anything_that_it_is_empty(
    make_site: MakeSite, make_page: MakePage, html: Html
) -> None:
    sections = [{"name": "工作进展", "tags": ["会展"]}, {"name": "政策文件", "kinds": ["policy"]}]
    config = make_config(topics=[{"id": "shows", "sections": sections}])
    topic = make_page(Topic, "shows", column="statutory/items", title="会展业", published="2020-05-01")
    told = make_page(News, "told", column="statutory/news", title="展会恢复", published="2020-06-01", tags=["会展"])
    page = html(make_site(topic, told, config=config), "statutory/items/shows.html")
    progress, papers = page.split('class="topic"')[1:]
    assert "展会恢复" in progress
    assert "目前没有这方面的内容" not in progress
    assert "政策文件" in papers
    assert "目前没有这方面的内容" in papers


def test_an_update_that_is_still_to_come_is_not_shown(make_site: MakeSite, make_page: MakePage) -> None:
    pages = [
        make_page(News, name, column="statutory/news", title="消息", published="2020-06-01", updated=updated)
        for name, updated in (("before", "2020-06-29"), ("after", "2020-07-01"))
    ]
    shown = Lookup.on_its_day(replace(make_site(*pages), as_of=date(2020, 6, 30))).pages
    assert [bool(shown[name].meta.updated) for name in ("before", "after")] == [True, False]
