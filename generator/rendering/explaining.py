"""条款解读, 惠企利民举措: what ties interpretations to documents clause by clause, and what they give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import get_args

from generator.kinds.base import Document
from generator.kinds.citations import Citation, citations, explained
from generator.kinds.compiled import MeasureList
from generator.kinds.lasting import awaited, first_day, last_day, over
from generator.kinds.measure import Measure
from generator.kinds.policy import Interpretation
from generator.kinds.service import Audience
from generator.model.site import Page, Site
from generator.rendering.grid import cell, grid, head
from generator.rendering.lookup import Lookup, Plain
from generator.rendering.takeaway import Download
from generator.text.dates import chinese_date

LAPSE, UNLIMITED = "至文件有效期届满", "长期"
"""What is said of the last day of a measure that sets none: it is its document's, or there is none."""


def explanations(page: Page[Document], lookup: Lookup) -> Plain:
    """政策文件, 实施细则: for each interpretation the clauses that it explains, and where."""
    found: dict[str, Plain] = {}
    for one in explained(lookup.site).get(page.id, ()):
        text = found.setdefault(one.text, {"title": lookup.pages[one.text].meta.title, "rows": {}})
        row = text["rows"].setdefault(one.clause, {"clause": one.clause, "anchor": one.anchor, "places": []})
        row["places"].append({"title": one.heading if one.place else "全文", "url": _address(one, lookup)})
    return {"explained": [{**text, "rows": list(text["rows"].values())} for text in found.values()]}


def notes(page: Page[Document], lookup: Lookup) -> tuple[tuple[str, str, str], ...]:
    """The marks in a document's body: for each clause its anchor, its name, and the first place that explains it."""
    found: dict[str, tuple[str, str, str]] = {}
    for one in (one for one in explained(lookup.site).get(page.id, ()) if one.anchor):
        found.setdefault(one.anchor, (one.anchor, one.clause, _address(one, lookup)))
    return tuple(found.values())


def clauses(page: Page[Interpretation], lookup: Lookup) -> list[Plain]:
    """The clauses that an interpretation cites, by document, and in each by the heading that explains them."""
    order = {heading.anchor: place for place, heading in enumerate(page.parsed.headings)}
    found: dict[str, Plain] = {}
    for one in sorted(citations(lookup.site).get(page.id, ()), key=lambda one: order.get(one.place, -1)):
        document = lookup.pages.get(one.document)
        if document is None:
            continue
        entry = lookup.entries[document.id]
        group = found.setdefault(document.id, {"title": entry["title"], "number": entry["number"], "rows": {}})
        row = group["rows"].setdefault(one.place, {"heading": one.heading, "anchor": one.place, "clauses": []})
        row["clauses"].append(
            {"text": one.clause, "url": f"{document.url}#{one.anchor}" if one.anchor else document.url}
        )
    return [{**group, "rows": list(group["rows"].values())} for group in found.values()]


def _address(one: Citation, lookup: Lookup) -> str:
    url = lookup.pages[one.text].url
    return f"{url}#{one.place}" if one.place else url


def measures(page: Page[Interpretation], lookup: Lookup) -> list[Plain]:
    """惠企利民举措 of an interpretation, those that have ended or are not to be had yet marked as of the build."""
    return [_measure(one, page, lookup) for one in page.meta.measures]


def _measure(one: Measure, page: Page[Interpretation], lookup: Lookup) -> Plain:
    guide = lookup.named(one.guide) if one.guide else None
    last = last_day(one, page, lookup.site)
    begin = first_day(page, lookup.site) if (waits := awaited(page, lookup.site)) else None
    return {
        "name": one.name,
        "audience": "、".join(dict.fromkeys(one.audience)),
        "condition": one.condition,
        "benefit": one.benefit,
        "standard": one.standard,
        "how": one.how,
        "waits": waits,
        "since": begin.isoformat() if begin else "",
        "until": last.isoformat() if last else "",
        "lapses": last is not None and one.until is None,
        "ended": over(one, page, lookup.site),
        "guide": {"title": guide.meta.title, "url": guide.url} if guide else None,
        "phone": one.phone,
        "source": {"title": page.meta.title, "url": page.url},
    }


def gathered(lookup: Lookup) -> Plain | None:
    """The page that gathers what can be had now, where the column has one."""
    pages = sorted(lookup.site.having(MeasureList), key=lambda page: page.id)
    return {"title": pages[0].meta.title, "url": pages[0].url} if pages else None


def current(site: Site) -> tuple[tuple[Page[Interpretation], Measure], ...]:
    """The measures that can be had on the day of the build or later, the newest interpretation first.

    Those of documents that are no longer in force are left out.
    """
    return site.once(_current)


def _current(site: Site) -> tuple[tuple[Page[Interpretation], Measure], ...]:
    texts = sorted(site.having(Interpretation), key=lambda page: page.id)
    texts.sort(key=lambda page: page.meta.published_on or date.min, reverse=True)
    return tuple(
        (page, one)
        for page in texts
        if any(name in site.pages for name in page.interprets)
        for one in page.meta.measures
        if not over(one, page, site)
    )


def measure_list(page: Page[MeasureList], lookup: Lookup) -> Plain:  # noqa: ARG001  # all parts are called alike
    """惠企利民举措: all that can be had now or soon, by whom it is for."""
    found = current(lookup.site)
    groups = (
        (name, [_measure(one, page, lookup) for page, one in found if name in one.audience])
        for name in get_args(Audience)
    )
    return {
        "as_of": lookup.site.as_of.isoformat(),
        "groups": [{"name": name, "measures": some} for name, some in groups if some],
    }


def measure_files(page: Page[MeasureList], lookup: Lookup) -> Iterator[Download]:
    """The same to take away, each measure once."""
    if not current(lookup.site):
        return
    table = _table(current(lookup.site), lookup)
    yield Download("separated", "举措数据", lambda: {"grid": table})
    yield Download(
        "workbook",
        "举措表格",
        lambda: {
            "title": page.meta.title,
            "author": lookup.site.config.site.organ,
            "day": lookup.site.as_of.isoformat(),
            "sheets": [{"name": "惠企利民举措", "grid": table}],
        },
    )


def _table(found: Iterable[tuple[Page[Interpretation], Measure]], lookup: Lookup) -> Plain:
    names = (
        "举措",
        "对象",
        "条件",
        "内容",
        "标准",
        "申请方式",
        "办事指南",
        "开始日期",
        "截止日期",
        "截止说明",
        "联系电话",
        "解读",
    )
    rows = []
    for page, one in found:
        guide = lookup.named(one.guide) if one.guide else None
        begin, last = first_day(page, lookup.site), last_day(one, page, lookup.site)
        rows.append(
            [
                cell(one.name),
                cell("、".join(dict.fromkeys(one.audience))),
                cell(one.condition),
                cell(one.benefit),
                cell(one.standard),
                cell(one.how),
                cell(guide.meta.title, url=guide.url) if guide else cell(),
                cell(chinese_date(begin) if begin else ""),
                cell(chinese_date(last) if last else ""),
                cell("" if one.until else LAPSE if last else UNLIMITED),
                cell(one.phone),
                cell(page.meta.title, url=page.url),
            ]
        )
    widths = (11, 6, 11, 17, 14, 13, 11, 9, 9, 9, 9, 16)
    return grid("惠企利民举措", [[head(one) for one in names], *rows], widths=widths)
