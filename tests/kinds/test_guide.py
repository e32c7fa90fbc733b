"""指南, its channels, and the texts of 政府信息公开制度."""

from __future__ import annotations

from typing import Any

import pytest

from generator.kinds.guide import Channel, Guide, Regulation, RequestGuide

OFFICE = {"title": "指南", "address": "商务路100号", "hours": "9:00—17:00", "phone": "000-1", "fax": "000-2"}
PORTAL = "https://zwdt.shili.gov.cn/ysqgk"


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({"way": "当面"}, "商务路100号"),
        ({"way": "邮寄"}, "商务路100号"),
        ({"way": "网络"}, PORTAL),
        ({"way": "传真"}, "000-2"),
        ({"way": "当面", "address": "便民路1号"}, "便民路1号"),
    ],
)
def test_a_channel_has_the_offices_own_data_unless_it_says_otherwise(given: dict[str, str], address: str) -> None:
    guide = Guide.model_validate(OFFICE)
    found = guide.channel(Channel.model_validate(given), PORTAL)
    assert (found.address, found.hours, found.phone) == (address, "9:00—17:00", "000-1")


def test_a_channel_keeps_its_own_hours_and_phone() -> None:
    one = Channel(way="网络", hours="全天", phone="000-9")
    found = Guide.model_validate(OFFICE).channel(one, PORTAL)
    assert (found.hours, found.phone) == ("全天", "000-9")


def test_a_form_of_ones_own_belongs_to_the_page() -> None:
    assert RequestGuide(title="说明", form="a.docx").files() == ((("form",), "a.docx"),)
    assert RequestGuide(title="说明").files() == ()


@pytest.mark.parametrize(
    ("type_", "level"),
    [
        ("行政法规", "行政法规"),
        ("政府规章", "规章"),
        ("部门规章", "规章"),
        ("规范性文件", "规范性文件"),
        ("行政规范性文件", "规范性文件"),
        ("配套制度", "本机关制度"),
        ("", "本机关制度"),
    ],
)
def test_the_rank_follows_from_the_type(type_: str, level: str) -> None:
    assert Regulation(title="制度", type=type_).level == level


STEPS = [
    {"date": "2007-04-05", "number": "国务院令第492号", "action": "公布", "note": "首次公布"},
    {"date": "2019-04-03", "number": "国务院令第711号", "action": "修订", "note": "修订"},
]


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        (
            {"revisions": STEPS, "effective": "2019-05-15"},
            ("2007年4月5日国务院令第492号公布", "2019年4月3日国务院令第711号修订", "自2019年5月15日起施行"),
        ),
        ({"revisions": STEPS[:1]}, ("2007年4月5日国务院令第492号公布",)),
        (
            {"revisions": STEPS, "effective": "2008-05-01"},
            ("2007年4月5日国务院令第492号公布", "2019年4月3日国务院令第711号修订"),
        ),
        ({"revisions": [{"date": "2014-03-10", "note": "首次制定"}], "effective": "2014-04-01"}, ()),
        ({}, ()),
    ],
)
def test_the_note_under_a_title_tells_who_passed_it_and_when(fields: dict[str, Any], note: tuple[str, ...]) -> None:
    assert Regulation.model_validate({"title": "条例", **fields}).heading_note() == note
