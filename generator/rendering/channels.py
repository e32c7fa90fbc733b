"""平台渠道: the matrix of accounts with their codes, the places to read at, and a catalogue to print for the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.kinds.base import Document
from generator.kinds.channel import Account, MediaAccounts, Places
from generator.model.config import REQUEST_COLUMN
from generator.model.site import Column, Page
from generator.rendering.grid import cell, figure, grid, head, linked
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.takeaway import Download
from generator.text import urls
from generator.text.dates import chinese_date
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
    """A catalogue of all that is published to print, and to lay out at the places."""
    yield Download("paper", DESK, lambda: _desk(page, lookup))


def _desk(page: Page[Places], lookup: Lookup) -> Plain:
    site = lookup.site.config.site
    blocks, listed = list[Plain](), list[Page[Document]]()
    for root in lookup.roots:
        if root.config.name == REQUEST_COLUMN:
            continue
        blocks.append({"heading": root.config.name, "level": 1})
        for column in lookup.below(root):
            pages = lookup.standing(column)
            if pages:
                blocks.append({"grid": _shelf(column, pages, len(listed))})
                listed += pages
    # Days, and not the day of the build: the paper stays as it is until something in it changes.
    days = [one.date() for each in (page, *listed) for one in (each.meta.published, each.meta.updated) if one]
    last = max(days, default=date.min)
    said = f"截至{chinese_date(last)}，共{len(listed)}件，按栏目排列，同一栏目从新到旧。全文见{site.base_url}。"
    return {
        "title": f"{site.organ}主动公开文件目录",
        "author": site.organ,
        "day": last.isoformat(),
        "landscape": True,
        "form": True,
        "blocks": [{"text": said}, *blocks],
    }


def _shelf(column: Column, pages: list[Page[Document]], before: int) -> Plain:
    """The pages of one column, numbered on from those of the columns before: what 条例 art. 12 asks of a catalogue."""
    rows = [
        [
            figure(str(number), number),
            cell(one.meta.index or "—"),
            cell(one.meta.number or "—"),
            cell(one.meta.title),
            cell(one.meta.description or "—"),
            cell(one.meta.written_on.isoformat() if one.meta.written_on else "—"),
            cell(one.meta.published_on.isoformat() if one.meta.published_on else "—"),
            cell(one.validity.value if one.validity else "—"),
        ]
        for number, one in enumerate(pages, before + 1)
    ]
    heads = ("序号", "索引号", "发文字号", "名称", "内容概述", "成文日期", "发布日期", "有效性")
    caption = f"{column.config.name}（{len(pages)}件）"
    return grid(caption, [[head(one) for one in heads], *rows], widths=(3, 8, 8, 14, 24, 6, 6, 4))
