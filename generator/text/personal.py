"""Personal data (个人信息) in running text: identity numbers, mobile numbers, bank cards, addresses of homes.

Only what can be told from the text itself is found; who a number belongs to is for people to say. What is found comes
with the words to show instead of it, so that nobody needs to repeat it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from unicodedata import normalize


class Sort(StrEnum):
    """What sort of personal data."""

    IDENTITY = "身份证件号码"
    MOBILE = "手机号码"
    CARD = "银行卡号"
    ADDRESS = "住址"
    PARTIAL = "隐去不足的号码"


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text that is personal data."""

    sort: Sort
    start: int
    end: int
    plain: str
    """What it says: digits only, for a number; a secret."""
    masked: str
    """What may be shown instead."""


PARTING = "[ \t\u00a0\u2000-\u200d\u2060\u202f\u3000\ufeff\\-‐‑‒–—−－.．·•‧_()（）]"
"""What people put between the digits of one number."""
SEPARATING = frozenset(b" \t-._()+") | frozenset(range(0x80, 0xC0)) | frozenset(b"\xc2\xe2\xe3\xef")
"""Bytes of what parts digits; of Chinese characters the first is not among them, with few exceptions."""
DIGIT = "[0-9０-９]"
RUN = re.compile(
    f"(?<![0-9０-９A-Za-zＡ-Ｚａ-ｚ])[+＋]?{DIGIT}(?:{PARTING}{{0,2}}[0-9０-９]){{10,}}(?:{PARTING}?[xXＸｘ×✕])?(?![0-9０-９A-Za-zＡ-Ｚａ-ｚ])"
)
"""So many digits in a row as one of these numbers may have, and more."""
GROUP = re.compile(f"[+＋]?{DIGIT}+[xXＸｘ×✕]?")
MOST_GROUPS = 11
"""Groups of digits that one number is written in: at most each by itself."""
SHAPE = bytes(
    ord("0") if one in b"0123456789" else ord(" ") if one in SEPARATING else ord("*" if one in b"*xX" else "|")
    for one in range(256)
)
"""For each byte of UTF-8 whether it is a digit, may part digits, or hide one: most texts are passed over swiftly."""
LIKELY = re.compile(b"0(?: {0,12}0){10}")
WIDE = re.compile(b"\xef\xbc[\x8a\x90-\x99]")
"""A full-width digit or star."""
HAN = "〇零○一二三四五六七八九"
HAN_RUN = re.compile(f"(?<![{HAN}])一[三四五六七八九][{HAN}]{{9}}(?![{HAN}])")
"""A mobile number in Chinese digits."""
HAN_LIKELY = re.compile(f"一[三四五六七八九][{HAN}]")
"""How one begins, in a form that is found swiftly."""
HAN_DIGITS = {char: str(value) for value, chars in enumerate(("〇零○", *"一二三四五六七八九")) for char in chars}

STAR = r"[*＊×xX✱●•□■]"
MASKED = re.compile(rf"(?<![0-9A-Za-z*＊])(?:{DIGIT}|{STAR}){{11,18}}(?![0-9A-Za-z*＊])")
HIDDEN = re.compile(STAR)
HIDINGS = "×●•□■✱"
"""What else hides digits than ``*``, ``x`` and their full-width forms."""
LEAST_HIDDEN = 4
"""Digits of a number that a mask must hide."""

PROVINCES = frozenset(
    f"{tens}{ones}"
    for tens, last in (("1", "12345"), ("2", "123"), ("3", "1234567"), ("4", "123456"), ("5", "01234"), ("6", "12345"))
    for ones in last
) | {"71", "81", "82", "83"}
"""First digits of identity numbers (GB/T 2260); those of foreign residents begin with 9."""
MOBILE = re.compile(r"1[3-9][0-9]{9}")
COUNTRY = re.compile(r"\A(?:\+?86|0086|0)(?=1[3-9])")
CARD = re.compile(r"(?:62[0-9]{14,17}|4[0-9]{15}|5[1-5][0-9]{14}|(?:356|35[2-8])[0-9]{13})")
"""Numbers that the issuers of bank cards have, among them 银联 (62)."""

