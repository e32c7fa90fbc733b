"""Limits as texts state them: which is meant, and whether it is the statutory one."""

from __future__ import annotations

import pytest

from generator.kinds.procedure import TERMS
from generator.rules.limits import stated

RIGHT = [
    "申请内容不明确的，自收到申请之日起7个工作日内一次性告知补正。",
    "能够当场答复的当场答复；不能当场答复的，自收到申请之日起20个工作日内答复；确需延长的，延长不超过20个工作日。",
    "征求第三方意见的，第三方在15个工作日内提出意见，所需时间不计算在内。",
    "涉及第三方合法权益的，办公室书面征求第三方意见，第三方收到征求意见书后，在15个工作日内书面答复。",
    "征求第三方意见所需时间不计入20个工作日的答复期限。",
    "答复期限为二十个工作日。",
    "自收到补正申请之日起20个工作日内答复。",
    "联合制作机关应当自收到征求意见书之日起15个工作日内提出意见。",
    "本机关承诺自收到申请之日起10个工作日内答复。",
    "答复期限\n20个工作日",
]
NONE = [
    "答复后十个工作日内归档。",
    "责任处室在五个工作日内检索档案，提出书面意见并附检索记录。",
    "申请人应当在收到补正通知之日起15个工作日内补正。",
    "自知道之日起六十日内申请行政复议。",
    "网上留言5个工作日内答复。",
    "2020年6月15日答复了这件申请。",
    "主动公开的信息自形成或者变更之日起20个工作日内公开。",
    "收到收费通知次日起20个工作日内缴纳。",
    "在期满前5个工作日内书面通知申请人延长答复期限。",
    "修订前的条例规定15个工作日内答复，现在是20个工作日。",
    "答复期限由15个工作日改为20个工作日。",
    "办公室在十五个工作日内复核并答复。",
]
WRONG = [
    ("自收到申请之日起15个工作日内予以答复。", "答复", 15),
    ("如需延长答复期限的，延长不超过15个工作日。", "延长答复", 15),
    ("申请内容不明确的，在5个工作日内告知补正。", "告知补正", 5),
    ("自收到申请之日起十五个工作日内答复。", "答复", 15),
    ("第三方应当在10个工作日内提出意见。", "第三方提出意见", 10),
    ("自收到申请之日起20日内答复。", "答复", 20),
    ("答复时限\n15个工作日", "答复", 15),
    ("本机关承诺自收到申请之日起25个工作日内答复。", "答复", 25),
    ("办理答复的期限：自登记之日起15个工作日内作出答复", "答复", 15),
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_statutory_limit_is_recognised_and_right(text: str) -> None:
    found = [one for one, _ in stated(text)]
    assert found
    assert [one for one in found if one.wrong] == []


@pytest.mark.parametrize("text", NONE)
def test_other_lengths_of_time_are_left_alone(text: str) -> None:
    assert list(stated(text)) == []


@pytest.mark.parametrize(("text", "term", "days"), WRONG)
def test_another_limit_is_wrong(text: str, term: str, days: int) -> None:
    assert [(one.term.name, one.days) for one, _ in stated(text) if one.wrong] == [(term, days)]


def test_a_text_about_other_things_counts_only_where_it_speaks_of_applications() -> None:
    text = "公众有意见的，十五个工作日内答复。\n收到申请之日起15个工作日内答复。"
    assert [line for _, line in stated(text, about=False)] == [1]


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("许可申请的材料不齐全的，5个工作日内告知申请人补正。", False),
        ("自收到查询申请之日起5个工作日内予以答复。", False),
        ("管理人自破产申请受理之日起收到催告三十日内未答复的，视为解除合同。", False),
        ("申请资料不符合法定形式的，在5个工作日内告知申请人补正，逾期不告知的，即为受理。", False),
        ("申请材料不齐全的，5个工作日内告知申请人补正。", True),
        ("许可信息的公开申请，自收到申请之日起15个工作日内答复。", True),
    ],
)
def test_applications_in_other_matters_have_other_limits(line: str, *, counts: bool) -> None:
    """Real texts, shortened: of gas, bankruptcy and permits; what may be about information still counts."""
    assert bool(list(stated(line, about=False))) is counts


@pytest.mark.parametrize("term", TERMS, ids=lambda one: one.name)
def test_the_terms_own_words_are_never_wrong(term: object) -> None:
    assert [one for one, _ in stated(getattr(term, "note", "")) if one.wrong] == []
