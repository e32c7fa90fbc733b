"""Table 3 from the ledger: each request in its row and column, and the sums that the form demands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.request import Applicant, Outcome, Request
from generator.kinds.tally import APPLICANTS, RESULTS, row_of, tabulate


def request(received: str, who: str = "自然人", **fields: Any) -> Request:
    return Request.model_validate(
        {"applicant_class": who, "channel": "网络", "content": "示例信息", "received": received, **fields}
    )


def counted(records: list[Request], year: int) -> dict[tuple[str | int, ...], tuple[int, ...]]:
    """The rows that are not empty, without the table's own name."""
    return {where[1:]: row for where, row in tabulate(records, year).items() if any(row)}


def test_a_request_is_counted_where_it_belongs() -> None:
    records = [
        request("2019-12-30", replied="2020-01-15", outcome="予以公开"),
        request("2020-03-02", "商业企业", replied="2020-03-20", outcome="保护第三方合法权益"),
        request("2020-12-31", "其他"),
        request("2021-01-01"),
    ]
    assert counted(records, 2020) == {
        ("received",): (0, 1, 0, 0, 0, 1, 2),
        ("carried",): (1, 0, 0, 0, 0, 0, 1),
        ("results", "granted"): (1, 0, 0, 0, 0, 0, 1),
        ("results", "refused", "third_party"): (0, 1, 0, 0, 0, 0, 1),
        ("results", "total"): (1, 1, 0, 0, 0, 0, 2),
        ("forwarded",): (0, 0, 0, 0, 0, 1, 1),
    }
    assert counted(records, 2019) == {("received",): (1, 0, 0, 0, 0, 0, 1), ("forwarded",): (1, 0, 0, 0, 0, 0, 1)}


def test_every_outcome_has_a_row_of_its_own() -> None:
    assert set(RESULTS) == set(get_args(Outcome))
    assert len(set(RESULTS.values())) == len(RESULTS)
    assert get_args(Applicant) == APPLICANTS


@pytest.mark.parametrize(
    ("year", "rows"),
    [
        (2020, {("results", "others")}),
        (2021, {("results", "others", "uncorrected"), ("results", "others", "unpaid"), ("results", "others", "rest")}),
    ],
)
def test_the_older_form_has_one_row_for_other_outcomes(year: int, rows: set[tuple[str, ...]]) -> None:
    others: tuple[Outcome, ...] = ("申请人逾期不补正", "申请人逾期不缴费", "其他处理")
    assert {row_of(one, year) for one in others} == rows


def test_what_was_given_up_ends_with_its_term() -> None:
    gone = request(
        "2020-11-20",
        corrections=[{"notified": "2020-11-25", "until": "2021-01-08", "lapsed": "是"}],
        outcome="申请人逾期不补正",
    )
    assert ("forwarded",) in counted([gone], 2020)
    assert ("results", "others", "uncorrected") in counted([gone], 2021)


def test_what_has_no_outcome_or_no_day_is_carried_over() -> None:
    records = [request("2020-03-02", replied="2020-03-20"), request("2020-03-02", outcome="予以公开")]
    assert counted(records, 2020)["forwarded",] == (2, 0, 0, 0, 0, 0, 2)


moments = st.dates(date(2018, 1, 1), date(2022, 12, 31))
ledgers = st.lists(
    st.builds(
        lambda received, who, after, outcome: request(
            str(received),
            who,
            **({"replied": received + timedelta(after), "outcome": outcome} if after is not None else {}),
        ),
        moments,
        st.sampled_from(APPLICANTS),
        st.none() | st.integers(0, 500),
        st.sampled_from(get_args(Outcome)),
    ),
    max_size=12,
)


@given(ledgers, st.integers(2018, 2022))
def test_the_sums_of_the_form_hold(records: list[Request], year: int) -> None:
    """勾稽关系: 一 and 二 are 三 and 四; 三 is the sum of its rows; 二 is the 四 of the year before."""
    table = {where[1:]: row for where, row in tabulate(records, year).items()}
    last = {where[1:]: row for where, row in tabulate(records, year - 1).items()}
    leaves = [row for where, row in table.items() if where[0] == "results" and where != ("results", "total")]
    assert [sum(cells) for cells in zip(*leaves, strict=True)] == list(table["results", "total"])
    for n in range(7):
        assert table["received",][n] + table["carried",][n] == table["results", "total"][n] + table["forwarded",][n]
    assert table["carried",] == last["forwarded",]
    assert all(row[-1] == sum(row[:-1]) for row in table.values())