AMOUNT = re.compile(
    r"\s*(?:[万亿]?[美欧港日]?元|人次?|户|家|件|吨|千克|公斤|平方米|平方公里|公里|米|册|份|台|辆|%|％|‰)"
)
"""What makes a number of the one before it."""
DECIMAL = re.compile(r"[.．][0-9]{1,4}(?![0-9])")
FRACTION = re.compile(r"\A[0-9０-９]+[.．][0-9０-９]{1,3}\Z")
WITHIN_ADDRESS = re.compile(r"://[^\s，。；、）)]*\Z")
"""What makes a number a part of an address on the web."""
NAMED = re.compile(
    r"(?:文号|编号|编码|代码|索引号|索取号|档案号|案号|单号|订单号?|流水号|批次号?|序列号|条码|条形码|书号|刊号|许可证号?|备案号?|证书号?|登记号|受理号|发票号码?|税号|组织机构代码|信用代码|标识码|校验码|ISBN|ISSN|SHA|MD5|No|NO|№|ID|id)"
    r"[^0-9０-９，。；;\n]{0,6}\Z"
)
"""What the number after it is, where that is none of a person."""
PERSONAL = re.compile(
    r"(?:手机|电话|联系方式|联系人|身份证|银行卡|卡号|账号|帐号|微信|致电|拨打|咨询|短信)[^0-9０-９。；;\n]{0,12}\Z"
)
ADDRESSED = re.compile(
    r"(?:家庭[住地]址|居住地址|户籍地址|户籍所在地|户籍地?|身份证住址|现居?住[址地]?|现居地|住址|家住|居住[于在]|住在)"
    r"(?:为|是|在|于)?[：:\s]*"
)
PLACE = re.compile(
    r"(?P<street>[^\s，。；;、|<>《》“”：:]{0,24}?(?:街道|路|街|巷|弄|大道|镇|乡|村|小区|新村|花园|公寓|苑|里))"
    r"(?P<fine>(?:[^\s，。；;、|<>《》“”：:]{0,12}?[0-9０-９一二三四五六七八九十甲乙A-Za-z-]+(?:号楼|号院|号|弄|幢|栋|单元|层|室|组|楼))+)"
)
KEPT = 6
"""Characters of an address that are shown."""
SHORT = 11
"""Digits of a mobile number."""


def find(text: str) -> tuple[Found, ...]:
    """All personal data in a text, in order; stretches do not overlap."""
    found: list[Found] = []
    end = 0
    for one in sorted(_all(text), key=lambda each: (each.start, -each.end)):
        if one.start >= end:
            found.append(one)
            end = one.end
    return tuple(found)


def veiled(text: str) -> str:
    """A text of the same length in which all personal data is hidden but for what may be shown of it."""
    pieces, end = [], 0
    for one in find(text):
        pieces += [text[end : one.start], _veil(one, text[one.start : one.end])]
        end = one.end
    return "".join([*pieces, text[end:]]) if pieces else text


def _veil(one: Found, stretch: str) -> str:
    """Hide the inside of a stretch, each character by a star of its width."""
    if one.sort is Sort.ADDRESS:
        return stretch[:KEPT] + "＊" * (len(stretch) - KEPT)
    first, last = (3, 4) if len(one.plain) <= SHORT else (2, 3)
    places = [at for at, char in enumerate(stretch) if not re.fullmatch(PARTING, char) and char not in "+＋"]
    hidden = set(places[len(places) - len(one.plain) + first : -last])
    return "".join(("＊" if char > "\u2e80" else "*") if at in hidden else char for at, char in enumerate(stretch))


def _all(text: str) -> Iterator[Found]:
    data = text.encode("utf-8", "replace")
    shape, wide = data.translate(SHAPE), WIDE.search(data) is not None
    if wide or LIKELY.search(shape):
        for run in RUN.finditer(text):
            yield from _numbers(text, run)
    if HAN_LIKELY.search(text):
        for run in HAN_RUN.finditer(text):
            number = "".join(HAN_DIGITS[char] for char in run[0])
            yield Found(Sort.MOBILE, run.start(), run.end(), number, _short(number))
    if wide or b"*" in shape or any(hiding in text for hiding in HIDINGS):
        for run in MASKED.finditer(text):
            if HIDDEN.search(run[0]):
                yield from _partial(run)
    for word in ADDRESSED.finditer(text):
        if place := PLACE.match(text, word.end()):
            yield Found(Sort.ADDRESS, place.start(), place.end(), place[0], place[0][:KEPT] + "***")


