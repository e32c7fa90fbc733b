"""The body of a page: HTML, visible text, headings, links and findings."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.content import Heading, Link
from generator.model.diagnostics import Severity, Span
from generator.reading.body import Body
from generator.reading.markdown import render

STATUTES = Path(__file__).parents[3] / "shared" / "corpus" / "statutes.jsonl.gz"
PATH = "content/a.md"


def read(body: str) -> Body:
    """Read a body that begins on line 10 of its file."""
    return render(body, PATH, 10)


def squeezed(text: str) -> str:
    """Take out all white space."""
    return "".join(text.split())


def test_an_empty_body_is_empty() -> None:
    """Nothing in, nothing out."""
    assert read("") == Body("", "")


def test_chapters_and_clauses() -> None:
    """Headings are shifted below the page's title, and chapters, sections and clauses get their anchors."""
    body = read(
        "# 第一章 总则\n\n第一条 甲。\n\n**第二条**乙。\n\n## 第二节 其他\n\n**第三条之一** 丙\n\n### 第四条 丁\n"
    )
    assert body.headings == (
        Heading(2, "第一章 总则", "chapter-1", 10),
        Heading(0, "第一条", "art-1", 12),
        Heading(0, "第二条", "art-2", 14),
        Heading(3, "第二节 其他", "section-1-2", 16),
        Heading(0, "第三条之一", "art-3-1", 18),
        Heading(4, "第四条 丁", "art-4", 20),
    )
    assert body.html == (
        '<h2 id="chapter-1">第一章 总则</h2>\n<p id="art-1">第一条 甲。</p>\n'
        '<p id="art-2"><strong>第二条</strong>乙。</p>\n<h3 id="section-1-2">第二节 其他</h3>\n'
        '<p id="art-3-1"><strong>第三条之一</strong> 丙</p>\n<h4 id="art-4">第四条 丁</h4>\n'
    )
    assert body.text == "第一章 总则\n第一条 甲。\n第二条乙。\n第二节 其他\n第三条之一 丙\n第四条 丁"


def test_the_words_of_a_point_end_with_its_first_part_and_not_within_a_time_or_a_number() -> None:
    body = "一、外摆时间为每日9:00至22:00，周末可以延长。\n\n二、奖励2,000元：先到先得。\n"
    assert [one.text for one in read(body).headings] == ["一、外摆时间为每日9:00至22:00", "二、奖励2,000元"]


def test_points_of_a_paper_without_articles() -> None:
    """Paragraphs that start with 一、 are anchored by their number; their opening words are their heading."""
    body = read(
        "各区：\n\n一、帮助产品达标。梳理标准。\n\n**二、打通渠道。**[甲](b.md)\n\n（一）小点。\n\n- 三、列表\n"
    )
    assert body.headings == (
        Heading(0, "一、帮助产品达标", "item-1", 12),
        Heading(0, "二、打通渠道", "item-2", 14),
    )
    assert body.html.startswith(
        '<p>各区：</p>\n<p id="item-1">一、帮助产品达标。梳理标准。</p>\n<p id="item-2"><strong>二、'
    )


@pytest.mark.parametrize(
    "body", ["第三条 办法：\n\n一、甲；", "### 第三条 办法\n\n一、甲；", "一二、", "一月份。", "十、。"]
)
def test_what_is_no_point_of_a_paper(body: str) -> None:
    """Points below an article belong to the article, and a number that nothing follows opens nothing."""
    assert [one.anchor for one in read(body).headings if one.anchor.startswith("item-")] == []


@pytest.mark.parametrize(
    ("marks", "levels"),
    [("# ##", [2, 3]), ("## ###", [2, 3]), ("### ####", [2, 3]), ("# ######", [2, 6]), ("### # ##", [4, 2, 3])],
)
def test_heading_levels(marks: str, levels: list[int]) -> None:
    """The highest heading of a body is of level 2, and none is below level 6."""
    body = read("\n\n".join(f"{mark} 甲" for mark in marks.split()))
    assert [heading.level for heading in body.headings] == levels
    assert re.findall(r"<h(\d)", body.html) == [str(level) for level in levels]


