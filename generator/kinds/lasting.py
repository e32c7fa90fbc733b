"""From when and until when what an interpretation promises (惠企利民举措) can be had: as its documents apply."""

from __future__ import annotations

from datetime import date

from generator.kinds.base import Enacted
from generator.kinds.measure import Measure
from generator.kinds.policy import Interpretation
from generator.model.schema import Record
from generator.model.site import Page, Site, Validity

GONE = frozenset({Validity.REPEALED, Validity.EXPIRED})


def outlasting(page: Page[Interpretation], site: Site) -> Page[Enacted] | None:
    """The interpreted document that is valid longest; ``None`` where one has no end, or none is of this site."""
    papers = {one.id: one for one in site.having(Enacted)} if page.interprets else {}
    some = [papers[name] for name in page.interprets if name in papers]
    if not some or any(one.meta.expires is None for one in some):
        return None
    return max(some, key=lambda one: str(one.meta.expires))


def first_day(page: Page[Interpretation], site: Site) -> date | None:
    """The first day on which an interpreted document applies (施行日期); ``None`` where that is not known.

    Those that are no longer in force do not count.
    """
    days = [one.meta.effective if isinstance(one.meta, Enacted) else None for one in _lasting(page, site)]
    known = [day for day in days if day]
    return min(known) if known and len(known) == len(days) else None


def awaited(page: Page[Interpretation], site: Site) -> bool:
    """Tell whether nothing can be had yet: no document is in force, and one is going to be."""
    papers = _lasting(page, site)
    return bool(papers) and all(one.validity is Validity.PENDING for one in papers)


def last_day(measure: Measure, page: Page[Interpretation], site: Site) -> date | None:
    """The last day of a measure, which is that of its document where none is set; ``None`` where neither has one."""
    if measure.until:
        return measure.until
    paper = outlasting(page, site)
    return paper.meta.expires if paper else None


def over(measure: Measure, page: Page[Interpretation], site: Site) -> bool:
    """Tell whether a measure can no longer be had: its day is past, or no document of it is in force any more."""
    papers = [site.pages[name] for name in page.interprets if name in site.pages]
    return measure.ended(site.as_of) or (bool(papers) and all(one.validity in GONE for one in papers))


def _lasting(page: Page[Interpretation], site: Site) -> list[Page[Record]]:
    """The interpreted documents of this site that are in force, or going to be."""
    papers = (site.pages[name] for name in page.interprets if name in site.pages)
    return [one for one in papers if one.validity not in GONE]
