"""How far a request is (申请办理进度): its clocks in working days (工作日), which stand still while others are asked.

The limits are the law's own, so they are no settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from generator.kinds.procedure import ANSWER, CORRECTION, OPINION
from generator.kinds.request import Consultation, Deferral, Request, payable_by
from generator.model.values import Struct
from generator.text.calendar import Calendar, NoCalendar
from generator.text.limits import Clock, Pause, Term, apart

REPLY = ANSWER.days
NOTICE = CORRECTION.days
"""By then 补正 must be asked for."""
CONSULTED = OPINION.days
"""So many has a third party (条例 art. 32), or an organ that made the information as well (art. 34)."""

SILENCE = {"第三方": "由本机关依法决定是否公开", "联合制作机关": "视为同意公开"}
"""What follows when one who was asked does not answer in time."""


class State(StrEnum):
    """Where a request stands on a day."""

    RUNNING = "在办"
    SOON = "将到期"
    OVERDUE = "已逾期"
    CORRECTION = "待补正"
    LAPSED = "逾期未补正"
    PAYMENT = "待缴费"
    UNPAID = "逾期未缴费"
    ON_TIME = "按期答复"
    LATE = "逾期答复"
    ABANDONED = "视为放弃"
    UNKNOWN = "无法判定"


UNCORRECTED = frozenset({State.CORRECTION, State.LAPSED})
"""The applicant was asked for 补正 and has not answered, in the term or beyond it."""
CHARGED = frozenset({State.PAYMENT, State.UNPAID})
"""The applicant was asked to pay and has not, in the term or beyond it."""
WAITING = UNCORRECTED | CHARGED
"""The applicant is waited for."""
CLOSED = frozenset({State.ON_TIME, State.LATE, State.ABANDONED})
"""Nothing is waited for any more; what is 无法判定 may be closed as well."""


class Opinion(Struct, frozen=True):
    """The time of one who was asked."""

    party: str
    sent: date
    """When the letter went out: from then on the clock of the reply stands still."""
    term: Term


class Course(Struct, frozen=True):
    """A request on a day."""

    state: State
    reply: Term
    """While the clock stands still the last day is that which it would be if it went on at once."""
    notice: Term | None
    """The time in which 补正 was asked for, or is to be as long as nobody has looked whether the request is clear
    (审核); ``None`` when it was found clear."""
    opinions: tuple[Opinion, ...]
    payable: date | None
    """The last day for paying what was charged; ``None`` when nothing was, or when it cannot be told."""
    paused: str
    """Why the clock stands still; empty when it runs or has stopped for good."""
    reason: str
    """Why nobody can tell where it stands."""
    notes: tuple[str, ...]
    """What else is worth knowing: which extension does not count, whose silence means what."""

    @property
    def unreviewed(self) -> Term | None:
        """The time in which it is to be found out whether the request is clear, when that has not been done."""
        return self.notice if self.notice and self.notice.end is None else None


def known(record: Request, as_of: date) -> Request | None:
    """A request as it was recorded by a day: what came later is left out; ``None`` when it had not come yet."""
    if record.received > as_of:
        return None
    dates = ("registered", "reviewed", "handled", "replied", "archived", "charged", "paid")
    later = {name for name in dates if (day := getattr(record, name)) and day > as_of}
    found: dict[str, object] = dict.fromkeys(later)
    if (closed := record.closed_on) and closed > as_of:
        found["outcome"] = None
    found["corrections"] = tuple(
        one.model_copy(
            update={
                "answered": _by(one.answered, as_of),
                "lapsed": one.lapsed and not (one.until is not None and one.until > as_of),
            }
        )
        for one in record.corrections
        if _past(one.notified, as_of)
    )
    found["consultations"] = tuple(
        one.model_copy(update={"received": _by(one.received, as_of), "answered": _by(one.answered, as_of)})
        for one in record.consultations
        if _past(one.asked, as_of)
    )
    for name in ("extension", "deferral"):
        one = getattr(record, name)
        if one is not None and not _past(one.told, as_of):
            found[name] = None
    if record.conversion and not _past(record.conversion.decided, as_of):
        found["conversion"] = None
    return record.model_copy(update=found)


def _by(day: date | None, as_of: date) -> date | None:
    return day if day is not None and day <= as_of else None


def _past(day: date | None, as_of: date) -> bool:
    """What has no date is taken for past: that it lacks one must be seen."""
    return day is None or day <= as_of


def course(record: Request, calendar: Calendar, as_of: date, notice: int = 5) -> Course | None:
    """Find out where a request stands on a day; ``None`` when it had not come yet.

    Args:
        record: the request; what happened after the day does not count.
        calendar: the working days.
        as_of: the day.
        notice: with so many working days left, or fewer, it is 将到期.
    """
    now = known(record, as_of)
    return None if now is None else _course(now, calendar, as_of, notice)


def _course(one: Request, calendar: Calendar, as_of: date, notice: int) -> Course:
    correction = one.corrections[0] if one.corrections else None
    anew = (correction.answered if correction else None, _paid(one))
    start = max((one.first_day, *filter(None, anew)))
    until = one.closed_on or as_of
    opinions = tuple(_opinion(each, calendar, until) for each in one.consultations if each.asked)
    pauses, gap = _pauses(one, opinions, until)
    clock = Clock(calendar, "答复", start, one.closed_on, as_of, apart(pauses, start), gap)
    reply, notes, doubts = _extended(one, clock)
    last = payable_by(one, calendar)
    paused = _paused(one, opinions, until, last)
    state, reason = _state(one, reply, paused, (*_missing(one), *doubts), notice)
    return Course(
        state=state,
        reply=reply,
        notice=_notice(one, calendar, as_of),
        opinions=opinions,
        payable=last,
        paused="" if state in CLOSED else paused,
        reason=reason,
        notes=(*notes, *_silences(opinions)),
    )


def _paid(one: Request) -> date | None:
    """When the fee was paid: the clock starts anew. A day before that of the notice cannot be it."""
    return one.paid if one.paid and not (one.charged and one.paid < one.charged) else None


def _notice(one: Request, calendar: Calendar, as_of: date) -> Term | None:
    """The time for asking for 补正; a request that went on without it was found clear, whenever that was."""
    told = one.corrections[0].notified if one.corrections else None
    went_on = (one.corrections, one.reviewed, one.handled, one.consultations, one.extension, one.deferral, one.outcome)
    if not told and (any(went_on) or one.closed_on):
        return None
    return Clock(calendar, "补正通知" if told else "审核", one.first_day, told, as_of).term(NOTICE)


def _state(one: Request, reply: Term, paused: str, doubts: Sequence[str], notice: int) -> tuple[State, str]:
    """The state, and why it cannot be told."""
    if one.abandoned:
        return State.ABANDONED, ""
    if one.outcome and not one.replied:
        return State.UNKNOWN, "有办理结果而没有答复日期"
    if reply.late is None:
        return State.UNKNOWN, reply.gap
    if reply.late and doubts:
        return State.UNKNOWN, "，".join(doubts)
    if one.replied:
        return (State.LATE if reply.late else State.ON_TIME), ""
    return _open(reply, paused, notice)


def _open(reply: Term, paused: str, notice: int) -> tuple[State, str]:
    if reply.late:
        return State.OVERDUE, ""
    if paused in WAITING:
        return State(paused), ""
    if reply.left is None:
        return State.UNKNOWN, reply.gap
    return (State.SOON if reply.left <= notice and not paused else State.RUNNING), ""


def _opinion(one: Consultation, calendar: Calendar, until: date) -> Opinion:
    """The time of one who was asked: it begins when the letter came, and nobody waits when the request is closed."""
    sent = one.asked or until
    clock = Clock(calendar, f"征求{one.party}意见", max(one.received or sent, sent), one.answered, until)
    return Opinion(one.party, sent, clock.term(CONSULTED))


def _pauses(one: Request, opinions: Iterable[Opinion], until: date) -> tuple[list[Pause], str]:
    """When the clock stands still: while others are asked, no longer than they may take, and while the applicant is.

    With it comes why that cannot be told.
    """
    found: list[Pause] = []
    for each in opinions:
        if each.term.late is None:
            return [], each.term.gap
        end = each.term.end or until
        found.append((each.sent, min(end, each.term.due or end)))
    correction = one.corrections[0] if one.corrections else None
    if correction and correction.notified and not correction.answered:
        found.append((correction.notified, until))
    if one.charged and not one.paid:
        found.append((one.charged, until))
    return found, ""


def _paused(one: Request, opinions: Iterable[Opinion], until: date, last: date | None) -> str:
    """Why the clock stands still on the day."""
    correction = one.corrections[0] if one.corrections else None
    if correction and correction.notified and not correction.answered:
        return State.LAPSED if correction.until and correction.until < until else State.CORRECTION
    if one.charged and not one.paid:
        return State.UNPAID if last and last < until else State.PAYMENT
    waiting = [each.party for each in opinions if each.term.end is None and not each.term.late]
    return f"征求{'、'.join(dict.fromkeys(waiting))}意见" if waiting else ""


def _extended(one: Request, clock: Clock) -> tuple[Term, list[str], list[str]]:
    """The time for the reply with what was added to it, what is to be said of that, and what is in doubt.

    Only what the applicant is told before the time runs out makes it longer, and not before the request came.
    """
    plain = clock.term(REPLY)
    if plain.due is None:
        return plain, [], []
    limit, notes, doubts = REPLY, [], []
    for name, what in (("延期", one.extension), ("延迟答复", one.deferral)):
        if what is None:
            continue
        if what.told is None:
            doubts.append(f"{name}没有告知日期")
        elif what.told < one.first_day:
            doubts.append(f"{name}的告知日期{what.told}早于收到申请的日期")
        elif what.told > plain.due:
            notes.append(f"{name}于{what.told}告知申请人，晚于{plain.due}，不能延长答复期限")
        elif isinstance(what, Deferral):
            limit = max(limit, _until(clock, what.until))
        else:
            limit += what.days
    return (plain if limit == REPLY else clock.term(limit)), notes, doubts


def _until(clock: Clock, day: date) -> int:
    """The limit that ends on a day; none where that cannot be told."""
    try:
        return clock.counted(day)
    except NoCalendar:
        return 0


def _missing(one: Request) -> Iterator[str]:
    """Dates without which nobody knows when the clock stood still, or when it started anew."""
    if one.paid and not _paid(one):
        yield f"缴费日期{one.paid}早于收费通知日期"
    for correction in one.corrections[:1]:
        if not (correction.notified or correction.answered):
            yield "补正没有通知日期"
    for each in one.consultations:
        if not each.asked:
            yield f"征求{each.party}意见没有发函日期"


def _silences(opinions: Iterable[Opinion]) -> Iterator[str]:
    """What it means that someone who was asked did not answer in time (条例 art. 32, 34)."""
    for each in opinions:
        if each.term.late:
            said = "逾期未提出意见" if each.term.end is None else "逾期才提出意见"
            yield f"{each.party}{said}，{SILENCE[each.party]}"
