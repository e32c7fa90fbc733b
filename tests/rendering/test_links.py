"""Links that leave the site, and the addresses of a body's links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.general import News
from generator.model.config import SiteConfig
from generator.rendering.links import NOTICE, body, foreign

MakePage = Callable[..., Any]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("statutory/index.html", (False, False)),
        ("#art-3", (False, False)),
        ("mailto:a@b.cn", (False, False)),
        ("https://sw.shili.gov.cn/other", (False, False)),
        ("https://www.gov.cn/", (True, False)),
        ("https://gov.cn", (True, False)),
        ("https://www.example.com/gov.cn", (True, True)),
        ("//notgov.cn/x", (True, True)),
        ("https://[broken", (False, False)),
    ],
)
def test_foreign_sites_are_told_from_our_own_and_from_the_government_s(
    config: SiteConfig, target: str, said: tuple[bool, bool]
) -> None:
    assert foreign(target, config.site) == said


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ('<a href="gongkai:0">甲</a>', '<a href="../policies/a.html#art-3">甲</a>'),
        ('<a class="reference" href="gongkai:1">乙</a>', '<span class="unresolved">乙</span>'),
        ('<a href="gongkai:9">丙</a>', '<span class="unresolved">丙</span>'),
        ('<a href="#fn-1" id="x">[1]</a>', '<a id="x" href="#fn-1">[1]</a>'),
        (
            '<a href="https://e.com/?a=1&amp;b=2" rel="noopener external" class="external">外</a>',
            f'<a rel="external noopener" class="external" href="https://e.com/?a=1&amp;b=2">外{NOTICE}</a>',
        ),
        (
            '<a href="https://www.gov.cn/">国</a>',
            '<a rel="external noopener" class="external" href="https://www.gov.cn/">国</a>',
        ),
        ('<img src="gongkai:2" alt="图" loading="lazy">', '<img alt="图" loading="lazy" src="flow.png">'),
        ('<img src="gongkai:1" alt="图">', '<span class="unresolved">图</span>'),
        ("<p>没有链接 gongkai:0</p>", "<p>没有链接 gongkai:0</p>"),
    ],
)
def test_a_body_s_addresses_are_put_in(config: SiteConfig, make_page: MakePage, written: str, becomes: str) -> None:
    """Relative to the page; what leads nowhere is no link; what leaves the site says so."""
    targets = ("statutory/policies/a.html#art-3", "", "statutory/news/flow.png")
    page = make_page(News, "n", html=written, ties={"targets": targets})
    assert body(page, config.site) == becomes
