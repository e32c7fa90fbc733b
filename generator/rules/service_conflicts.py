"""办事服务: one thing told in two ways, on two guides, in a guide and a list, in a guide and the organ's own page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from generator.kinds.service import ServiceGuide
from generator.kinds.service_list import ListItem, list_items
from generator.kinds.statutory import Organisation
from generator.model.diagnostics import Severity, Span
from generator.model.site import Page, Site
from generator.model.tables import Row
from generator.rules.engine import Findings, Judged, Scope, flaw, rule
from generator.rules.papers import bare
from generator.rules.service_lists import in_force
from generator.rules.sources import INSPECTION
from generator.text.durations import parse_limit

PHONE = re.compile(
    r"(?<![0-9-])(?:0[0-9]{2,3}-)?[0-9]{7,8}(?:-[0-9]{1,6})?(?![0-9-])|(?<![0-9])(?:1[0-9]{4}|9[0-9]{4})(?![0-9])"
)
"""A telephone number with or without its area code, or a hotline of five digits."""
LOCAL = 8
"""Digits of a number without its area code, at most."""


class Told(NamedTuple):
    """What one page tells of an item: where it stands, and what it says."""

    path: str
    span: Span
    label: str
    texts: tuple[str, ...]


@rule(
    "svc-conflict",
    Severity.WARNING,
    scope=Scope.SITE,
    basis="政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）：办事指南内容准确",
    since=INSPECTION,
    judged=Judged.TODAY,
)
def item_told_in_two_ways(site: Site) -> Findings:
    """同一事项的时限、电话、地址，在两个页面上不一样。

    群众照着错的一个跑了冤枉路，或者过了时限，就是指南不准确。比较的是：编码相同（没有编码的，名称相同）的两份指南；指南与现行
    清单中的同一事项；指南的咨询电话写明处室的，与机构概况中该处室的电话。一页写了几个电话、几个地点的，有一个相同就不算矛盾。

    核对哪一个对，把两处改成一样。本来就是两件事的，编码或者名称不能相同。
    """
    guides = site.having(ServiceGuide)
    seen: defaultdict[str, list[Page[ServiceGuide]]] = defaultdict(list)
    for page in guides:
        for other in seen[_name(page.meta.code, page.meta.title)]:
            yield from _conflicts(_of_guide(page), _of_guide(other))
        seen[_name(page.meta.code, page.meta.title)].append(page)
    by_id = {page.id: page for page in guides}
    for row in (each for one in in_force(site) for each in list_items(one, site)):
        item = row.record
        named = by_id.get(site.names.get(item.guide, ""))
        same = seen.get(_name(item.code, item.name), ())
        for guide in {each.id: each for each in (named, *same) if each}.values():
            if _one_item(item.code, guide.meta.code):
                yield from _conflicts(_of_row(row), _of_guide(guide))
    offices = site.once(_offices)
    for page in guides:
        yield from _office_conflicts(page, offices)


def _name(code: str, title: str) -> str:
    """By what an item is known: its code, else its name."""
    return code or bare(title)


def _one_item(code: str, other: str) -> bool:
    """Tell whether two codes can be those of one item."""
    return not code or not other or code == other


def _of_guide(page: Page[ServiceGuide]) -> dict[str, Told]:
    meta = page.meta
    return {
        "statutory_limit": Told(page.path, page.at("statutory_limit"), "法定时限", (meta.statutory_limit,)),
        "promised_limit": Told(page.path, page.at("promised_limit"), "承诺时限", (meta.promised_limit,)),
        "phone": Told(page.path, page.at("phone"), "咨询电话", (meta.phone,)),
        "place": Told(page.path, page.at("places"), "办理地点", meta.places),
    }


def _of_row(row: Row[ListItem]) -> dict[str, Told]:
    item = row.record
    path = row.at().path
    return {
        "statutory_limit": Told(path, row.at("statutory_limit"), "法定时限", (item.statutory_limit,)),
        "promised_limit": Told(path, row.at("promised_limit"), "承诺时限", (item.promised_limit,)),
        "phone": Told(path, row.at("phone"), "咨询电话", (item.phone,)),
        "place": Told(path, row.at("place"), "办理地点", (item.place,)),
    }


def _conflicts(one: dict[str, Told], other: dict[str, Told]) -> Findings:
    """Report at the first page what it says otherwise than the second."""
    for name, same in AGREE.items():
        mine, theirs = one[name], other[name]
        if any(mine.texts) and any(theirs.texts) and not same(mine.texts, theirs.texts):
            said = f"{mine.label}“{'、'.join(mine.texts)}”与 {theirs.path} 的“{'、'.join(theirs.texts)}”不一样"
            yield flaw(mine.span, said, "核对哪一个对，把两处改成一样")


def _same_limit(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    first, second = parse_limit(mine[0]), parse_limit(theirs[0])
    if first is None or second is None:
        return bare(mine[0]) == bare(theirs[0])
    return (first.count, first.unit) == (second.count, second.unit) or (first.at_once and second.at_once)


def _same_phone(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    first, second = phones(mine), phones(theirs)
    return not first or not second or not first.isdisjoint(second)


def _same_place(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    first, second = [bare(one) for one in mine if one], [bare(one) for one in theirs if one]
    return any(one in other or other in one for one in first for other in second)


AGREE = {
    "statutory_limit": _same_limit,
    "promised_limit": _same_limit,
    "phone": _same_phone,
    "place": _same_place,
}
"""What is compared, and when two texts agree."""


def phones(texts: tuple[str, ...]) -> frozenset[str]:
    """The telephone numbers in some texts, without area codes."""
    found = (one.group() for text in texts for one in PHONE.finditer(text))
    return frozenset(number.partition("-")[2] if _coded(number) else number for number in found)


def _coded(number: str) -> bool:
    head, _, rest = number.partition("-")
    return head.startswith("0") and bool(rest)


def _offices(site: Site) -> dict[str, tuple[str, str]]:
    """For each 内设机构 its telephone number as 机构概况 tells it, and that page's path.

    In the page's text an office stands before its number: in the next cells of a table, or in the same line.
    """
    found: dict[str, tuple[str, str]] = {}
    for page in site.having(Organisation):
        current = ""
        for line in page.parsed.text.splitlines():
            current = next((one for one in page.meta.departments if line.strip().startswith(one)), current)
            numbers = [one.group() for one in PHONE.finditer(line)]
            if current and len(numbers) == 1:
                found.setdefault(current, (numbers[0], page.path))
                current = ""
    return found


def _office_conflicts(page: Page[ServiceGuide], offices: dict[str, tuple[str, str]]) -> Findings:
    """Compare a number beside which a guide names an office with that office's own."""
    for office, number in _named_offices(page.meta.phone, offices):
        own, path = offices[office]
        if phones((own,)).isdisjoint(phones((number,))):
            said = f"咨询电话“{number}（{office}）”与 {path} 中该处室的电话“{own}”不一样"
            yield flaw(page.at("phone"), said, "核对哪一个对，把两处改成一样")


def _named_offices(text: str, offices: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each number that stands beside an office's name, where the text leaves no doubt which belongs to which."""
    for piece in re.split(r"[；;，,、\n]", text):
        numbers = [one.group() for one in PHONE.finditer(piece)]
        named = [one for one in offices if one in piece]
        if len(numbers) == 1 and len(named) == 1:
            yield named[0], numbers[0]
