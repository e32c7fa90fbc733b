"""Personal data (个人信息) in running text: identity numbers, mobile numbers, bank cards, addresses of homes.

Only what can be told from the text itself is found; who a number belongs to is for people to say. What is found comes
with the words to show instead of it, so that nobody needs to repeat it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache
from unicodedata import normalize

from generator.model.values import Struct
from generator.text.homes import homes
from generator.text.patterns import lazily
from generator.text.spelling import spelt
from generator.text.surroundings import BEFORE, coded, surroundings


class Sort(StrEnum):
    """What sort of personal data."""

    IDENTITY = "身份证件号码"
    MOBILE = "手机号码"
    CARD = "银行卡号"
    ADDRESS = "住址"
    PARTIAL = "隐去不足的号码"


class Found(Struct, frozen=True):
    """A stretch of text that is personal data."""

    sort: Sort
    start: int
    end: int
    plain: str
    """What it says: digits only, for a number; a secret."""
    masked: str
    """What may be shown instead."""


DIGIT = "[0-9０-９]"
PARTING = "[ \u00a0\u2000-\u200d\u2060\u202f\u3000\ufeff\\-‐‑‒–—−－.．·•‧_()（）/／]"
"""What people put between the digits of one number; a tab parts the cells of a table."""
BREAK = " {0,2}(?:\\r?\n|<br ?/?>) {0,2}"
"""The end of a line in a narrow cell, which may fall within a number, once."""
CHECKS = "xXＸｘ×✕ⅩⅹХх"  # the last two are Cyrillic, as some keyboards have it
"""What people write for the check digit X."""
SLASH = lazily("(?<!<br)(?<!<br )[/／]")
"""A slash that ends no line."""
SLASHED = lazily(rf"(?:[+＋]?86 ?[/／]? ?)?1[0-9０-９]{{2}} ?[/／] ?{DIGIT}{{4}} ?[/／] ?{DIGIT}{{4}}")
"""The one number that is written with slashes; mostly they part numbers, or parts of a date or path."""
RUN = lazily(
    f"[+＋0-9０-９](?<!{DIGIT}.)(?:(?<={DIGIT})|{DIGIT})(?:(?:{PARTING}{{0,3}}|{BREAK}){DIGIT}){{10,}}"
    f"(?:{PARTING}?[{CHECKS}])?(?![0-9０-９A-Za-zＡ-Ｚａ-ｚ])"
)
"""So many digits in a row as one of these numbers may have, and more, perhaps after a plus sign.