def _numbers(text: str, run: re.Match[str]) -> Iterator[Found]:
    """What a run of digits is: at most one number, or several that only stand side by side."""
    before, after = text[max(run.start() - 80, 0) : run.start()], text[run.end() : run.end() + 12]
    if AMOUNT.match(after) or DECIMAL.match(after) or FRACTION.search(run[0]) or WITHIN_ADDRESS.search(before):
        return
    named = NAMED.search(before) and not PERSONAL.search(before)
    for start, end in _parts(run):
        number = COUNTRY.sub("", digits(text[start:end]))
        sort = _sort(number)
        if sort is not None and not (named and (sort is not Sort.IDENTITY or _credit(number))):
            yield Found(sort, start, end, number, _short(number))


def _parts(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The stretches of a run that are one number each: groups of digits taken together as far as that makes one."""
    groups = [one.span() for one in GROUP.finditer(run[0])]
    at = 0
    while at < len(groups):
        ends = range(min(at + MOST_GROUPS, len(groups)), at, -1)
        last = next((end for end in ends if _numeral(run[0][groups[at][0] : groups[end - 1][1]])), 0)
        if last:
            yield run.start() + groups[at][0], run.start() + groups[last - 1][1]
        at = last or at + 1


def _numeral(text: str) -> Sort | None:
    return _sort(COUNTRY.sub("", digits(text)))


def digits(text: str) -> str:
    """The digits of a number, however it is written."""
    plain = normalize("NFKC", text).translate({ord("×"): "X", ord("✕"): "X"}).upper()
    return re.sub("[^0-9X]", "", plain)


def _sort(number: str) -> Sort | None:
    """What a number is by its digits alone."""
    if MOBILE.fullmatch(number):
        return Sort.MOBILE
    if len(number) == 18 and _identity(number):  # noqa: PLR2004  # GB 11643
        return Sort.IDENTITY
    if CARD.fullmatch(number) and _luhn(number):
        return Sort.CARD
    return None


@cache
def _checks() -> tuple[Callable[[str], str], Callable[[str], object], Callable[[str], bool], Callable[[str], bool]]:
    """The arithmetic of such numbers; loaded when the first is seen, for most columns have none."""
    from stdnum import luhn  # noqa: PLC0415  # see above
    from stdnum.cn import ric, uscc  # noqa: PLC0415  # see above

    return ric.calc_check_digit, ric.get_birth_date, uscc.is_valid, luhn.is_valid


def _identity(number: str) -> bool:
    """Tell whether 18 characters are an identity number: place, birth and check digit (GB 11643-1999)."""
    if (number[:2] not in PROVINCES and number[0] != "9") or not "1900" <= number[6:10] <= "2099":
        return False
    check, birth, _, _ = _checks()
    if check(number) != number[-1]:
        return False
    try:
        birth(number)
    except ValueError:
        return False
    return True


def _credit(number: str) -> bool:
    """Tell whether a number is a 统一社会信用代码 as well (GB 32100-2015); one in thirty identity numbers is."""
    return _checks()[2](number)


def _luhn(number: str) -> bool:
    return _checks()[3](number)


def _partial(run: re.Match[str]) -> Iterator[Found]:
    """A masked number that tells the day of birth, or hides too little of itself."""
    text = normalize("NFKC", run[0])
    hidden = len(HIDDEN.findall(run[0]))
    mobile = len(text) == 11 and text[0] == "1" and text[1:3].isdigit()  # noqa: PLR2004  # as in MOBILE
    identity = len(text) == 18 and text[:2] in PROVINCES  # noqa: PLR2004  # as above
    born = identity and re.fullmatch(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])", text[6:14])
    if (text[-1] in "xX" and hidden == 1) or not (mobile or identity):
        return
    if born or hidden < LEAST_HIDDEN:
        yield Found(Sort.PARTIAL, run.start(), run.end(), text, _short(text))


def _short(number: str) -> str:
    """A number with all but its ends hidden, as notices show it: 138****1234, 35*************123."""
    if len(number) <= SHORT:
        return f"{number[:3]}****{number[-4:]}"
    return f"{number[:2]}{'*' * (len(number) - 5)}{number[-3:]}"
