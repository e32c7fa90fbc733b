"""What a page says of itself, read back from its bytes."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.text.markup import Reading, outline
from generator.text.regular import BODY, OWN, VOID, Link, Regular, regular

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


def shown(html: str) -> str:
    """What a fragment of HTML shows."""
    return outline(html.encode()).text


def test_an_outline_is_complete() -> None:
    """Language, title, tags in order, ids, links, what is loaded, and the text without head, scripts and styles."""
    page = outline(PAGE.encode())
    assert (page.language, page.title) == ("zh-CN", "标题 - 栏目")
    assert page.metas == (("SiteName", "示例&市"), ("Empty", ""))
    assert page.ids == {"top", "nowhere"}
    assert page.links == (Link("b.html", "链接 文字", "external noopener"),)
    assert [part.links for part in page.parts] == [(("b.html", "external noopener"),)]
    assert {one for part in page.parts for one in part.resources} == {"site.css", "x.png", "v.mp4", "p.jpg", "s.js"}
    assert page.text == "第一段 第二段 折行 1 2 链接 文字无"
    assert page.footer == ("", frozenset())


def test_an_empty_page_has_an_outline() -> None:
    """Nothing at all is a page without anything."""
    page = outline(b"")
    assert (page.language, page.title, page.text, page.footer) == ("", "", "", ("", frozenset()))
    assert (page.metas, page.ids, page.links) == ((), frozenset(), ())


def test_the_footer_is_the_pages_own() -> None:
    """Text and links of the footer are told apart; an article's footer, and what nobody reads, are not in it."""
    page = outline(
        b'<body><header>a<a href="top">b</a></header>'
        b'<main><article>c<footer>d<a href="e">f</a></footer></article></main>'
        b'<footer><div>g<script>h</script><a href="map">i</a></div></footer></body>'
    )
    assert page.footer == ("gi", frozenset({"map"}))


def test_a_fragment_shows_its_text() -> None:
    """Blocks are parted, inline elements are not, markup is not shown."""
    assert shown("<p>甲<em>乙</em>&lt;b&gt;</p><li>丙</li><style>x</style>") == "甲乙<b> 丙"


@given(st.text(st.characters(exclude_categories=("C",), exclude_characters="<&"), max_size=40))
def test_plain_text_shows_as_itself(text: str) -> None:
    """Whatever is not markup is text, whitespace collapsed."""
    assert shown(f"<p>{text}</p>") == " ".join(text.split())


class Whole(Reading):
    """A page read as a whole, whatever it shares with others."""

    _shared = ()
    _regular = None


class Parsed(Reading):
    """A page read by the parser, however regular it is."""

    _regular = None


FRAME = (
    '<!doctype html><html lang="zh-CN"><head><title>题</title><meta name="A" content="甲">',
    '<link rel="icon" href="i.svg">',
    "</head>",
    '<body><a href="#main">跳</a><header class="m"><nav><a href="home.html" id="top">首<span>页</span></a></nav>',
    "</header>",
    '<nav><ol><li><a href="up.html">上级</a></li></ol></nav><div><main id="main"><h1>题</h1><p id="p">文',
    '<time>2020年6月1日</time></p><p>甲<b>乙</b>丙</p><img src="x.png"><footer>文末<a href="end.html">注</a></footer>',
    "</main>",
    '<nav><a href="side.html">旁</a></nav></div>',
    '<footer>页脚<div>一</div><div>二<a href="map.html">图</a></div></footer>',
    "</body></html>",
)
SCRAPS = st.sampled_from(
    """
    <!-- --> <!--<p> --!> <script> </script> <style> </style> <textarea> </textarea> <title> </title> <select> </select>
    <template> </template> <noscript> </noscript> <svg> </svg> <math> </math> <table> </table> <td> </td> <tr+id="r">
    <caption> <form> </form> <form+id="f"> <a+href="a.html"> <a+href> </a> <b> </b> <p> </p> <p+id="q"> <nav> </nav>
    <section> </section> <article> </article> <main> </main> <footer> </footer> <header> </header> <body+id="b">
    <frameset> <html+id="h"> <iframe+src="f.html"> <plaintext> <button> </button> <div> </div> <ul> <li> </ul> <br> <hr>
    < > & &amp; &#1; " <a+title="<p> "> <img+src='y.png'> <IMG+SRC=z.png> <A+HREF="B.HTML"+REL="External">
    <video+poster="v.jpg"> <object+data="o"> <link+rel="stylesheet"+href="s.css"> <meta+name="N"+content="v">
    <time>2020年6月1日</time> 甲 2020年6月1日 <head> </head> <x-0> </x-0> <X-0> <h1> </h1> <dl> <dt> <dd> </dl> <pre>
    </pre> <option> <area+href="r.html"> <![CDATA[ ]]> <?x
    """.split()  # noqa: SIM905  # a list of words reads best as words
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(FRAME)), SCRAPS), max_size=6))
@example([])
@example([(4, "<table>")])
@example([(2, "<nav>"), (6, "</nav>")])
def test_parts_say_what_the_whole_says(scraps: list[tuple[int, str]]) -> None:
    """A page that is cut in parts says the same as one that is not, however ill-formed it is."""
    pieces = list(FRAME)
    for place, scrap in scraps:
        pieces.insert(min(place, len(pieces)), scrap.replace("+", " "))
    same("".join(pieces))


