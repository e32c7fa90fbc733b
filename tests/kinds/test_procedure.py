"""依申请公开 as the law orders it."""

from __future__ import annotations

import pytest

from generator.kinds.procedure import FORM, PURPOSE, RECEIPT, STAGES, TERMS, asked

EVERY = tuple(one.name for one in FORM)
WHOLE = "申请人姓名或者名称\n身份证件号码\n联系电话\n所需信息的文号\n获取信息的方式"


def test_the_limits_are_those_of_the_act() -> None:
    assert [(one.name, one.days, one.article) for one in TERMS] == [
        ("告知补正", 7, "第三十条"),
        ("第三方提出意见", 15, "第三十二条"),
        ("答复", 20, "第三十三条"),
        ("延长答复", 20, "第三十三条"),
    ]


def test_the_stages_are_the_five_and_every_limit_runs_in_one() -> None:
    assert [one.name for one in STAGES] == ["登记", "审核", "办理", "答复", "归档"]
    assert tuple(term for one in STAGES for term in one.limits) == TERMS


def test_each_way_has_its_day_of_receipt() -> None:
    assert list(RECEIPT) == ["当面", "邮寄", "网络", "传真"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (WHOLE, EVERY),
        ("\n".join(field for one in FORM for field in (*one.persons, *one.bodies)), EVERY),
        (f"{WHOLE}\n所需信息的用途", (*EVERY, PURPOSE)),
        (f"{WHOLE}\n不需要说明用途", EVERY),
        ("申请人姓名\n联系电话", ("姓名或者名称", "联系方式")),
        ("空白文件", ()),
    ],
)
def test_what_a_form_asks_is_told_from_its_words(text: str, found: tuple[str, ...]) -> None:
    assert asked(text) == found
