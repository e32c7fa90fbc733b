"""Chinese prose: counting, soft breaks, excerpts, numerals, clauses, near names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import chinese


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\r\n乙\r丙\n", "甲\n乙\n丙\n"),
        ("e\u0301", "é"),
        ("\uf900", "豈"),
        ("〔2020〕１号", "〔2020〕１号"),
        ("", ""),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    """Composes and unifies line ends, and leaves full-width forms alone."""
    assert chinese.normalise(text) == expected


@given(st.text())
def test_normalise_is_idempotent(text: str) -> None:
    """What is normal stays as it is."""
    once = chinese.normalise(text)
    assert chinese.normalise(once) == once
    assert "\r" not in once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("政务公开", 4),
        ("政务公开，2020年。", 6),
        ("使用5G和IPv6", 5),
        ("Hello, world!", 2),
        ("3.5%", 2),
        ("a_b", 2),
        ("二〇二〇", 4),
        ("“”——……　\n", 0),
        ("𠮷林", 2),
    ],
)
def test_length(text: str, expected: int) -> None:
    """One per Chinese character, one per run of letters or digits, none for punctuation."""
    assert chinese.length(text) == expected


@given(st.text())
def test_a_text_says_something_when_it_has_a_length(text: str) -> None:
    """Being worded and having a length are one."""
    assert chinese.worded(text) == (chinese.length(text) > 0)


@given(st.text(), st.text())
def test_length_adds_up(left: str, right: str) -> None:
    """A line end separates words, so that the lengths of lines add up."""
    assert chinese.length(f"{left}\n{right}") == chinese.length(left) + chinese.length(right)


@pytest.mark.parametrize("char", ["一", "龥", "〇", "々", "㐀", "𠮷", "\uf900"])
def test_han_is_cjk(char: str) -> None:
    """Chinese characters, rare ones included."""
    assert chinese.is_cjk(char)


@pytest.mark.parametrize("char", ["，", "。", "〔", "　", "“", "’", "…", "—", "·", "Ａ", "の", "ー"])
def test_is_cjk(char: str) -> None:
    """Full-width punctuation, letters and kana."""
    assert chinese.is_cjk(char)


@pytest.mark.parametrize("char", ["a", "1", " ", ",", '"', "é", "한", "", "中文"])
def test_is_not_cjk(char: str) -> None:
    """Half-width text, the empty string and more than one character are neither."""
    assert not chinese.is_cjk(char)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("政务", "公开", ""),
        ("政务，", "公开", ""),
        ("政务", "“公开”", ""),
        ("政务", "open", " "),
        ("open", "政务", " "),
        ("one", "two", " "),
        ("2020年", "7月", " "),
        ("", "公开", " "),
        ("政务", "", " "),
    ],
)
def test_join_soft(left: str, right: str, expected: str) -> None:
    """A soft break vanishes only between two full-width characters."""
    assert chinese.join_soft(left, right) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("　　短文。\n\n第二段。", 20, "短文。 第二段。"),
        ("第一句话说完了。第二句话太长放不下了。", 12, "第一句话说完了。"),
        ("他说：“好。”然后继续说了很多很多的话。", 8, "他说：“好。”"),
        ("一、总则。为了推进政务公开工作制定本办法", 12, "一、总则。为了推进政务…"),
        ("总的要求，具体内容如下所列", 6, "总的要求…"),
        ("共计办理申请20200件以上", 9, "共计办理申请…"),
        ("Open data policy of the city", 12, "Open data…"),
        ("甲乙丙", 3, "甲乙丙"),
        ("甲乙丙", 1, "…"),
        ("", 5, ""),
    ],
)
def test_excerpt(text: str, limit: int, expected: str) -> None:
    """Whole sentences where they fill half of the room; else a cut with an ellipsis, never within a number."""
    assert chinese.excerpt(text, limit) == expected


@given(st.text(), st.text(), st.integers(min_value=1, max_value=40))
def test_excerpt_is_told_by_the_beginning(text: str, more: str, limit: int) -> None:
    """Of a text that is longer than an excerpt by a character at least, nothing that follows matters."""
    whole = " ".join(text.split())
    if len(whole) > limit:
        assert chinese.excerpt(f"{text}{more}", limit) == chinese.excerpt(text, limit)


@given(st.text(), st.integers(min_value=1, max_value=80))
def test_excerpt_keeps_to_its_limit(text: str, limit: int) -> None:
    """An excerpt never exceeds the limit and holds no line end."""
    short = chinese.excerpt(text, limit)
    assert len(short) <= limit
    assert short == " ".join(short.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一", 1),
        ("九", 9),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十二", 32),
        ("一百", 100),
        ("一百零五", 105),
        ("一百〇五", 105),
        ("一百一十", 110),
        ("一百十五", 115),
        ("二百五十六", 256),
        ("一千", 1000),
        ("一千零五", 1005),
        ("一千零五十", 1050),
        ("一千二百", 1200),
        ("一千二百零三", 1203),
        ("九千九百九十九", 9999),
        ("32", 32),
        ("３２", 32),
        ("007", 7),
    ],
)
def test_numeral(text: str, expected: int) -> None:
    """Reads Chinese numerals and Arabic digits."""
    assert chinese.numeral(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "零",
        "百",
        "一二",
        "一百五",
        "一千五十",
        "一百零",
        "一百零五十",
        "十百",
        "一万",
        "两百",
        "二〇二〇",
        "3二",
        " 3",
        "-3",
        "²",
        "1234567890",
    ],
)
def test_not_a_numeral(text: str) -> None:
    """Colloquial, mixed and broken numerals are not guessed at."""
    assert chinese.numeral(text) is None


def spelled(n: int) -> str:
    """Spell a number from 1 to 9999 as a statute does."""
    said, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // unit % 10
        if digit:
            said += ("零" if gap and said else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return said.removeprefix("一") if said.startswith("一十") else said


@given(st.integers(min_value=1, max_value=9999))
def test_numeral_reads_what_is_spelled(n: int) -> None:
    """Every number up to 9999 can be read back, in Chinese and in digits."""
    assert chinese.numeral(spelled(n)) == n
    assert chinese.numeral(str(n)) == n


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第三十二条之一　机关应当", (32, 1)),
        ("第三条 机关应当", (3, 0)),
        ("第一百零五条　本办法", (105, 0)),
        ("　　第三条　本办法", (3, 0)),
        ("第3条\n本办法", (3, 0)),
        ("第 3 条 本办法", (3, 0)),
        ("第三条", (3, 0)),
        ("第三条之十二", (3, 12)),
        ("第三条规定的期限", None),
        ("第三条例 本办法", None),
        ("第三条、第四条", None),
        ("第三条之一规定", None),
        ("根据第三条 本办法", None),
        ("第三章 总则", None),
        ("第〇条 总则", None),
        ("第0条 总则", None),
        ("第三条之0 总则", None),
        ("第一二条 总则", None),
        ("", None),
    ],
)
def test_clause(text: str, expected: tuple[int, int] | None) -> None:
    """A clause starts a text and is set apart from what follows; a reference to a clause is not one."""
    assert chinese.clause(text) == expected


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("doc_numbr", ["title", "doc_number", "doc_date"], "doc_number"),
        ("Doc-Number", ["title", "doc_number"], "doc_number"),
        ("发文号", ["发文字号", "发文机关", "成文日期"], "发文字号"),
        ("成文日", {"发布日期", "成文日期"}, "成文日期"),
        ("标提", ["标题", "摘要"], "标题"),
        ("ab1", ["ab3", "ab2"], "ab2"),
        ("title", ["title"], "title"),
        ("标题", ["发文机关", "有效期至"], None),
        ("xyz", ["title", "summary"], None),
        ("title", [], None),
        ("", ["title"], None),
    ],
)
def test_suggest(word: str, candidates: list[str], expected: str | None) -> None:
    """The nearest name is found; nothing is said when none is near."""
    assert chinese.suggest(word, candidates) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("社区商业网点设置", "新建社区商业网点补贴", 6), ("外资", "早餐", 0), ("", "早餐", 0), ("早餐", "早餐", 2)],
)
def test_in_common(one: str, other: str, expected: int) -> None:
    """The longest run, wherever it stands."""
    assert chinese.in_common(one, other) == chinese.in_common(other, one) == expected


@given(st.integers(min_value=1, max_value=9999))
def test_han(number: int) -> None:
    """Numbers are written as clauses are numbered."""
    assert chinese.han(number) == spelled(number)
