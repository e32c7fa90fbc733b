"""Content pages: what stands on them, and where their links lead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.kinds.general import GeneralPage, News
from generator.kinds.participation import Message
from generator.kinds.policy import Policy
from generator.kinds.registry import KINDS
from generator.kinds.topic import Topic
from generator.model.content import Heading
from generator.model.site import Job, Site
from generator.rendering.pages import contents
from tests.rendering.conftest import make_config

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
Jobs = Callable[[Site], dict[str, Job]]
Html = Callable[[Site, str], str]

POLICY = "statutory/policies/2020-003.html"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_layout(layouts: str, kind: str) -> None:
    assert (Path(layouts) / f"{kind}.html").is_file()


def test_the_sample_has_every_kind(sample: Site, jobs: Jobs) -> None:
    """So the tests that render it see every layout."""
    assert {f"{kind}.html" for kind in KINDS} <= {job.layout for job in jobs(sample).values()}


def test_the_metadata_block_is_complete(sample: Site, jobs: Jobs) -> None:
    facts = jobs(sample)[POLICY].context["page"]["facts"]
    assert [(one["label"], one["value"], one["iso"]) for one in facts] == [
        ("索引号", "SL0000012/2020-00003", None),
        ("主题分类", "商贸、海关、旅游\\国内贸易（含供销）", None),
        ("发布机构", "示例市商务委员会", None),
        ("成文日期", "2020年7月1日", "2020-07-01"),
        ("发文字号", "示商规〔2020〕3号", None),
        ("发布日期", "2020年7月6日", "2020-07-06T10:00"),
        ("施行日期", "2020年8月1日", "2020-08-01"),
        ("有效期至", "2025年7月31日", "2025-07-31"),
        ("有效性", "有效", None),
        ("来源", "示例市商务委员会", None),
    ]


def test_a_document_s_page(sample: Site, html: Html) -> None:
    """The fragments that rules and readers rely on."""
    page = html(sample, POLICY)
    for fragment in (
        '<html lang="zh-CN">',
        "<title>示例市便利店发展办法 - 政策文件 - 示例市商务委员会</title>",
        "<h1>示例市便利店发展办法</h1>",
        '<div><dt>成文日期</dt><dd><time datetime="2020-07-01">2020年7月1日</time></dd></div>',
        '<p class="status status-in-force">',
        '<a href="2020-004.html">示例市便利店发展办法实施细则</a>',
        '<a href="../interpretations/2020-003-jd.html">《示例市便利店发展办法》图解</a>',
        '<a href="2020-003.html" aria-current="page">示例市便利店发展办法</a>',
        '<a href="form.docx" download>申请表</a>',
        "DOCX，23 KB",
        f"<code>{'ab' * 32}</code>",
        '<a href="2016-001.html">示例市便利店发展暂行办法（示商规〔2016〕1号）</a>',
        "<dd>《中华人民共和国政府信息公开条例》</dd>",
        '<a href="#art-3">第3条</a>',
        '<a href="../../guide/index.html">政府信息公开指南</a>',
        '<link rel="stylesheet" href="../../assets/site.css">',
        '<li><span aria-current="page">示例市便利店发展办法</span></li>',
        '<aside class="demonstration" aria-label="演示说明">',
    ):
        assert fragment in page
    assert page.count("<h1") == 1


def test_a_repealed_document_says_by_what_and_when(sample: Site, html: Html) -> None:
    page = html(sample, "statutory/policies/2016-001.html")
    assert "<strong>已废止</strong>" in page
    assert '自2020年8月1日起被<a href="2020-003.html">《示例市便利店发展办法》（示商规〔2020〕3号）</a>废止。' in page
    assert "<dt>本文件被替代</dt>" in page


def test_what_the_bars_show_is_not_repeated_below(sample: Site, jobs: Jobs) -> None:
    found = jobs(sample)
    assert [one["label"] for one in found[POLICY].context["page"]["relations"]] == ["本文件替代", "办事指南"]
    assert found["statutory/policies/2020-004.html"].context["page"]["relations"] == []


def test_links_of_the_body_lead_where_assembling_found(make_page: MakePage, make_site: MakeSite, html: Html) -> None:
    page = make_page(
        News,
        "n",
        html='<p><a href="gongkai:0">甲</a><a href="gongkai:1">乙</a></p>',
        ties={"targets": ("guide/index.html#s-1", "")},
    )
    body = '<p><a href="../../guide/index.html#s-1">甲</a><span class="unresolved">乙</span></p>'
    assert body in html(make_site(page), "statutory/news/n.html")


@pytest.mark.parametrize(("owner", "expected"), [("", ["对外贸易处"]), ("办公室", ["办公室"])])
def test_an_office_that_answers_is_named(
    owner: str, expected: list[str], make_page: MakePage, make_site: MakeSite, jobs: Jobs
) -> None:
    """Where a page does not say which, its column does."""
    config = make_config()
    columns = tuple(one.model_copy(update={"owner": "对外贸易处"}) for one in config.columns)
    site = make_site(make_page(News, "a", owner=owner), config=config.model_copy(update={"columns": columns}))
    facts = jobs(site)["statutory/news/a.html"].context["page"]["facts"]
    assert [one["value"] for one in facts if one["label"] == "责任处室"] == expected


def test_a_source_is_always_named(make_page: MakePage, make_site: MakeSite, jobs: Jobs) -> None:
    """Stated, or the issuer, or the organ; and the tag says the same as the page."""
    pages = (
        make_page(News, "a", source="市场处", origin="示例日报"),
        make_page(Policy, "b", issuer="示例市人民政府"),
        make_page(News, "c"),
    )
    found = jobs(make_site(*pages))
    for name, source in (("a", "市场处"), ("b", "示例市人民政府"), ("c", "示例市商务委员会")):
        context = found[f"statutory/news/{name}.html"].context
        assert {"label": "来源", "value": source, "iso": None} in context["page"]["facts"]
        assert ["ContentSource", source] in context["metas"]
    facts = found["statutory/news/a.html"].context["page"]["facts"]
    assert {"label": "转载自", "value": "示例日报", "iso": None} in facts


@pytest.mark.parametrize(("day", "shown"), [("2020-10-30", ["2020年10月30日"]), ("2020-10-31", [])])
def test_what_is_to_come_is_not_told_before_its_day(
    day: str, shown: list[str], make_page: MakePage, make_site: MakeSite, jobs: Jobs
) -> None:
    """A topic that will be archived, a message that will be answered: the site stands on 30 October."""
    pages = (make_page(Topic, "t", archived=day), make_page(Message, "m", answered=day, asked="2020-07-01"))
    found = jobs(make_site(*pages))
    for name, label in (("t", "归档日期"), ("m", "答复日期")):
        facts = found[f"statutory/news/{name}.html"].context["page"]["facts"]
        assert [one["value"] for one in facts if one["label"] == label] == shown


def test_titles_differ_even_where_headings_do_not(make_page: MakePage, make_site: MakeSite, jobs: Jobs) -> None:
    pages = (
        make_page(Policy, "a", title="通知", doc_number="示商办〔2020〕1号"),
        make_page(News, "b", title="通知"),
        make_page(News, "c", title="公告"),
    )
    found = jobs(make_site(*pages))
    assert [found[f"statutory/news/{name}.html"].context["title"] for name in "abc"] == [
        "通知（示商办〔2020〕1号） - 工作动态 - 示例市商务委员会",
        "通知（b） - 工作动态 - 示例市商务委员会",
        "公告 - 工作动态 - 示例市商务委员会",
    ]


def test_an_opening_page_is_the_column_s_first_page(make_page: MakePage, make_site: MakeSite, jobs: Jobs) -> None:
    """Its job stands in the list's place and carries the list."""
    opening = make_page(GeneralPage, "news-index", title="动态说明", stem="index")
    found = jobs(make_site(opening, make_page(News, "n")))["statutory/news/index.html"]
    assert found.layout == "page.html"
    assert found.context["title"] == "动态说明 - 工作动态 - 示例市商务委员会"
    assert [one["url"] for one in found.context["column"]["entries"]] == ["statutory/news/n.html"]
    assert found.context["breadcrumb"][-1] == {"name": "工作动态", "url": ""}
    names = [name for name, _ in found.context["metas"]]
    assert names.count("ColumnDescription") == names.count("ArticleTitle") == 1


def test_few_headings_need_no_contents_list() -> None:
    headings = tuple(Heading(2, f"标题{n}", f"s-{n}", n) for n in range(1, 4))
    assert contents(headings) == []
    assert len(contents((*headings, Heading(2, "标题4", "s-4", 4)))) == 4


def test_clauses_hang_below_their_heading() -> None:
    clause = [Heading(0, f"第{n}条", f"art-{n}", n) for n in range(1, 4)]
    found = contents((clause[0], Heading(2, "第一章", "chapter-1", 5), *clause[1:]))
    assert [(one["text"], [each["anchor"] for each in one["clauses"]]) for one in found] == [
        ("", ["art-1"]),
        ("第一章", ["art-2", "art-3"]),
    ]
