"""Attachments (附件): there, not empty, and those that the text speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename, splitext

from generator.kinds.base import Attachment, Document, Titled
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.diagnostics import Severity
from generator.model.site import Site
from generator.rules.engine import Findings, Scope, flaw, rule
from generator.rules.papers import FORMAT, INSPECTION, bare
from generator.text import urls
from generator.text.chinese import numeral

_HAN = "[一二三四五六七八九十]{1,3}"
MENTION = re.compile(
    rf"(?<!》)(?<!》的)附件\s*(?:([0-9]{{1,2}})|({_HAN})(?=[：:、，。）)\s]|$)|(?=[：:]))|(?:详见|见)附件(?![0-9一二三四五六七八九])"
)
"""附件1, 附件一, 附件：, 见附件; what follows 》 is another document's."""
LIST = re.compile("附件[：:]")
ITEM = re.compile(r"(?<![0-9])([0-9]{1,2})[.．、](?![0-9])")
INSIDE = re.compile(rf"附件\s*([0-9]{{1,2}}|{_HAN})?")
"""A line that heads an attachment within the body."""
WHOLE = re.compile("全文|正文|文字版|图片版|版式文件|PDF版|Word版|OFD版", re.IGNORECASE)
"""How a download of the document itself is called."""


@rule(
    "attach-exists",
    Severity.ERROR,
    scope=Scope.SITE,
    basis="政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）",
    since=INSPECTION,
)
def attachment_missing_or_empty(site: Site) -> Findings:
    """页首列出的附件、视频、图解文件不存在，或文件是空的；正文链接的文件是空的也在此列。

    点开附件却打不开，检查时按错链计。附件与页面放在同一目录，文件名要一字不差（区分大小写）。正文中链接到不存在的文件，
    由 link-broken 报告。
    """
    for page in site.having(Document):
        for where, name in page.meta.files():
            path = urls.source(name, page.path)
            asset = site.assets.get(path)
            if asset is None:
                yield flaw(page.at(*where), f"附件 {name} 不存在", f"把文件放到 {path}，或改正文件名")
            elif not asset.size:
                yield flaw(page.at(*where), f"附件 {name} 是空文件", "重新放入完整的文件")
        for link in page.parsed.links:
            if urls.is_absolute(link.target) or link.form == "reference":
                continue
            asset = site.assets.get(urls.source(link.target, page.path))
            if asset and not asset.size:
                yield flaw(link.span, f"链接的文件 {link.target} 是空文件", "重新放入完整的文件")


@rule("attach-match", Severity.WARNING, on=Titled, basis="GB/T 9704-2012 附件说明", since=FORMAT)
def attachment_not_matching_text(parsed: Parsed, meta: Titled, _config: SiteConfig) -> Findings:
    """正文提到的附件没有列出，或列出的附件正文没有提到。

    公文在正文之后写明附件的序号和名称，网页上应当一一对应。附件按“附件”列表的次序编号；文件自身的下载版本（名称含标题
    或“全文”“文字版”等字，或与页面文件同名）不编号。正文写出附件的序号、名称或链接都算提到；只有一个附件时，写“附件”即可。
    """
    numbered = [
        (place, one) for place, one in enumerate(meta.attachments) if not _download(one, meta.title, parsed.path)
    ]
    lines = parsed.text.split("\n") if "附件" in parsed.text else []
    mentions, inside = list(_mentions(lines)), _inside(lines)
    lacking = {number: line for line, number in reversed(mentions) if number > len(numbered) and number not in inside}
    for number, line in sorted(lacking.items()):
        which = f"附件{number}" if number > 1 or numbered else "附件"
        have = f"只列了{len(numbered)}个附件" if numbered else "没有列出附件"
        yield flaw(parsed.line(line), f"正文提到{which}，页首{have}", "在页首的 附件 中列出，文件放在同一目录")
    told = {number for _, number in mentions}
    for number, (place, one) in enumerate(numbered, 1):
        if number not in told and not _spoken_of(one, parsed, alone=len(numbered) == 1):
            name = one.title or one.file
            yield flaw(
                parsed.at("attachments", place), f"正文没有提到附件“{name}”", f"在正文之后写明 附件{number}：{name}"
            )


def _mentions(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Where the body speaks of an attachment, and of which; in a list under 附件： each item is one."""
    listing = False
    for place, line in enumerate(lines):
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
    found = (INSIDE.fullmatch(line.strip()) for line in lines)
    return frozenset(numeral(one[1] or "一") or 0 for one in found if one)


def _spoken_of(one: Attachment, parsed: Parsed, *, alone: bool) -> bool:
    name = bare(one.title or splitext(basename(one.file))[0])
    linked = any(basename(link.target.partition("#")[0]) == basename(one.file) for link in parsed.links)
    return linked or name in bare(parsed.text) or (alone and "附件" in parsed.text)


def _download(one: Attachment, title: str, path: str) -> bool:
    """Tell whether a file is the document itself in another format."""
    name = one.title or splitext(basename(one.file))[0]
    same = splitext(basename(one.file))[0] == splitext(basename(path))[0]
    return same or bool(WHOLE.search(name)) or bare(title) in bare(name)
