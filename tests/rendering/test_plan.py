"""The whole plan: complete contexts, unique paths, links that hold, nothing unescaped."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.kinds.general import News
from generator.kinds.policy import Interpretation, Policy
from generator.model.site import Artifact, Job, ReleaseSet, Site, Validity
from generator.rendering.faults import LayoutError
from generator.rendering.plan import plan
from generator.rendering.templates import templates
from generator.text import urls
from generator.text.markup import Reading, outline

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
Jobs = Callable[[Site], dict[str, Job]]
Render = Callable[..., dict[str, Artifact]]

MARKUP = "<script>alert('1')</script>\"&amp;' {{ x }}"


def test_contexts_are_plain_data(sample: Site, jobs: Jobs) -> None:
    """What JSON writes and reads back is the same: nothing but dicts, lists, texts, numbers, booleans and null."""
    for job in jobs(sample).values():
        assert json.loads(json.dumps(job.context)) == job.context
        plain(job.context)


def plain(value: object) -> None:
    assert type(value) in {dict, list, str, int, bool, type(None)}, value
    if isinstance(value, dict):
        assert all(type(key) is str for key in value)
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        plain(part)


def test_equal_sites_give_equal_plans(sample: Site) -> None:
    assert list(plan(sample)) == list(plan(sample))


def outlines(artifacts: Mapping[str, Artifact]) -> dict[str, Reading]:
    """What each web page says of itself, by path."""
    return {path: outline(one.content) for path, one in artifacts.items() if path.endswith(".html")}


def loaded(page: Reading) -> set[str]:
    """Addresses of what a page makes a browser load."""
    return {one for part in page.parts for one in part.resources}


def test_an_empty_site_can_be_planned(make_site: MakeSite, render: Render) -> None:
    found = render(make_site())
    assert {"index.html", "map.html", "404.html", "sitemap.xml", "robots.txt", "guide/index.html"} <= set(found)


def test_every_link_and_resource_is_there(sample: Site, render: Render, layouts: str) -> None:
    """Nothing leads to a file or an anchor that the output does not hold."""
    found = render(sample)
    present = {*found, *templates((layouts,)).files(), *sample.asset_urls.values()}
    pages = outlines(found)
    ids = {path: one.ids for path, one in pages.items()}
    anchors = {heading.anchor for page in sample.pages.values() for heading in page.parsed.headings}
    for path, page in pages.items():
        if path != "404.html":
            for href in {link.href for link in page.links} | loaded(page):
                if not urls.is_absolute(href):
                    target, fragment = urls.resolve(href, path)
                    assert target in present, (path, href)
                    assert not fragment or fragment in ids[target] | anchors, (path, href)


def test_every_page_has_one_heading_one_language_and_a_title_of_its_own(sample: Site, render: Render) -> None:
    found = render(sample)
    pages = outlines(found)
    assert {one.language for one in pages.values()} == {"zh-CN"}
    assert len({one.title for one in pages.values()}) == len(pages)
    for path, page in pages.items():
        html = found[path].content.decode()
        assert html.count("<h1") == 1
        assert '<a class="skip" href="#main">' in html
        assert "main" in page.ids


def test_no_page_needs_a_script_a_style_attribute_or_another_site(sample: Site, render: Render) -> None:
    """The content security policy has nothing to forbid."""
    found = render(sample)
    for path, page in outlines(found).items():
        html = found[path].content.decode()
        assert "default-src 'none'" in html
        assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", html)
        own = ("https://sw.shili.gov.cn/zwgk/assets/", "../", "assets/")
        assert all(not urls.is_absolute(one) or one.startswith(own) for one in loaded(page))


def test_ids_are_unique_within_each_page(sample: Site, render: Render) -> None:
    for path, artifact in render(sample).items():
        if path.endswith(".html"):
            found = re.findall(r'\sid="([^"]*)"', artifact.content.decode())
            assert len(found) == len(set(found)), path


def test_pages_that_one_edit_does_not_touch_stay_as_they_were(
    make_page: MakePage, make_site: MakeSite, jobs: Jobs
) -> None:
    """Nothing volatile stands on every page: a new page changes no other content page."""
    page = make_page(News, "old", published="2020-01-01")
    before, after = jobs(make_site(page)), jobs(make_site(page, make_page(News, "new", column="statutory/projects")))
    changed = {path for path, job in after.items() if path not in before or before[path] != job}
    assert "statutory/news/old.html" not in changed
    assert "guide/index.html" not in changed


def test_a_layout_that_asks_for_too_much_is_an_error(sample: Site, tmp_path: Path, render: Render) -> None:
    """A site's own layout is named with its line."""
    (tmp_path / "news.html").write_text(
        '{% extends "page.html" %}\n{% block after %}\n{{ page.viewers }}\n{% endblock %}\n', encoding="utf-8"
    )
    with pytest.raises(LayoutError) as caught:
        render(sample, str(tmp_path))
    assert (caught.value.file, caught.value.line) == ("news.html", 3)
    assert "viewers" in caught.value.message


def test_a_layout_can_be_overridden_alone(sample: Site, tmp_path: Path, render: Render) -> None:
    """A site's own file stands in for one default file, also where others include it."""
    (tmp_path / "_matrix.html").write_text("<p>自己的清单</p>", encoding="utf-8")
    found = render(sample, str(tmp_path))
    assert "自己的清单" in found["statutory/index.html"].content.decode()
    assert found["guide/index.html"] == render(sample)["guide/index.html"]


titles = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)


@settings(max_examples=40)
@given(title=titles | titles.map(lambda text: f"{MARKUP}{text}"), note=titles.map(lambda text: f"<b>{text}</b>&"))
def test_titles_are_escaped_everywhere(make_page: MakePage, make_site: MakeSite, title: str, note: str) -> None:
    """Whatever a title holds, every page shows it as text and no page has markup of it."""
    pages = (
        make_page(Policy, "p", title=title, doc_number=note, ties={"validity": Validity.AMENDED, "amended_by": ("q",)}),
        make_page(Policy, "q", title=title, ties={"validity": Validity.IN_FORCE, "amends": ("p",)}),
        make_page(Interpretation, "i", title=title, unit=note, ties={"interprets": ("p",)}),
    )
    site = make_site(*pages, sets=(ReleaseSet("p", (), ("i",), frozenset(), waived=False, held=False),))
    layouts = templates((str(Path(__file__).parents[2] / "layouts"),))
    for job in plan(site):
        html = layouts.render(job).content.decode()
        assert "<script" not in html
        assert "<b>" not in html
        if job.path.endswith("/p.html"):
            said = outline(html.encode())
            assert " ".join(title.split()) in said.text
            assert dict(said.metas)["ArticleTitle"] == title
            assert f"<h1>{escape(title).replace('&#x27;', '&#39;').replace('&quot;', '&#34;')}</h1>" in html