def same(html: str) -> Reading:
    """A page, which says the same however it is read."""
    page, parsed, whole = (way(html.encode()) for way in (outline, Parsed, Whole))
    for one in (page, parsed):
        for name in ("links", "ids", "resources", "metas"):
            assert sorted(told(one, name)) == sorted(told(whole, name)), name
        for name in ("language", "title", "links", "text", "footer"):
            assert getattr(one, name) == getattr(whole, name), name
        assert one.shows("2020年6月1日") == ("2020年6月1日" in whole.text)
        assert {"", *map(bare, one.link_texts)} >= {bare(link.text) for link in whole.links}
        assert all(bare("".join(words)) in bare(whole.text) for words in one.around("甲"))
    return page


ATTRIBUTES = st.lists(
    st.sampled_from((' id="q"', ' class="k"', ' href="b.html"', ' src="y.png"', ' rel="external"', " download")),
    max_size=2,
    unique=True,
).map("".join)
TEXTS = st.sampled_from(("", " ", "\n", "甲", "乙 丙", "2020年6月1日", ">", '"'))


def element(within: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An element of any known name around anything; what is void is void."""

    def spelt(name: str, attributes: str, inner: str) -> str:
        return f"<{name}{attributes}>" if name in VOID else f"<{name}{attributes}>{inner}</{name}>"

    return st.builds(spelt, st.sampled_from(sorted(BODY)), ATTRIBUTES, within)


def grid(within: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A table whose cells hold anything."""
    cell = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(("td", "th")), within)
    row = st.lists(cell, max_size=2).map(lambda cells: f"<tr>{''.join(cells)}</tr>\n")
    body = st.builds("<{0}>\n{1}</{0}>".format, st.sampled_from(("thead", "tbody")), row)
    caption = st.builds("<caption>{}</caption>".format, within)
    return st.lists(st.one_of(body, caption), max_size=3).map(lambda parts: f"<table>\n{''.join(parts)}</table>")


NESTED = st.recursive(
    TEXTS,
    lambda within: st.lists(st.one_of(TEXTS, element(within), grid(within)), max_size=4).map("".join),
    max_leaves=12,
)


@settings(max_examples=400, deadline=None)
@given(NESTED, st.sampled_from((5, 6, 7)))
def test_what_is_nested_well_takes_no_parser(html: str, place: int) -> None:
    """Whatever stands in what, the tags alone tell what the tree tells."""
    same("".join((*FRAME[:place], html, *FRAME[place:])))


def test_a_page_as_layouts_write_it_is_regular() -> None:
    """Tables, lists and paragraphs take no parser; an element without its end, or out of its place, does."""
    table = "<table><caption>表</caption>\n<thead>\n<tr><th>甲</th></tr>\n</thead></table>"
    for more in (table, "<ul>\n<li>甲</li>\n</ul><p>乙<br>丙</p>"):
        assert isinstance(regular_of(more), Regular)
    for more in ("<p>甲", "<td>甲</td>", "<table>甲</table>", "<b><i></b></i>", "<p title=x>", "&amp;", "<svg></svg>"):
        assert regular_of(more) is None


def test_tags_that_part_words_are_told_apart() -> None:
    """Those that may stand within a text and say something themselves; not those between texts."""
    told = regular_of('<nav aria-label="甲"><p><a href="x" title="乙">丙</a><b>丁</b></p><h2 id="戊"></h2></nav>')
    assert told
    assert sorted(one.decode() for one in told.parting) == ['a href="x" title="乙"', 'h2 id="戊"']


def test_a_tag_that_was_forgotten_is_read_again() -> None:
    """What is remembered is bounded; a page that was read before says the same afterwards."""
    page = outline("".join(FRAME).encode())
    assert page.parts
    OWN.clear()
    OWN.telling.clear()
    assert page.links == Whole("".join(FRAME).encode()).links


def regular_of(html: str) -> Regular | None:
    """What becomes of a page's own contents."""
    return regular("".join(FRAME[:3]).encode(), f"<main>{html}</main>".encode())


def told(page: Reading, name: str) -> list[object]:
    """What all parts of a page say together, each thing once."""
    return list(dict.fromkeys(one for part in page.parts for one in getattr(part, name)))


def bare(text: str) -> str:
    """Text without white space."""
    return "".join(text.split())


def test_a_well_formed_page_is_cut() -> None:
    """What many pages share is read once."""
    first, second = outline("".join(FRAME).encode()), outline("".join(FRAME).replace("题", "名").encode())
    assert len(first.parts) == 3
    assert first.parts[1:] == second.parts[1:]
