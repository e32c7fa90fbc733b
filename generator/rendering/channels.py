"""平台渠道: the matrix of accounts with their codes, the places to read at, and a catalogue to print for the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.kinds.channel import Account, MediaAccounts, Places
from generator.model.site import Page
from generator.rendering.grid import cell, figure, grid, head, linked
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.takeaway import Download
from generator.text import urls
from generator.text.qr import code

DESK = "主动公开文件目录（查阅点用）"


def media_accounts(page: Page[MediaAccounts], lookup: Lookup) -> Plain:
    """政务新媒体: the matrix, and the codes of the accounts that can be followed."""
    codes = (_code(one, page, lookup) for one in page.meta.accounts if one.status == "正常")
    return {"table": _accounts(page, lookup), "codes": [one for one in codes if one]}


def account_files(page: Page[MediaAccounts], lookup: Lookup) -> Iterator[Download]:
    """The same to take away."""
    yield Download("separated", "账号数据", lambda: {"grid": _accounts(page, lookup)})


def _accounts(page: Page[MediaAccounts], lookup: Lookup) -> Plain:
    rows = [
        [
            linked(lookup.link(one.name, target)) if target else cell(one.name),
            cell(one.platform),
            cell(one.host),
            cell(one.updated.isoformat() if one.updated else "—"),
            cell(one.status),
            cell(one.note),
        ]
        for one in page.meta.accounts
        for target in (lookup.lead(one.link, page) if one.link and not one.closed else "",)
    ]
    heads = ("账号名称", "平台", "主办单位", "最近更新", "状态", "说明")
    return grid("政务新媒体账号", [[head(one) for one in heads], *rows], widths=(10, 6, 10, 7, 4, 20))


def _code(one: Account, page: Page[MediaAccounts], lookup: Lookup) -> Plain | None:
    """An image of the editors' own, else the code of the link; ``None`` where neither serves."""
    label = f"{one.platform}“{one.name}”"
    path = urls.source(one.code, page.path) if one.code else ""
    if path in lookup.site.asset_urls:
        return {"label": label, "image": lookup.site.asset_urls[path], "size": 0, "path": ""}
    if not urls.is_absolute(one.link):
        return None
    made = code(one.link)
    return {"label": label, "image": "", "size": made.size, "path": made.path}


def places(page: Page[Places], lookup: Lookup) -> Plain:  # noqa: ARG001  # all parts are called alike
    """线下公开场所: each with all that one must know before going there."""
    return {
        "places": [
            {
                "name": one.name,
                "sort": one.sort,
                "facts": [
                    {"label": label, "value": value}
                    for label, value in (
                        ("地址", one.address),
                        ("开放时间", one.hours),
                        ("电话", one.phone),
                        ("可以办理", "、".join(one.services)),
                        ("设施设备", "、".join(one.equipment)),
                        ("无障碍设施", "、".join(one.barrier_free)),
                        ("预约", "需要预约" if one.booking else ""),
                    )
                    if value
                ],
            }
            for one in page.meta.places
        ]
    }


def place_files(page: Page[Places], lookup: Lookup) -> Iterator[Download]:
    """A catalogue of the published papers to print, and to lay out at the places."""
    yield Download("paper", DESK, lambda: _desk(page, lookup))


def _desk(page: Page[Places], lookup: Lookup) -> Plain:
    papers = sorted(
        (one for one in lookup.pages.values() if one.meta.number),
        key=lambda one: (one.meta.published_on or date.min, one.id),
        reverse=True,
    )
    rows = [
        [
            figure(str(number), number),
            cell(one.meta.number),
            cell(one.meta.title),
            cell(one.meta.published_on.isoformat() if one.meta.published_on else ""),
            cell(one.validity.value if one.validity else "—"),
            cell(lookup.column(one).config.name),
        ]
        for number, one in enumerate(papers, 1)
    ]
    heads = ("序号", "发文字号", "标题", "发布日期", "有效性", "所在栏目")
    site = lookup.site.config.site
    return {
        "title": f"{site.organ}主动公开文件目录",
        "author": site.organ,
        "day": (page.meta.updated or page.meta.published or date.min).isoformat(),
        "landscape": True,
        "form": True,
        "blocks": [
            {"text": f"共{len(rows)}件，按发布日期从新到旧排列。全文见{site.base_url}。"},
            {"grid": grid("主动公开文件目录", [[head(one) for one in heads], *rows], widths=(3, 10, 26, 7, 5, 8))},
        ],
    }
