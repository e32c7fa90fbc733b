"""Personal data: found however it is written, hidden without moving anything, and not seen where there is none."""

from __future__ import annotations

import re
from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric

from generator.text import homes, personal, spelling
from generator.text.personal import Sort, find
from generator.text.veiling import veiled

WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
MOBILES = st.from_regex(r"\A1[3-9][0-9]{9}\Z")
BIRTHS = st.dates(date(1930, 1, 1), date(2015, 12, 31))


@st.composite
def identities(draw: st.DrawFn) -> str:
    place = draw(st.sampled_from(["110101", "310105", "440106", "650102", "820000"]))
    prefix = f"{place}{draw(BIRTHS):%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return prefix + ric.calc_check_digit(prefix + "0")


@st.composite
def cards(draw: st.DrawFn) -> str:
    prefix = "62" + draw(st.from_regex(r"\A[0-9]{16}\Z"))
    return prefix + luhn.calc_check_digit(prefix)


def said(text: str) -> list[tuple[Sort, str]]:
    return [(one.sort, one.plain) for one in find(text)]


@given(
    MOBILES, st.sampled_from(["{0}{1}{2}", "{0} {1} {2}", "{0}-{1}-{2}", "{0}—{1}—{2}", "{0}.{1}.{2}", "({0}){1}{2}"])
)
def test_a_mobile_number_is_found_however_it_is_grouped(number: str, form: str) -> None:
    written = form.format(number[:3], number[3:7], number[7:])
    assert said(f"联系电话{written}，欢迎来电") == [(Sort.MOBILE, number)]


@given(MOBILES, st.sampled_from(["+86{}", "+86 {}", "86-{}", "0{}", "0086{}"]))
def test_a_country_code_belongs_to_the_number(number: str, form: str) -> None:
    assert said(f"手机：{form.format(number)}。") == [(Sort.MOBILE, number)]


@given(st.one_of(MOBILES, identities(), cards()))
def test_full_width_digits_are_digits(number: str) -> None:
    assert [plain for _, plain in said(f"号码：{number.translate(WIDE)}。")] == [number]


@given(identities(), st.sampled_from(["{0}{1}{2}", "{0} {1} {2}", "{0}-{1}-{2}"]))
def test_an_identity_number_is_found_however_it_is_grouped(number: str, form: str) -> None:
    assert said(f"证件{form.format(number[:6], number[6:14], number[14:])}。") == [(Sort.IDENTITY, number)]


@given(identities(), st.integers(0, 17), st.integers(1, 9))
def test_a_wrong_check_digit_is_no_identity_number(number: str, place: int, step: int) -> None:
    """One changed digit never goes unnoticed; a changed check digit X becomes a digit."""
    digit = "X" if number[place] == "X" else number[place]
    other = str((int(digit) + step) % 10) if digit != "X" else str(step)
    changed = number[:place] + other + number[place + 1 :]
    assert Sort.IDENTITY not in [sort for sort, _ in said(f"编号{changed}。")]


@given(cards())
def test_a_card_is_found_in_groups_of_four(number: str) -> None:
    grouped = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    assert said(f"账号：{grouped}。") == [(Sort.CARD, number)]


@given(st.lists(st.one_of(MOBILES, identities(), cards()), min_size=1, max_size=4), st.sampled_from("、，；/ \n"))
def test_several_numbers_are_several(numbers: list[str], between: str) -> None:
    assert [plain for _, plain in said(f"名单：{between.join(numbers)}。")] == numbers


@given(st.text(max_size=40), st.one_of(MOBILES, identities(), cards()), st.text(max_size=40))
def test_hiding_moves_nothing_and_leaves_nothing(before: str, number: str, after: str) -> None:
    """As long as before, and what was found is found no more but as half hidden."""
    text = f"{before}：{number}。{after}"
    hidden = veiled(text)
    assert len(hidden) == len(text)
    assert number not in hidden
    assert {one.sort for one in find(hidden)} <= {Sort.PARTIAL, Sort.ADDRESS}


@given(st.text("0123456789年月日第号〔〕示商规办元万千 ，。-./:", max_size=60))
def test_official_prose_hides_nothing_but_numbers(text: str) -> None:
    """What is not found stays as it is."""
    hidden, found = veiled(text), find(text, wary=True)
    kept = [at for at in range(len(text)) if not any(one.start <= at < one.end for one in found)]
    assert [hidden[at] for at in kept] == [text[at] for at in kept]


