"""条款解读 on both pages, marks in the document's body, measures as of the day, and the page that gathers them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from generator.kinds.citations import citations
from generator.kinds.compiled import MeasureList
from generator.kinds.lasting import awaited
from generator.kinds.measure import Measure
from generator.kinds.policy import Interpretation, Policy
from generator.kinds.service import ServiceGuide
from generator.model.content import Heading, Link
from generator.model.diagnostics import Span
from generator.model.site import Job, Site, Validity
from generator.model.values import replace
from generator.rendering.downloads import offered
from generator.rendering.explaining import clauses, current, explanations, measure_files, measure_list, measures, notes
from generator.rendering.links import noted
from generator.rendering.lookup import Lookup

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
Jobs = Callable[[Site], dict[str, Job]]
Html = Callable[[Site, str], str]

TEXT = "statutory/interpretations/t.html"
PAPER = "statutory/policies/p.html"
SUBSIDY = {
    "name": "补贴",
    "audience": ["企业", "个体工商户"],
    "benefit": "补贴三成",
    "how": "网上申请",
    "until": "2020-10-30",
}
OVER = {"name": "免费参观", "audience": "个人", "benefit": "免费", "how": "无需申请", "until": "2020-10-29"}


def column(make_page: MakePage, validity: Validity = Validity.IN_FORCE, **paper_fields: Any) -> list[Any]:
    """A document of two articles, and an interpretation that cites both: one in front matter, one by a link."""
    paper = make_page(
        Policy,
        "p",
        column="statutory/policies",
        title="办法",
        doc_number="示商规〔2020〕9号",
        topic="商贸、海关、旅游\\国内贸易",
        **paper_fields,
        html='<p id="art-1">第一条　甲。</p>\n<p id="art-2">第二条　乙。</p>',
        headings=(Heading(0, "第一条", "art-1", 3), Heading(0, "第二条", "art-2", 5)),
        ties={"interpreted_by": ("t",), "validity": validity},
    )
    text = make_page(
        Interpretation,
        "t",
        column="statutory/interpretations",
        title="办法解读",
        forms=["图解", "问答"],
        clauses=[{"clauses": ["第二条第一款"], "heading": "执行标准"}],
        measures=[{**SUBSIDY, "guide": "g"}, OVER],
        outlets=[
            {"name": "报纸", "title": "整版", "link": "https://news.example.com/a", "day": "2020-07-07"},
            {"name": "发布会"},
        ],
        headings=(Heading(2, "主要内容", "s-1", 3), Heading(2, "执行标准", "s-2", 9)),
        ties={"interprets": ("p",), "targets": (f"{PAPER}#art-1", PAPER)},
    )
    links = (Link("p.md#art-1", "第一条", Span("t.md", 5)), Link("p.md", "办法", Span("t.md", 5)))
    text = replace(text, parsed=replace(text.parsed, links=links))
    guide = make_page(ServiceGuide, "g", column="statutory/services", title="补贴申领")
    return [paper, text, guide, make_page(MeasureList, "m", column="regulations", title="举措")]


@pytest.fixture
def site(make_page: MakePage, make_site: MakeSite) -> Site:
    return make_site(*column(make_page))


def test_clauses_are_cited_in_front_matter_and_by_links(site: Site) -> None:
    found = [(one.document, one.clause, one.anchor, one.heading, one.place) for one in citations(site)["t"]]
    assert found == [
        ("p", "第二条第一款", "art-2", "执行标准", "s-2"),
        ("p", "第一条", "art-1", "主要内容", "s-1"),
    ]


def test_a_link_cites_the_paragraph_that_it_names(make_page: MakePage, make_site: MakeSite) -> None:
    """It leads to the article, and is shown with its 款 and 项 on both pages."""
    pages = column(make_page)
    links = (Link("p.md#第一条第一款第（二） 项", "见此", Span("t.md", 5)), Link("p.md", "办法", Span("t.md", 5)))
    pages[1] = replace(pages[1], parsed=replace(pages[1].parsed, links=links))
    cited = citations(make_site(*pages))["t"]
    assert [(one.clause, one.anchor) for one in cited][1] == ("第一条第一款第（二）项", "art-1")


def test_the_document_leads_to_the_places_that_explain_it(site: Site) -> None:
    lookup = Lookup(site)
    [text] = explanations(lookup.pages["p"], lookup)["explained"]
    assert text == {
        "title": "办法解读",
        "rows": [
            {"clause": "第一条", "anchor": "art-1", "places": [{"title": "主要内容", "url": f"{TEXT}#s-1"}]},
            {"clause": "第二条第一款", "anchor": "art-2", "places": [{"title": "执行标准", "url": f"{TEXT}#s-2"}]},
        ],
    }
    assert notes(lookup.pages["p"], lookup) == (
        ("art-1", "第一条", f"{TEXT}#s-1"),
        ("art-2", "第二条第一款", f"{TEXT}#s-2"),
    )


def test_the_interpretation_leads_to_the_clauses_in_the_order_of_its_headings(site: Site) -> None:
    lookup = Lookup(site)
    [group] = clauses(lookup.pages["t"], lookup)  # type: ignore[arg-type]  # that page is one
    assert (group["title"], group["number"]) == ("办法", "示商规〔2020〕9号")
    assert [(row["heading"], row["clauses"]) for row in group["rows"]] == [
        ("主要内容", [{"text": "第一条", "url": f"{PAPER}#art-1"}]),
        ("执行标准", [{"text": "第二条第一款", "url": f"{PAPER}#art-2"}]),
    ]


def test_a_clause_is_marked_after_its_first_paragraph() -> None:
    html = '<p id="art-1">第一条　甲。</p>\n<p>款。</p>\n<p id="art-11">第十一条</p>'
    marks = [("art-1", "第一条", "i/t.html#s-1"), ("art-9", "第九条", "i/t.html")]
    assert noted(html, marks, "p/a.html") == (
        '<p id="art-1">第一条　甲。 '
        '<a class="clause-note" href="../i/t.html#s-1" aria-label="第一条的解读">解读</a></p>'
        '\n<p>款。</p>\n<p id="art-11">第十一条</p>'
    )
    assert noted(html, [], "p/a.html") == html


def test_a_heading_is_marked_and_inner_markup_is_left_alone() -> None:
    html = '<h2 id="s-1">一、达标</h2>\n<p id="item-2"><strong>二、</strong>渠道</p>'
    marked = noted(html, [("s-1", "一、达标", "i.html"), ("item-2", "二、渠道", "i.html#s-2")], "p.html")
    assert marked == (
        '<h2 id="s-1">一、达标 <a class="clause-note" href="i.html" aria-label="一、达标的解读">解读</a></h2>\n'
        '<p id="item-2"><strong>二、</strong>渠道 '
        '<a class="clause-note" href="i.html#s-2" aria-label="二、渠道的解读">解读</a></p>'
    )


@pytest.mark.parametrize(
    ("clause", "anchor"), [("二、打通", "item-2"), ("二、打通渠道。下半年", "item-2"), ("受境外需求", ""), ("四、", "")]
)
def test_points_of_a_paper_without_articles_are_cited_like_articles(
    clause: str, anchor: str, make_page: MakePage, make_site: MakeSite
) -> None:
    paper = column(make_page)[0]
    points = (Heading(0, "一、达标", "item-1", 3), Heading(0, "二、打通渠道", "item-2", 5))
    paper = replace(paper, parsed=replace(paper.parsed, headings=points))
    cites = [{"clauses": [clause]}]
    text = make_page(Interpretation, "t", column="news", title="解读", clauses=cites, ties={"interprets": ("p",)})
    lookup = Lookup(make_site(paper, text))
    [told] = explanations(lookup.pages["p"], lookup)["explained"]
    assert [(row["clause"], row["anchor"]) for row in told["rows"]] == [(clause, anchor)]
    assert [one[0] for one in notes(lookup.pages["p"], lookup)] == [anchor] * bool(anchor)


@pytest.mark.parametrize(("day", "ended"), [("2020-10-29", False), ("2020-10-30", False), ("2020-10-31", True)])
def test_a_measure_can_be_had_on_its_last_day(day: str, *, ended: bool) -> None:
    assert Measure.model_validate(SUBSIDY).ended(date.fromisoformat(day)) is ended
    assert not Measure.model_validate({**SUBSIDY, "until": None}).ended(date.fromisoformat(day))


def test_an_interpretation_shows_its_measures_those_that_ended_as_such(site: Site) -> None:
    lookup = Lookup(site)
    found = measures(lookup.pages["t"], lookup)  # type: ignore[arg-type]  # that page is one
    assert [(one["name"], one["audience"], one["ended"]) for one in found] == [
        ("补贴", "企业、个体工商户", False),
        ("免费参观", "个人", True),
    ]
    assert found[0]["guide"] == {"title": "补贴申领", "url": "statutory/services/g.html"}
    assert found[1]["guide"] is None


def test_a_measure_without_a_day_lapses_with_its_document(make_page: MakePage, make_site: MakeSite, html: Html) -> None:
    free = {"name": "免费培训", "audience": "个人", "benefit": "免费", "how": "无需申请"}
    lasting, told = {}, {}
    for expires in ("2025-06-30", None):
        paper, text, _, gathered = column(make_page, expires=expires)
        open_ended = make_page(
            Interpretation, "t", column=text.column, title="办法解读", measures=[free], ties={"interprets": ("p",)}
        )
        site = make_site(paper, open_ended, gathered)
        lasting[expires] = html(site, TEXT), html(site, "regulations/m.html")
        lookup = Lookup(site)
        grid = next(measure_files(lookup.pages["m"], lookup)).context()["grid"]  # type: ignore[arg-type]  # that page is one
        names, row = ([one["text"] for one in line] for line in grid["rows"])
        told[expires] = [dict(zip(names, row, strict=True))[name] for name in ("截止日期", "截止说明")]
    for page in lasting["2025-06-30"]:
        assert '至文件有效期届满（<time datetime="2025-06-30">2025年6月30日</time>）' in page
        assert "长期" not in page
    for page in lasting[None]:
        assert ">长期</div>" in page
        assert "届满" not in page
    assert told == {"2025-06-30": ["2025年6月30日", "至文件有效期届满"], None: ["", "长期"]}


def test_a_measure_can_be_had_from_the_day_on_which_its_document_applies(
    make_page: MakePage, make_site: MakeSite, html: Html
) -> None:
    """Until then the pages say so, with the day where it is known; what has ended has ended all the same."""
    told = {}
    for validity, effective in (
        (Validity.PENDING, "2020-12-01"),
        (Validity.PENDING, None),
        (Validity.IN_FORCE, "2020-07-01"),
    ):
        site = make_site(*column(make_page, validity, effective=effective))
        lookup = Lookup(site)
        grid = next(measure_files(lookup.pages["m"], lookup)).context()["grid"]  # type: ignore[arg-type]  # that page is one
        names, row = ([one["text"] for one in line] for line in grid["rows"])
        told[validity, effective] = dict(zip(names, row, strict=True))["开始日期"]
        for page in (html(site, TEXT), html(site, "regulations/m.html")):
            assert ('badge-pending">尚未施行</span>' in page) == (validity is Validity.PENDING)
            assert ('自<time datetime="2020-12-01">2020年12月1日</time>起</span>' in page) == (
                effective == "2020-12-01"
            )
            assert ("文件施行以后</span>" in page) == (effective is None)
    assert list(told.values()) == ["2020年12月1日", "", "2020年7月1日"]


@pytest.mark.parametrize(
    ("validities", "waits"),
    [
        ([Validity.PENDING, Validity.PENDING], True),
        ([Validity.PENDING, Validity.REPEALED], True),
        ([Validity.PENDING, Validity.IN_FORCE], False),
        ([Validity.PENDING, Validity.AMENDED], False),
        ([Validity.REPEALED], False),
        ([], False),
    ],
)
def test_something_can_be_had_once_one_of_the_documents_applies(
    validities: list[Validity], *, waits: bool, make_page: MakePage, make_site: MakeSite
) -> None:
    papers = [
        make_page(Policy, f"p{number}", column="policies", title="办法", ties={"validity": one})
        for number, one in enumerate(validities)
    ]
    names = tuple(one.id for one in papers)
    text = make_page(Interpretation, "t", column="news", title="解读", ties={"interprets": names})
    assert awaited(text, make_site(*papers, text)) is waits


def test_what_can_be_had_is_gathered_by_audience(site: Site) -> None:
    lookup = Lookup(site)
    found = measure_list(lookup.pages["m"], lookup)  # type: ignore[arg-type]  # that page is one
    assert [(group["name"], [one["name"] for one in group["measures"]]) for group in found["groups"]] == [
        ("企业", ["补贴"]),
        ("个体工商户", ["补贴"]),
    ]
    assert [one["format"] for one in offered(lookup.pages["m"], lookup)] == ["CSV", "XLSX"]


@pytest.mark.parametrize("validity", [Validity.REPEALED, Validity.EXPIRED])
def test_nothing_can_be_had_by_a_document_that_is_no_longer_in_force(
    validity: Validity, make_page: MakePage, make_site: MakeSite
) -> None:
    ended = make_site(*column(make_page, validity))
    lookup = Lookup(ended)
    assert current(ended) == ()
    assert offered(lookup.pages["m"], lookup) == []


def test_the_pages_show_it(site: Site, html: Html) -> None:
    text, paper, gathered = html(site, TEXT), html(site, PAPER), html(site, "regulations/m.html")
    assert 'aria-label="第一条的解读">解读</a>' in paper
    assert '<h2 id="sec-explained">条款解读</h2>' in paper
    assert '<a href="../policies/p.html#art-2">第二条第一款</a>' in text
    assert 'badge-expired">已截止</span>' in text
    assert '见<a href="../../regulations/m.html">举措</a>' in text
    assert "免费参观" not in gathered
    assert "补贴三成" in gathered
    assert ">整版<" in text
    assert "<li>发布会</li>" in text


def test_interpretations_are_cut_by_form_and_by_the_subject_of_their_documents(
    make_page: MakePage, make_site: MakeSite, jobs: Jobs
) -> None:
    pages = column(make_page)
    folder = "statutory/interpretations"
    other = make_page(Interpretation, "u", column=folder, title="又一篇", ties={"interprets": ("q",)})
    paper = make_page(Policy, "q", column="statutory/policies", title="乙办法", topic="商贸、海关、旅游\\对外经贸合作")
    found = jobs(make_site(*pages, other, paper))
    facets = {
        one["label"]: [value["name"] for value in one["values"]]
        for one in found[f"{folder}/index.html"].context["column"]["facets"]
    }
    assert facets["解读形式"] == ["全部", "文字", "图解", "问答"]
    assert sorted(facets["主题分类"][1:]) == ["国内贸易", "对外经贸合作"]