def test_a_wished_anchor() -> None:
    """An anchor in braces names the heading and does not show."""
    body = read("## 办理流程 {#flow}")
    assert body.html == '<h2 id="flow">办理流程</h2>\n'
    assert body.headings == (Heading(2, "办理流程", "flow", 10),)


def test_a_repeated_clause_is_named_apart() -> None:
    """The clauses of an annex do not take the ids of the text itself."""
    assert [one.anchor for one in read("第一条 甲\n\n附件\n\n第一条 乙").headings] == ["art-1", "art-1-2"]


@pytest.mark.parametrize("body", ["> 第一条 甲", "- 第一条 甲", "第一条规定的", "第一条、第二条 甲", "正文第一条 甲"])
def test_quoted_clauses_are_not_clauses(body: str) -> None:
    """Only a paragraph of the page itself that starts with 第N条 is a clause."""
    assert read(body).headings == ()


def test_references() -> None:
    """A reference is a link by number; its clause is named by its anchor."""
    body = read("依据[[示商规〔2020〕1号]]、[[示商规〔2020〕1号#第三条]]，\n[[2020-001#art-2|旧办法]]。")
    assert body.links == (
        Link("示商规〔2020〕1号", "示商规〔2020〕1号", Span(PATH, 10, 5, 11), "reference"),
        Link("示商规〔2020〕1号#art-3", "示商规〔2020〕1号第三条", Span(PATH, 10, 21, 15), "reference"),
        Link("2020-001#art-2", "旧办法", Span(PATH, 11, 3, 14), "reference"),
    )
    assert body.html == (
        '<p>依据<a class="reference" href="gongkai:0">示商规〔2020〕1号</a>、'
        '<a class="reference" href="gongkai:1">示商规〔2020〕1号第三条</a>，'
        '<a class="reference" href="gongkai:2">旧办法</a>。</p>\n'
    )


@pytest.mark.parametrize("body", ["`[[甲]]`", "    [[甲]]", "[[ ]]", "[[]]", "[[[甲]]]", "[甲]", "\\[[甲]]"])
def test_brackets_that_are_no_reference(body: str) -> None:
    """Code, single, empty and escaped brackets stay text."""
    assert read(body).links == ()


def test_links() -> None:
    """Local addresses wait for their URL; external ones are marked; all are listed where they stand."""
    body = read(
        "见[办法](b.md#第三条)、\n[网站](https://www.example.gov.cn/附件)、[邮](mailto:a@example.cn)和[上文](#第一条)。"
    )
    assert body.links == (
        Link("b.md#art-3", "办法", Span(PATH, 10, 7, 8)),
        Link("https://www.example.gov.cn/附件", "网站", Span(PATH, 11, 6, 29)),
        Link("mailto:a@example.cn", "邮", Span(PATH, 11, 41, 19)),
        Link("#art-1", "上文", Span(PATH, 11, 67, 4)),
    )
    assert body.html == (
        '<p>见<a href="gongkai:0">办法</a>、'
        '<a href="https://www.example.gov.cn/%E9%99%84%E4%BB%B6" rel="noopener external" class="external">网站</a>、'
        '<a href="mailto:a@example.cn">邮</a>和<a href="#art-1">上文</a>。</p>\n'
    )
    assert body.findings == ()


def test_the_same_address_twice_has_two_spans() -> None:
    """Each link is found at its own place."""
    body = read("[甲](a.md) [乙](a.md)\n\n[丙][x]\n\n[x]: a.md")
    assert [(link.span.line, link.span.column) for link in body.links] == [(10, 5), (10, 15), (12, 2)]


