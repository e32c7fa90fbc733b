"""Searching a rendered file: the quick way finds what the thorough way finds, and what is told is small and plain."""

from __future__ import annotations

import json
import pickle
from datetime import date
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.kinds.general import News
from generator.model.config import ColumnConfig, Identity, SiteConfig
from generator.model.content import Parsed, Written
from generator.model.output import Sheet
from generator.model.schema import Record
from generator.model.site import Page
from generator.rules.scan import MANY
from generator.rules.search import Search
from generator.text.markup import outline
from generator.text.needles import Needles

TITLE = "甲乙丙丁戊己"
QUOTED = "“天地”<玄黄>宇宙洪荒"
SENTENCE = "日月盈昃2020年辰宿列张寒来暑往，秋收冬藏闰余成岁"
VOICED = "がぎぐげご甲乙"
"""Characters that may be written as two."""
LATIN = "Annual Report 2020".replace(" ", "")
CONFIG = SiteConfig(
    site=Identity(
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
    ),
    columns=(ColumnConfig(folder="news", name="工作动态", type="工作动态", description="动态", keywords=("动态",)),),
)
WORDS = {TITLE: [["a", ["甲乙丙丁戊己庚"]]], QUOTED: [["b", []]]}
PRIVATE = (("申请人两次来电询问进度",), ("赵钱", "申请人A-017"))
SEARCH = Search(WORDS, (SENTENCE, VOICED), (TITLE,), ("news/secret.html",), PRIVATE)


class Thorough(Search):
    """A search that never takes the quick way."""

    def __init__(self, *given: Any) -> None:
        """Take what a search takes."""
        super().__init__(*given)
        self._telling = False


SLOWLY = Thorough(WORDS, (SENTENCE, VOICED), (TITLE,), ("news/secret.html",), PRIVATE)
FRAME = (
    "<!doctype html><html><head><title>",
    "</title></head><body><header>",
    "</header><nav>",
    "</nav><main><p>",
    "</p></main>",
    "</body></html>",
)
WHOLE = (
    "<b></b>",
    '<a href="x.html">辛</a>',
    '<span title="壬"></span>',
    '<nav aria-label="壬"></nav>',
    '<h2 id="壬"></h2>',
)
INLINE = (
    *WHOLE,
    "<b>",
    "</b>",
    '<a href="x.html">',
    "</a>",
    '<span title="壬">',
    "</span>",
    "<i\n>",
    "<time datetime='癸'>",
)
BLOCKS = (
    "<p>",
    "</p>\n<p>",
    "<br>",
    '<div title="甲乙',
    '">',
    "<li>",
    '<meta content="',
    "<!-- ",
    " -->",
    "<",
    ">",
    "< 甲 >",
)
SPACES = (" ", "\n", "\u3000", "\xa0", "\u2028", "\r\n", "\t")
MARKS = (
    "\\<b>u4e59",
    "\\u",
    "&#34;",
    "\ufffd",
    "<i title=丙>",
    "\u0301",
    "\u0338",
    "\u3099",
    "&nbsp;",
    "&#x4e59;",
    "&amp;",
    "\\u4e59",
    "&lt;",
    "&gt;",
    "e",
    "庚",
    "\0",
)
scraps = st.sampled_from((*INLINE, *BLOCKS, *SPACES, *MARKS))


@st.composite
def told_somehow(draw: st.DrawFn) -> str:
    """One of the texts that are looked for, in pieces, with something between them."""
    escaped = QUOTED.replace("<", "&lt;").replace(">", "&gt;")
    private = (PRIVATE[0][0], "（赵钱）")
    text = draw(st.sampled_from((TITLE, QUOTED, SENTENCE, escaped, VOICED, normalize("NFD", VOICED), *private)))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=3)))
    pieces = [text[i:j] for i, j in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return "".join(piece + draw(scraps | st.just("")) for piece in pieces)


@st.composite
def told_well(draw: st.DrawFn) -> str:
    """One of the texts, in pieces, with nothing between them but white space and whole elements."""
    text = draw(st.sampled_from((TITLE, SENTENCE, PRIVATE[0][0])))
    return "".join(one + draw(st.sampled_from(("", "", *WHOLE, *SPACES[:5]))) for one in text)


def sheet(html: str, page: Page[Record] | None = None) -> Sheet:
    """A web page of this text."""
    content = html.encode()
    return Sheet("news/a.html", content, outline(content), page, CONFIG)


def page_of(body: str, **more: str) -> Page[Record]:
    """A published page that says something."""
    meta = News(title="标题", published=date(2020, 1, 1), attribute="主动公开", **more)
    parsed = Parsed("content/news/a.md", "", "news", meta, Written(text=body))
    return Page("a", "news/a.html", "news", meta, parsed)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(FRAME)), told_somehow() | scraps), max_size=5),
    st.lists(scraps | told_somehow(), max_size=3),
)
@example([(4, "甲乙<b>丙</b>丁戊己")], [])
@example([(4, "甲\\<b>u4e59丙丁戊己")], [])
@example([(4, "か<p>\u3000\u3099</p>ぎぐげご甲乙")], ["か\u3099ぎぐげご甲乙"])
@example([(4, '甲乙<span title="壬">丙丁戊己</span>')], ["甲乙", "\n", "丙丁戊己"])
@example([(4, '甲乙<nav aria-label="壬"></nav>丙丁戊己')], ["甲乙", "\n", "丙丁戊己"])
@example([(4, '甲<a title="壬">乙</a>丙<i title="癸"></i>丁<i title="辛"></i>戊<h2 id="庚"></h2>己')], ["甲乙丙丁戊己"])
def test_the_quick_way_finds_what_the_thorough_way_finds(scraps: list[tuple[int, str]], body: list[str]) -> None:
    """Whatever parts the words, and however ill-formed the page is."""
    pieces = list(FRAME)
    for place, scrap in scraps:
        pieces.insert(min(place, len(pieces)), scrap)
    page = page_of("".join(body), source="甲乙丙")
    seen = sheet("".join(pieces), page)
    assert SEARCH.told(seen) == SLOWLY.told(seen)


