"""The page of a 主动公开标准目录: its rows, both ways of coverage, and what changed."""

from __future__ import annotations

from typing import Any

from generator.kinds.catalogue import Catalogue, CatalogueRow, RowChange
from generator.kinds.general import News
from generator.model.site import Page
from generator.model.values import replace
from generator.rendering.catalogue import catalogue
from generator.rendering.grid import texts
from generator.rendering.lookup import Lookup
from generator.rendering.standard_files import tables
from tests.rendering.conftest import make_config


def row(number: str, item: str = "机关信息", part: str = "", **more: Any) -> CatalogueRow:
    return CatalogueRow(number=number, item=item, part=part, **more)


OLD = (row("1", part="职能", limit="20个工作日"), row("2", part="会议"))
NEW = (
    row(
        "1",
        part="职能",
        limit="10个工作日",
        channels=("政府网站", "其他：商务信用平台"),
        audience="全社会",
        way="主动公开",
    ),
    row(
        "3",
        part="动态",
        places=("工作动态", "news-1", "https://www.example.gov.cn/a"),
        audience="特定群体：企业",
        way="主动",
    ),
    row(
        "4",
        "财政信息",
        basis="《预算法》；示商规〔2020〕1号",
        area="财政预决算",
        places=("draft", "没有这一页"),
        way="依申请",
    ),
    row("5", "财政信息", absent="没有此类收费"),
)


def lookup(make_page: Any, make_site: Any) -> tuple[Lookup, Page[Catalogue], Page[Catalogue]]:
    """Two versions, the later one tied to the earlier, and a page that one row names."""
    old = make_page(Catalogue, "c-2019", column="statutory/items", title="目录（2019年版）", rows=OLD)
    new = make_page(
        Catalogue,
        "c-2020",
        column="statutory/items",
        title="目录（2020年版）",
        rows=NEW,
        changes=(RowChange(change="新增", numbers=("3", "4"), reason="新增事项"),),
    )
    old, new = replace(old, later=("c-2020",)), replace(new, earlier=("c-2019",))
    news = make_page(News, "news-1", column="statutory/news", title="会展动态")
    return Lookup(make_site(old, new, news)), old, new


def test_rows_stand_under_their_item(make_page: Any, make_site: Any) -> None:
    found, _, new = lookup(make_page, make_site)
    groups = catalogue(new, found)["groups"]
    assert [(group["item"], [one["number"] for one in group["rows"]]) for group in groups] == [
        ("机关信息", ["1", "3"]),
        ("财政信息", ["4", "5"]),
    ]
    first, third = groups[0]["rows"]
    assert (first["channels"], first["others"][:2]) == (["政府网站", "其他：商务信用平台"], ["政府公报", "两微一端"])
    assert "其他" not in first["others"]
    assert (first["whole"], first["special"], first["active"], first["request"]) == (True, False, True, False)
    assert (third["whole"], third["special"], third["who"]) == (False, True, "企业")
    assert [one["area"] for group in groups for one in group["rows"]] == ["无对应领域"] * 2 + [
        "财政预决算",
        "无对应领域",
    ]
    assert groups[1]["rows"][0]["basis"] == ["《预算法》", "示商规〔2020〕1号"]


def test_on_paper_every_row_names_its_item(make_page: Any, make_site: Any, html: Any) -> None:
    """On the screen one cell stands for all rows of an item; paper goes on overleaf, where that cell is not seen."""
    rows = (row("1", part="职能"), row("2", part="会议"))
    shown = html(
        make_site(make_page(Catalogue, "c-2020", column="statutory/items", rows=rows)), "statutory/items/c-2020.html"
    )
    item = rows[0].item
    assert shown.count(f'<th class="item" scope="rowgroup" rowspan="2">{item}</th>') == 1
    assert shown.count(f'<td class="again" data-item="{item}" hidden></td><th class="part"') == 2


def test_a_row_leads_to_what_is_published_and_nowhere_else(make_page: Any, make_site: Any) -> None:
    """Neither what is kept back nor what is unknown leaves a trace."""
    found, _, new = lookup(make_page, make_site)
    rows = [one for group in catalogue(new, found)["groups"] for one in group["rows"]]
    assert [[(one["title"], one["url"]) for one in each["places"]] for each in rows] == [
        [],
        [
            ("工作动态", "statutory/news/index.html"),
            ("会展动态", "statutory/news/news-1.html"),
            ("www.example.gov.cn", "https://www.example.gov.cn/a"),
        ],
        [],
        [],
    ]


