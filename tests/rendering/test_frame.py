"""The frame of every page: the government's meta tags, navigation, breadcrumb, footer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.kinds.general import News
from generator.model.config import SiteConfig
from generator.model.site import Artifact, Job, Site
from generator.rendering.frame import distinct
from generator.text.markup import Reading, outline

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
Jobs = Callable[[Site], dict[str, Job]]
Render = Callable[..., dict[str, Artifact]]

SITE_TAGS = (("SiteName", "示例市商务委员会"), ("SiteDomain", "sw.shili.gov.cn"), ("SiteIDCode", "3100990001"))
FRAME_TAGS = {"viewport", "referrer", "theme-color", "format-detection"}


def outlines(artifacts: Mapping[str, Artifact]) -> dict[str, Reading]:
    """What each web page says of itself, by path."""
    return {path: outline(one.content) for path, one in artifacts.items() if path.endswith(".html")}


def metas(artifact: Artifact) -> tuple[tuple[str, str], ...]:
    """The government's tags of a rendered page, as the browser reads them."""
    return tuple(one for one in outline(artifact.content).metas if one[0] not in FRAME_TAGS)


def test_home_has_the_site_s_and_the_column_s_tags(sample: Site, render: Render) -> None:
    names = "政府信息公开指南、政府信息公开制度、法定主动公开内容、政府信息公开年报"
    assert metas(render(sample)["index.html"]) == (
        *SITE_TAGS,
        ("ColumnName", "政府信息公开"),
        ("ColumnDescription", f"示例市商务委员会政府信息公开专栏，集中公开{names}。"),
        ("ColumnKeywords", f"政府信息公开,示例市商务委员会,{names.replace('、', ',')}"),
        ("ColumnType", "首页"),
    )


def test_a_column_page_has_its_four(sample: Site, render: Render) -> None:
    assert metas(render(sample)["statutory/policies/index.html"]) == (
        *SITE_TAGS,
        ("ColumnName", "政策文件"),
        ("ColumnDescription", "政策文件的说明。"),
        ("ColumnKeywords", "政策文件,商务"),
        ("ColumnType", "政策文件"),
    )


def test_a_content_page_has_its_own(make_page: MakePage, make_site: MakeSite, render: Render) -> None:
    page = make_page(
        News,
        "n",
        title="“早餐”工程 <一>",
        source="市场处",
        author="李某",
        keywords=["早餐", "商务"],
        description="摘要。",
        published="2020-07-06 09:05",
    )
    assert metas(render(make_site(page))["statutory/news/n.html"]) == (
        *SITE_TAGS,
        ("ColumnName", "工作动态"),
        ("ColumnType", "工作动态"),
        ("ArticleTitle", "“早餐”工程 <一>"),
        ("PubDate", "2020-07-06 09:05"),
        ("ContentSource", "市场处"),
        ("Keywords", "早餐,商务"),
        ("Author", "李某"),
        ("Description", "摘要。"),
        ("Url", "https://sw.shili.gov.cn/zwgk/statutory/news/n.html"),
    )


def test_tags_without_a_value_are_left_out(make_page: MakePage, make_site: MakeSite, render: Render) -> None:
    """No Author, no Keywords, no PubDate where there is nothing to say; a date without a time is midnight."""
    site = make_site(make_page(News, "n", published="2020-07-06"), make_page(News, "m", published=None))
    found = render(site)
    names = [name for name, _ in metas(found["statutory/news/n.html"])]
    assert not {"Author", "Keywords", "Image"} & set(names)
    assert dict(metas(found["statutory/news/n.html"]))["PubDate"] == "2020-07-06 00:00"
    assert "PubDate" not in dict(metas(found["statutory/news/m.html"]))


def test_one_name_has_one_spelling() -> None:
    pairs = [("Keywords", "甲"), ("keywords", "乙"), ("Author", " "), ("Url", "u")]
    assert distinct(pairs) == [["Keywords", "甲"], ["Url", "u"]]


def test_no_page_has_an_empty_or_repeated_tag(sample: Site, render: Render) -> None:
    for path, artifact in render(sample).items():
        if path.endswith(".html"):
            found = metas(artifact)
            assert found[:3] == SITE_TAGS
            assert all(value.strip() for _, value in found)
            assert len({name.lower() for name, _ in found}) == len(found)


def test_every_page_shows_all_seven_footer_items(sample: Site, render: Render) -> None:
    site = sample.config.site
    for page in outlines(render(sample)).values():
        links = {link.href: link for link in page.links}
        assert links[site.party_mark].text == "党政机关网站标识（外部链接）"
        assert links[site.report_error].text == "我为政府网站找错"
        assert "站点地图" in {link.text for link in links.values()}
        footer = page.text.partition("党政机关网站标识")[2]
        for words in (
            f"网站标识码 {site.id_code}",
            f"主办单位 {site.organ}",
            f"联系方式 {site.contact}",
            f"ICP备案编号 {site.icp}",
            f"公安机关备案标识 {site.police}",
        ):
            assert words in footer


def test_links_off_the_site_say_so(sample: Site, render: Render) -> None:
    """Every link to another site has its rel; those that leave the government have their notice."""
    for page in outlines(render(sample)).values():
        for link in page.links:
            leaves = link.href.startswith(("http:", "https:")) and "//sw.shili.gov.cn/" not in link.href
            assert link.rel == ("external noopener" if leaves else "") or link.rel in {"prev", "next"}
            outside = leaves and ".gov.cn" not in link.href
            assert link.text.endswith("（外部链接）") == outside


def test_the_notice_stands_on_every_page_of_a_demonstration_only(
    sample: Site, render: Render, config: SiteConfig, make_site: MakeSite
) -> None:
    notice = "本网站为演示站点，内容均为虚构"
    assert all(notice in one.text for one in outlines(render(sample)).values())
    real = make_site(config=config.model_copy(update={"demonstration": None}))
    assert not any(notice in one.text for one in outlines(render(real)).values())


def test_navigation_and_breadcrumb_say_where_one_is(sample: Site, jobs: Jobs) -> None:
    context = jobs(sample)["statutory/policies/2020-003.html"].context
    assert [one["name"] for one in context["navigation"]] == [
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
        "依申请公开",
    ]
    assert context["section"] == "statutory"
    assert [(step["name"], step["url"]) for step in context["breadcrumb"]] == [
        ("政府信息公开", "index.html"),
        ("法定主动公开内容", "statutory/index.html"),
        ("政策文件", "statutory/policies/index.html"),
        ("示例市便利店发展办法", ""),
    ]
    assert context["side"]["current"] == "statutory/policies"
    assert jobs(sample)["guide/index.html"].context["side"]["name"] == "政府信息公开"


def test_a_column_may_stay_out_of_navigation(config: SiteConfig, make_site: MakeSite, jobs: Jobs) -> None:
    columns = tuple(
        one.model_copy(update={"navigation": one.folder not in {"apply", "statutory/news"}}) for one in config.columns
    )
    found = jobs(make_site(config=config.model_copy(update={"columns": columns})))
    assert "依申请公开" not in [one["name"] for one in found["index.html"].context["navigation"]]
    side = found["statutory/index.html"].context["side"]
    assert "工作动态" not in [one["name"] for one in side["columns"]]
    assert "statutory/news/index.html" in found
