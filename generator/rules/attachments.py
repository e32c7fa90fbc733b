"""Attachments (附件): there, not empty, and those that the text speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from posixpath import basename, splitext

from generator.kinds.base import Attachment, Document, Titled
from generator.kinds.service import ServiceGuide
from generator.model.config import SiteConfig
from generator.model.content import Link, Parsed
from generator.model.diagnostics import Severity
from generator.model.site import Site
from generator.rules.engine import Findings, Judged, Scope, flaw, rule
from generator.rules.papers import FORMAT, bare
from generator.rules.sources import INSPECTION
from generator.text import urls
from generator.text.chinese import length, numeral, worded
from generator.text.patterns import lazily

_HAN = "[一二三四五六七八九十]{1,3}"
MENTION = lazily(
    rf"(?<!》)(?<!》的)附件\s*(?:([0-9]{{1,2}})|({_HAN})(?=[：:、，。）)\s]|$)|(?=[：:]))|(?:详见|见)附件(?![0-9一二三四五六七八九])"
)
"""附件1, 附件一, 附件：, 见附件; what follows 》 is another document's."""
LIST = lazily("附件[：:]")
ITEM = lazily(r"(?<![0-9])([0-9]{1,2})[.．、](?![0-9])")
INSIDE = lazily(rf"附件\s*([0-9]{{1,2}}|{_HAN})?")
"""A line that heads an attachment within the body."""
NAMED = lazily(rf"附件\s*(?:[0-9]{{1,2}}|{_HAN})?\s*[：:]")
"""A line that names attachments."""
SHORT = 60
"""Characters that the name of an attachment has at most; what is longer is text."""
POINTING = lazily("附件|附后|附表|下载|全文|原文|正文|扫描件")
POINTER = lazily(
    rf"附件\s*(?:[0-9]{{1,2}}|{_HAN})?|附后|后附|附表|扫描件|(?:详见|参见|参阅|查看|查阅|点击|下载|打开|见)"
    "|(?:全文|原文|正文|具体|内容|文件|文本|链接|网页|页面|网站|如下|以下|下方|如|请|可|从|由|在|以|为准|的|及|和)"
    "|PDF|Word|OFD|版",
    re.IGNORECASE,
)
"""The words of a clause that only points at an attachment."""
LINE = lazily("^.*$", re.MULTILINE)
SEPARATOR = lazily(r"[，。；：！？、（）《》\s]")
DAY = lazily("[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")
WHOLE = lazily("全文|正文|文字版|图片版|版式文件|PDF版|Word版|OFD版", re.IGNORECASE)
"""How a download of the document itself is called."""


@rule(
    "attach-exists",
    Severity.ERROR,
    scope=Scope.SITE,
    basis="政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）",
    since=INSPECTION,
    judged=Judged.TODAY,
    local=True,
)
def attachment_missing_or_empty(site: Site) -> Findings:
    """页首列出的附件、视频、图解文件不存在，或文件是空的；正文链接的文件是空的也在此列。

    点开附件却打不开，检查时按错链计。附件与页面放在同一目录，文件名要一字不差（区分大小写）。正文中链接到不存在的文件，
    由 link-broken 报告；办事指南的空表、样表由 svc-form-file 检查。
    """
    empty = {path for path, asset in site.assets.items() if not asset.size}
    for page in site.having(Document):
        forms = page.meta.forms if isinstance(page.meta, ServiceGuide) else ()
        for where, name in page.meta.files():
            if (where, name) in forms:
                continue  # svc-form-file looks after them
            path = urls.source(name, page.path)
            asset = site.assets.get(path)
            if asset is None:
                yield flaw(page.at(*where), f"附件 {name} 不存在", f"把文件放到 {path}，或改正文件名")
            elif not asset.size:
                yield flaw(page.at(*where), f"附件 {name} 是空文件", "重新放入完整的文件")
        for link in page.parsed.links if empty else ():
            if urls.is_absolute(link.target) or link.form == "reference":
                continue
            if urls.source(link.target, page.path) in empty:
                yield flaw(link.span, f"链接的文件 {link.target} 是空文件", "重新放入完整的文件")


