"""The matrix of 法定主动公开内容."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.kinds.service_list import ServiceList
from generator.kinds.statutory import ITEMS
from generator.model.site import Page, Site
from generator.model.values import replace
from generator.rendering.lookup import Lookup
from generator.rendering.matrix import matrix


def rows(site: Site) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in matrix(site.columns["statutory"], Lookup(site))}


def test_all_fifteen_items_stand_in_order(sample: Site) -> None:
    found = rows(sample)
    assert [(code, row["name"]) for code, row in found.items()] == list(ITEMS.items())
    assert [found[code]["number"] for code in ("a20-01", "a20-10", "a20-15")] == ["（一）", "（十）", "（十五）"]


def test_an_item_is_carried_by_a_column_a_page_or_a_stated_absence(sample: Site) -> None:
    found = rows(sample)
    assert found["a20-01"]["columns"] == [{"name": "政策文件", "url": "statutory/policies/index.html"}]
    [link] = found["a20-03"]["pages"]
    assert (link["title"], link["absent"]) == ("专项规划", "")
    assert link["link"] == {
        "title": "查看公开页面",
        "url": "https://www.example.com/plan",
        "external": True,
        "notice": True,
    }
    [none] = found["a20-14"]["pages"]
    assert (none["absent"], none["link"]) == ("由示例市公务员局统一公布", None)
    assert (found["a20-07"]["columns"], found["a20-07"]["pages"]) == ([], [])


def test_an_empty_column_carries_nothing(make_site: Callable[..., Site]) -> None:
    assert all(row["columns"] == [] for row in rows(make_site()).values())


def test_of_a_list_in_versions_only_the_newest_is_named(
    make_page: Callable[..., Page[Any]], make_site: Callable[..., Site]
) -> None:
    common = {"column": "statutory/services", "items": ["a20-11"]}
    old, new = (make_page(ServiceList, name, title=name, **common) for name in ("list-2019", "list-2020"))
    chain = (replace(old, later=(new.id,)), replace(new, earlier=(old.id,)))
    assert [one["title"] for one in rows(make_site(*chain))["a20-11"]["pages"]] == ["list-2020"]
    assert [one["title"] for one in rows(make_site(chain[0]))["a20-11"]["pages"]] == ["list-2019"]


def test_other_columns_have_no_matrix(sample: Site) -> None:
    assert matrix(sample.columns["guide"], Lookup(sample)) == []


def test_the_page_names_every_item_and_what_is_missing(html: Callable[[Site, str], str], sample: Site) -> None:
    page = html(sample, "statutory/index.html")
    assert all(name in page for name in ITEMS.values())
    assert page.count("尚未公布") == 10
    assert "：<strong>本机关无此项</strong>，由示例市公务员局统一公布" in page
    assert '<tr id="a20-14">' in page
