"""责任处室: who answers for a page, a column, an item, a file; where several do, the first, which leads (牵头)."""

from __future__ import annotations

from collections.abc import Mapping

from generator.kinds.base import Document
from generator.kinds.duties import departments, divided, responsible, shares
from generator.kinds.request import Request, requests
from generator.model.schema import Record
from generator.model.site import Page, Site
from generator.text.veiling import veiled

NOBODY = "未落实责任处室"
"""Stands where neither the page nor its column says who answers for it, and no 责任分工 does."""
EVERYBODY = "网站设置和版式"
"""What stands in no page: settings, layouts, the lock."""
CONTENT = "content/"


def of_column(folder: str, site: Site) -> str:
    """Who answers for a column."""
    column = site.columns.get(folder)
    return next(iter(departments(column.config, site)), NOBODY) if column else NOBODY


def of_page(page: Page[Record], site: Site) -> str:
    """Who answers for a page: as it says itself, else whoever answers for its column."""
    own = divided(page.meta.owner, site) if isinstance(page.meta, Document) else ()
    # whatever was written there: the report goes to people, and a telephone number must not
    return veiled(own[0]) if own else of_column(page.column, site)


def of_item(code: str, site: Site) -> str:
    """Who answers for an item of 条例 art. 20."""
    return next(iter(site.once(responsible)[code]), NOBODY)


def of_record(record: Request, site: Site) -> str:
    """Who handles a request (承办处室)."""
    return veiled(next(iter(divided(record.owner, site)), NOBODY))


def of_path(path: str, site: Site) -> str:
    """Who answers for a file that a finding names."""
    page = site.once(_pages).get(path)
    if page is not None:
        return of_page(page, site)
    record = site.once(_records).get(path)
    if record is not None:
        return of_record(record, site)
    if not path.startswith(CONTENT):
        return EVERYBODY
    above = [folder for folder in site.columns if path.startswith(f"{CONTENT}{folder}/")]
    return of_column(max(above, key=len), site) if above else NOBODY


def _records(site: Site) -> Mapping[str, Request]:
    return {parsed.path: record for parsed, record in requests(site)}


def _pages(site: Site) -> Mapping[str, Page[Record]]:
    return {page.path: page for group in (site.withheld, site.pages) for page in group.values()}


def ranked(offices: frozenset[str], site: Site) -> tuple[str, ...]:
    """In the order of the 责任分工 and the columns, then by name; what nobody answers for comes last."""
    named = [share.department for share in site.once(shares)]
    last = (NOBODY, EVERYBODY)

    def place(office: str) -> tuple[int, int, str]:
        end = last.index(office) + 1 if office in last else 0
        return end, named.index(office) if office in named else len(named), office

    return tuple(sorted(offices, key=place))
