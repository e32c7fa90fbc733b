"""公开属性 as they stand: last reviewed when, due again when, changed how (条例 art. 17, 18, 44).

``changes`` and ``converted`` speak of published pages only, and without the approver's name; ``figures`` and
``unseen_changes`` count, and name no page: what is made from them may be published. ``reviews`` speaks of every page,
also of those that nobody outside may know of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from generator.kinds.base import ATTRIBUTES, CLOSED, ON_REQUEST, OPEN, Document
from generator.model.site import Page, Site
from generator.model.values import Struct
from generator.text.dates import months_after
from generator.text.patterns import lazily

ARTICLE = lazily(r"(?<!\d)1([456])(?!\d)|(?<![一二三四五六七八九十百零〇])十([四五六])(?![一二三四五六七八九十])")
"""条例 art. 14, 15 or 16, in either numerals; not the end of a greater number (第三十六条)."""
LAW = lazily(r"《([^》]+)》|([\u4e00-\u9fff]*(?:条例|(?<!依)法|规定|规则|细则))(?=\s*[第0-9（(])")
"""What a ground cites: a title, or a name that an article or a number follows."""
OTHER_ACT = lazily("(?:管理|保护|登记|档案|信访|保密|实施|处罚|监察|统计|审计|安全|保障|促进)条例$")
ARTICLES = {"4": "第十四条", "5": "第十五条", "6": "第十六条", "四": "第十四条", "五": "第十五条", "六": "第十六条"}


class Change(Struct, frozen=True):
    """One change of a published page's 公开属性, without the name of who approved it."""

    page: str
    """Id."""
    day: date
    before: str
    after: str
    basis: str

    @property
    def converts(self) -> bool:
        """It made 主动公开 what was 依申请公开 (条例 art. 44)."""
        return (self.before, self.after) == (ON_REQUEST, OPEN)


class Review(Struct, frozen=True):
    """How a page's 公开属性 stands; for the office only, as it names pages that are kept back."""

    page: Page[Document]
    last: date | None
    """The day of the last review; without one, the day from which the interval runs."""
    reviewed: bool
    """A review is recorded (属性审查日期)."""
    due: date | None
    """The last day for the next one; ``None`` where none is due, or where there is no day to count from."""
    overdue: bool

    @property
    def undatable(self) -> bool:
        """A review is demanded, but there is no day to count from (无法判定)."""
        return self.last is None and demanded(self.page.meta)


class Figure(Struct, frozen=True):
    """How much there is of one 公开属性; nothing that tells what."""

    attribute: str
    count: int
    reviewed: int
    """Of these, with a recorded review (属性审查日期)."""
    grounds: Mapping[str, int]
    """For what is 不予公开, how often each article is its ground (条例 art. 14-16); one document may have several."""


def articles(ground: str) -> tuple[str, ...]:
    """The articles of the 条例 that a ground names, in their order; those of another law are none of them."""
    found = (one for one in ARTICLE.finditer(ground) if _of_the_act(ground[: one.start()]))
    return tuple(sorted({ARTICLES[one[1] or one[2]] for one in found}, key=_order))


def _of_the_act(before: str) -> bool:
    """Tell whether what stands before an article names the 条例, or no law at all: of several, the last counts."""
    named = LAW.findall(before)
    if not named:
        return True
    title, name = named[-1]
    return "信息公开" in title + name or title == "条例" or (name.endswith("条例") and not OTHER_ACT.search(name))


def _order(article: str) -> int:
    return tuple(ARTICLES.values()).index(article)


def demanded(meta: Document) -> bool:
    """Tell whether 公开属性 must be reviewed time and again: of all that is not 主动公开 (条例 art. 18)."""
    return meta.attribute in ATTRIBUTES and meta.attribute != OPEN


