"""How to apply for information: one source for 指南, 依申请公开 and the form."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from generator.kinds.guide import Channel, Guide, RequestGuide
from generator.kinds.procedure import FORM, asked
from generator.model.site import Site
from generator.model.sources import Asset
from generator.model.values import replace
from generator.rendering.form import groups
from generator.rendering.lookup import Lookup
from generator.rendering.parts import parts

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
Html = Callable[[Site, str], str]
Render = Callable[..., dict[str, Any]]

CHANNELS = (
    Channel(way="当面"),
    Channel(way="邮寄", recipient="办公室", postcode="000000", note="信封左下角注明“政府信息公开申请”。"),
    Channel(way="网络", name="申请平台", hours="全天"),
)


@pytest.fixture
def pages(make_page: MakePage) -> tuple[Any, Any]:
    guide = make_page(
        Guide,
        "guide",
        column="guide",
        stem="index",
        title="指南",
        office="办公室",
        address="商务路100号",
        hours="工作日9:00—17:00",
        phone="000-00001201",
        access="到本栏目查阅。\n\n到查阅点查阅。",
        channels=CHANNELS,
    )
    return guide, make_page(RequestGuide, "apply", column="apply", stem="index", title="依申请公开")


def test_both_pages_tell_the_same_channels(pages: tuple[Any, Any], make_site: MakeSite, html: Html) -> None:
    site = make_site(*pages)
    lookup = Lookup(site)
    one, other = (parts(lookup.pages[name], lookup)["applying"] for name in ("guide", "apply"))
    assert one == other
    assert [(each["way"], each["address"], each["phone"]) for each in one["channels"]] == [
        ("当面", "商务路100号", "000-00001201"),
        ("邮寄", "商务路100号", "000-00001201"),
        ("网络", "https://zwdt.shili.gov.cn/ysqgk", "000-00001201"),
    ]
    for address in ("guide/index.html", "apply/index.html"):
        page = html(site, address)
        assert "信封左下角注明“政府信息公开申请”。" in page
        assert "办公室（收）" in page
        assert ">申请平台</a>" in page
        assert "本机关签收之日；平信为工作机构当日与申请人确认之日" in page
        assert page.count('<td class="nowrap">20个工作日</td>') == 2


def test_what_the_guide_says_in_fields_stands_below_its_text(
    pages: tuple[Any, Any], make_site: MakeSite, html: Html
) -> None:
    page = html(make_site(*pages), "guide/index.html")
    assert "<p>到本栏目查阅。</p>\n<p>到查阅点查阅。</p>" in page


def test_the_page_shows_the_five_stages_and_the_limits_that_run_in_them(
    pages: tuple[Any, Any], make_site: MakeSite, html: Html
) -> None:
    page = html(make_site(*pages), "apply/index.html")
    flow = page[page.index('<ol class="flow">') :]
    found = [flow.index(f"<strong>{name}</strong>") for name in ("登记", "审核", "办理", "答复", "归档")]
    assert found == sorted(found)
    assert '<span class="flow-limit">告知补正：7个工作日</span>' in flow


def test_the_fee_is_that_of_the_day(pages: tuple[Any, Any], make_site: MakeSite, html: Html) -> None:
    before = html(replace(make_site(*pages), as_of=date(2020, 12, 31)), "apply/index.html")
    after = html(replace(make_site(*pages), as_of=date(2021, 1, 1)), "apply/index.html")
    assert "本机关目前不收信息处理费" in before
    assert "109号" not in before
    assert '<th scope="row">11—30件</th><td>100元/件</td>' in after
    assert '<th scope="row">101—200页</th><td>20元/页</td>' in after
    assert "例如一个月内累计35件，应缴3000元。" in after
    assert "目前不收信息处理费" not in after


def test_without_a_guide_the_page_still_tells_law_and_form(
    pages: tuple[Any, Any], make_site: MakeSite, html: Html
) -> None:
    page = html(make_site(pages[1]), "apply/index.html")
    assert "办理期限" in page
    assert "提交渠道" not in page
    assert 'href="application-form.html"' in page


def test_the_form_has_every_item_of_the_article_and_no_purpose(
    pages: tuple[Any, Any], make_site: MakeSite, html: Html
) -> None:
    page = html(make_site(*pages), "apply/application-form.html")
    for field in (field for one in FORM for field in (*one.persons, *one.bodies)):
        assert f'<th scope="row">{field}</th>' in page
    assert "用途</th>" not in page
    assert "邮寄：商务路100号，办公室（收），邮政编码000000。" in page


def test_the_form_can_be_taken_away_to_fill_in(pages: tuple[Any, Any], make_site: MakeSite, render: Render) -> None:
    """The file says what the page says: all fields, the ticks, the notes."""
    made = render(make_site(*pages))
    with ZipFile(BytesIO(made["apply/application-form.docx"].content)) as archive:
        text = re.sub("<[^>]+>", "", archive.read("word/document.xml").decode().replace("</w:p>", "\n"))
    assert asked(text) == tuple(one.name for one in FORM)
    for field in (field for one in FORM for field in (*one.persons, *one.bodies)):
        assert field in text
    assert "□ 纸质　□ 电子邮件" in text
    assert "邮寄：商务路100号，办公室（收），邮政编码000000。" in text
    assert 'href="application-form.docx" download>' in made["apply/index.html"].content.decode()


def test_the_forms_groups_are_the_applicants_and_then_what_is_asked() -> None:
    assert [(one["name"], [field["label"] for field in one["fields"]]) for one in groups()] == [
        ("公民", ["姓名", "证件名称", "证件号码"]),
        ("法人或者其他组织", ["名称", "经办人姓名", "统一社会信用代码"]),
        ("联系方式", ["联系电话", "通信地址", "电子邮箱"]),
        ("所需信息", ["名称", "文号", "其他特征描述"]),
        ("形式要求", ["提供方式", "获取途径"]),
    ]


def test_an_organs_own_form_replaces_the_one_that_is_made(
    make_page: MakePage, make_site: MakeSite, render: Render
) -> None:
    page = make_page(RequestGuide, "apply", column="apply", stem="index", title="依申请公开", form="own.docx")
    own = Asset("content/apply/own.docx", 23 * 1024, "ab" * 32)
    made = render(make_site(page, assets=(own,)))
    assert "apply/application-form.html" not in made
    assert "apply/application-form.docx" not in made
    assert made["apply/index.html"].content.decode().count('<a href="own.docx" download>下载申请表</a>') == 2
