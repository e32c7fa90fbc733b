"""Official numbers and topics."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.official import (
    TOPIC_CHILDREN,
    TOPICS,
    DocumentNumber,
    OrderNumber,
    find_numbers,
    number_fault,
    order_number,
    parse_number,
    topic_known,
)

PREFIXES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=12)
NUMBERS = st.builds(DocumentNumber, PREFIXES, st.integers(1900, 2099), st.integers(1, 99999))
BRACKETS = ["﹝﹞", "[]", "［］", "【】", "()", "（）", "〖〗", "{}", "〔)"]


@given(NUMBERS)
def test_every_number_reads_back(number: DocumentNumber) -> None:
    """What is written can be read, and nothing is wrong with it."""
    assert parse_number(str(number)) == number
    assert number_fault(str(number)) is None


@given(NUMBERS, st.sampled_from(BRACKETS))
def test_every_wrong_bracket_is_cured(number: DocumentNumber, pair: str) -> None:
    """Any other pair around the year is named, and the fix is the right spelling."""
    fault = number_fault(str(number).replace("〔", pair[0]).replace("〕", pair[1]))
    assert fault is not None
    assert (fault.code, fault.fix) == ("bracket", str(number))


@given(st.text())
def test_a_text_is_a_number_or_has_a_fault(text: str) -> None:
    """Every text is told one or the other, and a fix is itself without fault."""
    fault = number_fault(text)
    assert (fault is None) == (parse_number(text) is not None or order_number(text) is not None)
    if fault and fault.fix:
        assert number_fault(fault.fix) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("示商规〔2020〕3号", DocumentNumber("示商规", 2020, 3)),
        ("国办发明电〔2020〕1号", DocumentNumber("国办发明电", 2020, 1)),
        ("示府〔1999〕12345号", DocumentNumber("示府", 1999, 12345)),
        ("府〔2020〕3号", None),
        ("示商规[2020]3号", None),
        ("示商规〔2020〕3号\n", None),
        ("示商规〔２０２０〕3号", None),
        ("示商规〔2020〕03号", None),
        ("示商规〔2120〕3号", None),
        ("示例市人民政府令第5号", None),
        ("", None),
    ],
)
def test_parse_number(text: str, expected: DocumentNumber | None) -> None:
    """Only the exact form is read."""
    assert parse_number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("示例市人民政府令第5号", OrderNumber("示例市人民政府", 5)),
        ("上海市人民政府令第32号", OrderNumber("上海市人民政府", 32)),
        ("中华人民共和国国务院令第711号", OrderNumber("中华人民共和国国务院", 711)),
        ("商务部令2020年第1号", OrderNumber("商务部", 1, 2020)),
        ("商务部、海关总署令2020年第1号", OrderNumber("商务部、海关总署", 1, 2020)),
        ("示例市人民政府令第05号", None),
        ("示例市人民政府令5号", None),
        ("示例市人民政府令第五号", None),
        ("示例市人民政府第5号", None),
        ("令第5号", None),
        ("示商规〔2020〕3号", None),
    ],
)
def test_order_number(text: str, expected: OrderNumber | None) -> None:
    """Orders are counted by serial number, those of ministries by year as well."""
    assert order_number(text) == expected
    if expected:
        assert str(expected) == text
        assert number_fault(text) is None


@pytest.mark.parametrize(
    ("text", "code", "message", "fix"),
    [
        (
            "示商规﹝2016﹞1号",
            "bracket",
            "发文字号“示商规﹝2016﹞1号”：年份用了“﹝﹞”，不是六角括号“〔〕”",
            "示商规〔2016〕1号",
        ),
        (
            "示商规【2020】第01号",
            "bracket",
            "发文字号“示商规【2020】第01号”：年份用了“【】”，不是六角括号“〔〕”；顺序号前有“第”；顺序号“01”有前导零",
            "示商规〔2020〕1号",
        ),
        ("示商规〔2020〕第1号", "ordinal", "发文字号“示商规〔2020〕第1号”：顺序号前有“第”", "示商规〔2020〕1号"),
        ("示商规〔2020〕01号", "ordinal", "发文字号“示商规〔2020〕01号”：顺序号“01”有前导零", "示商规〔2020〕1号"),
        ("示商规 〔2020〕 1 号", "format", "发文字号“示商规 〔2020〕 1 号”：有空格", "示商规〔2020〕1号"),
        ("示商规〔2020〕1 2号", "format", "发文字号“示商规〔2020〕1 2号”：有空格", None),
        ("示商规〔２０２０〕１号", "format", "发文字号“示商规〔２０２０〕１号”：有全角数字", "示商规〔2020〕1号"),
        ("示商规〔2020年〕1号", "format", "发文字号“示商规〔2020年〕1号”：括号内有“年”", "示商规〔2020〕1号"),
        ("示商规〔20〕1号", "format", "发文字号“示商规〔20〕1号”的年份“20”不是四位数", None),
        ("示商规[20]1号", "format", "发文字号“示商规[20]1号”的年份“20”不是四位数", None),
        ("示商规〔2120〕1号", "format", "发文字号“示商规〔2120〕1号”的年份“2120”不在1900年至2099年之间", None),
        ("示商规〔2020〕0号", "format", "发文字号“示商规〔2020〕0号”的顺序号“0”不在1至99999之间", None),
        ("示商规〔2020〕1号通知", "format", "发文字号“示商规〔2020〕1号通知”在字号之外还有别的文字", None),
        ("示商规2020年1号", "format", "发文字号“示商规2020年1号”的年份没有用六角括号“〔〕”括起", None),
        (
            "示商规（试行）（2020）1号",
            "format",
            "发文字号“示商规（试行）（2020）1号”不是机关代字、年份、顺序号齐全的写法",
            None,
        ),
        ("通知", "format", "发文字号“通知”不是机关代字、年份、顺序号齐全的写法", None),
        ("", "format", "发文字号是空的", None),
        (
            "沪商办〔2020168",
            "truncated",
            "发文字号“沪商办〔2020168”缺少“〕”、“号”，无法确定原来的年份和顺序号",
            None,
        ),
        ("浦府〔20221", "truncated", "发文字号“浦府〔20221”缺少“〕”、“号”，无法确定原来的年份和顺序号", None),
        ("示商办〔2020168号", "truncated", "发文字号“示商办〔2020168号”缺少“〕”，无法确定原来的年份和顺序号", None),
        ("示商办[2020168", "truncated", "发文字号“示商办[2020168”缺少“〕”、“号”，无法确定原来的年份和顺序号", None),
        ("示商办2020〕168号", "truncated", "发文字号“示商办2020〕168号”缺少“〔”，无法确定原来的年份和顺序号", None),
        ("示商办2020168号", "truncated", "发文字号“示商办2020168号”缺少“〔”、“〕”，无法确定原来的年份和顺序号", None),
        ("示商办〔2020〕16", "truncated", "发文字号“示商办〔2020〕16”缺少“号”，无法确定原来的年份和顺序号", None),
        ("示商办〔2020〕号", "truncated", "发文字号“示商办〔2020〕号”缺少数字，无法确定原来的年份和顺序号", None),
        (
            "示例市人民政府令第05号",
            "ordinal",
            "令号“示例市人民政府令第05号”：序号“05”有前导零",
            "示例市人民政府令第5号",
        ),
        ("示府令5号", "format", "令号“示府令5号”：序号“5”前缺少“第”", "示府令第5号"),
        (
            "示例市人民政府令 第 5 号",
            "format",
            "令号“示例市人民政府令 第 5 号”：有空格",
            "示例市人民政府令第5号",
        ),
    ],
)
def test_number_fault(text: str, code: str, message: str, fix: str | None) -> None:
    """Each known mistake is named with its data, and cured only where the cure is beyond doubt."""
    fault = number_fault(text)
    assert fault is not None
    assert (fault.code, fault.message, fault.fix) == (code, message, fix)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《办法》（示商规〔2020〕3号）", ("示商规〔2020〕3号",)),
        ("根据示商规〔2020〕3号和示商规〔2020〕4号", ("示商规〔2020〕3号", "示商规〔2020〕4号")),
        ("关于印发示府办发〔2016〕9号的通知", ("示府办发〔2016〕9号",)),
        ("《甲》和示商规〔2020〕3号", ("示商规〔2020〕3号",)),
        ("市政府办公厅示府办发〔2016〕9号", ("示府办发〔2016〕9号",)),
        ("和政发〔2020〕1号", ("和政发〔2020〕1号",)),
        ("国办公开办函〔2019〕61号", ("国办公开办函〔2019〕61号",)),
        ("示例市商务委员会公告〔2020〕1号", ("示例市商务委员会公告〔2020〕1号",)),
        ("甲〔2020〕1号", ()),
        ("示商规[2020]3号", ()),
        ("示商规〔2020〕03号", ()),
        ("〔2020〕3号", ()),
        ("没有文号", ()),
        ("", ()),
    ],
)
def test_find_numbers(text: str, expected: tuple[str, ...]) -> None:
    """Numbers are found without the prose that runs into them; malformed ones are not found."""
    assert find_numbers(text) == expected


def test_known_prefixes_settle_where_a_number_begins() -> None:
    """Prose that cannot be told from a prefix is told apart by the prefixes in use, the longest first."""
    prose = "本次集中清理示商规〔2020〕3号"
    assert find_numbers(prose) == ("本次集中清理示商规〔2020〕3号",)
    assert find_numbers(prose, known={"商规", "示商规"}) == ("示商规〔2020〕3号",)
    long = "为进一步做好全市各项商务领域具体工作现就示商规〔2020〕3号"
    assert find_numbers(long) == ()
    assert find_numbers(long, known={"示商规"}) == ("示商规〔2020〕3号",)


@given(NUMBERS)
def test_a_number_in_brackets_is_found_when_its_prefix_is_known(number: DocumentNumber) -> None:
    """A cited number is found whole."""
    assert find_numbers(f"《办法》（{number}）。", known={number.prefix}) == (str(number),)


def test_topics_are_the_twenty_two() -> None:
    """The list is complete, without repeats, and the second level hangs on it."""
    assert len(TOPICS) == len(set(TOPICS)) == 22
    assert TOPICS[0] == "国务院组织机构"
    assert TOPICS[-1] == "其他"
    assert set(TOPIC_CHILDREN) <= set(TOPICS)


@pytest.mark.parametrize(
    "text",
    [
        *TOPICS,
        "商贸、海关、旅游\\国内贸易（含供销）",
        "商贸、海关、旅游\\国内贸易(含供销)",
        "商贸、海关、旅游\\其他",
        "综合政务\\政务公开",
        "港澳台工作",
    ],
)
def test_topic_known(text: str) -> None:
    """Topics on the list are known; a second level is checked where it is listed."""
    assert topic_known(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "商贸",
        "商贸、海关、旅游\\国内",
        "商贸、海关、旅游\\",
        "综合政务\\",
        "综合政务/政务公开",
        "综合政务\\甲\\乙",
        "\\其他",
    ],
)
def test_topic_unknown(text: str) -> None:
    """Names off the list, and half paths, are not."""
    assert not topic_known(text)
