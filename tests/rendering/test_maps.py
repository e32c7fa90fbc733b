"""站点地图, sitemap.xml, robots.txt, 404.html."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

from generator.kinds.general import News
from generator.model.site import Artifact, Site
from generator.text import urls
from generator.text.markup import outline

Render = Callable[..., dict[str, Artifact]]

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "https://sw.shili.gov.cn/zwgk"


def test_the_map_names_every_column_and_page(sample: Site, render: Render) -> None:
    artifact = render(sample)["map.html"]
    page = outline(artifact.content)
    ends = {link.href for link in page.links}
    assert {column.url for column in sample.columns.values()} <= ends
    assert {page.url for page in sample.pages.values()} <= ends


def test_the_map_leaves_the_rest_of_a_long_column_to_its_list(
    make_page: Callable[..., Any], make_site: Callable[..., Site], render: Render
) -> None:
    site = make_site(*(make_page(News, f"n{n}", published="2020-01-01") for n in range(201)))
    artifact = render(site)["map.html"]
    page = outline(artifact.content)
    assert len([link for link in page.links if "/news/n" in link.href]) == 200
    assert "“工作动态”的全部内容" in page.text


def test_the_sitemap_is_well_formed_and_complete(sample: Site, render: Render) -> None:
    """Every page in full address, with the day of its last change; the 404 page is not there."""
    root = ET.fromstring(render(sample)["sitemap.xml"].content)  # noqa: S314  # our own output
    found = {one.findtext(f"{NS}loc"): one.findtext(f"{NS}lastmod") for one in root.findall(f"{NS}url")}
    assert {urls.absolute(BASE, page.url) for page in sample.pages.values()} <= set(found)
    assert {f"{BASE}/", f"{BASE}/map.html", f"{BASE}/statutory/", f"{BASE}/guide/"} <= set(found)
    assert found[f"{BASE}/statutory/news/news-1.html"] == "2020-07-08"
    assert found[f"{BASE}/statutory/policies/2016-001.html"] == "2016-03-01"
    assert found[f"{BASE}/"] is None
    assert not any("404" in str(address) for address in found)
    assert len(root) == len(found)


def test_robots_are_let_in_and_shown_the_map(sample: Site, render: Render) -> None:
    text = render(sample)["robots.txt"].content.decode()
    assert text == f"User-agent: *\nAllow: /\n\nSitemap: {BASE}/sitemap.xml\n"


def test_the_404_page_works_at_any_depth(sample: Site, render: Render) -> None:
    """All its addresses are absolute, but the one to its own main part."""
    artifact = render(sample)["404.html"]
    page = outline(artifact.content)
    hrefs = {link.href for link in page.links} | {one for part in page.parts for one in part.resources}
    assert all(urls.is_absolute(href) for href in hrefs - {"#main"})
    assert {f"{BASE}/", f"{BASE}/map.html", f"{BASE}/assets/site.css", f"{BASE}/statutory/"} <= hrefs
    assert "canonical" not in artifact.content.decode()