def test_spans_count_the_lines_of_the_file() -> None:
    """Carriage returns, lists and quotations do not move a line."""
    body = read("甲\r\n\r\n> - 乙\r\n>   丙 [丁](d.md)\r\n\r\n| a |\r\n|---|\r\n| [戊](e.md) |")
    assert [(link.span.line, link.span.column) for link in body.links] == [(13, 11), (17, 7)]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("[甲](file:///D:/a.docx)", "甲"),
        ("[甲](C:\\Users\\a.docx)", "甲"),
        ("[甲](javascript:alert)", "甲"),
        ("[甲](data:text/html,x)", "甲"),
        ("<vbscript:x>", "vbscript:x"),
        ("乙![甲](data:image/png;base64,x)", "乙甲"),
    ],
)
def test_refused_addresses(body: str, shown: str) -> None:
    """An address that no page may carry is left out, its words stay, and the editor is told where."""
    found = read(f"文\n\n{body}")
    assert found.html == f"<p>文</p>\n<p>{shown}</p>\n"
    assert found.links == ()
    assert [(one.rule, one.severity, one.span.line) for one in found.findings] == [("link-private", Severity.ERROR, 12)]


def test_internal_addresses_are_reported() -> None:
    """A link into the inner network is an error at its place."""
    (finding,) = read("见[内网](http://10.1.2.3/a)。").findings
    assert (finding.rule, finding.span, finding.message) == (
        "link-private",
        Span(PATH, 10, 7, 17),
        "链接指向内部地址 http://10.1.2.3/a，公众无法打开",
    )


def test_raw_html_is_reported_and_shown() -> None:
    """Raw HTML is text on the page and a warning to the editor, once a tag."""
    body = read('甲\n<div class="x">乙<!-- 丙 -->\n\n`<b>` &lt;b&gt; 3 < 4 <https://www.example.cn>')
    assert [(one.rule, one.severity, one.span) for one in body.findings] == [
        ("raw-html", Severity.WARNING, Span(PATH, 11, 1, 15)),
        ("raw-html", Severity.WARNING, Span(PATH, 11, 17, 4)),
    ]
    assert "&lt;div class=&quot;x&quot;&gt;乙&lt;!-- 丙 --&gt;" in body.html


def test_images() -> None:
    """An image within text is an image; alone in its paragraph it is a figure, its title the caption."""
    body = read('甲![图一](a.png "题")\n\n![图二](附件%201.png "流程")\n\n![图三](c.png)')
    assert body.html == (
        '<p>甲<img src="gongkai:0" alt="图一" title="题" loading="lazy"></p>\n'
        '<figure><img src="gongkai:1" alt="图二" loading="lazy"><figcaption>流程</figcaption></figure>\n'
        '<figure><img src="gongkai:2" alt="图三" loading="lazy"></figure>\n'
    )
    assert body.links[1] == Link("附件 1.png", "图二", Span(PATH, 12, 7, 10), "image")
    assert body.text == "甲\n流程"
    assert body.findings == ()


def test_an_image_without_words_is_an_error() -> None:
    """An empty alternative text is reported with its cure."""
    (finding,) = read("![](a.png)").findings
    assert (finding.rule, finding.severity, finding.span) == ("a11y-alt", Severity.ERROR, Span(PATH, 10, 5, 5))
    assert finding.message == "图片 a.png 没有替代文字"
    assert finding.hint


def test_a_linked_image() -> None:
    """An image that is a link is listed as both."""
    body = read("[![图](a.png)](b.md)")
    assert body.html == '<p><a href="gongkai:0"><img src="gongkai:1" alt="图" loading="lazy"></a></p>\n'
    assert [(link.form, link.span.column) for link in body.links] == [("link", 15), ("image", 7)]


def test_tables() -> None:
    """A table scrolls by itself, its headers have scopes, its caption comes from the paragraph before it."""
    body = read("表：收费标准\n\n| 项目 | | 元 |\n|:-|-|-:|\n| 甲 | 乙 | 1 |")
    assert body.html == (
        '<div class="table" tabindex="0" role="region" aria-label="收费标准">\n<table>\n<caption>收费标准</caption>\n'
        '<thead>\n<tr>\n<th scope="col" class="align-left">项目</th>\n<td></td>\n'
        '<th scope="col" class="align-right">元</th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td class="align-left">甲</td>\n<td>乙</td>\n<td class="align-right">1</td>\n</tr>\n</tbody>\n'
        "</table>\n</div>\n"
    )
    assert body.text == "收费标准\n项目\n元\n甲\n乙\n1"


