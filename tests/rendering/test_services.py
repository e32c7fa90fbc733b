"""办事服务: what people ask first, forms to take away, versions compared, guides grouped by whom they are for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.service import ServiceGuide
from generator.model.site import Job, Site
from generator.rendering.downloads import downloads
from generator.rendering.grid import texts
from generator.rendering.lookup import Lookup
from generator.rendering.parts import parts
from generator.rendering.services import MOST, answers, limits

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
Jobs = Callable[[Site], dict[str, Job]]
Html = Callable[[Site, str], str]

SERVICES = "statutory/services"
GUIDE, LIST, OLD = f"{SERVICES}/record.html", f"{SERVICES}/list-2.html", f"{SERVICES}/list-1.html"


def of(site: Site, name: str) -> dict[str, Any]:
    lookup = Lookup(site)
    return parts(lookup.pages[name], lookup)


def told(**fields: Any) -> dict[str, tuple[str, str]]:
    meta = ServiceGuide.model_validate({"title": "甲", **fields})
    return {one["label"]: (one["value"], one["note"]) for one in answers(meta)}


def test_what_people_ask_first_comes_first(sample: Site) -> None:
    assert [(one["label"], one["value"], one["note"]) for one in of(sample, "record")["answers"]] == [
        ("谁能办", "个人、企业", ""),
        ("在哪办", "网上办理，或者到现场办理", "示例市商务路100号；另有1处，见“办理地点”"),
        ("多久办好", "5个工作日", "法定20个工作日，提前15个工作日"),
        ("收不收费", "收费", "每证10元"),
        ("带什么", "2项材料", "其中1项有表格可以下载"),
        ("问谁", "000-00001230", ""),
    ]


def test_what_is_not_told_is_not_answered() -> None:
    """Above all not with 不收费."""
    assert told() == {}
    assert told(fees="不收费", no_materials="是") == {"收不收费": ("不收费", ""), "带什么": ("不需要材料", "")}
    assert told(portal="https://zwdt.shili.gov.cn/") == {"在哪办": ("网上办理", "")}
    assert told(places="商务路100号") == {"在哪办": ("商务路100号", "")}


@pytest.mark.parametrize(
    ("legal", "promised", "said", "saved"),
    [
        ("20个工作日", "5个工作日", ("5个工作日", "法定20个工作日，提前15个工作日"), "15个工作日"),
        ("20个工作日", "当场办结", ("当场办结", "法定20个工作日，提前20个工作日"), "20个工作日"),
        ("20日", "5个工作日", ("5个工作日", "法定时限：20日"), ""),
        ("20个工作日", "20个工作日", ("20个工作日", "法定时限：20个工作日"), ""),
        ("无", "5个工作日", ("5个工作日", ""), ""),
        ("20个工作日", "", ("20个工作日", ""), ""),
    ],
)
def test_what_the_promise_saves_is_told_where_it_can_be(
    legal: str, promised: str, said: tuple[str, str], saved: str
) -> None:
    meta = ServiceGuide(title="甲", statutory_limit=legal, promised_limit=promised)
    assert told(statutory_limit=legal, promised_limit=promised)["多久办好"] == said
    found = limits(meta)
    assert found
    assert found["saved"] == saved
    assert all((one["count"] is not None) == bool(saved) for one in found["rows"])


def test_the_answers_stand_above_all_else_and_the_metadata_below(sample: Site, html: Html) -> None:
    page = html(sample, GUIDE)
    order = [page.index(f'id="sec-{name}"') for name in ("answers", "conditions", "materials", "steps", "facts")]
    assert order == sorted(order)
    assert page.count('<dl class="facts">') == 1
    portal = 'href="https://zwdt.shili.gov.cn/item/A001" class="external" rel="external noopener">网上办理</a>'
    assert portal in page


def test_a_form_that_is_there_can_be_taken_away(sample: Site, html: Html) -> None:
    """One that is not is a finding, not a link."""
    page = html(sample, GUIDE)
    assert '<a class="form" href="form.docx" download>空表<span class="hidden">：备案表</span></a>' in page
    assert "gone.docx" not in page
    assert "样表" not in page


def test_a_basis_leads_to_the_document_where_it_is_published_here(sample: Site, html: Html) -> None:
    page = html(sample, GUIDE)
    assert '<a href="../policies/2020-003.html">示例市便利店发展办法</a>（示商规〔2020〕3号 第六条）' in page
    assert "<li>《示例市便利店条例》第二条</li>" in page


def test_a_document_leads_to_the_guides_that_rest_on_it(sample: Site, html: Html) -> None:
    assert '<dt>办事指南</dt>\n<dd><a href="../services/record.html">经营备案</a>' in html(
        sample, "statutory/policies/2020-003.html"
    )


def test_a_guide_names_the_lists_that_hold(sample: Site) -> None:
    assert [one["url"] for one in of(sample, "record")["lists"]] == [LIST]


def test_a_list_leads_to_guides_and_to_the_portal(sample: Site, html: Html) -> None:
    page = html(sample, LIST)
    assert '<th scope="row"><a href="record.html">经营备案</a></th>' in page
    assert 'href="https://zwdt.shili.gov.cn/item/A002" class="external" rel="external noopener">变更备案</a>' in page
    assert "行政许可事项清单，共2项，版本日期2020年10月15日" in page


def test_versions_are_compared_field_by_field(sample: Site, html: Html) -> None:
    difference = of(sample, "list-2")["difference"]
    assert [(one["word"], one["name"], one["reason"]) for one in difference["rows"]] == [
        ("新增", "变更备案", ""),
        ("修改", "经营备案", "压缩时限"),
        ("删除", "注销备案", ""),
    ]
    assert difference["rows"][1]["edits"] == [{"label": "承诺时限", "before": "10个工作日", "after": "5个工作日"}]
    page = html(sample, LIST)
    assert "承诺时限：<del>10个工作日</del> → <ins>5个工作日</ins>" in page
    assert "新增1项，修改1项，删除1项。" in page
    assert '<dt>上一版本</dt>\n<dd><a href="list-1.html">' in page


def test_a_superseded_version_says_so_and_is_compared_with_none(sample: Site, html: Html) -> None:
    assert of(sample, "list-1")["difference"] is None
    assert '现行版本是<a href="list-2.html">许可事项清单（2020年10月版）</a>' in html(sample, OLD)


def test_a_list_can_be_taken_away_with_the_addresses_of_its_guides(sample: Site, html: Html) -> None:
    lookup = Lookup(sample)
    book, separated = downloads(lookup.pages["list-2"], lookup)
    assert (book.format, separated.format) == ("XLSX", "CSV")
    assert book.context()["sheets"][0]["grid"] == separated.context()["grid"]
    rows = texts(separated.context()["grid"])
    assert rows[0] == ["序号", "事项名称", "编码", "设定依据", "实施机关", "法定时限", "承诺时限", "办事指南网址"]
    assert [row[-1] for row in rows[1:]] == [
        "https://sw.shili.gov.cn/zwgk/statutory/services/record.html",
        "https://zwdt.shili.gov.cn/item/A002",
    ]
    assert 'href="list-2.csv" download' in html(sample, LIST)


def guides(make_page: MakePage, count: int, **fields: Any) -> list[Any]:
    return [
        make_page(ServiceGuide, f"g-{n:02}", column=SERVICES, title=f"事项{n:02}", **({"audience": "企业"} | fields))
        for n in range(count)
    ]


def test_a_column_s_page_groups_guides_by_whom_they_are_for(
    make_page: MakePage, make_site: MakeSite, jobs: Jobs, html: Html
) -> None:
    """In each group by type; one that is for both stands in both."""
    pages = [
        make_page(ServiceGuide, "a", column=SERVICES, title="甲", audience=["企业", "个人"], type="公共服务"),
        make_page(
            ServiceGuide, "b", column=SERVICES, title="乙", audience="企业", type="行政许可", published="2019-07-06"
        ),
    ]
    site = make_site(*pages)
    found = jobs(site)
    column = found[f"{SERVICES}/index.html"].context["column"]
    assert [(one["name"], [each["title"] for each in one["entries"]]) for one in column["directory"]] == [
        ("个人办事", ["甲"]),
        ("企业办事", ["乙", "甲"]),
    ]
    assert [(facet["label"], [one["name"] for one in facet["values"]]) for facet in column["facets"]] == [
        ("服务对象", ["全部", "个人", "企业"]),
        ("事项类型", ["全部", "行政许可", "公共服务"]),
    ]
    assert len([path for path in found if path.startswith((f"{SERVICES}/audience-", f"{SERVICES}/type-"))]) == 4
    page = html(site, f"{SERVICES}/index.html")
    assert '<ul class="entries">' not in page


def test_a_long_column_shows_the_first_of_each_group_and_leads_to_all(
    make_page: MakePage, make_site: MakeSite, html: Html
) -> None:
    one = make_page(ServiceGuide, "a", column=SERVICES, title="甲", audience="个人")
    site = make_site(one, *guides(make_page, 25))
    page = html(site, f"{SERVICES}/index.html")
    assert page.count('<li><a href="g-') == MOST
    assert "企业办事全部25项</a>" in page
    assert '<ul class="entries">' in page


def test_a_column_for_one_audience_is_one_group(make_page: MakePage, make_site: MakeSite, jobs: Jobs) -> None:
    column = jobs(make_site(*guides(make_page, 2)))[f"{SERVICES}/index.html"].context["column"]
    assert [(one["name"], one["url"], one["count"]) for one in column["directory"]] == [("企业办事", "", 2)]


def test_what_is_no_guide_stays_in_the_list(sample: Site, jobs: Jobs) -> None:
    """The lists that share the column."""
    column = jobs(sample)[f"{SERVICES}/index.html"].context["column"]
    assert [one["url"] for one in column["entries"]] == [OLD, LIST]


def test_other_columns_have_no_groups(sample: Site, jobs: Jobs) -> None:
    found = jobs(sample)
    assert found["statutory/policies/index.html"].context["column"]["directory"] == []
