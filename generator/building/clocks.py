"""时限: every limit that is running on a column's day, the next to run out first.

A finder knows one sort of limit and asks the rules for its arithmetic. Another sort is another finder in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

from generator.building.standing import INTERPRETATION, RULES, standings
from generator.kinds.attributes import demanded, reviews
from generator.kinds.base import Document, Titled
from generator.kinds.course import CHARGED, UNCORRECTED, State
from generator.kinds.decision import Decision, waits
from generator.kinds.participation import (
    Asking,
    Consultation,
    Hearing,
    Message,
    OpenDay,
    Opening,
    asking,
    feedback_due,
    hearing,
    opening,
)
from generator.kinds.project import courses
from generator.kinds.response import Response, unanswered
from generator.model.schema import Record
from generator.model.site import Page, Site, Withheld
from generator.model.values import Struct
from generator.rules.clock import due, elapsed, report_due
from generator.rules.dates import caught_up, disclosed_from
from generator.rules.ledger import Case, archive_due, cases
from generator.rules.participation import answer_due, recap_due
from generator.rules.projects import ISSUED
from generator.rules.reports import DUE_SINCE, reports
from generator.rules.sources import DISCLOSURE
from generator.rules.validity import lapsing
from generator.text.calendar import NoCalendar

PARTS = {INTERPRETATION: "发布解读", RULES: "发布实施细则"}
WAITING = frozenset({Withheld.DRAFT, Withheld.FUTURE, Withheld.INCOMPLETE})
"""Why a page is kept back that is going to be published."""


class Clock(Struct, frozen=True):
    """One limit that is running, or has run out while what it is for is still to be done."""

    what: str
    """What is to be done, or what ends."""
    title: str
    """What it runs for."""
    page: str
    """Id of that page; empty when there is none."""
    path: str
    """File of that page, or of the record of the ledger; empty when there is none yet."""
    last: date | None
    """The last day; ``None`` when it cannot be told for lack of a calendar."""
    left: int | None
    """Days until then, negative when it is over; ``None`` when that cannot be told for lack of a calendar."""
    working: bool
    """They are working days (工作日)."""
    late: bool
    """The last day is over."""

    @property
    def said(self) -> str:
        """How much is left, in words."""
        unit = "个工作日" if self.working else "天"
        if self.left is None:
            return "已逾期" if self.late else "无法判定"
        if self.late:
            return f"已逾期 {-self.left} {unit}" if self.left else "已逾期"
        return f"还剩 {self.left} {unit}" if self.left else "今天到期"


def clocks(site: Site) -> tuple[Clock, ...]:
    """Every limit that is running; what ends first comes first, and what cannot be told last."""
    found = (one for find in FINDERS for one in find(site))
    return tuple(sorted(found, key=lambda one: (one.last is None, one.last or date.max, one.what, one.title, one.page)))


def of_sets(site: Site) -> Iterator[Clock]:
    """What a release set lacks; a document that is excused for a time has the clock of its waiver instead."""
    for one in standings(site):
        page, begun = site.find(one.policy), one.stages[-1][1]
        for clock in one.clocks if page and begun and not one.waived else ():
            if clock.running and page and begun:
                yield _working(PARTS[clock.part], page, site, begun, clock.limit)


def of_disclosure(site: Site) -> Iterator[Clock]:
    """Papers that were formed and are not published yet (条例 art. 26)."""
    for page in site.having(Titled, withheld=True):
        start = disclosed_from(page.meta, site.config) if page.withheld in WAITING else None
        if start and start <= site.as_of:
            yield _working("公开", page, site, start, site.config.limits.disclosure_days)


def of_changes(site: Site) -> Iterator[Clock]:
    """Pages whose facts changed and that do not say so yet (条例 art. 26)."""
    for page in site.having(Document):
        changed = page.meta.changed
        if changed and DISCLOSURE <= changed <= site.as_of and caught_up(page.meta) is None:
            yield _working("更新页面", page, site, changed, site.config.limits.disclosure_days)


def of_terms(site: Site) -> Iterator[Clock]:
    """Documents that lapse within the configured notice (有效期至, or as presumed)."""
    for page, last in lapsing(site):
        notes = [word for word, true in (("推定", not page.meta.expires), ("已评估", page.meta.evaluation)) if true]
        yield _calendar("有效期届满" + (f"（{'、'.join(notes)}）" if notes else ""), page, site, last)


def of_waivers(site: Site) -> Iterator[Clock]:
    """Exemptions from 三同步 that are in force."""
    for waiver in site.config.sync.waivers:
        page = site.find(waiver.policy)
        if page and waiver.expires >= site.as_of:
            yield _calendar("三同步豁免到期", page, site, waiver.expires)


def of_reviews(site: Site) -> Iterator[Clock]:
    """Pages that are not public, whose 公开属性 is soon to be reviewed or should have been (条例 art. 18)."""
    soon = site.as_of + timedelta(days=site.config.limits.review_notice_days)
    for one in reviews(site):
        if demanded(one.page.meta) and one.due and one.due <= soon:
            yield _calendar("公开属性审查", one.page, site, one.due)


def of_reports(site: Site) -> Iterator[Clock]:
    """The annual report of last year as long as it is missing, else that of this year (条例 art. 49)."""
    years = [year for year in (site.as_of.year - 1, site.as_of.year) if year not in reports(site)]
    for year, last in islice(((year, report_due(year)) for year in years if report_due(year) >= DUE_SINCE), 1):
        left = (last - site.as_of).days
        yield Clock("公布年报", f"{year}年政府信息公开年报", "", "", last, left, working=False, late=left < 0)


def of_requests(site: Site) -> Iterator[Clock]:
    """Requests that are to be answered, and what is waited for (条例 art. 30-34); by number, as nobody else is told."""
    for case in cases(site):
        course = case.course
        if case.now.closed_on or case.now.outcome:
            yield from _archive(case, site)
        elif course.state in UNCORRECTED:
            until = case.now.corrections[0].until
            left = (until - site.as_of).days if until else None
            what = "申请人补正" if course.state is State.CORRECTION else "登记逾期未补正的处理结果"
            if until and left is not None:
                yield _record(what, case, until, left, working=False, late=left < 0)
        elif course.state in CHARGED and course.payable:
            left = (course.payable - site.as_of).days
            what = "申请人缴费" if course.state is State.PAYMENT else "登记逾期未缴费的处理结果"
            yield _record(what, case, course.payable, left, working=False, late=left < 0)
        else:
            yield from _reply(case)


def _reply(case: Case) -> Iterator[Clock]:
    """The time for the answer, and what is to be done in it."""
    course = case.course
    still = f"（{course.paused}，暂停计时）" if course.paused else ""
    overdue = course.state is State.OVERDUE
    yield _record(f"答复申请{still}", case, course.reply.due, course.reply.left, late=overdue)
    if course.unreviewed and not overdue:
        term = course.unreviewed
        yield _record("审核申请、告知补正", case, term.due, term.left, late=term.late is True)
    for one in course.opinions:
        if one.term.end is None and one.term.late is False:
            yield _record(f"{one.party}提出意见", case, one.term.due, one.term.left, late=False)


def _archive(case: Case, site: Site) -> Iterator[Clock]:
    last = archive_due(case, site)
    if last is None or case.now.archived:
        return
    if isinstance(last, NoCalendar):
        yield _record("归档申请", case, None, None, late=False)
    else:
        left = elapsed(site.config, site.as_of, last)
        yield _record("归档申请", case, last, left, late=last < site.as_of)


def _record(  # noqa: PLR0913  # as many as a clock has that are not the request's
    what: str, case: Case, last: date | None, left: int | None, *, late: bool, working: bool = True
) -> Clock:
    """A clock of a request."""
    return Clock(what, case.number, "", case.parsed.path, last, left, working=working, late=late)


def of_hearings(site: Site) -> Iterator[Clock]:
    """Consultations and decisions on which the public was heard, and open days that were held: the outcome is due."""
    for page in site.having(Consultation):
        last = feedback_due(page.meta.ends, site.config.limits)
        if last and hearing(page, site) is Hearing.CLOSED:
            yield _calendar("反馈征集意见的结果", page, site, last)
    for dossier in site.having(Decision):
        last = feedback_due(dossier.meta.ends, site.config.limits)
        if last and waits(dossier, site):
            yield _calendar("公布意见采纳情况", dossier, site, last)
    for day in site.having(OpenDay):
        last = recap_due(day.meta, site.config)
        if last and opening(day, site) is Opening.HELD:
            yield _calendar("公布开放日回顾", day, site, last)


def of_responses(site: Site) -> Iterator[Clock]:
    """Concerns that are still to be answered, also those of which the page is being written (国办发〔2016〕61号)."""
    for page in site.having(Response, withheld=True):
        last = page.meta.last
        if last and unanswered(page, site) and (page.withheld is None or page.withheld in WAITING):
            yield _calendar("回应关切", page, site, last)


def of_messages(site: Site) -> Iterator[Clock]:
    """Published messages that are still to be answered."""
    for page in site.having(Message):
        last = answer_due(page.meta)
        if last and asking(page, site) is Asking.WAITING:
            yield _calendar("答复留言", page, site, last)


def of_projects(site: Site) -> Iterator[Clock]:
    """实事项目 whose next update, or whose final figures, are to be published."""
    for course in courses(site).values():
        last = course.due(site.config.limits)
        if last and course.project.meta.deadline >= ISSUED:
            ending = last == course.end(site.config.limits)
            yield _calendar("公布项目最终完成情况" if ending else "公布项目进展", course.project, site, last)


FINDERS: tuple[Callable[[Site], Iterator[Clock]], ...] = (
    of_sets,
    of_disclosure,
    of_changes,
    of_terms,
    of_waivers,
    of_reviews,
    of_reports,
    of_requests,
    of_hearings,
    of_responses,
    of_messages,
    of_projects,
)
"""One for each sort of limit."""


def _working(what: str, page: Page[Record], site: Site, start: date, limit: int) -> Clock:
    """A clock of working days after a day."""
    last = due(site.config, start, limit)
    if isinstance(last, NoCalendar):
        return Clock(what, called(page), page.id, page.path, None, None, working=True, late=False)
    left = elapsed(site.config, site.as_of, last)
    return Clock(what, called(page), page.id, page.path, last, left, working=True, late=last < site.as_of)


def _calendar(what: str, page: Page[Record], site: Site, last: date) -> Clock:
    """A clock of calendar days."""
    left = (last - site.as_of).days
    return Clock(what, called(page), page.id, page.path, last, left, working=False, late=left < 0)


def called(page: Page[Record]) -> str:
    """What a page is called in a list of clocks or documents: its title, or else its path."""
    return page.meta.title if isinstance(page.meta, Document) and page.meta.title else page.path