def test_what_changed_is_said_field_by_field(make_page: Any, make_site: Any) -> None:
    found, old, new = lookup(make_page, make_site)
    said = catalogue(new, found)["differences"]
    assert [one["number"] for one in said["added"]] == ["3", "4", "5"]
    assert [(one["number"], one["name"]) for one in said["removed"]] == [("2", "机关信息·会议")]
    assert [(one["number"], [each["label"] for each in one["fields"]]) for one in said["altered"]] == [
        ("1", ["公开时限", "公开渠道和载体", "公开对象", "公开方式"])
    ]
    assert said["altered"][0]["fields"][0] == {"label": "公开时限", "old": "20个工作日", "new": "10个工作日"}
    first = catalogue(old, found)
    assert (first["differences"], first["coverage"], first["areas"]) == (None, None, False)
    assert [one["title"] for one in first["next"]] == ["目录（2020年版）"]


def test_coverage_is_told_both_ways(make_page: Any, make_site: Any) -> None:
    found, _, new = lookup(make_page, make_site)
    said = catalogue(new, found)["coverage"]
    assert (said["rows"], said["published"], said["absent"], said["request"]) == (4, 1, 1, 1)
    assert [(one["title"], [each["number"] for each in one["rows"]]) for one in said["columns"]] == [
        ("工作动态", ["3"])
    ]
    assert said["gaps"] == []
    assert [(one["area"], [each["number"] for each in one["rows"]]) for one in said["mapped"]] == [
        ("财政预决算", ["4"])
    ]
    assert [one["number"] for one in said["unmapped"]] == ["1", "3", "5"]
    assert (said["areas"], len(said["idle"])) == (26, 25)


def test_the_catalogues_of_paired_districts_are_linked(make_page: Any, make_site: Any, html: Any) -> None:
    """And how far each of them confirmed ours; of one that has published none it is said."""
    rows = (row("1", part="职能", districts=("示范区",)), row("2", part="会议"))
    page = make_page(Catalogue, "c-2020", column="statutory/items", rows=rows)
    address = "https://sfq.example.gov.cn/zwgk/swbzml/"
    districts = [{"name": "示范区", "catalogue": address}, {"name": "云溪区"}]
    site = make_site(page, config=make_config(catalogue={"districts": districts}))
    said = catalogue(page, Lookup(site))["coverage"]["districts"]
    assert [(one["name"], one["confirmed"], [each["number"] for each in one["waiting"]]) for one in said] == [
        ("示范区", 1, ["2"]),
        ("云溪区", 0, ["1", "2"]),
    ]
    assert [one["catalogue"] and one["catalogue"]["url"] for one in said] == [address, None]
    shown = html(site, "statutory/items/c-2020.html")
    assert f'<th scope="row">示范区</th><td><a href="{address}" class="external"' in shown
    assert '<th scope="row">云溪区</th><td>尚未公布</td>' in shown


def test_files_hold_what_the_page_shows(make_page: Any, make_site: Any) -> None:
    found, _, new = lookup(make_page, make_site)
    book, plain = tables(new, found)
    sheet, difference = book.context()["sheets"]
    lines = texts(sheet["grid"])
    assert lines[0][:4] == ["序号", "公开事项", "", "公开内容（要素）"]
    assert lines[1][1:3] == ["一级事项", "二级事项"]
    assert [line[1] for line in lines[2:]] == ["机关信息", "机关信息", "财政信息", "财政信息"], "said on every page"
    assert lines[2][7].startswith("■政府网站 ■其他：商务信用平台 □政府公报")
    assert lines[3][8:12] == ["", "√（企业）", "√", ""]
    assert lines[5][-1] == "没有此类收费"
    assert len(texts(difference["grid"])) == 1 + 3 + 1 + 4
    rows = texts(plain.context()["grid"])
    assert rows[0][:3] == ["序号", "一级事项", "二级事项"]
    assert rows[1][7] == "政府网站；其他：商务信用平台"
    assert "statutory/news/news-1.html" in rows[2][-2]