@settings(max_examples=200, deadline=None)
@given(st.lists(told_well() | st.sampled_from(WHOLE), max_size=5), st.lists(told_well(), max_size=2))
def test_the_quick_way_finds_it_in_well_formed_pages(shown: list[str], body: list[str]) -> None:
    """Where all tags are known, and those that may part words have been told."""
    seen = sheet("".join((*FRAME[:4], *shown, *FRAME[4:])), page_of("".join(body)))
    assert seen.outline
    assert seen.outline.parting is not None
    assert SEARCH.told(seen) == SLOWLY.told(seen)


@pytest.mark.parametrize("count", [0, 1, MANY, MANY + 1])
def test_tags_that_say_something_part_no_words(count: int) -> None:
    """Within a sentence, however many there are; and what they say is found as well."""
    within = "".join(f'<span title="{i}壬"></span>' for i in range(count))
    saying = "".join(f'<h2 id="{i}{TITLE}"></h2>' for i in range(count))
    for body, found in ((f"甲乙{within}丙<b>丁</b>戊己", True), (f"甲乙丙</p>{saying}<p>丁戊己", count > 0)):
        seen = sheet("".join((*FRAME[:4], body, *FRAME[4:])))
        assert seen.outline
        assert len(seen.outline.parting or ()) == count
        assert SEARCH.told(seen) == ({"titles": ["a"]} if found else {})


@settings(max_examples=300, deadline=None)
@given(st.lists(told_somehow() | scraps, max_size=6))
@example(['{"name": "甲乙', '丙丁戊己"}'])
@example(["<entry><title>甲乙", "&amp;#x4e59;", "丙丁戊己</title></entry>"])
def test_the_quick_way_finds_it_in_what_is_no_web_page(scraps: list[str]) -> None:
    """In feeds, JSON, scripts and texts."""
    seen = Sheet("news/feed.xml", "".join(scraps).encode(), None, None, CONFIG)
    assert SEARCH.told(seen) == SLOWLY.told(seen)


@pytest.mark.parametrize(
    "content",
    [
        f"<p>{TITLE}</p>",
        f'<img alt="{TITLE}">',
        "<p>甲乙<b class='x'>丙</b>\u3000丁\n戊己</p>",
        "<p>甲&#x4e59;丙丁戊己</p>",
        f'<script type="application/json">{json.dumps(TITLE)}</script>',
        f"<script>const title = '{TITLE}'</script>",
        f"<entry><title>{TITLE}</title></entry>",
        f"<![CDATA[{TITLE}]]>",
        TITLE,
    ],
)
@pytest.mark.parametrize("web", [True, False])
def test_a_title_is_found_wherever_it_stands(content: str, *, web: bool) -> None:
    """In text, attributes, scripts, JSON, feeds and plain texts, however it is spelt."""
    page = "".join((*FRAME[:4], content, *FRAME[4:]))
    seen = sheet(page) if web else Sheet("x", content.encode(), None, None, CONFIG)
    assert SEARCH.told(seen) == {"titles": ["a"]}


def test_a_source_says_what_its_fields_say() -> None:
    """Fields within fields included, and what only a page's own fields say."""
    page = page_of("", source=SENTENCE)
    assert SEARCH.told(sheet("<main><p>甲</p></main>", page)) == {"says": [SENTENCE]}


