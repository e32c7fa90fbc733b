"""The status strip: what it says of a document in each state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.kinds.general import News
from generator.kinds.policy import Policy
from generator.model.site import Site, Validity
from generator.rendering.lookup import Lookup
from generator.rendering.status import status

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]


def read(site: Site, name: str = "a") -> tuple[str, str, str, list[str]]:
    """Word, tone, the text run together, and the addresses that it links."""
    lookup = Lookup(site)
    found = status(lookup.pages[name], lookup)
    assert found is not None
    text = "".join(piece["text"] for piece in found["pieces"])
    return found["word"], found["tone"], text, [piece["url"] for piece in found["pieces"] if piece["url"]]


def test_in_force(make_page: MakePage, make_site: MakeSite) -> None:
    page = make_page(Policy, "a", effective="2020-08-01", expires="2025-07-31", ties={"validity": Validity.IN_FORCE})
    assert read(make_site(page)) == ("现行有效", "in-force", "自2020年8月1日起施行，有效期至2025年7月31日。", [])


def test_a_term_that_is_not_stated_is_presumed_and_said_to_be(make_page: MakePage, make_site: MakeSite) -> None:
    """The site of these tests stands in 2020: five years of a 规范性文件, two of a 试行 one, none of other papers."""
    kind = {"type": "规范性文件", "ties": {"validity": Validity.IN_FORCE}}
    recent = make_page(Policy, "a", effective="2019-08-01", **kind)
    assert read(make_site(recent))[2] == "自2019年8月1日起施行。未写明有效期，按5年推定至2024年8月1日。"
    old = make_page(Policy, "a", title="某办法（试行）", effective="2012-03-01", **kind)
    said = "自2012年3月1日起施行。未写明有效期，按2年推定至2014年3月1日，已届满，是否仍有效请向发布机构核实。"
    assert read(make_site(old))[2] == said
    notice = make_page(Policy, "a", effective="2012-03-01", type="通知", ties={"validity": Validity.IN_FORCE})
    assert read(make_site(notice))[2] == "自2012年3月1日起施行。"


def test_in_force_until_a_successor_begins(make_page: MakePage, make_site: MakeSite) -> None:
    old = make_page(Policy, "a", ties={"validity": Validity.IN_FORCE, "replaced_by": ("b",)})
    new = make_page(Policy, "b", title="新办法", effective="2021-01-01")
    assert read(make_site(old, new))[2:] == (
        "自2021年1月1日起将由《新办法》替代。",
        ["statutory/news/b.html"],
    )


def test_pending(make_page: MakePage, make_site: MakeSite) -> None:
    new = make_page(Policy, "a", effective="2020-12-01", ties={"validity": Validity.PENDING, "replaces": ("b",)})
    old = make_page(Policy, "b", title="旧办法", doc_number="示商规〔2016〕1号")
    assert read(make_site(new, old)) == (
        "尚未施行",
        "pending",
        "自2020年12月1日起施行。施行后替代《旧办法》（示商规〔2016〕1号）。",
        ["statutory/news/b.html"],
    )


def test_amended(make_page: MakePage, make_site: MakeSite) -> None:
    page = make_page(Policy, "a", ties={"validity": Validity.AMENDED, "amended_by": ("b", "c")})
    others = [make_page(Policy, name, title=f"决定{name}") for name in "bc"]
    assert read(make_site(page, *others)) == (
        "已修改",
        "amended",
        "已由《决定b》、《决定c》修改。",
        ["statutory/news/b.html", "statutory/news/c.html"],
    )


def test_expired(make_page: MakePage, make_site: MakeSite) -> None:
    page = make_page(Policy, "a", expires="2020-05-31", ties={"validity": Validity.EXPIRED})
    assert read(make_site(page)) == ("已失效", "expired", "有效期至2020年5月31日，期满自动失效。", [])


def test_repealed_by_a_document_of_this_site(make_page: MakePage, make_site: MakeSite) -> None:
    """The repealing document is linked, and the day given."""
    page = make_page(
        Policy, "a", repealed_by="示商规〔2020〕9号", repealed_on="2020-09-01", ties={"validity": Validity.REPEALED}
    )
    act = make_page(Policy, "b", title="关于废止的通知", doc_number="示商规〔2020〕9号")
    assert read(make_site(page, act)) == (
        "已废止",
        "repealed",
        "自2020年9月1日起被《关于废止的通知》（示商规〔2020〕9号）废止。",
        ["statutory/news/b.html"],
    )


def test_repealed_by_its_successor(make_page: MakePage, make_site: MakeSite) -> None:
    """Without a stated day the successor's first day counts."""
    page = make_page(Policy, "a", ties={"validity": Validity.REPEALED, "replaced_by": ("b",)})
    new = make_page(Policy, "b", title="新办法", effective="2020-08-01")
    assert read(make_site(page, new))[2] == "自2020年8月1日起被《新办法》废止。"


def test_repealed_by_another_organ(make_page: MakePage, make_site: MakeSite) -> None:
    """A document that is not here is named without a link."""
    page = make_page(Policy, "a", repealed_by="示例市人民政府令第5号", ties={"validity": Validity.REPEALED})
    assert read(make_site(page))[2:] == ("被示例市人民政府令第5号废止。", [])


def test_pages_without_force_have_no_strip(make_page: MakePage, make_site: MakeSite) -> None:
    lookup = Lookup(make_site(make_page(News, "a")))
    assert status(lookup.pages["a"], lookup) is None
