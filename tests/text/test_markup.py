"""What a page says of itself, read back from its bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.model.site import Anchor, Outline
from generator.text.markup import outline, visible

PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title> 标题
 - 栏目 </title><meta name="SiteName" content="示例&amp;市"><meta name="Empty" content="">
<link rel="stylesheet" href="site.css"><link rel="canonical" href="https://a.gov.cn/"><style>p { color: red }</style>
</head>
<body id="top"><p>第一<strong>段</strong></p><p>第二段<br>折行</p><table><tr><td>1</td><td>2</td></tr></table>
<a href="b.html" rel="external noopener"><img src="x.png" alt="图"> 链接
文字</a><a id="nowhere">无</a><video src="v.mp4" poster="p.jpg"></video><script src="s.js">var hidden</script>
</body></html>
"""


def test_an_outline_is_complete() -> None:
    """Language, title, tags in order, ids, links, what is loaded, and the text without head, scripts and styles."""
    assert outline(PAGE.encode()) == Outline(
        language="zh-CN",
        title="标题 - 栏目",
        metas=(("SiteName", "示例&市"), ("Empty", "")),
        ids=frozenset({"top", "nowhere"}),
        links=(Anchor("b.html", "链接 文字", "external noopener"),),
        resources=("site.css", "x.png", "v.mp4", "p.jpg", "s.js"),
        text="第一段 第二段 折行 1 2 链接 文字无",
    )


def test_an_empty_page_has_an_outline() -> None:
    """Nothing at all is a page without anything."""
    assert outline(b"") == Outline("", "", (), frozenset(), (), (), "")


def test_the_footer_is_the_pages_own() -> None:
    """Text and links of the footer are told apart; an article's footer, and what nobody reads, are not in it."""
    page = outline(
        b'<body><header>a<a href="top">b</a></header>'
        b'<main><article>c<footer>d<a href="e">f</a></footer></article></main>'
        b'<footer><div>g<script>h</script><a href="map">i</a></div></footer></body>'
    )
    assert (page.footer, page.footer_links) == ("gi", frozenset({"map"}))


def test_a_fragment_shows_its_text() -> None:
    """Blocks are parted, inline elements are not, markup is not shown."""
    assert visible("<p>甲<em>乙</em>&lt;b&gt;</p><li>丙</li><style>x</style>") == "甲乙<b> 丙"


@given(st.text(st.characters(exclude_categories=("C",), exclude_characters="<&"), max_size=40))
def test_plain_text_shows_as_itself(text: str) -> None:
    """Whatever is not markup is text, whitespace collapsed."""
    assert visible(f"<p>{text}</p>") == " ".join(text.split())