@pytest.mark.parametrize("between", [b"", b"<p>", b"\xe4 \xb8\x80", b"\xe4", b"\xef\xbf\xbd"])
def test_what_is_not_utf_8_is_read_as_the_thorough_way_reads_it(between: bytes) -> None:
    """Bytes that ASCII parts are no character, and a text may have the sign for what cannot be read."""
    words: dict[str, Any] = {"甲乙丙丁\ufffd\ufffd戊己": [["a", []]]}
    search, slowly = Search(words, (), (), ()), Thorough(words, (), (), ())
    for after in (b"", b"\xb8", "\ufffd".encode()):
        content = b"".join(("甲乙丙丁".encode(), between, after, "戊己".encode()))
        seen = Sheet("x.txt", content, None, None, CONFIG)
        assert search.told(seen) == slowly.told(seen)


def test_what_stands_between_blocks_is_no_word() -> None:
    """Two paragraphs with the halves of a title do not tell it; their source, which has no tags, does."""
    seen = sheet("<main><p>甲乙丙</p><p>丁戊己</p></main>", page_of("甲乙丙\n丁戊己"))
    assert SEARCH.told(seen) == {"says": [TITLE]}


def test_a_text_without_chinese_is_looked_for_as_well() -> None:
    """There is nothing to take the quick way by."""
    search = Search({LATIN: [["a", []]]}, (), (), ())
    assert search.told(sheet("<p>Annual <b>Report</b> 2020</p>")) == {"titles": ["a"]}


def test_an_address_is_looked_for_where_no_link_is_read() -> None:
    """In what is no web page; in web pages links are read as such."""
    told = Sheet("sitemap.xml", b"<loc>https://a.gov.cn/news/secret.html</loc>", None, None, CONFIG)
    assert SEARCH.told(told) == {"urls": ["news/secret.html"]}
    assert SEARCH.told(sheet('<a href="secret.html">')) == {}


def test_a_column_that_keeps_nothing_back_has_nothing_to_look_for() -> None:
    search = Search({}, (), (), ())
    search.prepare()
    assert search.told(sheet(f"<p>{TITLE}</p>", page_of(TITLE))) == {}


def test_a_search_travels_whole() -> None:
    """As bytes, and to another process; the digest is of all that it depends on."""
    for other in (Search.unpack(SEARCH.pack()), pickle.loads(pickle.dumps(SEARCH))):  # noqa: S301  # our own bytes
        assert other.digest == SEARCH.digest
        assert other.told(sheet(f"<p>{TITLE}</p>")) == {"titles": ["a"]}
    assert Search(WORDS, (SENTENCE,), (), ("news/secret.html",)).digest != SEARCH.digest


def test_what_is_told_is_plain_data() -> None:
    told = SEARCH.told(sheet(f"<p>{TITLE}</p><p>{SENTENCE}</p>", page_of(SENTENCE)))
    assert told == {"titles": ["a"], "sentences": [SENTENCE], "says": [SENTENCE]}
    assert json.loads(json.dumps(told)) == told


@pytest.mark.parametrize("text", ["甲", "xx甲乙丙yy", "乙丙丁", "甲乙", "", "龘\ud800甲", "\u4e00\u4e8c"])
def test_needles_are_found_wherever_they_stand(text: str) -> None:
    """Overlapping, within each other, and never in the halves of other characters."""
    words = ["甲", "甲乙", "乙丙", "丙", "xx", "\ud800", "\u004e\u8c4e"]
    assert Needles(words).within(text) == [word for word in words if word in text]


letters = st.sampled_from("甲乙一伀a\U00020000\ud800")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.text(letters, min_size=1, max_size=4), unique=True),
    st.sampled_from(("", "天地玄黄宇宙洪荒日月盈昃辰宿列张", "一二三")),
    st.text(letters, max_size=30),
)
def test_needles_are_the_texts_that_stand_in_a_text(words: list[str], before: str, text: str) -> None:
    """Characters that share a half included, and characters made of two; long texts that begin alike as well."""
    needles, said = Needles(before + one for one in words), f"{text}{before}{text}"
    found = [word for word in needles.texts if word in said]
    assert needles.within(said) == found
    needles.hasten()
    assert needles.within(said) == found


def test_the_ledger_is_told_by_pages_that_say_it_themselves_as_well() -> None:
    """Unlike a draft's sentence, what stands in the ledger is a leak wherever it stands."""
    body = f"{PRIVATE[0][0]}，{PRIVATE[1][1]}"
    told = SEARCH.told(sheet(f"<p>{body}</p>", page_of(body)))
    assert told == {"private": [PRIVATE[0][0], PRIVATE[1][1]]}


def test_the_digest_depends_on_the_ledger() -> None:
    """Not on more of it than is looked for: a date that changes makes no page to be searched anew."""
    first, second = (Search({}, (), (), (), ((), (word,))) for word in ("赵钱", "孙李"))
    assert first.digest != second.digest
    assert Search.unpack(first.pack()).told(sheet("<p>赵钱</p>")) == {"private": ["赵钱"]}
