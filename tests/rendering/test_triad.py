"""The triad bar 文件·细则·解读 on every page of a release set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.kinds.policy import Interpretation, Policy
from generator.model.config import SiteConfig
from generator.model.site import ReleaseSet, Site
from generator.rendering.lookup import Lookup
from generator.rendering.triad import triads

MakePage = Callable[..., Any]
MakeSite = Callable[..., Site]


def alone(*required: str, waived: bool = False) -> ReleaseSet:
    return ReleaseSet("p", (), (), frozenset(required), waived=waived, held=False)


def notes(site: Site, name: str = "p") -> list[str]:
    """What stands in the place of the parts that are not there."""
    lookup = Lookup(site)
    [bar] = triads(lookup.pages[name], lookup)
    return [part["note"] for part in bar["parts"]]


def test_every_member_shows_the_whole_set(sample: Site) -> None:
    """The same three parts, the page itself marked."""
    lookup = Lookup(sample)
    for name in ("2020-003", "2020-004", "2020-003-jd"):
        [bar] = triads(lookup.pages[name], lookup)
        assert bar["title"] == "示例市便利店发展办法"
        assert [(part["label"], part["entries"][0]["title"], part["note"]) for part in bar["parts"]] == [
            ("文件", "示例市便利店发展办法", ""),
            ("细则", "示例市便利店发展办法实施细则", ""),
            ("解读", "《示例市便利店发展办法》图解", ""),
        ]
        current = [entry["url"] for part in bar["parts"] for entry in part["entries"] if entry["current"]]
        assert current == [lookup.pages[name].url]


def test_an_interpretation_of_two_documents_shows_two_bars(make_page: MakePage, make_site: MakeSite) -> None:
    pages = [make_page(Policy, "p"), make_page(Policy, "q"), make_page(Interpretation, "i")]
    sets = tuple(ReleaseSet(name, (), ("i",), frozenset(), waived=False, held=False) for name in "pq")
    lookup = Lookup(make_site(*pages, sets=sets))
    assert [bar["title"] for bar in triads(lookup.pages["i"], lookup)] == ["关于p的页面", "关于q的页面"]


def test_pages_outside_sets_have_no_bar(sample: Site) -> None:
    lookup = Lookup(sample)
    assert triads(lookup.pages["news-1"], lookup) == []


def test_a_set_whose_document_is_kept_back_shows_nothing(make_page: MakePage, make_site: MakeSite) -> None:
    one = ReleaseSet("kept-back", (), ("i",), frozenset(), waived=False, held=False)
    lookup = Lookup(make_site(make_page(Interpretation, "i"), sets=(one,)))
    assert triads(lookup.pages["i"], lookup) == []


def test_a_required_part_that_is_missing_is_called_missing(make_page: MakePage, make_site: MakeSite) -> None:
    site = make_site(make_page(Policy, "p"), sets=(alone("interpretation"),))
    assert notes(site) == ["", "本文件不要求", "无"]
    site = make_site(make_page(Policy, "p"), sets=(alone("interpretation", "implementing-rules"),))
    assert notes(site) == ["", "无", "无"]


def test_an_exempted_document_says_why(make_page: MakePage, make_site: MakeSite) -> None:
    page = make_page(Policy, "p", must_interpret="否", exemption="转发上级文件")
    assert notes(make_site(page, sets=(alone(),))) == ["", "本文件不要求", "本文件不要求：转发上级文件"]


def test_a_waiver_is_shown_with_reason_owner_and_end(
    config: SiteConfig, make_page: MakePage, make_site: MakeSite
) -> None:
    """豁免 are public: who granted it, why, and until when."""
    waiver = {"policy": "p", "reason": "待清单公布后一并解读", "owner": "法规处", "expires": "2020-12-31"}
    changed = SiteConfig.model_validate({**config.model_dump(), "sync": {"waivers": [waiver]}})
    site = make_site(make_page(Policy, "p"), sets=(alone(waived=True),), config=changed)
    assert notes(site)[2] == "已豁免：待清单公布后一并解读（法规处，至2020年12月31日）"
    promised = make_page(Policy, "p", promises_rules="是")
    assert notes(make_site(promised, sets=(alone(waived=True),), config=changed))[1].startswith("已豁免")
