"""The dashboard: it says everything that the editors must know, as plain, well-formed, safe HTML."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model.values import replace
from generator.serving.board import MOST, MOST_FLAWS, Board, Clock, Flaw, Member, Release, Rendered, Waiting, board

EMPTY = Board("示例市商务委员会", "/zwgk/", 13, datetime(2020, 4, 9, 9, 30, 5), 120)  # noqa: DTZ001  # an editor's clock
ERROR = Flaw(
    "date-order", "错误", "发布早于成文", "content/b.md:3:5", "vscode://file/srv/b.md:3:5", cure="改正其中一个日期"
)
WARNING = Flaw("title-long", "警告", "标题太长", "content/a.md:2:1")
FULL = replace(
    EMPTY,
    rendered=(Rendered("statutory/b.html", "正文改了", "/zwgk/statutory/b.html"),),
    releases=(
        Release("示商〔2020〕1号", "已经齐套的意见", "齐套", (Member("文件", "已经齐套的意见", "/zwgk/whole.html"),)),
        Release(
            "示商〔2020〕3号",
            "还缺解读的措施",
            "不齐套，暂缓",
            (
                Member("文件", "还缺解读的措施", "/zwgk/pending.html"),
                Member("细则", "申领细则", "/zwgk/rules.html"),
                Member("解读", "一图读懂", "/zwgk/text.html", "草稿"),
            ),
            ("解读",),
            (("审签", "2020-04-03"), ("发布", "2020-04-09 → 2020-04-10")),
        ),
    ),
    flaws=(WARNING, ERROR),
    waiting=(
        Waiting("一图读懂", "content/text.md", "草稿", "/zwgk/text.html"),
        Waiting("五一活动", "content/may.md", "未到发布日期", "/zwgk/may.html", datetime(2020, 5, 1, 10)),  # noqa: DTZ001
        Waiting("六一活动", "content/june.md", "未到发布日期", "/zwgk/june.html", date(2020, 6, 1)),
    ),
    clocks=(
        Clock("发布实施细则", "若干意见", date(2020, 4, 3), "已逾期 4 个工作日", late=True),
        Clock("发布解读", "还缺解读的措施", date(2020, 4, 14), "还剩 3 个工作日", url="/zwgk/pending.html"),
        Clock("公开", "年度报告", None, "无法判定"),
    ),
)


def parsed(data: Board) -> LexborHTMLParser:
    return LexborHTMLParser(board(data))


def words(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text(separator=" ").split())


def section(data: Board, name: str) -> LexborNode:
    found = parsed(data).css_first(f"section[aria-labelledby={name}]")
    assert found is not None
    return found


def rows(node: LexborNode) -> Iterator[list[str]]:
    for row in node.css("tbody tr"):
        yield [words(cell) for cell in row.css("th, td")]


def test_it_says_which_build_it_shows() -> None:
    page = parsed(EMPTY)
    assert words(page.css_first("h1")) == "预览总览"
    assert words(page.css_first(".lead")) == "示例市商务委员会 ；第 13 次生成， 2020-04-09 09:30:05 ，用时 120 毫秒"
    assert [one.attributes["href"] for one in page.css(".lead a")] == ["/zwgk/"]
    script = page.css_first("script")
    assert script is not None
    assert script.attributes == {
        "src": "/_gongkai/client.js",
        "data-build": "13",
        "data-page": "_gongkai",
        "defer": None,
    }


def test_it_needs_no_inline_style_or_script() -> None:
    page = parsed(FULL)
    assert page.css("style, [style], script:not([src])") == []
    assert [one for node in page.css("*") for one in node.attributes if one.startswith("on")] == []


def test_an_empty_column_is_told_in_sentences() -> None:
    page = parsed(EMPTY)
    assert page.css("table") == []
    assert [words(one) for one in page.css(".none")] == [
        "没有发现问题。",
        "没有正在计算的时限。",
        "没有政策文件。",
        "没有草稿，也没有待发布的页面。",
        "没有需要重新生成的网页。",
    ]


def test_it_is_well_built() -> None:
    """One h1; every section named by its heading; every table with a caption and the scope of each heading."""
    page = parsed(replace(FULL, failed="设置有误", faults=(ERROR,)))
    assert len(page.css("h1")) == 1
    for part in page.css("section"):
        heading = part.css_first("h2")
        assert heading is not None
        assert heading.attributes["id"] == part.attributes["aria-labelledby"]
    for table in page.css("table"):
        assert words(table.css_first("caption"))
        assert all(one.attributes.get("scope") for one in table.css("th"))
    ids = [one.attributes["id"] for one in page.css("[id]")]
    assert len(ids) == len(set(ids))
    targets = [(one.attributes["href"] or "")[1:] for one in page.css("a[href^='#']")]
    assert set(targets) <= set(ids)


def test_findings_stand_by_file_the_gravest_first() -> None:
    assert list(rows(section(FULL, "flaws"))) == [
        ["content/b.md"],
        ["3:5", "错误", "发布早于成文 修复：改正其中一个日期", "date-order"],
        ["content/a.md"],
        ["2:1", "警告", "标题太长", "title-long"],
    ]
    assert [one.attributes["href"] for one in section(FULL, "flaws").css("a")] == ["vscode://file/srv/b.md:3:5"]
    assert words(parsed(FULL).css_first(".tally")).startswith("1 个错误 1 个警告 1 套文件待齐 3 页待发布 3 项时限")
    assert words(parsed(FULL).css_first("title")) == "1 个错误 · 预览总览 · 示例市商务委员会"


def test_what_stands_in_no_file_concerns_the_whole_site() -> None:
    found = list(rows(section(replace(EMPTY, flaws=(Flaw("x", "提示", "没有文件"),)), "flaws")))
    assert found == [["整个网站"], ["—", "提示", "没有文件", "x"]]


def test_sets_say_what_they_lack_and_whole_ones_are_folded() -> None:
    part = section(FULL, "releases")
    pending, whole = part.css("table")
    assert list(rows(pending)) == [
        [
            "还缺解读的措施 示商〔2020〕3号",
            "不齐套，暂缓",
            "缺解读",
            "细则 申领细则 解读 一图读懂 （草稿）",
            "审签 2020-04-03 发布 2020-04-09 → 2020-04-10",
        ]
    ]
    assert list(rows(whole)) == [["已经齐套的意见 示商〔2020〕1号", "齐套", "不缺", "无", "未填"]]
    assert [one.attributes["href"] for one in pending.css("a")] == [
        "/zwgk/pending.html",
        "/zwgk/rules.html",
        "/zwgk/text.html",
    ]
    folded = part.css_first("details")
    assert folded is not None
    assert "open" not in folded.attributes
    assert words(folded.css_first("summary")) == "已经齐套的 1 套"


def test_what_waits_says_why_and_until_when() -> None:
    part = section(FULL, "waiting")
    assert list(rows(part)) == [
        ["一图读懂", "草稿", "未定", "content/text.md"],
        ["五一活动", "未到发布日期", "2020-05-01 10:00", "content/may.md"],
        ["六一活动", "未到发布日期", "2020-06-01", "content/june.md"],
    ]
    assert [one.attributes["datetime"] for one in part.css("time")] == ["2020-05-01T10:00:00", "2020-06-01"]
    assert [one.attributes["href"] for one in part.css("a")] == [
        "/zwgk/text.html",
        "/zwgk/may.html",
        "/zwgk/june.html",
    ]


def test_clocks_say_what_is_left() -> None:
    part = section(FULL, "clocks")
    assert list(rows(part)) == [
        ["发布实施细则", "若干意见", "2020-04-03", "已逾期 4 个工作日"],
        ["发布解读", "还缺解读的措施", "2020-04-14", "还剩 3 个工作日"],
        ["公开", "年度报告", "无法判定", "无法判定"],
    ]
    assert [words(one) for one in part.css(".late")] == ["已逾期 4 个工作日"]
    assert [one.attributes["href"] for one in part.css("a")] == ["/zwgk/pending.html"]


def test_what_was_rendered_says_why() -> None:
    assert list(rows(section(FULL, "rendered"))) == [["statutory/b.html", "正文改了"]]


def test_a_run_that_failed_is_said_first() -> None:
    data = replace(FULL, failed="设置有误，显示的是上一次成功生成的网站。", faults=(ERROR,))
    first = parsed(data).css_first("section")
    assert words(first) == (
        "最近一次没有生成 设置有误，显示的是上一次成功生成的网站。 "
        "错误 发布早于成文 content/b.md:3:5 修复：改正其中一个日期"
    )
    assert words(parsed(data).css_first("title")).startswith("未能生成 · ")


def test_long_tables_are_cut_and_say_so() -> None:
    many = replace(
        EMPTY,
        rendered=tuple(Rendered(f"{at}.html", "还没有生成过", f"/{at}.html") for at in range(MOST + 7)),
        flaws=(*[replace(WARNING, place=f"content/{at:03}.md:1:1") for at in range(MOST_FLAWS + 2)], ERROR),
    )
    part = section(many, "rendered")
    assert len(list(rows(part))) == MOST
    assert words(part.css_first("caption")) == f"重新生成了 {MOST + 7} 个网页"
    assert words(part.css_first(".rest")) == "另有 7 个没有列出。"
    flaws = section(many, "flaws")
    assert len(flaws.css(".severity")) == MOST_FLAWS
    assert words(flaws.css_first(".severity")) == "错误"
    assert words(flaws.css_first(".rest")).startswith("另有 3 个")


HOSTILE = "</title></table><img src=x onerror=alert(1)>\"'&amp;<script>alert(1)</script>"


def test_what_documents_say_stays_text() -> None:
    flaw = Flaw(*[HOSTILE] * 8)
    data = Board(
        HOSTILE,
        HOSTILE,
        1,
        EMPTY.when,
        1,
        (Rendered(HOSTILE, HOSTILE, HOSTILE),),
        (Release(HOSTILE, HOSTILE, HOSTILE, (Member(HOSTILE, HOSTILE, HOSTILE, HOSTILE),) * 2, (HOSTILE,)),),
        (flaw,),
        (HOSTILE,),
        (Waiting(HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
        (Clock(HOSTILE, HOSTILE, None, HOSTILE, url=HOSTILE),),
        HOSTILE,
        (flaw,),
    )
    page = parsed(data)
    assert page.css("img, [onerror]") == []
    assert len(page.css("script")) == 1
    assert HOSTILE in (page.css_first("main") or page.root).text()  # type: ignore[union-attr]
