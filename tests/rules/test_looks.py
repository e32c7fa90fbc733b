"""Looks: what is written down of a page where it is rendered – complete for the rules, plain, and small."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.kinds.base import Document
from generator.kinds.general import News
from generator.kinds.policy import Policy
from generator.model.config import ColumnConfig, Identity, SiteConfig
from generator.model.content import Heading, Parsed, Written
from generator.model.output import Sheet
from generator.model.site import Page, Validity
from generator.rules.families import observe
from generator.rules.looks import LOOKS, look
from generator.text.markup import outline

SITE = Identity(
    name="示例市商务委员会",
    organ="示例市商务委员会",
    domain="sw.shili.gov.cn",
    id_code="3100990001",
    base_url="https://sw.shili.gov.cn/zwgk",
    address="商务路100号",
    contact="000-00001200",
    icp="示ICP备00000001号-1",
    police="示公网安备 00000000000001号",
    party_mark="https://bszs.conac.cn/1",
    report_error="https://zfwzgl.www.gov.cn/1",
)
CONFIG = SiteConfig(
    site=SITE,
    columns=(ColumnConfig(folder="news", name="工作动态", type="工作动态", description="动态", keywords=("动态",)),),
)
TAGS = "".join(
    f'<meta name="{name}" content="值">\n'
    for name in ("SiteName", "SiteDomain", "SiteIDCode", "ArticleTitle", "PubDate", "ContentSource")
).replace('"PubDate" content="值"', '"PubDate" content="2020-06-01 10:00"')
FOOTER = f"""<footer><a href="{SITE.party_mark}" rel="external">标识</a> <a href="{SITE.report_error}">找错</a>
<a href="../map.html">站点地图</a> {SITE.organ} {SITE.contact} {SITE.id_code} {SITE.icp} {SITE.police}</footer>"""
PAGE = f"""<!doctype html>
<html lang="zh-CN"><head><title>标题</title>
{TAGS}<link rel="stylesheet" href="../assets/site.css">
</head>
<body><a href="#main">跳到</a><header><a href="../index.html">首页</a></header>
<main id="main"><h1>标题</h1><p id="art-1">发布于<time>2020年6月1日</time></p><!-- here --></main>
{FOOTER}</body></html>
"""


def seen(html: str, page: Page[Document] | None = None, path: str = "news/a.html") -> dict[str, Any]:
    """What the looks see in a page; it must survive being written down."""
    content = html.encode()
    told = observe(Sheet(path, content, outline(content), page, CONFIG))
    assert json.loads(json.dumps(told)) == told
    return told


def shown(model: type[Document] = News, body: str = "正文", **more: Any) -> Page[Document]:
    """A published page."""
    meta = model(title="标题", published=datetime(2020, 6, 1, 10), attribute="主动公开")  # noqa: DTZ001  # the site's zone
    anchors = (Heading(0, "第一条", "art-1", 1),)
    return Page(
        "a",
        "news/a.html",
        "news",
        meta,
        Parsed("content/news/a.md", "", "news", meta, Written(text=body), headings=anchors),
        **more,
    )


LITTLE = {"frame": "index.html\nmap.html\n\nassets/site.css", "links": "#", "ids": "main"}
"""What is written down of a page without a fault."""


def test_a_page_without_a_fault_tells_little() -> None:
    """Where its links lead, and the ids that its headings do not tell already."""
    assert seen(PAGE, shown()) == LITTLE


def test_what_is_no_web_page_is_not_looked_at() -> None:
    assert observe(Sheet("robots.txt", b"User-agent: *", None, None, CONFIG)) == {}


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<a href="b.html">乙</a>', {"links": "#\nnews/b.html"}),
        ('<a href="../policies/b.html#art-2">乙</a>', {"links": "#\npolicies/b.html#art-2"}),
        (
            '<a href="../guide/index.html">指南</a>',
            {"frame": "guide/index.html\nindex.html\nmap.html\n\nassets/site.css"},
        ),
        ('<a href="./b.html">乙</a>', {"odd": [["link", "./b.html", "news/b.html", ""]]}),
        ('<a href="b.html?x=1#y%20z">乙</a>', {"odd": [["link", "b.html?x=1#y%20z", "news/b.html", "y z"]]}),
        (
            '<a href="https://sw.shili.gov.cn/zwgk/">首页</a>',
            {"odd": [["link", "https://sw.shili.gov.cn/zwgk/", "index.html", ""]]},
        ),
        ('<a href="#nowhere">无</a>', {"adrift": [["#nowhere", "nowhere"]]}),
        ('<a href="#top">顶</a><a href="#art-1">条</a><a href="">此</a>', {}),
        ('<img src="b.png">', {"files": "news/b.png"}),
        ('<p id="x">', {"ids": "main\nx"}),
        ('<p id="x\ny">', {"ids": ["main", "x\ny"]}),
        ('<a href="javascript:a()">跑</a>', {"schemes": ["javascript:a()"]}),
        ('<a href="https://a.com/">甲<br>乙</a>', {"unmarked": [["a.com", "甲 乙"]]}),
        ('<a href="https://a.com/" rel="external">甲</a><a href="https://a.gov.cn/">乙</a>', {}),
        ('<meta name="Author" content=" ">', {"void": [["Author", ""]]}),
        ('<meta name="keywords" content="待定">', {"void": [["keywords", "待定"]]}),
        ('<meta name="pubdate" content="2020年">', {"dates": [["form", "2020年"]]}),
        ('<meta name="PubDate" content="2020-06-02 10:00">', {"dates": [["other", "2020-06-02 10:00"]]}),
    ],
)
def test_what_differs_is_told(html: str, told: dict[str, Any]) -> None:
    """One thing more on the page, one thing more to tell."""
    assert seen(PAGE.replace("<!-- here -->", html), shown()) == LITTLE | told


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ('<meta name="SiteName" content="值">\n', {"lacking": {"site": ["SiteName"]}}),
        ('<meta name="ContentSource" content="值">\n', {"lacking": {"article": ["ContentSource"]}}),
        ("<time>2020年6月1日</time>", {"dates": [["hidden", "2020-06-01 10:00"]]}),
        (SITE.icp, {"lacking": {"footer": ["ICP备案编号"]}}),
        (' id="art-1"', {"lost": ["art-1"]}),
    ],
)
def test_what_is_missing_is_told(gone: str, told: dict[str, Any]) -> None:
    assert seen(PAGE.replace(gone, ""), shown()) == LITTLE | told


def test_only_the_page_of_a_column_needs_its_tags() -> None:
    """The first, those that follow, and those of a year or a topic."""
    lacking = {"column": ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]}
    for name in ("index", "page-2", "year-2020", "topic-x"):
        assert seen(PAGE, path=f"news/{name}.html")["lacking"] == lacking
    assert "lacking" not in seen(PAGE, path="news/b.html")


def test_a_page_that_must_say_something_and_does_not_is_told() -> None:
    assert "blank" in seen("<title>站点地图</title>", path="map.html")
    assert "blank" not in seen("<title>站点地图</title><p>图</p>", path="map.html")
    assert "blank" not in seen("", path="news/a.html")


def test_the_entries_of_a_list_are_told_by_their_marks() -> None:
    """The words after a link are its own up to the next link; a number is no entry; a doubtful text is told whole."""
    html = """<title>现行有效</title><a href="a.html">甲</a> 2020年 失效 <a href="b.html">乙</a>
    <a href="c.html">丙</a> 废止 <a href="page-2.html">2</a> <a href="d.html">失效的丁</a> 示商规
    <a href="e.pdf">戊</a> <a href="https://a.gov.cn/f.html">己</a>"""
    groups = {"失效": "news/a.html", "": "news/b.html", "废止": "news/c.html"}
    assert seen(html, path="news/index.html")["entries"] == [
        "现行有效",
        groups,
        [["news/d.html", "失效的丁", " 示商规 "]],
    ]
    assert "entries" not in seen(html, shown())


PIECES = st.sampled_from(
    (
        "废止",
        "<b>废止</b>",
        "<p>废止</p>",
        "原办法",
        "同时",
        "废",
        "止",
        "<p>",
        "</p>",
        "。",
        " ",
        "<i>",
        "</i>",
        "依法行政须知",
    )
)
WORDS = st.lists(
    st.sampled_from(("废止", "原办法", "同时", "废", "止", "。", " ", "依法行政须知", "\n")), max_size=8
).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join), WORDS, WORDS)
def test_a_mark_is_seen_the_quick_way_only_where_it_stands_for_itself(html: str, body: str, link: str) -> None:
    """Without what the page's title, body and links say, the mark is still there."""
    page = shown(Policy, body, validity=Validity.REPEALED)
    content = f'<main><h1>标题</h1>{html}<a href="b.html">{link}</a></main>'.encode()
    sheet = Sheet("news/a.html", content, outline(content), page, CONFIG)
    words = {"标题", *body.split("\n"), *(one.text for one in outline(content).links)}
    text = outline(content).text
    for word in sorted((" ".join(word.split()) for word in words), key=len, reverse=True):
        text = text.replace(word, "\n") if len(word) > 5 else text
    assert ("unsaid" in observe(sheet)) == ("废止" not in text)


def test_a_look_has_a_name_of_its_own() -> None:
    with pytest.raises(ValueError, match="links"):
        look("links")(lambda _sheet, _outline: None)


def test_a_worker_that_is_not_a_fork_has_every_look() -> None:
    """It imports what it was sent, and nothing else."""
    code = "import generator.building.press, generator.rules.looks as looks; print(*looks.LOOKS)"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert set(told.split()) == set(LOOKS)
