"""Bodies as they are published: links and signatures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.base import Document
from generator.kinds.general import News
from generator.kinds.policy import Policy
from generator.model.config import SiteConfig
from generator.model.site import Page
from generator.rendering.links import NOTICE, body, foreign, slot

MakePage = Callable[..., Any]


def put_in(page: Page[Document], config: SiteConfig) -> str:
    """A page's body as it is published."""
    return body(page.parsed.html, slot(page, config.site), page.url)


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
    assert foreign(target, config.site.base_url, config.site.domain) == said


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
    assert put_in(page, config) == becomes


ORGAN, DAY, TEXT = "<p>示例市商务委员会</p>", "<p>2020年7月6日</p>", "<p>本办法自2020年8月1日起施行。</p>"
REMARK = "<p>（此件公开发布）</p>"


@pytest.mark.parametrize("before", [(), (TEXT,), (TEXT, DAY)])
@pytest.mark.parametrize("after", [(), (REMARK,)])
@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("field", ["issuer", "source"])
def test_a_signature_is_marked(  # noqa: PLR0913  # every combination
    config: SiteConfig, make_page: MakePage, *, before: tuple[str, ...], after: tuple[str, ...], end: str, field: str
) -> None:
    """The organ's name and the day at the end, the remark after them left alone; the text is what it was."""
    html = "\n".join((*before, ORGAN, DAY, *after)) + end
    page = make_page(Policy, "p", html=html, **{field: "示例市商务委员会"})
    marked = [one.replace("<p>", '<p class="signature">') for one in (ORGAN, DAY)]
    assert put_in(page, config) == "\n".join((*before, *marked, *after)) + end


def test_a_name_with_a_special_character_still_signs(config: SiteConfig, make_page: MakePage) -> None:
    page = make_page(News, "n", html=f"<p>A&amp;B公司</p>\n{DAY}\n", source="A&B公司")
    assert put_in(page, config).count('<p class="signature">') == 2


@pytest.mark.parametrize(
    "blocks",
    [
        (ORGAN,),
        (DAY,),
        (DAY, REMARK),
        (DAY, ORGAN),
        (TEXT, DAY),
        (ORGAN, DAY, TEXT),
        (ORGAN, DAY, REMARK, REMARK),
        (ORGAN, TEXT, DAY),
        (ORGAN, "<p>2020年7月6日前</p>"),
        (ORGAN, "<p>二〇二〇年七月六日</p>"),
        ("<p>示例市<strong>商务委员会</strong></p>", DAY),
        ("<p>另一机关</p>", DAY),
        ("<p></p>", DAY),
        ("<blockquote>", ORGAN, DAY, "</blockquote>"),
        (),
    ],
)
def test_what_is_no_signature_stays_as_it_is(config: SiteConfig, make_page: MakePage, blocks: tuple[str, ...]) -> None:
    html = "\n".join(blocks)
    assert put_in(make_page(Policy, "p", html=html, issuer="示例市商务委员会"), config) == html


def test_a_page_without_issuer_and_source_has_no_signature(config: SiteConfig, make_page: MakePage) -> None:
    html = f"{ORGAN}\n{DAY}"
    assert put_in(make_page(News, "n", html=html), config) == html
