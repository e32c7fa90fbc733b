"""Addresses: ASCII, flat, relative, and resolved back to where they lead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import urls


def test_pages_are_flat_files_and_an_index_opens_its_folder() -> None:
    assert urls.page("statutory/policies", "2020-001", "办法") == "statutory/policies/2020-001.html"
    assert urls.page("guide", "guide-index", "index") == "guide/index.html"


def test_lists_and_facets_have_numbered_pages() -> None:
    assert urls.listing("statutory", 1) == "statutory/index.html"
    assert urls.listing("statutory", 3) == "statutory/page-3.html"
    assert urls.facet("statutory", "year", "2020") == "statutory/year-2020.html"
    assert urls.facet("statutory", "year", "2020", 2) == "statutory/year-2020-page-2.html"
    assert urls.facet("statutory", "topic", "综合政务").isascii()
    assert urls.facet("", "phase", "result", 2) == "phase-result-page-2.html"


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("content/apply/form.docx", "apply/form.docx"),
        ("content/apply/Form_1.DOCX", "apply/Form_1.docx"),
        ("content/apply/申请表.docx", "apply/" + urls.slug("申请表") + ".docx"),
    ],
)
def test_files_keep_plain_names_and_get_ascii_ones_otherwise(path: str, url: str) -> None:
    assert urls.asset(path) == url


@pytest.mark.parametrize(
    ("target", "here", "written"),
    [
        ("index.html", "statutory/policies/a.html", "../../index.html"),
        ("statutory/policies/b.html#art-3", "statutory/policies/a.html", "b.html#art-3"),
        ("assets/site.css", "index.html", "assets/site.css"),
        ("https://www.gov.cn/", "a/b.html", "https://www.gov.cn/"),
        ("mailto:a@b.cn", "a/b.html", "mailto:a@b.cn"),
        ("#art-3", "a/b.html", "#art-3"),
    ],
)
def test_links_are_relative_to_their_page(target: str, here: str, written: str) -> None:
    assert urls.relative(target, here) == written


def test_full_addresses_name_a_folder_for_its_index() -> None:
    base = "https://sw.shili.gov.cn/zwgk/"
    assert urls.absolute(base, "index.html") == "https://sw.shili.gov.cn/zwgk/"
    assert urls.absolute(base, "guide/index.html") == "https://sw.shili.gov.cn/zwgk/guide/"
    assert urls.absolute(base, "guide/a.html") == "https://sw.shili.gov.cn/zwgk/guide/a.html"
    assert urls.absolute(base, "guide/my-index.html") == "https://sw.shili.gov.cn/zwgk/guide/my-index.html"


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("../b/c.md#art-3", "content/b/c.md"),
        ("form.docx", "content/a/form.docx"),
        ("/content/b/c.md", "content/b/c.md"),
        ("../../../etc/passwd", "../etc/passwd"),
    ],
)
def test_a_written_link_means_a_file_of_the_project(target: str, path: str) -> None:
    assert urls.source(target, "content/a/x.md") == path


parts = st.lists(st.from_regex(r"[a-z0-9]{1,3}", fullmatch=True), min_size=1, max_size=4).map("/".join)


@given(parts, parts)
def test_a_relative_link_resolves_to_its_target(target: str, here: str) -> None:
    page, target = f"{here}.html", f"{target}.html"
    assert urls.resolve(urls.relative(target, page), page) == (target, "")
    assert urls.resolve(urls.relative(target + "#x", page), page) == (target, "x")


@given(st.text(max_size=20))
def test_a_slug_is_always_plain_ascii_and_settled(text: str) -> None:
    assert urls.SLUG.fullmatch(urls.slug(text))
    assert urls.slug(urls.slug(text)) == urls.slug(text)


@pytest.mark.parametrize(
    "host", ["10.1.2.3", "127.0.0.1", "172.16.0.1", "172.31.9.9", "192.168.0.1", "::1", "oa", "a.lan"]
)
def test_internal_hosts(host: str) -> None:
    """Private and local addresses, and names without a dot, lead nowhere from outside."""
    assert urls.is_internal(host)


@pytest.mark.parametrize("host", ["172.32.0.1", "11.0.0.1", "114.114.114.114", "www.gov.cn", "10.example.com"])
def test_public_hosts(host: str) -> None:
    """Everything else is public."""
    assert not urls.is_internal(host)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("file:///D:/a.docx", "编辑本机的文件"),
        (" FILE:a.docx", "编辑本机的文件"),
        ("D:\\统计\\2020.html", "编辑本机或内网的路径"),
        ("\\\\server\\a.docx", "编辑本机或内网的路径"),
        ("/Users/a/b.docx", "编辑本机或内网的路径"),
        ("output/index.html", "生成目录"),
        ("./output/index.html", "生成目录"),
        ("../../output/index.html", "生成目录"),
        ("http://oa/a", "内部地址"),
        ("HTTPS://10.1.2.3/", "内部地址"),
        ("//localhost/a", "内部地址"),
        ("http://[::1", "内部地址"),
    ],
)
def test_addresses_that_the_public_cannot_open(address: str, said: str) -> None:
    """The editor's disk, the output folder and the inner network, in a body as in front matter."""
    assert said in urls.private(address)


@pytest.mark.parametrize(
    "address",
    ["", "示例市统计局", "a.docx", "../home/a.md", "throughput/a.md", "https://www.gov.cn/output/", "mailto:a@b.cn"],
)
def test_addresses_that_the_public_can_open(address: str) -> None:
    """Everything else, names included."""
    assert urls.private(address) == ""


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://www.gov.cn/", "https"),
        ("\x01 JavaScript:alert(1)", "javascript"),
        ("java\n\tscript:alert(1)", "javascript"),
        ("a/b.html#a:b", ""),
        ("示例市统计局：年鉴", ""),
        ("//www.gov.cn/", ""),
        ("https://[x", "https"),
    ],
)
def test_the_scheme_is_what_a_browser_takes_it_for(address: str, found: str) -> None:
    assert urls.scheme(address) == found


def test_an_address_that_cannot_be_taken_apart_is_still_a_full_one() -> None:
    assert urls.is_absolute("https://[x")
