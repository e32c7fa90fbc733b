"""Accounts that can be followed have codes; the catalogue for the desk lists what is published, and nothing else."""

from __future__ import annotations

from typing import Any

from generator.model.site import Site
from generator.rendering.channels import media_accounts, place_files, places
from generator.rendering.grid import texts
from generator.rendering.lookup import Lookup
from generator.text.qr import code


def shown(site: Site, name: str, make: Any) -> Any:
    lookup = Lookup(site)
    return make(lookup.pages[name], lookup)


def test_accounts_in_use_have_a_link_and_the_code_of_it_and_closed_ones_neither(sample: Site) -> None:
    special = shown(sample, "media", media_accounts)
    link = "https://wb.example.com/sw"
    made = code(link)
    assert special["codes"] == [{"label": "微博“商务发布”", "image": "", "size": made.size, "path": made.path}]
    assert [cells[0]["link"] and cells[0]["link"]["url"] for cells in special["table"]["rows"][1:]] == [link, None]
    assert texts(special["table"])[1:] == [
        ["商务发布", "微博", "", "2020-06-29", "正常", ""],
        ["旧账号", "微信", "", "—", "注销", ""],
    ]


def test_places_tell_what_is_known_and_leave_out_the_rest(sample: Site) -> None:
    facts = [{"label": "地址", "value": "文博路1号"}, {"label": "电话", "value": "000-00002100"}]
    assert shown(sample, "places", places) == {"places": [{"name": "市档案馆", "sort": "国家档案馆", "facts": facts}]}


def test_the_catalogue_for_the_desk_lists_every_published_paper_newest_first(sample: Site) -> None:
    lookup = Lookup(sample)
    (paper,) = place_files(lookup.pages["places"], lookup)
    table = next(block["grid"] for block in paper.context()["blocks"] if "grid" in block)
    rows = texts(table)[1:]
    numbers = [page.meta.number for page in lookup.pages.values() if page.meta.number]
    assert sorted(row[1] for row in rows) == sorted(numbers)
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(numbers) + 1)]
    assert [row[3] for row in rows] == sorted((row[3] for row in rows), reverse=True)
    assert numbers
