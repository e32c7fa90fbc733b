"""What a page says under the headings of its body, where it may say it there instead of in a field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.model.content import Parsed

TAKEN_UP = re.compile("采纳(?!(?:意见|建议)?[之以]?前)")
"""What became of opinions; 采纳意见前 stands over the draft as it was before."""
FED_BACK = re.compile(f"{TAKEN_UP.pattern}|反馈的?(?:结果|情况)|(?:结果|情况)的?反馈|征[集求](?:意见)?的?结果")
"""The same, or what came of a consultation at large; 反馈方式 says how to be heard."""
HEARD = re.compile("意见|建议|采纳")
"""What was said at a meeting; 基本情况 tells no more than that there was one."""
LOOKED_BACK = re.compile("回顾")
_JOINED = frozenset("和及与、")


def titles(parsed: Parsed) -> Iterator[str]:
    """The headings under which something stands."""
    return (one.text for one in parsed.told if one.level)


def under(parsed: Parsed, heading: re.Pattern[str]) -> bool:
    """Tell whether something stands under a heading of a sort."""
    return any(heading.search(one) for one in titles(parsed))


def matters(parsed: Parsed, wanted: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Of some matters, each known by its words, those that a page has a section on.

    A heading is about one matter, that which it names last (草案说明 explains a draft and is none), unless it joins
    several (草案和说明).
    """
    return frozenset(name for title in titles(parsed) for name in _about(title, wanted))


def _about(title: str, wanted: Mapping[str, Sequence[str]]) -> Iterator[str]:
    spots = {name: max(title.rfind(word) for word in words) for name, words in wanted.items()}
    found = sorted((spot, name) for name, spot in spots.items() if spot >= 0)
    for place, (spot, name) in enumerate(found, 1):
        if place == len(found) or not _JOINED.isdisjoint(title[spot : found[place][0]]):
            yield name
