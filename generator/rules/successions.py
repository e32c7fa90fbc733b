"""Texts that were replaced, and by what: so that a citation of the old one can be told from one of the new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from generator.model.values import Struct
from generator.text.patterns import lazily

_ORDER = r"(?:沪府令|上海市人民政府令|上海市政府令)\s*[（(]?(?:第\s*)?"
"""How an order of the municipal government is cited, but for its number."""
_UNTITLED = rf"(?<!》[（(]){_ORDER}"
"""The same where it does not say which text is meant: behind a title it may be an order of another term of office."""

_DISCLOSURE = lazily("信息公开|政务公开")


class Succession(Struct, frozen=True):
    """A text, or a rule of it, that gave way to another."""

    former: str
    """How findings call it."""
    marks: tuple[str, ...]
    """One of them stands in every citation; looked for before anything else."""
    successor: str
    since: date
    """The day on which the successor took effect; what was written before it could not know better."""
    new: re.Pattern[str]
    """Stands in a sentence that names the successor as well, or says that the old is gone: it tells the history."""
    cited: re.Pattern[str] | None = None
    """A citation, in a sentence."""
    hinted: re.Pattern[str] | None = None
    """A citation where it is clear what is spoken of: the number alone, which other texts had as well."""
    topic: re.Pattern[str] = _DISCLOSURE
    """What makes it clear in a sentence; a page on disclosure (``about``) makes it clear throughout."""


ACT_SINCE = date(2019, 5, 15)

_MARCH = "(?:3月31日|三月三十一日|3月底)"
_BY_MARCH = f"(?:每年[^。；，]{{0,3}}{_MARCH}|{_MARCH}(?:之|以)?前)"
_ORDERS = ("沪府令", "上海市人民政府令", "上海市政府令")

SUCCESSIONS = (
    Succession(
        "《中华人民共和国政府信息公开条例》（国务院令第492号）",
        ("492号", "政府信息公开条例"),
        "《中华人民共和国政府信息公开条例》（国务院令第711号）",
        ACT_SINCE,
        lazily("711号|2019年"),
        cited=lazily(
            r"(?:国务院令|国令)\s*[（(]?(?:第\s*)?492号"
            "|政府信息公开条例》?[^》。；]{0,12}(?:2007年|2008年5月1日)"
            "|(?:2007年4月5日|2007年公布|2008年5月1日)[^。；]{0,12}政府信息公开条例"
        ),
    ),
    Succession(
        "《上海市政府信息公开规定》（沪府令2号、沪府令52号）",
        ("政府信息公开规定", *_ORDERS),
        "《上海市政府信息公开规定》（沪府令32号）",
        date(2020, 6, 1),
        lazily("(?<![0-9])32号"),
        cited=lazily(
            rf"政府信息公开规定[^。；]*(?:{_ORDER}|市政府令(?:第)?)(?:2|52)号"
            rf"|(?:{_ORDER}|市政府令(?:第)?)(?:2|52)号[^。；]*政府信息公开规定"
        ),
        hinted=lazily(rf"{_UNTITLED}(?:2|52)号"),
    ),
    Succession(
        "《上海市行政规范性文件制定和备案规定》（沪府令26号、沪府令46号）",
        ("行政规范性文件制定和备案规定", *_ORDERS),
        "《上海市行政规范性文件管理规定》（沪府令17号）",
        date(2019, 8, 1),
        lazily("行政规范性文件管理规定|(?<![0-9])17号"),
        cited=lazily("上海市行政规范性文件制定和备案规定"),
        hinted=lazily(rf"{_UNTITLED}(?:26|46)号[^。；]*规范性文件|规范性文件[^。；]*{_UNTITLED}(?:26|46)号"),
    ),
    Succession(
        "《上海市重大行政决策程序暂行规定》（沪府令47号）",
        ("重大行政决策程序暂行规定", *_ORDERS),
        "《上海市重大行政决策程序规定》（沪府令35号）",
        date(2020, 9, 1),
        lazily("重大行政决策程序规定|(?<![0-9])35号"),
        cited=lazily("上海市重大行政决策程序暂行规定"),
        hinted=lazily(rf"{_UNTITLED}47号[^。；]*重大行政决策|重大行政决策[^。；]*{_UNTITLED}47号"),
    ),
    Succession(
        "旧条例第三十一条“3月31日前公布年度报告”的规定",
        ("3月31日", "三月三十一日", "3月底"),
        "条例第四十九条：本机关的年度报告在1月31日前公布",
        ACT_SINCE,
        lazily(
            f"(?:主管部门|人民政府|市政府|全市|各区|企业|法治政府)[^。；，]{{0,24}}{_MARCH}"
            f"|{_MARCH}[^。；，]{{0,16}}(?:人民政府|本级政府|市政府|全市|法治政府|企业)"
        ),
        hinted=lazily(f"(?:年报|年度报告)[^。；]*{_BY_MARCH}|{_BY_MARCH}[^。；]*(?:年报|年度报告)"),
    ),
    Succession(
        "旧条例第十三条“自身生产、生活、科研等特殊需要”的条件",
        ("特殊需要",),
        "条例第二十七条：公民、法人和其他组织都可以申请，不问用途",
        ACT_SINCE,
        lazily("不再|取消|无需|不需|不必|不用|不得|不要求|删[去除]"),
        hinted=lazily("(?:自身(?:的)?(?:生产|生活|科研)|(?:生产|生活)、)[^。；，]{0,8}特殊需要"),
        topic=lazily("信息公开|政务公开|政府信息"),
    ),
)
"""Those that texts on disclosure used to cite, with the day from which each citation is out of date."""

_SENTENCE = lazily("[。；！？\n]")
HISTORY = lazily(
    "废止|失效|修订前|修改前|首次公布|最初|沿革|此前|曾经?|已被|替代|取代|旧(?:条例|规定|办法)|原(?:《|条例|规定|办法|国务院令|沪府令|来的)"
)
"""Words of a sentence that tells what was before."""


def outdated(
    text: str, among: Sequence[Succession] = SUCCESSIONS, *, about: bool = False
) -> Iterator[tuple[Succession, int]]:
    """The texts that a text cites although others have taken their place, and the line, from 0, of each citation.

    ``about`` says that the whole text is on disclosure.
    """
    for one in among:
        if any(mark in text for mark in one.marks):
            for number, line in enumerate(text.split("\n")):
                if any(mark in line for mark in one.marks) and any(
                    _relies(sentence, one, about=about) for sentence in _SENTENCE.split(line)
                ):
                    yield one, number


def _relies(sentence: str, one: Succession, *, about: bool) -> bool:
    if one.new.search(sentence) or HISTORY.search(sentence):
        return False
    if one.cited and one.cited.search(sentence):
        return True
    clear = about or one.topic.search(sentence)
    return bool(clear and one.hinted and one.hinted.search(sentence))
