"""Versions of a catalogue or list: every page of the chain names all, and leads to what each one changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.base import Document
from generator.kinds.catalogue import Catalogue, CatalogueRow
from generator.kinds.service_list import ListItem, ServiceList
from generator.model.site import Page, Site
from generator.model.values import replace
from generator.rendering.lookup import Lookup
from generator.rendering.versions import versions

MakePage = Callable[..., Page[Any]]
MakeSite = Callable[..., Site]
Html = Callable[[Site, str], str]
COLUMN = {Catalogue: "statutory/items", ServiceList: "statutory/services"}
ANCHOR = {Catalogue: "sec-changes", ServiceList: "sec-difference"}
ROWS: dict[type[Document], Callable[[int], Any]] = {
    Catalogue: lambda year: CatalogueRow(number="1", item="机关信息", limit=f"{year - 2000}日内"),
    ServiceList: lambda year: ListItem(name="备案", promised_limit=f"{year - 2000}日内"),
}
BOTH = pytest.mark.parametrize("kind", [Catalogue, ServiceList])


def chain(kind: type[Document], years: range, make_page: MakePage) -> list[Page[Any]]:
    """Versions of following years, each tied to those beside it."""
    names = {year: f"v-{year}" for year in years}
    return [
        replace(
            make_page(kind, name, column=COLUMN[kind], title=f"{year}年版", rows=[ROWS[kind](year)]),
            earlier=tuple(one for one in (names.get(year - 1),) if one),
            later=tuple(one for one in (names.get(year + 1),) if one),
        )
        for year, name in names.items()
    ]


@BOTH
@pytest.mark.parametrize("here", [2019, 2020, 2021])
def test_each_version_lists_all_and_what_each_changed(
    kind: type[Document], here: int, make_page: MakePage, make_site: MakeSite
) -> None:
    pages = chain(kind, range(2019, 2022), make_page)
    found = versions(pages[here - 2019], Lookup(make_site(*pages)))
    assert [(one["title"], one["here"], one["compared"]) for one in found] == [
        ("2021年版", here == 2021, True),
        ("2020年版", here == 2020, True),
        ("2019年版", here == 2019, False),
    ]


@BOTH
def test_what_is_linked_is_there(kind: type[Document], make_page: MakePage, make_site: MakeSite, html: Html) -> None:
    """Any two following versions can be read side by side, on the page of the later one."""
    site = make_site(*chain(kind, range(2019, 2022), make_page))
    for year in (2020, 2021):
        page = html(site, f"{COLUMN[kind]}/v-{year}.html")
        assert f'<h2 id="{ANCHOR[kind]}">' in page
        assert f"<del>{year - 2001}日内</del>" in page
        assert f"<ins>{year - 2000}日内</ins>" in page
    first = html(site, f"{COLUMN[kind]}/v-2019.html")
    assert [f'href="v-{year}.html#{ANCHOR[kind]}"' in first for year in (2019, 2020, 2021)] == [False, True, True]
    assert f'<h2 id="{ANCHOR[kind]}">' not in first


@BOTH
def test_a_version_by_itself_lists_nothing(kind: type[Document], make_page: MakePage, make_site: MakeSite) -> None:
    """Also where the one before it is not published: it is not named, and nothing is compared with it."""
    (only,) = chain(kind, range(2020, 2021), make_page)
    assert versions(only, Lookup(make_site(only))) == []
    older, newer = chain(kind, range(2020, 2022), make_page)
    assert versions(newer, Lookup(make_site(newer))) == []
    assert older.later == ("v-2021",)


def test_a_circle_of_versions_ends(make_page: MakePage, make_site: MakeSite) -> None:
    first, second = chain(Catalogue, range(2019, 2021), make_page)
    pages = (replace(first, earlier=(second.id,)), replace(second, later=(first.id,)))
    assert sorted(one["title"] for one in versions(pages[0], Lookup(make_site(*pages)))) == ["2019年版", "2020年版"]
