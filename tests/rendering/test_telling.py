"""What belongs to the forms of an interpretation stands on its page: speakers, press conference, steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.policy import Interpretation
from generator.model.site import Site

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
Html = Callable[[Site, str], str]

FOLDER = "statutory/interpretations"


@pytest.fixture
def shown(make_page: MakePage, make_site: MakeSite, html: Html) -> Callable[..., str]:
    """The page of an interpretation of some fields."""
    return lambda **fields: html(
        make_site(make_page(Interpretation, "t", column=FOLDER, title="办法解读", **fields)), f"{FOLDER}/t.html"
    )


def test_experts_are_shown_with_what_they_are(shown: Callable[..., str]) -> None:
    page = shown(speakers=[{"name": "许闻樵", "organ": "示例大学", "post": "研究员"}, {"post": "外贸处处长"}])
    assert "<dt>解读人</dt>\n<dd>许闻樵（示例大学研究员）</dd>\n<dd>外贸处处长</dd>" in page
    assert "解读人" not in shown()


def test_a_press_conference_is_shown_with_time_place_and_record(shown: Callable[..., str]) -> None:
    held = {"time": "2020-05-22 14:30", "place": "会议中心", "record": "https://news.example.com/1"}
    page = shown(briefing=held)
    assert '<time datetime="2020-05-22T14:30:00">2020年5月22日</time> 14:30</dd>\n<dd>地点：会议中心</dd>' in page
    assert 'href="https://news.example.com/1" class="external" rel="external noopener">实录' in page
    assert "00:00</dd>" not in shown(briefing={"time": "2020-05-22"})
    assert "发布会" not in shown()


def test_the_steps_of_a_demonstration_are_a_list_in_words(shown: Callable[..., str]) -> None:
    page = shown(steps=[{"name": "填表", "text": "登录平台。\n选择门店。"}, {"name": "取号", "text": "当场生成。"}])
    assert "<li><strong>填表</strong>\n<p>登录平台。</p>\n<p>选择门店。</p>\n</li>\n<li><strong>取号</strong>" in page
    assert "流程演示" not in shown()


def test_an_outlet_is_shown_from_its_day(shown: Callable[..., str]) -> None:
    outlets = [{"name": "报纸", "day": "2020-10-30"}, {"name": "电台", "day": "2020-10-31"}, {"name": "公告栏"}]
    page = shown(outlets=outlets)
    assert '<li>报纸（<time datetime="2020-10-30">2020年10月30日</time>）</li>\n<li>公告栏</li>' in page
    assert "电台" not in page
    assert "其他解读渠道" not in shown(outlets=outlets[1:2])
