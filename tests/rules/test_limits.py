"""Limits as texts state them: which is meant, and whether it is the statutory one."""

from __future__ import annotations

import pytest

from generator.kinds.procedure import TERMS
from generator.rules.limits import ruled, stated

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


@pytest.mark.parametrize(
    ("title", "text", "lines"),
    [
        ("信息公开申请办理规程", "公众有意见的，十五个工作日内答复。\n收到申请之日起15个工作日内答复。", [1]),
        ("窗口服务办法", "材料不齐全的，5个工作日内告知申请人补正。\n收到查询申请之日起5个工作日内答复。", []),
        ("窗口服务办法", "第一章　信息公开\n收到公开申请登记。\n收到申请之日起15个工作日内答复。", [2]),
        ("窗口服务办法", "第一章　公开申请\n申请当日登记。\n第二章　许可\n收到申请之日起15个工作日内答复。", []),
        ("公开申请规程", "第一章　受理\n当日登记。\n第二章　办理\n收到申请之日起15个工作日内答复。", [3]),
    ],
)
def test_a_regulation_counts_only_where_it_speaks_of_applications_for_information(
    title: str, text: str, lines: list[int]
) -> None:
    assert [line for _, line in ruled(title, text)] == lines


@pytest.mark.parametrize("term", TERMS, ids=lambda one: one.name)
def test_the_terms_own_words_are_never_wrong(term: object) -> None:
    assert [one for one, _ in stated(getattr(term, "note", "")) if one.wrong] == []
