"""Addresses: what they point at, and which the public could not open."""

from __future__ import annotations

import pytest

from generator.reading.addresses import Reach, decode, spellings, understand


@pytest.mark.parametrize(
    ("href", "reach", "target"),
    [
        ("../b.md#art-3", Reach.LOCAL, "../b.md#art-3"),
        ("b.md#%E7%AC%AC%E4%B8%89%E6%9D%A1", Reach.LOCAL, "b.md#art-3"),
        ("b.md#第三条之一", Reach.LOCAL, "b.md#art-3-1"),
        ("b.md#第三条规定", Reach.LOCAL, "b.md#第三条规定"),
        ("%E9%99%84%E4%BB%B6%201.docx", Reach.LOCAL, "附件 1.docx"),
        ("", Reach.LOCAL, ""),
        ("附件：表.docx", Reach.LOCAL, "附件：表.docx"),
        ("#第三条", Reach.FRAGMENT, "#art-3"),
        ("https://www.example.gov.cn/a?b=1", Reach.EXTERNAL, "https://www.example.gov.cn/a?b=1"),
        ("//www.example.gov.cn/a", Reach.EXTERNAL, "//www.example.gov.cn/a"),
        ("mailto:a@example.gov.cn", Reach.EXTERNAL, "mailto:a@example.gov.cn"),
        ("tel:021-12345678", Reach.EXTERNAL, "tel:021-12345678"),
    ],
)
def test_open_addresses(href: str, reach: Reach, target: str) -> None:
    """An address that the public can open has no fault."""
    address = understand(href)
    assert (address.reach, address.target, address.fault) == (reach, target, "")


@pytest.mark.parametrize(
    ("href", "reach", "fault"),
    [
        ("file:///D:/a.docx", Reach.REFUSED, "链接指向编辑本机的文件 file:///D:/a.docx"),
        ("C:%5CUsers%5Ca.docx", Reach.REFUSED, "链接指向编辑本机或内网的路径 C:\\Users\\a.docx"),
        ("%5C%5Cserver%5Ca.docx", Reach.REFUSED, "链接指向编辑本机或内网的路径 \\\\server\\a.docx"),
        ("/home/office/a.docx", Reach.REFUSED, "链接指向编辑本机或内网的路径 /home/office/a.docx"),
        ("../../output/a.html", Reach.REFUSED, "链接指向生成目录 ../../output/a.html"),
        ("javascript:alert(1)", Reach.REFUSED, "链接使用了 javascript: 地址，网页上无法打开"),
        (" JavaScript:alert(1)", Reach.REFUSED, "链接使用了 javascript: 地址，网页上无法打开"),
        ("data:text/html,x", Reach.REFUSED, "链接使用了 data: 地址，网页上无法打开"),
        ("vbscript:x", Reach.REFUSED, "链接使用了 vbscript: 地址，网页上无法打开"),
        ("http://localhost:8000/", Reach.EXTERNAL, "链接指向内部地址 http://localhost:8000/，公众无法打开"),
        ("https://192.168.1.2/a", Reach.EXTERNAL, "链接指向内部地址 https://192.168.1.2/a，公众无法打开"),
        ("http://[::1", Reach.EXTERNAL, "链接指向内部地址 http://[::1，公众无法打开"),
    ],
)
def test_closed_addresses(href: str, reach: Reach, fault: str) -> None:
    """An address that the public cannot open is named with its fault and its cure."""
    address = understand(href)
    assert (address.reach, address.fault) == (reach, fault)
    assert address.hint


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("a%23b%3Fc%2Fd%25e", "a%23b%3Fc%2Fd%25e"),
        ("%E9%99%84%23", "附%23"),
        ("%FF%0A", "%FF%0A"),
    ],
)
def test_decode_keeps_what_has_a_meaning(href: str, expected: str) -> None:
    """Percent-encoding stays where taking it off would change the address."""
    assert decode(href) == expected


def test_spellings() -> None:
    """An editor may have written a space as it is or as ``%20``."""
    assert spellings("%E9%99%84%201") == ("附 1", "附%201", "%E9%99%84%201")