@rule(
    "attach-match",
    Severity.WARNING,
    on=Titled,
    basis="GB/T 9704-2012 附件说明",
    since=FORMAT,
    judged=Judged.WRITTEN,
)
def attachment_not_matching_text(parsed: Parsed, meta: Titled, _config: SiteConfig) -> Findings:
    """正文提到的附件没有列出，或列出的附件正文没有提到。

    公文在正文之后写明附件的序号和名称，网页上应当一一对应。附件按“附件”列表的次序编号；文件自身的下载版本（名称含标题
    或“全文”“文字版”等字，或与页面文件同名）不编号。正文写出附件的序号、名称或链接都算提到；只有一个附件时，写“附件”即可。
    """
    numbered = [
        (place, one) for place, one in enumerate(meta.attachments) if not _download(one, meta.title, parsed.path)
    ]
    text = parsed.text
    if not numbered and "附件" not in text:
        return
    lines = text.split("\n") if "附件" in text else []
    mentions, inside = list(_mentions(lines)), _inside(lines)
    lacking = {number: line for line, number in reversed(mentions) if number > len(numbered) and number not in inside}
    for number, line in sorted(lacking.items()):
        which = f"附件{number}" if number > 1 or numbered else "附件"
        have = f"只列了{len(numbered)}个附件" if numbered else "没有列出附件"
        yield flaw(parsed.line(line), f"正文提到{which}，页首{have}", "在页首的 附件 中列出，文件放在同一目录")
    told = {number for _, number in mentions}
    for number, (place, one) in enumerate(numbered, 1):
        if number not in told and not _spoken_of(one, parsed.links, text, alone=len(numbered) == 1):
            name = one.title or one.file
            yield flaw(
                parsed.at("attachments", place), f"正文没有提到附件“{name}”", f"在正文之后写明 附件{number}：{name}"
            )


def speaks(text: str, names: Iterable[str]) -> bool:
    """Tell whether a body says anything besides pointing at its attachments and giving names."""
    dull = sorted({one for one in names if one}, key=lambda one: (-len(one), one))
    lines = _running(text)
    # A name of more than one line can stand in more than one; else the first line nearly always answers.
    pieces = ("\n".join(lines),) if any("\n" in one for one in dull) else lines
    return any(worded(clause) for one in pieces for clause in _clauses(one, dull))


def _running(text: str) -> Iterator[str]:
    """The lines of a text without its list of attachments."""
    listing = False
    for found in LINE.finditer(text):
        line = found[0].strip()
        listing = bool(NAMED.match(line) or (listing and ITEM.match(line))) and length(line) <= SHORT
        if not listing:
            yield line


def _clauses(text: str, dull: Iterable[str]) -> Iterator[str]:
    """What the clauses of a text say when dates, names and the words that point at an attachment are left out."""
    rest = DAY.sub("", text)
    for name in dull:
        rest = rest.replace(name, "")
    for clause in SEPARATOR.split(rest):
        yield POINTER.sub("", clause) if POINTING.search(clause) else clause


def _mentions(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Where the body speaks of an attachment, and of which; in a list under 附件： each item is one."""
    listing = False
    for place, line in enumerate(lines):
        if not listing and "附件" not in line:
            continue
        plain = line.strip()
        if INSIDE.fullmatch(plain):
            listing = False
            continue
        items = ITEM.findall(LIST.split(plain, maxsplit=1)[-1]) if LIST.search(plain) else []
        more = ITEM.match(plain) if listing else None
        listing = bool(LIST.search(plain) or more)
        yield from ((place, int(item)) for item in items)
        if more:
            yield place, int(more[1])
        for found in MENTION.finditer(plain):
            if number := numeral(found[1] or found[2] or "一"):
                yield place, number


def _inside(lines: list[str]) -> frozenset[int]:
    """The attachments that stand in the body itself, under a line that says only 附件2."""
    found = (INSIDE.fullmatch(line.strip()) for line in lines if "附件" in line)
    return frozenset(numeral(one[1] or "一") or 0 for one in found if one)


def _spoken_of(one: Attachment, links: Iterable[Link], text: str, *, alone: bool) -> bool:
    if alone and "附件" in text:
        return True
    name, file = bare(one.title or splitext(basename(one.file))[0]), basename(one.file)
    return any(basename(link.target.partition("#")[0]) == file for link in links) or name in bare(text)


def _download(one: Attachment, title: str, path: str) -> bool:
    """Tell whether a file is the document itself in another format."""
    name = one.title or splitext(basename(one.file))[0]
    same = splitext(basename(one.file))[0] == splitext(basename(path))[0]
    return same or bool(WHOLE.search(name)) or bare(title) in bare(name)
