"""The request ledger (依申请公开台账) as it stands on the day: for its rules, and for all who tell officers of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from generator.kinds.course import Course, course, known
from generator.kinds.procedure import STAGES
from generator.kinds.request import DISCLOSED, Request, number, requests
from generator.model.content import Parsed
from generator.model.site import Site
from generator.model.sources import REQUESTS
from generator.model.values import Struct
from generator.rules.clock import due, working_days
from generator.text.calendar import NoCalendar

FIELDS = ("registered", "reviewed", "handled", "replied", "archived")
LABELS = dict(zip(FIELDS, (one.name for one in STAGES), strict=True))
"""By field, the stages of 条例 art. 45."""


class Case(Struct, frozen=True):
    """One request on the day."""

    parsed: Parsed
    record: Request
    """As it is written."""
    now: Request
    """As it was recorded by the day."""
    number: str
    course: Course


class Candidate(Struct, frozen=True):
    """依申请转主动公开: information that several applicants asked for, and of which nobody has decided."""

    item: str
    cases: tuple[Case, ...]
    """In the order of receipt."""
    applicants: int
    """How many are known by name or code to be different."""
    nameless: int
    """Requests that do not say whose they are."""


def cases(site: Site) -> tuple[Case, ...]:
    """The requests that had come by the day, in the order of their paths."""
    return site.once(_cases)


def _cases(site: Site) -> tuple[Case, ...]:
    calendar, notice = working_days(site.config), site.config.limits.request_notice_days
    found = []
    for parsed, record in requests(site):
        now = known(record, site.as_of)
        stands = course(record, calendar, site.as_of, notice)
        if now and stands:
            found.append(Case(parsed, record, now, number(parsed, record), stands))
    return tuple(found)


def unread(site: Site) -> tuple[str, ...]:
    """The files of the ledger that have errors, so that nothing of them is counted."""
    return tuple(one.path for one in site.broken if one.path.startswith(f"{REQUESTS}/"))


def archive_due(case: Case, site: Site) -> date | NoCalendar | None:
    """By when a request must be in the archive; ``None`` while it is open."""
    closed = case.now.closed_on
    return due(site.config, closed, site.config.limits.archive_days) if closed else None


def missing(case: Case, site: Site) -> Iterator[str]:
    """The stages that should have a date by now and have none, as names of fields, in order.

    登记 must always have one; 审核 when the time for asking for 补正 is over, 归档 when its own is; any other stage
    when a later one has one, or when the request has come to an end. For what the applicant gave up there is no 办理
    and no 答复.
    """
    one, last = case.now, -1
    for place, name in enumerate(FIELDS):
        if getattr(one, name):
            last = place
    if one.outcome and not one.abandoned:
        last = max(last, FIELDS.index("replied"))
    demanded = {"registered"} | ({"reviewed"} if case.course.unreviewed and case.course.unreviewed.late else set())
    for place, name in enumerate(FIELDS[:-1]):
        needless = one.abandoned and name in {"handled", "replied"}
        if not getattr(one, name) and not needless and (place <= last or name in demanded):
            yield name
    limit = archive_due(case, site)
    if isinstance(limit, date) and site.as_of > limit and not one.archived:
        yield "archived"


def candidates(site: Site) -> tuple[Candidate, ...]:
    """What may be made public for everybody (条例 art. 44): had by one, asked for by several, and not public already.

    Of what somebody has decided on nothing more is to be decided.
    """
    groups: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases(site):
        groups["".join((case.now.item or case.now.content).split())].append(case)
    found = []
    for group in groups.values():
        disclosed = any(case.now.outcome in DISCLOSED for case in group)
        if disclosed and not any(case.now.conversion or case.now.public for case in group):
            named = {case.now.applicant for case in group if case.now.applicant}
            nameless = sum(not case.now.applicant for case in group)
            if len(named) + nameless > 1:
                ordered = sorted(group, key=lambda case: (case.now.received, case.parsed.path))
                item = ordered[0].now.item or ordered[0].now.content
                found.append(Candidate(item, tuple(ordered), len(named), nameless))
    return tuple(sorted(found, key=lambda one: one.cases[0].parsed.path))