def review(page: Page[Document], site: Site) -> Review:
    """When a page was last reviewed, and when it must be again.

    The interval runs from 属性审查日期; where a review is demanded and none is recorded, from the last publication,
    else from 成文日期. What is 主动公开 was reviewed when it was published; after a recorded review the next has its
    day, too, but only what is not 主动公开 can be overdue. A review that is dated after today is none yet.
    """
    meta = page.meta
    known = meta.updated or meta.published
    reviewed = meta.reviewed if meta.reviewed and meta.reviewed <= site.as_of else None
    start = reviewed or (known.date() if known else meta.written_on)
    counts = start is not None and (demanded(meta) or reviewed is not None)
    due = months_after(start, site.config.limits.review_months) if start and counts else None
    overdue = demanded(meta) and due is not None and site.as_of > due
    return Review(page, start, reviewed is not None, due, overdue)


def reviews(site: Site) -> tuple[Review, ...]:
    """The standing of every page, published or kept back: overdue first, then by the day when the next is due."""
    found = [review(page, site) for page in site.having(Document, withheld=True)]
    return tuple(sorted(found, key=_urgency))


def _urgency(one: Review) -> tuple[bool, bool, date, bool, str]:
    return not one.overdue, not one.undatable, one.due or date.max, not demanded(one.page.meta), one.page.id


def former(page: Page[Document], site: Site) -> str:
    """The 公开属性 that ``site.lock`` remembers of a page; empty where it remembers none."""
    return site.lock.attributes.get(page.id) or (OPEN if page.id in site.lock.entries else "")


def accounted(meta: Document, before: str) -> bool:
    """Tell whether the page's record leads from a former 公开属性 to the present one, or nothing changed.

    What a step changed from may be left out here; the rule attr-change-log asks for all parts.
    """
    if meta.attribute == before:
        return True
    last = latest(meta)
    return (
        last is not None
        and meta.attribute_log[last].after == meta.attribute
        and any(one.before in {"", before} for one in meta.attribute_log)
    )


def latest(meta: Document) -> int | None:
    """The place in a page's record of the last change of 公开属性, by its day, that tells what it led to."""
    told = [number for number, one in enumerate(meta.attribute_log) if one.after]
    return max(told, key=lambda number: (meta.attribute_log[number].date or date.min, number), default=None)


def changes(site: Site) -> tuple[Change, ...]:
    """Every recorded change of 公开属性 of published pages up to the day, newest first."""
    found = [
        Change(page.id, change.date, change.before, change.after, change.basis)
        for page in site.having(Document)
        for change in page.meta.attribute_log
        if change.date and change.date <= site.as_of and change.after
    ]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.page)))


def figures(site: Site) -> tuple[Figure, ...]:
    """How many documents have each 公开属性: those that are published, and of the others those that are no drafts."""
    every = [
        page.meta
        for page in site.having(Document, withheld=True)
        if page.id in site.pages or (demanded(page.meta) and not page.meta.draft)
    ]
    found = []
    for attribute in ATTRIBUTES:
        some = [meta for meta in every if meta.attribute == attribute]
        grounds = Counter(one for meta in some if attribute == CLOSED for one in articles(meta.ground))
        reviewed = sum(meta.reviewed is not None for meta in some)
        found.append(Figure(attribute, len(some), reviewed, {one: grounds[one] for one in sorted(grounds, key=_order)}))
    return tuple(found)


def unseen_changes(site: Site) -> Mapping[tuple[str, str], int]:
    """How often what is not public changed from one 公开属性 to another up to the day; not even the days are told."""
    found = Counter(
        (change.before, change.after)
        for page in site.having(Document, withheld=True)
        if demanded(page.meta) and not page.meta.draft
        for change in page.meta.attribute_log
        if change.date and change.date <= site.as_of and change.after
    )
    return dict(sorted(found.items()))


def converted(site: Site) -> tuple[Change, ...]:
    """What was 依申请公开 and is published now (依申请公开转主动公开), newest first, each page once."""
    newest: dict[str, Change] = {}
    for one in site.once(changes):
        if one.converts:
            newest.setdefault(one.page, one)
    return tuple(newest.values())
