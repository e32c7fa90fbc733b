"""Why a sheet was rendered: what is new in what it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.building.cache import Cache
from generator.building.ledger import Ledger, Line
from generator.model.values import reader

FIRST = "还没有生成过"
LOST = "缓存中没有这一页"
BODY = "正文改了"
MOST = 3
"""Parts of a context that are named; more are counted."""

PAGE = "页面内容"
PARTS = {
    "breadcrumb": "位置导航",
    "canonical": "网址",
    "column": "栏目列表",
    "columns": "栏目",
    "entries": "条目",
    "feed": "订阅地址",
    "metas": "网页标签",
    "navigation": "栏目导航",
    "next": "下一页",
    "page": PAGE,
    "pagination": "分页",
    "phases": "五公开",
    "previous": "上一页",
    "section": "所属栏目",
    "side": "侧栏",
    "site": "网站信息",
    "special": "专有内容",
    "title": "网页标题",
    "attachments": "附件",
    "basis": "依据",
    "contents": "目录",
    "downloads": "下载",
    "facts": "元数据",
    "relations": "相关文件",
    "status": "有效性",
    "triads": "文件·细则·解读",
    "across": "信息列表",
    "author": "作者",
    "blocks": "文件内容",
    "body": "正文",
    "day": "日期",
    "description": "网页简介",
    "file": "文件",
    "form": "表单",
    "grid": "表格",
    "groups": "表单各部分",
    "heading": "标题",
    "here": "网页地址",
    "id": "编号",
    "kind": "类型",
    "kind_label": "类型名称",
    "landscape": "纸张方向",
    "latest": "最新信息",
    "notes": "说明",
    "place": "所在位置",
    "portal": "上级网站",
    "published": "发布日期",
    "record": "数据",
    "request": "依申请公开",
    "root": "网站首页地址",
    "sheets": "工作表",
    "site_report": "网站工作年度报表",
    "sitemap": "网站地图",
    "subtitle": "副标题",
    "updated": "更新时间",
    "url": "地址",
}
"""What the parts of a context are called."""


def reasons(paths: tuple[str, ...], now: Ledger, before: Ledger | None, cache: Cache) -> dict[str, str]:
    """For each sheet that was rendered the reason, in Chinese, in the order of paths."""
    return {path: "；".join(_reasons(path, now, before, cache)) for path in paths}


def _reasons(path: str, now: Ledger, before: Ledger | None, cache: Cache) -> Iterator[str]:
    old = before.sheets.get(path) if before else None
    if before is None or old is None:
        yield FIRST
        return
    new = now.sheets[path]
    told = False
    if old.layout != new.layout or before.layouts.get(old.layout) != now.layouts.get(new.layout):
        told = True
        yield _layout(now, before, old, new)
    if old.context != new.context:
        told = True
        yield f"改了：{_differences(_context(cache, old), _context(cache, new))}"
    if new.source in before.documents and before.documents[new.source].prose != now.documents[new.source].prose:
        told = True
        yield BODY
    if not told:
        yield LOST


def _layout(now: Ledger, before: Ledger, old: Line, new: Line) -> str:
    if old.layout != new.layout:
        return f"换了版式（{old.layout} → {new.layout}）"
    names = sorted(now.layout_files.keys() | before.layout_files.keys())
    changed = [name for name in names if now.layout_files.get(name) != before.layout_files.get(name)]
    return f"版式改了（{'、'.join(changed)}）"


def _context(cache: Cache, line: Line) -> Mapping[str, Any]:
    data = cache.get(bytes.fromhex(line.context))
    found = reader(list[Any])(data)[0] if data else {}
    return {**found, **(found.get("page") or {})}


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    names = [PARTS.get(name, name) for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]
    named = [name for name in dict.fromkeys(names) if name != PAGE or len(names) == 1]
    more = f"等 {len(named)} 项" if len(named) > MOST else ""
    return "、".join(named[:MOST]) + more or "链接的去处"