def test_a_table_without_a_caption() -> None:
    """Any other paragraph before a table stays where it is."""
    body = read("如下：\n\n| 甲 |\n|-|\n| 1 |")
    assert body.html.startswith(
        '<p>如下：</p>\n<div class="table" tabindex="0" role="region" aria-label="表格">\n<table>\n<thead>'
    )


def test_footnotes() -> None:
    """Footnotes lead there and back, each end has its own id, and one that nothing cites is kept."""
    body = read("甲[^a]乙[^a]丙[^b]\n\n[^a]: 注一\n[^b]: 注二\n[^c]: 注三\n\n## 题 {#fn-1}")
    ids = re.findall(r'id="([^"]+)"', body.html)
    assert ids == ["fnref-1", "fnref-1-2", "fnref-2", "fn-1-2", "fn-1", "fn-2", "fn-3"]
    assert re.findall(r'footnote-back" href="#([^"]+)" aria-label="([^"]+)"', body.html) == [
        ("fnref-1", "返回正文第1处"),
        ("fnref-1-2", "返回正文第2处"),
        ("fnref-2", "返回正文"),
    ]
    assert body.text == "甲乙丙\n题\n注一\n注二\n注三"


def test_definition_lists_and_code() -> None:
    """Terms, definitions and code are visible text; struck text is not a thing."""
    body = read("术语\n: 解释\n\n```\na <b>\n```\n\n~~甲~~")
    assert body.html == (
        "<dl>\n<dt>术语</dt>\n<dd>解释</dd>\n</dl>\n<pre><code>a &lt;b&gt;\n</code></pre>\n<p>~~甲~~</p>\n"
    )
    assert body.text == "术语\n解释\na <b>\n~~甲~~"


def test_bare_addresses_stay_text() -> None:
    """Nothing becomes a link that nobody wrote as one, and quotes stay as they are."""
    body = read('www.example.cn "甲" ... --')
    assert body.links == ()
    assert body.text == 'www.example.cn "甲" ... --'


CHINESE = st.text(st.characters(min_codepoint=0x3001, max_codepoint=0x9FFF, categories=["L", "N", "P"]), min_size=1)
"""Chinese prose: Han characters and full-width marks, none of which Markdown acts upon."""


@given(st.lists(st.lists(CHINESE, min_size=1, max_size=4).map("\n".join), min_size=1, max_size=6))
def test_no_character_of_prose_is_lost(paragraphs: list[str]) -> None:
    """The visible text of plain paragraphs is their source."""
    body = read("\n\n".join(paragraphs))
    assert squeezed(body.text) == squeezed("".join(paragraphs))
    assert len(body.text.splitlines()) == len([one for one in paragraphs if one.strip()])


@given(st.text() | st.text(alphabet="[]()!#*_`<>|-:^~\\ \n\t　甲第三条a1&;{}/.", max_size=60))
def test_nothing_raises_and_no_markup_gets_in(text: str) -> None:
    """Whatever an editor writes, a body comes out, its spans stand in the file, and its links are all listed."""
    body = read(text + "<script>" + text)
    lines = re.split(r"\r\n?|\n", text + "<script>" + text)
    spans = [link.span for link in body.links] + [finding.span for finding in body.findings]
    assert "<script" not in body.html
    assert all(10 <= span.line < 10 + len(lines) for span in spans)
    assert {int(number) for number in re.findall(r'="gongkai:(\d+)"', body.html)} <= set(range(len(body.links)))
    ids = re.findall(r'<\w+ (?:href="#fn-\d+" )?id="([^"]*)"', body.html)
    assert len(ids) == len(set(ids))


def test_statutes_lose_nothing() -> None:
    """The visible text of a hundred real statutes is their source, white space and heading marks aside."""
    if not STATUTES.exists():
        pytest.skip(f"the corpus of statutes is not beside the repository: {STATUTES.name}")
    with gzip.open(STATUTES, "rt", encoding="utf-8") as lines:
        bodies = [json.loads(line)["body"] for line in lines]
    for body in bodies[:: len(bodies) // 100][:100]:
        source = re.sub(r"^(#+|[-*>]) ", "", body, flags=re.MULTILINE)
        assert squeezed(read(body).text) == squeezed(source)