Like all of these it begins with one character, so that the search is swift; what stands before that is looked at then.
"""
GROUP = lazily(f"[+＋]?{DIGIT}+(?:{PARTING}?[{CHECKS}])?")
FEWEST, MOST = 11, 19
"""Digits of a mobile number, and of the longest bank card."""
HIDES = "*＊xX✱●•□■○★☆#＃×"
"""What is written for digits that are hidden."""
EITHER = f"[0-9０-９{HIDES}]"
"""A digit, or what hides one."""
UNSLASHED = PARTING.replace("/／", "")
LIKELY = lazily(
    f"{EITHER}(?<!{EITHER}.)(?:(?:(?:{UNSLASHED}{{0,3}}|{BREAK}){EITHER}){{10}}"
    f"|{EITHER}*?(?<=1){EITHER}{{2}}(?: ?[- /／] ?{EITHER}{{4}}){{2}})"
)
"""What all of these numbers have in them, so that most texts are passed over at one look."""
MASKED = lazily(
    rf"{EITHER}(?<![0-9*＊].)(?<![0-9][A-Za-z].)"
    r"(?!(?<=[A-Za-z][xX])[0-9])"  # the x of wx hides nothing
    rf"{EITHER}{{10,17}}(?![0-9A-Za-z*＊])"
)
MASKED_GROUPS = lazily(
    rf"{DIGIT}(?<![0-9A-Za-z*＊].)(?:(?<=1){DIGIT}{{2}}[- /]{EITHER}{{4}}[- /]{EITHER}{{4}}"
    rf"|{DIGIT}{{5}}[- ]{EITHER}{{8}}[- ]{EITHER}{{4}})(?![0-9A-Za-z*＊])"
)
"""The same in the groups in which such numbers are written."""
HIDDEN = lazily(f"[{HIDES}]")
SINGLY = HIDES.replace("#", "").replace("＊", "")
"""What hides digits wherever it stands."""
HASHES = lazily("#(?:[0-9]|#(?![# ]))")
"""Where ``#`` may hide digits, and does not begin a heading."""
WIDE = lazily("[０-９＊]")
BIRTH = lazily(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
LEAST_HIDDEN = 4
"""Digits of a number that a mask must hide."""

LAST_BIRTH = "2029"
"""No year of birth is later; whoever builds in 2030 moves it on."""
PROVINCES = frozenset(
    f"{tens}{ones}"
    for tens, last in (("1", "12345"), ("2", "123"), ("3", "1234567"), ("4", "123456"), ("5", "01234"), ("6", "12345"))
    for ones in last
) | {"71", "81", "82", "83"}
"""First digits of identity numbers (GB/T 2260); those of foreign residents begin with 9."""
MOBILE = lazily(r"1[3-9][0-9]{9}")
COUNTRY = lazily(r"\A(?:\+?86|0086|0)(?=1[3-9])")
CARD = lazily(r"(?:62[0-9]{14,17}|4[0-9]{15}|5[1-5][0-9]{14}|(?:356|35[2-8])[0-9]{13}|(?:9558|4367)[0-9]{15})")
"""Numbers that the issuers of bank cards have, among them 银联 (62)."""

KEPT = 6
"""Characters of an address that are shown."""
SHORT = 11
"""Digits of a mobile number."""


def find(text: str, *, wary: bool = False) -> tuple[Found, ...]:
    """All personal data in a text, in order; stretches do not overlap.

    Addresses on the web, names of files, and letters glued to a number mostly make one that is nobody's; whoever is
    ``wary`` takes it for a person's all the same.
    """
    found: list[Found] = []
    end = 0
    for one in sorted(_all(text, wary=wary), key=lambda each: (each.start, -each.end)):
        if one.start >= end:
            found.append(one)
            end = one.end
    return tuple(found)


def _all(text: str, *, wary: bool) -> Iterator[Found]:
    if LIKELY.search(text):
        for run in RUN.finditer(text):
            yield from _numbers(text, run, wary=wary)
        veils = any(hiding in text for hiding in SINGLY) or HASHES.search(text)
        if WIDE.search(text) or (veils and re.search("[0-9]", text)):
            yield from _masked(text)
    for start, end, number in spelt(text):
        if MOBILE.fullmatch(number):
            yield Found(Sort.MOBILE, start, end, number, _short(number))
    yield from addresses(text)


def addresses(text: str) -> Iterator[Found]:
    """The addresses of homes alone, as ``find`` gives them."""
    for start, end in homes(text):
        yield Found(Sort.ADDRESS, start, end, text[start:end], text[start:end][:KEPT] + "***")


def _numbers(text: str, run: re.Match[str], *, wary: bool) -> Iterator[Found]:
    """What a run of digits is: at most one number, or several that only stand side by side."""
    for start, end, sort, number in _parts(run):
        if not (_nobodys(text, start, end, sort, number) or (not wary and _within(text, start, end, sort))):
            yield Found(sort, start, end, number, _short(number))


def _nobodys(text: str, start: int, end: int, sort: Sort, number: str) -> bool:
    """Tell from what stands around a number that it is no person's."""
    place = surroundings(text, start, end)
    if place.figure or place.called:
        return place.figure
    if sort is Sort.IDENTITY:
        return place.coded and _credit(number)
    # two lines of a list make a mobile number by chance; longer numbers have a check digit
    return place.elsewhere or (sort is Sort.MOBILE and (place.numbered or "\n" in text[start:end]))


def _within(text: str, start: int, end: int, sort: Sort) -> bool:
    """Tell whether a number is but a part: of a code, an address on the web, or the name of a file."""
    place = surroundings(text, start, end)
    if _glued(text, start, bold=sort is Sort.IDENTITY) or place.linked:
        return True
    return place.filed and sort is not Sort.IDENTITY and not place.called


def _glued(text: str, start: int, *, bold: bool) -> bool:
    """Tell whether Latin letters right before a number make a code of it."""
    letter = text[start - 1 : start]
    return (
        (letter.isascii() or letter > "\uff00")
        and letter.isalpha()
        and coded(text[max(start - BEFORE, 0) : start], bold=bold)
    )


def _parts(run: re.Match[str]) -> Iterator[tuple[int, int, Sort, str]]:
    """The stretches of a run that are one number each: groups of digits taken together as far as that makes one."""
    groups = [(*one.span(), digits(one[0])) for one in GROUP.finditer(run[0])]
    at = 0
    while at < len(groups):
        longest, number = None, ""
        for last in range(at, len(groups)):
            number += groups[last][2]
            if len(number) > MOST:
                break
            if len(number) >= FEWEST:
                start, end = groups[at][0], groups[last][1]
                plain = COUNTRY.sub("", number)
                sort = _sort(plain) if _one(run[0][start:end], plain) else None
                if sort is not None:
                    longest = (last, (run.start() + start, run.start() + end, sort, plain))
        if longest:
            yield longest[1]
        at = longest[0] + 1 if longest else at + 1


def _one(stretch: str, plain: str) -> bool:
    """Tell whether lines and slashes within a stretch part the digits of one number rather than several."""
    if SLASH.search(stretch) and not SLASHED.fullmatch(stretch):
        return False
    return stretch.count("\n") + stretch.count("<br") <= 1 or len(plain) > FEWEST


def digits(text: str) -> str:
    """The digits of a number, however it is written."""
    if text.isascii() and text.isdigit():
        return text
    plain = normalize("NFKC", text).translate(dict.fromkeys(map(ord, CHECKS), "X")).upper()
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
    if (number[:2] not in PROVINCES and number[0] != "9") or not "1900" <= number[6:10] <= LAST_BIRTH:
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


def _masked(text: str) -> Iterator[Found]:
    for pattern in (MASKED, MASKED_GROUPS):
        for run in pattern.finditer(text):
            bold = len(run[0]) > FEWEST
            if HIDDEN.search(run[0]) and not _glued(text, run.start(), bold=bold):
                yield from _partial(text, run)


def _partial(text: str, run: re.Match[str]) -> Iterator[Found]:
    """A masked number that tells the day of birth, or hides too little of itself."""
    plain = re.sub("[- /]", "", normalize("NFKC", run[0]))
    places = [at for at, char in enumerate(plain) if HIDDEN.match(char)]
    mobile = len(plain) == FEWEST and re.match("1[3-9][0-9]", plain) and places[-1] - places[0] < len(places)
    identity = len(plain) == 18 and (plain[:2] in PROVINCES or 0 in places) and plain.strip("*")  # noqa: PLR2004  # GB 11643
    born = identity and BIRTH.fullmatch(plain[6:14])
    if identity and plain[-1] in "xX":
        places.pop()
    bold = plain.startswith("**") and plain.endswith("**")
    if bold or not places or not (mobile or identity):
        return
    place = surroundings(text, run.start(), run.end())
    if plain[-1] in "xX" and (place.elsewhere or place.filed or place.numbered):
        return
    if born or len(places) < LEAST_HIDDEN:
        yield Found(Sort.PARTIAL, run.start(), run.end(), plain, _short(plain))


def _short(number: str) -> str:
    """A number with all but its ends hidden, as notices show it: 138****1234, 35*************123."""
    if len(number) <= SHORT:
        return f"{number[:3]}****{number[-4:]}"
    return f"{number[:2]}{'*' * (len(number) - 5)}{number[-3:]}"
