"""Official papers (公文) as the rules speak of them: whose they are, what they are called, when which text applied."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from generator.kinds.base import Document, Titled
from generator.model.config import SiteConfig
from generator.model.content import Parsed
from generator.model.schema import Record
from generator.text.patterns import lazily
from generator.text.urls import INDEX

FORMAT = date(2012, 7, 1)
"""党政机关公文处理工作条例 and GB/T 9704-2012 in force."""
VALIDITY = date(2010, 5, 1)
"""沪府令26号 (2010) in force: the five and two years; succeeded by 沪府令46号 and 沪府令17号."""
NORMATIVES = date(2019, 8, 1)
"""上海市行政规范性文件管理规定 (沪府令17号) in force."""

_TITLES = 1 << 15
"""Titles that are remembered: several rules compare those of all pages."""
_OPENING = f"/{INDEX}.md"
_ISSUED = lazily(r"(?:印发|发布|公布|转发)《([^》]+)》")
_QUOTED = lazily(r"《([^》]+)》")
_NOTICE = lazily("的?(?:通知|公告|通告)$")
_MARKS = lazily(r"[\s《》〈〉“”\"'（）()〔〕\[\]、，,·]")


def own(meta: Titled, config: SiteConfig) -> bool:
    """Tell whether the site's own organ issued a paper, alone or with others; one that names no issuer is its own."""
    return not meta.issuer or config.site.organ in meta.issuer


def called(meta: Record) -> str:
    """What a finding calls a document: its 发文字号, or else its title in 《》."""
    if isinstance(meta, Titled) and meta.doc_number:
        return meta.doc_number
    title = meta.title if isinstance(meta, Document) else ""
    return title if title.startswith("《") else f"《{title}》"


@lru_cache(maxsize=_TITLES)
def subject(title: str) -> str:
    """The text that a title is about: 某办法 in 关于印发《某办法》的通知; the title itself where it issues nothing."""
    whole = title.strip()
    if "《" in whole or "〈" in whole:
        found = _ISSUED.search(title.replace("〈", "《").replace("〉", "》")) or _QUOTED.fullmatch(whole)
        if found:
            return found[1]
    return _NOTICE.sub("", whole)


def issued(title: str) -> tuple[str, ...]:
    """The texts that a title issues: two in 关于印发《甲办法》《乙办法》的通知, none in most."""
    found = _ISSUED.search(title) if "《" in title else None
    return quoted(title[found.start() :]) if found else ()


def quoted(text: str) -> tuple[str, ...]:
    """The titles that stand in 《》, in order."""
    return tuple(_QUOTED.findall(text))


@lru_cache(maxsize=_TITLES)
def bare(title: str) -> str:
    """A title without spaces and marks, for comparing."""
    return _MARKS.sub("", title)


def opens_column(parsed: Parsed) -> bool:
    """Tell whether a file opens its column (``index.md``); what matters there is the list below it."""
    return parsed.path.endswith(_OPENING)
