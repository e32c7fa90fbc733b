"""The clocks of requests around the moved holidays of 2020, each counted by hand in its comment, and their laws."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.course import CONSULTED, NOTICE, REPLY, Course, State, course
from generator.kinds.request import Request
from generator.text.calendar import Calendar, calendar

CALENDAR = calendar({})


def request(received: str, **fields: Any) -> Request:
    given = {"applicant_class": "自然人", "channel": "网络", "content": "示例信息", "received": received, **fields}
    return Request.model_validate(given)


def on(day: str, record: Request, days: Calendar = CALENDAR) -> Course:
    found = course(record, days, date.fromisoformat(day))
    assert found
    return found


def due(record: Request, day: str = "2021-03-31") -> str:
    last = on(day, record).reply.due
    assert last
    return last.isoformat()


def test_the_limits_are_the_law_s() -> None:
    assert (REPLY, NOTICE, CONSULTED) == (20, 7, 15)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        # January 13-17 (5), Sunday 19 (6), 20-23 (10); off until 2 February; February 3-7 (15), 10-14 (20).
        ("2020-01-10", "2020-02-14"),
        # Sunday 19 (1), 20-23 (5); February 3-7 (10), 10-14 (15), 17-21 (20): 1 February is not worked any more.
        ("2020-01-17", "2020-02-21"),
        # Received on a day off, 28 January: February 3-7 (5), 10-14 (10), 17-21 (15), 24-28 (20).
        ("2020-01-28", "2020-02-28"),
        # April 20-24 (5), Sunday 26 (6), 27-30 (10); May 6-8 (13), Saturday 9 (14), 11-15 (19), 18 (20).
        ("2020-04-17", "2020-05-18"),
        # June 15-19 (5), 22-24 (8), Sunday 28 (9), 29-30 (11), July 1-3 (14), 6-10 (19), 13 (20).
        ("2020-06-12", "2020-07-13"),
        # September 21-25 (5), Sunday 27 (6), 28-30 (9); October 9 (10), Saturday 10 (11), 12-16 (16), 19-22 (20).
        ("2020-09-18", "2020-10-22"),
        # December 18 (1), 21-25 (6), 28-31 (10); January 1 is off; January 4-8 (15), 11-15 (20).
        ("2020-12-17", "2021-01-15"),
    ],
)
def test_the_reply_is_due_on_the_twentieth_working_day(received: str, last: str) -> None:
    record = request(received)
    assert due(record) == last
    eve = (date.fromisoformat(last) - timedelta(1)).isoformat()
    morrow = (date.fromisoformat(last) + timedelta(1)).isoformat()
    assert on(last, record).reply.used == REPLY
    assert [on(day, record).state for day in (eve, last, morrow)] == [State.SOON, State.SOON, State.OVERDUE]


@pytest.mark.parametrize(
    ("day", "state", "used"),
    [
        ("2020-10-14", State.RUNNING, 14),  # 12-14 are the 12th to the 14th
        ("2020-10-15", State.SOON, 15),
        ("2020-10-22", State.SOON, 20),
        ("2020-10-23", State.OVERDUE, 21),
        ("2020-10-24", State.OVERDUE, 21),  # a Saturday: late, but no working day more
    ],
)
def test_what_is_still_open_on_a_day(day: str, state: State, used: int) -> None:
    found = on(day, request("2020-09-18"))
    assert (found.state, found.reply.used, found.reply.limit) == (state, used, REPLY)


@pytest.mark.parametrize(
    ("replied", "state"),
    [
        ("2020-09-18", State.ON_TIME),  # on the spot
        ("2020-10-22", State.ON_TIME),
        ("2020-10-23", State.LATE),
    ],
)
def test_what_was_replied(replied: str, state: State) -> None:
    found = on("2020-12-31", request("2020-09-18", replied=replied, outcome="予以公开"))
    assert (found.state, found.paused) == (state, "")


@pytest.mark.parametrize(
    ("channel", "first"),
    [("当面", "2020-09-16"), ("邮寄", "2020-09-18"), ("平信", "2020-09-18"), ("网络", "2020-09-18")],
)
def test_the_first_day_goes_by_the_channel(channel: str, first: str) -> None:
    """What is handed in has come on that day, whenever it was recorded; else receipt or confirmation counts."""
    found = on("2020-09-20", request("2020-09-18", submitted="2020-09-16", channel=channel))
    assert found.reply.start.isoformat() == first


# The notice: April 20-24 (5), Sunday 26 (6), 27 (7).
@pytest.mark.parametrize(("notified", "late"), [("2020-04-27", False), ("2020-04-28", True)])
def test_corrections_are_asked_for_within_seven_working_days(notified: str, *, late: bool) -> None:
    found = on("2020-04-30", request("2020-04-17", corrections=[{"notified": notified}]))
    assert found.state is State.CORRECTION
    assert found.notice
    assert (found.notice.late, found.notice.due) == (late, date(2020, 4, 27))


def test_the_clock_starts_anew_with_the_correction() -> None:
    """Saturday 9 May (1), 11-15 (6), 18-22 (11), 25-29 (16), June 1-4 (20)."""
    record = request("2020-04-24", corrections=[{"notified": "2020-04-28", "answered": "2020-05-08"}])
    assert due(record) == "2020-06-04"
    assert on("2020-05-07", record).state is State.CORRECTION, "by then it had not come"
    assert on("2020-05-08", record).reply.used == 0


def test_the_clock_stands_still_for_a_correction() -> None:
    """April 26 (1), 27 (2), 28 (3), and no day more until it comes."""
    record = request("2020-04-24", corrections=[{"notified": "2020-04-28"}])
    found = on("2020-06-30", record)
    assert (found.state, found.reply.used, found.paused) == (State.CORRECTION, 3, "待补正")


@pytest.mark.parametrize(
    ("until", "state"),
    [("2020-05-15", State.CORRECTION), ("2020-05-14", State.LAPSED), (None, State.CORRECTION)],
)
def test_a_correction_that_did_not_come_in_its_term(until: str | None, state: State) -> None:
    """The clock goes on standing still: what follows is that it is given up, when the organ finds so."""
    record = request("2020-04-24", corrections=[{"notified": "2020-04-28", "until": until}])
    found = on("2020-05-15", record)
    assert (found.state, found.reply.used, found.paused) == (state, 3, str(state))


# The notice, as above: the 27th is the last day.
@pytest.mark.parametrize(
    ("day", "more", "late"),
    [
        ("2020-04-27", {}, False),
        ("2020-04-28", {}, True),
        ("2020-04-28", {"reviewed": "2020-04-28"}, None),
        ("2020-04-28", {"reviewed": "2020-04-29"}, True),  # by then nobody had looked
        ("2020-04-28", {"replied": "2020-04-28"}, None),
        ("2020-04-28", {"consultations": [{"party": "第三方", "asked": "2020-04-28"}]}, None),
        ("2020-04-28", {"corrections": [{"notified": "2020-04-28"}]}, None),
    ],
)
def test_whether_a_request_is_clear_is_found_out_within_seven_working_days(
    day: str, more: dict[str, object], *, late: bool | None
) -> None:
    found = on(day, request("2020-04-17", **more)).unreviewed
    assert (found and found.late) == late


def test_a_second_notice_starts_nothing_anew() -> None:
    """补正 is asked for once (条例 art. 30)."""
    first = {"notified": "2020-04-28", "answered": "2020-05-08"}
    record = request("2020-04-24", corrections=[first, {"notified": "2020-05-20", "answered": "2020-05-29"}])
    assert due(record) == "2020-06-04"


def test_one_who_does_not_correct_gives_up() -> None:
    gone = {"notified": "2020-04-28", "until": "2020-05-15", "lapsed": "是"}
    record = request("2020-04-24", corrections=[gone])
    assert [on(day, record).state for day in ("2020-05-14", "2020-05-15")] == [State.CORRECTION, State.ABANDONED]
    assert record.closed_on == date(2020, 5, 15)


ASKED = {"party": "第三方", "asked": "2020-09-22"}


def test_time_in_which_a_third_party_is_asked_does_not_count() -> None:
    """21, 22 September (2); 23-25, 27-30, October 9, 10, 12 are left out.

    October 13-16 (6), 19-23 (11), 26-30 (16), November 2-5 (20).
    """
    record = request("2020-09-18", consultations=[{**ASKED, "answered": "2020-10-12"}])
    assert due(record) == "2020-11-05"
    found = on("2020-10-12", record)
    assert (found.reply.used, found.paused) == (2, "")
    (opinion,) = found.opinions
    # September 23-25 (3), 27 (4), 28-30 (7), October 9 (8), 10 (9), 12 (10), 13-16 (14), 19 (15).
    assert (opinion.term.used, opinion.term.due, opinion.term.late) == (10, date(2020, 10, 19), False)


def test_who_does_not_answer_holds_up_the_reply_for_fifteen_working_days_at_most() -> None:
    """21, 22 September (2); the third party's time ends on 19 October, see above.

    October 20-23 (6), 26-30 (11), November 2-6 (16), 9-12 (20).
    """
    record = request("2020-09-18", consultations=[ASKED])
    assert due(record) == "2020-11-12"
    assert on("2020-10-20", record).notes == ("第三方逾期未提出意见，由本机关依法决定是否公开",)
    late = request("2020-09-18", consultations=[{**ASKED, "answered": "2020-10-30"}])
    assert due(late) == "2020-11-12"


def test_while_an_answer_is_waited_for_the_day_is_that_of_an_answer_at_once() -> None:
    """Days until 16 October left out; October 19-23 (7), 26-30 (12), November 2-6 (17), 9-11 (20)."""
    found = on("2020-10-16", request("2020-09-18", consultations=[ASKED]))
    assert (found.state, found.paused) == (State.RUNNING, "征求第三方意见")
    assert (found.reply.used, found.reply.due) == (2, date(2020, 11, 11))


def test_the_silence_of_a_joint_author_is_consent() -> None:
    record = request("2020-09-18", consultations=[{"party": "联合制作机关", "asked": "2020-09-22"}])
    assert on("2020-10-19", record).notes == ()
    assert on("2020-10-20", record).notes == ("联合制作机关逾期未提出意见，视为同意公开",)


def test_a_party_s_time_begins_when_the_letter_comes() -> None:
    """Sent on 22 September, there on the 24th: 25 (1), 27-30 (5), October 9, 10 (7), 12-16 (12), 19-21 (15)."""
    record = request("2020-09-18", consultations=[{**ASKED, "received": "2020-09-24"}])
    assert on("2020-10-16", record).opinions[0].term.due == date(2020, 10, 21)
    assert on("2020-10-16", record).reply.used == 2


def test_an_extension_that_is_told_in_time_counts() -> None:
    """Due on 22 October (20); 23 (21), 26-30 (26), November 2-5 (30)."""
    record = request("2020-09-18", extension={"told": "2020-10-22", "days": 10})
    assert due(record) == "2020-11-05"
    assert on("2020-10-21", record).reply.limit == REPLY, "not yet told"


def test_an_extension_that_is_told_too_late_does_not() -> None:
    record = request("2020-09-18", extension={"told": "2020-10-23", "days": 10})
    assert due(record) == "2020-10-22"
    found = on("2020-10-26", record)
    assert found.state is State.OVERDUE
    assert found.notes == ("延期于2020-10-23告知申请人，晚于2020-10-22，不能延长答复期限",)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2020-10-22", State.SOON), ("2020-10-23", State.UNKNOWN), ("2020-12-31", State.UNKNOWN)],
)
def test_an_extension_that_nobody_knows_to_be_told(day: str, state: State) -> None:
    found = on(day, request("2020-09-18", extension={"days": 10}))
    assert found.state is state
    assert found.reason == ("延期没有告知日期" if state is State.UNKNOWN else "")


def test_one_who_asks_for_very_much_may_be_told_a_later_day() -> None:
    record = request("2020-09-18", deferral={"told": "2020-10-15", "until": "2020-12-18", "reason": "共四十件"})
    assert due(record) == "2020-12-18"


def test_the_clock_stands_still_for_a_fee_and_starts_anew_with_it() -> None:
    """March 11, 12 (2); anew on the 22nd: 23-26 (4), 29-31 (7), April 1, 2 (9), 6-9 (13), 12-16 (18), 19, 20 (20)."""
    record = request("2021-03-10", charged="2021-03-12", paid="2021-03-22", fee="200")
    found = on("2021-03-19", record)
    assert (found.state, found.reply.used) == (State.PAYMENT, 2)
    assert due(record, "2021-04-30") == "2021-04-20"


@pytest.mark.parametrize(
    ("day", "state"),
    [("2021-02-22", State.PAYMENT), ("2021-02-23", State.UNPAID), ("2021-12-31", State.UNPAID)],
)
def test_who_does_not_pay_in_twenty_working_days_is_too_late(day: str, state: State) -> None:
    """January 21, 22 (2), 25-29 (7); February 1-5 (12), Sunday 7 (13), 8-10 (16); 18, 19 (18), Saturday 20 (19), 22."""
    found = on(day, request("2021-01-11", charged="2021-01-20"))
    assert (found.state, found.payable) == (state, date(2021, 2, 22))


def test_the_term_for_paying_is_as_written_and_there_was_none_before_the_rates() -> None:
    later = request("2021-01-11", charged="2021-01-20", payable="2021-02-26")
    assert [on(day, later).state for day in ("2021-02-26", "2021-02-27")] == [State.PAYMENT, State.UNPAID]
    early = on("2021-12-31", request("2020-09-01", charged="2020-09-10"))
    assert (early.state, early.payable) == (State.PAYMENT, None)


def test_a_payment_before_the_notice_does_not_start_the_clock_anew() -> None:
    """Received on 18 September, so due on 22 October; anew from the 8th it would be due on 5 November."""
    wrong = request("2020-09-18", charged="2020-10-10", paid="2020-10-08", replied="2020-10-26")
    found = on("2020-10-30", wrong)
    assert (found.state, found.reason) == (State.UNKNOWN, "缴费日期2020-10-08早于收费通知日期")
    in_time = wrong.model_copy(update={"replied": date(2020, 10, 22)})
    assert on("2020-10-30", in_time).state is State.ON_TIME


def test_an_extension_told_before_the_request_came_is_a_slip() -> None:
    wrong = request("2020-09-18", extension={"told": "2019-10-20"}, replied="2020-10-26")
    found = on("2020-10-30", wrong)
    assert (found.state, found.reason) == (State.UNKNOWN, "延期的告知日期2019-10-20早于收到申请的日期")
    assert found.reply.limit == REPLY


@pytest.mark.parametrize(
    ("fields", "day", "reason"),
    [
        ({}, "2031-06-10", "没有2031年的工作日安排"),
        ({"consultations": [{"party": "第三方", "asked": "2031-05-06"}]}, "2031-06-10", "没有2031年的工作日安排"),
        ({"outcome": "予以公开"}, "2031-06-10", "有办理结果而没有答复日期"),
    ],
)
def test_what_cannot_be_told(fields: dict[str, Any], day: str, reason: str) -> None:
    found = on(day, request("2031-05-05", **fields))
    assert (found.state, found.reason) == (State.UNKNOWN, reason)


def test_a_reply_within_so_few_days_is_in_time_whatever_the_calendar_says() -> None:
    assert on("2031-08-01", request("2031-05-05", replied="2031-05-25")).state is State.ON_TIME
    assert on("2031-08-01", request("2031-05-05", replied="2031-05-26")).state is State.UNKNOWN


def test_a_lacking_date_is_of_no_account_while_there_is_time() -> None:
    record = request("2020-09-18", consultations=[{"party": "第三方"}])
    assert on("2020-10-22", record).state is State.SOON
    found = on("2020-10-23", record)
    assert (found.state, found.reason) == (State.UNKNOWN, "征求第三方意见没有发函日期")


def test_what_came_later_had_not_happened() -> None:
    record = request("2020-09-18", replied="2020-10-12", outcome="予以公开")
    assert course(record, CALENDAR, date(2020, 9, 17)) is None
    assert on("2020-10-10", record).state is State.RUNNING


days = st.dates(date(2018, 1, 1), date(2021, 6, 30))
spans = st.tuples(st.integers(0, 40), st.integers(0, 40))


def asking(received: date, first: int, length: int) -> dict[str, Any]:
    sent = received + timedelta(first)
    return {"party": "第三方", "asked": sent, "answered": sent + timedelta(length)}


END = date(2025, 12, 31)


def last_day(record: Request, days: Calendar = CALENDAR) -> date:
    found = course(record, days, END)
    assert found
    assert found.reply.due
    return found.reply.due


@given(days, st.lists(spans, max_size=3))
def test_a_suspension_never_shortens_and_adds_its_own_days_at_most(
    received: date, spans: list[tuple[int, int]]
) -> None:
    plain = last_day(request(str(received)))
    held = last_day(request(str(received), consultations=[asking(received, *span) for span in spans]))
    assert plain <= held <= CALENDAR.add(plain, CONSULTED * len(spans) or 0)


@given(days, st.lists(spans, min_size=2, max_size=3))
def test_the_order_of_suspensions_does_not_matter(received: date, spans: list[tuple[int, int]]) -> None:
    asked = [asking(received, *span) for span in spans]
    forth, back = (request(str(received), consultations=one) for one in (asked, asked[::-1]))
    assert last_day(forth) == last_day(back)


@given(days, st.integers(1, 20))
def test_an_extension_adds_exactly_its_days(received: date, more: int) -> None:
    plain = last_day(request(str(received)))
    longer = last_day(request(str(received), extension={"told": plain, "days": more}))
    assert CALENDAR.between(plain, longer) == more


@given(days, st.integers(0, 60))
def test_it_gets_later_day_by_day(received: date, after: int) -> None:
    """The same request never needs less tomorrow than today, and once overdue it stays so."""
    record = request(str(received))
    today, tomorrow = (course(record, CALENDAR, received + timedelta(after + n)) for n in (0, 1))
    assert today
    assert tomorrow
    assert today.reply.used is not None
    assert tomorrow.reply.used is not None
    assert 0 <= tomorrow.reply.used - today.reply.used <= 1
    assert tomorrow.state is State.OVERDUE or today.state is not State.OVERDUE
    assert (today.state is State.OVERDUE) == (received + timedelta(after) > last_day(record))


@given(days, st.integers(1, 20))
def test_a_holiday_more_moves_the_last_day_by_one(received: date, nth: int) -> None:
    day = CALENDAR.add(received, nth)
    moved = calendar({day: False})
    plain = last_day(request(str(received)))
    assert last_day(request(str(received)), moved) == CALENDAR.add(plain, 1)
