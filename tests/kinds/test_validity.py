"""How a document stood on a past day, by dates alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.kinds.policy import Policy
from generator.kinds.validity import stood
from generator.model.site import Validity

DAY = date(2019, 12, 31)


def policy(**fields: Any) -> Policy:
    return Policy.model_validate({"title": "甲办法", "written": "2016-03-01", **fields})


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({}, Validity.IN_FORCE),
        ({"effective": "2019-12-31"}, Validity.IN_FORCE),
        ({"effective": "2020-01-01"}, Validity.PENDING),
        ({"expires": "2019-12-31"}, Validity.IN_FORCE),
        ({"expires": "2019-12-30"}, Validity.EXPIRED),
        ({"repealed_on": "2019-12-31", "status": "废止"}, Validity.REPEALED),
        ({"repealed_on": "2020-01-01", "status": "废止"}, Validity.IN_FORCE),
        ({"repealed_by": "甲〔2019〕1号"}, None),
        ({"repealed_by": "甲〔2019〕1号", "expires": "2018-12-31"}, Validity.EXPIRED),
        ({"status": "废止"}, None),
        ({"status": "失效"}, None),
        ({"status": "失效", "expires": "2020-06-30"}, Validity.IN_FORCE),
        ({"status": "已修改"}, Validity.IN_FORCE),
    ],
)
def test_dates_tell_how_it_stood(fields: dict[str, str], standing: Validity | None) -> None:
    assert stood(policy(**fields), DAY, ()) is standing


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({"effective": "2019-12-31"}, Validity.REPEALED),
        ({"effective": "2020-01-01"}, Validity.IN_FORCE),
        ({"written": "2019-05-01"}, Validity.REPEALED),
        ({"written": None}, None),
    ],
)
def test_a_document_falls_when_its_successor_takes_effect(
    fields: dict[str, str | None], standing: Validity | None
) -> None:
    assert stood(policy(), DAY, (policy(**fields),)) is standing