PIECES = st.one_of(
    st.sampled_from(
        ["138", "1", "86", "+", "＋", "0013", "8000", "62", "110101", "19900307", "***", "＊＊＊＊", "x", "X", "●●"]
    ),
    st.sampled_from(
        [" ", "-", "/", "／", "—", "<br>", "<br />", "\n", "  ", "#", "## ", "|", "wx", "，", "号", "(", ")", "."]
    ),
    st.sampled_from(
        [
            "一",
            "幺",
            "三九",
            "一七二八",
            "·",
            "住",
            "，住",
            "家住",
            "住址：",
            "户籍地",
            "户口所在地",
            "居所",
            "现居地",
            "住　　址：",
            "| 住址 | ",
            "（住",
            "申请人地址：",
        ]
    ),
    st.sampled_from(["示例路", "3号", "502室", "王家村2组", "１３８", "００００", "Ｘ", "电话", "公司"]),
    st.text("0123456789", max_size=8),
    MOBILES,
    identities(),
    cards(),
)
WRITTEN = st.lists(PIECES, max_size=14).map("".join)


@given(WRITTEN)
def test_what_is_passed_over_swiftly_has_nothing(text: str) -> None:
    """No look that spares a text the search ever costs a finding."""
    always = re.compile("")
    swiftly = find(text)
    with (
        patch.object(personal, "LIKELY", always),
        patch.object(spelling, "LIKELY", {"": always}),
        patch.object(homes, "_words", homes.ADDRESSED.finditer),
    ):
        assert find(text) == swiftly


@given(st.lists(st.one_of(st.sampled_from("0159０９*＊x×#+＋-/ A一\n"), PIECES), max_size=30).map("".join))
def test_patterns_that_begin_with_a_character_are_the_plain_ones(text: str) -> None:
    """What stands before a number is looked at after its first character, to the same end."""
    digit, either = personal.DIGIT, personal.EITHER
    run = rf"(?<![0-9０-９])[+＋]?{digit}" + personal.RUN.pattern.partition(f"|{digit})")[2]
    masked = rf"(?<![0-9*＊])(?<![0-9][A-Za-z]){either}(?!(?<=[A-Za-z][xX])[0-9]){either}{{10,17}}(?![0-9A-Za-z*＊])"
    mobile = f"1{digit}{{2}}[- /]{either}{{4}}[- /]{either}{{4}}"
    identity = f"{digit}{{6}}[- ]{either}{{8}}[- ]{either}{{4}}"
    groups = f"(?<![0-9A-Za-z*＊])(?:{mobile}|{identity})(?![0-9A-Za-z*＊])"
    plain = ((personal.RUN, run), (personal.MASKED, masked), (personal.MASKED_GROUPS, groups))
    for swift, said in plain:
        assert [one.span() for one in swift.finditer(text)] == [one.span() for one in re.finditer(said, text)]


@given(st.from_regex(homes.ADDRESSED.pattern))
def test_each_word_for_where_somebody_lives_has_its_sign(text: str) -> None:
    """A text without any of the signs holds none of the words, and none is longer than what is looked at around one."""
    found = homes.ADDRESSED.search(text)
    assert found
    sign = homes.SIGN.search(text, found.start(), found.end())
    assert sign
    assert sign.start() - found.start() <= homes.LEAD
    assert found.end() - sign.start() < homes.TAIL


WORDS = [
    "住",
    "址",
    "地",
    "籍",
    "居",
    "户",
    "口",
    "所",
    "现",
    "家",
    "庭",
    "，",
    "（",
    "某",
    "　" * 4,
    " ",
    "房",
    "甲乙" * 9,
]


@given(st.lists(st.sampled_from(WORDS), max_size=24).map("".join))
def test_words_are_found_around_their_signs_as_in_the_whole(text: str) -> None:
    swift = [one.span() for one in homes._words(text)]  # noqa: SLF001  # the law is about this search
    assert swift == [one.span() for one in homes.ADDRESSED.finditer(text)]


