"""Atom feeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

from generator.kinds.general import News
from generator.model.site import Artifact, Job, Site
from generator.rendering.feeds import clean

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]
Render = Callable[..., dict[str, Artifact]]

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://sw.shili.gov.cn/zwgk"


def read(artifact: Artifact) -> ET.Element:
    return ET.fromstring(artifact.content)  # noqa: S314  # our own output


def test_a_feed_is_well_formed_and_absolute(make_page: MakePage, make_site: MakeSite, render: Render) -> None:
    pages = (
        make_page(News, "a", title="<旧>&闻", published="2020-07-01", updated="2020-07-09 08:00"),
        make_page(News, "b", title="新闻", published="2020-07-06 10:00", description="摘要"),
    )
    feed = read(render(make_site(*pages))["statutory/news/feed.xml"])
    assert feed.findtext(f"{ATOM}id") == f"{BASE}/statutory/news/"
    assert feed.findtext(f"{ATOM}updated") == "2020-07-09T08:00:00+08:00"
    assert [link.get("href") for link in feed.findall(f"{ATOM}link")] == [
        f"{BASE}/statutory/news/",
        f"{BASE}/statutory/news/feed.xml",
    ]
    entries = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in entries] == ["新闻", "<旧>&闻"]
    assert entries[0].findtext(f"{ATOM}id") == f"{BASE}/statutory/news/b.html"
    assert entries[0].findtext(f"{ATOM}published") == "2020-07-06T10:00:00+08:00"
    assert entries[0].findtext(f"{ATOM}summary") == "摘要"


def test_a_feed_holds_the_newest_twenty(make_page: MakePage, make_site: MakeSite, render: Render) -> None:
    pages = [make_page(News, f"n-{n:02}", published=f"2020-07-{n:02}") for n in range(1, 26)]
    feed = read(render(make_site(*pages))["statutory/news/feed.xml"])
    days = [one.findtext(f"{ATOM}published", "")[:10] for one in feed.findall(f"{ATOM}entry")]
    assert days == [f"2020-07-{n:02}" for n in range(25, 5, -1)]


def test_a_parent_s_feed_holds_its_children_s_pages(sample: Site, render: Render) -> None:
    """The newest twenty of them."""
    found = render(sample)
    assert len(read(found["statutory/feed.xml"]).findall(f"{ATOM}entry")) == 20
    assert '<link rel="alternate" type="application/atom+xml"' in found["statutory/index.html"].content.decode()


def test_nothing_dated_makes_no_feed(
    make_page: MakePage, make_site: MakeSite, jobs: Callable[[Site], dict[str, Job]]
) -> None:
    """A feed without a date would need the clock; no page names one either."""
    found = jobs(make_site(make_page(News, "n", published=None)))
    assert "statutory/news/feed.xml" not in found
    assert found["statutory/news/n.html"].context["feed"] == ""


def test_characters_that_xml_refuses_are_dropped() -> None:
    assert clean("甲\x00\x0b\ufffe乙\n丙😀") == "甲乙\n丙😀"
