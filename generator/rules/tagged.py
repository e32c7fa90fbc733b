"""What rendered pages carry of tags (网页标签), of their footer, and of text at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from posixpath import basename, dirname

from generator.kinds.base import Document
from generator.model.output import Outline, Sheet
from generator.rules.looks import look
from generator.rules.resolving import inside
from generator.text import urls

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
OPTIONAL_TAGS = ("Keywords", "Author", "Description", "Image", "Url")
ALL_TAGS = {name.lower(): name for name in (*SITE_TAGS, *COLUMN_TAGS, *ARTICLE_TAGS, *OPTIONAL_TAGS)}
PLACEHOLDERS = frozenset(
    {
        "",
        "-",
        "--",
        "—",
        "——",
        "/",
        "无",
        "空",
        "none",
        "null",
        "nan",
        "undefined",
        "todo",
        "tbd",
        "xxx",
        "待定",
        "待填",
        "待补充",
    }
)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}")
FOOTER_LINKS = ("党政机关网站标识", "“我为政府网站找错”入口")
FOOTER_FACTS = ("网站标识码", "主办单位", "联系方式", "ICP备案编号", "公安机关备案标识")
MISSING_PAGE = "404.html"
SITE_MAP = "map.html"


@look("lacking")
def _lacking(sheet: Sheet, outline: Outline) -> dict[str, list[str]]:
    """The tags and the items of the footer that a page should have and has not."""
    site, of_document = sheet.config.site, sheet.page is not None and isinstance(sheet.page.meta, Document)
    facts = (site.id_code, site.organ, site.contact, site.icp, site.police)
    lacking = {
        **_absent(
            frozenset([name for name, _ in outline.metas]), of_document=of_document, of_column=_of_column(sheet.path)
        ),
        "footer": _unseen(
            outline.footer, dirname(sheet.path), site.base_url, (site.party_mark, site.report_error), facts
        ),
    }
    return {part: list(names) for part, names in lacking.items() if names}


@lru_cache(maxsize=1024)
def _absent(names: frozenset[str], *, of_document: bool, of_column: bool) -> Mapping[str, tuple[str, ...]]:
    """The tags that are not among those of a page; most pages have the same."""
    present = {name.lower() for name in names}
    due = {
        "site": SITE_TAGS,
        "column": COLUMN_TAGS if of_column else (),
        "article": ARTICLE_TAGS if of_document else (),
    }
    return {part: tuple(name for name in tags if name.lower() not in present) for part, tags in due.items()}


def _of_column(path: str) -> bool:
    """The home page, the columns' own pages (the first, those that follow, those of a year or a topic), 五公开."""
    own = urls.TAKEN.fullmatch(basename(path).removesuffix(".html")) or urls.ACROSS.fullmatch(path)
    return own is not None


@lru_cache(maxsize=1024)
def _unseen(
    footer: tuple[str, frozenset[str]], folder: str, base_url: str, marks: tuple[str, ...], facts: tuple[str, ...]
) -> tuple[str, ...]:
    """The items that a footer lacks; the pages of a folder have one in common."""
    words, links = footer
    unseen = [label for label, href in zip(FOOTER_LINKS, marks, strict=True) if href not in links]
    unseen += [label for label, fact in zip(FOOTER_FACTS, facts, strict=True) if " ".join(fact.split()) not in words]
    ends = (inside(href, f"{folder}/-" if folder else "-", base_url) for href in links if SITE_MAP in href)
    return (*unseen, *(() if any(end and end[0] == SITE_MAP for end in ends) else ("站点地图",)))


@look("void")
def _void(_sheet: Sheet, outline: Outline) -> list[list[str]]:
    """Tags that say nothing: name and value."""
    void = [[name, value.strip()] for name, value in outline.metas if value.strip().lower() in PLACEHOLDERS]
    return sorted([one for one in void if one[0].lower() in ALL_TAGS])


@look("dates")
def _dates(sheet: Sheet, outline: Outline) -> list[list[str]]:
    """What is wrong with the PubDate tags of a content page: a word for it, and the value."""
    meta = sheet.page.meta if sheet.page else None
    if not isinstance(meta, Document):
        return []
    values = (value for name, value in outline.metas if name.lower() == "pubdate")
    return [[fault, value] for value in values if (fault := _misdated(value, meta.published, outline))]


def _misdated(value: str, published: datetime | None, outline: Outline) -> str:
    if published is None or value != published.isoformat(" ", "minutes"):
        moment = _moment(value) if MOMENT.fullmatch(value) else None
        if moment is None:
            return "form"
        if published is None or moment != published.replace(second=0):
            return "other" if published else ""
    day = f"{published.year}年{published.month}月{published.day}日"
    return "" if outline.shows(day) or outline.shows(f"{published:%Y-%m-%d}") else "hidden"


def _moment(value: str) -> datetime | None:
    try:
        return datetime.strptime(value, "%Y-%m-%d %H:%M")  # noqa: DTZ007  # in the site's zone, as published is
    except ValueError:
        return None


@look("blank")
def _blank(sheet: Sheet, outline: Outline) -> bool:
    """Tell that a page that must say something shows nothing."""
    return sheet.path in {SITE_MAP, MISSING_PAGE} and not outline.text