@pytest.mark.parametrize(
    "text",
    [
        "示商规〔2020〕1号",
        "索引号：SL0000012/2020-00001",
        "统一社会信用代码91310000132261800G",
        "021-00001200转8013",
        "400-820-0000",
        "2020-01-01至2020-12-31",
        "总额13812345678元",
        "1381234567.89",
        "13812345678.5万元",
        "受理编号：13812345678",
        "SHA-256 1f3870be274f6c49b3e31a0c6728957f13812345678",
        "https://zwdt.shili.gov.cn/13812345678.html",
        "ISBN 978-7-111-12345-6",
        "邮编200000",
        "办公地址：示例市示范区商务路100号201室",
        "138****5678",
        "310105********1234",
        "3×4×5=60",
        "**138**家企业、**2020**年",
        "合计\t138\t1234\t5678",
        "一季度 1381234\n二季度 1391234",
        "1381234\n5678",
        "零售额,13812345678,13912345678",
        "实际使用外资（元） | 13812345678 |",
        "系数0.13812345678",
        "服务器 192.168.30.194",
        "[附件](/upload/13812345678.docx)",
        "标段号138-1234-5678",
        "点击数13812345678次",
        "附件存放在files/13812345678/a.pdf",
        "uploads/2020/13812345678.docx",
        "会员卡号码段13812345678",
        "手机号段：13812345678",
        "二维码内容M13812345678",
        "设备铭牌P13812345678",
        "NO.13812345678",
        "2020/1381/2345678",
        "13812/34/5678",
        "联系地址：示例市长江路1弄3号201室，联系人李某，办公时间9时至17时",
        "收件地址：长江路1弄3号201室",
        "地址：前进村4组12号，负责人李某",
        "代表30人住人民路8号301室",
        "规格120×130×140",
        "企业住所：示范区人民路8号",
        "索引号：A13812345678",
        "S/N：SN13812345678",
        "订单DD13812345678",
        "统一编号M13812345678",
        "第一三九一七二八四六号",
        "一二三四五六七八九一〇",
        "营业收入¥13812345678",
        "约13812.345678万",
        "示范商贸有限公司，住所地示范区长江路1号3单元201室",
        "住所地：示例市长江路1号3单元201室（示范商贸有限公司）",
        "住所：示范区人民路8号301室",
        "暂住登记窗口设在人民路8号101室",
        "| 单位 | 家庭住址 |\n| --- | --- |\n| 人民路8号 | 中山街道 |",
    ],
)
def test_what_is_nobodys_is_let_through(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("手机：1381234\n5678", [(Sort.MOBILE, "13812345678")]),
        ("| 138<br>12345678 |", [(Sort.MOBILE, "13812345678")]),
        ("13812345678\n13912345678", [(Sort.MOBILE, "13812345678"), (Sort.MOBILE, "13912345678")]),
        ("手机13812345678\n500元", [(Sort.MOBILE, "13812345678")]),
        ("电话13812345678家住示范镇", [(Sort.MOBILE, "13812345678")]),
        ("[拨打](tel:13812345678)", [(Sort.MOBILE, "13812345678")]),
        ("181-●●●9-1073", [(Sort.PARTIAL, "181●●●91073")]),
        ("152###79346", [(Sort.PARTIAL, "152###79346")]),
        ("******198807141234", [(Sort.PARTIAL, "******198807141234")]),
        ("P13812345678（李老师）", [(Sort.MOBILE, "13812345678")]),
        ("李建国P13812345678", [(Sort.MOBILE, "13812345678")]),
        ("加我V13812345678", [(Sort.MOBILE, "13812345678")]),
        ("李某138/1234/5678", [(Sort.MOBILE, "13812345678")]),
        ("电话138/12**/5678", [(Sort.PARTIAL, "13812**5678")]),
        ("13812345678/13912345678", [(Sort.MOBILE, "13812345678"), (Sort.MOBILE, "13912345678")]),
        ("NO.6222026000000004", [(Sort.CARD, "6222026000000004")]),
        ("wx138123**678", [(Sort.PARTIAL, "138123**678")]),
        ("证号ID310101199003074511", [(Sort.IDENTITY, "310101199003074511")]),
        ("files/310101199003074511.pdf", [(Sort.IDENTITY, "310101199003074511")]),
        ("收件地址：长江路1弄3号201室，收件人李某", [(Sort.ADDRESS, "长江路1弄3号201室")]),
        ("该户住长江路1号201室", [(Sort.ADDRESS, "长江路1号201室")]),
        ("一家五口住长江路1号201室", [(Sort.ADDRESS, "长江路1号201室")]),
        ("村民李某，地址前进村4组12号", [(Sort.ADDRESS, "前进村4组12号")]),
        ("wx13812345678", [(Sort.MOBILE, "13812345678")]),
        ("微信号weixin13812345678", [(Sort.MOBILE, "13812345678")]),
        ("ID310101199003074511", [(Sort.IDENTITY, "310101199003074511")]),
        ("¥500，电话一三八 一二三四 五六七八", [(Sort.MOBILE, "13812345678")]),
        ("幺三八-零二三四-〇六七八", [(Sort.MOBILE, "13802340678")]),
        ("暂住地：示例市花园新村12号楼403室", [(Sort.ADDRESS, "示例市花园新村12号楼403室")]),
        ("张某，女，住所地长江路1号。", [(Sort.ADDRESS, "长江路1号")]),
        ("住所地示例市长江路1号3单元201室", [(Sort.ADDRESS, "示例市长江路1号3单元201室")]),
        ("李某，住示范镇人民路8号。", [(Sort.ADDRESS, "示范镇人民路8号")]),
        (
            "姓名,户籍地址,现住址\n李某,示范镇人民路8号,人民路9号302",
            [(Sort.ADDRESS, "示范镇人民路8号"), (Sort.ADDRESS, "人民路9号302")],
        ),
    ],
)
def test_what_people_write_is_found(text: str, found: list[tuple[Sort, str]]) -> None:
    assert said(text) == found


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("13812345678", "138****5678"),
        ("一三八一二三四五六七八", "138****5678"),
        ("138**345678", "138****5678"),
        ("家庭住址：示例市示范区中山路12弄3号401室", "示例市示范区***"),
    ],
)
def test_what_may_be_shown(text: str, masked: str) -> None:
    (found,) = find(text)
    assert found.masked == masked
