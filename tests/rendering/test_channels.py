"""Accounts that can be followed have codes; the catalogue for the desk lists what is published, and nothing else."""

from __future__ import annotations

from typing import Any

from generator.model.site import Site
from generator.rendering.channels import media_accounts, place_files, places
from generator.rendering.grid import texts
from generator.rendering.lookup import Lookup
from generator.text.dates import chinese_date
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


def test_the_catalogue_for_the_desk_lists_all_that_is_published_by_column(sample: Site) -> None:
    lookup = Lookup(sample)
    (paper,) = place_files(lookup.pages["places"], lookup)
    blocks = paper.context()["blocks"]
    grids = [block["grid"] for block in blocks if "grid" in block]
    rows = [row for one in grids for row in texts(one)[1:]]
    wanted = [page for page in lookup.pages.values() if not page.column.startswith("apply")]
    assert sorted(row[3] for row in rows) == sorted(page.meta.title for page in wanted)
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(wanted) + 1)]
    days = [one.date() for page in wanted for one in (page.meta.published, page.meta.updated) if one]
    assert blocks[0]["text"].startswith(f"截至{chinese_date(max(days))}，共{len(wanted)}件，")
    assert paper.context()["day"] == max(days).isoformat()
    roots = [one.config.name for one in lookup.roots if one.config.name != "依申请公开"]
    assert [block["heading"] for block in blocks if "heading" in block] == roots
    policies = next(one for one in grids if one["caption"].startswith("政策文件（"))
    assert texts(policies)[0] == [
        *("序号", "索引号", "发文字号", "名称", "内容概述", "成文日期", "发布日期", "有效性"),
    ]
    days = [row[6] for row in texts(policies)[1:]]
    assert days == sorted(days, reverse=True)
    policy = lookup.pages["2020-003"]
    told = [policy.meta.index or "—", policy.meta.number, policy.meta.title, policy.meta.description or "—"]
    assert [*told, policy.meta.written.isoformat()] in [row[1:6] for row in texts(policies)]
