from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from generator.rendering.words import machine, moment, number, shown, size


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "是"),
        (False, "否"),
        (date(2020, 7, 6), "2020年7月6日"),
        (datetime.fromisoformat("2020-07-06 10:00"), "2020年7月6日"),
        (("文字", "图解"), "文字、图解"),
        (Decimal("4.0"), "4"),
        ("示例", "示例"),
    ],
)
def test_values_are_shown_as_people_write_them(value: object, said: str) -> None:
    assert shown(value) == said


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2020, 7, 6), "2020-07-06"),
        (datetime.fromisoformat("2020-07-06"), "2020-07-06"),
        (datetime.fromisoformat("2020-07-06 09:05"), "2020-07-06T09:05"),
        ("2020-07-06", None),
    ],
)
def test_only_days_have_a_machine_form(value: object, written: str | None) -> None:
    assert machine(value) == written


def test_a_moment_is_written_as_the_tag_wants_it() -> None:
    assert moment(datetime.fromisoformat("2020-07-06 09:05")) == "2020-07-06 09:05"


@pytest.mark.parametrize(
    ("value", "written"), [("40000", "40000"), ("4E+4", "40000"), ("3.960", "3.96"), ("100", "100"), ("0", "0")]
)
def test_numbers_have_no_exponent_and_no_idle_zeros(value: str, written: str) -> None:
    assert number(Decimal(value)) == written


@pytest.mark.parametrize(
    ("count", "written"), [(0, "0 B"), (1023, "1023 B"), (1024, "1 KB"), (23 * 1024, "23 KB"), (1500000, "1.4 MB")]
)
def test_sizes_are_rounded_to_what_matters(count: int, written: str) -> None:
    assert size(count) == written
